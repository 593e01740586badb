"""What CONTRIBUTING shows about facts is run: its example holds, and its commands find nothing wrong."""

import json
import re
import shlex
from pathlib import Path

import pytest

from agent.cli import main
from evals.gold import Held

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
GUIDE = TEXT.split("\n## How to add a fact\n")[1].split("\n## ")[0]
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def event(tmp_path, monkeypatch):
    """A working folder with the event of the guide."""
    folder = tmp_path / "esk"
    folder.mkdir()
    (folder / "esk-post.txt").write_text(BLOCKS["text"], "utf-8")
    (folder / "facts.json").write_text(BLOCKS["json"], "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_every_command_of_the_guide_runs(event, capsys):
    for line in BLOCKS["sh"].splitlines():
        program, *words = shlex.split(line)
        assert program == "fairwitness"
        assert main(words, environ={}) == 0, f"{line}\n{capsys.readouterr().err}"


def test_places_that_were_left_out_are_told(event):
    facts = json.loads(BLOCKS["json"])
    piece = facts["claims"][0]["evidence"][0]
    wanted = f"it stands at {piece['start']}-{piece['end']}"
    piece |= {"start": None, "end": None}
    (event / "facts.json").write_text(json.dumps(facts), "utf-8")

    (fault,) = Held(event).faults

    assert fault.endswith(wanted)
