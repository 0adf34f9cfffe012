"""The models and the threads that work for all requests, and how much may wait for them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from memesweep import Classification, Classifier
from memesweep.classifier.bundle import bundle_names, has_second_opinion
from memesweep.classifier.classifier import SECOND_OPINION
from memesweep.web.service.problems import RequestProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memesweep.web.service.limits import ServiceLimits

_SOON_S = 1
"""When to come again: the queue is a few seconds long at most."""


class Engine:
    """Classifies on threads, and refuses what would have to wait too long."""

    def __init__(self, classifier: Classifier, workers: int, limits: ServiceLimits) -> None:
        """Take the model that answers where none is asked for by name."""
        self.default = classifier
        self.limits = limits
        self.waiting_pictures = 0
        self.waiting_bytes = 0
        self.is_stopping = False
        self._opened = {classifier.label: classifier}
        self._names = _names_of(classifier)
        self._opening = Lock()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="classify")

    @property
    def names(self) -> list[str]:
        """Return the models that may be asked for; those with a second opinion also with it."""
        return sorted(self._names)

    @contextmanager
    def admit_bytes(self, count: int) -> Iterator[None]:
        """Hold room for a request's body while it is at hand.

        Raises:
            RequestProblem: the service is stopping, or has its hands full.

        """
        if self.is_stopping:
            raise RequestProblem("stopping", 503, "The service is stopping.", retry_after_s=5)
        if self.waiting_bytes + count > self.limits.waiting_bytes:
            raise self._busy()
        self.waiting_bytes += count
        try:
            yield
        finally:
            self.waiting_bytes -= count

    async def classify(
        self, model: str | None, pictures: Sequence[bytes]
    ) -> tuple[Classifier, list[Classification]]:
        """Classify pictures in order; return also which model did.

        Raises:
            RequestProblem: there is no such model, or too many pictures wait already.
            ModelError: the model does not work.

        """
        name = self._name_of(model)
        if self.waiting_pictures + len(pictures) > self.limits.waiting_pictures:
            raise self._busy()
        self.waiting_pictures += len(pictures)
        loop = asyncio.get_running_loop()
        try:
            classifier = self._opened.get(name)
            if classifier is None:
                classifier = await loop.run_in_executor(self._threads, self._open, name)
            work = [
                loop.run_in_executor(self._threads, classifier.classify_bytes, picture)
                for picture in pictures
            ]
            return classifier, list(await asyncio.gather(*work))
        finally:
            self.waiting_pictures -= len(pictures)

    def version_of(self, name: str) -> str | None:
        """Return the version of a model, if it has been asked for already."""
        return self._opened[name].version if name in self._opened else None

    def _name_of(self, model: str | None) -> str:
        if model is None:
            return self.default.label
        # Whoever asks for a second opinion need not know what the model is called.
        name = self.default.model + model if model == SECOND_OPINION else model
        if name not in self._names:
            known = ", ".join(self.names)
            raise RequestProblem("unknown-model", 404, f"There is no such model here; there is {known}.")
        return name

    def _open(self, name: str) -> Classifier:
        with self._opening:
            if name not in self._opened:
                self._opened[name] = self._opener(name)
            return self._opened[name]

    def _opener(self, name: str) -> Classifier:
        base = name.removesuffix(SECOND_OPINION)
        if base != self.default.model:
            return Classifier(base, second_opinion=base != name)
        return self.default.with_second_opinion() if base != name else self.default

    def close(self) -> None:
        """End the threads once they are idle."""
        self._threads.shutdown()

    def _busy(self) -> RequestProblem:
        return RequestProblem(
            "busy", 429, "Too many pictures are waiting already. Try again.", retry_after_s=_SOON_S
        )


def _names_of(default: Classifier) -> frozenset[str]:
    others = [name for name in bundle_names() if name != default.model]
    with_second = [name for name in others if has_second_opinion(name)]
    if default.has_second_opinion:
        with_second.append(default.model)
    return frozenset({default.model, *others, *(name + SECOND_OPINION for name in with_second)})
