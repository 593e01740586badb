"""The values that pass between the stages of `agent`: claims, the evidence matrix, and the views of it."""

from enum import StrEnum

from pydantic import Field

from vectorstore.values import Citation, Span, Value


class Kind(StrEnum):
    """What sort of thing a claim states."""

    EVENT = "event"
    STATEMENT = "statement"
    OPINION = "opinion"
    PREDICTION = "prediction"


class Stance(StrEnum):
    """How one source stands to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    REPORTS = "reports"
    SILENT = "silent"


class Label(StrEnum):
    """What these sources, taken together, say of a claim; never whether it is true."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    DISPUTED = "disputed"
    ATTRIBUTED = "attributed"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


class DisagreementKind(StrEnum):
    """In what sources differ."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    OUTCOME = "outcome"
    CAUSE = "cause"


class Claim(Value):
    """One self-contained statement that can be checked against a source."""

    text: str = Field(description="The statement.")
    speaker: str | None = Field(default=None, description="Whose words it is, if it is only reported.")
    kind: Kind = Field(default=Kind.EVENT, description="What sort of thing it states.")
    distanced: bool = Field(
        default=False, description="Whether who reports it does not stand behind it ('falsely')."
    )
    checkable: bool = Field(
        default=True, description="Whether a source could show it; no question, order or mere judgement."
    )
    span: Span = Field(description="Where it stands in its parent text.")


class Evidence(Value):
    """One cell of the evidence matrix: a claim against one source."""

    claim: str = Field(description="Text of the claim.")
    article: str = Field(description="Id of the article.")
    stance: Stance = Field(description="How the article stands to the claim.")
    score: float = Field(ge=0, le=1, description="Confidence in the stance; 1 is certain.")
    citations: tuple[Citation, ...] = Field(default=(), description="The sentences that decided.")
    speaker: str | None = Field(
        default=None, description="Whose words the article reports, where it `reports`."
    )
    reasons: tuple[str, ...] = Field(default=(), description="What decided, in words.")


class Verdict(Value):
    """What the sources, taken together, say of a claim."""

    claim: str = Field(description="Text of the claim.")
    label: Label = Field(description="The verdict about these sources, never about the truth.")
    evidence: tuple[Evidence, ...] = Field(
        description="One cell per article, silent ones included; of a claim in parts, one for each part."
    )
    origins_for: tuple[str, ...] = Field(
        default=(),
        description="Independent origins that support it; of a claim in parts, the part that fewest support.",
    )
    origins_against: tuple[str, ...] = Field(default=(), description="Independent origins that refute it.")
    explanation: str = Field(description="One sentence: what decided.")
    notes: tuple[str, ...] = Field(default=(), description="What did not go as asked, if anything.")


class Side(Value):
    """One side of a disagreement."""

    text: str = Field(description="What this side says.")
    origins: tuple[str, ...] = Field(description="Independent origins on this side.")
    citations: tuple[Citation, ...] = Field(description="Where they say it.")


class Disagreement(Value):
    """Sources that cannot both be right, or of which one is a later update."""

    kind: DisagreementKind = Field(description="In what they differ.")
    topic: str = Field(description="What they differ about.")
    sides: tuple[Side, ...] = Field(min_length=2, description="Each side with its citations.")
    update: bool = Field(
        default=False, description="Whether the publication dates make it a possible later update."
    )


class SummarySentence(Value):
    """One accepted sentence of a summary."""

    text: str = Field(description="The sentence.")
    verdict: Label = Field(description="What the sources say of it.")
    origins: int = Field(ge=1, description="How many independent origins carry it.")
    citations: tuple[Citation, ...] = Field(min_length=1, description="What it rests on.")
    speaker: str | None = Field(default=None, description="Whose words it reports, if any.")
    evidence: tuple[Evidence, ...] = Field(
        default=(), description="Its row of the evidence matrix: one cell per article, silent ones included."
    )


class Point(Value):
    """Something an article says, listed beside the summary."""

    text: str = Field(description="The sentence.")
    citations: tuple[Citation, ...] = Field(min_length=1, description="Where it stands.")
    speaker: str | None = Field(default=None, description="Whose words it reports, if any.")
    evidence: tuple[Evidence, ...] = Field(
        default=(), description="Its row of the evidence matrix: one cell per article, silent ones included."
    )


class Neutrality(Value):
    """Figures about tone and balance."""

    loaded_per_100_inputs: float = Field(
        ge=0, description="Loaded words per 100 words of the inputs, quotations excluded."
    )
    loaded_per_100_summary: float = Field(ge=0, description="The same of the summary.")
    loaded_words: tuple[str, ...] = Field(default=(), description="Loaded words left in the summary.")
    origins_used: int = Field(ge=0, description="Independent origins the summary cites.")
    origins_total: int = Field(ge=0, description="Independent origins among the inputs.")
    shares: dict[str, float] = Field(
        default_factory=dict,
        description="Share of each origin, named by its publishers, of what is told, in [0, 1].",
    )
    shares_inputs: dict[str, float] = Field(
        default_factory=dict,
        description="Share of each origin of the articles' words, reprints counted once, in [0, 1].",
    )


class GateCounts(Value):
    """What the gate did."""

    drafted: int = Field(default=0, ge=0, description="Sentences that were offered.")
    accepted: int = Field(default=0, ge=0, description="Accepted as they were.")
    attributed: int = Field(default=0, ge=0, description="Accepted after their speaker was named.")
    repaired: int = Field(default=0, ge=0, description="Accepted after a repair.")
    replaced: int = Field(default=0, ge=0, description="Replaced by a quotation or another sentence.")
    dropped: int = Field(default=0, ge=0, description="Dropped.")
    reasons: tuple[str, ...] = Field(default=(), description="Why sentences were changed or dropped.")


class Provenance(Value):
    """How a result was made."""

    engine: str = Field(description="`extractive` or `llm`.")
    model: str | None = Field(default=None, description="Chat model, if one was used.")
    embedder: str = Field(description="Name of the embedder.")
    checker: str = Field(description="Name of the checker.")
    index: str = Field(description="Version of the index and its schema.")
    prompts: dict[str, str] = Field(default_factory=dict, description="Prompt ids and their SHA-256.")
    as_of: str | None = Field(default=None, description="Date up to which articles were considered.")
    tokens: int = Field(default=0, ge=0, description="Tokens billed.")
    cost_usd: float | None = Field(default=0.0, description="Cost in US dollars; none if unknown.")
    notes: tuple[str, ...] = Field(
        default=(), description="What did not go as asked: a budget spent, an endpoint that failed."
    )


class Summary(Value):
    """A neutral, multi-source summary."""

    headline: str = Field(description="A neutral headline, made of cited words.")
    sentences: tuple[SummarySentence, ...] = Field(description="In the order of the story.")
    disagreements: tuple[Disagreement, ...] = Field(default=(), description="Where sources differ.")
    attributed: tuple[Point, ...] = Field(
        default=(), description="Claims that sources only report as somebody's words."
    )
    single_origin: tuple[Point, ...] = Field(default=(), description="What only one origin reports.")
    omissions: tuple[Point, ...] = Field(default=(), description="Important points that were left out.")
    neutrality: Neutrality = Field(description="Figures about tone and balance.")
    gate: GateCounts = Field(description="What the gate did.")
    provenance: Provenance = Field(description="How it was made.")

    @property
    def text(self) -> str:
        """The sentences, joined."""
        return " ".join(sentence.text for sentence in self.sentences)


class Answer(Value):
    """An answer to a question, or an abstention with its reason."""

    question: str = Field(description="The question.")
    text: str = Field(description="The answer; empty if abstained.")
    abstained: bool = Field(description="Whether no answer was given.")
    reason: str | None = Field(default=None, description="Why not.")
    citations: tuple[Citation, ...] = Field(default=(), description="What the answer rests on.")
    verdict: Label | None = Field(default=None, description="What the sources say of the answer.")
    provenance: Provenance = Field(description="How it was made.")
