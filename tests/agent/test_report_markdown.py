import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from agent.clean import one_line
from agent.report.markdown import escape, summary
from agent.values import Stance
from tests.agent.reporting import ARTICLES, GLOBE, HERALD, HOSTILE, POST, SUMMARY, cell

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> tuple[list[str], str]:
    """Block types and plain text that Markdown makes of `text`; anything inline but text is named."""
    tokens = MARKDOWN.parse(text)
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    kinds = [token.type for token in tokens if token.type != "inline"]
    kinds += [child.type for child in inline if child.type not in {"text", "text_special"}]
    return kinds, "".join(child.content for child in inline)


@given(st.text(st.characters()) | st.text("#*_-+=.)(![]<>&;~|`\\$@:/ 1aw\n", max_size=12))
@example("1. one")
@example("--- #")
@example("&amp; <script>alert()</script>")
@example("![x](y) [x]: y")
@example(HOSTILE)
def test_whatever_is_escaped_is_shown_as_it_stands(text):
    kinds, content = shown(escape(text))
    assert content == one_line(text)
    assert kinds == (["paragraph_open", "paragraph_close"] if one_line(text) else [])


@pytest.mark.parametrize("address", ["https://evil.test", "www.evil.test", "a@evil.test", "WWW.evil.test"])
def test_addresses_do_not_become_links(address):
    assert "\\" in escape(address)


def test_a_summary_has_all_sections_and_full_quotations():
    page = summary(SUMMARY, ARTICLES)
    assert page.startswith(
        "# Fire closes the mill\n\n- A fire closed the mill on Monday. [1][2] (2 origins)\n"
    )
    assert "1. Herald, Herald on the mill, 0-33: “A fire closed the mill on Monday.”\n" in page
    assert "- **number**: how many workers were hurt (perhaps a later update)\n  - Twelve workers" in page
    assert "- Mayor Oduya: It was arson. *(Globe 0-" in page
    assert page.count("\n## ") == 7


def test_a_table_shows_which_origin_says_what():
    page = summary(SUMMARY, ARTICLES)
    kinds, _ = shown(page)
    assert kinds.count("table_open") == 1
    assert "| | Herald | Post | Globe |\n" in page
    assert "| 1. A fire closed the mill on Monday. | ● | ● | · |\n" in page
    reprint = GLOBE.model_copy(update={"origin": POST.origin})
    assert "| | Herald | Post, Globe |\n" in summary(SUMMARY, [HERALD, POST, reprint])


def test_a_table_that_would_be_too_wide_is_left_out():
    many = [GLOBE.model_copy(update={"id": f"{n}", "origin": f"{n}"}) for n in range(9)]
    heard = tuple(cell(each, Stance.SILENT) for each in many)
    told = SUMMARY.sentences[0].model_copy(update={"evidence": heard})
    assert "Who says what" in summary(SUMMARY, [*ARTICLES, *many])
    assert "Who says what" not in summary(
        SUMMARY.model_copy(update={"sentences": (told,)}), [*ARTICLES, *many]
    )


def test_no_article_adds_markup_to_a_summary():
    kinds, _ = shown(summary(SUMMARY, ARTICLES))
    assert not {"link_open", "html_inline", "html_block", "code_inline", "image"} & set(kinds)
    assert kinds.count("heading_open") == 8
