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
        """Be as wide, and as dark."""
        self.do(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.do("Emulation.setEmulatedMedia", features=features)

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
