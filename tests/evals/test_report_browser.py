"""The pages of reports in headless Chromium."""

from collections.abc import Iterator

import pytest

from evals.report import page
from tests.browser import ATTACK, CONTRAST, PROGRAM, Page, opened
from tests.evals.reporting import AFTER, BEFORE, HOSTILE, written

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="no chromium is installed; `apt-get install chromium` runs these tests"
)
SHOWN = "[...document.querySelectorAll('.item')].filter(e => e.checkVisibility()).map(e => e.dataset.outcome)"
ALL = ["wrong", "wrong evidence", "wrong", "unscored", "wrong", "wrong"]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("chromium")) as made:
        yield made


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the page of a run and of a comparison."""
    folder = tmp_path_factory.mktemp("reports")
    before, after = written(folder / "before", BEFORE), written(folder / "after", AFTER)
    (folder / "run.html").write_text(page(before), "utf-8")
    (folder / "comparison.html").write_text(page(before, after), "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in ("run", "comparison")}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["run", "comparison"])
def test_a_page_opens_without_a_complaint_or_a_request_and_is_legible(
    browser: Page, reports: dict[str, str], name: str, width: int, dark: bool
) -> None:
    browser.look(width, dark=dark)

    browser.open(reports[name])

    asked = [each["request"]["url"] for each in browser.of("Network.requestWillBeSent")]
    assert asked == [reports[name]]
    assert browser.of("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown") == []
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert browser.evaluate(CONTRAST) >= 4.5


def test_items_are_filtered_by_outcome_task_and_text(browser: Page, reports: dict[str, str]) -> None:
    browser.open(reports["run"])
    assert browser.evaluate(SHOWN) == ALL

    for name, value in (("outcome", "wrong"), ("task", "claims")):
        browser.evaluate(f"form.elements.{name}.value = {value!r}")
        browser.evaluate(f"form.elements.{name}.dispatchEvent(new Event('input', {{bubbles: true}}))")
    assert browser.evaluate(SHOWN) == ["wrong"] * 2
    browser.evaluate("form.elements.text.focus()")
    browser.do("Input.insertText", text="A WRONG")
    assert browser.evaluate(SHOWN) == ["wrong"]
    assert browser.evaluate("document.getElementById('shown').textContent") == "1 of 6 items shown"


def test_an_address_keeps_its_filter(browser: Page, reports: dict[str, str]) -> None:
    browser.open("about:blank")
    browser.open(f"{reports['run']}#outcome=unscored")

    assert browser.evaluate(SHOWN) == ["unscored"]
    assert browser.evaluate("form.elements.outcome.value") == "unscored"


def test_without_its_script_a_page_shows_everything(browser: Page, reports: dict[str, str]) -> None:
    browser.do("Emulation.setScriptExecutionDisabled", value=True)
    browser.open("about:blank")
    browser.open(f"{reports['run']}#outcome=unscored")
    browser.do("Emulation.setScriptExecutionDisabled", value=False)

    assert browser.evaluate(SHOWN) == ALL
    assert browser.evaluate("document.getElementById('filter').checkVisibility()") is False


def test_the_keyboard_reaches_the_items_the_filter_and_what_scrolls(
    browser: Page, reports: dict[str, str]
) -> None:
    browser.open("about:blank")
    browser.open(reports["run"])

    reached = []
    for _ in range(14):
        for kind in ("rawKeyDown", "keyUp"):
            browser.do("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        here = "[document.activeElement.className, document.activeElement.localName].filter(Boolean)[0]"
        reached.append(browser.evaluate(here))

    assert reached[0] == "skip"
    assert {"wide", "select", "input", "summary"} <= set(reached)


def test_what_screen_readers_need_is_there(browser: Page, reports: dict[str, str]) -> None:
    browser.open(reports["run"])

    named = browser.named()
    assert {
        ("columnheader", "95 % interval"),
        ("rowheader", "disputed n 0"),
        ("search", "Filter the items"),
        ("combobox", "Outcome"),
        ("searchbox", "Text"),
        ("region", "Figures of claims"),
        ("article", "wrong claims e/wrong"),
    } <= named
    assert any(role == "rowheader" and "missed: at least 0.900" in name for role, name in named)
    assert any(role == "status" for role, _ in named)


def test_markup_of_an_item_is_text_and_the_policy_stops_what_would_run_or_load(
    browser: Page, reports: dict[str, str]
) -> None:
    browser.open(reports["run"])

    texts = browser.evaluate("[...document.querySelectorAll('.asked')].map(e => e.textContent)")
    assert HOSTILE in texts
    assert browser.evaluate("document.images.length") == 0
    assert browser.evaluate(ATTACK) == ["connect-src", "img-src", "script-src-elem", "style-src-elem"]
    assert browser.evaluate("document.title").startswith("small, run ")
    asked = {each["requestId"] for each in browser.of("Network.requestWillBeSent")}
    answered = {each["requestId"] for each in browser.of("Network.responseReceived")}
    assert len(asked & answered) == 1
