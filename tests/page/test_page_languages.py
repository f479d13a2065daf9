"""The page in another language, in a real browser: nothing is left in English, and the switch keeps what was moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from estimate.model import RULEBOOK
from tests.conftest import ROOT, Command
from tests.english import english_in, names_in
from tests.page.chromium import CHROMIUM, Browser
from tests.unit.test_language import BIDS, COMPARED

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
SEEN = """(() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (!at.closest("script, style, code, textarea, noscript, #language, small[translate], #sources, [id^=source-]")) found.push(walker.currentNode.data);
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder]"))
    if (!one.closest("#language")) found.push(one.getAttribute("aria-label") ?? "", one.title ?? "", one.placeholder ?? "");
  return found;
})()"""
"""What a person reads on the page; notes of cards, titles of sources, and keys are left out."""


FORMULAS = {"Philippines", *(name for name in RULEBOOK.quantities if "_" in name)}
"""Quantities as formulas name them, and a team that goes by its region."""


@pytest.mark.parametrize(
    "files",
    [
        ["examples/vendor-quote.yaml"],
        ["examples/should-we.yaml"],
        ["examples/saas-follow-the-sun.yaml"],
        BIDS,
        COMPARED,
    ],
    ids=lambda files: Path(files[-1]).stem,
)
def test_nothing_of_a_page_is_left_in_english(
    browser: Browser, command: Command, files: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    verb = "estimate" if len(files) == 1 else "compare"
    made = command(verb, *files, "--draws", "60", "--language", "ko", "-q", "-o", str(file), real=True)
    assert made.status == 0, made.err
    browser.open(file)
    browser.until("document.querySelector('#moves tbody tr')")
    assert english_in(browser.run(SEEN), names_in(*files) | FORMULAS) == {}
    assert browser.problems() == []


def test_the_switch_keeps_what_was_moved(browser: Browser, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    quote = str(ROOT / "examples" / "quotes" / "hourly-manila.yaml")
    assert command("estimate", quote, "--draws", "60", "-q", "-o", str(file), real=True).status == 0

    def state() -> tuple[str, list[str], str]:
        """The exact total, the values of all fields, and the address's fragment."""
        total = browser.run("document.querySelector('[data-figure=exact]').textContent")
        values = browser.run("[...document.querySelectorAll('#moves input')].map((one) => one.value)")
        return total, values, browser.run("location.hash")

    def told() -> tuple[str, str]:
        """The page's language and the head of the first table of what can be moved."""
        return browser.run("document.documentElement.lang"), browser.run(
            "document.querySelector('#moves th').textContent"
        )

    def move(row: int, share: float) -> None:
        browser.run(
            f"(() => {{ const one = document.querySelectorAll('#moves input[type=range]')[{row}];"
            f"one.value = Number(one.min) + (one.max - one.min) * {share}; one.dispatchEvent(new Event('input')); }})()"
        )
        browser.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def speak(code: str) -> None:
        browser.run(f"document.querySelector('#language button[lang={code}]').click()")
        browser.until(f"document.documentElement.lang === '{code}'")

    browser.open(file)
    browser.until("document.querySelector('#moves tbody tr')")
    as_handed_over, english = state(), told()
    move(0, 0.9)
    moved = state()
    assert moved[0] != as_handed_over[0]
    assert len(moved[2]) > 1
    speak("ko")
    assert state() == moved
    assert told()[0] == "ko"
    assert re.search("[가-힣]", told()[1])
    move(1, 0.2)
    further = state()
    assert further != moved
    speak("en")
    assert state() == further
    assert told() == english
    assert browser.problems() == []
