import pytest

from agent.entail.encode import (
    CLAIM_SEEN,
    CLAIM_UNSEEN,
    EVIDENCE_SEEN,
    EVIDENCE_UNSEEN,
    LONGEST,
    LONGEST_CLAIM,
    encode,
)
from vectorstore import onnx

TOKENIZER = onnx.tokenizer()


def typed(claim: str, evidence: str) -> dict[str, int]:
    """The type of each word piece."""
    found = encode(TOKENIZER, claim, evidence)
    return {TOKENIZER.id_to_token(piece): kind for piece, kind in zip(found.ids, found.types, strict=True)}


def test_each_word_is_told_apart_by_side_and_by_whether_the_other_side_has_it():
    found = typed("Ships sank", "A boat sinks near ship wrecks")

    assert found["ships"] == CLAIM_SEEN
    assert found["sank"] == CLAIM_UNSEEN
    assert found["ship"] == EVIDENCE_SEEN
    assert found["boat"] == EVIDENCE_UNSEEN


@pytest.mark.parametrize(("mine", "theirs"), [("two", "2"), ("4,000", "4000")])
def test_a_number_is_the_same_in_letters_and_digits(mine, theirs):
    found = encode(TOKENIZER, f"{mine} boats", f"{theirs} boats")

    assert set(found.types) == {CLAIM_SEEN, EVIDENCE_SEEN}


def test_pieces_of_the_claim_tell_where_they_stand():
    claim = "Two boats sank"
    found = encode(TOKENIZER, claim, "Nothing sank")

    assert [claim[at:] for at in found.places if at >= 0] == ["Two boats sank", "boats sank", "sank"]
    assert len(found.ids) == len(found.types) == len(found.places)


def test_long_texts_are_cut():
    found = encode(TOKENIZER, "boat " * 300, "ship " * 300)

    assert len(found.ids) == LONGEST
    assert sum(at >= 0 for at in found.places) == LONGEST_CLAIM


def test_empty_texts_can_be_read():
    assert len(encode(TOKENIZER, "", "").ids) == 3
