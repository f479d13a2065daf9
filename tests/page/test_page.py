"""The page: one file that asks nobody, computes what `--set` computes, and in which no name is ever markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shlex
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from estimate.answers.estimate import estimate
from estimate.engine.terms import render
from estimate.model import RULEBOOK
from estimate.studies.request import Request
from estimate.views.page.file import part
from estimate.views.page.words import ENGLISH
from tests.page.chromium import CHROMIUM, Browser
from tests.unit.javascript import run_javascript

ROOT = Path(__file__).parents[2]
MOST = 150_000
"""Bytes that a page may have."""
VOID = {"meta", "input", "br"}
HOSTILE = '</script><script>window.broken=1</script><img src=x onerror="window.broken=2">\'"&<!--{x}'
browser_here = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "hostile.yaml").write_text(hostile(), encoding="utf-8")
    examples = ROOT / "examples"
    made = {
        "largest": ["estimate", str(examples / "saas-follow-the-sun.yaml")],
        "quote": ["estimate", str(examples / "quotes" / "hourly-manila.yaml")],
        "hostile": ["estimate", str(folder / "hostile.yaml")],
        "compare": ["compare", str(examples / "compare" / "denver.yaml"), str(examples / "compare" / "manila.yaml")],
    }
    for name, arguments in made.items():
        run(*arguments, "-o", str(folder / f"{name}.html"), "-q")
    run("estimate", made["quote"][1], "-o", str(folder / "quote.json"), "-q")
    run("estimate", str(folder / "quote.json"), "-o", str(folder / "saved.html"), "-q")
    return {name: folder / f"{name}.html" for name in (*made, "saved")}


def run(*arguments: str) -> None:
    from estimate.cli.app import run as command

    assert command(list(arguments)) == 0


def hostile() -> str:
    name = json.dumps(HOSTILE)
    return (
        f"name: {name}\ncurrency: USD\nteam:\n  name: {name}\n  region: philippines\n  queues:\n"
        f"    - {{name: {name}, channel: voice, contacts_per_month: 3000, handle_minutes: 6}}\n"
        f"items:\n  - {{name: {name}, per: month, price: 100}}\n  - {{name: {name}, per: month, status: asked, question: {name}}}\n"
    )


def total(path: Path, *settings: str) -> float:
    return estimate(Request(path, settings).case()).total


def test_no_page_is_larger_than_it_may_be(pages: dict[str, Path]) -> None:
    assert {name: size for name, path in pages.items() if (size := path.stat().st_size) >= MOST} == {}


@pytest.mark.parametrize("name", ["largest", "quote", "hostile", "compare", "saved"])
def test_the_page_is_one_file_whose_policy_allows_its_own_script_and_style_alone(
    pages: dict[str, Path], name: str
) -> None:
    text = pages[name].read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for tag, word in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{word} 'sha256-{digest}'" in policy[1]
    (program,) = re.findall(r'id="program">([^<]*)<', text)
    unpacked = zlib.decompress(base64.b64decode(program), -15)
    assert base64.b64encode(hashlib.sha256(unpacked).digest()).decode() in policy[1]
    assert (
        not re.search(
            r"<(?:link|img|iframe|object|embed)\b|\bsrc=|\bon\w+=|\bstyle=",
            text.partition("<main>")[2].partition("</main>")[0].replace("onerror=", ""),
        )
        or name == "hostile"
    )


class Checker(HTMLParser):
    """Elements that are closed in order, identities that are there once, and tables, labels and references that lead somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.named: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        said = dict(attrs)
        assert len(said) == len(attrs), attrs
        if said.get("id"):
            self.ids.append(str(said["id"]))
        if said.get("aria-labelledby"):
            self.named.append(str(said["aria-labelledby"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["largest", "quote", "hostile", "compare", "saved"])
def test_elements_close_in_order_and_names_lead_somewhere(pages: dict[str, Path], name: str) -> None:
    checker = Checker()
    checker.feed(pages[name].read_text(encoding="utf-8"))
    assert checker.open == []
    assert len(set(checker.ids)) == len(checker.ids)
    assert set(checker.named) <= set(checker.ids)


def test_formulas_are_told_as_explain_tells_them(pages: dict[str, Path]) -> None:
    """The words of a formula are made of its script; they are those of Python."""
    path = ROOT / "examples" / "saas-follow-the-sun.yaml"
    result = estimate(Request(path).case())
    from estimate.engine.javascript import JavaScript
    from estimate.model.opaque import portable

    script = JavaScript(portable)
    expected, texts = [], []
    for quantity in RULEBOOK.order():
        for row in range(result.program.structure.size(quantity.row)):
            if quantity.term is None or not result.program.applies(quantity, row):
                continue
            texts.append(script._text(result.program, quantity, row)[0])
            expected.append(
                render(
                    quantity.term,
                    "words",
                    lambda read: f"total of {read.name}" if type(read).__name__ == "Total" else f"last {read.name}" if read.prior else read.name,
                    lambda key, quantity=quantity, row=row: str(result.program.label(quantity, row, key)),
                )
            )  # fmt: skip
    program = f"const words={json.dumps(dict(ENGLISH))};const say=(key,values)=>words[key].replace(/\\{{(\\w+)\\}}/g,(_,name)=>values[name]);\n{part('tree.js')}"
    telling = (
        "text=>inWords(text,(read,kind)=>kind==='total'?say('total_of',{name:read}):kind?say('last',{name:read}):read)"
    )
    assert run_javascript(program, f"{json.dumps(texts)}.map({telling})") == expected


@browser_here
@pytest.mark.parametrize("name", ["largest", "quote", "hostile", "compare", "saved"])
def test_it_opens_without_an_error_or_a_request(browser: Browser, pages: dict[str, Path], name: str) -> None:
    for width in (380, 1280):
        browser.open(pages[name], width=width)
        browser.until("document.querySelector('.chart svg')")
        assert browser.problems() == []
        assert browser.run("document.documentElement.scrollWidth") <= width


@browser_here
def test_a_share_of_a_year_is_in_per_cent(browser: Browser, pages: dict[str, Path]) -> None:
    """The largest example has a discount rate of 8 % and a growth of 10 %."""
    browser.open(pages["largest"])
    browser.until("document.querySelector('.assumptions tr.screen')")
    told = browser.run("document.querySelector('.assumptions').textContent")
    assert {"8 % / year", "10 % / year"} <= set(re.findall(r"[\d.]+ % / year", told))


@browser_here
def test_hostile_names_are_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    browser.until("document.querySelector('.chart svg')")
    assert browser.run("document.querySelector('h1').textContent") == HOSTILE
    browser.run("document.querySelectorAll('main button[data-group]').forEach((one) => one.click())")
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.run("new Promise((done) => setTimeout(done, 300))")
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.run("new Promise((done) => setTimeout(done, 300))")
    assert browser.run("window.broken") is None
    assert browser.run("document.querySelectorAll('img, script:not([id])').length") == 1  # its own script alone
    assert browser.problems() == []


@browser_here
@pytest.mark.parametrize(
    ("name", "file"), [("largest", "saas-follow-the-sun.yaml"), ("quote", "quotes/hourly-manila.yaml")]
)
def test_what_is_moved_costs_what_set_says(browser: Browser, pages: dict[str, Path], name: str, file: str) -> None:
    path = ROOT / "examples" / file
    browser.open(pages[name])
    browser.until("document.querySelector('#moves tbody tr')")
    for rows in ([0], [1, 2], range(10)):
        browser.run("document.getElementById('reset').click()")
        for row in rows:
            share = 0.2 + 0.07 * row
            browser.run(
                f"(() => {{ const one = document.querySelectorAll('#moves input[type=range]')[{row}];"
                f"one.value = Number(one.min) + (one.max - one.min) * {share}; one.dispatchEvent(new Event('input')); }})()"
            )
        browser.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        browser.run("document.getElementById('copy-set').click()")
        command = shlex.split(browser.run("document.getElementById('copied').value"))
        settings = [command[at + 1] for at, word in enumerate(command) if word == "--set"]
        shown = browser.run("document.querySelector('[data-figure=exact]').textContent")
        assert len(settings) >= 1
        assert float(shown.replace(",", "")) == pytest.approx(total(path, *settings), abs=0.005)
        fragment = browser.run("location.hash")
        assert len(fragment) > 1
    browser.open(pages[name], fragment)
    browser.until("document.querySelector('#moves tbody tr.changed')")
    assert browser.run("document.querySelector('[data-figure=exact]').textContent") == shown


@browser_here
def test_the_downloaded_scenario_costs_what_the_page_shows(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.open(pages["quote"], "#team.queues[0].handle_minutes=7.5&items.pci_audit=50000&contingency=0.1")
    browser.until("document.querySelector('#moves tbody tr.changed')")
    shown = float(browser.run("document.querySelector('[data-figure=exact]').textContent").replace(",", ""))
    browser.run("document.getElementById('download').click()")
    for _ in range(100):
        if found := [one for one in tmp_path.glob("*.yaml") if one.stat().st_size]:
            break
        browser.run("new Promise((done) => setTimeout(done, 50))")
    assert total(found[0]) == pytest.approx(shown, abs=0.005)


@browser_here
def test_a_line_opens_into_its_formula_and_closes_with_escape(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["quote"], "#explain=labor.agents")
    browser.until("document.querySelector('.explained')")
    browser.run("document.querySelector('.explained li li summary').click()")
    browser.until("document.querySelector('.explained .formula + .formula, .explained li li p')")
    assert "agent_cost" in browser.run("document.querySelector('.explained').textContent")
    browser.run(
        "document.querySelector('.explained').dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))"
    )
    assert browser.run("document.querySelector('.explained')") is None
    assert browser.run("document.activeElement.dataset.group") is not None


@browser_here
def test_shared_numbers_move_both_options(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["compare"])
    browser.until("document.querySelector('#moves tbody tr')")
    packed = re.search(r'id="data">([^<]*)<', pages["compare"].read_text(encoding="utf-8"))
    assert packed is not None
    data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed[1]), -15))
    shared = next(one for one in data["movables"] if len(one["sides"]) == 2 and "contacts" in one["id"])
    value = round(shared["value"] * 1.25)
    browser.open(pages["compare"], f"#{shared['id']}={value}")
    browser.until("document.querySelector('#moves tbody tr.changed')")
    names = ("denver", "manila")
    for at, name in enumerate(names):
        expected = total(ROOT / "examples" / "compare" / f"{name}.yaml", f"{shared['id']}={value}")
        shown = browser.run(f"document.querySelector('[data-figure=\"side.{at}.total\"]').textContent")
        assert float(shown.replace(",", "")) == pytest.approx(expected, abs=0.5)


@browser_here
def test_every_control_has_a_name(browser: Browser, pages: dict[str, Path]) -> None:
    for name in ("quote", "compare"):
        browser.open(pages[name])
        browser.until("document.querySelector('#moves tbody tr')")
        tree = browser.call("Accessibility.getFullAXTree")["nodes"]
        roles = {"button", "slider", "spinbutton", "combobox", "textbox", "searchbox", "link", "img"}
        nameless = [
            node["role"]["value"] for node in tree
            if node.get("role", {}).get("value") in roles and not node.get("ignored") and not node.get("name", {}).get("value")
        ]  # fmt: skip
        assert nameless == []
        assert browser.run("document.querySelector('#said').getAttribute('aria-live')") == "polite"


@browser_here
def test_it_prints_two_pages(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    for name in ("quote", "largest"):
        browser.open(pages[name])
        browser.until("document.querySelector('.chart svg')")
        browser.pdf(tmp_path / f"{name}.pdf")
        text = (tmp_path / f"{name}.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", text)) == 2
