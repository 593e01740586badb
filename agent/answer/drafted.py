"""The answer that a chat model drafts: each sentence through the gate, and held to the question.

Where the model fails, or nothing of its answer stands, the answer is the one without a model, and a note says
so. A model that finds no answer does not overrule a sentence of an article that has one.
"""

from collections.abc import Sequence

from agent.answer.extractive import ABOUT, SHOWN, Fit, missing
from agent.check import Checker, Source
from agent.check_local.coverage import Coverage, rarity
from agent.draft import Draft
from agent.draft_llm import ChatWriter, Drafted, Inquiry
from agent.draft_llm.passages import taken
from agent.draft_llm.replies import Answered, answered, plain
from agent.draft_llm.resolve import places, resolve
from agent.errors import ModelError, Overflow
from agent.gate import Accepted, Gate, Repair
from agent.llm import Listener
from agent.offered import Offered, batches, offer
from agent.prompts import Fenced
from agent.question import fitness, parse
from agent.values import Answer, GateCounts, Label
from vectorstore.values import Span

_REPLY = 500
"""Tokens of an answer, at most."""
_TRIES = 2
"""Times that the room is halved after an overflow."""


class Respondent:
    """Has a chat model answer from passages.

    Args:
        passages: What it may answer from, the most fitting first; at least one.
        checker: Tells whether a sentence is refuted by its own citation.
        inquiry: Asks the model, and keeps account.
        listener: Is told the answer as far as it has come.
    """

    def __init__(
        self,
        passages: Sequence[tuple[Source, Span]],
        checker: Checker,
        inquiry: Inquiry,
        listener: Listener | None = None,
    ) -> None:
        self._offered = offer(passages)
        self._gate = Gate([source for source, _ in passages], checker)
        self._inquiry = inquiry
        self._writer = ChatWriter(inquiry)
        self._listener = plain(listener)

    def answer(self, question: str, instead: Answer, earlier: Sequence[str] = ()) -> Answer:
        """The model's answer as far as it stands.

        Args:
            question: The question, written in full.
            instead: The answer without a model, which stands where the model's does not.
            earlier: What was asked before, the latest last.
        """
        try:
            reply = self._ask(instead.question, earlier)
        except ModelError as error:
            self._inquiry.failed("the model gave no answer", error)
            return self._instead(instead)
        shown = self._shown(question, reply) if reply.answerable else ()
        if shown:
            return Answer(
                question=instead.question,
                text=" ".join(f"{each.citations[0].publisher}: {each.text}" for each in shown),
                abstained=False,
                citations=tuple(citation for each in shown for citation in each.citations),
                verdict=Label.ATTRIBUTED if shown[0].speaker else Label.SUPPORTED,
                provenance=self._inquiry.provenance(instead.provenance),
            )
        if reply.answerable:
            self._inquiry.note("no sentence of the model's answer stands")
        elif not instead.abstained:
            self._inquiry.note("the model found no answer in the passages")
        return self._instead(instead)

    def _ask(self, question: str, earlier: Sequence[str]) -> Answered:
        """The reply to as many passages as fit."""
        asked = (
            *(Fenced(label="asked before", text=each) for each in earlier),
            Fenced(label="question", text=question),
        )
        most = min(_REPLY, self._inquiry.model.context // 3)
        return self._within(asked, most, self._inquiry.room("answer", Answered, most))

    def _within(self, asked: tuple[Fenced, ...], most: int, room: int, tries: int = _TRIES) -> Answered:
        self._offered = batches(self._offered, room)[0]
        try:
            return self._inquiry.ask(
                "answer",
                answered([each.id for each in self._offered], SHOWN),
                most=most,
                listener=self._listener,
                question=asked,
                passages=tuple(each.fenced for each in self._offered),
            )
        except Overflow:
            if not tries:
                raise
            return self._within(asked, most, taken(self._offered) // 2, tries - 1)

    def _shown(self, question: str, reply: Answered) -> tuple[Accepted, ...]:
        """The sentences that stand, without those that say the same."""
        held = _Held(question, self._offered)
        found: dict[str, Accepted] = {}
        for sentence in reply.sentences[:SHOWN]:
            for drafted in resolve(sentence, self._offered):
                accepted = self._gate.examine(
                    drafted.draft, failed=held.fault(drafted), repair=self._repair(drafted, held)
                )
                if accepted:
                    found.setdefault(accepted.text, accepted)
        if told := _told(self._gate.counts):
            self._inquiry.note(told)
        return tuple(found.values())[:SHOWN]

    def _repair(self, drafted: Drafted, held: "_Held") -> Repair:
        def repair(_: Draft, reason: str) -> Draft | None:
            better = self._writer.repair(drafted, reason)
            return better.draft if better and not held.fault(better) else None

        return repair

    def _instead(self, answer: Answer) -> Answer:
        """The answer without a model, which says what became of the model's."""
        made = self._inquiry.provenance(answer.provenance, "extractive")
        return answer.model_copy(update={"provenance": made})


class _Held:
    """Holds sentences to a question, as an answer without a model is held."""

    def __init__(self, question: str, offered: Sequence[Offered]) -> None:
        self._asked = parse(question)
        sentences = {
            (each.source.article.id, place): each.source.sentences[place].of(each.source.article.text)
            for each in offered
            for place in places(each)
        }
        self._weighed = Coverage(self._asked.about, rarity(sentences.values()))

    def fault(self, drafted: Drafted) -> str | None:
        """Why a sentence does not answer, if it does not."""
        window = Fit(0.0, drafted.source, drafted.place).window
        if drafted.fault:
            return drafted.fault
        if name := missing(self._asked.text, window):
            return f"its source does not speak of {name}"
        if self._weighed.share(window).whole < ABOUT:
            return "it is not about what the question asks"
        text = drafted.draft.text
        if not fitness(self._asked, text, self._weighed.share(text).matched):
            return f"it does not have the {self._asked.kind.value} that the question asks for"
        return None


def _told(counts: GateCounts) -> str | None:
    """What the gate did with an answer that it did not accept as it was."""
    if counts.accepted == counts.drafted:
        return None
    steps = ("accepted", "attributed", "repaired", "dropped")
    done = ", ".join(f"{getattr(counts, step)} {step}" for step in steps if getattr(counts, step))
    return f"of {counts.drafted} drafted sentences: {done} ({'; '.join(counts.reasons)})"
