"""Model: a fitted ladder, the envelope it was made under, and what later stages need of its photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance, timings
from ninelives.artifacts.model.folder import DARKENED, FOREIGN_NETWORK, KIND, NETWORK, TABLES, TUNED_NETWORK, opened
from ninelives.artifacts.model.made import Made
from ninelives.artifacts.model.score import Score
from ninelives.artifacts.sealed import folder_of, usable
from ninelives.errors import NinelivesError
from ninelives.store import atomic, digest, manifest
from ninelives.store.arrays import pack

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.foreign import Origin
    from ninelives.artifacts.pictures import Given
    from ninelives.artifacts.properties import Need, Property
    from ninelives.kernels.nets.rungs import Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Made):
    """What answers a question about photos, and where it may be trusted.

    Attributes:
        classes: in the order of every probability column.
        chosen: the recommended rung.
        scores: of every rung, from the lowest up.
        rungs: the fitted rungs, by name.
        envelope: the conditions that it was made under.
        facts: what is sealed beside: items, scenes, sizes, deployment, gaps, lineage.
        tables: ``calibration`` (item, scene, conditions, truth, ``p_<class>`` of photos kept apart), ``reference``
            (features, outputs, conditions of photos that it was not fitted on), ``crossfit`` (as calibration, of the
            photos it was fitted on, each judged by a fit that had not seen it; of kinds all photos, without a truth,
            and ``reference`` is drawn of the same), ``set_aside``, ``pictures``, and ``learned`` (the first
            bytes of the digest of each photo that it was fitted on or that was kept apart). Where it was told of a
            dark use, ``darkened`` too: as calibration, of darkened copies of the photos kept apart.
        network: the int8 network's file, where a rung needs one.
        tuned: that of the network that learned from these photos too, or its bytes; where the rung ``fine-tuned`` is.
        foreign: the ONNX file that it was adopted from, or its bytes, as it came.
        path: where it was loaded from or saved to.
    """

    classes: tuple[str, ...]
    chosen: str
    scores: tuple[Score, ...]
    rungs: Mapping[str, Rung]
    envelope: Envelope
    facts: dict[str, Any]
    tables: Mapping[str, pl.DataFrame]
    network: Path | None = None
    tuned: Path | bytes | None = None
    foreign: Path | bytes | None = None
    path: Path | None = None
    seconds: float = 0.0
    digest: str = field(default="", compare=False)

    @property
    def best(self) -> Score:
        """The chosen rung's score."""
        return next(score for score in self.scores if score.name == self.chosen)

    @property
    def known(self) -> bool:
        """Whether anything is known of how often it is right: of kinds nothing is, until labels name them."""
        return bool(self.scores)

    @property
    def kinds(self) -> dict[str, Any] | None:
        """What it tells of its kinds, see ``artifacts.model.kinds``; None for a model that learned from labels."""
        found: dict[str, Any] | None = self.facts["kinds"]
        return found

    @property
    def judges(self) -> bool:
        """Whether it can judge new photos; of answers that were adopted there are no more."""
        return self.origin is None or self.foreign is not None

    def learned_from(self, prefixes: np.ndarray) -> np.ndarray:
        """Which photos it was made from: judging those again proves nothing.

        Args:
            prefixes: ``prefix`` of each photo's SHA-256, uint64 of shape (photos,).

        Returns:
            bool of shape (photos,).
        """
        import numpy as np

        own = np.frombuffer(b"".join(self.tables["learned"].get_column("photo")), ">u8")
        return np.isin(prefixes, own.astype(np.uint64))

    def gauge(self, rung: str | None = None) -> Gauge | None:
        """What must be measured of a photo before ``rung`` (the chosen one) can judge it; None for nothing.

        Raises:
            NinelivesError: it was adopted with its predictions alone, and judges no other photo.
        """
        if (origin := self.origin) is not None:
            return self._foreign_gauge(origin)
        from ninelives.artifacts.archive.gauges import HEADS, TUNED, FactsGauge, FeaturesGauge, SmallGauge
        from ninelives.artifacts.properties import READERS
        from ninelives.kernels.nets.rungs import Network

        name = rung or self.chosen
        levelled = name == self.chosen and bool(self.facts["levelled"])
        if name in HEADS or name == TUNED:
            file = self.tuned if name == TUNED else self.network
            assert file is not None
            return FeaturesGauge(file, int(self.facts["size"]), levelled=levelled)
        if name == "kernel":
            return SmallGauge(int(self.facts["side"]), levelled=levelled)
        if isinstance(network := self.rungs.get(name), Network):
            return SmallGauge(int(network.side), levelled=levelled)
        return FactsGauge(self.told) if name in READERS else None

    def _foreign_gauge(self, origin: Origin) -> Gauge:
        from ninelives.artifacts.foreign.gauge import ForeignGauge

        if self.foreign is None or origin.takes is None:
            raise NinelivesError(
                f"this model is what '{origin.name}' said of {self.facts['items']:,} photos, and judges no others",
                fix="ninelives adopt NETWORK.onnx --data DATA, or adopt predictions of the new photos",
            )
        return ForeignGauge(self.foreign, origin.takes, origin.output, origin.numbers)

    @property
    def told(self) -> tuple[Property, ...]:
        """The properties that it was told of each photo, beside those that are measured."""
        from ninelives.artifacts.properties import Property

        properties = map(Property.from_json, self.facts["properties"])
        return tuple(each for each in properties if each.source != "photo")

    @property
    def need(self) -> Need:
        """What the chosen rung has to be told of new photos."""
        from ninelives.artifacts.properties import Need

        if self.origin is not None:
            return Need(self.told)
        gauge, rung = self.gauge(), self.rungs[self.chosen]
        if gauge is None or not gauge.asked:
            return Need(self.told)
        first = gauge.width - len(gauge.asked)
        read = tuple(gauge.asked[at - first] for at in rung.reads(gauge.width).tolist() if at >= first)
        return Need(self.told, gauge.asked, read)

    def unseen(self) -> tuple[pl.DataFrame, np.ndarray]:
        """All photos as a fit judged them that had not seen them: their rows, and the probabilities of the classes."""
        import polars as pl

        both = pl.concat([self.tables["crossfit"], self.tables["calibration"]])
        return both, both.select(f"p_{name}" for name in self.classes).to_numpy()

    def accuracy(self) -> tuple[float, tuple[float, float]]:
        """Share right of all photos, each judged by a fit that had not seen it, and its 95 % interval over scenes.

        Of kinds that were named it is the share of labels that the others of their kind agree with. Only where it is
        ``known``.
        """
        from ninelives.kernels.stats.intervals import clustered

        if self.kinds is not None:
            return self.best.score, self.best.interval
        _, right, scene = self.judged()
        share, _, low, high = clustered(right, scene)
        return share, (low, high)

    def judged(self) -> tuple[dict[str, pl.Series], np.ndarray, np.ndarray]:
        """How it did on each photo whose truth is known: conditions, right or not, and scene."""
        import numpy as np

        both, p = self.unseen()
        known = both.get_column("truth").is_not_null().to_numpy()
        both, p = both.filter(known), p[known]
        said = np.array(self.classes, dtype=object)[p.argmax(axis=1)]
        conditions = {axis.name: both.get_column(axis.name) for axis in self.envelope.axes if axis.name in both.columns}
        return conditions, said == both.get_column("truth").to_numpy(), both.get_column("scene").to_numpy()

    def predict_proba(self, pictures: str | Path | Sequence[Any], *, properties: Given | None = None) -> np.ndarray:
        """Probability of each class.

        Args:
            pictures: a folder, zip, table or single photo; or a sequence of paths, of encoded bytes, or of uint8 arrays
                of shape (height, width, 3), RGB.
            properties: what the model needs to be told: as in ``train``, or for each name one answer a picture.

        Returns:
            float64 of shape (pictures, classes), in the order of ``classes``; folders in the order of their names.

        Raises:
            NinelivesError: a picture cannot be read, or a property that the chosen rung reads is not told.
        """
        import numpy as np

        from ninelives.artifacts.archive.gauges import FactsGauge
        from ninelives.artifacts.pictures import answers, each, opened

        shown, gauge = opened(pictures), self.gauge() or FactsGauge()
        told = answers(shown, self.need, properties)
        vectors = list(each(shown, gauge))
        x = np.hstack([vectors, told]) if vectors else np.zeros((0, gauge.width), np.float32)
        return self.rungs[self.chosen].probabilities(x)

    def predict(self, pictures: str | Path | Sequence[Any], *, properties: Given | None = None) -> np.ndarray:
        """The likeliest class of each picture, an array of names; for arguments and errors see ``predict_proba``."""
        import numpy as np

        best: np.ndarray = self.predict_proba(pictures, properties=properties).argmax(axis=1)
        said: np.ndarray = np.asarray(self.classes)[best]
        return said

    @property
    def identity(self) -> str:
        """Its digest, and of a model that lies nowhere yet one over all that judges, so that no two pass for one."""
        if self.digest:
            return self.digest
        networks = {name: digest.of_bytes(data) for name, data in self._networks().items()}
        rungs = {name: digest.of_bytes(pack(rung.arrays())) for name, rung in self.rungs.items()}
        return digest.of_json({"sealed": self._sealed(), "rungs": rungs, "networks": networks})

    def summary(self) -> dict[str, Any]:
        """What ``train --json`` prints."""
        share, interval = self.accuracy() if self.known else (None, None)
        return {
            "out": str(self.path) if self.path else None,
            "task": self.facts["task"],
            "classes": list(self.classes),
            "items": self.facts["items"],
            "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in self.set_aside],
            "notes": self.facts["notes"],
            "scenes": self.facts["scenes"],
            "rungs": [
                {
                    "name": s.name,
                    "score": s.score,
                    "interval": list(s.interval),
                    "seconds": round(s.seconds, 3),
                    "parameters": s.parameters,
                    "capped": s.capped.to_json() if s.capped else None,
                }
                for s in self.scores
            ],
            "unfinished": self.facts["unfinished"],
            "untried": self.facts["untried"],
            "chosen": self.chosen,
            "accuracy": share,
            "interval": list(interval) if interval else None,
            "kinds": self.kinds,
            "calibration_items": self.facts["calibration_items"],
            "envelope": self.envelope.to_json(),
            "gaps": self.facts["gaps"],
            "unrecorded": list(self.unrecorded),
            "biases": self.facts["biases"],
            "foreseen": self.facts["foreseen"],
            "fine_tuned": self.facts["fine_tuned"],
            "interaction": self.facts["interaction"],
            "properties": [each.to_json() for each in self.told],
            "rules": self.facts["rules"],
            "problem": self.facts.get("problem"),
            "digest": self.digest,
            "seconds": round(self.seconds, 3),
        }

    def save(self, path: Path, *, replace: bool = False) -> Model:
        """Write the model as a folder and read it back.

        Raises:
            NinelivesError: the folder exists, the disk is full, or there is no permission.
        """
        with atomic.folder(path, replace=replace) as partial:
            for name, rung in self.rungs.items():
                atomic.write(partial / "rungs" / f"{name}.safetensors", pack(rung.arrays()))
            for name in (*TABLES, *({DARKENED} & set(self.tables))):
                self.tables[name].write_parquet(partial / f"{name}.parquet")
            for name, data in self._networks().items():
                atomic.write(partial / name, data)
            manifest.seal(partial, KIND, self._sealed())
            seconds = {"total": self.seconds, "rungs": {score.name: score.seconds for score in self.scores}}
            timings.write(partial, seconds)
        return Model.load(path)

    def _networks(self) -> dict[str, bytes]:
        """The files of its networks, by name."""
        held = {NETWORK: self.network, TUNED_NETWORK: self.tuned, FOREIGN_NETWORK: self.foreign}
        return {name: one if isinstance(one, bytes) else one.read_bytes() for name, one in held.items() if one}

    def _sealed(self) -> dict[str, Any]:
        scores = [score.to_json() for score in self.scores]
        own = {"classes": list(self.classes), "chosen": self.chosen, "scores": scores}
        return {**self.facts, **own, "envelope": self.envelope.to_json()}

    @classmethod
    def load(cls, path: str | Path) -> Model:
        """Read a model, digests first; nothing in it can run code.

        Raises:
            NinelivesError: it is damaged, of a newer version, or no model.
        """
        folder = folder_of(
            path,
            "a model is named by its folder",
            "there is no model",
            load="nl.Model.load('photos.model')",
            make="ninelives train photos/",
        )
        sealed = manifest.check(folder, KIND)
        if sealed.facts.get("data") == "table":
            raise NinelivesError(f"'{folder}' is the model of a table", fix=f"nl.TableModel.load({str(folder)!r})")
        if sealed.facts.get("data") == "series":
            raise NinelivesError(f"'{folder}' is a model of series", fix=f"nl.SeriesModel.load({str(folder)!r})")
        with usable(f"'{folder}' is no model that can be used", "train it again"):
            return opened(cls, folder, sealed)

    def __repr__(self) -> str:
        many = f"{glance.plural(self.facts['items'], 'photo')} in {glance.plural(self.facts['scenes'], 'scene')}"
        return glance.lines(
            f"{self.path or 'model'}: {origin.name if (origin := self.origin) else self.chosen}, {self._right()}",
            f"{glance.few(self.classes)}; {'judged on' if origin else 'from'} {many}",
            "" if self.kinds or origin else "ladder: " + " · ".join(map(glance.rung, self.scores)),
            f"seen: {glance.few(self.envelope.seen(self.facts['world'])) or 'no region has 30 scenes'}",
            f"never recorded: {', '.join(self.envelope.unrecorded)}" if self.envelope.unrecorded else "",
        )

    def _right(self) -> str:
        return (
            f"right in {glance.right(self.best.score, self.best.interval)}"
            if self.known
            else "how often right is unknown"
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{f'<b>{s.name}</b>' if s.name == self.chosen else s.name}{' (capped)' if s.capped else ''}</td>"
            f"<td>{s.score:.1%}</td>"
            f"<td>{s.interval[0]:.1%} to {s.interval[1]:.1%}</td><td>{s.seconds:.1f} s</td></tr>"
            for s in self.scores
        )
        head = "<tr><th>rung</th><th>right</th><th>95 %</th><th>time</th></tr>"
        return f"<table>{head}{rows}</table>{self.envelope.picture()}"
