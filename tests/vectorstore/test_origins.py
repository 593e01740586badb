import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.origins import SAME, Origins, Sketched, assign, containment, sketch
from vectorstore.values import Article, Span, content_id

SPEECH = (
    "We will rebuild every house on the western bank, and we will do it before the first snow falls, "
    "because nobody in this valley should have to spend a second winter in a container, and because we "
    "have the money, the timber and the hands to do it"
)
WIRE = (
    "A dam above the town of Merrin failed on Tuesday night and sent a wave through two villages. Eleven "
    "people were taken to hospital and four are missing. The operator had lowered the lake by two metres "
    "last week after sensors showed movement in the left abutment. Engineers are now inspecting three "
    "older dams on the same river.\nThe regional government declared a state of emergency and sent two "
    "hundred soldiers. Roads to the south remain closed until divers have looked at the bridge piers. "
    "Schools will stay shut on Wednesday and Thursday.\nFarmers downstream counted drowned cattle at first"
    " light, and a cannery said it had lost a month of stock."
)
OTHER = (
    "Four villagers were still unaccounted for on Wednesday after the collapse of the Merrin dam, whose "
    "owner says it followed every rule. Residents tell another story: they heard cracking for days, rang "
    "the hotline and got a recorded message. A retired inspector showed this newspaper photographs of wet "
    "concrete from the spring.\nInsurers put the damage at ninety million crowns. The cannery alone, which"
    " employs six hundred people, expects to be idle until autumn, its director told staff at a meeting in"
    " the canteen."
)


def article(text: str, publisher: str = "Merrin Post", wire: str | None = None) -> Article:
    name = content_id(text, publisher)
    body = tuple(
        Span(start=start, end=start + len(line))
        for line in text.splitlines()
        if line and (start := text.index(line)) >= 0
    )
    return Article(
        id=name,
        path="a.txt",
        text=text,
        body=body,
        title="T",
        publisher=publisher,
        wire=wire,
        origin=name,
        source="s",
    )


def origins(*articles: Article) -> list[str]:
    return [placed.article.origin for placed in assign(articles)]


def words_replaced(text: str, every: int) -> str:
    words = text.split(" ")
    return " ".join("indeed" if index % every == every - 1 else word for index, word in enumerate(words))


def test_the_first_article_of_a_story_names_its_origin() -> None:
    first, second = article(WIRE), article(WIRE, "Valley Herald")

    assert origins(first, second) == [first.id, first.id]


def test_a_reprint_by_another_publisher_stays_an_article_of_its_own() -> None:
    first, second = (placed.article for placed in assign([article(WIRE), article(WIRE, "Valley Herald")]))

    assert first.id != second.id
    assert (first.publisher, second.publisher) == ("Merrin Post", "Valley Herald")


def test_a_cut_reprint_shares_the_origin() -> None:
    cut = article(WIRE.split("\n")[0], "Valley Herald")

    assert len(set(origins(article(WIRE), cut))) == 1


def test_an_edited_reprint_shares_the_origin() -> None:
    edited = article(
        "The valley woke to ruin. " + words_replaced(WIRE, every=9) + " " + OTHER[-160:], "Herald"
    )

    assert len(set(origins(article(WIRE), edited))) == 1


def test_a_reprint_with_another_headline_and_order_of_paragraphs_shares_the_origin() -> None:
    turned = article("\n".join(["Valley in shock after the flood", *reversed(WIRE.split("\n"))]), "Herald")

    assert len(set(origins(article(WIRE), turned))) == 1


def test_independent_reports_of_one_event_have_their_own_origins() -> None:
    assert len(set(origins(article(WIRE), article(OTHER)))) == 2


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"', "«{}»", "„{}“", "‘{}’"])
def test_a_long_statement_that_both_quote_does_not_make_two_reports_one(quotes: str) -> None:
    said = quotes.format(SPEECH)
    first = article(WIRE.split("\n")[0] + "\n" + said + ", the governor said. " + said)
    second = article(OTHER.split("\n")[0] + "\n" + said + ", said the governor.")

    assert len(set(origins(first, second))) == 2


def test_the_text_of_a_speech_printed_whole_is_one_origin() -> None:
    first, second = article(f"“{SPEECH}.”"), article(f"“{SPEECH}.”", "Valley Herald")

    assert len(set(origins(first, second))) == 1


def test_a_shared_wire_tag_lets_a_heavily_edited_reprint_be_recognised() -> None:
    edited = words_replaced(WIRE, every=4) + WIRE[-330:-100]
    share = containment(sketch(article(WIRE)), sketch(article(edited)))

    assert 0.2 <= share < SAME
    assert len(set(origins(article(WIRE), article(edited, "Herald")))) == 2
    assert len(set(origins(article(WIRE, wire="NPA"), article(edited, "Herald", wire="NPA")))) == 1


def test_a_round_up_of_two_stories_does_not_merge_their_origins() -> None:
    first, second = article(WIRE), article(OTHER)
    both = article(WIRE + "\n" + OTHER, "Digest")

    found = origins(first, second, both)

    assert found[:2] == [first.id, second.id]
    assert found[2] in (first.id, second.id)


def test_adding_articles_one_by_one_gives_the_same_origins_as_adding_them_together() -> None:
    articles = [
        article(WIRE),
        article(OTHER),
        article(WIRE.split("\n")[0], "Herald"),
        article(OTHER, "Digest"),
    ]

    known: tuple[Sketched, ...] = ()
    for one in articles:
        known += assign([one], known)

    assert known == assign(articles)


def test_an_article_that_is_known_keeps_its_origin() -> None:
    placed = assign([article(WIRE), article(WIRE, "Herald")])

    again = Origins(placed).place(article(WIRE, "Herald"))

    assert again == placed[1]


def test_a_long_text_is_recognised_by_a_quarter_of_its_shingles() -> None:
    text = " ".join(f"word{number * number % 997}" for number in range(3000)) + "."
    long, cut = sketch(article(text)), sketch(article(text[:4000]))

    assert len(long) < 400
    assert containment(long, cut) > 0.95


def test_reprints_in_a_script_without_spaces_share_the_origin() -> None:
    text = "临江市交通局周一宣布，临江大桥因两处支座出现裂缝，即日起全面封闭，预计九月恢复通车。"

    assert len(set(origins(article(text), article(text[:30], "晚报")))) == 1


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_get_an_origin_among_the_articles(texts: list[str]) -> None:
    articles = [article(text) for text in texts]

    placed = assign(articles)

    assert {one.article.origin for one in placed} <= {one.id for one in articles}


@given(st.text(max_size=200), st.text(max_size=200))
def test_containment_is_symmetric_and_a_share(left: str, right: str) -> None:
    a, b = sketch(article(left)), sketch(article(right))

    assert containment(a, b) == containment(b, a)
    assert 0 <= containment(a, b) <= 1
