"""The documents say what is: the command reference is current, commands and links exist, nothing names one machine."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from docs import generate
from ninelives.report.answer import lines

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for room in ("docs", "bench", "prove") for page in (ROOT / room).rglob("*.md"))]
)
TEXT = {"", ".py", ".md", ".toml", ".txt", ".cfg", ".html", ".css", ".json", ".svg", ".yml"}
ONE_MACHINE = [
    r"/(?:home|Users)/\w+/",  # somebody's folder
    r"(?<![\w.])/(?:root|work|opt|mnt|srv)/\w",  # a folder that another machine need not have
    r"[A-Za-z]:\\\\?Users\\",
    r"(?:pypi|pythonhosted|download\.pytorch|npmjs|anaconda|jfrog)\.(?:org|io|com)",  # the installer's business
    r"--(?:extra-)?index-url|--find-links|--trusted-host",
]


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    from ninelives.cli import app

    return app


@pytest.fixture(scope="module")
def commands(app: typer.Typer) -> dict[str, Any]:
    return dict(generate.commands(get_command(app), "ninelives"))


def fences(page: Path, *languages: str) -> Iterator[str]:
    """The fenced blocks of a page in one of these languages."""
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        if language in languages:
            yield block


def typed(page: Path) -> Iterator[list[str]]:
    """Words of every line that a reader may type: in shell blocks, without prompts and comments."""
    for block in fences(page, "sh", "bash", "console"):
        for line in block.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words and words[0] in ("ninelives", "make"):
                yield words


def named(page: Path, first: str) -> list[list[str]]:
    return [words for words in typed(page) if words[0] == first]


def test_the_command_reference_is_current(app: typer.Typer) -> None:
    assert generate.REFERENCE.read_text(encoding="utf-8") == generate.reference(app), "run: make docs"


def test_every_command_and_option_says_what_it_does(commands: dict[str, Any]) -> None:
    silent = [path for path, command in commands.items() if not command.help]
    silent += [f"{path} {'/'.join(p.opts)}" for path, c in commands.items() for p in c.params if not p.help]
    assert silent == []


def test_no_description_is_cut_short_in_the_list_of_verbs(app: typer.Typer) -> None:
    told = CliRunner().invoke(app, ["--help"], terminal_width=80).output.partition("Commands:")[2]
    assert "report " in told
    assert "..." not in told
    assert "…" not in told


def test_the_generator_shows_verbs_groups_arguments_and_bars() -> None:
    toy = typer.Typer(help="Root.", rich_markup_mode=None, add_completion=False)
    group = typer.Typer(help="Votes.")

    @toy.command()
    def look(path: str = typer.Argument(help="what to see"), mode: str = typer.Option("a", help="a|b")) -> None:
        """See it.

        At length.
        """

    @group.command()
    def serve(port: int = typer.Option(..., help="where")) -> None:
        """Ask people."""

    toy.command(hidden=True)(lambda: None)
    toy.add_typer(group, name="label")
    page = generate.reference(toy)
    for line in ("## ninelives look", "## ninelives label serve", "what to see", "a\\|b", "ninelives look [OPTIONS]"):
        assert line in page
    assert "| [`ninelives look`](#ninelives-look) | See it. |" in page
    assert "lambda" not in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_pages_exist(page: Path, commands: dict[str, Any]) -> None:
    for words in named(page, "ninelives"):
        called = (" ".join(words[:many]) for many in (3, 2, 1))  # the longest that is one: a verb of a group too
        command = next(commands[name] for name in called if name in commands)
        known = {opt for param in command.params for opt in (*param.opts, *param.secondary_opts)} | {"--help"}
        options = {word.split("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)}
        assert words[1].startswith("-") or " ".join(words[:2]) in commands, f"{page.name}: no verb '{words[1]}'"
        assert options <= known, f"{page.name}: {' '.join(words)}: no option {', '.join(options - known)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_in_the_pages_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    used = [word for words in named(page, "make") for word in words[1:] if "=" not in word]
    used += re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))
    assert set(used) <= targets


def test_the_readme_has_the_two_commands() -> None:
    used = named(ROOT / "README.md", "make")
    assert ["make", "run"] in used
    assert ["make", "test"] in used


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_the_pages_names_what_the_package_exports(page: Path) -> None:
    import ninelives as nl

    for block in fences(page, "python"):
        used = {
            node.attr
            for node in ast.walk(ast.parse(block))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "nl"
        }
        assert used <= set(nl.__all__)


def anchors(page: Path) -> set[str]:
    """Anchors as GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)|(?:src|href|srcset)=\"([^\"]+)\"", text):
        path, _, anchor = (target[0] or target[1]).partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        there = (page.parent / path) if path else page
        assert there.exists(), f"{page.name} links {path}, and nothing is there"
        assert not anchor or anchor in anchors(there), (
            f"{page.name} links #{anchor}, and no heading of {there.name} is called so"
        )


def tree() -> Iterator[Path]:
    """Every text file of the project, and none that tools leave behind."""
    rooms = [ROOT / name for name in ("src", "tests", "docs", "bench", "prove", "examples", ".ci")]
    for path in [
        *(p for p in ROOT.iterdir() if p.name != ".git"),
        *(path for room in rooms for path in room.rglob("*")),
    ]:
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts and path != Path(__file__):
            yield path


def traces(text: str) -> list[str]:
    return [match.group() for pattern in ONE_MACHINE for match in re.finditer(pattern, text)]


def test_nothing_names_one_machine_or_a_package_registry() -> None:
    here = [str(ROOT)] if len(ROOT.parts) > 2 else []  # a root such as /src would be found in every path
    found = {}
    for path in tree():
        text = path.read_text(encoding="utf-8", errors="replace")
        if hits := traces(text) + [place for place in here if place in text]:
            found[str(path.relative_to(ROOT))] = hits
    assert found == {}


@pytest.mark.parametrize(
    "text", ["/home/ann/x", "see /root/x", "C:\\Users\\ann", "pip --index-url=x", "files.pythonhosted.org"]
)
def test_such_a_name_is_found(text: str) -> None:
    assert traces(text)


def test_the_deployment_in_the_guide_can_be_read(tmp_path: Path) -> None:
    from ninelives.artifacts.deployment import Deployment

    blocks = [each for each in fences(ROOT / "docs" / "guide.md", "toml") if "[deployment]" in each]
    (block,) = (each for each in blocks if "[inputs]" not in each)
    (tmp_path / "use.toml").write_text(block)
    assert Deployment.from_toml(tmp_path / "use.toml").declared == ("hour", "place", "weather", "season")


def test_the_rules_in_the_guide_can_be_read(tmp_path: Path) -> None:
    from ninelives.artifacts.properties import measured
    from ninelives.stages.train.written import Rulebook

    (block,) = (each for each in fences(ROOT / "docs" / "guide.md", "toml") if "rules = [" in each)
    (tmp_path / "rules.toml").write_text(block)
    kinds = {each.name: each.kind for each in measured()} | {"snout": "yes/no", "weight": "number"}
    book = Rulebook.read(tmp_path / "rules.toml", kinds, {})
    book.settle(kinds, ("cat", "dog"))
    assert (len(book.rules), book.otherwise) == (2, None)


def test_the_problem_in_the_guide_assumes_nothing_and_its_answer_is_the_one_that_is_shown(tmp_path: Path) -> None:
    from ninelives.artifacts.problem import Answer, Problem
    from ninelives.stages.ask.said import settled
    from tests.stages.ask.told import ANSWERS

    (block,) = (each for each in fences(ROOT / "docs" / "guide.md", "toml") if "[inputs]" in each)
    (tmp_path / "problem.toml").write_text(block)
    assert Problem.load(tmp_path / "problem.toml").assumed == ()
    shown = lines(Answer.of(settled(ANSWERS)[0]))
    page = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    assert "\n".join(shown[:12]) in page
