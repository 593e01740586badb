import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.clean import visible
from agent.cli import main
from agent.values import Label
from evals.errors import EvalError
from evals.record import ITEMS, read_header
from evals.report import page, run_page
from tests.evals.harness import header, suite
from tests.evals.reporting import AFTER, BEFORE, HOSTILE, METRICS, claim, written


class Read(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @property
    def items(self) -> list[tuple[str | None, str | None]]:
        return [(a["data-task"], a["data-outcome"]) for tag, a in self.tags if tag == "article"]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return written(tmp_path / "before", BEFORE)


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return written(tmp_path / "after", AFTER, checker="both")


def test_every_item_that_failed_or_could_not_be_scored_is_shown_and_no_other(before: Path) -> None:
    shown = Read(page(before))

    assert shown.items == [
        ("claims", "wrong"),
        ("claims", "wrong evidence"),
        ("claims", "wrong"),
        ("claims", "unscored"),
        ("retrieval", "wrong"),
        ("summaries", "wrong"),
    ]
    assert "Could not be scored: model 'm' at 'http://h': refused; start it" in shown.text
    assert "A right one." not in shown.text
    assert "Lost. Given Could not be scored" in shown.text
    assert "start it Evidence No passage is cited." in shown.text


def test_an_item_stands_beside_what_was_wanted_given_and_cited_with_file_and_place(before: Path) -> None:
    shown = Read(page(before)).text

    assert "A wrong one. wanted supported Given label refuted explanation Because of e/wrong." in shown
    assert "The ferry sank off Hallen. The Anchor, anchor.txt, characters 10–36" in shown


def test_a_sentence_that_is_unsupported_stands_beside_its_own_citations_alone(before: Path) -> None:
    shown = Read(page(before)).text

    assert "Evidence Nobody was saved. Words for: Nobody was saved. The Anchor" in shown
    assert "Words for: All were saved." not in shown


def test_figures_come_with_intervals_numbers_and_thresholds(before: Path) -> None:
    shown = Read(page(before)).text

    first = read_header(before).figures[0]
    assert (first.n, first.unscored) == (4, 1)
    interval = f"{first.low:.3f} to {first.high:.3f}"
    assert f"missed: at least 0.900 {first.value:.3f} 0 1 {interval} 4 1" in shown
    assert "1 of 1 thresholds missed." in shown


def test_a_figure_that_is_undefined_says_why(before: Path) -> None:
    (figure,) = (each for each in read_header(before).figures if each.metric == "recall_disputed")

    assert figure.why
    assert f"{figure.why} undefined undefined 4 1" in Read(page(before)).text


def test_claims_are_counted_by_the_label_by_hand_and_the_one_given(before: Path) -> None:
    cells = [
        attrs["aria-label"] for tag, attrs in Read(page(before)).tags if tag == "svg" and "role" in attrs
    ]

    size = len(Label)
    rows = [cells[at : at + size] for at in range(0, size * size, size)]
    assert rows[0] == ["1", "1", "0", "0", "0"]
    assert rows[1] == ["0", "1", "0", "0", "0"]
    assert rows[3] == ["0", "1", "0", "0", "0"]


def test_a_run_that_is_not_finished_says_so(tmp_path: Path) -> None:
    assert "This run is not finished" in Read(page(written(tmp_path / "r", BEFORE, finished=False))).text


def test_a_comparison_shows_what_got_better_worse_and_unscored_and_what_one_run_alone_holds(
    before: Path, after: Path
) -> None:
    shown = Read(page(before, after))

    assert shown.items == [("claims", "worse"), ("claims", "better"), ("claims", "unscored")]
    assert "Only in the first run: 1 summaries e" in shown.text
    assert "changed macro_f1 1 to 0" in shown.text
    assert "Checker differs local both" in shown.text
    assert "First run label supported" in shown.text
    assert "The second run misses a threshold or is significantly worse." in shown.text


@pytest.mark.parametrize("compared", [False, True])
def test_a_page_asks_for_nothing_and_allows_only_its_own_style_and_script(
    before: Path, after: Path, compared: bool
) -> None:
    text = page(before, after if compared else None)

    tags = Read(text).tags
    (policy,) = (a["content"] for tag, a in tags if tag == "meta" and "http-equiv" in a)
    held = [re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("style", "script")]
    sha = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for (body,) in held]
    assert str(policy).startswith(
        f"default-src 'none'; style-src 'sha256-{sha[0]}'; script-src 'sha256-{sha[1]}';"
    )
    assert "url(" not in held[0][0]
    loading = {"src", "srcset", "action", "background", "data", "poster", "style"}
    assert [a for _, a in tags if loading & a.keys() or any(name.startswith("on") for name in a)] == []
    assert {a["href"] for _, a in tags if "href" in a} == {"#items"}


def test_markup_in_an_item_is_shown_as_the_text_that_it_is(before: Path) -> None:
    assert HOSTILE in Read(page(before)).text


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("<>\"'&/=!-{}% \n\u202e\x1b\ud800abscript")))
def test_no_text_makes_an_element_or_a_control_character(text: str) -> None:
    held = BEFORE[1]
    odd = held.model_copy(
        update={"id": text, "inputs": {"text": text, "wanted": text}, "output": {"text": text}}
    )
    plain = held.model_copy(update={"output": {"text": "x"}})
    made = header(suite(Path("event"), ("claims", METRICS["claims"])))

    found, known = Read(run_page(made, [odd])), Read(run_page(made, [plain]))

    shown = {} if text else {"dt", "dd", "dl"}
    assert [t for t, _ in found.tags if t not in shown] == [t for t, _ in known.tags if t not in shown]
    assert " ".join(visible(text).split()) in found.text
    assert not {"\u202e", "\x1b", "\ud800"} & set("".join(found.texts))


def test_a_run_of_another_version_is_named(before: Path) -> None:
    path = before / ITEMS
    path.write_text(path.read_text("utf-8").replace('"task": "retrieval"', '"task": "recall"'), "utf-8")

    with pytest.raises(EvalError, match="another version; run its suite anew"):
        page(before)


def test_the_command_writes_the_page_and_says_where(
    before: Path, after: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [main(["eval", "report", *map(str, runs)], environ={}) for runs in ((before,), (before, after))]

    assert codes == [0, 0]
    assert capsys.readouterr().out.split() == [str(before / "report.html"), str(after / "comparison.html")]
    assert (before / "report.html").read_text("utf-8") == page(before)
    assert (after / "comparison.html").read_text("utf-8") == page(before, after)


def test_the_command_names_what_it_cannot_write_or_read(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["eval", "report", str(before), "--out", str(tmp_path / "no" / "page.html")]
    codes = [main(argv, environ={}) for argv in (there, ["eval", "report", str(tmp_path / "none")])]

    assert codes == [1, 1]
    refused, missing = capsys.readouterr().err.splitlines()
    assert "No such file or directory; give --out" in refused
    assert "holds no run" in missing


def test_a_run_in_which_nothing_failed_says_so(tmp_path: Path) -> None:
    run = written(tmp_path / "r", [claim("e/c", Label.SUPPORTED, Label.SUPPORTED)])

    assert Read(page(run)).text.count("Items that failed or could not be scored None.") == 1
