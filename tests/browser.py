"""Chromium without a window, driven by its DevTools protocol over a pipe: no port is opened.

The protocol: https://chromedevtools.github.io/devtools-protocol/
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync "
    "--disable-component-update --disable-default-apps --disable-extensions --hide-scrollbars "
    "--disable-dev-shm-usage --remote-debugging-pipe"
).split()
# The least contrast of any text with what is behind it (WCAG 2.2, 1.4.3).
CONTRAST = """(() => {
  const parts = (color) => color.match(/[0-9.]+/g).map(Number);
  const light = (color) => parts(color).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (e) => {
    const color = getComputedStyle(e).backgroundColor;
    return (parts(color)[3] ?? 1) > 0 || !e.parentElement ? color : behind(e.parentElement);
  };
  const ratio = (e) => {
    const style = getComputedStyle(e);
    const pair = [light(e instanceof SVGElement ? style.fill : style.color), light(behind(e))];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const told = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  return Math.min(...[...document.body.querySelectorAll("*:not(script)")].filter(told).map(ratio));
})()"""
# What a page with a weaker policy would run or load.
ATTACK = """new Promise((done) => {
  const stopped = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    stopped.push(event.effectiveDirective);
    if (stopped.length === 4) done(stopped.sort());
  });
  const add = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
  add("script", {text: "document.title = 'owned'"});
  add("style", {textContent: "body { display: none }"});
  add("img", {src: "http://127.0.0.1:9/x"});
  fetch("http://127.0.0.1:9/x").catch(() => {});
})"""


class Page:
    """A page, with all that it told and asked for since it was made.

    Attributes:
        events: Methods and parameters of what happened.
    """

    def __init__(self, asked: int, told: int) -> None:
        self.events: list[dict[str, Any]] = []
        self._asked, self._told, self._rest, self._last = asked, told, b"", 0
        self._session: str | None = None
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **params: object) -> Any:
        """What a method of the protocol gives."""
        self._last += 1
        asked = {"id": self._last, "method": method, "params": params}
        asked |= {"sessionId": self._session} if self._session else {}
        os.write(self._asked, json.dumps(asked).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, address: str) -> None:
        """Load an address to its end."""
        self.events.clear()
        self.do("Page.navigate", url=address)
        while not self.of("Page.loadEventFired"):
            self._next()

    def evaluate(self, script: str) -> Any:
        """What a script comes to in the page, once what it promises is there."""
        done = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def look(self, width: int, *, dark: bool) -> None:
        """Be as wide, and as dark, and let nothing move by itself."""
        self.do(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        features = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        asked = [{"name": name, "value": value} for name, value in features.items()]
        self.do("Emulation.setEmulatedMedia", features=asked)

    def named(self) -> set[tuple[str, str]]:
        """What a screen reader is told: the role of each part of the page, and its name."""
        tree = self.do("Accessibility.getFullAXTree")["nodes"]
        return {
            (node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if "role" in node
        }

    def of(self, *methods: str) -> list[dict[str, Any]]:
        """The parameters of what happened of some kinds."""
        return [event["params"] for event in self.events if event["method"] in methods]

    def _next(self) -> Mapping[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._told, 1 << 16)
            assert read, "chromium has ended"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if "method" in message:
            self.events.append(message)
        return message


@contextmanager
def opened(folder: Path) -> Iterator[Page]:
    """A page of a browser that keeps what it keeps in `folder`."""
    asked, answered = os.pipe(), os.pipe()
    # The protocol is spoken over the descriptors 3 and 4.
    words = [str(PROGRAM), *_QUIET, f"--user-data-dir={folder}"]
    shell = ["bash", "-c", f'exec "$@" 3<&{asked[0]} 4>&{answered[1]}', "chromium", *words]
    browser = subprocess.Popen(shell, pass_fds=(asked[0], answered[1]), stderr=subprocess.DEVNULL)
    os.close(asked[0])
    os.close(answered[1])
    try:
        yield Page(asked[1], answered[0])
    finally:
        os.close(asked[1])  # ends it
        os.close(answered[0])
        browser.wait(timeout=10)
