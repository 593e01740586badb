from datetime import date

import pytest

from agent.errors import SettingsError
from agent.llm.prices import price


def write(tmp_path, text: str) -> str:
    (tmp_path / "prices.toml").write_text(text, "utf-8")
    return str(tmp_path / "prices.toml")


def test_the_table_holds_openais_prices_with_their_dates():
    found = price("gpt-4.1-mini", openai=True)
    assert (found.prompt, found.reply, found.date) == (0.40, 1.60, date(2025, 4, 14))


def test_tokens_cost_what_a_million_costs():
    assert price("gpt-4.1-mini", openai=True).of(1_000_000, 500_000) == pytest.approx(1.20)


def test_a_model_of_the_same_name_elsewhere_has_no_known_price():
    assert price("gpt-4.1-mini", openai=False) is None
    assert price("unheard-of", openai=True) is None


def test_a_file_adds_to_the_table_and_wins_over_it(tmp_path):
    file = write(
        tmp_path,
        '["gpt-4.1-mini"]\nprompt = 1\nreply = 2\ndate = 2026-01-01\n'
        "[small]\nprompt = 0\nreply = 0\ndate = 2026-01-01\n",
    )
    assert price("gpt-4.1-mini", openai=True, file=file).prompt == 1
    assert price("small", openai=False, file=file).of(10, 10) == 0
    assert price("gpt-4.1", openai=True, file=file).prompt == 2.00


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[small", "not TOML"),
        ("[small]\nprompt = 1\n", "small.reply"),
        ("[small]\nprompt = -1\nreply = 1\ndate = 2026-01-01", "small.prompt.* is -1"),
        ("[small]\nprompt = nan\nreply = 1\ndate = 2026-01-01", "small.prompt"),
        ("small = 3", "'small' is 3"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line(tmp_path, text, words):
    with pytest.raises(SettingsError, match=words) as error:
        price("small", openai=False, file=write(tmp_path, text))
    assert "\n" not in str(error.value)
    assert "prices.toml" in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        price("small", openai=False, file=str(tmp_path / "nowhere.toml"))
