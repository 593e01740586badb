from itertools import pairwise

import numpy as np

from agent.alike import similarity
from agent.draft import Extractive
from agent.draft.groups import ALIKE, candidates, groups
from agent.neutral import loaded
from tests.agent.writing import source
from vectorstore.embed import Embedder, HashEmbedder

WIRE = (
    "A storm closed the port of Velden on Monday and left 4,000 homes without power. "
    "Ferry crews moored all nine boats in the inner harbour before noon. "
    "The power company expects to restore supply by Wednesday."
)
OTHER = (
    "A devastating storm closed the port of Velden on Monday and left 4,000 homes without power. "
    "A bakery in Velden gave away 200 loaves of bread to its neighbours."
)
POST, ECHO, MAIL = (
    source(WIRE, "post", origin="wire"),
    source(WIRE, "echo", origin="wire"),
    source(OTHER, "mail"),
)


def test_reprints_make_one_point_of_one_origin() -> None:
    offers = Extractive(HashEmbedder()).write([POST, ECHO])

    assert [offer.origins for offer in offers] == [1, 1, 1]
    assert {len(offer.drafts) for offer in offers} == {2}


def test_a_point_of_two_origins_comes_before_those_of_one(minilm: Embedder) -> None:
    offers = Extractive(minilm).write([POST, ECHO, MAIL])

    assert [offer.origins for offer in offers] == [2, 1, 1, 1]
    assert {draft.article for draft in offers[0].drafts} == {"post", "echo", "mail"}


def test_a_loaded_wording_comes_after_a_neutral_one(minilm: Embedder) -> None:
    storm = Extractive(minilm).write([MAIL, POST])[0]

    assert [bool(loaded(draft.text)) for draft in storm.drafts] == [False, True]


def test_a_wording_with_words_run_together_comes_after_a_clean_one(minilm: Embedder) -> None:
    text = "The council of Velden raised the water tax for farms on Monday."
    glued = text.replace("tax for farms", "tax forFarms")

    (offer,) = Extractive(minilm).write([source(glued, "mail"), source(text, "post")])

    assert [draft.text for draft in offer.drafts] == [text, glued]


def test_drafts_are_exact_sentences_of_the_article_they_name() -> None:
    texts = {"post": WIRE, "mail": OTHER}

    drafts = [d for offer in Extractive(HashEmbedder()).write([POST, MAIL]) for d in offer.drafts]

    assert len(drafts) == 5
    assert all(draft.spans[0].of(texts[draft.article]) == draft.text for draft in drafts)


def test_nothing_to_read_makes_no_offer() -> None:
    assert Extractive(HashEmbedder()).write([]) == ()
    assert Extractive(HashEmbedder()).write([source("", "empty")]) == ()


def test_every_sentence_is_in_one_group_and_groups_are_best_first() -> None:
    found = candidates([POST, ECHO, MAIL])
    texts = [candidate.statement.claim.text for candidate in found]
    alike = similarity(texts, HashEmbedder().embed(texts))

    ranked = groups(found, alike, np.zeros(len(found), dtype=np.float32))

    assert sorted(member for group in ranked for member in group.members) == list(range(len(found)))
    assert all(one.score >= other.score for one, other in pairwise(ranked))
    assert all(alike[g.members[0], m] >= ALIKE for g in ranked for m in g.members[1:])


def test_two_sentences_of_which_a_third_tells_both_are_two_points() -> None:
    found = candidates([POST, ECHO, MAIL])[:3]
    alike = np.array([[1, 0.7, 0.65], [0.7, 1, 0.3], [0.65, 0.3, 1]], dtype=np.float32)

    ranked = groups(found, alike, np.zeros(3, dtype=np.float32))

    assert sorted(group.members for group in ranked) == [(0, 1), (2,)]


def test_a_point_knows_how_near_another_origin_comes_to_it() -> None:
    found = [*candidates([POST])[:1], *candidates([MAIL])[:1]]
    alike = np.array([[1, 0.5], [0.5, 1]], dtype=np.float32)

    ranked = groups(found, alike, np.zeros(2, dtype=np.float32))

    assert [(group.origins, group.elsewhere) for group in ranked] == [(1, 0.5), (1, 0.5)]


def test_the_place_of_a_sentence_runs_from_the_top_to_the_end_of_its_article() -> None:
    assert [candidate.position for candidate in candidates([POST, MAIL])] == [0, 0.5, 1, 0, 1]


def test_a_missing_blank_is_set_in_a_draft_and_its_citation_is_left_as_it_is() -> None:
    text = "The water tax forFarms rose on Monday, said MayorIna Corv of Velden. Good for Velden."
    other = "Farms in Velden pay more, and Mayor Ina Corv is content with that."

    offers = Extractive(HashEmbedder()).write([source(text, "post"), source(other, "mail")])

    (draft,) = (draft for offer in offers for draft in offer.drafts if "tax" in draft.text)
    assert draft.text == "The water tax for Farms rose on Monday, said Mayor Ina Corv of Velden."
    assert draft.speaker == "Mayor Ina Corv"
    assert not draft.glued
    assert draft.spans[0].of(text) == "The water tax forFarms rose on Monday, said MayorIna Corv of Velden."


def test_a_part_with_words_run_together_may_go(minilm: Embedder) -> None:
    text = "The council of Velden raised the water tax for farms on Monday, amid strengtheningopposition."

    (offer,) = Extractive(minilm).write([source(text)])

    assert [draft.glued for draft in offer.drafts] == [False, True]
    assert offer.drafts[0].text == "The council of Velden raised the water tax for farms on Monday."


def test_a_blank_is_set_where_a_quotation_touches_a_word_outside_it() -> None:
    text = 'The council called the leak"a small matter" and the wall “quite safe”on Monday in Velden.'

    (offer,) = Extractive(HashEmbedder()).write([source(text)])

    assert offer.drafts[0].text == (
        'The council called the leak "a small matter" and the wall “quite safe” on Monday in Velden.'
    )
    assert offer.drafts[0].spans[0].of(text) == text


def test_a_duty_with_its_figure_is_news_and_without_one_an_opinion() -> None:
    duty = "The brewery must pay the town 5,000 crowns for every night of noise."
    opinion = "The brewery must learn to live with its neighbours in the old town."

    offers = Extractive(HashEmbedder()).write([source(f"{duty} {opinion}")])

    assert [draft.text for offer in offers for draft in offer.drafts] == [duty]
