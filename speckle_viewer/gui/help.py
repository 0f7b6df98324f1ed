"""What helps to find one's way: all commands by name, keys, hints, preferences, the keyboard."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from speckle_viewer.gui.hints import Hints
from speckle_viewer.gui.key_window import KeyWindow
from speckle_viewer.gui.keywords import give_keywords
from speckle_viewer.gui.palette import Palette
from speckle_viewer.gui.parts import Parts
from speckle_viewer.gui.preferences import PreferencesWindow
from speckle_viewer.gui.preferring import prefer

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


class Help(QObject):
    """Opens what the Help menu names, and has the keyboard go from part to part of a window."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.palette = Palette(window)
        self.hints = Hints(window)
        self.parts = Parts(window)
        self.keys: KeyWindow | None = None
        self.preferences: PreferencesWindow | None = None
        give_keywords(window)
        a = window.actions_
        a.keyboard.palette.triggered.connect(self.palette.ask)
        a.keyboard.keys.triggered.connect(self.show_keys)
        a.keyboard.hints.triggered.connect(self.hints.begin)
        a.keyboard.preferences.triggered.connect(self.show_preferences)
        a.light.toggled.connect(self._follow_theme)
        a.keyboard.zoom_in.triggered.connect(lambda: window.grid.zoom(1))
        a.keyboard.zoom_out.triggered.connect(lambda: window.grid.zoom(-1))
        a.keyboard.next_image.triggered.connect(lambda: window.grid.focus_next(1))
        a.keyboard.previous_image.triggered.connect(lambda: window.grid.focus_next(-1))
        a.keyboard.next_part.triggered.connect(lambda: self.parts.go(1))
        a.keyboard.previous_part.triggered.connect(lambda: self.parts.go(-1))

    def show_keys(self) -> None:
        """Show the window of keys, which is made at its first use."""
        if self.keys is None:
            self.keys = KeyWindow(self._window)
            self.keys.copied.connect(self._window.status.say)
        self.keys.begin()

    def show_preferences(self) -> None:
        """Show the Preferences window, which is made at its first use."""
        if self.preferences is None:
            self.preferences = PreferencesWindow(self._window)
            self.preferences.changed.connect(lambda wanted: prefer(self._window, wanted))
            self.preferences.hints_wanted.connect(self._window.actions_.keyboard.hints.trigger)
        self.preferences.begin(self._window.settings.preferences)

    def _follow_theme(self, light: bool) -> None:
        """The theme may be chosen in the menu, too."""
        if self.preferences is not None:
            now = replace(self._window.settings.preferences, theme="light" if light else "dark")
            self.preferences.show_preferences(now)

    def close(self) -> None:
        """Stop all that runs, as the window closes."""
        if self.preferences is not None:
            self.preferences.close_down()
