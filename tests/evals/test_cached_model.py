import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from agent.errors import BudgetSpent, ModelError, Overflow, Unavailable, Unusable
from agent.llm import Call, Scripted, Tool
from agent.prompts import Message
from evals.cached_model import CachedModel

ASKED = (Message(role="user", text="What is it?"),)


class Said(BaseModel):
    word: str


class Other(BaseModel):
    word: str
    more: int = 0


TOOLS = (Tool(name="look", description="Looks.", arguments=Said),)


def cached(folder: Path, *lines: str | ModelError, address: str = "", seed: int = 0) -> CachedModel:
    return CachedModel(Scripted(lines), folder, address=address, seed=seed)


def test_a_second_run_costs_nothing_and_says_the_same(tmp_path: Path) -> None:
    first, second = cached(tmp_path, '{"word": "rain"}'), cached(tmp_path)

    said = [model.ask(ASKED, Said, most=9) for model in (first, second, second)]

    assert said == [Said(word="rain")] * 3
    assert (first.usage.tokens, second.usage.tokens, second.usage.calls) == (1, 0, 0)


@pytest.mark.parametrize("line", ['{"tool": "look", "arguments": {"word": "up"}}', "null"])
def test_what_a_model_chose_to_do_is_kept_too(tmp_path: Path, line: str) -> None:
    first, second = cached(tmp_path, line), cached(tmp_path)

    calls: Sequence[Call | None] = [model.act(ASKED, TOOLS, most=9) for model in (first, second)]

    assert calls[0] == calls[1]
    assert second.usage.calls == 0


def test_any_other_request_is_asked_anew(tmp_path: Path) -> None:
    cached(tmp_path, '{"word": "rain"}').ask(ASKED, Said, most=9)
    more = (*ASKED, Message(role="assistant", text="Rain."))

    models = [cached(tmp_path, '{"word": "sun"}', **of) for of in ({}, {}, {}, {"address": "b"}, {"seed": 1})]
    said = [
        models[0].ask(more, Said, most=9),
        models[1].ask(ASKED, Other, most=9),
        models[2].ask(ASKED, Said, most=8),
        models[3].ask(ASKED, Said, most=9),
        models[4].ask(ASKED, Said, most=9),
    ]

    assert [each.word for each in said] == ["sun"] * 5


def test_a_listener_hears_a_kept_reply(tmp_path: Path) -> None:
    cached(tmp_path, '{"word": "rain"}').ask(ASKED, Said, most=9)
    heard: list[str] = []

    cached(tmp_path).ask(ASKED, Said, most=9, listener=heard.append)

    assert heard == ['{"word":"rain"}']


def test_a_reply_that_could_not_be_read_is_not_paid_for_twice(tmp_path: Path) -> None:
    first, second = cached(tmp_path, "rain"), cached(tmp_path)

    for model in (first, second):
        with pytest.raises(Unusable, match="replied 'rain'"):
            model.ask(ASKED, Said, most=9)

    assert second.usage.calls == 0
    assert second.lost() is None


@pytest.mark.parametrize("error", [Unavailable("no server"), BudgetSpent("no tokens")])
def test_a_call_without_a_reply_is_not_kept_and_told_once(tmp_path: Path, error: ModelError) -> None:
    model = cached(tmp_path, error, '{"word": "rain"}')

    with pytest.raises(type(error)):
        model.ask(ASKED, Said, most=9)

    assert (model.lost(), model.lost()) == (error, None)
    assert model.ask(ASKED, Said, most=9) == Said(word="rain")


def test_what_was_too_long_is_told_as_it_is(tmp_path: Path) -> None:
    model = cached(tmp_path, Overflow("too long"))

    with pytest.raises(Overflow):
        model.ask(ASKED, Said, most=9)

    assert model.lost() is None


@pytest.mark.parametrize("held", ["", "{", "[]", '{"reply": 3}', '{"reply": {"word": 3}}'])
def test_a_damaged_file_is_asked_anew(tmp_path: Path, held: str) -> None:
    cached(tmp_path, '{"word": "rain"}').ask(ASKED, Said, most=9)
    (path,) = tmp_path.glob("*/*.json")
    path.write_text(held, "utf-8")

    assert cached(tmp_path, '{"word": "sun"}').ask(ASKED, Said, most=9) == Said(word="sun")
    assert json.loads(path.read_text("utf-8")) == {"reply": {"word": "sun"}}


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    assert cached(tmp_path / "file", '{"word": "rain"}').ask(ASKED, Said, most=9).word == "rain"
