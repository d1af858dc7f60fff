"""A real browser that tests drive: headless Chromium through its debugging pipe, without any library between."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOUND = shutil.which("chromium") or shutil.which("chromium-browser")
ABSENT = "Chromium is not installed: apt-get install chromium"
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
PATIENCE = 20.0  # s
KEYS = {"Enter": ("\r", 13), "ArrowLeft": ("", 37), "ArrowRight": ("", 39), "Tab": ("\t", 9), " ": (" ", 32)}


class Chromium:
    """The browser; each page has cookies of its own unless it is opened beside another."""

    def __init__(self, profile: Path) -> None:
        assert FOUND
        ours, theirs_out = os.pipe()  # what it says
        theirs_in, self._to = os.pipe()  # what it hears
        flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
        more = "--disable-sync --hide-scrollbars --remote-debugging-pipe --no-first-run --disable-dev-shm-usage"
        shell = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            ["bash", "-c", shell, FOUND, *flags.split(), *more.split(), f"--user-data-dir={profile}"],
            pass_fds=(theirs_in, theirs_out),
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._from, self._rest, self._number = ours, b"", 0

    def send(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Ask it something, and wait for the answer."""
        self._number += 1
        said = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._to, json.dumps(said).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while True:
            told = self._read(end)
            if told.get("id") == self._number:
                assert "error" not in told, f"{method}: {told['error']}"
                return dict(told["result"])

    def _read(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], max(0.0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            self._rest += os.read(self._from, 1 << 20)
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def page(self, *, width: int = 1200, height: int = 800, dark: bool = False, beside: Page | None = None) -> Page:
        """A new page; on a width under 500 px it is a phone."""
        context = beside.context if beside else self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, context)
        page.send("Page.enable")
        page.send("Network.enable")
        phone = width < 500
        page.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        page.send("Emulation.setTouchEmulationEnabled", enabled=phone)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.send("Emulation.setEmulatedMedia", features=[scheme])
        return page

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(Exception):
            self.send("Browser.close")
        self._process.wait(10)
        os.close(self._to)
        os.close(self._from)


class Page:
    """One tab."""

    def __init__(self, browser: Chromium, session: str, context: str) -> None:
        self.browser, self.session, self.context = browser, session, context

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the tab something."""
        return self.browser.send(method, self.session, **params)

    def goto(self, url: str, until: str = "document.readyState === 'complete'") -> Page:
        """Go somewhere, and wait until it is there and ``until`` holds."""
        self.send("Page.navigate", url=url)
        return self.wait(until)

    def js(self, code: str) -> Any:
        """What an expression comes to; promises are waited for."""
        told = self.send("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"].get("exception", told)
        return told["result"].get("value")

    def wait(self, code: str, patience: float = PATIENCE) -> Page:
        """Until an expression holds."""
        end = time.monotonic() + patience
        while True:
            with contextlib.suppress(AssertionError):  # the page may be about to change
                if self.js(f"Boolean({code})"):
                    return self
            assert time.monotonic() < end, f"never: {code}; the page says: {self.text()[:600]}"
            time.sleep(0.02)

    def text(self, selector: str = "body") -> str:
        """What a reader sees there."""
        return str(self.js(f"document.querySelector({json.dumps(selector)})?.innerText"))

    def key(self, key: str) -> Page:
        """Press a key, and let it go."""
        text, code = KEYS.get(key, (key, ord(key.upper()) if len(key) == 1 else 0))
        event = {"key": key, "windowsVirtualKeyCode": code} | ({"text": text} if text else {})
        self.send("Input.dispatchKeyEvent", type="keyDown", **event)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)
        return self

    def offline(self, lost: bool) -> Page:
        """Lose the connection, or find it again."""
        some = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.send("Network.emulateNetworkConditions", offline=lost, **some)
        asked = "fetch(location.href, {method: 'HEAD', cache: 'no-store'}).then(() => false, () => true)"
        while self.js(asked) is not lost:  # it is told before it is so
            time.sleep(0.02)
        return self

    def picture(self, path: Path) -> Path:
        """What it looks like, all of it."""
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))
        return path

    def axe(self) -> list[str]:
        """What axe-core finds wrong, a line each."""
        self.js(AXE.read_text("utf-8") + ";0")
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.js(f"axe.run(document, {{runOnly: {json.dumps(tags)}}}).then(r => r.violations)")
        return [f"{each['id']}: {each['help']}: {[n['html'][:200] for n in each['nodes']][:3]}" for each in found]


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Chromium]:
    """Chromium, while the body runs."""
    made = Chromium(profile)
    try:
        yield made
    finally:
        made.close()
