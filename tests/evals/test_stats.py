import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from scipy.stats import bootstrap as scipy_bootstrap
from sklearn.metrics import cohen_kappa_score

from evals.rows import InjectionRow, Row
from evals.stats import Both, Rated, bootstrap, difference, kappa, mcnemar, paired, sign_test


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def smallest_above_zero(values: Sequence[float]) -> float:
    return min(value for value in values if value > 0)


def share(rows: Sequence[Row]) -> float:
    return mean([bool(row.right) for row in rows])


def run(outcomes: Sequence[bool]) -> list[InjectionRow]:
    return [InjectionRow(id=str(at), unchanged=right) for at, right in enumerate(outcomes)]


def rated(first: Sequence[str], second: Sequence[str]) -> list[Rated]:
    return [Rated(first=one, second=other) for one, other in zip(first, second, strict=True)]


def test_an_interval_agrees_with_scipy() -> None:
    values = np.random.default_rng(3).normal(5, 2, size=200)

    found = bootstrap(values.tolist(), mean, seed=1, resamples=4000)

    wanted = scipy_bootstrap(
        (values,), np.mean, n_resamples=4000, method="percentile", rng=np.random.default_rng(2)
    ).confidence_interval
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), abs=0.03)


def test_an_interval_covers_the_true_share_about_19_times_in_20() -> None:
    draws = np.random.default_rng(7)
    held = 0
    for seed in range(100):
        found = bootstrap((draws.random(100) < 0.3).tolist(), mean, seed=seed, resamples=200)
        held += found.low <= 0.3 <= found.high

    assert 88 <= held <= 99


def test_the_seed_decides_the_interval() -> None:
    values = [float(each) for each in range(30)]

    assert bootstrap(values, mean, seed=5) == bootstrap(values, mean, seed=5)
    assert bootstrap(values, mean, seed=5) != bootstrap(values, mean, seed=6)


def test_rows_all_alike_have_an_interval_of_no_width() -> None:
    found = bootstrap([0.25] * 8, mean, seed=0)

    assert (found.low, found.high, found.skipped) == (0.25, 0.25, 0)


def test_resamples_for_which_the_metric_is_undefined_are_counted() -> None:
    found = bootstrap([0.0, 1.0], smallest_above_zero, seed=0, resamples=1000)

    assert (found.low, found.high) == (1.0, 1.0)
    assert found.skipped == pytest.approx(250, abs=50)  # both draws are 0 once in four


def test_an_interval_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no rows"):
        bootstrap([], mean, seed=0)
    with pytest.raises(ValueError, match="all of 10 resamples of 2 rows"):
        bootstrap([0.0, 0.0], smallest_above_zero, seed=0, resamples=10)


def test_items_are_paired_by_id_and_the_rest_left_out() -> None:
    before = [InjectionRow(id=name, unchanged=True) for name in "abc"]
    after = [InjectionRow(id=name) for name in "cdb"]

    assert [(item.before.id, item.after.id) for item in paired(before, after)] == [("b", "b"), ("c", "c")]


def test_runs_that_share_nothing_or_repeat_an_item_are_errors() -> None:
    with pytest.raises(ValueError, match="share none"):
        paired(run([True]), [InjectionRow(id="other")])
    with pytest.raises(ValueError, match="'0' stands twice"):
        paired([*run([True]), *run([True])], run([True]))


def test_a_run_does_not_differ_from_itself() -> None:
    both = paired(run([True, False] * 20), run([True, False] * 20))

    found = difference(both, share, seed=0)

    assert (found.low, found.high, found.excludes_zero) == (0.0, 0.0, False)
    assert mcnemar(both) == 1.0


def test_a_difference_is_after_less_before() -> None:
    both = paired(run([False] * 20 + [True] * 20), run([True] * 40))

    found = difference(both, share, seed=0)

    assert 0.3 < found.low < 0.5 < found.high < 0.7
    assert found.excludes_zero


def test_pairing_takes_out_what_both_runs_find_hard() -> None:
    before = run([at % 2 == 0 for at in range(200)])
    after = run([at % 2 == 0 and at > 20 for at in range(200)])

    found = difference(paired(before, after), share, seed=0)

    alone = bootstrap(before, share, seed=0)
    assert found.high - found.low < (alone.high - alone.low) * 0.6


def test_mcnemar_counts_the_items_that_differ() -> None:
    # 1 turned wrong, 5 turned right: 2 * (1 + 6) / 2^6.
    both = paired(run([True] + [False] * 5 + [True] * 9), run([False] + [True] * 5 + [True] * 9))

    assert mcnemar(both) == pytest.approx(14 / 64)


def test_mcnemar_of_items_that_are_neither_right_nor_wrong_is_undefined() -> None:
    with pytest.raises(ValueError, match="no differences"):
        mcnemar([Both(Row(id="a"), Row(id="a"))])


@settings(max_examples=50)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3))
def test_the_sign_test_agrees_with_scipy(above: int, below: int, alike: int) -> None:
    differences = [0.5] * above + [-2.0] * below + [0.0] * alike
    if not differences:
        return

    wanted = binomtest(above, above + below).pvalue if above + below else 1.0

    assert sign_test(differences) == pytest.approx(wanted)


def test_the_sign_test_holds_for_thousands_of_items() -> None:
    found = sign_test([1.0] * 5100 + [-1.0] * 4900)

    assert found == pytest.approx(binomtest(5100, 10_000).pvalue)


def test_kappa_of_a_worked_table() -> None:
    # Cohen's example in every textbook: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: (.7 - .5) / (1 - .5).
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15

    assert kappa(rated(first, second)) == pytest.approx(0.4)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_agrees_with_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    first, second = zip(*pairs, strict=True)
    given_ = rated(first, second)
    if len({*first, *second}) == 1:
        with pytest.raises(ValueError, match="every label is"):
            kappa(given_)
        return

    assert kappa(given_) == pytest.approx(float(cohen_kappa_score(first, second)))


def test_kappa_has_an_interval_about_it() -> None:
    given_ = rated(["a", "b"] * 50, ["a", "b"] * 40 + ["b", "a"] * 10)

    found = bootstrap(given_, kappa, seed=0)

    # Its asymptotic standard error here: sqrt(.8 * .2 / 100) / .5.
    error = math.sqrt(0.8 * 0.2 / 100) / 0.5
    assert (found.low, found.high) == pytest.approx((0.6 - 1.96 * error, 0.6 + 1.96 * error), abs=0.04)


def test_kappa_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        kappa([])
