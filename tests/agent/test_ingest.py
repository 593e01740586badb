from datetime import date

import pytest
import typer

from agent.agent import Agent
from agent.cli import session
from agent.report import listing
from vectorstore.articles import Problem
from vectorstore.embed import HashEmbedder
from vectorstore.store import MemoryStore

GERMAN = "Der Rat hat am Dienstag beschlossen, die alte Brücke im Herbst zu schließen. " * 5


@pytest.fixture
def done(tmp_path):
    (tmp_path / "rat.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "dam.txt").write_text("The dam at Esk broke on Monday.", encoding="utf-8")
    return Agent(MemoryStore(), HashEmbedder(), date(2026, 3, 31)).ingest([tmp_path])


def test_an_article_in_another_language_is_kept_and_named(done):
    assert len(done.added) == 2
    (notice,) = done.problems
    assert notice.path.endswith("rat.txt")
    assert notice.kept
    assert "not English" in notice.reason


def test_what_was_kept_is_told_without_failing(done, capsys):
    with session.problems(done.problems):
        shown = listing.ingested(done, "news.store")
    assert "rat.txt: it is not English" in capsys.readouterr().err
    assert "2 added, 0 replaced, 0 unchanged, 0 not read" in shown


def test_what_could_not_be_read_fails(capsys):
    with pytest.raises(typer.Exit), session.problems([Problem(path="a.pdf", reason="it is a PDF")]):
        pass
    assert "a.pdf: it is a PDF" in capsys.readouterr().err
