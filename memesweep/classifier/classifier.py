"""The public API for single pictures and streams of them."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import ImageFile

from memesweep.classifier.bundle import find_bundle, is_name, load_bundle
from memesweep.classifier.classification import Classification
from memesweep.classifier.cores import usable_cores
from memesweep.classifier.pipeline import score_in_order
from memesweep.classifier.pool import CascadePool
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.shape import is_camera_shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from os import PathLike

    from memesweep.classifier.cascade import Cascade
    from memesweep.classifier.scoring import ScoredPicture
    from memesweep.verdict.thresholds import Thresholds

Stream: TypeAlias = "Generator[Classification, None, None]"

SECOND_OPINION: Final = ":second-opinion"
"""Behind a model's name: whatever could be reviewed or swept is shown to the model's larger net, too."""


class Classifier:
    """Scores pictures and says what memesweep would do with them: as `scan` does, or as `clean` does.

    Threads may share one: each gets an interpreter of its own. Pickled, it is the model's name, and loads the
    model again where it is unpickled. It knows no gallery: what a person decided, and how old a file is, do
    not count.
    """

    def __init__(
        self,
        model: str | PathLike[str] | None = None,
        *,
        second_opinion: bool = False,
        thresholds: Thresholds | None = None,
        sweep_camera: bool = False,
        sweep_camera_shaped: bool = False,
    ) -> None:
        """Load a model, check that it is the one that was tested, and score its known pictures.

        Args:
            model: name of a model that memesweep brings, or a bundle's folder; by default the shipped one.
            second_opinion: whether to look as `clean` does before it moves something: whatever could be
                reviewed or swept is decoded as a whole and shown to a second, larger net. By default pictures
                are looked at as `scan` does, which is faster.
            thresholds: the scores from which a picture is reviewed or swept, instead of the model's own.
            sweep_camera: whether a camera in the metadata no longer keeps a picture.
            sweep_camera_shaped: whether the exact shape of a phone's camera no longer asks for a person.

        Raises:
            ModelError: the model is missing or damaged, has no second opinion to give, or no runtime gives
                the known scores.

        """
        folder = find_bundle(model)
        self._bundle = load_bundle(folder)
        self._origin = model if isinstance(model, str) and is_name(model) else folder
        self._thresholds = thresholds or self._bundle.thresholds
        self._sweep_camera = sweep_camera
        self._sweep_camera_shaped = sweep_camera_shaped
        self._limits = self._bundle.quick_limits(self._thresholds)
        self._purpose = ScanPurpose.SWEEP if second_opinion else ScanPurpose.REPORT
        self._nets = CascadePool(self._bundle)
        if second_opinion:
            with self._nets.lend() as nets:
                nets.open_second_opinion()

    @property
    def model(self) -> str:
        """Name of the model."""
        return self._bundle.name

    @property
    def version(self) -> str:
        """Version of the model."""
        return self._bundle.version

    @property
    def second_opinion(self) -> bool:
        """Whether pictures that could be reviewed or swept get one."""
        return self._purpose is ScanPurpose.SWEEP

    @property
    def label(self) -> str:
        """Whose scores these are, as services and batches name it: the model, with `:second-opinion`."""
        return f"{self.model}{SECOND_OPINION}" if self.second_opinion else self.model

    @property
    def thresholds(self) -> Thresholds:
        """The scores from which a picture is reviewed or swept."""
        return self._thresholds

    @property
    def has_second_opinion(self) -> bool:
        """Whether the model has one to give."""
        return self._bundle.second_opinion is not None

    def with_second_opinion(self) -> Classifier:
        """Return one of the same model and options that looks as `clean` does.

        Raises:
            ModelError: the model has no second opinion to give.

        """
        return self._again(second_opinion=True)()

    def classify_path(self, path: str | PathLike[str]) -> Classification:
        """Classify a file, of whatever kind, there or not: what is wrong with it is a `problem`.

        Raises:
            ModelError: the runtime gives no number.
            RuntimeError: Pillow has been told to let half a picture pass as a whole one.

        """
        with self._nets.lend() as nets:
            return self._classify_path_with(path, nets)

    def classify_bytes(self, data: bytes) -> Classification:
        """Classify a file's content; see `classify_path`."""
        _require_strict_decoding()
        with self._nets.lend() as nets:
            return self._decided(nets.score_bytes(data, self._purpose, self._limits))

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
        with closing(score_in_order(paths, self._classify_path_with, self._nets, workers, stop)) as chunks:
            try:
                for chunk in chunks:
                    yield from chunk
            finally:
                stop.set()  # before the threads are waited for

    def _classify_path_with(self, path: str | PathLike[str], nets: Cascade) -> Classification:
        _require_strict_decoding()
        return self._decided(nets.score_path(path, self._purpose, self._limits))

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
            stage=None if picture.score is None else picture.stage,
            depth=None if picture.score is None else picture.depth,
        )

    def __reduce__(self) -> tuple[Callable[[], Classifier], tuple[()]]:
        return self._again(second_opinion=self.second_opinion), ()

    def _again(self, *, second_opinion: bool) -> Callable[[], Classifier]:
        return partial(
            Classifier,
            self._origin,
            second_opinion=second_opinion,
            thresholds=self._thresholds,
            sweep_camera=self._sweep_camera,
            sweep_camera_shaped=self._sweep_camera_shaped,
        )

    def __repr__(self) -> str:
        return f"<memesweep.Classifier {self.label} {self.version}>"


def _require_strict_decoding() -> None:
    """Half a photo must get no score, and this switch of Pillow's would give it one."""
    if ImageFile.LOAD_TRUNCATED_IMAGES:
        raise RuntimeError(
            "PIL.ImageFile.LOAD_TRUNCATED_IMAGES is set in this process: damaged pictures would be scored as "
            "if they were whole. Set it to False, or classify in a process of its own."
        )
