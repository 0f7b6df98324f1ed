"""Errors, warnings and notes below the images: they do not block, and can be dismissed."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from speckle_viewer.gui.icons import icon, set_icon
from speckle_viewer.gui.sentences import sentence_of
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

_Kind = Literal["error", "warning", "note", "done"]
_NAMES = {
    "error": QT_TR_NOOP("Failure"),
    "warning": QT_TR_NOOP("Warning"),
    "note": QT_TR_NOOP("Note"),
    "done": QT_TR_NOOP("Done"),
}
_ICONS = {"error": "error", "warning": "warning"}
_DONE_FOR_MS = 6000


class MessageBar(QWidget):
    """One message at a time. It takes the place of the one before, which is kept in the details.

    What is said ``of_cine`` goes when another cine is shown: see `forget_cine`. What was done goes
    by itself.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("message-bar")
        self._history: list[str] = []
        self._kind: _Kind = "note"
        self._of_cine = False
        self._own_details = ""
        self._beneath: tuple[str, _Kind] | None = None
        self.timer = QTimer(self, interval=_DONE_FOR_MS, singleShot=True)
        self.timer.timeout.connect(self._end_done)
        self._sign = QLabel(self)
        self._text = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._details.hide()
        self._details.setProperty("role", "caption")
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fold = QToolButton(self)
        self._fold.setText(tr("Details"))
        self._fold.setCheckable(True)
        self._fold.setToolTip(tr("Show what else is known, and earlier messages"))
        self._fold.toggled.connect(self._details.setVisible)
        self._close = QToolButton(self)
        set_icon(self._close, "close")
        self._close.setToolTip(tr("Dismiss (Esc)"))
        self._close.setAccessibleName(tr("Dismiss the message"))
        self._close.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._fold)
        row.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID + 4, GRID // 2, GRID // 2, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addLayout(row)
        layout.addWidget(self._details)

    @property
    def text(self) -> str:
        """The message that is shown; empty where there is none."""
        return "" if self.isHidden() else str(self._text.text())

    @property
    def details(self) -> str:
        """What the fold holds."""
        return str(self._details.text())

    def show_message(self, text: str, details: str = "", *, of_cine: bool = False) -> None:
        """Show a message, in place of the one before."""
        text = sentence_of(text)
        self._remember(text)
        self._of_cine = of_cine
        self._show(text, details, "error")

    def show_not_opened(self, failures: Sequence[tuple[str, str]]) -> None:
        """Show why the files that were opened together could not be: (sentence, details) of each.

        Called again with one more, it takes the place of what it said of the others.
        """
        failures = [(sentence_of(sentence), details) for sentence, details in failures]
        *others, (sentence, details) = failures
        said = others[0][0] if len(others) == 1 else _files_not_opened(len(others))
        if others and self.text == said:
            self._text.clear()
        if not others:
            self.show_message(sentence, details, of_cine=True)
        else:
            sentences = "\n".join(s for s, _ in failures)
            self.show_message(_files_not_opened(len(failures)), sentences, of_cine=True)

    def show_warning(self, text: str, *, of_cine: bool = False) -> None:
        """Show what may make what is seen wrong. A message of what went wrong stays before it."""
        self._show_unless_error(text, "warning", of_cine)

    def show_note(self, text: str, *, of_cine: bool = False) -> None:
        """Show what is good to know, calmly. A message of what went wrong stays before it."""
        self._show_unless_error(text, "note", of_cine)

    def _show_unless_error(self, text: str, kind: _Kind, of_cine: bool) -> None:
        if self._error_stays(text):
            return
        self._remember(text)
        self._of_cine = of_cine
        self._show(text, "", kind)

    def show_done(self, text: str, *, of_cine: bool = False) -> None:
        """Show for some seconds that something was done; then comes back what was there before."""
        if self._error_stays(text):
            return
        if self.text and self._kind in ("note", "warning"):
            self._beneath = self.text, self._kind
        elif self._beneath is None:
            self._of_cine = of_cine
        self._show(text, "", "done")
        self.timer.start()

    def _error_stays(self, text: str) -> bool:
        """Whether there is an error, which keeps its place: the text goes to the details."""
        if self.text and self._kind == "error":
            self._history.insert(0, text)
            self._show(self.text, self._own_details, "error")
            return True
        return False

    def _remember(self, text: str) -> None:
        """Keep what the text takes the place of, but for what was done."""
        beneath = "" if self._beneath is None else self._beneath[0]
        before = beneath if self._kind == "done" else self.text
        if before and before != text:
            self._history.insert(0, before)
        self._beneath = None

    def _end_done(self) -> None:
        if self.underMouse():  # it is read, or copied
            self.timer.start()
        elif self._beneath is not None:
            (text, kind), self._beneath = self._beneath, None
            self._show(text, "", kind)
        else:
            self.dismiss()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        theme = colours()
        colour = {"error": theme.red, "warning": theme.amber}.get(self._kind, theme.secondary)
        self.setStyleSheet(
            f"#message-bar {{ background: {theme.raised}; border: 1px solid {theme.line};"
            f" border-left: 3px solid {colour}; border-radius: 4px; }}"
        )
        self._sign.setPixmap(icon(_ICONS.get(self._kind, "info"), colour).pixmap(16, 16))
        name = tr(_NAMES[self._kind])
        self._sign.setToolTip(name)
        self._sign.setAccessibleName(name)
        self.setAccessibleName(name)

    def _show(self, text: str, details: str, kind: _Kind) -> None:
        self._kind, self._own_details = kind, details
        self.timer.stop()
        self.refresh_theme()
        self._text.setText(text)
        earlier = [tr("Before: {}").format(line) for line in self._history[:5]]
        lines = [line for line in (details, *earlier) if line]
        self._details.setText("\n".join(lines))
        self._fold.setVisible(bool(lines))
        self.show()

    def dismiss(self) -> None:
        """Take the message away."""
        self._history.clear()
        self._beneath = None
        self.timer.stop()
        self._fold.setChecked(False)
        self.hide()

    def forget_cine(self) -> None:
        """Take the message away if it was of the cine that is no longer shown."""
        if self._of_cine:
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def _files_not_opened(count: int) -> str:
    return tr("%n files could not be opened.", "", count)
