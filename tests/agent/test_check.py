import pytest

from agent.check import Verbatim, read, verdict
from agent.claims import whole
from agent.values import Evidence, Label, Stance
from vectorstore.values import Article, Span

CLAIM = whole("The dam broke.")


def source(number, origin, text="The dam broke."):
    name = f"a{number}"
    article = Article(
        id=name,
        path=f"{name}.txt",
        text=text,
        body=(Span(start=0, end=len(text)),),
        title="",
        publisher=f"Paper {number}",
        origin=origin,
        source=name,
    )
    return read(article)


def cell(number, stance, speaker=None, reasons=("because",)):
    return Evidence(
        claim=CLAIM.text, article=f"a{number}", stance=stance, score=0.9, speaker=speaker, reasons=reasons
    )


SOURCES = (source(1, "x"), source(2, "x"), source(3, "y"))


@pytest.mark.parametrize(
    ("stances", "label"),
    [
        ((Stance.SUPPORTS, Stance.SILENT, Stance.SILENT), Label.SUPPORTED),
        ((Stance.SILENT, Stance.SILENT, Stance.REFUTES), Label.REFUTED),
        ((Stance.SUPPORTS, Stance.SILENT, Stance.REFUTES), Label.DISPUTED),
        ((Stance.REPORTS, Stance.SILENT, Stance.SILENT), Label.ATTRIBUTED),
        ((Stance.REPORTS, Stance.SUPPORTS, Stance.SILENT), Label.SUPPORTED),
        ((Stance.SILENT, Stance.SILENT, Stance.SILENT), Label.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_the_label_follows_from_the_stances(stances, label):
    evidence = [cell(number, stance) for number, stance in enumerate(stances, 1)]
    assert verdict(CLAIM, evidence, SOURCES).label is label


def test_reprints_are_one_origin():
    found = verdict(CLAIM, [cell(1, Stance.SUPPORTS), cell(2, Stance.SUPPORTS)], SOURCES)
    assert found.origins_for == ("x",)
    assert found.explanation == "one origin supports it (Paper 1: because)."


def test_the_explanation_agrees_in_number():
    found = verdict(CLAIM, [cell(1, Stance.SUPPORTS), cell(3, Stance.SUPPORTS)], SOURCES)
    assert found.explanation == "2 independent origins support it (Paper 1: because)."


def test_an_attributed_claim_names_its_speaker():
    found = verdict(CLAIM, [cell(1, Stance.REPORTS, speaker="Ada Birk")], SOURCES)
    assert "Ada Birk" in found.explanation


def test_the_smallest_checker_finds_the_words():
    given = (source(1, "x"), source(2, "y", "Nothing happened."))
    assert [found.stance for found in Verbatim().check(CLAIM, given)] == [Stance.SUPPORTS, Stance.SILENT]
