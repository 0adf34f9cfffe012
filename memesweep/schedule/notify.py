"""Tell a person by mail, chat or push what an unattended run did; Apprise knows the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class NotifyError(Exception):
    """Nobody could be told. The text ends a sentence; it holds no address, since those carry passwords."""


@dataclass(frozen=True, slots=True)
class Notifier:
    """An address in Apprise's manner, such as `mailto://...` or `ntfy://...`."""

    url: str

    def check(self) -> None:
        """Make sure that the address can be used, before anything is done that they should hear of.

        Raises:
            NotifyError: Apprise is not installed, or does not know the address.

        """
        self._services()

    def send(self, title: str, body: str, sheet: Path | None = None) -> None:
        """Send a message; with a picture, where the service takes pictures.

        Raises:
            NotifyError: the service could not be reached, or refused.

        """
        told = self._services().notify(body=body, title=title, attach=None if sheet is None else str(sheet))
        if not told:
            raise NotifyError("a notification could not be sent")

    def _services(self) -> Any:
        try:
            import apprise  # noqa: PLC0415 - of an extra, and slow to load
        except ImportError as error:
            raise NotifyError("notifications need Apprise: pip install 'memesweep[notify]'") from error
        services = apprise.Apprise()
        if not services.add(self.url):
            raise NotifyError("this is no address that Apprise knows")
        return services
