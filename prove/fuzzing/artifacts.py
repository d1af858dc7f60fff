"""Saved artifacts under attack: one file of a small one is bent, with its digests broken or mended again."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq
from PIL import Image
from safetensors.numpy import load, save

from fuzzing.choices import ODD, Choices, bent
from ninelives.artifacts.archive import Archive, UnreadableError
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import KEY, Predictions, lineage_of
from ninelives.errors import NinelivesError
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import predict
from ninelives.store import digest
from ninelives.store.manifest import NAME

BROKEN, MENDED, BENT = range(3)  # bytes against the digests; bytes, resealed; values inside, resealed
LONGEST = 1 << 14  # bytes of a file that is thrown whole


class Folder:
    """A sealed folder, of which one file at a time is another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._whole = {os.fspath(f.relative_to(path)): f.read_bytes() for f in sorted(path.rglob("*")) if f.is_file()}
        self._names = sorted(self._whole)

    def seeds(self) -> Iterator[bytes]:
        for file, name in enumerate(self._names):
            for how in (BROKEN, MENDED):
                if len(self._whole[name]) < LONGEST:
                    yield _words(how, file) + self._whole[name]
            yield from (_words(BENT, file, *(17 * turn + 5 * step for step in range(12))) for turn in range(24))

    @contextlib.contextmanager
    def attacked(self, data: bytes) -> Iterator[Path]:
        choices = Choices(data)
        how, name = choices.below(3), choices.pick(self._names)
        new = choices.rest() if how != BENT else _bent_file(name, self._whole[name], choices)
        changed = {name: new}
        if how != BROKEN:
            changed[NAME] = _resealed(new if name == NAME else self._whole[NAME], name, new)
        for each, content in changed.items():
            (self._path / each).write_bytes(content)
        try:
            yield self._path
        finally:
            for each in changed:
                (self._path / each).write_bytes(self._whole[each])


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


def _resealed(manifest: bytes, name: str, new: bytes) -> bytes:
    """The manifest, true to the changed file and to itself; as it is where it is no JSON that could be sealed."""
    try:
        body = json.loads(manifest)
        if name != NAME:
            body["files"][name] = {"size": len(new), "sha256": digest.of_bytes(new)}
        body["digest"] = digest.of_json({key: body[key] for key in ("kind", "version", "facts", "files")})
        return json.dumps(body).encode()
    except (ValueError, TypeError, KeyError, RecursionError):
        return manifest


def _bent_file(name: str, whole: bytes, choices: Choices) -> bytes:
    """The same kind of file, with something else inside."""
    with contextlib.suppress(Exception):  # what cannot be written cannot be loaded either
        if name.endswith(".json"):
            body = json.loads(whole)
            part = choices.pick((None, "facts", "facts", "facts", "files"))
            bend = bent(body.get(part, body), choices)
            return json.dumps({**body, part: bend} if part in body else bend).encode()
        if name.endswith(".safetensors"):
            return save(_bent_arrays(load(whole), choices))
        if name.endswith(".parquet"):
            return _bent_table(whole, choices)
    return choices.rest()


def _bent_arrays(arrays: dict[str, np.ndarray], choices: Choices) -> dict[str, np.ndarray]:
    name = choices.pick(sorted(arrays))
    array = arrays.pop(name)
    kept: list[Any] = [
        dict,
        lambda: {f"{name}2": array},
        lambda: {name: array.reshape(-1)},
        lambda: {name: array[..., None]},
        lambda: {name: array.reshape(-1)[:0]},
        lambda: {name: array.reshape(-1)[0]},
        lambda: {name: array[:-1]},
        lambda: {name: array.astype(choices.pick(("bool", "int8", "uint64", "float16", "float64")))},
        lambda: {name: np.full_like(array, choices.pick((0, -1, 1, 127)))},
        lambda: {name: np.full(array.shape, choices.pick((1e308, np.nan, -np.inf, 1e-320)))},
    ]
    return arrays | choices.pick(kept)()


def _bent_table(whole: bytes, choices: Choices) -> bytes:
    table = pl.read_parquet(whole)
    name = choices.pick(table.columns)
    odd = [value for value in ODD if not isinstance(value, list | dict)]
    kinds = (pl.String, pl.Int8, pl.Boolean, pl.Binary, pl.Float64, pl.List(pl.Int8))
    bends: list[Any] = [
        lambda: table.drop(name),
        lambda: table.rename({name: f"{name}2"}),
        lambda: table.head(choices.below(3)),
        lambda: pl.concat([table, table]),
        table.reverse,
        lambda: table.with_columns(pl.lit(None).alias(name)),
        lambda: table.with_columns(pl.lit(choices.pick(odd)).alias(name)),
        lambda: table.with_columns(pl.col(name).cast(choices.pick(kinds), strict=False)),
        lambda: table.with_columns(pl.lit(None, dtype=choices.pick(kinds)).alias(name)),
    ]
    file = io.BytesIO()
    choices.pick(bends)().write_parquet(file)
    return file.getvalue()


class Models:
    """A model folder: loaded, summed up, and asked about one picture."""

    def __init__(self, room: Path) -> None:
        photos = draw_photos(room / "photos")
        told, rungs = _told(room), ("majority", "rules", "kernel")
        model = train(photos, rungs=rungs, side=4, folds=2, out=room / "small.model", **told)
        self._picture = np.full((8, 8, 3), 99, np.uint8)
        self._folder = Folder(room / "small.model")
        self._declared = model.envelope

    def seeds(self) -> Iterator[bytes]:
        yield from self._folder.seeds()

    def __call__(self, data: bytes) -> None:
        with self._folder.attacked(data) as path, contextlib.suppress(NinelivesError):
            model = Model.load(path)
            json.dumps(model.summary())
            model._repr_html_()
            model.judged()
            model.envelope.gaps(self._declared)
            answers = {each.name: ["yes"] for each in model.told}
            assert model.predict([self._picture], properties=answers).shape == (1,)


def _told(room: Path) -> dict[str, Path]:
    """A property and a rule for the photos, so that a model has all that a model can have."""
    items = sorted(path.relative_to(room / "photos") for path in room.rglob("*.png"))
    rows = [f"{item},{'yes' if item.stem < '5' else 'no'}" for item in items]
    (room / "tail.csv").write_text("\n".join(["item,label", *rows]))
    (room / "rules.toml").write_text('rules = ["if tail is yes and mean brightness over .3 then dog"]')
    return {"properties": room / "tail.csv", "rules": room / "rules.toml"}


class Archives:
    """A saved archive, its photos packed: loaded, every photo read, its envelope made."""

    packed = True

    def __init__(self, room: Path) -> None:
        Archive.of(draw_photos(room / "photos")).save(room / "small.archive", pack=self.packed)
        self._folder = Folder(room / "small.archive")

    def seeds(self) -> Iterator[bytes]:
        yield from self._folder.seeds()

    def __call__(self, data: bytes) -> None:
        with self._folder.attacked(data) as path, contextlib.suppress(NinelivesError):
            archive = Archive.of(path)
            archive.envelope().to_json()
            assert len(archive.digest) == 64
            for index in range(min(40, len(archive))):
                with contextlib.suppress(UnreadableError, OSError):
                    archive.source.read(index)


class Listings(Archives):
    """A saved archive whose photos stayed where they were."""

    packed = False


class Judged:
    """A predictions file: its facts, its lineage, its rows."""

    def __init__(self, room: Path) -> None:
        photos = draw_photos(room / "photos")
        model = train(photos, rungs=("majority",), folds=2, out=room / "least.model")
        self._path = room / "small.parquet"
        predict(model, photos, out=self._path)
        self._whole = self._path.read_bytes()

    def seeds(self) -> Iterator[bytes]:
        yield _words(0) + self._whole
        yield from (_words(1, *(17 * turn + 5 * step for step in range(12))) for turn in range(60))

    def __call__(self, data: bytes) -> None:
        choices = Choices(data)
        self._path.write_bytes(self._bent(choices) if choices.below(2) else choices.rest())
        with contextlib.suppress(NinelivesError):
            lineage_of(self._path)
            found = Predictions.load(self._path)
            json.dumps(found.summary())
            assert found.accuracy is None or isinstance(found.accuracy, float)
            assert found.table.height >= 0

    def _bent(self, choices: Choices) -> bytes:
        table = pq.read_table(io.BytesIO(self._whole))
        facts = bent(json.loads(pq.read_metadata(io.BytesIO(self._whole)).metadata[KEY]), choices)
        file = io.BytesIO()
        with contextlib.suppress(UnicodeEncodeError):
            pq.write_table(table.replace_schema_metadata({KEY: json.dumps(facts).encode()}), file)
        return file.getvalue()


def draw_photos(folder: Path) -> Path:
    """Two classes of tiny pictures."""
    draw = np.random.default_rng(1)
    for name, light in (("cat", 60), ("dog", 190)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(10):
            pixels = np.clip(draw.normal(light, 40, (12, 12, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
    return folder
