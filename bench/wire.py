"""Bytes over the wire and requests: a first visit of a lesson, then a later lesson. Needs Chromium and a served demo.

    make run                                              # in another terminal
    .venv/bin/python -m bench.wire http://127.0.0.1:8000
"""

import shutil
import sys

from playwright.sync_api import sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FIRST, LATER = "/en/courses/co-production/same-side-of-the-counter/", "/en/courses/co-production/citess-method/"
GOALS = {"first visit of a lesson": (60, 6), "a later lesson": (15, 6)}


def main(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=ARGUMENTS)
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        seen: dict[str, list] = {}
        wire.on("Network.responseReceived", lambda event: seen.setdefault(event["requestId"], [event["response"]["url"], event["response"].get("fromDiskCache"), 0]))
        wire.on("Network.loadingFinished", lambda event: seen.get(event["requestId"], ["", False, 0]).__setitem__(2, event["encodedDataLength"]))
        for name, path in (("first visit of a lesson", FIRST), ("a later lesson", LATER)):
            seen.clear()
            page.goto(base + path, wait_until="networkidle")
            sent = [(url, size) for url, cached, size in seen.values() if not cached and url.startswith(base)]
            kilobytes, goal = sum(size for _url, size in sent) / 1000, GOALS[name]
            print(f"{name}: {kilobytes:.1f} kB in {len(sent)} requests (goal: at most {goal[0]} kB in {goal[1]})")
            for url, size in sent:
                print(f"    {size / 1000:6.1f} kB  {url.removeprefix(base)}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
