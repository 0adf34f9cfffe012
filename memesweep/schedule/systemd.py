"""A service that may write to the folders that it needs and nothing else, and the timer that starts it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from memesweep.schedule.words import UnschedulableError, refuse_line_breaks

if TYPE_CHECKING:
    from memesweep.schedule.run import ScheduledRun

_ESCAPED: Final = {"\\": r"\\", '"': r"\"", "%": "%%"}

_SANDBOX: Final = """\
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@resources @privileged
SystemCallErrorNumber=EPERM
KeyringMode=private
UMask=0077
"""
"""`ProcSubset=pid` is left out: the net's runtime asks /proc/cpuinfo what the processor can do."""

_NO_NETWORK: Final = """\
PrivateNetwork=yes
IPAddressDeny=any
RestrictAddressFamilies=AF_UNIX
"""

_NETWORK: Final = """\
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
"""


def quote(word: str) -> str:
    """Write a word so that systemd reads exactly it: in quotes, escaped as in C, `%` doubled.

    Raises:
        UnschedulableError: it holds a line break.

    """
    refuse_line_breaks(word)
    return '"' + "".join(_ESCAPED.get(char) or _escaped(char) for char in word) + '"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(char))


def _quote_argument(word: str) -> str:
    """Quote a word of a command, where `$` would begin a variable."""
    return quote(word).replace("$", "$$")


def service_unit(run: ScheduledRun) -> str:
    """Return the service's unit file.

    Raises:
        UnschedulableError: a word cannot be written.

    """
    program, *arguments = run.command
    if "$" in program:
        # systemd looks for variables in arguments and not in the program's path, but sets both from one word.
        raise UnschedulableError(
            program, "holds a dollar sign, which systemd cannot take in a program's path"
        )
    command = " ".join([quote(program), *map(_quote_argument, arguments)])
    environment = "".join(f"Environment={quote(f'{name}={value}')}\n" for name, value in run.environment)
    folders = (run.gallery, run.holding, run.state, *(() if run.log_folder is None else (run.log_folder,)))
    writable = " ".join(quote(str(folder)) for folder in dict.fromkeys(folders))
    return (
        "# Written by `memesweep schedule`; remove with `memesweep schedule --remove`.\n"
        "[Unit]\n"
        f"Description=Sweep memes out of {_description(run)}\n"
        f"RequiresMountsFor={quote(str(run.gallery))} {quote(str(run.holding))}\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"{environment}"
        f"ExecStart={command}\n"
        "StandardInput=null\n"
        "Nice=15\n"
        "IOSchedulingClass=idle\n"
        f"ReadWritePaths={writable}\n"
        f"{_SANDBOX}"
        f"{_NETWORK if run.uses_network else _NO_NETWORK}"
    )


def timer_unit(run: ScheduledRun) -> str:
    """Return the timer's unit file; a run that was missed while the machine was off is made up for."""
    return (
        "# Written by `memesweep schedule`; remove with `memesweep schedule --remove`.\n"
        "[Unit]\n"
        f"Description=Sweep memes out of {_description(run)}, {run.timing}\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={run.timing.systemd_calendar}\n"
        "Persistent=true\n"
        "RandomizedDelaySec=5min\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _description(run: ScheduledRun) -> str:
    """Name the gallery for people: systemd has no quotes there, and knows `%` and a backslash at the end."""
    name = "".join(char if char.isprintable() else "?" for char in str(run.gallery))
    return name.replace("%", "%%").replace("\\", "/")
