"""Claims put to the articles of their event."""

from collections.abc import Sequence
from functools import partial

from agent.values import Label, Stance, Verdict
from evals.dataset import Event
from evals.facts import Fact
from evals.rows import ClaimRow
from evals.tasks.case import Bench, Case, Outcome
from evals.tasks.spans import cited_files, decides

_DIGITS = 6


def cases(bench: Bench, events: Sequence[Event]) -> list[Case]:
    """One case for each claim."""
    return [
        Case(
            id=f"{event.name}/{fact.id}",
            lane=event.name,
            inputs={"text": fact.claim, "event": event.name, "wanted": fact.label.value},
            bare=ClaimRow(id=f"{event.name}/{fact.id}", gold=fact.label),
            do=partial(_do, bench, event, fact),
        )
        for event in events
        for fact in event.claims
    ]


def _do(bench: Bench, event: Event, fact: Fact) -> Outcome:
    subject = bench.on(event)
    verdict = subject.verify(fact.claim)
    cited = tuple(c for cell in verdict.evidence if cell.stance is not Stance.SILENT for c in cell.citations)
    row = ClaimRow(
        id=f"{event.name}/{fact.id}",
        gold=fact.label,
        predicted=verdict.label,
        score=round(support(verdict), _DIGITS),
        confidence=round(confidence(verdict), _DIGITS),
        span_right=decides(cited, fact.evidence, subject.sources()),
    )
    output = verdict.model_dump(mode="json", include={"label", "explanation", "notes"})
    evidence = tuple(dict.fromkeys(cited))
    return Outcome(output=output, evidence=evidence, row=row, files=cited_files(evidence, subject.sources()))


def support(verdict: Verdict) -> float:
    """How far the articles support a claim, in [0, 1]: the best support, lowered by the best refutation."""
    held = [c.score if c.stance is Stance.SUPPORTS else 1 - c.score for c in verdict.evidence]
    return max(held, default=0.0) * (1 - _best(verdict, Stance.REFUTES))


def confidence(verdict: Verdict) -> float:
    """How sure the cells are that decided a label, in [0, 1]."""
    match verdict.label:
        case Label.SUPPORTED:
            return _best(verdict, Stance.SUPPORTS)
        case Label.REFUTED:
            return _best(verdict, Stance.REFUTES)
        case Label.DISPUTED:
            return min(_best(verdict, Stance.SUPPORTS), _best(verdict, Stance.REFUTES))
        case Label.ATTRIBUTED:
            return _best(verdict, Stance.REPORTS)
    return min((cell.score for cell in verdict.evidence), default=1.0)


def _best(verdict: Verdict, stance: Stance) -> float:
    return max((cell.score for cell in verdict.evidence if cell.stance is stance), default=0.0)
