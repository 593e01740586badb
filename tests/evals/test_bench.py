"""The benchmark's own sums and its invented articles; nothing here is timed."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.bench_articles import OUTLETS, claim, event, question, write
from evals.figures import Figure, exponent, percentile, table
from vectorstore.articles import load
from vectorstore.body import select
from vectorstore.chunk import chunk
from vectorstore.origins import assign
from vectorstore.sentences import split


@given(st.floats(-2, 3), st.floats(0.001, 100))
def test_the_exponent_of_a_power_is_found(power: float, factor: float) -> None:
    costs = {size: factor * size**power for size in (10, 32, 100, 316, 1000)}

    assert exponent(costs) == pytest.approx(power, abs=1e-6)


def test_the_exponent_of_one_size_is_undefined() -> None:
    with pytest.raises(ValueError, match="two sizes"):
        exponent({10: 1.0})


@pytest.mark.parametrize(("share", "expected"), [(0.5, 10), (0.95, 19), (0.96, 20), (1.0, 20)])
def test_a_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile([float(number) for number in range(20, 0, -1)], share) == expected


def test_a_percentile_of_nothing_is_undefined() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.95)


def test_a_missed_target_is_printed() -> None:
    shown = table(
        [
            Figure(name="slow", value=2.0, unit="s", target=1.5, detail="one run"),
            Figure(name="fast", value=64.2, target=50, at_least=True),
        ]
    )

    header, slow, fast = (line.split() for line in shown.splitlines())
    assert header == ["figure", "measured", "target", "detail"]
    assert slow == ["slow", "2", "s", "≤", "1.5", "s", "MISSED", "one", "run"]
    assert fast == ["fast", "64.2", "≥", "50", "met"]


def test_the_same_articles_are_written_each_time(tmp_path: Path) -> None:
    write(tmp_path / "one", 2 * OUTLETS)
    write(tmp_path / "other", OUTLETS, first=OUTLETS)

    one = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    other = {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()}
    assert other.items() <= one.items()
    assert len(one) > len(other) > 0


def test_articles_are_read_whole_and_are_no_reprints(tmp_path: Path) -> None:
    write(tmp_path, 40)

    loaded = load([tmp_path], select=select, today=date(2026, 1, 1))

    assert loaded.problems == ()
    assert len({placed.article.origin for placed in assign(loaded.articles)}) == 40
    assert {len(chunk(a.id, a.text, split(a.text, a.body))) for a in loaded.articles} == {2}


def test_what_is_asked_stands_in_the_articles(tmp_path: Path) -> None:
    write(tmp_path, OUTLETS)
    facts = event(0)

    texts = [a.text for a in load([tmp_path], select=select, today=date(2026, 1, 1)).articles]

    assert all(str(facts.count) in text and facts.town in text for text in texts)
    assert facts.town in question(0)
    assert str(facts.count) in claim(0)
