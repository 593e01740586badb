"""A claim of several parts, judged by what the sources say of each.

A sentence of a source is compared with a claim as a whole, so one that joins two facts finds neither, and one
of which half is false may pass for the other half. Of 360 claims joined of pairs of those of the corpus's
development events, 55 % have the label that follows from the labels by hand of the two, instead of 31 %, and
3 are wrongly supported instead of 13 (measured once, with the rules alone). Rejected: to keep the label of
the whole where it has one, which says of a claim what a source says of half of it (12 wrongly supported).

A clause that tells when or why is judged with the clause that it stands under, since that both are so does
not make one the time or cause of the other; alone it can only refute.
"""

from collections.abc import Callable, Sequence

from agent.claims.parts import Part
from agent.values import Claim, Label, Verdict

Judge = Callable[[Claim], Verdict]
"""What the sources say of one statement."""
_STATED = frozenset({Label.SUPPORTED, Label.ATTRIBUTED})


def compound(claim: Claim, parts: Sequence[Part], judge: Judge) -> Verdict:
    """The verdict on a claim: that on all of its parts, or on itself if it is one statement.

    Args:
        claim: The claim.
        parts: What it is made of.
        judge: Judges one statement.
    """
    if not claim.checkable or not parts:
        return judge(claim)
    if len(parts) == 1:
        return _with_clauses(claim, parts[0], judge)
    return _together(claim, [_with_clauses(part.claim, part, judge) for part in parts])


def _with_clauses(claim: Claim, part: Part, judge: Judge) -> Verdict:
    """The verdict on a statement, refuted or disputed too if one of its clauses is."""
    whole = judge(claim)
    if whole.label is not Label.NOT_ENOUGH_EVIDENCE or not part.under:
        return whole
    found = [judge(each) for each in part.under]
    decides = _first(found, Label.REFUTED) or _first(found, Label.DISPUTED)
    return _decided(claim, found, decides) if decides else whole


def _together(claim: Claim, found: Sequence[Verdict]) -> Verdict:
    """The verdict on a claim by those on its parts: one refuted refutes it, one unknown leaves it so."""
    decides = _first(found, Label.REFUTED) or _first(found, Label.DISPUTED)
    if decides:
        return _decided(claim, found, decides)
    lacking = [each for each in found if each.label not in _STATED]
    if lacking:
        return _verdict(claim, found, Label.NOT_ENOUGH_EVIDENCE, _lacks(found, lacking))
    if words := _first(found, Label.ATTRIBUTED):
        return _decided(claim, found, words)
    weakest = min(found, key=lambda each: len(each.origins_for))
    told = "; ".join(f"{_quoted(each)} by {_origins(len(each.origins_for))}" for each in found)
    verdict = _verdict(claim, found, Label.SUPPORTED, f"Each of its {len(found)} parts is supported: {told}.")
    return verdict.model_copy(update={"origins_for": weakest.origins_for})


def _first(found: Sequence[Verdict], label: Label) -> Verdict | None:
    return next((each for each in found if each.label is label), None)


def _decided(claim: Claim, found: Sequence[Verdict], by: Verdict) -> Verdict:
    """The verdict that one part decides."""
    why = f"Of its {len(found)} parts, {_quoted(by)} decides: {by.explanation}"
    origins = {"origins_for": by.origins_for, "origins_against": by.origins_against}
    return _verdict(claim, found, by.label, why).model_copy(update=origins)


def _lacks(found: Sequence[Verdict], lacking: Sequence[Verdict]) -> str:
    if len(lacking) == len(found):
        return f"No source says enough of any of its {len(found)} parts to support or contradict it."
    if len(lacking) > 1:
        missing = ", ".join(map(_quoted, lacking))
        return f"Of its {len(found)} parts, no source says enough of {missing}."
    why = lacking[0].explanation
    return f"Of its {len(found)} parts, {_quoted(lacking[0])} lacks evidence: {why[:1].lower()}{why[1:]}"


def _verdict(claim: Claim, found: Sequence[Verdict], label: Label, why: str) -> Verdict:
    return Verdict(
        claim=claim.text,
        label=label,
        evidence=tuple(cell for each in found for cell in each.evidence),
        explanation=why,
        notes=tuple(dict.fromkeys(note for each in found for note in each.notes)),
    )


def _quoted(verdict: Verdict) -> str:
    return f"“{verdict.claim.rstrip(' .')}”"


def _origins(number: int) -> str:
    return "one origin" if number == 1 else f"{number} independent origins"
