"""What a person is told, through the real Apprise to a server on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memesweep.schedule.notify import Notifier, NotifyError
from tests.schedule.listeners import listening

pytest.importorskip("apprise", reason="needs the extra `notify`", exc_type=ImportError)

# Apprise's libraries load what later Pythons are without.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_a_person_hears_of_a_sweep_and_sees_it(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.png"
    sheet.write_bytes(b"\x89PNG\r\n\x1a\n")
    with listening() as server:
        notifier = Notifier(server.url.replace("http://", "json://"))
        notifier.check()
        notifier.send("memesweep", "Moved 3 pictures.", sheet)
    ((_, body),) = server.requests
    message = json.loads(body)
    assert (message["title"], message["message"]) == ("memesweep", "Moved 3 pictures.")
    assert [attached["filename"] for attached in message["attachments"]] == ["sheet.png"]


def test_a_service_that_refuses_is_an_error_without_its_address() -> None:
    with listening(500) as server:
        notifier = Notifier(server.url.replace("http://", "json://user:secret@"))
        with pytest.raises(NotifyError) as caught:
            notifier.send("memesweep", "Moved 3 pictures.")
    assert "secret" not in str(caught.value)


def test_what_is_no_address_is_found_before_anything_happens() -> None:
    with pytest.raises(NotifyError, match="no address that Apprise knows"):
        Notifier("nonsense").check()
