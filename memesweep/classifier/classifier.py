"""The public API for single pictures and streams of them."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PIL import ImageFile

from memesweep.classifier.bundle import find_bundle, is_name, load_bundle
from memesweep.classifier.classification import Classification
from memesweep.classifier.cores import usable_cores
from memesweep.classifier.pipeline import score_in_order
from memesweep.classifier.pool import ScorerPool
from memesweep.classifier.scoring import ScoredPicture, score_bytes, score_path
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.shape import is_camera_shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from os import PathLike

    from memesweep.classifier.scorer import Scorer
    from memesweep.verdict.thresholds import Thresholds

Source = TypeVar("Source")
Stream: TypeAlias = "Generator[Classification, None, None]"


class Classifier:
    """Scores pictures and says what memesweep would do with them.

    Threads may share one: each gets an interpreter of its own. Pickled, it is the model's name, and loads the
    model again where it is unpickled. It knows no gallery: what a person decided, and how old a file is, do
    not count.
    """

    def __init__(
        self,
        model: str | PathLike[str] | None = None,
        *,
        thresholds: Thresholds | None = None,
        sweep_camera: bool = False,
        sweep_camera_shaped: bool = False,
    ) -> None:
        """Load a model, check that it is the one that was tested, and score its known pictures.

        Args:
            model: name of a model that memesweep brings, or a bundle's folder; by default the shipped one.
            thresholds: the scores from which a picture is reviewed or swept, instead of the model's own.
            sweep_camera: whether a camera in the metadata no longer keeps a picture.
            sweep_camera_shaped: whether the exact shape of a phone's camera no longer asks for a person.

        Raises:
            ModelError: the model is missing or damaged, or no runtime gives the known scores.

        """
        folder = find_bundle(model)
        self._bundle = load_bundle(folder)
        self._origin = model if isinstance(model, str) and is_name(model) else folder
        self._thresholds = thresholds or self._bundle.thresholds
        self._sweep_camera = sweep_camera
        self._sweep_camera_shaped = sweep_camera_shaped
        self._scorers = ScorerPool(self._bundle)

    @property
    def model(self) -> str:
        """Name of the model."""
        return self._bundle.name

    @property
    def version(self) -> str:
        """Version of the model."""
        return self._bundle.version

    @property
    def thresholds(self) -> Thresholds:
        """The scores from which a picture is reviewed or swept."""
        return self._thresholds

    def classify_path(self, path: str | PathLike[str]) -> Classification:
        """Classify a file, of whatever kind, there or not: what is wrong with it is a `problem`.

        Raises:
            ModelError: the runtime gives no number.
            RuntimeError: Pillow has been told to let half a picture pass as a whole one.

        """
        return self._classify(score_path, path)

    def classify_bytes(self, data: bytes) -> Classification:
        """Classify a file's content; see `classify_path`."""
        return self._classify(score_bytes, data)

    def classify_paths(self, paths: Iterable[str | PathLike[str]], *, workers: int | None = None) -> Stream:
        """Classify files on some threads, in order.

        Args:
            paths: taken lazily, a few dozen ahead, so a stream without end is fine.
            workers: number of threads; by default one for each core that this process may use.

        Yields:
            one classification for each path, in the order of `paths`. Leaving the loop early stops the work.

        Raises:
            ModelError: see `classify_path`.
            ValueError: fewer than one worker.

        """
        threads = usable_cores() if workers is None else workers
        if threads < 1:
            raise ValueError(f"workers must be at least 1, not {workers}")
        return self._stream(paths, threads)

    def _stream(self, paths: Iterable[str | PathLike[str]], workers: int) -> Stream:
        stop = Event()
        with closing(score_in_order(paths, self._classify_path_with, self._scorers, workers, stop)) as chunks:
            try:
                for chunk in chunks:
                    yield from chunk
            finally:
                stop.set()  # before the threads are waited for

    def _classify_path_with(self, path: str | PathLike[str], scorer: Scorer) -> Classification:
        _require_strict_decoding()
        return self._decided(score_path(path, scorer))

    def _classify(self, score: Callable[[Source, Scorer], ScoredPicture], source: Source) -> Classification:
        _require_strict_decoding()
        with self._scorers.lend() as scorer:
            return self._decided(score(source, scorer))

    def _decided(self, picture: ScoredPicture) -> Classification:
        info = picture.info
        evidence = Evidence(
            camera=info.camera and not self._sweep_camera,
            metadata_damaged=info.metadata_damaged and not self._sweep_camera,
            camera_shaped=not self._sweep_camera_shaped and is_camera_shaped(info.width, info.height),
        )
        decided = decide(picture.score, picture.problem, evidence, self._thresholds)
        return Classification(
            score=picture.score,
            verdict=decided.verdict,
            reason=decided.reason,
            info=info,
            problem=picture.problem,
        )

    def __reduce__(self) -> tuple[Callable[[], Classifier], tuple[()]]:
        return partial(
            Classifier,
            self._origin,
            thresholds=self._thresholds,
            sweep_camera=self._sweep_camera,
            sweep_camera_shaped=self._sweep_camera_shaped,
        ), ()

    def __repr__(self) -> str:
        return f"<memesweep.Classifier {self.model} {self.version}>"


def _require_strict_decoding() -> None:
    """Half a photo must get no score, and this switch of Pillow's would give it one."""
    if ImageFile.LOAD_TRUNCATED_IMAGES:
        raise RuntimeError(
            "PIL.ImageFile.LOAD_TRUNCATED_IMAGES is set in this process: damaged pictures would be scored as "
            "if they were whole. Set it to False, or classify in a process of its own."
        )
