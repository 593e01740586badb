from collections.abc import Sequence

import pytest

from agent.check import Source, read, verdict
from agent.check_entail import NEAREST, EntailmentChecker
from agent.check_entail.head import Head, features, fitted
from agent.claims import whole
from agent.entail import Entailed
from agent.values import Evidence, Label, Stance
from vectorstore.embed import HashEmbedder, MiniLM
from vectorstore.values import Article, Span

NEWS = (
    "The harbour master of Esk stepped down on Monday. Mayor Ada Birk said that the quay was rotten. "
    "Chairman Bo Rask falsely claimed that divers had tested the pumps. Four boats sank in the storm."
)
HEARING = Head({"bias": -2.0, "supported": 1.0}, {"bias": -2.0, "refuted": 1.0})
"""A head that believes the model alone."""


class Scripted:
    """Supports, refutes or leaves open whatever evidence holds a word; the last word is the doubtful one."""

    name = "scripted"

    def __init__(self, word: str, supported: float, refuted: float) -> None:
        self.word, self.shares, self.asked = word, (supported, refuted), list[str]()

    def read(self, pairs: Sequence[tuple[str, str]]) -> tuple[Entailed, ...]:
        """See `agent.entail.Entailment`."""
        self.asked += [evidence for _, evidence in pairs]
        return tuple(self._one(claim, evidence) for claim, evidence in pairs)

    def _one(self, claim: str, evidence: str) -> Entailed:
        supported, refuted = self.shares if self.word in evidence else (0.01, 0.01)
        last = claim.rstrip(".").rindex(" ") + 1
        return Entailed(supported, refuted, 1 - supported - refuted, 0.5, (last, len(claim.rstrip("."))))


def source(text: str, name: str = "a") -> Source:
    body = (Span(start=0, end=len(text)),)
    return read(
        Article(id=name, path=name, text=text, body=body, title="", publisher=name, origin=name, source=name)
    )


def cell(claimed: str, model: Scripted, text: str = NEWS) -> Evidence:
    return EntailmentChecker(HashEmbedder(), model, HEARING).check(whole(claimed), [source(text)])[0]


def test_a_sentence_in_quite_other_words_supports_where_the_model_says_so():
    found = cell("Esk's port chief quit.", Scripted("stepped", 0.99, 0.0))

    assert found.stance is Stance.SUPPORTS
    assert [each.quote for each in found.citations] == ["The harbour master of Esk stepped down on Monday."]
    assert found.score > 0.8


def test_what_the_model_contradicts_is_refuted_and_the_reason_names_the_word():
    found = cell("Esk's port chief stayed.", Scripted("stepped", 0.0, 0.99))

    assert found.stance is Stance.REFUTES
    assert found.reasons == ("'stayed' in the claim does not fit the source",)


def test_a_number_that_conflicts_by_rule_outweighs_a_model_that_supports():
    head = Head(HEARING.supports, {"bias": 1.0, "number": 3.0})
    model = Scripted("boats", 0.99, 0.0)

    found = EntailmentChecker(HashEmbedder(), model, head).check(
        whole("Nine boats sank in the storm."), [source(NEWS)]
    )[0]

    assert found.stance is Stance.REFUTES
    assert any("Nine" in reason for reason in found.reasons)


def test_a_conflict_of_rules_that_the_head_doubts_silences_but_does_not_refute():
    found = cell("Nine boats sank in the storm.", Scripted("boats", 0.3, 0.2))

    assert (found.stance, found.citations) == (Stance.SILENT, ())


def test_what_the_source_gives_as_the_words_of_somebody_is_reported_never_supported():
    found = cell("The quay was rotten.", Scripted("rotten", 0.99, 0.0))

    assert (found.stance, found.speaker) == (Stance.REPORTS, "Mayor Ada Birk")


def test_that_somebody_said_it_is_supported():
    found = cell("Ada Birk called the quay rotten.", Scripted("rotten", 0.99, 0.0))

    assert found.stance is Stance.SUPPORTS


def test_what_the_source_calls_a_false_claim_is_refuted():
    found = cell("Divers had tested the pumps.", Scripted("pumps", 0.99, 0.0))

    assert found.stance is Stance.REFUTES
    assert "Bo Rask" in found.reasons[0]


def test_without_confidence_a_source_is_silent_and_cites_nothing():
    found = cell("Esk's port chief quit.", Scripted("stepped", 0.5, 0.3))

    assert (found.stance, found.citations) == (Stance.SILENT, ())


def test_only_the_nearest_sentences_are_read_each_after_the_one_before_it():
    model = Scripted("nowhere", 0.99, 0.0)
    text = " ".join(f"Clerk number {n} of the port of Arle left a note." for n in range(30))

    cell("The harbour master stepped down.", model, f"{NEWS} {text}")

    assert len(model.asked) == NEAREST
    assert any(each.startswith("The harbour master of Esk stepped down") for each in model.asked)


def test_what_the_sentence_before_says_is_not_taken_for_a_sentences_own():
    model = Scripted("rotten", 0.99, 0.0)

    cell("The quay was rotten.", model)

    alone = "Chairman Bo Rask falsely claimed that divers had tested the pumps."
    assert model.asked.count(alone) == 1


def test_no_source_and_no_sentence_are_no_trouble():
    model = Scripted("x", 0.99, 0.0)

    assert EntailmentChecker(HashEmbedder(), model, HEARING).check(whole("The quay was rotten."), []) == ()
    assert cell("The quay was rotten.", model, "").stance is Stance.SILENT


def test_the_fitted_head_weighs_every_feature_by_name_and_no_other():
    (beside, *_) = EntailmentChecker(HashEmbedder(), Scripted("x", 0.5, 0.1)).beside(
        whole("The quay was rotten."), [source(NEWS)]
    )
    named = {"bias", *features(beside.signals, beside.entailed, spoken=False, same=False)}

    assert set(fitted().supports) == set(fitted().refutes) == named


def test_shares_of_the_head_leave_the_rest_to_silence():
    head = Head({"bias": 0.0, "one": 1.0}, {"bias": 0.0})

    found = head.shares({"one": 0.0, "unweighed": 5.0})

    assert found.supports == pytest.approx(1 / 3)
    assert found.refutes == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The harbour master of Esk resigned.", Label.SUPPORTED),
        ("Four vessels went down in the storm.", Label.SUPPORTED),
        ("No boat was lost in the storm.", Label.REFUTED),
        ("The storm tore the roof off the school.", Label.NOT_ENOUGH_EVIDENCE),
        ("The quay was in a rotten state.", Label.ATTRIBUTED),
    ],
)
def test_claims_in_a_readers_own_words_are_judged(claim, expected):
    sources = [source(NEWS)]
    stated = whole(claim)

    found = EntailmentChecker(MiniLM()).check(stated, sources)

    assert verdict(stated, found, sources).label is expected
