"""Every key and gesture of the window, in groups: for the window of keys and for docs/keys.md.

``python -m speckle_viewer.gui.key_map docs/keys.md`` writes the page anew.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QMainWindow

from speckle_viewer.gui.commands import of_action, placed_actions, without_mnemonic
from speckle_viewer.gui.image_keys import IMAGE_KEYS, MOUSE_GESTURES
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

LIST_KEYS = (
    ("Tab, Shift+Tab", QT_TR_NOOP("Go to the next control, or to the one before")),
    ("Space, Enter", QT_TR_NOOP("Tick the method in the list, press the button")),
    ("Delete", QT_TR_NOOP("Remove the chosen pin, close the chosen cine")),
    ("Ctrl+F", QT_TR_NOOP("Search the header, while its tab has the keyboard")),
    ("W", QT_TR_NOOP("Kernel tab: weights over the patch that they weigh")),
    ("Shift+W", QT_TR_NOOP("Kernel tab: weights over the images")),
    ("Shift+F3", QT_TR_NOOP("Undock the inspector, or dock it again")),
    ("Alt", QT_TR_NOOP("Open a menu: Alt and the letter that is underlined")),
    ("Esc", QT_TR_NOOP("Dismiss a message, give the keyboard to the images")),
)
"""Keys of controls, which are no actions of the window."""

_HEAD = """# Keys and mouse

F1 shows this table in the window, where it can be searched and copied. Ctrl+K finds every command
by its name, those without a key too. This page is made by
`python -m speckle_viewer.gui.key_map docs/keys.md`.
"""


@dataclass(frozen=True)
class KeyGroup:
    """Keys that belong together: rows of (keys, what they do)."""

    title: str
    rows: tuple[tuple[str, str], ...]


def key_groups(window: QMainWindow) -> list[KeyGroup]:
    """All keys of a window, a group per menu, and then those of images and lists."""
    menus: dict[str, list[tuple[str, str]]] = {}
    for place, action in placed_actions(window):
        command = of_action(place, action)
        if command.keys:
            plain = without_mnemonic(action.iconText())  # "Undo", whatever that would undo now
            menus.setdefault(place, []).append((command.keys, plain.rstrip(" …")))
    groups = [KeyGroup(title, tuple(rows)) for title, rows in menus.items()]
    for title, rows in (
        (tr("In an image, with the mouse"), MOUSE_GESTURES),
        (tr("In an image, with the keyboard"), IMAGE_KEYS),
        (tr("Everywhere"), LIST_KEYS),
    ):
        groups.append(KeyGroup(title, tuple((tr(keys), tr(what)) for keys, what in rows)))
    return groups


def as_text(groups: list[KeyGroup]) -> str:
    """The keys as plain text with aligned columns, to be copied and printed."""
    width = max(len(keys) for group in groups for keys, _ in group.rows)
    parts = []
    for group in groups:
        rows = (f"  {keys:<{width}}  {what}" for keys, what in group.rows)
        parts.append("\n".join([group.title, *rows]))
    return "\n\n".join(parts) + "\n"


def as_page(groups: list[KeyGroup]) -> str:
    """The keys as a page in Markdown."""
    parts = [_HEAD]
    for group in groups:
        rows = (f"| {_escaped(keys)} | {_escaped(what)} |" for keys, what in group.rows)
        parts.append("\n".join([f"## {group.title}", "", "| | |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def page() -> str:
    """The page of all keys, in English, of a window that nobody sees."""
    from PySide6.QtCore import QEvent

    from speckle_viewer.gui.app import make_application
    from speckle_viewer.gui.settings import Settings
    from speckle_viewer.gui.window import Window

    make_application("dark", "en")
    with TemporaryDirectory() as folder:
        window = Window(Settings(Path(folder) / "settings.ini"))
        text = as_page(key_groups(window))
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return text


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
