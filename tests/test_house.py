"""The house keeps its shape: exports, what is loaded, who imports whom, what has a test, what may never be called."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ninelives

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ninelives"
HEAVY = [
    "numpy",
    "pydantic",
    "scipy",
    "sklearn",
    "torch",
    "polars",
    "pyarrow",
    "cv2",
    "PIL",
    "onnx",
    "onnxruntime",
    "jinja2",
]

# Modules without a test file that mirrors them, each with the reason.
UNMIRRORED: dict[str, str] = {
    "kernels/world/photos/wanted": "fields and no more",
    "stages/train/rungs/lesson": "fields and no more",
}


# --- what is exported and loaded


def test_every_exported_name_is_there() -> None:
    assert ninelives.__all__
    assert list(ninelives.__all__) == sorted(set(ninelives.__all__))
    for name in ninelives.__all__:
        assert getattr(ninelives, name) is not None
    assert set(ninelives.__all__) <= set(dir(ninelives))


def test_every_public_name_of_ours_is_exported() -> None:
    named = {name: getattr(ninelives, name) for name in dir(ninelives) if not name.startswith("_")}
    ours = {name for name, thing in named.items() if getattr(thing, "__module__", "").startswith("ninelives")}
    assert ours <= set(ninelives.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        _ = ninelives.nothing_of_the_sort


def loaded_by(code: str) -> list[str]:
    """Heavy modules that a fresh interpreter holds after some code, however that code ends."""
    script = (
        f"import json, sys\ntry:\n    {code}\nfinally:\n    print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    return list(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import ninelives",
        "import ninelives.cli",
        "sys.argv = ['ninelives', '--help']; from ninelives.cli import main; main()",
        "sys.argv = ['ninelives', 'train', '--help']; from ninelives.cli import main; main()",
    ],
)
def test_reading_help_loads_nothing_heavy(code: str) -> None:
    assert loaded_by(code) == []


def test_a_heavy_import_is_seen() -> None:
    assert loaded_by("import numpy; sys.exit(3)") == ["numpy"]


# --- who imports whom


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter's verdict on the package in one folder."""
    command = [
        Path(sys.executable).with_name("lint-imports"),
        "--config",
        ROOT / ".importlinter",
        "--no-logo",
        "--no-cache",
    ]
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "ninelives", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_layers_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "says"),
    [
        (
            "store/offence.py",
            "import ninelives.kernels.stats",
            "ninelives.store is not allowed to import ninelives.kernels",
        ),
        ("report/offence.py", "def late():\n    import ninelives.stages.train", "ninelives.report is not allowed"),
        ("stages/collect/offence.py", "import ninelives.stages.train", "ninelives.stages.collect is not allowed"),
        ("stages/newcomer.py", "import ninelives.stages.train", "ninelives.stages.newcomer is not allowed"),
        ("kernels/photos/offence.py", "import ninelives.kernels.nets", "ninelives.kernels.photos is not allowed"),
        ("kernels/stats/offence.py", "import ninelives.kernels.photos", "ninelives.kernels.stats is not allowed"),
        ("stages/train/offence.py", "import ninelives.kernels.photos.night", "ninelives.kernels.photos.night"),
        ("artifacts/offence.py", "import ninelives.kernels.photos.night", None),
        ("utils.py", "", "ninelives.utils"),
        ("kernels/helpers.py", "", "ninelives.kernels.helpers"),
    ],
)
def test_an_offence_is_caught(copy: Path, module: str, line: str, says: str | None) -> None:
    (copy / "ninelives" / module).write_text(f"{line}\n")
    done = lint(copy)
    assert done.returncode == (says is not None), done.stdout
    assert says is None or says in done.stdout


def test_the_night_is_kept_from_training_by_detours_too(copy: Path) -> None:
    (copy / "ninelives/artifacts/detour.py").write_text("import ninelives.kernels.photos.night\n")
    (copy / "ninelives/stages/train/offence.py").write_text("import ninelives.artifacts.detour\n")
    assert "ninelives.artifacts.detour -> ninelives.kernels.photos.night" in lint(copy).stdout


# --- what has a test


def modules() -> Iterator[str]:
    """Every module that holds code of its own, as its path under the package without suffix."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "__init__.py":
            yield str(path.relative_to(PACKAGE).with_suffix(""))


def mirror(module: str) -> Path:
    room, _, name = module.rpartition("/")
    return ROOT / "tests" / room / f"test_{name.strip('_')}.py"


def test_every_module_has_a_test_that_mirrors_it() -> None:
    assert [m for m in modules() if not mirror(m).exists() and m not in UNMIRRORED] == []


def test_every_exception_is_still_one() -> None:
    assert [m for m in UNMIRRORED if mirror(m).exists() or m not in set(modules())] == []


# --- what may never be called


def sources() -> Iterator[Path]:
    for room in ("src", "tests", "bench", "prove", "examples", "docs", ".ci"):
        yield from (ROOT / room).rglob("*.py")


def forbidden(call: ast.Call) -> bool:
    """Whether a call may run code that a file brought along."""
    name = ast.unparse(call.func)
    options = {option.arg: ast.unparse(option.value) for option in call.keywords}
    if name == "torch.load":
        return options.get("weights_only") != "True"
    return options.get("allow_pickle") == "True" or name in {
        *("eval", "exec", "pickle.load", "pickle.loads", "pickle.Unpickler", "marshal.loads", "marshal.load"),
        *("joblib.load", "dill.load", "cloudpickle.load", "yaml.load", "yaml.unsafe_load", "shelve.open"),
    }


def offences(source: str) -> list[int]:
    """Lines that call something forbidden, or import a loader under a name of its own."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        called = isinstance(node, ast.Call) and forbidden(node)
        renamed = isinstance(node, ast.ImportFrom) and node.module in ("pickle", "marshal", "joblib", "dill", "yaml")
        if called or (renamed and any(alias.name.startswith(("load", "Unpickler")) for alias in node.names)):
            lines.append(node.lineno)
    return lines


def test_nothing_that_is_loaded_can_run() -> None:
    found = {str(p.relative_to(ROOT)): lines for p in sources() if (lines := offences(p.read_text(encoding="utf-8")))}
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle\npickle.load(file)",
        "from pickle import loads",
        "eval(text)",
        "np.load(path, allow_pickle=True)",
        "yaml.load(text)",
        "torch.load(path)",
    ],
)
def test_a_loader_that_runs_code_is_found(source: str) -> None:
    assert offences(source)


@pytest.mark.parametrize(
    "source", ["model.eval()", "pickletools.genops(b)", "np.load(p, allow_pickle=False)", "json.load(f)"]
)
def test_a_harmless_loader_is_let_be(source: str) -> None:
    assert offences(source) == []


# --- what may be imported in one place only


def importers(name: str) -> set[str]:
    """Files that import a library, wherever in them."""
    found = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if name in {each.partition(".")[0] for each in names}:
                found.add(str(path.relative_to(ROOT)))
    return found


def test_onnx_runtime_is_imported_where_it_is_told_to_keep_to_itself() -> None:
    assert importers("onnxruntime") == {"src/ninelives/kernels/nets/runtime.py"}


# --- what an error says


def without_fix(source: str) -> list[int]:
    """Lines that make an error without a line that mends it."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "NinelivesError"]
    told = {id(call): [ast.unparse(option.value) for option in call.keywords if option.arg == "fix"] for call in made}
    return [call.lineno for call in made if not told[id(call)] or told[id(call)][0].endswith("None")]


def test_every_error_has_a_line_that_mends_it() -> None:
    found = {str(p.relative_to(PACKAGE)): lines for p in PACKAGE.rglob("*.py") if (lines := without_fix(p.read_text()))}
    assert found == {}


@pytest.mark.parametrize("source", ["NinelivesError('x')", "NinelivesError('x', fix='y' if z else None)"])
def test_an_error_that_mends_nothing_is_found(source: str) -> None:
    assert without_fix(source) == [1]
    assert without_fix("NinelivesError('x', fix='y')") == []


# --- which skips CI accepts

JUNIT = '<testsuites><testsuite><testcase classname="a" name="b">{}</testcase></testsuite></testsuites>'


def judge(folder: Path, inside: str, data: str = "/nonexistent") -> subprocess.CompletedProcess[str]:
    report = folder / "report.xml"
    report.write_text(JUNIT.format(inside))
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "skips.py", report],
        env={"NINELIVES_DATA": data, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def skip(reason: str) -> str:
    return f'<skipped type="pytest.skip" message="{reason}"/>'


def test_ci_lists_a_skip_that_is_allowed(tmp_path: Path) -> None:
    for reason in ("no real data: NINELIVES_DATA names no folder", "no GPU"):
        done = judge(tmp_path, skip(reason))
        assert (done.returncode, reason in done.stdout) == (0, True)
    assert judge(tmp_path, "").returncode == 0


def test_ci_refuses_any_other_skip(tmp_path: Path) -> None:
    assert judge(tmp_path, skip("could not import 'torch'")).returncode == 1
    assert judge(tmp_path, skip("no real data: but it is here"), data=str(tmp_path)).returncode == 1
    assert judge(tmp_path, '<skipped type="pytest.xfail" message="later"/>').returncode == 1
