"""Claims put to the articles of their event."""

from collections.abc import Sequence
from functools import partial

from agent.values import Evidence, Label, Stance, Verdict
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
    """How far the articles support a claim, in [0, 1]: the best support, lowered by the best refutation.

    Of a claim in parts, the part counts that is supported least.
    """
    held = min((max(map(_held, cells)) for cells in _parts(verdict)), default=0.0)
    return held * (1 - _best(verdict.evidence, Stance.REFUTES))


def confidence(verdict: Verdict) -> float:
    """How sure the cells are that decided a label, in [0, 1]."""
    cells = verdict.evidence
    match verdict.label:
        case Label.SUPPORTED:
            return min((_best(part, Stance.SUPPORTS) for part in _parts(verdict)), default=0.0)
        case Label.REFUTED:
            return _best(cells, Stance.REFUTES)
        case Label.DISPUTED:
            return min(_best(cells, Stance.SUPPORTS), _best(cells, Stance.REFUTES))
        case Label.ATTRIBUTED:
            return _best(cells, Stance.REPORTS)
    return max((min(cell.score for cell in part) for part in _parts(verdict)), default=1.0)


def _parts(verdict: Verdict) -> list[list[Evidence]]:
    """The cells of each part of a claim."""
    found: dict[str, list[Evidence]] = {}
    for cell in verdict.evidence:
        found.setdefault(cell.claim, []).append(cell)
    return list(found.values())


def _held(cell: Evidence) -> float:
    return cell.score if cell.stance is Stance.SUPPORTS else 1 - cell.score


def _best(cells: Sequence[Evidence], stance: Stance) -> float:
    return max((cell.score for cell in cells if cell.stance is stance), default=0.0)
