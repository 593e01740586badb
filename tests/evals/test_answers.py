from pathlib import Path

import pytest

from agent.agent import Agent
from agent.values import Answer
from evals.answers import ask, count, right
from evals.facts import Question, Quote, questions
from evals.score import main
from vectorstore.values import Citation

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def answer(text, quote=""):
    citation = Citation(article="a", publisher="P", start=0, end=len(quote), quote=quote)
    provenance = {"engine": "extractive", "embedder": "e", "checker": "c", "index": "1"}
    return Answer(
        question="?",
        text=text,
        abstained=not text,
        citations=(citation,) if quote else (),
        provenance=provenance,
    )


QUESTION = Question(
    id="q",
    question="How many?",
    answer="nine boats",
    evidence=(Quote(article="a.txt", quote="nine boats sank"),),
)
UNKNOWN = Question(id="u", question="Who?", answer=None)


@pytest.mark.parametrize(
    ("given", "question", "expected"),
    [
        (answer("Nine  boats were lost."), QUESTION, True),
        (answer("A few were lost.", "In all, nine boats sank on Friday."), QUESTION, True),
        (answer("Ten were lost.", "Ten vessels."), QUESTION, False),
        (answer(""), QUESTION, False),
        (answer(""), UNKNOWN, True),
        (answer("Somebody."), UNKNOWN, False),
    ],
)
def test_an_answer_is_right_by_its_words_its_passage_or_its_silence(given, question, expected):
    assert right(given, question, {"a": "a.txt"}) is expected


def test_the_sample_corpus_is_answered_and_abstained_from_as_before(tmp_path):
    folder = ROOT / "vectorstore" / "data" / "corpus" / "ferry-rescue"
    files = [
        str(each) for each in sorted(folder.iterdir()) if not each.name.endswith((".meta.json", "facts.json"))
    ]
    with Agent.over(files) as agent:
        found = count(ask(agent, questions(folder / "facts.json")))
    assert found.answered >= 6
    assert found.answerable == 8


def test_the_command_prints_a_row_per_label_and_every_mistake(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("The ferry Anna sank on Friday. Nine people were rescued.\n", "utf-8")
    (tmp_path / "claims.jsonl").write_text(
        '{"id": "c1", "claim": "The ferry Anna sank on Friday.", "label": "supported"}\n'
        '{"id": "c2", "claim": "The ferry Anna sank on Friday.", "label": "refuted"}\n',
        "utf-8",
    )
    assert main([str(tmp_path / "claims.jsonl"), "--in", str(tmp_path / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert "supported                1   1.00" in out
    assert "c2 refuted -> supported" in out
    assert "c1 supported" not in out


@pytest.mark.skipif(not (SHARED / "facts").exists(), reason="no folder of further facts beside this one")
def test_questions_on_further_articles_beside_the_repository():
    with Agent.over([str(SHARED / "articles")]) as agent:
        found = count(ask(agent, questions(SHARED / "facts" / "questions.jsonl")))
    print(found)  # noqa: T201 - what this test is for
    assert found.answered + found.abstained >= 0.75 * (found.answerable + found.unanswerable)
