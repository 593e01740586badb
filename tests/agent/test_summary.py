from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.check import Source
from agent.check_local import LocalChecker
from agent.draft import Extractive
from agent.gate import Accepted, Gate
from agent.summary import Composer
from agent.summary.choose import Chooser
from agent.summary.sentences import Sentences
from agent.values import (
    Claim,
    Disagreement,
    DisagreementKind,
    Evidence,
    Label,
    Provenance,
    Side,
    Stance,
    Summary,
)
from tests.agent.writing import sentences, source
from vectorstore.embed import Embedder
from vectorstore.values import Citation, cite

PROVENANCE = Provenance(engine="extractive", embedder="e", checker="c", index="1")
POST = source(
    "A storm closed the port of Velden on Monday and cut power to 4,000 homes. "
    "Ferry crews moored all nine boats in the inner harbour before noon. "
    "Mayor Ines Corvin said that the harbour wall had to be raised by two metres. "
    "The storm tore the roof from the fish market beside the harbour. "
    "Fishermen of the town lost about 300 nets during the night. "
    "Two hospitals ran on generators until Tuesday morning.",
    "post",
    title="Storm closes port of Velden",
)
MAIL = source(
    "The port of Velden was closed by a storm on Monday, and 4,000 homes lost power. "
    "The coast guard of Norland rescued a crew of five from a sinking trawler. "
    "A school in the old town took in 60 people for the night. "
    "The insurer Nordbank put the damage at 12 million crowns.",
    "mail",
    title="A shameful night of chaos in Velden",
)
ECHO = source(POST.article.text, "echo", origin="post", title="Storm closes port of Velden")


def summary(minilm: Embedder, *, words: int = 60) -> Summary:
    sources = [POST, ECHO, MAIL]
    offers = Extractive(minilm).write(sources)
    return Composer(sources, LocalChecker(minilm), ()).compose(offers, words, PROVENANCE)


def everything(found: Summary) -> list[str]:
    points = (*found.attributed, *found.single_origin, *found.omissions)
    return [each.text for each in (*found.sentences, *points)]


@pytest.mark.parametrize("length", [40, 60, 90])
def test_the_length_is_met_within_a_tenth_where_there_is_enough_to_say(minilm: Embedder, length: int) -> None:
    assert 0.9 * length <= len(summary(minilm, words=length).text.split()) <= 1.1 * length


def test_a_length_beyond_the_articles_takes_what_there_is(minilm: Embedder) -> None:
    found = summary(minilm, words=5000)

    assert 9 <= len(found.sentences) <= 10
    assert everything(found) == [each.text for each in found.sentences]


@pytest.mark.parametrize("length", [0, 3])
def test_no_room_makes_no_sentence_but_a_whole_summary(minilm: Embedder, length: int) -> None:
    found = summary(minilm, words=length)

    assert found.sentences == ()
    assert found.headline == "Storm closes port of Velden"


def test_nothing_is_said_twice(minilm: Embedder) -> None:
    told = everything(summary(minilm))

    assert len(told) == len(set(told))
    assert sum("4,000 homes" in text for text in told) == 1


def test_what_happened_leads_and_counts_independent_origins(minilm: Embedder) -> None:
    found = summary(minilm)

    lead = found.sentences[0]
    assert "4,000 homes" in lead.text
    assert (lead.origins, lead.verdict) == (2, Label.SUPPORTED)
    assert {citation.article for citation in lead.citations} == {"post", "echo", "mail"}
    assert all(each.origins == 1 for each in found.sentences[1:])


def test_sentences_of_one_article_keep_its_order(minilm: Embedder) -> None:
    sources = [POST]
    found = Composer(sources, LocalChecker(minilm), ()).compose(
        Extractive(minilm).write(sources), 70, PROVENANCE
    )

    starts = [each.citations[0].start for each in found.sentences]
    assert starts == sorted(starts)


def test_every_citation_is_exact(minilm: Embedder) -> None:
    found, texts = summary(minilm), {each.article.id: each.article.text for each in (POST, ECHO, MAIL)}

    held = (*found.sentences, *found.attributed, *found.single_origin, *found.omissions)
    assert all(texts[c.article][c.start : c.end] == c.quote for each in held for c in each.citations)


def test_beside_the_summary_stands_what_one_origin_reports_and_what_somebody_said(minilm: Embedder) -> None:
    found = summary(minilm, words=20)

    assert [point.speaker for point in found.attributed] == ["Mayor Ines Corvin", "The insurer Nordbank"]
    assert len(found.single_origin) >= 4
    assert all(point.speaker is None for point in found.single_origin)
    origin = {"post": "post", "echo": "post", "mail": "mail"}
    for point in found.single_origin:
        assert len({origin[citation.article] for citation in point.citations}) == 1


def test_a_reported_sentence_names_its_speaker_and_is_attributed(minilm: Embedder) -> None:
    told = {each.speaker: each for each in summary(minilm, words=200).sentences}

    assert told["Mayor Ines Corvin"].verdict is Label.ATTRIBUTED
    assert "Corvin" in told["Mayor Ines Corvin"].text


def test_the_headline_is_neutral_and_comes_from_an_article(minilm: Embedder) -> None:
    assert summary(minilm).headline == "Storm closes port of Velden"


def test_the_gate_counts_what_it_was_offered(minilm: Embedder) -> None:
    gate = summary(minilm).gate

    assert gate.drafted == gate.accepted + gate.attributed + gate.repaired + gate.replaced + gate.dropped
    assert gate.drafted >= 5


def test_sources_without_a_sentence_make_an_empty_summary(minilm: Embedder) -> None:
    empty = source("", "empty", title="• • • •")

    found = Composer([empty], LocalChecker(minilm), ()).compose((), 200, PROVENANCE)

    assert (found.headline, found.sentences, found.text) == ("", (), "")


def test_results_are_the_same_bytes_from_run_to_run_and_in_any_order_of_paths(
    minilm: Embedder, tmp_path: Path
) -> None:
    rescue = (
        "The coast guard of Norland rescued a crew of eight from a sinking trawler. No other ship was out."
    )
    for each in (POST, ECHO, MAIL, source(rescue, "other", title="Storm hits the coast of Norland")):
        (tmp_path / each.article.path).write_text(f"{each.article.title}\n\n{each.article.text}", "utf-8")
    paths = sorted(tmp_path.glob("*.txt"))

    told = {
        Agent.over(order, embedder=minilm, today=date(2031, 5, 4)).summarize(words=60).model_dump_json()
        for order in [paths, paths, paths[::-1], [*paths[2:], *paths[:2]]]
    }

    assert len(told) == 1
    assert '"five"' in told.pop()


class Carried(Sentences):
    """Every wording is carried by two origins, and by as many articles as it is long."""

    def carried(self, accepted: Accepted) -> tuple[int, int]:
        return 2, len(accepted.text)


def test_of_two_wordings_that_as_many_origins_carry_one_with_words_run_together_is_not_taken(
    minilm: Embedder,
) -> None:
    clean = "The council of Velden raised the water tax for all farms on Monday."
    glued = "The council of Velden on Monday raised the water tax for all farms amidGrumbling."
    sources, checker = [source(glued, "post"), source(clean, "mail")], LocalChecker(minilm)
    offers = Extractive(minilm).write(sources)

    taken = Chooser(offers, Gate(sources, checker), Carried(sources, checker, ())).accept(0)

    assert len(offers) == 1
    assert taken is not None
    assert taken.text == clean


EARLY = source(
    "A fire destroyed the fish market of Velden on Monday and hurt three people. "
    "The fire was started on purpose. "
    "The market had stood at the quay since 1910.",
    "early",
    published="2031-05-05",
    title="Market had stood at the quay since 1910",
)
LATE = source(
    "A worn cable in the cold store of Velden caused the blaze, an inquiry found on Friday. "
    "Traders will move into a tent at the north quay.",
    "late",
    published="2031-05-09",
    title="Cable caused market fire in Velden, inquiry finds",
)


def cited(found: Source, words: str) -> Citation:
    return cite(found.article, next(s for s in sentences(found) if words in s.of(found.article.text)))


def disputed(*, update: bool, kind: DisagreementKind = DisagreementKind.CAUSE) -> Disagreement:
    return Disagreement(
        kind=kind,
        topic="the fire",
        sides=(
            Side(text="on purpose", origins=("early",), citations=(cited(EARLY, "on purpose"),)),
            Side(text="a worn cable", origins=("late",), citations=(cited(LATE, "worn cable"),)),
        ),
        update=update,
    )


def told_of_the_fire(minilm: Embedder, disagreement: Disagreement) -> Summary:
    sources = [EARLY, LATE]
    offers = Extractive(minilm).write(sources)
    return Composer(sources, LocalChecker(minilm), (disagreement,)).compose(offers, 300, PROVENANCE)


def test_a_cause_that_a_later_article_replaced_is_told_nowhere_but_among_the_disagreements(
    minilm: Embedder,
) -> None:
    told = " ".join(everything(told_of_the_fire(minilm, disputed(update=True))))

    assert "on purpose" not in told
    assert "worn cable" in told


def test_a_cause_in_dispute_that_one_origin_gives_is_not_told_as_a_fact(minilm: Embedder) -> None:
    told = " ".join(everything(told_of_the_fire(minilm, disputed(update=False))))

    assert "on purpose" not in told
    assert "north quay" in told


def test_a_figure_that_has_changed_since_may_be_told(minilm: Embedder) -> None:
    changed = disputed(update=True, kind=DisagreementKind.NUMBER)

    assert "on purpose" in told_of_the_fire(minilm, changed).text


def test_what_one_origin_says_and_later_ones_do_not_is_no_headline(minilm: Embedder) -> None:
    assert told_of_the_fire(minilm, disputed(update=True)).headline == LATE.article.title


def test_what_another_origin_says_in_other_words_is_not_listed_as_reported_by_one_alone(
    minilm: Embedder,
) -> None:
    sources = [POST, MAIL]
    offers = [each.model_copy(update={"elsewhere": 0.6}) for each in Extractive(minilm).write(sources)]

    found = Composer(sources, LocalChecker(minilm), ()).compose(offers, 20, PROVENANCE)

    assert found.single_origin == ()
    assert len(found.omissions) >= 4


def test_a_loaded_wording_is_not_taken_where_a_neutral_one_passes(minilm: Embedder) -> None:
    plain = "The council of Velden raised the water tax for all farms on Monday."
    harsh = "The shameless council of Velden raised the water tax for all farms on Monday, the post found."
    sources, checker = [source(harsh, "post"), source(plain, "mail")], LocalChecker(minilm)
    offers = Extractive(minilm).write(sources)

    taken = Chooser(offers, Gate(sources, checker), Carried(sources, checker, ())).accept(0)

    assert len(offers) == 1
    assert taken is not None
    assert taken.text == plain


class Reader:
    """Says of whatever it is asked that a source supports it, citing its first sentence."""

    name = "reader"

    def __init__(self, score: float) -> None:
        self.score, self.asked = score, list[str]()

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """See `agent.check.Checker`."""
        self.asked += [source.article.id for source in sources]
        return tuple(
            Evidence(
                claim=claim.text,
                article=source.article.id,
                stance=Stance.SUPPORTS,
                score=self.score,
                citations=(cite(source.article, source.sentences[0]),),
            )
            for source in sources
        )


@pytest.mark.parametrize(("score", "origins"), [(0.9, 3), (0.7, 2)])
def test_a_source_that_surely_says_it_in_other_words_counts_for_a_sentence(minilm, score, origins):
    other = source("Gales shut the docks of a Baltic town for a day.", "gazette")
    sources, reader = [POST, ECHO, MAIL, other], Reader(score)

    found = Composer(sources, LocalChecker(minilm), (), reader).compose(
        Extractive(minilm).write(sources), 60, PROVENANCE
    )

    assert found.sentences[0].origins == origins
    assert ("gazette" in {citation.article for citation in found.sentences[0].citations}) is (score > 0.8)
