"""Everything the README shows is run, on the sample corpus, in an empty folder with an empty home."""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from agent.cli import main
from agent.settings import load
from tests import vectors

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


def blocks(language: str) -> list[str]:
    return [content for each, content in BLOCKS if each == language]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with `articles/` and `claims.txt`, and a home of its own."""
    shutil.copytree(ROOT / "vectorstore/data/corpus/harbour-bridge", tmp_path / "articles")
    (tmp_path / "claims.txt").write_text("The bridge opened in 1968.\nA whale sang.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in list(os.environ):
        if name.startswith(("XDG_", "FAIRWITNESS_")):
            monkeypatch.delenv(name)
    return tmp_path


def test_every_command_runs(folder, capsys):
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for block in blocks("sh"):
        environ = {"FAIRWITNESS_CACHE_DIR": str(vectors.folder())}
        for line in block.splitlines():
            program, *words = shlex.split(line)
            if program == "export":
                environ |= dict([words[0].split("=", 1)])
            elif program == "make":
                assert words[0] in targets
            else:
                assert program == "fairwitness"
                assert main(words, environ=environ) == 0, f"{line}\n{capsys.readouterr().err}"


@pytest.mark.parametrize("program", blocks("python"))
def test_every_program_runs(folder, program, capsys):
    exec(compile(program, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert capsys.readouterr().out


@pytest.mark.parametrize("settings", blocks("toml"))
def test_every_settings_file_is_accepted(folder, settings):
    (folder / "fairwitness.toml").write_text(settings, "utf-8")
    assert load({}).embed_model


def test_there_is_something_to_run():
    assert len(blocks("sh")) >= 4
    assert blocks("python")
    assert blocks("toml")
