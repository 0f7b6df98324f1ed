"""Methods that installed packages add: the entry points ``speckle_viewer.methods``.

Their names are known without importing anything of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from logging import getLogger
from typing import TYPE_CHECKING, Any

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.failures import reason

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from speckle_viewer.methods.method import Method

GROUP = "speckle_viewer.methods"
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""How methods may be called."""

_log = getLogger(__name__)


@cache
def installed(shipped: frozenset[str]) -> Mapping[str, EntryPoint]:
    """Id → entry point, in alphabetical order; imports none.

    Left out and logged are impossible and repeated ids, and those of what is ``shipped``.
    """
    from importlib.metadata import entry_points

    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=GROUP)):
        if not ID.fullmatch(entry.name):
            _log.warning("%s is left out: its id is impossible.", _named(entry))
        elif entry.name in shipped or entry.name in found:
            _log.warning("%s is left out: another method has this id.", _named(entry))
        else:
            found[entry.name] = entry
    return found


def installed_card(entry: EntryPoint) -> Card:
    """The card of an installed plug-in; imports its module. Raises `MethodError`."""
    plugged = _imported(entry)
    card = getattr(plugged, "card", None)
    return _checked(entry, card if isinstance(card, Card) else _made(entry, plugged).card)


def load_installed(entry: EntryPoint) -> Method:
    """The method of an installed plug-in. Raises `MethodError`."""
    from speckle_viewer.methods.guarded import Guarded  # imports torch

    made = _made(entry, _imported(entry))
    return Guarded(_checked(entry, made.card), made)


def _imported(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except (Exception, SystemExit) as error:
        raise _broken(entry, f"cannot be imported ({_said(error)})") from error


def _made(entry: EntryPoint, plugged: Any) -> Any:
    """The method itself: what the entry point names, or what that gives when it is called."""
    try:
        made = plugged() if isinstance(plugged, type) or not hasattr(plugged, "card") else plugged
        numbers = made.overlap, made.multiple, made.only_float32
        complete = callable(made.predict) and callable(made.to) and hasattr(made, "card")
    except (Exception, SystemExit) as error:
        raise _broken(entry, f"gives no method ({_said(error)})") from error
    if not complete or not all(isinstance(number, int) for number in numbers):
        raise _broken(entry, "gives no method: see speckle_viewer.methods.method.Method")
    return made


def _checked(entry: EntryPoint, card: Any) -> Card:
    if not isinstance(card, Card):
        raise _broken(entry, f"has no Card but {type(card).__name__}")
    if card.id != entry.name:
        raise _broken(entry, f"has the id {card.id!r} on its card")
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    return replace(card, source={"package": package, **card.source})


def _broken(entry: EntryPoint, what: str) -> MethodError:
    return MethodError(f"{_named(entry)} {what}; update or uninstall the package.")


def _named(entry: EntryPoint) -> str:
    return f"The plug-in {entry.name} of {entry.dist.name if entry.dist else entry.value}"


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {reason(error)}"
