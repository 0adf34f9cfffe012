"""The way into the program. The rest takes a tenth of a second to load, and Ctrl-C comes when it comes."""

import signal


def main() -> None:
    """Load the command line and run it; until its own handlers stand, a signal ends the process silently."""
    # A run in the background of a shell script ignores Ctrl-C, and goes on doing so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from memesweep.cli.app import main as run_command_line  # noqa: PLC0415 - only now

    run_command_line()
