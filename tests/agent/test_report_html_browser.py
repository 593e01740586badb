"""The page of a summary in headless Chromium."""

from collections.abc import Iterator

import pytest

from agent.report.html import page
from tests.agent.reporting import ARTICLES, CLOSED, HOSTILE, NINE, SUMMARY, article
from tests.browser import ATTACK, CONTRAST, PROGRAM, Page, opened

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="no chromium is installed; `apt-get install chromium` runs these tests"
)
ON = "[...document.querySelectorAll('mark.on')].map(e => e.textContent)"
NOW = "[...document.querySelectorAll('mark.now')].map(e => e.textContent)"
HERE = "document.activeElement.textContent.trim()"
PLACE = "document.activeElement.closest('[id]').id"
CURRENT = "[...document.querySelectorAll('.sentence[aria-current]')].map(e => e.id)"
# Whether the passage that is open is seen in the part of the page that shows the articles.
SEEN = """(() => {
  const mark = document.querySelector("mark.now").getBoundingClientRect();
  const box = document.getElementById("pages").getBoundingClientRect();
  return document.querySelector("mark.now").checkVisibility({visibilityProperty: true})
    && mark.top >= box.top && mark.bottom <= Math.min(box.bottom, innerHeight);
})()"""
BOX = "document.querySelector('{}').getBoundingClientRect()"
KEYS = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("chromium")) as made:
        made.do(
            "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}]
        )
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "summary.html"
    path.write_text(page(SUMMARY, ARTICLES), "utf-8")
    return path.as_uri()


@pytest.fixture
def wide(browser: Page, address: str) -> Page:
    """The page on a wide screen."""
    return at(browser, address, 1280)


@pytest.fixture
def narrow(browser: Page, address: str) -> Page:
    """The page on the screen of a phone."""
    return at(browser, address, 390)


def at(browser: Page, address: str, width: int) -> Page:
    browser.look(width, dark=False)
    browser.open("about:blank")
    browser.open(address)
    return browser


def press(browser: Page, *keys: str) -> None:
    for key in keys:
        more = {"text": key} if len(key) == 1 else {"windowsVirtualKeyCode": KEYS[key], "code": key}
        more |= {"text": "\r"} if key == "Enter" else {}
        browser.do("Input.dispatchKeyEvent", type="keyDown", key=key, **more)
        browser.do("Input.dispatchKeyEvent", type="keyUp", key=key, **more)


def click(browser: Page, selector: str) -> None:
    """Press the mouse on the first line of an element, wherever it is on the screen."""
    found = f"document.querySelector({selector!r})"
    browser.evaluate(f"{found}.scrollIntoView({{block: 'center'}})")
    box = f"{found}.getClientRects()[0]"
    x, y = browser.evaluate(f"[{box}.left + {box}.width / 2, {box}.top + {box}.height / 2]")
    for kind in ("mousePressed", "mouseReleased"):
        browser.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_opens_without_a_complaint_or_a_request_and_is_legible(
    browser: Page, address: str, width: int, dark: bool
) -> None:
    browser.look(width, dark=dark)

    browser.open("about:blank")
    browser.open(address)
    browser.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    browser.evaluate("document.querySelector('.sentence .text').click()")

    assert [each["request"]["url"] for each in browser.of("Network.requestWillBeSent")] == [address]
    assert browser.of("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown") == []
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert browser.evaluate(CONTRAST) >= 4.5


def test_a_click_on_a_sentence_shows_its_passages_and_a_click_on_a_passage_goes_back(wide: Page) -> None:
    click(wide, "#s1 .text")
    assert wide.evaluate(CURRENT) == ["s1"]
    assert sorted(wide.evaluate(ON)) == sorted(each.quote for each in CLOSED)
    assert wide.evaluate(NOW) == [CLOSED[0].quote]
    assert wide.evaluate(SEEN) is True
    assert wide.evaluate("document.getElementById('where').textContent") == "1 of 2"

    click(wide, "mark[data-p~='3']")
    assert wide.evaluate(CURRENT) == ["s2"]
    assert wide.evaluate(PLACE) == "s2"


def test_a_number_opens_its_own_passage(wide: Page) -> None:
    click(wide, "#s1 .cite[data-p='2']")

    assert wide.evaluate(NOW) == [CLOSED[1].quote]
    assert wide.evaluate("document.getElementById('where').textContent") == "2 of 2"
    assert wide.evaluate("document.getElementById('article').selectedOptions[0].text") == "Post"


def test_keys_go_from_sentence_to_sentence_and_to_their_passages_and_back(wide: Page) -> None:
    wide.evaluate("document.querySelector('#s1 .text').focus()")

    press(wide, "ArrowDown")
    assert wide.evaluate(CURRENT) == ["s2"]
    press(wide, "k")
    assert wide.evaluate(CURRENT) == ["s1"]
    press(wide, "ArrowRight")
    assert wide.evaluate(NOW) == [CLOSED[1].quote]
    press(wide, "ArrowLeft")
    assert wide.evaluate(PLACE) == "s1"
    press(wide, "Enter")
    assert wide.evaluate(PLACE) == "p1"
    press(wide, "ArrowRight")
    assert wide.evaluate(PLACE) == "p2"
    press(wide, "Escape")
    assert (wide.evaluate(PLACE), wide.evaluate(NOW)) == ("s1", [])
    press(wide, "j", "j", "ArrowDown")
    assert wide.evaluate(CURRENT) == ["s2"]


def test_keys_are_left_alone_where_there_is_no_sentence(wide: Page) -> None:
    wide.evaluate("document.querySelector('nav a').focus()")

    press(wide, "j", "ArrowDown")

    assert wide.evaluate(CURRENT) == []


def test_the_tab_key_reaches_the_skip_link_sentences_numbers_evidence_matrix_and_articles(wide: Page) -> None:
    reached = []
    for _ in range(60):
        press(wide, "Tab")
        reached.append(wide.evaluate("document.activeElement.className || document.activeElement.localName"))

    assert reached[0] == "skip"
    assert {"text", "cite", "summary", "scroll", "select"} <= set(reached)


def test_a_side_of_a_disagreement_and_a_cell_of_the_matrix_open_their_passages(wide: Page) -> None:
    click(wide, ".stand:nth-child(2) li a")
    assert wide.evaluate(NOW) == [NINE.quote]

    click(wide, ".matrix tbody tr:first-child td a")
    assert wide.evaluate(NOW) == [CLOSED[0].quote]
    press(wide, "Escape")
    assert wide.evaluate("document.activeElement.closest('td') !== null") is True


def test_a_row_of_the_matrix_leads_to_its_sentence(wide: Page) -> None:
    click(wide, ".matrix tbody tr:nth-child(2) th a")

    assert wide.evaluate(CURRENT) == ["s2"]
    assert wide.evaluate("document.querySelector('#s2').getBoundingClientRect().top >= 0") is True


def test_on_a_phone_passages_come_up_below_the_sentence_and_go_away_again(narrow: Page) -> None:
    assert narrow.evaluate("getComputedStyle(reader).visibility") == "hidden"

    click(narrow, "#s1 .text")
    assert narrow.evaluate(SEEN) is True
    ends, starts = narrow.evaluate(f"[{BOX.format('#s1 .text')}.bottom, {BOX.format('#reader')}.top]")
    assert 0 < ends < starts
    click(narrow, "#back")
    assert narrow.evaluate("getComputedStyle(reader).visibility") == "hidden"
    assert narrow.evaluate(PLACE) == "s1"


def test_an_address_keeps_its_sentence(browser: Page, address: str) -> None:
    browser.look(1280, dark=False)
    browser.open("about:blank")
    browser.open(f"{address}#s2")

    assert browser.evaluate(CURRENT) == ["s2"]
    press(browser, "k")
    assert browser.evaluate("location.hash") == "#s1"


def test_without_its_script_the_page_shows_everything(browser: Page, address: str) -> None:
    browser.look(390, dark=False)
    browser.do("Emulation.setScriptExecutionDisabled", value=True)
    browser.open("about:blank")
    browser.open(f"{address}#p1")
    browser.do("Emulation.setScriptExecutionDisabled", value=False)

    assert browser.evaluate(
        "[...document.querySelectorAll('main section, .source')].every(e => e.checkVisibility())"
    )
    assert browser.evaluate("document.getElementById('tools').checkVisibility()") is False
    assert browser.evaluate(
        "Math.abs(document.getElementById('p1').getBoundingClientRect().top) < innerHeight"
    )


def test_what_screen_readers_need_is_there(wide: Page) -> None:
    named = wide.named()

    assert {
        ("main", ""),
        ("complementary", "Articles"),
        ("navigation", "On this page"),
        ("region", "Who says what"),
        ("columnheader", "Herald"),
        ("rowheader", "1 A fire closed the mill on Monday."),
        ("link", "says so"),
        ("cell", "is silent"),
        ("link", "Passage 1, Herald"),
        ("link", "Passage 1, back to sentence 1"),
        ("combobox", "Article"),
        ("button", "Next passage"),
        ("article", "Herald on the mill"),
    } <= named
    assert any(role == "status" for role, _ in named)


def test_markup_of_an_article_is_text_and_the_policy_stops_what_would_run_or_load(
    browser: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    attack = "<script>document.title = 'owned'</script><img src=http://127.0.0.1:9/x onerror=alert(1)>"
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    hostile = article(3, "Globe", f"{HOSTILE} {attack}", title=attack, author=attack)
    path.write_text(page(SUMMARY, [*ARTICLES[:2], hostile]), "utf-8")

    browser.open(path.as_uri())

    assert attack in browser.evaluate("document.getElementById('reader').textContent")
    assert browser.evaluate("[document.images.length, document.scripts.length]") == [0, 1]
    assert browser.evaluate(ATTACK) == ["connect-src", "img-src", "script-src-elem", "style-src-elem"]
    assert browser.evaluate("document.title") == SUMMARY.headline
    asked = {each["requestId"] for each in browser.of("Network.requestWillBeSent")}
    answered = {each["requestId"] for each in browser.of("Network.responseReceived")}
    assert len(asked & answered) == 1
