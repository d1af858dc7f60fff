"""The pages in a real browser: Chromium, offline, on a desk, on a phone, by night and on paper."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ninelives.artifacts.properties import Property
from ninelives.report import archive, findings, foreseen, handoff, kinds, model, predictions, problem, series, tables
from ninelives.report.charts import Part
from ninelives.report.facts.findings import page as found
from ninelives.report.facts.handoff import page as handed
from ninelives.report.findings import Action, Trial
from ninelives.report.harmed import Class
from ninelives.report.layer import Voice
from ninelives.report.rules import Rule
from tests.report import samples
from tests.report.audited import audited
from tests.report.handed_over import COSTS, curve, facts, region
from tests.report.samples import HOSTILE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.deps,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]
QUIET = (
    "--headless --hide-scrollbars --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LONG = tuple(f"{name} {'very ' * 20}long" for name in HOSTILE)
PAGES = {
    "model": model.render(samples.model()),
    "names": model.render(
        samples.model(
            name=LONG[0],
            classes=LONG,
            confusion=tuple(tuple(9 for _ in LONG) for _ in LONG),
            unrecorded=LONG,
            told=tuple(Property(name, "number", "answers", 1e4) for name in LONG),
            rules=tuple(Rule(f"if {name} is yes then {name}", name, 9, 9, True, 0.5, (0.4, 0.6)) for name in LONG),
            voices=tuple(Voice(name, 0.5, name) for name in LONG),
            interaction=samples.INTERACTION
            | {"best": samples.INTERACTION["best"] | {"properties": LONG[:2], "classes": LONG[:2]}},
        )
    ),
    "predictions": predictions.render(samples.predictions(counts=tuple((name, 7) for name in LONG))),
    "archive": archive.render(samples.archive()),
    "kinds": kinds.render(samples.kinds()),
    "problem": problem.render(samples.asked()),
    "asked": problem.render(
        samples.asked(
            name=LONG[0],
            question=LONG[1],
            rows=(("100 %", "7,700,000", "12 million", "never"),),
            gaps=tuple((name, "100 % of the declared use") for name in LONG),
            needs=tuple((name, "about 1.2 million €, and 299 days until they have come true") for name in LONG),
            told=tuple(("outputs.prevalence", name, True) for name in LONG),
        )
    ),
    "table": tables.render(
        samples.table(
            target=LONG[0],
            leaks=tuple((name, True) for name in LONG),
            columns=tuple((name, "numbers", True) for name in LONG),
            rules=tuple(Rule(f"{name} is over 50", name, 9, 9) for name in LONG),
        )
    ),
    "series": series.render(
        samples.series(
            name=LONG[0],
            target=LONG[1],
            each=tuple((name, "12,345", "0.000123") for name in LONG),
            left_aside=LONG,
            fans=tuple((name, samples.FAN) for name in LONG),
        )
    ),
    "foreseen": foreseen.render(samples.foreseen(target=LONG[1], notes=LONG, fans=((LONG[0], samples.FAN),))),
    "findings": findings.render(
        replace(
            found(audited()),
            new=LONG[0],
            headline=LONG[1],
            explained=tuple(Part(name, 0.9, 0.1, 0.5) for name in LONG),
            classes=tuple(Class(name, 0.1, 0.2, (0.1, 0.3)) for name in LONG),
            tests=tuple(Trial(name, name, "0.123", 0.001, name) for name in LONG),
            actions=tuple(Action(name, name, name, name) for name in LONG),
            assumptions=tuple((name, name) for name in LONG),
        )
    ),
    "handoff": handoff.render(handed(facts(), path="photos.handoff", seconds=1.4)),
    "handed": handoff.render(
        handed(
            facts(
                "estimate",
                sentence=LONG[1],
                by_region=[region(name, "thin", 7, 0.5, 0.1) for name in LONG],
                curve=curve() * 3,
                costs={
                    **COSTS,
                    "currency": "Norwegian crowns",
                    "assumed": LONG,
                },
                notes=LONG,
            ),
            path=LONG[0],
        )
    ),
    "numbers": tables.render(
        samples.table(
            classes=None,
            accuracy=None,
            interval=None,
            confusion=(),
            calibration=(),
            off=tables.Off(
                mean=12_345.6, interval=(11_000.0, 13_000.0), level=0.9, covered=0.9, covered_interval=(0.8, 1)
            ),
            pairs=tuple((1e6 * at, 1e6 * at + 3e5) for at in range(-5, 30)),
        )
    ),
}

# what a test asks of the page; the page itself forbids scripts, so it is asked through the frame around it
ASK = """
const page = document.querySelector('iframe').contentDocument, seen = [];
const shown = [...page.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width);
for (const svg of shown) {
  const sheet = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent && !text.hasAttribute('transform'));
  const boxes = texts.map(text => [text.firstChild.textContent, text.getBoundingClientRect()]);
  boxes.forEach(([one, a], at) => {
    if (a.left < sheet.left - 1 || a.right > sheet.right + 1) seen.push(one + ' leaves its sheet');
    for (const [two, b] of boxes.slice(at + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && tall > 4) seen.push(one + ' lies on ' + two);
    }
  });
}
const wide = [...page.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > WIDTH + 1);
const scroll = page.documentElement.scrollWidth;
document.body.innerHTML = '';
document.body.dataset.found = JSON.stringify({
  scroll, charts: shown.length, seen, wide: wide.map(each => each.outerHTML.slice(0, 90)),
});
"""


def chromium(folder: Path, *args: str) -> str:
    command = [str(CHROMIUM), *QUIET.split(), f"--user-data-dir={folder / 'profile'}", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def ask(folder: Path, html: str, width: int) -> dict[str, object]:
    """What Chromium finds on a page shown ``width`` px wide, in a frame since its windows are no narrower than 500."""
    allowed = re.sub(r"<meta http-equiv[^>]*>", "", html)
    (folder / "page.html").write_text(allowed)
    frame = f'<iframe src="page.html" style="width:{width}px;height:900px;border:0"></iframe>'
    script = f"<script>const WIDTH = {width}; onload = () => {{{ASK}}}</script>"
    (folder / "frame.html").write_text(f"<!doctype html><body style='margin:0'>{frame}{script}")
    dom = chromium(
        folder,
        "--allow-file-access-from-files",
        "--dump-dom",
        f"--window-size={width + 50},900",
        f"file://{folder}/frame.html",
    )
    found = re.search(r'data-found="([^"]*)"', dom)
    assert found, dom[:400]
    answer: dict[str, object] = json.loads(found[1].replace("&quot;", '"').replace("&lt;", "<").replace("&amp;", "&"))
    return answer


@pytest.mark.parametrize("width", [390, 700, 1000])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_scrolled_sideways_and_no_label_lies_on_another(tmp_path, kind, width):
    found = ask(tmp_path, PAGES[kind], width)
    assert found["scroll"] == width, found["wide"]
    assert found["wide"] == []
    assert found["seen"] == []
    assert found["charts"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_drawn_in_both_schemes(tmp_path, scheme):
    html = PAGES["model"]
    if scheme == "dark":
        html = html.replace("@media screen and (prefers-color-scheme:dark)", "@media screen")
        assert html != PAGES["model"]
    (tmp_path / "page.html").write_text(html)
    shot = tmp_path / "shot.png"
    chromium(tmp_path, f"--screenshot={shot}", "--window-size=1000,1400", f"file://{tmp_path}/page.html")
    with Image.open(shot) as picture:
        colors = picture.convert("RGB").getcolors(1_400_000) or []
        assert picture.size == (1000, 1400)
    ground = max(colors)[1]
    assert ground == ((0xFB, 0xFA, 0xF6) if scheme == "light" else (0x14, 0x17, 0x1D))
    assert len(colors) > 100


def test_on_paper_what_is_folded_is_open(tmp_path):
    (tmp_path / "page.html").write_text(PAGES["model"])
    sheet = tmp_path / "page.pdf"
    chromium(tmp_path, f"--print-to-pdf={sheet}", "--no-pdf-header-footer", f"file://{tmp_path}/page.html")
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    words = subprocess.run([reader, str(sheet), "-"], capture_output=True, text=True, check=True).stdout
    assert "seed, threads" in words
    assert "The 98.6 % hold for photos like these." in words.replace("\xa0", " ")


def test_the_page_forbids_scripts_by_itself(tmp_path):
    html = PAGES["model"].replace("</main>", "<script>document.title = 'ran'</script></main>")
    (tmp_path / "page.html").write_text(html)
    assert "<title>ran</title>" not in chromium(tmp_path, "--dump-dom", f"file://{tmp_path}/page.html")


def test_what_is_asked_of_a_page_finds_a_bad_one(tmp_path):
    texts = '<text x="5" y="20">one</text><text x="8" y="20">two</text><text x="95" y="60">three</text>'
    html = f'<body style="margin:0"><svg width="100" height="80">{texts}</svg><div style="width:600px">wide</div>'
    found = ask(tmp_path, html, 390)
    assert found["scroll"] == 600
    assert found["wide"]
    assert found["seen"] == ["one lies on two", "three leaves its sheet"]
