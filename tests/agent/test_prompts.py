import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import PromptError
from agent.prompts import CURRENT, Fenced, load, named

FOLDER = Path(__file__).parents[2] / "prompts"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/v*.md"))


def test_each_released_file_is_the_one_that_was_released() -> None:
    sums = dict(line.split("  ")[::-1] for line in (FOLDER / "SHA256SUMS").read_text("utf-8").splitlines())

    assert sums == {file: hashlib.sha256((FOLDER / file).read_bytes()).hexdigest() for file in FILES}


def test_each_released_file_is_told_of_in_the_changelog() -> None:
    told = (FOLDER / "CHANGELOG.md").read_text("utf-8")
    lines = [line for line in told.splitlines() if line.startswith("- ")]

    for file in FILES:
        name, version = file.removesuffix(".md").split("/")
        assert any(f"`{name}`" in line and version in line.rpartition(":")[2] for line in lines), file


def test_every_prompt_in_use_can_be_loaded_and_has_no_variable_in_what_the_model_is_told() -> None:
    assert {file.split("/")[0] for file in FILES} == CURRENT.keys()
    for name in CURRENT:
        prompt = load(name)
        assert prompt.id == f"{name}/v{CURRENT[name]}"
        assert "$" not in prompt.system
        assert "$" in prompt.user


@pytest.mark.parametrize("name", ["nothing", "answer/v99", "answer/vx", "../answer", "answer/v1/v1", ""])
def test_what_names_no_prompt_is_an_error(name: str) -> None:
    with pytest.raises(PromptError):
        named(name)


@pytest.mark.parametrize("values", [{}, {"question": "Why?"}, {"question": "", "passages": (), "more": ""}])
def test_a_missing_or_unused_variable_is_an_error(values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match="missing or unused"):
        load("answer").render(**values)


FENCE = re.compile(r"^<<([0-9a-f]{8}) (.*)$")
TEXTS = st.text(alphabet=st.sampled_from("ab$0189f<>{}\n\u202e\u200b\x1b —"), max_size=60)


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_no_text_ends_its_fence_or_begins_another(passages: list[str], label: str) -> None:
    fenced = [Fenced(label=f"p{number} {label}", text=text) for number, text in enumerate(passages)]

    _, user = load("answer").render(question="$passages", passages=fenced)

    marks = {found[1] for line in user.text.split("\n") if (found := FENCE.match(line))}
    genuine = {mark for mark in marks if user.text.count(mark) == 2 * (len(passages) + 1)}
    assert len(genuine) == 1
    (mark,) = genuine
    assert [line for line in user.text.split("\n") if line == f"{mark}>>"] == [f"{mark}>>"] * (
        len(passages) + 1
    )
    assert "\x1b" not in user.text
    assert "\u202e" not in user.text


def test_a_fence_mark_that_stands_in_a_text_is_not_used() -> None:
    prompt = load("split_claims")
    (mark,) = re.findall(r"<<([0-9a-f]{8}) ", prompt.render(text="A storm came.")[1].text)

    _, user = prompt.render(text=(Fenced(label="a", text="A storm came."), Fenced(label="b", text=mark)))

    assert f"<<{mark} " not in user.text


def test_variables_in_a_text_stay_text() -> None:
    _, user = load("answer").render(question="What is $passages?", passages=())

    assert "What is $passages?" in user.text
