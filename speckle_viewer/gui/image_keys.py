"""Keys in an image that do what the mouse does there: point, pin, draw, move, level."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from speckle_viewer.gui.tr import QT_TR_NOOP
from speckle_viewer.viewer import Levels, View

if TYPE_CHECKING:
    from speckle_viewer.gui.canvas import Canvas

IMAGE_KEYS = (
    ("Alt+← ↑ → ↓", QT_TR_NOOP("Point at the next pixel; with Shift, ten pixels on")),
    (
        "Enter",
        QT_TR_NOOP("Pin the pixel, or take the pin away; with a tool: begin or end drawing"),
    ),
    (
        "Shift+Enter",
        QT_TR_NOOP("Hold a region, a line, or a handle, or let go; add a corner to a polygon"),
    ),
    ("Delete", QT_TR_NOOP("Remove the selected region or distance")),
    ("Backspace", QT_TR_NOOP("Take the last corner of a polygon back")),
    ("Esc", QT_TR_NOOP("Give up drawing, put the tool away, select nothing")),
    ("Shift+← ↑ → ↓", QT_TR_NOOP("Move the image")),
    ("Ctrl+← →", QT_TR_NOOP("Window: fewer or more values between black and white")),
    ("Ctrl+↑ ↓", QT_TR_NOOP("Level: brighter or darker")),
    ("Shift+F10", QT_TR_NOOP("What explains this image; the Menu key does the same")),
    ("Tab", QT_TR_NOOP("Hide everything but the images, or show it again")),
)
"""What the keys do in an image that has the keyboard, for the list of keys."""

MOUSE_GESTURES = (
    (QT_TR_NOOP("Point"), QT_TR_NOOP("Show the kernel behind the pixel")),
    (QT_TR_NOOP("Click"), QT_TR_NOOP("Pin the pixel, or take the pin away")),
    (QT_TR_NOOP("Drag"), QT_TR_NOOP("Move the image; with a tool: draw")),
    (QT_TR_NOOP("Wheel"), QT_TR_NOOP("Zoom at the mouse")),
    (QT_TR_NOOP("Double-click"), QT_TR_NOOP("Show the image whole")),
    (
        QT_TR_NOOP("Drag with the right button"),
        QT_TR_NOOP("Level (up and down) and window (left and right)"),
    ),
    (QT_TR_NOOP("Click the caption"), QT_TR_NOOP("Select the method, and show its card")),
    (QT_TR_NOOP("Drop files"), QT_TR_NOOP("Open cines, stills, folders, sessions and weights")),
)
"""What the mouse does in an image, for the list of keys and for the tooltip of images."""

_Key, _Held = Qt.Key, Qt.KeyboardModifier
_STEPS = {
    _Key.Key_Up: (-1, 0),
    _Key.Key_Down: (1, 0),
    _Key.Key_Left: (0, -1),
    _Key.Key_Right: (0, 1),
}
_FAR = 10  # pixels
_MOVE = 0.1  # of the pane's size
_LEVEL, _WINDOW = 0.05, 2**0.25
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class ImageKeys:
    """Takes the keys of one image. Pointing and drawing go the way of the mouse, tools included."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._pixel: tuple[int, int] | None = None
        self._drawing = False

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does; whether it does anything here."""
        scene = self._canvas.pane_scene
        if scene is None or scene.image is None:
            return False
        held = event.modifiers() & ~_Held.KeypadModifier
        if event.key() in (_Key.Key_Return, _Key.Key_Enter):
            holds = held == _Held.ShiftModifier  # corners of polygons are clicked
            self._press_mouse(draws=holds or scene.tool not in ("view", "polygon"))
        elif event.key() == _Key.Key_Menu or (
            event.key() == _Key.Key_F10 and held == _Held.ShiftModifier
        ):
            self._canvas.menu_wanted.emit(self._place().toPoint())
        elif event.key() in _STEPS:
            return self._arrow(_STEPS[_Key(event.key())], held)
        else:
            return False
        return True

    def _arrow(self, step: tuple[int, int], held: Qt.KeyboardModifier) -> bool:
        if held == _Held.AltModifier:
            self._point(*step)
        elif held == _Held.AltModifier | _Held.ShiftModifier:
            self._point(_FAR * step[0], _FAR * step[1])
        elif held == _Held.ShiftModifier:
            self._move_image(*step)
        elif held == _Held.ControlModifier:
            self._set_levels(*step)
        else:
            return False
        return True

    def leave(self) -> None:
        """The keyboard goes elsewhere: what is being drawn ends."""
        if self._drawing:
            self._press_mouse(draws=True)
        self._pixel = None

    def follow_mouse(self) -> None:
        """The mouse itself moves: the keys go on from where it is."""
        if not self._drawing:
            self._pixel = None

    # -- as the mouse would --------------------------------------------------------------------

    @property
    def pixel(self) -> tuple[int, int]:
        """(row, column) that is pointed at; in the middle of the view where there is none."""
        scene, view = self._canvas.pane_scene, self._canvas.view()
        assert scene is not None
        assert scene.image is not None
        at = scene.cursor or (int(view.row), int(view.column))
        rows, columns = scene.image.shape[:2]
        return min(max(at[0], 0), rows - 1), min(max(at[1], 0), columns - 1)

    def _point(self, down: int, right: int) -> None:
        scene = self._canvas.pane_scene
        assert scene is not None
        assert scene.image is not None
        rows, columns = scene.image.shape[:2]
        row, column = self._at()
        self._pixel = min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)
        self._send(QEvent.Type.MouseMove, _NONE, _LEFT if self._drawing else _NONE)
        if not self._canvas.viewport().rect().contains(self._place().toPoint()):
            view = self._canvas.view()
            self._canvas.view_wanted.emit(View(*self._pixel, view.zoom))

    def _at(self) -> tuple[int, int]:
        """Where the keys are: the scene, which is drawn a little later, may be behind them."""
        if self._pixel is None:
            self._pixel = self.pixel
        return self._pixel

    def _place(self) -> QPointF:
        return self._canvas.to_screen(*(self._pixel or self.pixel))

    def _press_mouse(self, *, draws: bool) -> None:
        self._at()
        if not self._drawing:
            self._send(QEvent.Type.MouseButtonPress, _LEFT, _LEFT)
        if self._drawing or not draws:
            self._send(QEvent.Type.MouseButtonRelease, _LEFT, _NONE)
        self._drawing = draws and not self._drawing

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        canvas, at = self._canvas, self._place()
        place = QPointF(canvas.viewport().mapToGlobal(at))
        event = QMouseEvent(kind, at, place, button, held, _Held.NoModifier)
        {
            QEvent.Type.MouseMove: canvas.mouseMoveEvent,
            QEvent.Type.MouseButtonPress: canvas.mousePressEvent,
            QEvent.Type.MouseButtonRelease: canvas.mouseReleaseEvent,
        }[kind](event)

    # -- view and levels -----------------------------------------------------------------------

    def _move_image(self, down: int, right: int) -> None:
        canvas, view = self._canvas, self._canvas.view()
        aspect = canvas.pane_scene.aspect if canvas.pane_scene else 1.0
        rows = _MOVE * canvas.viewport().height() / (view.zoom * aspect)
        columns = _MOVE * canvas.viewport().width() / view.zoom
        canvas.view_wanted.emit(
            View(view.row - down * rows, view.column - right * columns, view.zoom)
        )

    def _set_levels(self, down: int, right: int) -> None:
        scene = self._canvas.pane_scene
        assert scene is not None
        levels = scene.levels
        # Up is brighter: the level, the value shown as middle grey, goes down.
        level = levels.level + _LEVEL * levels.window * down
        window = levels.window * _WINDOW**right
        self._canvas.levels_wanted.emit(Levels(level - window / 2, level + window / 2))
