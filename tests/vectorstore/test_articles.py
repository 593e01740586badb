import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.articles import Loaded, Problem, RawSource, discover, load, parse
from vectorstore.articles.decode import decode
from vectorstore.articles.sources import MAX_BYTES
from vectorstore.body import select
from vectorstore.errors import ArticleError
from vectorstore.values import Metadata, content_id

TODAY = date(2026, 3, 1)
STORY = "The quay at Selm flooded on Monday, and forty cellars had to be pumped dry. Nobody was hurt."
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quay floods | Selm Post</title>
<meta property="og:site_name" content="Selm Post">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"},
{"@type": "NewsArticle", "headline": "Quay at Selm floods", "datePublished": "2026-02-03T07:45:00+01:00",
"author": [{"@type": "Person", "name": "Ana Ruiz"}],
"publisher": {"@type": "Organization", "name": "Selm Post"},
"mainEntityOfPage": {"@id": "https://selm.example/quay"}}]}</script></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Quay at Selm floods</h1>
<p>The quay at Selm flooded on Monday, and forty cellars had to be pumped dry by the fire service.</p>
<p>Nobody was hurt, but the fish market will stay closed until the end of the week, the town said.</p>
<p>It was the third flood since the sea wall was lowered two years ago to make room for a promenade.</p>
</article><div id="comments"><p>First comment of a reader who has something to say about it.</p></div>
</body></html>"""


def read(*paths: Path | str, **options: object) -> Loaded:
    return load(list(paths), select=select, today=TODAY, **options)  # type: ignore[arg-type]  # checked by load


def written(folder: Path, name: str, content: str | bytes | object = STORY) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, str | bytes) else json.dumps(content)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def reasons(result: Loaded) -> list[str]:
    return [problem.reason for problem in result.problems]


def test_folders_are_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.txt"):
        written(tmp_path, name, f"{STORY} {name} is its name.")

    result = read(tmp_path)

    assert [article.path for article in result.articles] == [
        str(tmp_path / n) for n in ("a/c.txt", "a/z.md", "b.txt")
    ]
    assert result.problems == ()


def test_a_path_is_kept_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "news/story.txt")
    monkeypatch.chdir(tmp_path)

    assert [article.path for article in read("news").articles] == ["news/story.txt"]


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    written(tmp_path, ".hidden.txt")
    written(tmp_path, ".git/story.txt")

    assert read(tmp_path) == Loaded()


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "story.txt")
    (tmp_path / "link.txt").symlink_to(path)

    assert len(read(tmp_path, path, tmp_path / "link.txt").articles) == 1


def test_loops_of_symbolic_links_are_skipped(tmp_path: Path) -> None:
    written(tmp_path, "inner/story.txt")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")

    result = read(tmp_path)

    assert len(result.articles) == 1
    assert result.problems == ()


def test_a_name_that_leaves_no_room_for_a_sidecar_is_no_fault(tmp_path: Path) -> None:
    long = written(
        tmp_path, "n" * 250 + ".txt", "The dam broke on Monday, and twelve people died in the valley."
    )

    assert [article.path for article in read(tmp_path).articles] == [str(long)]


def test_a_link_to_what_can_be_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "far.txt").symlink_to("n" * 300)

    assert [Path(problem.path).name for problem in read(tmp_path).problems] == ["far.txt"]


def test_a_link_out_of_the_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    outside = written(tmp_path, "private/diary.txt")
    written(tmp_path, "news/story.txt", "The dam broke on Monday.")
    (tmp_path / "news" / "leak.txt").symlink_to(outside)
    (tmp_path / "news" / "more").symlink_to(outside.parent)
    (tmp_path / "news" / "story.txt.meta.json").symlink_to(written(tmp_path, "private/m.json", "{"))

    result = read(tmp_path / "news")

    assert [Path(article.path).name for article in result.articles] == ["story.txt"]
    assert [Path(problem.path).name for problem in result.problems] == [
        "leak.txt",
        "more",
        "story.txt.meta.json",
    ]
    assert all("outside of the folder given" in reason for reason in reasons(result))


def test_a_link_is_followed_to_what_was_named_too(tmp_path: Path) -> None:
    outside = written(tmp_path, "private/diary.txt")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "more").symlink_to(outside.parent)
    (tmp_path / "today").symlink_to(tmp_path / "news")

    assert len(read(tmp_path / "today", outside.parent).articles) == 1
    assert len(read(tmp_path / "news" / "more").articles) == 1


def test_folders_that_link_to_one_another_are_walked_once(tmp_path: Path) -> None:
    for depth in range(30):
        written(tmp_path, f"{depth}/story.txt", f"The dam broke on day {depth}.")
        for side in ("left", "right"):
            (tmp_path / str(depth) / side).symlink_to(tmp_path / str((depth + 1) % 30))

    assert len(read(tmp_path).articles) == 30


def test_the_text_is_kept_exactly_as_it_was_decoded(tmp_path: Path) -> None:
    text = (
        "  Cafe\u0301 \ufb01re\r\n\r\nThe fire at the cafe\u0301 was out by noon.\u2028It was small.\t\r\n\n"
    )

    assert read(written(tmp_path, "fire.txt", text)).articles[0].text == text


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        b"\xef\xbb\xbf" + STORY.encode(),
        b"\xff\xfe" + STORY.encode("utf-16-le"),
        b"\xfe\xff" + STORY.encode("utf-16-be"),
        STORY.encode("utf-16-le"),
        STORY.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + STORY.encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom", "utf-16-le", "utf-16-be", "utf-32-bom"],
)
def test_unicode_encodings_give_the_same_text(data: bytes) -> None:
    assert decode(data) == STORY


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The mayor said “we’ll rebuild” — and left."),
        ("cp1252", "Le maire a déclaré lundi que la décision avait été prise après l’enquête."),
        ("cp1252", "El alcalde dijo que mañana habrá una reunión. «No quedó nada», señaló."),
        ("cp1252", "Borgmästaren sa att bron måste stängas på måndag. Många är på väg."),
        ("cp1250", "Sąd uchylił wyrok wobec byłego ministra."),
        ("cp1250", "Starosta řekl v pondělí, že most musí být uzavřen. Obyvatelé žádají vysvětlení."),
        ("cp1251", "Мэр сказал в понедельник, что мост будет закрыт. Жители требуют объяснений."),
        ("shift_jis", "市長は月曜日、橋を閉鎖すると述べた。住民は説明を求めている。"),
        ("gb18030", "市长周一表示，大桥将关闭。居民要求作出解释。"),
    ],
)
def test_older_encodings_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_the_charset_that_a_page_declares_is_believed() -> None:
    page = '<html><head><meta charset="koi8-r"></head><p>Мост закрыт.</p></html>'

    assert decode(page.encode("koi8-r")) == page


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", "\u00a0\u2003\n".encode(), "white space"),
        ("a.txt", b"Some words\x00 and more of them", "NUL"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.txt", b"%PDF-1.7 rest", "a PDF"),
        ("a.txt", b"PK\x03\x04rest", "office document"),
        ("a.txt", b"\xff\xfea", "utf-16-le"),
        (
            "a.txt",
            ("Das M\u00e4dchen, die T\u00fcr, der K\u00f6nig. " * 9).encode()[:-3] + b"\xc3",
            "broken byte",
        ),
        ("a.txt", b"1234 5678 ... !!!", "no sentence"),
        ("a.txt", b"ADVERTISEMENT\n\nShare", "no reporting"),
        ("a.txt", b"<!DOCTYPE html><html><body>Hi</body></html>", ".html"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no article text"),
        ("a.pdf", b"words", "'.pdf'"),
        ("noextension", b"words", "''"),
        ("a.json", b'{"text": \n "The quay flooded" oops}', "line 2"),
        ("a.json", b'["The quay flooded."]', "not an object"),
        ("a.json", b'{"body": "The quay flooded."}', "'text' is missing"),
        ("a.json", b'{"text": 7}', "'text' is 7"),
        ("a.json", b'{"text": "The quay flooded.", "title": ["x"]}', "'title'"),
        ("a.json", b'{"text": "The quay flooded.", "published": "soon"}', "'published' is 'soon'"),
        ("a.json", b'{"text": "The quay flooded.", "url": "javascript:alert(1)"}', "'url'"),
        ("a.json", b'{"text": "The quay flooded.", "published": "2031-01-01"}', "after today"),
        ("a.json", b'{"text": "The quay \\ud800 flooded."}', "'\\ud800'"),
        ("a.json", b'{"text": "The quay \\u0000 flooded."}', "'\\x00'"),
        ("a.json", b"[" * 100_000, "beyond"),
        ("a.json", b"[]", "empty"),
        ("a.jsonl", b'{"text": ', "line 1"),
    ],
)
def test_bad_input_is_one_problem_that_says_what_is_wrong(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = written(tmp_path, name, data)

    result = read(path)

    assert result.articles == ()
    assert len(result.problems) == 1
    assert result.problems[0].path.startswith(str(path))
    assert reason in result.problems[0].reason
    assert "\n" not in result.problems[0].reason
    assert ";" in result.problems[0].reason


@pytest.mark.parametrize("name", ["gone.txt", "a\0b.txt", "n" * 300 + ".txt", "gone/"])
def test_a_path_that_leads_nowhere_is_a_problem(tmp_path: Path, name: str) -> None:
    result = read(f"{tmp_path}/{name}")

    assert len(result.problems) == 1
    assert "\n" not in result.problems[0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    path = written(tmp_path, "secret.txt")
    path.chmod(0)

    assert "permissions" in reasons(read(path))[0]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "memory.txt").symlink_to("/proc/self/mem")

    assert "cannot be read" in reasons(read(tmp_path / "memory.txt"))[0]


def test_a_broken_link_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")

    assert "no such file" in reasons(read(tmp_path))[0]


def test_what_is_no_regular_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert "not a regular file" in reasons(read(tmp_path))[0]


def test_a_file_of_more_than_20_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    assert "20.0 MB, more than 20 MB" in reasons(read(path))[0]


def test_one_bad_file_among_many_does_not_stop_the_rest(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", b"\x00\x01")
    written(tmp_path, "b.txt")
    written(tmp_path, "c.docx", b"PK\x03\x04")

    result = read(tmp_path)

    assert [Path(article.path).name for article in result.articles] == ["b.txt"]
    assert [Path(problem.path).name for problem in result.problems] == ["a.txt", "c.docx"]


def test_a_json_list_gives_an_article_for_each_item(tmp_path: Path) -> None:
    item = {"text": STORY, "title": "Flood", "publisher": "Selm Post", "author": ["Ana Ruiz", "Tom Berg"]}
    item |= {"published": "2026-02-03T07:45:00+01:00", "url": "https://selm.example/a", "tags": ["x"]}  # type: ignore[dict-item]  # the mix is the point
    path = written(tmp_path, "list.json", [item, {"text": "The market opened again on Friday."}])

    first, second = read(path).articles

    assert (first.path, second.path) == (f"{path}:1", f"{path}:2")
    assert (first.title, first.publisher, first.author) == ("Flood", "Selm Post", "Ana Ruiz, Tom Berg")
    assert first.published == datetime.fromisoformat("2026-02-03T07:45:00+01:00")
    assert (second.title, second.publisher, second.published) == ("list", "list", None)
    assert {first.parts, second.parts} == {2}


def test_a_bad_line_of_jsonl_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": STORY}),
        "",
        "{oops",
        json.dumps({"text": "The market opened again on Friday."}),
    ]
    path = written(tmp_path, "feed.jsonl", "\n".join(lines))

    result = read(path)

    assert [article.path for article in result.articles] == [f"{path}:1", f"{path}:4"]
    assert [problem.path for problem in result.problems] == [f"{path}:3"]
    assert {article.parts for article in result.articles} == {3}


def test_json_without_any_text_is_skipped_in_a_folder_and_refused_when_named(tmp_path: Path) -> None:
    path = written(tmp_path, "facts.json", {"claims": [{"text": "inside"}]})
    written(tmp_path, "story.txt")

    assert read(tmp_path).problems == ()
    assert "'text' is missing" in reasons(read(path))[0]


def test_a_web_page_gives_its_text_and_what_it_says_about_itself(tmp_path: Path) -> None:
    article = read(written(tmp_path, "page.html", PAGE)).articles[0]

    assert "forty cellars" in article.text
    assert "First comment" not in article.text
    assert "Home" not in article.text
    assert (article.title, article.publisher, article.author) == (
        "Quay at Selm floods",
        "Selm Post",
        "Ana Ruiz",
    )
    assert article.published == datetime.fromisoformat("2026-02-03T07:45:00+01:00")
    assert article.url == "https://selm.example/quay"


def test_a_web_page_gives_the_same_article_every_time(tmp_path: Path) -> None:
    path = written(tmp_path, "page.html", PAGE)

    assert read(path) == read(path)


def test_an_address_that_is_none_is_not_taken_from_a_page(tmp_path: Path) -> None:
    page = PAGE.replace("https://selm.example/quay", "javascript:alert(1)")

    assert read(written(tmp_path, "page.html", page)).articles[0].url is None


def test_the_text_of_a_page_that_a_script_fills_in_is_taken_from_its_metadata(tmp_path: Path) -> None:
    data = {"@type": "NewsArticle", "headline": "Quay floods", "articleBody": STORY, "author": None}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    page = f"<html><head>{script}</head><div id=app></div></html>"

    assert read(written(tmp_path, "page.html", page)).articles[0].text == STORY


def test_a_page_dated_after_today_is_undated(tmp_path: Path) -> None:
    page = PAGE.replace("2026-02-03", "2031-02-03")

    assert read(written(tmp_path, "page.html", page)).articles[0].published is None


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (STORY.encode(), "standard input"),
        (PAGE.encode(), "Quay at Selm floods"),
        (json.dumps({"text": STORY, "title": "Flood"}).encode(), "Flood"),
        (json.dumps([{"text": STORY, "title": "Flood"}]).encode(), "Flood"),
        (
            json.dumps({"text": STORY, "title": "Flood"}).encode()
            + b"\n"
            + json.dumps({"text": "B."}).encode(),
            "Flood",
        ),
        (b"[Update] " + STORY.encode(), "standard input"),
    ],
    ids=["text", "html", "object", "list", "lines", "bracket"],
)
def test_the_format_of_standard_input_is_recognised(content: bytes, title: str) -> None:
    article = read("-", stdin=content).articles[0]

    assert article.title == title
    assert article.path.startswith("-")


def test_standard_input_without_content_is_a_problem() -> None:
    assert "piped" in reasons(read("-"))[0]
    assert "empty" in reasons(read("-", stdin=b""))[0]


def test_overrides_win_over_the_sidecar_and_the_sidecar_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", {"text": STORY, "title": "own", "publisher": "own", "author": "own"})
    written(tmp_path, "a.meta.json", {"title": "sidecar", "publisher": "sidecar"})

    article = read(path, overrides=Metadata(title="flag")).articles[0]

    assert (article.title, article.publisher, article.author) == ("flag", "sidecar", "own")


def test_a_sidecar_may_carry_the_full_name(tmp_path: Path) -> None:
    written(tmp_path, "a.txt")
    written(tmp_path, "a.txt.meta.json", {"publisher": "Selm Post", "published": "2026-02-03"})

    article = read(tmp_path).articles[0]

    assert (article.publisher, article.published) == ("Selm Post", datetime(2026, 2, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{oops", "malformed"),
        ('{"titel": "x"}', "nothing else"),
        ("[]", "nothing else"),
        ('{"published": "soon"}', "'published'"),
        (b"\x00", ".meta.json"),
    ],
)
def test_a_bad_sidecar_is_a_problem_of_its_article(tmp_path: Path, content: str | bytes, reason: str) -> None:
    path = written(tmp_path, "a.txt")
    written(tmp_path, "a.meta.json", content)

    result = read(tmp_path)

    assert [problem.path for problem in result.problems] == [str(path)]
    assert reason in result.problems[0].reason


def test_a_sidecar_without_an_article_is_a_problem(tmp_path: Path) -> None:
    written(tmp_path, "lost.meta.json", {"title": "x"})

    assert "metadata of no article" in reasons(read(tmp_path))[0]


def test_known_sources_are_not_parsed_again(tmp_path: Path) -> None:
    written(tmp_path, "a.txt")
    written(tmp_path, "b.txt", "The market opened again on Friday.")
    sources = {article.source for article in read(tmp_path).articles}

    result = read(tmp_path, known=sources.__contains__)

    assert result.articles == ()
    assert set(result.unchanged) == sources


def digest(*paths: Path, overrides: Metadata | None = None) -> str:
    return next(source.digest for source in discover(paths, None, overrides) if isinstance(source, RawSource))


def test_the_digest_changes_with_content_sidecar_name_and_overrides(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt")
    seen = [digest(path), digest(path, overrides=Metadata(title="x")), digest(written(tmp_path, "b.txt"))]
    written(tmp_path, "a.meta.json", {"title": "x"})
    seen.append(digest(path))
    written(tmp_path, "a.txt", STORY + " More.")
    seen.append(digest(path))

    assert len(set(seen)) == len(seen)


def test_the_digest_does_not_change_with_the_folder(tmp_path: Path) -> None:
    assert digest(written(tmp_path, "x/a.txt")) == digest(written(tmp_path, "y/a.txt"))


def test_the_id_is_the_hash_of_text_and_metadata(tmp_path: Path) -> None:
    fields = {"text": STORY, "title": "T", "publisher": "P", "author": "A", "url": "https://selm.example/a"}
    article = read(written(tmp_path, "a.json", fields | {"published": "2026-02-03"})).articles[0]

    assert article.id == content_id(
        STORY, "T", "P", "A", "2026-02-03T00:00:00+00:00", "https://selm.example/a"
    )
    assert article.origin == article.id


def test_the_same_article_twice_is_one_and_from_another_publisher_is_two(tmp_path: Path) -> None:
    items = [{"text": STORY, "publisher": name} for name in ("Selm Post", "Selm Post", "Lisk Herald")]

    result = read(written(tmp_path, "a.json", items))

    assert [article.publisher for article in result.articles] == ["Selm Post", "Lisk Herald"]


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Iterator[None]:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert read(written(tmp_path, "page.html", PAGE)).problems == ()


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "-"]))
def test_any_bytes_are_articles_or_problems(data: bytes, path: str) -> None:
    result = parse(RawSource(path=path, data=data, digest="d"), None, TODAY, select)

    assert result.articles or result.problems
    assert all(isinstance(problem, Problem) and "\n" not in problem.reason for problem in result.problems)


# A NUL is left out: zero bytes at every other place are what UTF-16 without a mark is told by.
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_utf_8_survives_a_round_trip_or_is_refused(text: str) -> None:
    try:
        decoded = decode(text.encode())
    except ArticleError:
        return

    assert decoded == text.removeprefix("\ufeff")
