"""One pinned pixel: its kernel set by hand, and what that makes of the pixel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine.grey_scale import EIGHT_BITS
from speckle_viewer.gui.inspector.colourmap import limit_of
from speckle_viewer.gui.inspector.figures import fixed, signed
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.number_fields import NumberField
from speckle_viewer.gui.steering.tap_grid import TapGrid
from speckle_viewer.gui.style import GRID, text_font
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.steering import KernelEdit, TapEdit
from speckle_viewer.viewer import Pin

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import KernelField, PixelKernel

NO_PIN = QT_TR_NOOP("Click a pixel in an image to pin it, then alter its kernel here.")
_TURN = 0.05  # of the largest weight, per notch of the wheel

Place = tuple[int, int]


class PinEditor(QWidget):
    """Draws the kernel of a pinned pixel, and says how the user alters it."""

    edited = Signal(object)
    """A `KernelEdit`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[Sequence[Pin], Sequence[KernelEdit], KernelField | None] = ((), (), None)
        self.scale = EIGHT_BITS
        self._pins: tuple[Pin, ...] = ()
        self._edit: KernelEdit | None = None
        self._sizes: tuple[int, ...] = ()
        self._kernel: PixelKernel | None = None
        self._tap: Place = (0, 0)  # rows and columns from the middle
        self._make_widgets()
        self._lay_out()

    def _make_widgets(self) -> None:
        self.pin = self._choice(tr("Pinned pixel"), tr("The pinned pixel whose kernel is altered"))
        self.pin.activated.connect(lambda: self.show_pins(*self._given))
        self.source = self._choice(tr("Kernel used here"), tr("Use the kernel of another pin here"))
        self.source.activated.connect(self._copy)
        self.map = self._choice(
            tr("Kernel altered"), tr("Which size, and which frame of the burst")
        )
        self.map.activated.connect(self._draw)
        self.grid = TapGrid(self)
        self.grid.chosen.connect(self._choose)
        self.grid.turned.connect(self._turn)
        self.weight = NumberField(self, decimals=5, minimum=-9.0, maximum=9.0)
        self.weight.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.weight.setKeyboardTracking(False)
        self.weight.setAccessibleName(tr("Weight"))
        self.weight.setToolTip(tr("The chosen weight; type another one"))
        self.weight.valueChanged.connect(self._set)
        self.tap = QLabel(self)
        self.outcome = TextLine(text_font(), 20, self)
        self.outcome.setAccessibleName(tr("Value of the pixel before and after"))
        self.undo = QToolButton(self)
        self.undo.setText(tr("Undo"))
        self.undo.setStyleSheet("padding: 0 6px")
        self.undo.setToolTip(tr("Give this pixel its own kernel back"))
        self.undo.clicked.connect(self._undo)
        self.hint = QLabel(tr(NO_PIN), self, wordWrap=True)
        self.hint.setProperty("role", "caption")

    def _choice(self, name: str, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        self._content = QWidget(self)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID // 2)
        last = QHBoxLayout()
        last.addWidget(self.tap, 1)
        last.addWidget(self.weight)
        below = QHBoxLayout()
        below.addWidget(self.outcome, 1)
        below.addWidget(self.undo)
        for widget in (self.pin, self.source, self.map, self.grid):
            inside.addWidget(widget)
        inside.addLayout(last)
        inside.addLayout(below)
        layout.addWidget(QLabel(tr("One pixel by hand"), self))
        layout.addWidget(self.hint)
        layout.addWidget(self._content)

    # -- showing -------------------------------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """(row, column) of the pixel that is altered."""
        pin = self.pin.currentData()
        return None if pin is None else (pin.row, pin.column)

    def show_pins(
        self, pins: Sequence[Pin], edits: Sequence[KernelEdit], field: "KernelField | None"
    ) -> None:
        """Draw the chosen one of these pins with its kernel in ``field``, steered and edited."""
        self._given = pins, edits, field
        if tuple(pins) != self._pins:
            self._pins = tuple(pins)
            _fill(self.pin, [(_name(i, p), p) for i, p in enumerate(pins)])
        self.hint.setVisible(not pins)
        self._content.setVisible(bool(pins))
        place = self.place
        if place is None:
            return
        own = KernelEdit(*place)
        self._edit = next((e for e in edits if (e.row, e.column) == place), own)
        sources: list[tuple[str, Place | None]] = [(tr("Its own kernel"), None)]
        sources += [
            (tr("Kernel of {}").format(_name(i, p)), (p.row, p.column))
            for i, p in enumerate(pins)
            if (p.row, p.column) != place
        ]
        _fill(self.source, sources, self._edit.copied_from)
        self.undo.setEnabled(self._edit != own)
        covered = field is not None and field.covers(*place)
        self._kernel = field.at(*place) if field is not None and covered else None
        if field is not None:
            self._sizes = getattr(field, "predicted_sizes", field.sizes)
            self._show_outcome(field if covered else None)
        self._draw()

    def _show_outcome(self, field: "KernelField | None") -> None:
        if field is None or self._kernel is None:
            self.outcome.set_parts((tr("outside the part that is denoised"), "secondary"))
            return
        unedited = getattr(field, "unedited", None)
        place = self._kernel.row, self._kernel.column
        before = self._kernel if unedited is None else unedited(*place)
        self.outcome.set_parts(
            (f"{self._said(before)} → ", "secondary"),
            (self._said(self._kernel), "text"),
            (" " + tr("grey levels") if self.scale.unit else "", "secondary"),  # bits are above
        )

    def _said(self, kernel: "PixelKernel") -> str:
        return fixed(self.scale.value(kernel.output), self.scale.digits)

    def _draw(self) -> None:
        """Draw the kernel that is chosen."""
        kernel = self._kernel
        self.grid.setEnabled(kernel is not None)
        self.weight.setEnabled(kernel is not None)
        if kernel is None:
            self.grid.show_taps(None, None)
            return
        frames = len(kernel.taps[0])
        maps = [(s, f) for s in range(len(kernel.taps)) for f in range(frames)]
        names = [_map_name(self._sizes[s], f - frames // 2, frames) for s, f in maps]
        chosen = self.map.currentData()
        chosen = chosen if self.map.count() == len(maps) else (0, frames // 2)
        _fill(self.map, list(zip(names, maps, strict=True)), chosen)
        self.map.setVisible(len(maps) > 1)
        section, frame = self.map.currentData()
        taps = kernel.taps[section][frame].copy()
        middle = len(taps) // 2
        if max(map(abs, self._tap)) > middle:
            self._tap = (0, 0)
        edited = {
            (middle + t.dy, middle + t.dx): t.weight
            for t in (self._edit.taps if self._edit is not None else ())
            if (t.size, t.frame) == (self._sizes[section], frame - frames // 2)
        }
        for cell, weight in edited.items():  # what is shown may still lack the last one
            taps[cell] = weight
        dy, dx = self._tap
        cell = (middle + dy, middle + dx)
        self.grid.show_taps(taps, cell, edited)
        self.tap.setText(f"dx {signed(dx)}, dy {signed(dy)}")
        with QSignalBlocker(self.weight):
            self.weight.setSingleStep(max(_TURN * limit_of((taps,)), 1e-5))
            self.weight.setValue(float(taps[cell]))

    # -- what the user does --------------------------------------------------------------------

    def _choose(self, row: int, column: int) -> None:
        assert self.grid.taps is not None
        middle = len(self.grid.taps) // 2
        self._tap = (row - middle, column - middle)
        self._draw()

    def _turn(self, notches: int) -> None:
        self.weight.stepBy(notches)

    def _set(self, weight: float) -> None:
        if self._edit is None or self._kernel is None:
            return
        section, frame = self.map.currentData()
        place = (frame - len(self._kernel.taps[section]) // 2, *self._tap)
        self._change(self._edit.with_tap(TapEdit(self._sizes[section], *place, weight)))

    def _copy(self) -> None:
        if self._edit is not None:
            source, edit = self.source.currentData(), self._edit
            self._change(KernelEdit(edit.row, edit.column, source, edit.taps))

    def _undo(self) -> None:
        if self._edit is not None:
            self._change(KernelEdit(self._edit.row, self._edit.column))

    def _change(self, edit: KernelEdit) -> None:
        # Known before the scene that follows from it: the wheel may turn faster.
        self._edit = edit
        self.edited.emit(edit)


def _fill(box: QComboBox, items: Sequence[tuple[str, object]], chosen: object = None) -> None:
    """Offer these items with their data, and choose one."""
    with QSignalBlocker(box):
        texts = [box.itemText(i) for i in range(box.count())]
        data = [box.itemData(i) for i in range(box.count())]
        if [*zip(texts, data, strict=True)] != [*items]:
            box.clear()
            for text, value in items:
                box.addItem(text, value)
        place = next((i for i, (_, value) in enumerate(items) if value == chosen), -1)
        if place >= 0 and place != box.currentIndex():
            box.setCurrentIndex(place)


def _name(index: int, pin: Pin) -> str:
    return tr("pin {} · x {}  y {}").format(index + 1, pin.column, pin.row)


def _map_name(size: int, frame: int, frames: int) -> str:
    which = tr("frame {}").format(signed(frame)) if frame else tr("this frame")
    return f"{size} × {size}" + (f" · {which}" if frames > 1 else "")
