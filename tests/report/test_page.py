from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from ninelives.report import archive, findings, model, page, predictions
from ninelives.report.archive import Pair
from ninelives.report.facts.findings import page as found
from ninelives.report.page import Aside, Command, Picture
from ninelives.report.rules import Rule
from tests.report import samples
from tests.report.audited import audited
from tests.report.samples import HOSTILE, Tags, jpeg

PAGES = {
    "model": model.render(samples.model()),
    "predictions": predictions.render(samples.predictions()),
    "archive": archive.render(samples.archive()),
    "findings": findings.render(found(audited())),
}
VOID = {"meta", "img", "br"}


def hostile_pages() -> dict[str, str]:
    pictures = tuple(Picture(name, jpeg(), name, f"not {name}", 0.9) for name in HOSTILE)
    aside = tuple(Aside(name, f"because of {name}") for name in HOSTILE)
    counts = tuple((name, 5) for name in HOSTILE)
    made = {
        "lineage": tuple((name, name) for name in HOSTILE),
        "assumptions": HOSTILE,
        "set_aside": aside,
        "notes": HOSTILE,
    }
    table = tuple(tuple(2 for _ in HOSTILE) for _ in HOSTILE)
    rules = tuple(Rule(name, name, 2, 1) for name in HOSTILE)
    next_ = tuple(Command(f"ninelives predict '{name}'", name) for name in HOSTILE)
    both = {"wrong": pictures, "unrecorded": HOSTILE, "next": next_, **made}
    return {
        "model": model.render(
            samples.model(name=HOSTILE[0], classes=HOSTILE, confusion=table, rules=rules, declared=HOSTILE[0], **both)
        ),
        "predictions": predictions.render(
            samples.predictions(name=HOSTILE[0], model=HOSTILE[1], counts=counts, doubtful=pictures, **both)
        ),
        "archive": archive.render(
            samples.archive(
                name=HOSTILE[0],
                world=HOSTILE[1],
                classes=counts,
                pairs=tuple(Pair(picture, picture, picture.item) for picture in pictures),
                unrecorded=HOSTILE,
                next=next_,
                **made,
            )
        ),
    }


HOSTILE_PAGES = hostile_pages()
EVERY = [*PAGES.values(), *HOSTILE_PAGES.values()]


@pytest.mark.parametrize("html", EVERY)
def test_a_page_holds_no_script_no_handler_and_no_address(html):
    for tag, attrs in Tags(html).tags:
        assert tag not in {"script", "iframe", "object", "embed", "link", "base", "form", "a"}
        assert not [name for name in attrs if name.startswith("on") or name in {"href", "srcset", "action"}]
        assert (attrs.get("src") or "data:image/jpeg;base64,").startswith("data:image/jpeg;base64,")
        assert "url(" not in (attrs.get("style") or "")
    assert "@import" not in html
    assert "url(" not in html.split("</style>")[0]


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_the_only_address_is_the_name_of_svg(html):
    assert set(re.findall(r"\w+://[^\s\"'<]*", html)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("html", EVERY)
def test_headings_go_down_one_step_at_a_time(html):
    levels = [int(tag[1]) for tag, _ in Tags(html).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(then <= before + 1 for before, then in pairwise(levels))


@pytest.mark.parametrize("html", EVERY)
def test_every_tag_is_closed(html):
    """Text that escaped its place would unbalance the page."""
    for tag in {name for name, _ in Tags(html).tags} - VOID:
        opened = len(re.findall(rf"<{tag}(?=[\s>/])[^>]*(?<!/)>", html))
        assert opened == html.count(f"</{tag}>"), tag


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_a_page_says_its_language_and_every_picture_has_words(html):
    tags = Tags(html)
    assert tags.named("html") == [{"lang": "en"}]
    assert all(image["alt"] for image in tags.named("img"))
    assert all(svg["role"] == "img" for svg in tags.named("svg"))


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_a_page_is_small_without_its_photos(html):
    assert len(re.sub(r"data:image/jpeg;base64,[^\"]*", "", html).encode()) < 200_000


def test_a_page_with_far_too_many_photos_stays_under_5_mb():
    heavy = tuple(Picture(f"{i}.jpg", bytes(400_000), "cat", "dog", 0.9) for i in range(40))
    pairs = tuple(Pair(picture, picture, "why") for picture in heavy)
    for html in (
        model.render(samples.model(wrong=heavy)),
        predictions.render(samples.predictions(wrong=heavy, doubtful=heavy)),
        archive.render(samples.archive(pairs=pairs)),
    ):
        assert len(html.encode()) < 5_000_000
        assert html.count("data:image/jpeg") >= 3


@pytest.mark.parametrize("kind", HOSTILE_PAGES)
def test_a_hostile_name_is_shown_and_does_nothing(kind):
    html = HOSTILE_PAGES[kind]
    words = Tags(html).words
    for shown in (
        '"><script>alert(1)</script>.jpg',
        "two\\nlines.jpg",
        "\\u202egpj.exe",
        "bad\\xffbyte.jpg",
        "{{ 7 * 7 }}.jpg",
    ):
        assert shown in words
    assert "\u202e" not in html
    assert "\x00" not in html
    html.encode()


def test_no_page_praises_or_shouts():
    for html in PAGES.values():
        words = Tags(html).words
        assert "!" not in words
        assert not re.search(r"\b(great|excellent|amazing|impressive|state-of-the-art)\b", words, re.IGNORECASE)
        assert "None" not in words


def test_set_aside_lists_the_first_50_and_counts_all():
    html = model.render(samples.model(set_aside=tuple(Aside(f"x{i}.jpg", "it is text") for i in range(1234))))
    assert html.count("it is text") == page.MOST_ASIDE == 50
    assert "1,234 of 2,034 files could not be used." in Tags(html).words
    assert "The first 50 are listed." in Tags(html).words


def test_only_as_many_pictures_as_there_is_room_for():
    pictures = [Picture(str(i), bytes(10)) for i in range(60)]
    assert len(page.shown(pictures)) == page.MOST_PICTURES
    assert [picture.item for picture in page.shown(pictures, room=25)] == ["0", "1"]


@pytest.mark.parametrize(
    "bad",
    [
        "<svg><script>1</script></svg>",
        '<svg onload="alert(1)"/>',
        '<svg><a href="https://example.org"/></svg>',
        '<svg xmlns:x="http://www.w3.org/1999/xlink"><use x:href="data:,x"/></svg>',
        '<svg><rect fill="url(https://example.org)"/></svg>',
        "<svg><style>@import 'x'</style></svg>",
        "<svg><foreignObject/></svg>",
        "<p>no drawing</p>",
        "<svg>",
    ],
)
def test_a_drawing_that_could_act_is_refused(bad):
    with pytest.raises(ValueError, match="a drawing must"):
        page.drawing(bad)
    with pytest.raises(ValueError, match="a drawing must"):
        page.drawing("<svg/>", bad)


def test_a_drawing_is_shown_as_it_is():
    assert page.drawing("") == ""
    assert page.drawing('<svg><rect fill="url(#hatch)"/></svg>') == '<svg><rect fill="url(#hatch)"/></svg>'
    html = model.render(samples.model(envelope_svg='<svg id="wide"/>', envelope_svg_narrow='<svg id="phone"/>'))
    assert '<div class="wide"><svg id="wide"/></div><div class="narrow"><svg id="phone"/></div>' in html


def test_what_is_typed_stays_together_and_hostile_words_stay_words():
    left = ("<b>cat</b> took 20 s: ninelives train DATA --rungs network",)
    html = model.render(replace(samples.model(), left=left))
    assert (
        '&lt;b&gt;cat&lt;/b&gt; took 20\N{NO-BREAK SPACE}s: ninelives train DATA <code class="typed">--rungs</code>'
        in html
    )


@pytest.mark.parametrize(
    ("axes", "said"),
    [
        ((), ""),
        (("hour",), "Hour was never recorded, so nothing can be said about it."),
        (("hour", "place"), "Hour and place were never recorded, so nothing can be said about them."),
    ],
)
def test_unrecorded_axes_are_named(axes, said):
    assert page.told_unrecorded(axes) == said


def tokens(block: str) -> dict[str, str]:
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))
    return {
        name: color if len(color) == 7 else "#" + "".join(2 * c for c in color[1:]) for name, color in found.items()
    }


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_word_stands_out_from_its_ground(scheme):
    color = tokens(re.findall(r":root\{(--paper[^}]*)\}", PAGES["model"])[scheme])
    grounds = {
        "ink": ("paper", "card", "seen-bg", "unseen-bg"),
        "soft": ("paper", "card", "seen-bg", "unseen-bg", "human-bg"),
        "seen": ("paper", "card"),
        "seen-ink": ("seen-bg",),
        "human": ("paper", "card", "unseen-bg"),
        "warn": ("paper", "card", "warn-bg", "unseen-bg", "seen-bg"),
    }
    for word, behind in grounds.items():
        for ground in behind:
            assert contrast(color[word], color[ground]) >= 4.5, (word, ground)


@pytest.mark.parametrize("room", ["model", "predictions", "archive"])
def test_every_page_tells_what_else_is_to_be_heard(room):
    facts = getattr(samples, room)(notes=("the column 'light' of 't.csv' was left out: rename it",), set_aside=())
    words = Tags({"model": model, "predictions": predictions, "archive": archive}[room].render(facts)).words
    assert "The column 'light' of 't.csv' was left out: rename it." in words
