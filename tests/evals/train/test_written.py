from random import Random

import pytest

from evals.train.rows import held_out
from evals.train.written import Stated, Written, written, written_rows

NEWS = "The ferry to Arle was late. Its captain, Bo Dahl, blamed the fog. Nobody was hurt."


def piece(*claims: Stated) -> Written:
    number = next(n for n in range(99) if not held_out(f"{NEWS} {n}"))
    return Written(line=1, evidence=f"{NEWS} {number}", claims=claims)


@pytest.mark.parametrize("label", ["supported", "refuted", "unknown"])
def test_what_was_written_holds_every_label_in_every_piece(label):
    assert all(any(claim.label == label for claim in each.claims) for each in written())


def test_the_words_that_are_wrong_stand_in_their_claims():
    claims = [claim for each in written() for claim in each.claims if claim.wrong]

    assert claims
    assert all(claim.wrong in claim.text for claim in claims)


def test_a_row_marks_the_words_that_are_wrong_and_a_true_claim_has_none():
    given = piece(
        Stated(text="The ferry was early.", label="refuted", wrong="early"),
        Stated(text="The boat to Arle ran late.", label="supported"),
    )

    found = {row.claim: row for row in written_rows([given], 1, Random(1)) if row.kind == "written"}

    assert found["The ferry was early."].spans == ((14, 19),)
    assert found["The boat to Arle ran late."].spans == ()
    assert [row.label for row in found.values()] == [1, 0]


def test_a_true_claim_is_also_read_beside_the_sentence_that_does_not_speak_of_it():
    given = piece(Stated(text="The captain, Bo Dahl, put it down to fog.", label="supported"))

    away = [row for row in written_rows([given], 30, Random(2)) if row.kind == "written+away"]

    assert away
    assert {row.label for row in away} == {2}
    assert all("Dahl" not in row.evidence for row in away)


def test_what_is_held_out_gives_no_row():
    number = next(n for n in range(99) if held_out(f"{NEWS} {n}"))
    kept = Written(
        line=1, evidence=f"{NEWS} {number}", claims=(Stated(text="It was late.", label="supported"),)
    )

    assert list(written_rows([kept], 3, Random(1))) == []
