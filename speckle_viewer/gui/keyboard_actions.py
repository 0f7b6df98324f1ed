"""Actions for the keyboard: from image to image, from part to part, and what helps to find."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence

from speckle_viewer.gui.tr import tr


class KeyboardActions:
    """The actions that `Help` connects; ``make`` is that of the window's `Actions`."""

    def __init__(self, make: Callable[..., QAction]) -> None:
        self.zoom_in = make(tr("Zoom in"), tr("Show the images larger"), "+")
        self.zoom_out = make(tr("Zoom out"), tr("Show the images smaller"), "-")
        self.next_image = make(
            tr("Next image"), tr("Give the keyboard to the next image"), "Ctrl+Tab"
        )
        self.previous_image = make(
            tr("Previous image"), tr("Give the keyboard to the image before"), "Ctrl+Shift+Tab"
        )
        self.next_part = make(
            tr("Next part of the window"), tr("Give the keyboard to the next part"), "Ctrl+F6"
        )
        self.previous_part = make(
            tr("Previous part of the window"),
            tr("Give the keyboard to the part before"),
            "Ctrl+Shift+F6",
        )
        self.palette = make(tr("All commands …"), tr("Type what is to be done"), "Ctrl+K")
        self.palette.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("Ctrl+Shift+P")])
        self.keys = make(tr("Keys and mouse"), tr("What every key and gesture does"), "F1")
        self.hints = make(
            tr("Show hints again"), tr("Point at what one begins with, as at the first start")
        )
        self.preferences = make(
            tr("Preferences …"), tr("Language, device, memory, privacy and more"), "Ctrl+,"
        )

    @property
    def moves(self) -> tuple[QAction, ...]:
        """What the keyboard goes by: images and parts of the window."""
        return self.next_image, self.previous_image, self.next_part, self.previous_part
