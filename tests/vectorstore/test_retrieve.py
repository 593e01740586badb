import math
from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vectorstore.building import article, entry
from vectorstore.embed import HashEmbedder, unit_rows
from vectorstore.errors import StoreError
from vectorstore.retrieve import Retriever
from vectorstore.retrieve.rank import diversify, fuse
from vectorstore.retrieve.words import words
from vectorstore.store import MemoryStore
from vectorstore.values import Article

EMBEDDER = HashEmbedder(64)


def day(number: int) -> datetime:
    return datetime(2031, 4, number, 12, tzinfo=UTC)


FERRY = article("a.txt", "The ferry Albatros left Norhaven late.", publisher="The Post", published=day(1))
STORM = article("b.txt", "A storm held the ferry in the harbour.", publisher="Daily Tide", published=day(3))
TRAM = article("c.txt", "Tram drivers struck for 1,200 crowns.", publisher="Daily Tide")
COUNCIL = article("d.txt", "The council voted on the new bakery.", publisher="Straße", published=day(5))


def over(*articles: Article, size: int = 40) -> Retriever:
    store = MemoryStore()
    store.put([entry(each, size=size, embedder=EMBEDDER) for each in articles])
    return Retriever(store, EMBEDDER)


@pytest.fixture
def retriever() -> Retriever:
    return over(FERRY, STORM, TRAM, COUNCIL)


def test_the_passage_that_both_searches_put_first_scores_one(retriever: Retriever) -> None:
    hits = retriever.search("ferry Albatros in Norhaven")

    assert hits[0].passage.article == FERRY.id
    assert hits[0].score == 1
    assert hits[0].similarity == pytest.approx(
        float(EMBEDDER.embed(["ferry Albatros in Norhaven"])[0] @ EMBEDDER.embed([FERRY.text])[0])
    )


def test_hits_come_best_first_none_twice_and_all_if_k_is_large(retriever: Retriever) -> None:
    hits = retriever.search("storm over the ferry", 99)

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert sorted(hit.passage.article for hit in hits) == sorted(x.id for x in (FERRY, STORM, TRAM, COUNCIL))


def test_a_name_or_number_is_found_by_its_letters(retriever: Retriever) -> None:
    assert retriever.search("Albatros", 1)[0].passage.article == FERRY.id
    assert retriever.search("1200", 1)[0].passage.article == TRAM.id


@pytest.mark.parametrize("query", ["", " \n\t"])
def test_an_empty_query_finds_nothing(retriever: Retriever, query: str) -> None:
    assert retriever.search(query) == ()


@pytest.mark.parametrize("query", ["the of and", "?!", "zzz qqq", "a\ud83d"])
def test_a_query_without_known_words_still_goes_by_vectors(retriever: Retriever, query: str) -> None:
    assert len(retriever.search(query)) == 4


def test_an_empty_store_finds_nothing() -> None:
    assert over().search("ferry", publishers=["The Post"]) == ()


def test_passages_without_words_are_searched_too() -> None:
    assert len(over(article("a.txt", "?!")).search("ferry")) == 1


def test_filters_leave_out_other_publishers_and_dates(retriever: Retriever) -> None:
    def found(**filters: object) -> set[str]:
        return {hit.passage.article for hit in retriever.search("ferry storm tram", **filters)}

    assert found(publishers=["daily TIDE"]) == {STORM.id, TRAM.id}
    assert found(publishers=["STRASSE", "The Post"]) == {COUNCIL.id, FERRY.id}
    assert found(since=day(3)) == {STORM.id, COUNCIL.id}
    assert found(until=day(3)) == {FERRY.id, STORM.id}
    assert found(since=day(2), until=day(4)) == {STORM.id}
    assert found(publishers=["The Post"], since=day(2)) == set()


def test_an_unknown_publisher_is_an_error_that_names_the_known(retriever: Retriever) -> None:
    with pytest.raises(StoreError, match=r"'Nobody'.*Daily Tide"):
        retriever.search("ferry", publishers=["The Post", "Nobody"])


@pytest.mark.parametrize(
    "wrong",
    [{"k": 0}, {"share": 0}, {"share": 1.1}, {"diversity": -0.1}, {"since": datetime(2031, 4, 1)}],  # noqa: DTZ001 -- the mistake
)
def test_arguments_out_of_range_are_refused(retriever: Retriever, wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"must|timezone"):
        retriever.search("ferry", **wrong)


def test_what_is_put_or_removed_later_is_noticed() -> None:
    store = MemoryStore()
    retriever = Retriever(store, EMBEDDER)
    store.put([entry(TRAM, embedder=EMBEDDER)])
    assert retriever.search("Albatros", 1)[0].passage.article == TRAM.id

    store.put([entry(FERRY, embedder=EMBEDDER)])
    assert retriever.search("Albatros", 1)[0].passage.article == FERRY.id

    store.remove(FERRY.id)
    assert retriever.search("Albatros", 1)[0].passage.article == TRAM.id


def test_one_origin_alone_may_fill_the_result() -> None:
    whole = article("a.txt", "ferry and storm and tram, " * 20)

    assert len(over(whole).search("ferry", 6, share=0.5)) == 6


def test_reprints_share_one_allowance() -> None:
    reprints = [
        article(f"{name}.txt", f"ferry storm {name} " * 8, publisher=name, origin="wire") for name in "abcd"
    ]
    other = article("other.txt", "The ferry rests.", publisher="other")

    hits = over(*reprints, other).search("ferry storm", 6, share=0.5)

    assert sum(hit.passage.article != other.id for hit in hits) == 3
    assert other.id in {hit.passage.article for hit in hits}


WORDS = st.sampled_from("ferry storm tram mayor bridge council strike harbour".split())
TEXTS = st.lists(
    st.tuples(st.lists(WORDS, min_size=3, max_size=30), st.sampled_from("uvw")), min_size=1, max_size=8
)


@given(TEXTS, st.lists(WORDS, min_size=1), st.integers(1, 12), st.floats(0.05, 1), st.floats(0, 1))
@settings(max_examples=60)
def test_results_are_bounded_ordered_unique_and_shared(
    texts: list[tuple[list[str], str]], query: list[str], k: int, share: float, diversity: float
) -> None:
    articles = {
        each.id: each
        for each in (
            article(f"{number}.txt", " ".join(text), publisher=f"p{number}", origin=origin)
            for number, (text, origin) in enumerate(texts)
        )
    }
    retriever = over(*articles.values(), size=25)

    hits = retriever.search(" ".join(query), k, share=share, diversity=diversity)

    counts = Counter(articles[hit.passage.article].origin for hit in hits)
    assert 1 <= len(hits) <= k
    assert len({hit.passage.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 1 and -1 <= hit.similarity <= 1 for hit in hits)
    if len({each.origin for each in articles.values()}) > 1:
        assert max(counts.values()) <= math.ceil(share * k)
    assert hits == retriever.search(" ".join(query), k, share=share, diversity=diversity)


def test_fusion_by_hand() -> None:
    scores = fuse([["a", "b"], ["b", "c"]])

    assert scores["b"] == pytest.approx((61 / 62 + 1) / 2)
    assert scores["a"] == pytest.approx(1 / 2)
    assert scores["c"] == pytest.approx(61 / 62 / 2)
    assert fuse([["a"], ["a"]]) == {"a": 1}
    assert fuse([[], []]) == {}


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=1))
def test_fusion_prefers_what_is_ranked_higher_everywhere(rankings: list[list[str]]) -> None:
    scores = fuse(rankings)

    assert set(scores) == {each for ranking in rankings for each in ranking}
    for better in scores:
        for worse in scores:
            if all(
                better in ranking and ranking.index(better) < ranking.index(worse)
                for ranking in rankings
                if worse in ranking
            ):
                assert better == worse or scores[better] > scores[worse]


def test_marginal_relevance_by_hand() -> None:
    vectors = unit_rows(np.array([[1.0, 0], [1, 0.1], [0, 1]]))
    relevance = np.array([1.0, 0.9, 0.5])

    assert diversify(relevance, vectors, "uvw", 2, cap=2, diversity=0) == [0, 1]
    assert diversify(relevance, vectors, "uvw", 2, cap=2, diversity=0.5) == [0, 2]
    assert diversify(relevance, vectors, "uuw", 3, cap=1, diversity=0) == [0, 2]
    assert diversify(relevance[:0], vectors[:0], "", 2, cap=1, diversity=0) == []


def test_words_are_folded_and_function_words_dropped() -> None:
    assert words("The Mayor’s ferries cost 1,200.50 crowns in May") == [
        "mayor",
        "ferries",
        "cost",
        "1200.50",
        "crowns",
        "may",
    ]
    assert words("ﬁre STRASSE Straße") == ["fire", "strasse", "strasse"]
    assert words("橋が閉鎖") == ["橋", "が", "閉", "鎖"]
    assert words("") == []
