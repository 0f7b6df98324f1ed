"""The session file: what is wanted, as JSON that people can read.

It holds paths of files and their hashes, and what the user chose and drew; nothing of what the
files say of a patient, no images, and nothing that is run.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import __version__
from speckle_viewer.cine import Cine, Frame, Timing
from speckle_viewer.errors import CineError, SessionError
from speckle_viewer.viewer.brush import lit
from speckle_viewer.viewer.bundle_file import MOST_BYTES, is_bundle, session_in
from speckle_viewer.viewer.session_checks import check_choices
from speckle_viewer.viewer.session_values import (
    LARGEST,
    NotAsWrittenError,
    Values,
    hints,
)
from speckle_viewer.viewer.wants import BRUSH, Wants

FORMAT, VERSION = "Speckle Viewer session", 1
"""Raised when older files would mean something else by a field.

A field that is added needs a default, which older files mean; what a newer program added is left
out and named.
"""

SUFFIX = ".speckle.json"

LEFT_OUT = frozenset({"cines", "hover", "evidence", "inspecting", "overlays", "put_away"})
"""Fields of `Wants` that are not under "wants".

The cines have a list of their own, and of the overlays only the pixels that are lit are kept, as
"lit": the others are worked out again by the explainers that lay them there. Where the mouse is,
what the parts of the window that are seen need, and what is put away, the window itself knows.
"""

_PASSING = LEFT_OUT - {"cines"} | {
    *("frame", "playback", "views", "looked_at", "tool", "selected", "explaining", "roi", "ruler")
}
LASTING = tuple(f.name for f in fields(Wants) if f.name not in _PASSING)
"""Fields of `Wants` whose change is work that may be lost: not what one looks at just now."""

_ABOUT = {"format": str, "version": int, "program": str}
_MOST_FRAMES = 10**6
_BLOCK = 2**20

Check = Callable[[], None]
"""Called now and then during long work; raises what ends it."""


@dataclass(frozen=True)
class StoredCine:
    """A cine as the session knows it.

    ``sha256`` is that of `fingerprint`, ``size`` that of the file in bytes, and ``relative`` the
    path from the folder of the session; empty where there is none.
    """

    path: str
    is_folder: bool
    sha256: str
    frames: int
    rows: int
    columns: int
    relative: str = ""
    size: int = 0

    @property
    def name(self) -> str:
        """Of the file, whichever system wrote the path."""
        return self.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or self.path


@dataclass(frozen=True)
class Layout:
    """What the window has open: names of explainers, the one in front, a tab of the inspector."""

    explainers: tuple[str, ...] = ()
    front: str | None = None
    tab: str = "kernel"


@dataclass(frozen=True)
class _Lit:
    """The pixels that are lit in all panes."""

    cine: Cine
    frame: int
    words: str
    pixels: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Session:
    """What a session file holds.

    Attributes
    ----------
    cines
        Where they were, in the order of ``wants.cines``.
    wants
        Its cines have no frames: `speckle_viewer.viewer.session_fit.fitted` puts others in their
        place.
    weights
        SHA-256 of the weights of each chosen method, by its id; empty for those without.
    unknown
        What the file holds that is not known here, such as "wants.colour".
    """

    cines: tuple[StoredCine, ...]
    wants: Wants
    weights: Mapping[str, str] = field(default_factory=dict)
    layout: Layout = Layout()
    unknown: tuple[str, ...] = ()


# -- writing -----------------------------------------------------------------------------------


def fingerprint(path: Path, check: Check = lambda: None) -> str:
    """SHA-256 of a file, or of the names and sizes of the files in a folder, in hexadecimal.

    Raises `SessionError` if it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        if path.is_dir():
            for file in sorted(p for p in path.iterdir() if p.is_file() and _counts(p)):
                digest.update(f"{file.name}\0{file.stat().st_size}\n".encode())
        else:
            with path.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
                    check()
    except OSError as error:
        raise SessionError(
            f"{path.name} cannot be read ({error.strerror}): close this cine, or bring it back."
        ) from error
    return digest.hexdigest()


def _counts(file: Path) -> bool:
    return not file.name.startswith(".") and not file.name.endswith(SUFFIX)


def stored_cine(cine: Cine, check: Check = lambda: None) -> StoredCine:
    """What a session knows of a cine; reads its whole file. Raises `SessionError`."""
    if cine.path is None:
        raise SessionError(f"{cine.name} comes from no file: close it, then save the session.")
    path = cine.path.absolute()
    digest = fingerprint(path, check)
    size = path.stat().st_size if path.is_file() else 0
    return StoredCine(str(path), path.is_dir(), digest, len(cine), *cine.shape, size=size)


def seen_from(cine: StoredCine, folder: Path) -> StoredCine:
    """The same with its path from the folder of the session, where there is one."""
    try:
        relative = Path(os.path.relpath(cine.path, folder.absolute())).as_posix()
    except ValueError:  # on another drive of Windows
        return cine
    return replace(cine, relative=relative)


def session_text(
    wants: Wants,
    cines: Sequence[StoredCine],
    weights: Mapping[str, str],
    layout: Layout = Layout(),
) -> str:
    """The text of a session file; ``cines`` are those of ``wants``, in their order."""
    values, brush = Values(wants.cines), wants.overlays.get(BRUSH)
    shown = None if brush is None else _Lit(brush.cine, brush.frame, brush.classes[0], brush.values)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "cines": values.plain(cines, tuple[StoredCine, ...]),
        "weights": dict(weights),
        "layout": values.plain(layout, Layout),
        "wants": {n: values.plain(getattr(wants, n), k) for n, k in _kept().items()},
        "lit": values.plain(shown, _Lit),
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _kept() -> dict[str, Any]:
    return {name: kind for name, kind in hints(Wants).items() if name not in LEFT_OUT}


# -- reading -----------------------------------------------------------------------------------


def read_session(file: Path) -> Session:
    """What a session file holds. Opens none of the files that it names.

    Raises `SessionError` if it cannot be read, is damaged, or is of another version.
    """
    try:
        document = json.loads(_text_of(file), parse_constant=_no_number)
    except OSError as error:
        raise SessionError(
            f"{file.name} cannot be read ({error.strerror}): choose another file."
        ) from error
    except (ValueError, RecursionError) as error:
        raise SessionError(
            f"{file.name} is no session, or is damaged ({error}): choose another file."
        ) from error
    _check_kind(document, file)
    try:
        return _session_of(document)
    except NotAsWrittenError as error:
        raise SessionError(
            f"The session {file.name} cannot be used: {error}. Mend it there, or choose another."
        ) from error


def _text_of(file: Path) -> str:
    if is_bundle(file):
        return session_in(file)
    if file.stat().st_size > MOST_BYTES:
        raise SessionError(f"{file.name} is too large for a session: choose another file.")
    return file.read_text(encoding="utf-8")


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _check_kind(document: Any, file: Path) -> None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SessionError(f"{file.name} is no session of Speckle Viewer: choose another file.")
    version = document.get("version")
    if type(version) is not int or version != VERSION:
        raise SessionError(
            f"{file.name} is a session of version {version!r}, and this program reads version "
            f"{VERSION}: open it with the program that saved it ({document.get('program')})."
        )


def _session_of(document: dict[str, Any]) -> Session:
    plain_wants, plain_lit = document.pop("wants", None), document.pop("lit", None)
    values = Values(())
    kinds = {"cines": tuple[StoredCine, ...], "weights": Mapping[str, str], "layout": Layout}
    about = values.parts(document, _ABOUT | kinds, "session", frozenset({"cines"}))
    stored = about["cines"]
    values.cines = tuple(_stand_in(cine, f"cines[{i}]") for i, cine in enumerate(stored))
    wants = _wants_of(plain_wants, plain_lit, values)
    check_choices(wants)
    kept = {name: about[name] for name in ("weights", "layout") if name in about}
    return Session(stored, wants, **kept, unknown=tuple(values.unknown))


def _wants_of(plain: Any, plain_lit: Any, values: Values) -> Wants:
    read = values.parts(plain, _kept(), "wants", frozenset())
    shown = values.read(plain_lit, _Lit | None, "lit")
    overlays = {}
    if shown is not None:
        overlays[BRUSH] = lit(shown.cine, shown.frame, shown.pixels, shown.words)
    return Wants(cines=tuple(values.cines), overlays=overlays, **read)


class _NoFrames:
    """Of a cine that is not opened."""

    def decode(self, index: int) -> Frame:
        raise CineError("This cine of a session is not opened yet.")

    def close(self) -> None:
        """There is nothing to close."""


def _stand_in(stored: StoredCine, where: str) -> Cine:
    sides = (stored.rows, stored.columns)
    if min(sides) < 1 or sides[0] * sides[1] > LARGEST or not 1 <= stored.frames <= _MOST_FRAMES:
        raise NotAsWrittenError(where, "has an impossible size")
    return Cine(
        _NoFrames(),
        name=stored.name,
        path=Path(stored.path),
        frame_count=stored.frames,
        shape=sides,
        timing=Timing(np.zeros(stored.frames), "assumed"),
    )
