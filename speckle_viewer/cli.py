"""The command ``speckle-viewer``: opens the window, or runs a sub-command.

Every command imports what it needs when it runs, so that ``doctor`` works where half of the
packages are missing and ``--version`` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

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
    try:
        if words and words[0] in _COMMANDS:
            return _COMMANDS[words[0]](words[1:])
        return _window(words)
    except SpeckleViewerError as error:
        return _fail(str(error))
    except OSError as error:
        if error.filename is None:  # of no file: not the user's doing
            raise
        return _fail(f"{error.filename} cannot be used ({error.strerror}): name another one.")


def _doctor(words: list[str]) -> int:
    """Say what is installed here and what is missing."""
    _parser("doctor").parse_args(words)
    from speckle_viewer import doctor

    return doctor.run()


def _methods(words: list[str]) -> int:
    """List the methods that can be chosen; show the card of one, add or remove one."""
    parser = _parser("methods")
    what = parser.add_subparsers(dest="what")
    show = what.add_parser("show", help="print the card of a method")
    show.add_argument("id", metavar="ID")
    add = what.add_parser("add", help="make a TorchScript, torch.export or ONNX file a method")
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--as", dest="id", required=True, metavar="ID")
    add.add_argument("--yes", action="store_true", help="do not ask")
    remove = what.add_parser("remove", help="delete a method that was imported or added")
    remove.add_argument("id", metavar="ID")
    options = parser.parse_args(words)
    from speckle_viewer.methods import card, registry
    from speckle_viewer.methods.describe import described

    if options.what is None:
        _list_methods()
    elif options.what == "show":
        print(described(card(options.id)))
    elif options.what == "remove":
        registry.remove_method(options.id)
    else:
        return _add_method(options.file, options.id, options.yes)
    return 0


def _list_methods() -> None:
    from speckle_viewer.methods import Card, card, method_ids
    from speckle_viewer.methods.describe import table

    cards: list[Card] = []
    for method in method_ids():
        try:
            cards.append(card(method))
        except SpeckleViewerError as error:  # of one method; the others are there
            _fail(str(error))
    print(table(cards))


def _add_method(file: Path, method: str, agreed: bool) -> int:
    from speckle_viewer.methods.plugins import WARNING, add_plugin, check_plugin

    check_plugin(file, method)
    print(WARNING)
    if not agreed and not _agrees(f"Add {file.name}? [y/N] "):
        return _fail(f"{file.name} was not added.")
    card = add_plugin(file, method)
    print(f"{card.id}: {card.title} ({card.network['class']})")
    return 0


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:  # nobody is there to answer
        return False


def _weights(words: list[str]) -> int:
    """Make published weights into a method: ``weights import FILE --as ID``."""
    parser = _parser("weights")
    what = parser.add_subparsers(required=True, metavar="import")
    importer = what.add_parser("import", help="PyTorch, safetensors or MatConvNet file")
    importer.add_argument("file", type=Path, metavar="FILE")
    importer.add_argument("--as", dest="id", required=True, metavar="ID")
    options = parser.parse_args(words)
    from speckle_viewer.methods.importers import import_weights

    card = import_weights(options.file, options.id)
    print(f"{card.id}: {card.title}, {card.parameters:,} parameters")
    return 0


def _evaluate(words: list[str]) -> int:
    """Measure methods: on simulated speckle, on pairs of pictures, on a cine."""
    parser = _parser("evaluate")
    from speckle_viewer.evaluation import command

    command.add_arguments(parser)
    command.run(parser.parse_args(words))
    return 0


def _screenshot(words: list[str]) -> int:
    """Render the window to a picture; needs no screen."""
    parser = _parser("screenshot")
    parser.add_argument("files", nargs="*", metavar="FILE", help="instead of the sample cine")
    parser.add_argument("--out", type=Path, default=Path("screenshot.png"), metavar="PNG")
    parser.add_argument("--frame", type=int, help="the middle one by default")
    parser.add_argument("--pixel", type=int, nargs=2, metavar=("ROW", "COLUMN"))
    parser.add_argument("--method", action="append", default=[], metavar="ID", help="once per pane")
    parser.add_argument(
        "--explain", action="append", default=[], metavar="NAME", help="an explainer to open"
    )
    parser.add_argument("--compare", metavar="MODE", help="two panes: difference, swipe …")
    parser.add_argument("--beside", metavar="FILE", help="a second cine to show beside the first")
    parser.add_argument("--language", default="en", metavar="CODE", help="en by default")
    options = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _has_qt():
        return 1
    from speckle_viewer.gui.screenshot import render

    picture = render(
        options.files,
        options.out,
        frame=options.frame,
        pixel=tuple(options.pixel) if options.pixel else None,
        methods=options.method,
        explain=options.explain,
        compare=options.compare,
        beside=options.beside,
        language=options.language,
    )
    print(picture)
    return 0


def _denoise(words: list[str]) -> int:
    """Denoise files and folders, and write DICOM, videos, images or arrays."""
    from speckle_viewer.cli_denoise import denoise

    return denoise(_parser("denoise"), words)


def _codebook(words: list[str]) -> int:
    """Learn a few kernels that stand for those of a network: codebook learn ID --out FILE."""
    from speckle_viewer.cli_codebook import run

    return run(_parser("codebook"), words)


def _train(words: list[str]) -> int:
    """Train a network by a recipe; its weights become a method."""
    from speckle_viewer.cli_train import train

    return train(_parser("train"), words)


def _simulate(words: list[str]) -> int:
    """Simulate ultrasound with its truth: DICOM, PNG pairs or NumPy arrays."""
    from speckle_viewer.cli_simulate import run

    return run(words, _simulate.__doc__)


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "codebook": _codebook,
    "doctor": _doctor,
    "evaluate": _evaluate,
    "methods": _methods,
    "screenshot": _screenshot,
    "denoise": _denoise,
    "simulate": _simulate,
    "train": _train,
    "weights": _weights,
}


def _window(words: list[str]) -> int:
    parser = argparse.ArgumentParser("speckle-viewer", description=DESCRIPTION)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "commands:\n" + "\n".join(
        f"  {name:12}{command.__doc__}" for name, command in _COMMANDS.items()
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="cine, still, folder or session")
    parser.add_argument("--demo", action="store_true", help="open the sample cine and play it")
    parser.add_argument("--language", metavar="CODE", help="of the window: en, fr …")
    parser.add_argument("--version", action="version", version=f"speckle-viewer {__version__}")
    options = parser.parse_args(words)
    return _open_window(options.files, options.demo, options.language)


def _open_window(files: list[str], demo: bool, language: str | None) -> int:
    from speckle_viewer.display import screen_problem

    if not _has_qt():
        return 1
    problem = screen_problem()
    if problem:
        return _fail(problem)
    from speckle_viewer.gui.app import run

    return run(files, demo, language)


def _has_qt() -> bool:
    if find_spec("PySide6") is None:
        _fail("The window needs Qt, which is missing: pip install PySide6-Essentials")
        return False
    return True


def _parser(command: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        f"speckle-viewer {command}", description=_COMMANDS[command].__doc__
    )


def _fail(sentence: str) -> int:
    print(f"speckle-viewer: {sentence}", file=sys.stderr)
    return 1
