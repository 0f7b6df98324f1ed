"""Everything that can be asked of the window by name: its actions, methods, cines, recent files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from speckle_viewer.gui.comparing import MODE_NAMES, MODE_TIPS
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.names import name_of

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

NEEDS = "needs"
"""Property of an action: what it needs while it is disabled, in a few words."""

KEYWORDS = "keywords"
"""Property of an action: other words for it, by which the command palette finds it, too."""


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
    keywords
        Other words for it, which are not shown.
    """

    name: str
    place: str
    keys: str
    tip: str
    run: Callable[[], object]
    on: bool | None = None
    lacks: str = ""
    keywords: str = ""


def commands(window: "Window") -> list[Command]:
    """All that can be asked of the window now, in the order of its menus."""
    docks = window.explain.docks.items()
    openers = {d.toggleViewAction(): partial(window.explain.open, name) for name, d in docks}
    found = []
    for place, action in placed_actions(window):
        command = of_action(place, action)
        # Who asks for an explainer by one of its words wants to see it, also if it is open.
        found.append(replace(command, run=openers.get(action, command.run)))
    return [*found, *_comparisons(window), *_methods(window), *_cines(window), *_recent(window)]


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
        action.property(KEYWORDS) or "",
    )


def keys_of(action: QAction) -> str:
    """All shortcuts of an action, as the platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in action.shortcuts())


def without_mnemonic(text: str) -> str:
    """A text of a menu without the ampersand that underlines a letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _comparisons(window: "Window") -> Iterator[Command]:
    """One for each way to compare, which switches it on or off."""
    state = window.state
    now, keys = state.wants.comparison, keys_of(window.actions_.compare)
    words = {
        "difference": tr("subtract residual error"),
        "ratio": tr("decibel dB quotient"),
        "swipe": tr("divider curtain split slider"),
        "blend": tr("mix overlay transparency fade"),
        "flicker": tr("blink toggle alternate"),
    }
    for mode, name in MODE_NAMES.items():
        on = now.shown and now.mode == mode
        run = partial(state.compare, shown=not on, mode=mode)
        tip, place = tr(MODE_TIPS[mode]), tr("Compare")
        yield Command(tr(name), place, keys if on else "", tip, run, on, keywords=words[mode])


def _methods(window: "Window") -> Iterator[Command]:
    chosen, cards = window.state.wants.methods, window.presenter.cards
    also = tr("denoise despeckle smooth filter network")
    for method, card in cards.items():
        on = method in chosen
        run = partial(window.state.choose_method, method, not on)
        name, place = name_of(method, cards), tr("Method on or off")
        yield Command(name, place, "", card.shows, run, on, keywords=also)


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
