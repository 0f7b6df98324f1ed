"""Opening what a session holds: files that moved are looked for, and what differs is said."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from speckle_viewer.cine import Cine
from speckle_viewer.errors import MethodError, SpeckleViewerError
from speckle_viewer.methods import Card, card
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.session import Check, Session, StoredCine, fingerprint, read_session

_MOST_NAMED = 3


@dataclass(frozen=True, eq=False)
class Reading:
    """A session on its way.

    Attributes
    ----------
    places
        Where its cines are now, None where that is not known.
    cards
        Of methods that the window did not know of.
    """

    file: Path
    session: Session
    places: tuple[Path | None, ...]
    cards: Mapping[str, Card]


@dataclass(frozen=True, eq=False)
class Opened:
    """The cines of a session, None where one is left out, and what there is to say of them."""

    cines: tuple[Cine | None, ...]
    said: tuple[str, ...]


def begin(
    file: Path,
    cards: Mapping[str, Card],
    known: Iterable[Path] = (),
    check: Check = lambda: None,
) -> Reading:
    """Read a session, and look where its cines are.

    Parameters
    ----------
    file
        A session file, or an evidence bundle.
    cards
        Of the methods that the window knows of.
    known
        Files that may be those cines under another name.
    check
        Raises what ends it.

    Raises
    ------
    SessionError
        If it cannot be read.
    """
    session = read_session(file)
    more = {}
    for method in session.wants.all_methods:
        if method not in cards:  # of an installed package, which the window finds a moment later
            try:
                more[method] = card(method)
            except MethodError:
                continue
    files = (*_files_in(file.parent), *known)
    places = tuple(place_of(cine, file.parent, files, check) for cine in session.cines)
    return Reading(file, session, places, more)


def place_of(
    cine: StoredCine, folder: Path, known: Iterable[Path] = (), check: Check = lambda: None
) -> Path | None:
    """Where a cine of a session in this folder is: first where it was, as seen from there.

    So a folder with all its cines can be moved, or copied to another account. Else it is one of the
    ``known`` files that has the same contents; only those of its size are read.
    """
    beside = folder / cine.relative
    if cine.relative:  # else ".." would pile up from save to save
        beside = Path(os.path.realpath(beside.parent)) / beside.name
    for place in (beside, Path(cine.path), folder / cine.path, folder / cine.name):
        if _is_there(place, cine.is_folder) and place != folder:
            return place
    for file in known:
        try:
            alike = cine.size and file.is_file() and file.stat().st_size == cine.size
            if alike and fingerprint(file, check) == cine.sha256:
                return file
        except (OSError, SpeckleViewerError):
            continue
    return None


def _is_there(place: Path, is_folder: bool) -> bool:
    try:
        return place.is_dir() if is_folder else place.is_file()
    except OSError:
        return False


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def open_all(reading: Reading, open_cine: Callable[[Path], Cine], check: Check) -> Opened:
    """Open the cines; those that are open are closed if ``check`` raises."""
    cines, said = list[Cine | None](), list[str]()
    try:
        for stored, place in zip(reading.session.cines, reading.places, strict=True):
            cine = None
            if place is None:
                said.append(f"{stored.name} was not found and is left out")
            else:
                try:
                    if fingerprint(place, check) != stored.sha256:
                        said.append(f"{stored.name} has changed since it was saved")
                    cine = open_cine(place)
                except SpeckleViewerError as error:
                    said.append(f"{stored.name} is left out ({str(error).rstrip('.')})")
            cines.append(cine)
    except BaseException:
        for opened in filter(None, cines):
            opened.close()
        raise
    return Opened(tuple(cines), tuple(said))


def differences(session: Session, cards: Mapping[str, Card]) -> list[str]:
    """What there is to say of methods that are not as they were, and of what is not known here."""
    said = []
    for method in session.wants.all_methods:
        there = cards.get(method)
        if there is None:
            said.append(f"there is no method {method} here, which is left out")
        elif there.sha256 != session.weights.get(method, there.sha256):
            said.append(f"{name_of(method, cards)} has other weights than when it was saved")
    if session.unknown:
        first = ", ".join(session.unknown[:_MOST_NAMED])
        more = len(session.unknown) - _MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        said.append(f"{first}{rest} is of a newer version of this program and is left out")
    return said
