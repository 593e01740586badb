import pytest

from evals.metrics.judged import judge_kappa, judged_sentences
from evals.rows import JudgedRow


def graded(*pairs: tuple[bool | None, bool]) -> list[JudgedRow]:
    return [JudgedRow(id=str(n), hand=hand, supported=found) for n, (hand, found) in enumerate(pairs)]


def test_the_share_counts_what_the_judge_finds_supported() -> None:
    assert judged_sentences(graded((None, True), (None, True), (None, False), (None, True))) == 0.75


def test_agreement_is_that_beyond_chance() -> None:
    # 3 of 4 agree; by chance, with 2 and 2 against 1 and 3, half would: (.75 - .5) / (1 - .5).
    rows = graded((True, True), (True, False), (False, False), (False, False))

    assert judge_kappa(rows) == pytest.approx(0.5)


def test_what_has_no_label_by_hand_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="nothing"):
        judge_kappa(graded((None, True)))
