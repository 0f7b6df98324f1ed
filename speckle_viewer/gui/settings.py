"""What is remembered from one run to the next: recent files, theme, language, arrangement."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QSettings

from speckle_viewer.viewer.preferences import Preferences, read_preferences

RECENT = 10


class Settings:
    """The user's settings of this program, or those of a file of their own."""

    def __init__(self, file: Path | None = None) -> None:
        if file is not None:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)
        else:
            self._store = QSettings(
                QSettings.defaultFormat(),
                QSettings.Scope.UserScope,
                "Speckle Viewer",
                "speckle-viewer",
            )

    @property
    def preferences(self) -> Preferences:
        """What the user prefers; what was not chosen, or makes no sense, is the default."""
        names = (field.name for field in fields(Preferences))
        stored = {name: self._store.value(name) for name in names if self._store.contains(name)}
        return read_preferences(stored)

    @preferences.setter
    def preferences(self, preferences: Preferences) -> None:
        for field in fields(Preferences):
            self._store.setValue(field.name, getattr(preferences, field.name))

    @property
    def theme(self) -> Literal["dark", "light"]:
        """Name of the theme; dark where nothing else was chosen."""
        return "light" if self._store.value("theme") == "light" else "dark"

    @theme.setter
    def theme(self, name: Literal["dark", "light"]) -> None:
        self._store.setValue("theme", name)

    @property
    def language(self) -> str:
        """Code of the window's language, such as "fr"; the system's where it is empty."""
        return str(self._store.value("language") or "")

    @property
    def hints_seen(self) -> bool:
        """Whether the hints of the first start were shown."""
        return str(self._store.value("hints_seen")).lower() == "true"

    @hints_seen.setter
    def hints_seen(self, seen: bool) -> None:
        self._store.setValue("hints_seen", seen)

    @property
    def recent(self) -> list[Path]:
        """Files and folders opened last, the newest first."""
        stored = self._store.value("recent")
        if isinstance(stored, str):  # a list of one, read back from a file
            stored = [stored]
        return [Path(str(p)) for p in stored if p] if isinstance(stored, list) else []

    def add_recent(self, path: Path) -> None:
        """Put a file in front of the recent ones."""
        path = path.resolve()
        paths = [path, *(p for p in self.recent if p != path)][:RECENT]
        self._store.setValue("recent", [str(p) for p in paths])

    @property
    def folder(self) -> Path:
        """Where the open dialog begins."""
        return self.recent[0].parent if self.recent else Path.home()

    def arrangement(self) -> tuple[QByteArray, QByteArray] | None:
        """Geometry and docks of the window as they were left, or None."""
        values = self._store.value("geometry"), self._store.value("docks")
        if isinstance(values[0], QByteArray) and isinstance(values[1], QByteArray):
            return values[0], values[1]
        return None

    def keep_arrangement(self, geometry: QByteArray, docks: QByteArray) -> None:
        """Remember the window's geometry and docks."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("docks", docks)

    def keep_splitters(self, states: Mapping[str, QByteArray]) -> None:
        """Remember how splitters divide their places, by their names."""
        for name, state in states.items():
            self._store.setValue(f"splitters/{name}", state)

    def splitter(self, name: str) -> QByteArray | None:
        """How a splitter divided its place, if that is known."""
        state = self._store.value(f"splitters/{name}")
        return state if isinstance(state, QByteArray) else None

    @property
    def tab(self) -> int:
        """Which tab of the inspector was in front."""
        text = str(self._store.value("tab"))
        return int(text) if text.isdecimal() else 0

    @tab.setter
    def tab(self, place: int) -> None:
        self._store.setValue("tab", place)

    @property
    def methods(self) -> tuple[str, ...]:
        """Ids of the methods that were ticked."""
        stored = self._store.value("methods")
        if isinstance(stored, str):  # a list of one, read back from a file
            stored = [stored]
        return tuple(str(m) for m in stored if m) if isinstance(stored, list) else ()

    @methods.setter
    def methods(self, methods: Sequence[str]) -> None:
        self._store.setValue("methods", [*methods])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._store.remove("recent")
