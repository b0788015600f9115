# SPDX-License-Identifier: MIT
"""The pages in a browser: opened from the disk, with and without scripts, by mouse, by keyboard, by screen reader."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from conftest import absent

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is absent (pip install --group tests)")

ARGUMENTS = [
    "--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
SIZES = {390: 844, 820: 1180, 1440: 900}
PAGES = [
    "index.html", "about.html", "cwo-preface.html", "introduction.html", "persons.html", "places.html", "organisations.html",
    "events.html", "works.html", "chronicle.html", "coverage.html",
]


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, site):
    """Open a page of the edition from the disk; keyword arguments are those of a browser context."""
    contexts = []

    def opened(name, *, width=1440, scripts=True, **options):
        context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, java_script_enabled=scripts, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda said: page.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.goto((site / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def _words(text):
    return " ".join(text.split())


def test_all_pages_are_looked_at(site):
    """A page that a build adds is tested too."""
    assert {file.relative_to(site).as_posix() for file in site.rglob("*.html")} == set(PAGES)


# a reader's ways


def test_a_name_leads_to_its_entry_and_the_entry_back(open_page):
    """Mention → register → the very mention: nobody is lost on the way."""
    page = open_page("introduction.html")
    mention = page.locator("article p a.mention.person").first
    name, identifier = _words(mention.inner_text()), mention.get_attribute("id")

    mention.click()
    page.wait_for_url(re.compile(r"persons\.html#"))
    entry = page.locator(":target")
    assert entry.is_visible()
    assert name.split()[-1] in entry.inner_text()

    entry.locator(f'a[href$="#{identifier}"]').first.click()
    page.wait_for_url(re.compile(rf"introduction\.html.*#{re.escape(identifier)}$"))
    assert _words(page.locator(":target").inner_text()) == name
    assert page.locator(":target").bounding_box()["y"] < SIZES[1440]
    page.go_back()
    page.wait_for_url(re.compile(r"persons\.html"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_exactly_one_reading_is_there(open_page, scripts):
    """What is seen, searched, copied and read aloud is one text, never both and never neither."""
    page = open_page("introduction.html", scripts=scripts)
    readings = page.locator("article [data-reading]")
    assert readings.count() > 50
    for wanted in ("corrected", "transmitted", "corrected"):
        page.locator(f'input[name="reading"][value="{wanted}"]').locator("..").click()
        for reading in ("corrected", "transmitted"):
            shown = [each.is_visible() for each in page.locator(f'article [data-reading="{reading}"]:not(.beside *)').all() if each.text_content().strip()]
            assert set(shown) == {reading == wanted}, f"{reading} while {wanted} is chosen"


def test_a_screen_reader_meets_the_reading_that_is_chosen(open_page, site):
    """The accessible text of the paragraph with the first correction, in both readings."""
    page = open_page("introduction.html")
    pair = page.evaluate("""() => { for (const wrong of document.querySelectorAll('article p > [data-reading=transmitted]')) {
        const right = wrong.parentElement.querySelector(':scope > [data-reading=corrected]');
        if (right && /\\w{4}/.test(right.textContent) && /\\w{4}/.test(wrong.textContent))
          return [wrong.closest('[id]').id, wrong.textContent, right.textContent]; } }""")
    assert pair, "no correction of a word was found"
    paragraph, wrong, right = pair

    heard = page.locator(f'[id="{paragraph}"]').aria_snapshot()
    assert right in heard
    assert not re.search(rf"\b{re.escape(wrong)}\b", heard)

    page.get_by_text("As transmitted", exact=True).click()
    heard = page.locator(f'[id="{paragraph}"]').aria_snapshot()
    assert re.search(rf"\b{re.escape(wrong)}\b", heard)
    assert not re.search(rf"\b{re.escape(right)}\b", heard)


def test_the_chosen_reading_is_remembered_on_the_next_page(open_page):
    page = open_page("introduction.html")
    page.get_by_text("As transmitted", exact=True).click()
    page.goto(page.url.split("introduction.html")[0] + "cwo-preface.html")

    assert page.get_by_label("As transmitted").is_checked()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_note_is_reached_and_left_by_keyboard(open_page, scripts, width):
    """Enter on the marker leads to the note, Enter on the note's number back to the marker."""
    page = open_page("introduction.html", scripts=scripts, width=width)
    marker = page.locator('article a[role="doc-noteref"]').first
    identifier = marker.get_attribute("id")
    marker.focus()
    page.keyboard.press("Enter")
    note = page.locator(marker.get_attribute("href").replace("#", "[id='") + "']")
    assert note.is_visible()
    assert note.bounding_box()["height"] > 0

    back = note.locator(f'a[href="#{identifier}"]').first
    back.focus()
    page.keyboard.press("Enter")
    if scripts:
        assert page.evaluate("document.activeElement.id") == identifier
    else:
        assert page.url.endswith(f"#{identifier}")


def test_the_first_tab_skips_to_the_text(open_page):
    page = open_page("introduction.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.localName") == "main"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_without_scripts(open_page, name):
    """Every word of the page with scripts is there without them; scripts only add."""
    with_scripts, without = open_page(name), open_page(name, scripts=False)
    words = _words(without.locator("main").inner_text())

    assert len(words) > 200
    own = with_scripts.evaluate("""() => { const main = document.querySelector('main').cloneNode(true);
        for (const added of main.querySelectorAll('.filter, .who, .toast')) added.remove(); document.body.append(main); main.id = 'copy';
        const words = main.innerText; main.remove(); return words }""")
    assert words == _words(own)


def test_who_somebody_is_is_told_on_focus(open_page):
    """A mention says who or what it names without being followed, and Escape closes it."""
    page = open_page("introduction.html")
    page.locator("article p a.mention.person").first.focus()
    tip = page.get_by_role("tooltip")
    assert tip.is_visible()
    assert len(_words(tip.inner_text())) > 20
    page.keyboard.press("Escape")

    assert not tip.is_visible()


# every page


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_another_host(open_page, site, name):
    """From the disk, in an archive, without a network: all that a page needs lies beside it; and no script fails."""
    page = open_page(name)

    assert page.asked
    assert all(address.startswith(site.as_uri()) for address in page.asked), page.asked
    assert page.wrong == []


@pytest.mark.parametrize("width", [390, 820])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(open_page, name, width):
    """No reader scrolls sideways, also with the notes open and the largest type."""
    page = open_page(name, width=width)
    for _ in range(2):
        wide = page.evaluate("""() => [...document.querySelectorAll('body *')].filter(each => {
            const box = each.getBoundingClientRect();
            return box.right > innerWidth + 1 && !each.closest('.table') && getComputedStyle(each).position !== 'fixed' && !each.closest('[popover]')
          }).slice(0, 3).map(each => each.outerHTML.slice(0, 120))""")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, wide
        page.evaluate("document.querySelectorAll('.beside').forEach(note => note.classList.add('open'));"
                      "document.documentElement.dataset.size = 'huge'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(open_page, npm_tools, name, width, scheme):
    """WCAG 2.2 AA as far as a machine can tell, on every page, light and dark, narrow and wide."""
    page = open_page(name, width=width, color_scheme=scheme)
    page.add_script_tag(path=npm_tools / "axe-core" / "axe.min.js")
    found = page.evaluate("""async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
        .violations.map(each => `${each.id}: ${each.help} (${each.nodes.length}): ${each.nodes[0].html.slice(0, 200)} ${each.nodes[0].failureSummary}`)""")

    assert found == []


@pytest.mark.oracle
def test_every_page_is_valid_html(site, npm_tools):
    """The validator of the W3C finds no error and nothing to warn of."""
    if not shutil.which("java"):
        absent("java is absent (Debian package default-jre-headless)")
    result = subprocess.run(
        ["java", "-Xss8m", "-jar", npm_tools / "vnu-jar" / "build" / "dist" / "vnu.jar", "--format", "json", "--exit-zero-always", *sorted(site.rglob("*.html"))],
        capture_output=True, text=True, check=True,
    )
    said = [
        f"{message['url'].rsplit('/', 1)[1]}:{message.get('lastLine')}:{message.get('lastColumn')}: {message['message']} {message.get('extract', '')[:160]}"
        for message in json.loads(result.stderr)["messages"]
    ]

    assert said == [], f"{len(said)} messages"


# registers


def test_a_register_is_filtered_by_the_letters_typed(open_page):
    """Accents and capitals don't matter; no hit says what to try; a link to a hidden entry brings all back."""
    page = open_page("persons.html")
    entries = page.locator(".register .item:visible")
    all_of_them = entries.count()
    page.get_by_role("searchbox").fill("lukacs")

    sync_api.expect(entries).to_have_count(1)
    assert "Lukács" in entries.inner_text()
    page.get_by_role("searchbox").fill("xyzzy")
    sync_api.expect(entries).to_have_count(0)
    assert "Try fewer letters" in page.locator(".filter output").inner_text()
    page.evaluate("location.hash = 'lenin'")
    sync_api.expect(entries).to_have_count(all_of_them)
    assert page.wrong == []


@pytest.mark.parametrize("name", ["persons.html", "chronicle.html"])
def test_a_register_is_whole_without_a_script(open_page, name):
    """No box that does nothing; every entry is there, every mention can be opened, every letter leads to its place."""
    page = open_page(name, scripts=False)

    assert page.locator(".filter").count() == 0
    assert page.locator(".register section[id]:visible").count() == page.locator(".register section[id]").count()
    for summary in page.locator("summary").all()[:3]:
        lines = summary.locator("xpath=..").locator("li .at")
        assert not lines.first.is_visible()
        summary.click()
        assert lines.first.is_visible()
    page.locator(".marks a").last.click()
    assert page.locator(":target").is_visible()
