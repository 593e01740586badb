import pytest

from agent.check import LONGEST, READ, Verbatim, foreign, read, unread, verdict
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


def test_what_goes_on_without_a_stop_is_not_read_and_that_is_told():
    endless = source(1, "x", "The dam broke. " + "Salt and " * LONGEST + "pepper. The barge sank.")
    assert [claim.claim.text for claim in endless.statements] == ["The dam broke.", "The barge sank."]
    assert "1 of its 3 sentences are searched, but not read" in unread(endless.article)
    assert unread(source(1, "x").article) is None


def test_no_more_than_so_many_sentences_are_read_and_that_is_told():
    book = source(1, "x", "The dam broke. " * (READ + 5))
    assert len(book.sentences) == READ
    assert f"5 of its {READ + 5:,} sentences" in unread(book.article)


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat hat am Dienstag beschlossen, die alte Brücke zu schließen. " * 5,
        "Le conseil a décidé mardi de fermer le vieux pont de la ville. " * 5,
        "El ayuntamiento decidió el martes cerrar el viejo puente en otoño. " * 5,
        "Совет решил закрыть старый мост.",
        "市议会周二决定在秋天关闭旧桥。",
    ],
)
def test_of_an_article_that_is_not_english_nothing_is_read_and_that_is_told(text):
    other = source(1, "x", text)
    assert foreign(other.article)
    assert other.statements == ()
    assert "not English" in unread(other.article)


def test_a_short_text_is_taken_for_english():
    assert not foreign(source(1, "x", "Velden: Brücke gesperrt.").article)


@pytest.mark.parametrize("text", ["Who closed the bridge?", "Tell us the truth about the bridge."])
def test_what_states_nothing_is_said_to_be_uncheckable(text):
    found = verdict(whole(text), (), ())

    assert found.label is Label.NOT_ENOUGH_EVIDENCE
    assert "a question, an order or a judgement" in found.explanation
