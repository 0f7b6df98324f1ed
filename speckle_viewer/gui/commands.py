"""Everything that can be asked of the window by name: its actions, methods, cines, recent files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.names import name_of

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

NEEDS = "needs"
"""Property of an action: what it needs while it is disabled, in a few words."""


@dataclass(frozen=True)
class Command:
    """Something to be done by name.

    Attributes
    ----------
    name, place
        What it is called, and where it stands: its menu, or what it belongs to.
    keys
        Its shortcut as the platform writes it; empty without one.
    tip
        What it does.
    run
        Does it.
    on
        Whether it is switched on; None where it is no switch.
    lacks
        Why it cannot be done now; empty where it can.
    """

    name: str
    place: str
    keys: str
    tip: str
    run: Callable[[], object]
    on: bool | None = None
    lacks: str = ""


def commands(window: "Window") -> list[Command]:
    """All that can be asked of the window now, in the order of its menus."""
    found = [of_action(place, action) for place, action in placed_actions(window)]
    return [*found, *_methods(window), *_cines(window), *_recent(window)]


def placed_actions(window: QMainWindow) -> Iterator[tuple[str, QAction]]:
    """Each action of a window once, with the menu in which it stands."""
    seen: set[QAction] = set()
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for action in menu.actions():
                if not action.isSeparator() and action.menu() is None:
                    seen.add(action)
                    yield without_mnemonic(menu.title()), action
    for action in window.actions():
        if action not in seen:
            yield tr("Window"), action


def of_action(place: str, action: QAction) -> Command:
    """An action as a command."""
    lacks = "" if action.isEnabled() else action.property(NEEDS) or tr("not possible now")
    return Command(
        without_mnemonic(action.text()),
        place,
        keys_of(action),
        action.toolTip(),
        action.trigger,
        action.isChecked() if action.isCheckable() else None,
        lacks,
    )


def keys_of(action: QAction) -> str:
    """All shortcuts of an action, as the platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in action.shortcuts())


def without_mnemonic(text: str) -> str:
    """A text of a menu without the ampersand that underlines a letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _methods(window: "Window") -> Iterator[Command]:
    chosen, cards = window.state.wants.methods, window.presenter.cards
    for method, card in cards.items():
        on = method in chosen
        run = partial(window.state.choose_method, method, not on)
        yield Command(name_of(method, cards), tr("Method on or off"), "", card.shows, run, on)


def _cines(window: "Window") -> Iterator[Command]:
    wants = window.state.wants
    for cine in wants.cines:
        run = partial(window.state.show_cine, cine)
        tip = tr("Show this cine")
        yield Command(cine.name, tr("Cine"), "", tip, run, cine is wants.cine)


def _recent(window: "Window") -> Iterator[Command]:
    for path in window.settings.recent:
        run = partial(window.open, path)
        yield Command(path.name, tr("Open recent"), "", str(path), run)
