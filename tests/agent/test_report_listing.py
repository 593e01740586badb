from agent.report import listing
from tests.agent.reporting import ARTICLES, GLOBE, HERALD


def test_sources_are_listed_on_a_line_each():
    page = listing.sources(ARTICLES)
    assert page.splitlines()[0] == "11111111  2026-03-03  Herald  Herald on the mill"
    assert page.splitlines()[1] == "22222222  -           Post    Post"
    assert listing.sources([]).startswith("The store holds no article")


def test_ids_are_long_enough_to_tell_articles_apart():
    twin = HERALD.model_copy(update={"id": "1" * 11 + "2" * 5})
    first, second = listing.sources([HERALD, twin]).splitlines()
    assert (first.split()[0], second.split()[0]) == ("1" * 12, "1" * 11 + "2")


def test_an_article_is_shown_with_what_of_it_is_reporting():
    page = listing.source(HERALD)
    assert "published  2026-03-03T09:30:00+00:00" in page
    assert "reporting  59 of 59 characters; spans: 1" in page
    assert "0-59: A fire closed the mill on Monday." in page
    assert "url" not in page


def test_no_article_moves_the_cursor():
    assert "\x1b" not in listing.sources([GLOBE]) + listing.source(GLOBE) + listing.removed(GLOBE)
