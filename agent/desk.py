"""Results of articles that were found: here the stages from drafting to the verdict are wired together."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Literal

from agent.answer import Respondent, answer
from agent.check import Source, verdict
from agent.check_entail import EntailmentChecker
from agent.check_llm import Both, ChatChecker
from agent.check_local import LocalChecker
from agent.claims import whole
from agent.claims.parts import parts
from agent.compound import compound
from agent.contested import contested
from agent.disagree import disagreements
from agent.draft import Extractive
from agent.draft_llm import ChatWriter, Inquiry
from agent.errors import SettingsError
from agent.llm import ChatModel, Listener
from agent.summary import Composer
from agent.values import Answer, Claim, Disagreement, Provenance, Stance, Summary, Verdict
from vectorstore.embed import Embedder
from vectorstore.store import INDEX
from vectorstore.values import Span

CheckerName = Literal["local", "llm", "both"]
"""Who checks claims: the program, the chat model, or both."""
_EARLIER = 3
"""Questions asked before that a model is shown."""


class Desk:
    """Makes results.

    Args:
        embedder: Embeds sentences.
        today: Date up to which articles were considered.
        model: Drafts summaries and answers; without one, sentences of the articles are selected.
        checker: Who checks claims. Drafts are always checked by the program.
        prompts: Versions of prompts by name; those in use where none is given.

    Raises:
        SettingsError: If the checker needs a model and there is none.
    """

    def __init__(
        self,
        embedder: Embedder,
        today: date,
        model: ChatModel | None,
        checker: CheckerName,
        prompts: Mapping[str, int] | None = None,
    ) -> None:
        self._embedder = embedder
        self._today = today
        self._model = model
        self._local = LocalChecker(embedder)
        self._prompts = prompts or {}
        self._claims = EntailmentChecker(embedder)
        self._checker = _checker(checker, self._claims, model, self._prompts)
        self._account = Inquiry(model) if model else None
        self._differing: tuple[tuple[str, ...], tuple[Disagreement, ...]] | None = None

    def summary(self, sources: Sequence[Source], words: int, listener: Listener | None) -> Summary:
        """A summary of `sources`."""
        offers = Extractive(self._embedder).write(sources)
        writer = ChatWriter(Inquiry(self._model, self._prompts), listener) if self._model else None
        composer = Composer(sources, self._local, self.disagreements(sources), self._claims)
        made = self._made.model_copy(update={"checker": f"{self._local.name}, {self._claims.name}"})
        return composer.compose(offers, words, made, writer)

    def answer(
        self,
        question: str,
        asked: str,
        passages: Sequence[tuple[Source, Span]],
        earlier: Sequence[str],
        listener: Listener | None,
    ) -> Answer:
        """An answer from `passages` to `question`, which reads `asked` when written in full."""
        sources = {source.article.id: source for source, _ in passages}
        spans: dict[str, list[Span]] = {name: [] for name in sources}
        for source, span in passages:
            spans[source.article.id].append(span)
        ordered = sorted(sources.values(), key=lambda source: source.article.path)
        selected = answer(asked, ordered, spans, self._embedder, self._made)
        selected = selected.model_copy(update={"question": question})
        if not self._model or not passages:
            return selected
        respondent = Respondent(passages, self._local, Inquiry(self._model, self._prompts), listener)
        return respondent.answer(asked, selected, earlier[-_EARLIER:])

    def verdict(self, claim: str, sources: Sequence[Source]) -> Verdict:
        """What `sources` say of `claim`; the program judges its parts, a model parts it by itself."""
        stated = whole(claim.strip())
        if not isinstance(self._checker, EntailmentChecker):
            row = self._checker.check(stated, sources)
            return verdict(stated, row, sources, self._checker.notes)
        return compound(stated, parts(claim.strip()), partial(self._judged, sources))

    def _judged(self, sources: Sequence[Source], claim: Claim) -> Verdict:
        """What `sources` say of one statement, as far as the program can tell."""
        row = self._claims.check(claim, sources)
        if any(cell.stance in {Stance.SUPPORTS, Stance.REFUTES} for cell in row):
            row = contested(claim, row, self.disagreements(sources))
        return verdict(claim, row, sources)

    def disagreements(self, sources: Sequence[Source]) -> tuple[Disagreement, ...]:
        """Where `sources` differ; those of the articles that were last asked about are kept."""
        wanted = tuple(source.article.id for source in sources)
        if self._differing is None or self._differing[0] != wanted:
            self._differing = wanted, disagreements(sources, self._embedder)
        return self._differing[1]

    @property
    def provenance(self) -> Provenance:
        """How verdicts are made here, and what was spent here so far on anything."""
        made = self._made.model_copy(update={"checker": self._checker.name})
        if self._account is None:
            return made
        prompts = {} if isinstance(self._checker, EntailmentChecker) else dict(self._checker.prompts)
        return self._account.provenance(made).model_copy(update={"prompts": prompts})

    @property
    def _made(self) -> Provenance:
        """How results are made without a model."""
        return Provenance(
            engine="extractive",
            embedder=self._embedder.name,
            checker=self._local.name,
            index=str(INDEX),
            as_of=self._today.isoformat(),
        )


def _checker(
    name: CheckerName, local: EntailmentChecker, model: ChatModel | None, prompts: Mapping[str, int]
) -> EntailmentChecker | ChatChecker | Both:
    if name == "local":
        return local
    if model is None:
        raise SettingsError(f"checker {name!r} needs a chat model; configure an endpoint, or take 'local'")
    chat = ChatChecker(model, prompts)
    return chat if name == "llm" else Both(local, chat)
