from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.articles import load
from vectorstore.articles.dates import find_date
from vectorstore.articles.head import front_matter, read_head
from vectorstore.body import select
from vectorstore.values import Metadata

BODY = "The quay at Selm flooded on Monday, and forty cellars had to be pumped dry by the fire service."


def found(text: str) -> Metadata:
    return read_head(text).metadata


def moment(*parts: int, hours: float = 0) -> datetime:
    zone = timezone(timedelta(hours=hours)) if hours else UTC
    return datetime(*parts, tzinfo=zone)  # type: ignore[arg-type, misc]  # only year to second are given


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2025-06-16", moment(2025, 6, 16)),
        ("2025-06-16T14:05:30Z", moment(2025, 6, 16, 14, 5, 30)),
        ("2025-06-16 14:05:30.123+02:00", moment(2025, 6, 16, 14, 5, 30, hours=2)),
        ("2025-06-16T23:05:00-0430", moment(2025, 6, 16, 23, 5, hours=-4.5)),
        ("June 16, 2025", moment(2025, 6, 16)),
        ("Jun. 3rd, 2025 at 2:05 p.m. EDT", moment(2025, 6, 3, 14, 5, hours=-4)),
        ("12:30 a.m. GMT", None),
        ("Mon, 16 Jun 2025 00:30:00 GMT", moment(2025, 6, 16, 0, 30)),
        ("16 June 2025, 12:05 AM BST", moment(2025, 6, 16, 0, 5, hours=1)),
        ("16. März 2025 um 9.30 Uhr", moment(2025, 3, 16, 9, 30)),
        ("1er février 2025 à 18h42", moment(2025, 2, 1, 18, 42)),
        ("3 de junio de 2025", moment(2025, 6, 3)),
        ("3 giugno 2025", moment(2025, 6, 3)),
        ("7 Agustus 2025 10:00 WIB", moment(2025, 8, 7, 10, 0, hours=7)),
        ("16.06.2025 07:15", moment(2025, 6, 16, 7, 15)),
        ("16/06/2025", moment(2025, 6, 16)),
        ("06/16/2025", moment(2025, 6, 16)),
        ("03/04/2025", None),
        ("2025年6月16日 14:20", moment(2025, 6, 16, 14, 20)),
        ("31 June 2025", None),
        ("1,2025 people", None),
        ("May 2025", None),
    ],
)
def test_dates_are_read_where_their_order_is_certain(text: str, when: datetime | None) -> None:
    stamp = find_date(f"Published {text} here")

    assert (stamp.when if stamp else None) == when


@pytest.mark.parametrize(
    "prefix",
    ["2025-06-16 ", " date 2025-06-16 ", "Published: June 16, 2025 | ", "16 June 2025 - ", "16.06.2025: "],
)
def test_a_date_in_front_of_the_title_is_the_date_of_publication(prefix: str) -> None:
    metadata = found(f"{prefix}Quay at Selm floods again\n\n{BODY}")

    assert metadata.published == moment(2025, 6, 16)
    assert metadata.title == "Quay at Selm floods again"


@pytest.mark.parametrize("width", [40, 60, 72])
@pytest.mark.parametrize(("top", "title"), [("", None), ("Quay at Selm floods\n\n", "Quay at Selm floods")])
def test_a_line_of_a_wrapped_paragraph_is_no_title(width: int, top: str, title: str | None) -> None:
    assert found(top + fill(BODY, width) + "\n\n" + fill(BODY, width)).title == title


@pytest.mark.parametrize(
    "line",
    [
        "June 16, 2025",
        "Updated 16 June 2025",
        "Selm Post, 16 June 2025",
        "By Ana Ruiz | June 16, 2025 | 3 min read",
        "Stand: 16.06.2025",
        "Publié le 16 juin 2025",
    ],
)
def test_a_line_of_metadata_near_the_top_gives_the_date(line: str) -> None:
    assert found(f"Quay at Selm floods again\n\n{line}\n\n{BODY}").published == moment(2025, 6, 16)


@pytest.mark.parametrize(
    "line",
    [
        "The quay was last flooded on 16 June 2025.",
        "Joined: 16 June 2025",
        "The quay on June 16, 2025. Photo: Ana Ruiz",
        "What we know about 16 June 2025",
    ],
)
def test_a_date_in_a_sentence_a_caption_or_a_profile_is_not_the_date_of_publication(line: str) -> None:
    assert found(f"Quay at Selm floods again\n\n{line}\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("By Ana Ruiz and Tom van der Berg", "Ana Ruiz and Tom van der Berg"),
        ("By Ana Ruiz, Selm Post", "Ana Ruiz, Selm Post"),
        ("Von Jürgen Groß", "Jürgen Groß"),
        ("Par Élodie Marchetti", "Élodie Marchetti"),
        ("By the time the water fell, it was noon", None),
        ("By Monday it was over", None),
    ],
)
def test_a_byline_gives_the_author(line: str, author: str | None) -> None:
    assert found(f"Quay at Selm floods again\n\n{line}\n\n{BODY}").author == author


@pytest.mark.parametrize(
    ("start", "wire"),
    [
        ("SELM (Reuters) - ", "Reuters"),
        ("SELM, June 16 (AFP) — ", "AFP"),
        ("PORT SELM/LISK (AP) - ", "AP"),
        ("Selm (dpa) – ", "dpa"),
        ("Port Selm (Ostara Wire) - ", "Ostara Wire"),
        ("WEST SELM - ", None),
        ("SELM — ", None),
    ],
)
def test_a_dateline_names_the_wire_and_is_not_reporting(start: str, wire: str | None) -> None:
    text = f"Quay at Selm floods again\n\n{start}{BODY}"

    assert found(text).wire == wire
    assert [span.of(text) for span in select(text)] == [BODY]


@pytest.mark.parametrize(
    ("end", "wire"),
    [
        ("Nobody was hurt. (AFP)", "AFP"),
        ("Nobody was hurt. — Reuters", "Reuters"),
        ("Nobody was hurt.\n\n(Ostara Wire)", "Ostara Wire"),
        ("Nobody was hurt.\n\nAssociated Press", "AP"),
        (
            "Nobody was hurt.\n\n(Reporting by Ana Ruiz; editing by Tom Berg)",
            "Reporting by Ana Ruiz; editing by Tom Berg",
        ),
        ("People wade through the square. ( AP )", None),
        ("Nobody was hurt, said the fire service (SFS).", None),
    ],
)
def test_a_tag_behind_the_last_sentence_names_the_wire(end: str, wire: str | None) -> None:
    assert found(f"Quay at Selm floods again\n\n{BODY}\n\n{end}").wire == wire


@pytest.mark.parametrize(
    "top",
    [
        "",
        "ADVERTISEMENT\n\n",
        "Home > News > Selm\n\n",
        "By Ana Ruiz\n\n",
        "Selm\nNews\n\n",
        "Your support keeps us going. Donate now\n\n",
    ],
)
def test_the_title_is_the_first_line_that_looks_like_one(top: str) -> None:
    assert (
        found(f"{top}Quay at Selm floods again after storm\n\n{BODY}").title
        == "Quay at Selm floods again after storm"
    )


def test_an_article_that_begins_with_a_sentence_has_no_title() -> None:
    assert found(f"{BODY}\n\nQuay at Selm floods again after storm").title is None


def test_an_appeal_behind_the_date_is_no_title() -> None:
    assert (
        found(f" date 2025-06-16 Your gift helps us to report Read more Give Now We go on.\n\n{BODY}").title
        is None
    )


def test_a_bar_parts_the_title_from_the_publisher() -> None:
    metadata = found(f"Quay at Selm floods again | The Selm Post\n\n{BODY}")

    assert (metadata.title, metadata.publisher) == ("Quay at Selm floods again", "The Selm Post")


def test_front_matter_gives_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f'---\ntitle: "Quay floods"\nauthor: Ana Ruiz\ndate: 2025-06-16\ntags:\n  - flood\n---\n\n{BODY}\n'
    )

    article = load([path], select=select, today=date(2026, 1, 1)).articles[0]

    assert (article.title, article.author, article.published) == (
        "Quay floods",
        "Ana Ruiz",
        moment(2025, 6, 16),
    )
    assert [span.of(article.text) for span in article.body] == [BODY]


def test_what_is_not_found_falls_back_on_the_stem(tmp_path: Path) -> None:
    path = tmp_path / "selm-post.txt"
    path.write_text(BODY)

    article = load([path], select=select, today=date(2026, 1, 1)).articles[0]

    assert (article.title, article.publisher) == ("selm-post", "selm-post")
    assert (article.author, article.published, article.url, article.wire) == (None, None, None, None)


def test_a_date_after_today_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"2025-06-16 Quay at Selm floods\n\n{BODY}")

    article = load([path], select=select, today=date(2025, 6, 15)).articles[0]

    assert article.published is None


@given(st.text())
def test_the_head_of_any_text_has_spans_inside_it(text: str) -> None:
    assert all(0 <= span.start <= span.end <= len(text) for span in read_head(text).spans)


@given(st.text())
def test_front_matter_of_any_text_ends_inside_it(text: str) -> None:
    assert 0 <= front_matter("---\n" + text)[1] <= len(text) + 4
