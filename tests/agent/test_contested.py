from agent.claims import whole
from agent.contested import contested
from agent.values import Disagreement, DisagreementKind, Evidence, Side, Stance
from vectorstore.values import Citation


def cited(article, start=0):
    return Citation(article=article, publisher=article, start=start, end=start + 9, quote="x" * 9)


def side(text, *articles):
    return Side(text=text, origins=articles, citations=tuple(cited(name) for name in articles))


def cell(article, stance=Stance.SILENT, *citations):
    return Evidence(claim="", article=article, stance=stance, score=0.9, citations=citations)


HURT = Disagreement(
    kind=DisagreementKind.NUMBER, topic="people hurt", sides=(side("four people", "a"), side("six", "b"))
)


def stances(claim, row, found=(HURT,)):
    return [each.stance for each in contested(whole(claim), row, found)]


def test_the_other_side_of_what_a_claim_says_counts_against_it():
    row = [cell("a", Stance.SUPPORTS, cited("a")), cell("b"), cell("c")]

    found = contested(whole("Four people were hurt."), row, [HURT])

    assert [each.stance for each in found] == [Stance.SUPPORTS, Stance.REFUTES, Stance.SILENT]
    assert found[1].citations == (cited("b"),)
    assert found[1].reasons == ("'four people' in the claim, 'six' in the source",)


def test_the_claims_own_side_counts_for_it_where_only_the_other_was_found():
    row = [cell("a"), cell("b", Stance.REFUTES, cited("b"))]

    assert stances("Four people were hurt.", row) == [Stance.SUPPORTS, Stance.REFUTES]


def test_a_disagreement_about_other_sentences_adds_nothing():
    row = [cell("a", Stance.SUPPORTS, cited("a", start=500)), cell("b")]

    assert stances("Four people were paid.", row) == [Stance.SUPPORTS, Stance.SILENT]


def test_a_claim_on_no_side_or_on_both_is_left_alone():
    row = [cell("a", Stance.SUPPORTS, cited("a")), cell("b")]

    assert stances("Nine people were hurt.", row) == [Stance.SUPPORTS, Stance.SILENT]
    assert stances("Four people, not six, were hurt.", row) == [Stance.SUPPORTS, Stance.SILENT]


def test_what_somebody_is_said_to_have_said_is_not_decided_by_it():
    row = [cell("a", Stance.SUPPORTS, cited("a")), cell("b")]

    assert stances("Ada Birk said four people were hurt.", row) == [Stance.SUPPORTS, Stance.SILENT]


def test_a_stance_that_was_found_stays():
    row = [cell("a", Stance.SUPPORTS, cited("a")), cell("b", Stance.REPORTS, cited("b"))]

    assert stances("Four people were hurt.", row) == [Stance.SUPPORTS, Stance.REPORTS]
