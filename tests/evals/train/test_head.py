import numpy as np
import pytest

from agent.check_local import LocalChecker
from agent.check_local.head import probability, weights
from agent.entail import SharedWords
from evals.pairs import Pair, source
from evals.train.ablation import COLUMNS, GROUPS, line
from evals.train.head import crossed, fit, shares, shift, table
from evals.train.measured import Measured, measure, names
from vectorstore.embed import HashEmbedder

CHECKER = LocalChecker(HashEmbedder(), SharedWords())


def pair(*parts: list[float], supported: bool, group: str, file: str = "one") -> Measured:
    return Measured(np.array(parts), supported, group, file)


def separable(file: str) -> list[Measured]:
    """Pairs whose first feature, in the weaker of two claims, tells the label."""
    return [
        pair([n % 2 * 2.0, 0.3], [3.0, 0.9], supported=n % 2 == 1, group=f"{file}{n}", file=file)
        for n in range(40)
    ]


def test_a_fitted_head_tells_apart_what_its_features_tell_apart():
    rows = separable("one")

    logits = crossed([], rows, np.array([True, True]), np.array([1.0, 0.0]))

    assert table(logits + shift(logits, rows), rows) == [("one", 40, 1.0, 1.0)]


def test_the_threshold_is_the_best_for_the_mean_of_the_files():
    rows = separable("one")

    assert table(np.array([row.parts[0, 0] for row in rows]) + 5, rows)[0][2] == 0.5
    assert shift(np.array([row.parts[0, 0] for row in rows]) - 3, rows) == pytest.approx(2, abs=1)


def test_a_file_without_a_licence_is_scored_but_not_fitted_to():
    rows, other = separable("one"), separable("qags_cnndm_sent")
    wrong = [row._replace(supported=not row.supported) for row in other]

    logits = crossed([], [*rows, *wrong], np.array([True, False]), np.array([1.0, 0.0]))

    assert [figures[2] for figures in table(logits + shift(logits, rows), [*rows, *wrong])] == [1.0, 0.0]


def test_an_unused_feature_weighs_nothing():
    head = fit(separable("one"), np.array([True, False]), np.array([1.0, 0.0]))

    assert head.weights[1] == 0
    assert head.weights[0] > 0


def test_a_pair_is_as_supported_as_its_weakest_claim():
    head = fit(separable("one"), np.array([True, True]), np.array([1.0, 0.0]))
    strong, weak = [2.0, 0.3], [0.0, 0.3]

    both, alone = head.logits(
        [
            pair(strong, weak, supported=False, group="a"),
            pair(weak, supported=False, group="b"),
        ]
    )

    assert both == pytest.approx(alone)


def test_files_and_labels_weigh_the_same():
    rows = [
        pair([1.0], supported=True, group="a"),
        pair([1.0], supported=True, group="a"),
        pair([1.0], supported=True, group="b"),
        pair([1.0], supported=False, group="b"),
        pair([1.0], supported=False, group="c", file="two"),
    ]

    assert list(shares(rows)) == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1, 1])


def test_what_is_measured_is_what_the_checker_weighs():
    given = Pair(line=1, document="Two boats sank.", claim="Two boats sank. Ada Birk resigned.", label="no")

    found = measure(given, CHECKER, "one", len(names(CHECKER)))

    assert found.parts.shape == (2, len(names(CHECKER)))
    assert list(np.isnan(found.parts).all(axis=1)) == [False, True]
    assert set(weights()) == {"bias", *names(CHECKER)}


def test_a_claim_that_shares_no_word_is_never_supported():
    head = fit(separable("one"), np.array([True, True]), np.array([1.0, 0.0]))

    assert head.logits([pair([np.nan, np.nan], supported=False, group="a")])[0] < -10


def test_a_probability_is_that_of_the_published_numbers():
    found, held = CHECKER.weighed("Two boats sank.", source("Two boats sank.")), weights()

    assert found is not None
    logit = held["bias"] + sum(held[name] * value for name, value in found.items())

    assert probability(found) == pytest.approx(1 / (1 + np.exp(-logit)))


def test_the_ablation_takes_each_signal_out_once():
    grouped = [name for group in GROUPS.values() for name in group]

    assert sorted(grouped) == sorted(names(CHECKER))


def test_a_row_of_the_ablation_shows_each_column_and_their_mean():
    found = {file: (0.5, 0.75) for files in COLUMNS.values() for file in files}

    assert line("x", found) == "| x |" + " .500 / .750 |" * (len(COLUMNS) + 1)
