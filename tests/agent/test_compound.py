import pytest

from agent.claims import whole
from agent.claims.parts import parts
from agent.compound import compound
from agent.values import Evidence, Label, Stance, Verdict

S, R, D, A, N = (
    Label.SUPPORTED,
    Label.REFUTED,
    Label.DISPUTED,
    Label.ATTRIBUTED,
    Label.NOT_ENOUGH_EVIDENCE,
)
TWO = "The dam broke and the mill burned."
AFTER = "The dam broke after the mill burned."


def judged(text, labels, origins=("x",)):
    """The verdict on `text`, of which each statement has its label."""
    asked = []

    def judge(claim):
        asked.append(claim.text)
        label = labels[claim.text]
        return Verdict(
            claim=claim.text,
            label=label,
            evidence=(Evidence(claim=claim.text, article="a1", stance=Stance.SILENT, score=1.0),),
            origins_for=origins if label is S else (),
            origins_against=("y",) if label is R else (),
            explanation=f"It is {label.value}.",
        )

    return compound(whole(text), parts(text), judge), asked


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        (S, S, S),
        (S, A, A),
        (A, A, A),
        (S, N, N),
        (A, N, N),
        (S, R, R),
        (N, R, R),
        (D, R, R),
        (S, D, D),
        (N, D, D),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_label_of_a_claim_follows_from_those_of_its_parts(first, second, label, turned):
    labels = (second, first) if turned else (first, second)
    found, _ = judged(TWO, dict(zip(("The dam broke.", "The mill burned."), labels, strict=True)))
    assert found.label is label
    assert [cell.claim for cell in found.evidence] == ["The dam broke.", "The mill burned."]


def test_support_is_that_of_the_part_that_fewest_origins_support():
    def judge(claim):
        origins = ("x", "y") if claim.text == "The dam broke." else ("z",)
        return Verdict(claim=claim.text, label=S, evidence=(), origins_for=origins, explanation="")

    found = compound(whole(TWO), parts(TWO), judge)
    assert found.origins_for == ("z",)
    assert found.explanation == (
        "Each of its 2 parts is supported: “The dam broke” by 2 independent origins; "
        "“The mill burned” by one origin."
    )


def test_the_explanation_names_the_part_that_decides():
    found, _ = judged(TWO, {"The dam broke.": S, "The mill burned.": R})
    assert found.explanation == "Of its 2 parts, “The mill burned” decides: It is refuted."
    assert (found.origins_for, found.origins_against) == ((), ("y",))


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (S, "Of its 2 parts, “The mill burned” lacks evidence: it is not_enough_evidence."),
        (N, "No source says enough of any of its 2 parts to support or contradict it."),
    ],
)
def test_the_explanation_names_what_lacks_evidence(first, why):
    found, _ = judged(TWO, {"The dam broke.": first, "The mill burned.": N})
    assert found.explanation == why


def test_a_claim_of_one_statement_is_judged_once():
    found, asked = judged("The dam broke.", {"The dam broke.": S})
    assert (found.label, asked) == (S, ["The dam broke."])


@pytest.mark.parametrize(
    ("alone", "clauses", "label"),
    [(N, (S, S), N), (N, (S, R), R), (N, (A, D), D), (S, (S, R), S), (A, (N, R), A)],
)
def test_clauses_joined_by_a_time_refute_but_never_support(alone, clauses, label):
    found, _ = judged(AFTER, {AFTER: alone, "The dam broke.": clauses[0], "The mill burned.": clauses[1]})
    assert found.label is label


def test_a_question_of_several_parts_is_judged_as_it_is():
    text = "Did the dam break and the mill burn?"
    found, asked = judged(text, {text: N})
    assert (found.label, asked) == (N, [text])
