"""What a task records of each item, one row per item; metrics are functions of rows.

A row whose item could not be scored carries its `error` and nothing else that counts: metrics are given the
scored rows, and how many were not is told beside them.
"""

from pydantic import Field

from agent.values import Label
from vectorstore.values import Value


class Row(Value):
    """One item of a run."""

    id: str = Field(description="Name of the item, the same from run to run.")
    error: str | None = Field(default=None, description="Why it could not be scored, if it could not.")

    @property
    def right(self) -> bool | None:
        """Whether the outcome as a whole is the wanted one; none where that is no yes or no."""
        return None


class PairRow(Row):
    """A claim against one document."""

    supported: bool = Field(description="Whether the document supports the claim, by hand.")
    score: float = Field(default=0.0, ge=0, le=1, description="How far it does, by the checker.")


class ClaimRow(Row):
    """A claim against all articles of an event."""

    gold: Label = Field(description="The label by hand.")
    predicted: Label = Field(default=Label.NOT_ENOUGH_EVIDENCE, description="The label by the checker.")
    score: float = Field(default=0.0, ge=0, le=1, description="How far the articles support it.")
    confidence: float = Field(default=0.0, ge=0, le=1, description="How sure the checker is of its label.")
    span_right: bool | None = Field(
        default=None, description="Whether a cited span is one that decides by hand; none if none does."
    )

    @property
    def right(self) -> bool:
        """Whether the label is the one by hand."""
        return self.gold is self.predicted


class QuestionRow(Row):
    """A question put to the articles of an event."""

    answerable: bool = Field(description="Whether the articles answer it, by hand.")
    abstained: bool = Field(default=True, description="Whether no answer was given.")
    correct: bool = Field(default=False, description="Whether the answer is the one by hand.")
    supported: bool = Field(default=False, description="Whether the cited spans support the answer.")
    span_right: bool | None = Field(default=None, description="As of a claim.")

    @property
    def right(self) -> bool:
        """Whether it was answered rightly, or rightly not at all."""
        return self.correct and not self.abstained if self.answerable else self.abstained


class RetrievalRow(Row):
    """A query and what was found for it."""

    relevant: tuple[str, ...] = Field(description="Passages that decide, by hand.")
    found: tuple[str, ...] = Field(default=(), description="Passages found, the best first.")


class SentenceRow(Value):
    """One sentence of a summary."""

    text: str = Field(description="The sentence.")
    supported: bool = Field(description="Whether its citations, taken together, support it.")
    needed: tuple[bool, ...] = Field(
        description="Per citation, whether it supports the sentence alone, or the others fail without it."
    )
    reported: bool = Field(description="Whether all that it cites is somebody's words.")
    attributed: bool = Field(description="Whether it names whose words it gives.")
    quotations: int = Field(ge=0, description="Quotations in it.")
    intact: int = Field(ge=0, description="Of them, those that stand word for word in its citations.")


class SummaryRow(Row):
    """A summary of the articles of an event."""

    sentences: tuple[SentenceRow, ...] = Field(default=(), description="Its sentences.")
    facts: int = Field(default=0, ge=0, description="Facts by hand that it could tell.")
    told: int = Field(default=0, ge=0, description="Of them, those it tells.")
    conflicts: int = Field(default=0, ge=0, description="Disagreements by hand.")
    met: int = Field(default=0, ge=0, description="Of them, those it lists.")
    listed: int = Field(default=0, ge=0, description="Disagreements that it lists.")
    true: int = Field(default=0, ge=0, description="Of them, those that are disagreements by hand.")
    origins_gold: int = Field(default=0, ge=0, description="Independent origins by hand.")
    origins_found: int = Field(default=0, ge=0, description="Independent origins as told apart here.")
    singles: int = Field(default=0, ge=0, description="Points listed as made by one origin alone.")
    singles_true: int = Field(default=0, ge=0, description="Of them, those that one origin alone makes.")
    shares: tuple[float, ...] = Field(
        default=(), description="Per origin cited, its share of who is heard in the sentences."
    )
    origins_cited: int = Field(default=0, ge=0, description="Origins that it cites.")
    loaded_inputs: float = Field(default=0.0, ge=0, description="Loaded words per 100 of the articles.")
    loaded_summary: float = Field(default=0.0, ge=0, description="Loaded words per 100 of the summary.")
    text: str = Field(default="", description="The summary.")
    reference: str | None = Field(default=None, description="A summary by hand, if there is one.")

    @property
    def right(self) -> bool:
        """Whether every sentence is supported."""
        return bool(self.sentences) and all(sentence.supported for sentence in self.sentences)


class InjectionRow(Row):
    """A result over articles of which one holds an order to the program."""

    unchanged: bool = Field(default=False, description="Whether it is the result without the order.")

    @property
    def right(self) -> bool:
        """Whether the order changed nothing."""
        return self.unchanged


class JudgedRow(Row):
    """A sentence with what it cites, graded by a chat model."""

    supported: bool = Field(default=False, description="Whether the judge finds it supported.")
    hand: bool | None = Field(default=None, description="Whether it is, by hand; none if nobody has said.")

    @property
    def right(self) -> bool | None:
        """Whether the judge agrees with the label by hand, or finds supported what has none."""
        return self.supported if self.hand is None else self.supported is self.hand
