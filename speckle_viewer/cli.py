"""The command ``speckle-viewer``: opens the window, or runs a sub-command.

Every command imports what it needs when it runs, so that ``doctor`` works where half of the
packages are missing and ``--version`` answers at once.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from speckle_viewer import __version__
from speckle_viewer.errors import SpeckleViewerError

DESCRIPTION = "See, compare and explain the despeckling of medical ultrasound."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status.

    Parameters
    ----------
    arguments
        Without the program's name; those of the process by default.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = _COMMANDS.get(words[0]) if words else None
    try:
        if command is None:
            return _window(words)
        _parser(f"speckle-viewer {words[0]}", command.__doc__).parse_args(words[1:])
        return command()
    except SpeckleViewerError as error:
        return _fail(str(error))


def _doctor() -> int:
    """Say what is installed here, what is missing, and where files and arithmetic come from."""
    from speckle_viewer import doctor

    return doctor.run()


def _methods() -> int:
    """List the methods that can be chosen, by id and title."""
    from speckle_viewer.methods import card, method_ids

    for method in method_ids():
        print(f"{method:20}{card(method).title}")
    return 0


_COMMANDS: dict[str, Callable[[], int]] = {"doctor": _doctor, "methods": _methods}


def _window(words: list[str]) -> int:
    parser = _parser("speckle-viewer", DESCRIPTION)
    parser.epilog = "commands: " + "; ".join(
        f"{name}: {(command.__doc__ or '').rstrip('.')}" for name, command in _COMMANDS.items()
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="cine, still or folder to open")
    parser.add_argument("--demo", action="store_true", help="open the sample cine and play it")
    parser.add_argument("--version", action="version", version=f"speckle-viewer {__version__}")
    options = parser.parse_args(words)
    return _open_window(options.files, options.demo)


def _open_window(files: list[str], demo: bool) -> int:
    from speckle_viewer.display import screen_problem

    if find_spec("PySide6") is None:
        return _fail("The window needs Qt, which is missing: pip install PySide6-Essentials")
    problem = screen_problem()
    if problem:
        return _fail(problem)
    from speckle_viewer.gui.app import run

    return run(files, demo)


def _parser(program: str, description: str | None) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=program, description=description)


def _fail(sentence: str) -> int:
    print(f"speckle-viewer: {sentence}", file=sys.stderr)
    return 1
