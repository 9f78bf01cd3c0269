"""What a browser sees and complains about: pages of known sizes, that remember every error on them."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

VIEWPORTS = {
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True},
    "narrow": {"viewport": {"width": 320, "height": 640}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True},
}


@dataclass
class Watch:
    """Collects what no page of ours may do: fail in a script, break the content policy, miss a file, call another host."""

    problems: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._console(page, said))
        page.on("response", self._response)
        page.on("request", self._request)

    def _console(self, page: Page, said) -> None:
        # A missing file shows in _response, with its address; an error page may well be what the test asked for.
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self.problems.append(f"{page.url}: {said.text}")

    def _response(self, response) -> None:
        if response.status >= 400 and response.request.resource_type not in ("document", "fetch", "xhr"):
            self.problems.append(f"{response.status} {response.url}")

    def _request(self, request) -> None:
        place = urlsplit(request.url)
        if place.scheme in ("http", "https", "ws", "wss") and place.hostname not in ("localhost", "127.0.0.1"):
            self.problems.append(f"calls another host: {request.url}")


def width_of_content(page: Page) -> int:
    """CSS pixels the page wants beyond its window: 0 when nobody has to scroll sideways."""
    return page.evaluate("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)")


def press(page, *, do: str, within: str = "") -> None:
    """The button that does this; by what it sends, so in any language."""
    page.locator(f"{within} button[name=do][value={do}]").first.click()
