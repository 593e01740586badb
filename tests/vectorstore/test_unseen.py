from datetime import date

import pytest

from vectorstore.articles.html import read_html
from vectorstore.articles.unseen import hides

TODAY = date(2031, 5, 6)
SEEN = [
    "The bridge over the Orn fell on Monday morning, and nobody was hurt, the fire brigade said.",
    "Divers searched the river with two boats until noon and found no one in the water.",
    "The bridge was built in 1911 and was last painted nine years ago by a firm from Velden.",
]
UNSEEN = "Twelve people drowned in the river Orn."


def page(element: str, *, body: str = "") -> str:
    first, *rest = (f"<p>{one}</p>" for one in SEEN)
    return f"<html><body{body}><article>{first}{element}{''.join(rest)}</article></body></html>"


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility: hidden",
        "opacity:0",
        "opacity: 0.0 !important;",
        "color:red;font-size:0px",
        "position:absolute;left:-9999px",
        "text-indent: -100em",
        "height:0;overflow:hidden",
        "clip: rect(0, 0, 0, 0)",
        "clip-path: inset(100%)",
        "transform: scale(0)",
        "color: transparent",
        "color: rgba(0, 0, 0, 0)",
        "color:#FFF; background-color: white",
        "background:#000000; color:black",
    ],
)
def test_words_that_a_style_hides_are_not_read(style: str) -> None:
    text, _ = read_html(page(f'<p style="{style}">{UNSEEN}</p>'), TODAY)

    assert text.splitlines() == SEEN


@pytest.mark.parametrize("element", [f"<p hidden>{UNSEEN}</p>", f"<template><p>{UNSEEN}</p></template>"])
def test_words_in_an_element_that_is_not_shown_are_not_read(element: str) -> None:
    text, _ = read_html(page(element), TODAY)

    assert text.splitlines() == SEEN


def test_words_behind_a_hidden_element_are_read() -> None:
    text, _ = read_html(page(f'<p><span style="opacity:0">{UNSEEN}</span>{SEEN[1]}</p>'), TODAY)

    assert UNSEEN not in text
    assert SEEN[1] in text


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0.5",
        "opacity: .9",
        "font-size:10px",
        "margin-left:-20px",
        "color:#fff;background:#00f",
        "height:0.5em",
        "color:red",
        "line-height:0",
        "transform:scale(0.9)",
        "",
    ],
)
def test_a_style_that_shows_hides_nothing(style: str) -> None:
    assert not hides(style)


def test_a_page_that_fades_in_as_a_whole_is_read() -> None:
    text, _ = read_html(
        page("", body=' style="opacity:0"').replace("<article", '<article style="opacity:0"'), TODAY
    )

    assert text.splitlines() == SEEN
