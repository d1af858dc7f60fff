"""The command line as a shell sees it: exit status, what goes to which stream, and what loads."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import ninelives
from ninelives.artifacts.model import Model
from ninelives.cli import app, main
from tests.conftest import ROOT
from tests.folders import noise

VERBS = [
    "ask",
    "collect",
    "adopt",
    "train",
    "predict",
    "audit",
    "watch",
    "patterns",
    "defer",
    "decide",
    "serve",
    "report",
    "demo",
]
GROUPS = ["garden"]
SCREEN = 24  # lines
HEAVY = [
    "numpy",
    "pydantic",
    "polars",
    "torch",
    "rich",
    "pyarrow",
    "onnxruntime",
    "cv2",
    "PIL",
    "sklearn",
    "sqlalchemy",
    "starlette",
    "markupsafe",
    "ninelives.report.charts",
]
NINELIVES = [sys.executable, "-m", "ninelives"]


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [*NINELIVES, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **(env or {})}
    )


def call(*arguments: str | Path) -> int:
    """The same inside this process, which has all modules loaded; gives the exit status."""
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return int(end.value.code or 0)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 bright and 30 dim pictures, and two files that are none."""
    root = noise(tmp_path_factory.mktemp("cli") / "photos", bright=(140, 240, 30), dim=(40, 140, 30))
    (root / "dim" / "empty.jpg").write_bytes(b"")
    (root / "dim" / "note.jpg").write_text("no picture")
    return root


@pytest.fixture(scope="module")
def model(photos: Path) -> Path:
    out = photos.parent / "photos.model"
    assert call("train", photos, "--rungs", "majority,rules", "-o", out, "--quiet") == 0
    return out


# --- help


def test_the_verbs_are_there() -> None:
    assert [command.callback.__name__ for command in app.registered_commands if command.callback] == VERBS
    assert [group.typer_instance.info.name for group in app.registered_groups if group.typer_instance] == GROUPS


@pytest.mark.parametrize(
    "verb",
    [[], *([verb] for verb in VERBS), ["garden"], ["garden", "photos"]],
    ids=lambda verb: " ".join(verb) or "all",
)
def test_help_loads_nothing_heavy(verb: list[str]) -> None:
    code = (
        "import sys, ninelives\nfrom ninelives.cli import main\ntry:\n"
        f"    main({[*verb, '--help']})\n"
        f"finally:\n    sys.stderr.write(','.join(m for m in {HEAVY} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage:" in done.stdout


def test_the_version_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom ninelives.cli import main\ntry:\n    main(['--version'])\n"
        f"finally:\n    sys.stderr.write(','.join(m for m in {HEAVY} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"ninelives {ninelives.__version__}\n", "")


# --- errors


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["train", "phots"], "there is no folder, table, zip or tar 'phots'"),
        (["train", ".", "--deployment", "nonsense"], "'key=value' pairs or a TOML file"),
        (["train", ".", "--rungs", "ruls"], "did you mean 'rules' ?"),
        (["train", ".", "--calibration-share", "0.9"], "calibration-share must lie in"),
        (["predict", "none.model", "."], "there is no model 'none.model'"),
        (["report", "none"], "there is no artifact 'none'"),
        (["collect", "none"], "there is no folder, table, zip or tar 'none'"),
        (["collect", ".", "--world", "moon"], "there is no world 'moon'"),
        (["train", ".", "--deployment", "gone.toml"], "the deployment 'gone.toml' cannot be read: No such file"),
        (["train", ".", "--labels", "gone.csv"], "there is no labels file 'gone.csv'"),
        (["train", ".", "--deployment", "world=moon"], "there is no world 'moon'"),
    ],
)
def test_a_mistake_is_told_in_two_lines(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == 2
    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert told.out == ""
    assert lines[0].startswith("ninelives: ")
    assert says in lines[0]
    assert len(lines) == 2
    assert lines[1].startswith("  fix: ")


def test_a_place_that_cannot_be_written_is_told_before_any_photo_is_read(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(*_: object, **__: object) -> None:
        raise AssertionError("a photo was asked for")

    (tmp_path / "file").touch()
    for target in ("archive.archive.Archive.of", "archive.sources.open_source"):
        monkeypatch.setattr(f"ninelives.artifacts.{target}", reads)
    monkeypatch.setattr("ninelives.stages.train.judge.open_source", reads)
    monkeypatch.setattr("ninelives.report.command.load", reads)
    for command in (["train", photos], ["predict", model, photos], ["collect", photos], ["report", model]):
        assert call(*command, "-o", tmp_path / "file" / "out") == 2
        assert "a part of that path is a file, not a folder" in capsys.readouterr().err


def test_a_folder_that_may_not_be_read_is_told_in_our_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    locked, scan = tmp_path / "locked", os.scandir
    locked.mkdir()

    def refused(path: str) -> object:
        if Path(path) == locked:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return scan(path)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path) != locked)
    monkeypatch.setattr(os, "scandir", refused)
    for verb in ("collect", "train"):
        assert call(verb, locked) == 2
        lines = capsys.readouterr().err.splitlines()
        assert lines == [
            f"ninelives: the folder '{locked}' cannot be read: Permission denied",
            f"  fix: ls -ld '{locked}'",
        ]


def test_a_slip_of_the_pen_is_recognised(
    photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(photos.parent)
    assert call("train", "phots/") == 2
    assert "did you mean photos/ ?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["train"], "Missing argument"),
        (["train", ".", "--nope"], "No such option"),
        (["tain", "."], "Did you mean 'train'?"),
        (["train", ".", "--seed", "x"], "Invalid value for '--seed'"),
    ],
)
def test_a_wrong_command_line_keeps_its_own_words(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Usage: ")
    assert says in told.err


def test_no_mistake_shows_a_traceback(tmp_path: Path) -> None:
    done = run("train", tmp_path, "--seed", "-1")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


# --- answers


def test_every_answer_fits_a_screen_and_ends_with_what_to_type(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use = ["--deployment", "hour=20-6"]
    new, archive = tmp_path / "new.parquet", tmp_path / "photos.archive"
    for command in (
        ["train", photos, "--rungs", "majority,rules", "-o", tmp_path / "m.model", *use],
        ["predict", model, photos, "-o", new, *use],
        ["collect", photos, "-o", archive, *use],
        ["report", new],
        ["ask", "--from", photos, "-o", tmp_path / "problem.toml"],
    ):
        assert call(*command) == 0
        told = capsys.readouterr()
        lines = told.out.rstrip("\n").splitlines()
        assert len(lines) + len(told.err.splitlines()) <= SCREEN
        assert any(line.startswith("  next    ") for line in lines[-2:])
        assert "\033" not in told.out + told.err


def test_train_tells_the_ladder_the_envelope_and_what_was_set_aside(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "m.model"
    assert call("train", photos, "--rungs", "majority,rules", "-o", out, "--deployment", "light=0-0.1") == 0
    told = capsys.readouterr()
    assert re.search(r"read +62 files.* 2 set aside", told.err)
    assert re.search(r"^  ladder +majority [\d.]+ · rules [\d.]+$", told.out, re.M)
    assert re.search(r"^  never seen  light below 0\.1: 100 % of the declared use", told.out, re.M)
    assert "empty.jpg: it is empty (0 bytes)" in told.out
    assert "unrecorded" in told.out


def test_a_second_train_says_that_it_was_made_before(
    photos: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Model.load(model).digest
    assert call("train", photos, "--rungs", "majority,rules", "-o", model) == 0
    assert "made before" in capsys.readouterr().out
    assert Model.load(model).digest == before


def test_keeping_nothing_apart_says_what_defer_will_need(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rest = ["--rungs", "majority", "-o", tmp_path / "all.model"]
    assert call("train", photos, "--calibration-share", "0", *rest) == 0
    told = capsys.readouterr().out
    assert "defer" in told
    assert "--calibration" in told


def documented(verb: str) -> set[str]:
    """The keys that the guide names."""
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    table = guide.partition(f"`ninelives {verb} --json`\n")[2].partition("\n`ninelives")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.M))


def test_json_is_one_object_and_progress_goes_to_the_other_stream(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = {
        "train": ["train", photos, "--rungs", "majority", "-o", tmp_path / "a.model"],
        "predict": ["predict", model, photos, "-o", tmp_path / "a.parquet"],
        "collect": ["collect", photos, "-o", tmp_path / "a.archive"],
        "report": ["report", model],
        "ask": ["ask", "--from", photos, "-o", tmp_path / "problem.toml"],
    }
    for verb, command in commands.items():
        assert call(*command, "--json") == 0
        told = capsys.readouterr()
        assert set(json.loads(told.out)) == documented(verb) - {"deployment_gaps"}
        assert told.out.count("\n") == 1


def test_quiet_leaves_only_the_answer(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", photos, "--rungs", "majority", "-o", tmp_path / "a.model", "--quiet") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "Right in" in told.out


def test_a_declared_use_can_be_named_on_any_command(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use = ["--deployment", "light=0-0.1", "--json"]
    assert call("collect", photos, "-o", tmp_path / "a.archive", *use) == 0
    collected = json.loads(capsys.readouterr().out)
    assert call("predict", model, photos, "-o", tmp_path / "a.parquet", *use) == 0
    predicted = json.loads(capsys.readouterr().out)
    assert [gap["words"] for gap in collected["gaps"]] == ["light below 0.1"]
    assert predicted["deployment_gaps"] == collected["gaps"]
    assert predicted["gaps"] == []


def test_a_declared_use_can_be_a_file(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "night.toml").write_text('[deployment]\nlight = "0-0.1"\n')
    command = ["collect", photos, "-o", tmp_path / "a.archive", "--deployment", tmp_path / "night.toml"]
    assert call(*command) == 0
    assert "never seen  light below 0.1" in capsys.readouterr().out


def test_a_declared_condition_that_was_never_recorded_is_named_everywhere(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "w.model"
    commands: list[list[str | Path]] = [
        ["train", photos, "--rungs", "majority", "-o", out],
        ["predict", model, photos, "-o", tmp_path / "w.parquet"],
        ["collect", photos, "-o", tmp_path / "w.archive"],
    ]
    for command in commands:
        assert call(*command, "--deployment", "weather=windy") == 0
        told = capsys.readouterr().out
        assert "cannot tell: weather was never recorded" in told
        assert "inside" not in told
        assert call(*command, "--deployment", "weather=windy", "--json") == 0
        assert json.loads(capsys.readouterr().out)["unrecorded"] == ["weather"]
    assert "cannot tell: weather was never recorded" in (out / "report.html").read_text()


def test_new_photos_that_tell_more_than_the_model_knows_are_no_yes(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{path},{9 + number % 8}\n" for number, path in enumerate(sorted(photos.rglob("0*.png")))]
    (tmp_path / "t.csv").write_text("path,hour\n" + "".join(rows))
    assert call("predict", model, tmp_path / "t.csv", "-o", tmp_path / "t.parquet", "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["unrecorded"] == ["hour"]
    assert "cannot tell: hour was never recorded" in told.err
    assert "cannot tell: hour was never recorded" in (tmp_path / "t.html").read_text()


# --- a terminal, a pipe, an impatient hand


def on_a_terminal(*arguments: str | Path, env: dict[str, str]) -> str:
    """All that a command writes to a terminal of its own."""
    ours, theirs = pty.openpty()
    command = [*NINELIVES, *map(str, arguments)]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, **env}) as process:
        os.close(theirs)
        written = b""
        while part := _read(ours):
            written += part
        assert process.wait(timeout=60) == 0
    os.close(ours)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end was closed
        return b""


def test_a_terminal_has_colour_unless_it_is_unwanted(photos: Path, model: Path) -> None:
    command = ["train", photos, "--rungs", "majority,rules", "-o", model]
    assert "\033[32m" in on_a_terminal(*command, env={"TERM": "xterm", "NO_COLOR": ""})
    assert "\033[3" not in on_a_terminal(*command, env={"TERM": "xterm", "NO_COLOR": "1"})


def test_a_reader_that_leaves_early_is_no_error(model: Path) -> None:
    command = [*NINELIVES, "report", str(model), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_ctrl_c_ends_with_one_line() -> None:
    code = (
        "import signal, sys, time\nfrom ninelives.artifacts.archive import Archive\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # in the background it is ignored
        "def at_work(*_, **__):\n    print('at work', file=sys.stderr, flush=True)\n    time.sleep(60)\n"
        "Archive.of = at_work\nfrom ninelives.cli import main\nmain(['train', '.'])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=-1, stderr=-1, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "at work\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.strip()) == (
        "",
        "ninelives: stopped; what is finished is kept, the same command goes on from there",
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_a_letter_gets_its_number(model: Path, encoding: str) -> None:
    argv = [sys.executable, "-m", "ninelives", "report", str(model), "-o", str(model.parent / "猫\u2013.html")]
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    plain = subprocess.run(argv, env=env, capture_output=True, check=True)
    assert b"\\u732b\\u2013.html" in plain.stdout
    told = subprocess.run([*argv, "--json"], env=env, capture_output=True, check=True)
    assert json.loads(told.stdout.decode(encoding))["out"].endswith("猫\u2013.html")


def test_an_answer_that_cannot_be_written_is_told(model: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ninelives", "report", str(model)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "ninelives: the answer cannot be written to standard output: no space left on device",
        "  fix: send it elsewhere, with the same command: what was made is kept",
    ]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_error(model: Path, closed: str) -> None:
    command = f"{sys.executable} -m ninelives report {model} {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
