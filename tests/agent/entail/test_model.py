import hashlib
from importlib.resources import files

import pytest

from agent.entail import CrossEncoder, SharedWords

MODEL = CrossEncoder(threads=1)
EVIDENCE = "The Esk ferry ran aground on Monday with 40 passengers aboard. A tug pulled it free at dawn."


@pytest.mark.parametrize("reader", [MODEL, SharedWords()], ids=lambda reader: reader.name)
def test_probabilities_sum_to_one_and_the_doubtful_word_is_one_of_the_claim(reader):
    claim = "The ferry ran aground on Friday."

    (found,) = reader.read([(claim, EVIDENCE)])

    assert found.supported + found.refuted + found.unknown == pytest.approx(1)
    assert found.word is not None
    assert claim[slice(*found.word)] == "Friday"


def test_what_the_evidence_says_is_supported_rather_than_its_opposite():
    true, other, absent = MODEL.read(
        [
            ("The Esk ferry ran aground on Monday.", EVIDENCE),
            ("The Esk ferry sank on Monday.", EVIDENCE),
            ("The mayor of Esk resigned.", EVIDENCE),
        ]
    )

    assert true.supported > 0.8 > 0.4 > other.supported
    assert true.supported > 0.5 > absent.supported


def test_a_pair_reads_the_same_whatever_is_read_with_it():
    pairs = [("A tug pulled the ferry free.", EVIDENCE), ("x " * 200, EVIDENCE), ("", "")]

    together = CrossEncoder(threads=1).read(pairs)

    assert together == tuple(CrossEncoder(threads=1).read([pair])[0] for pair in pairs)


def test_a_claim_without_words_has_no_doubtful_word():
    (found,) = MODEL.read([("", EVIDENCE)])

    assert found.word is None
    assert found.wrong == 0


def test_the_model_is_the_published_file():
    folder = files("agent") / "data" / "entailment"
    digest, name = (folder / "SHA256SUMS").read_text().split()

    assert name == "model.onnx"
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
