"""The entries of a codebook, and which of them each pixel took."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.codebook_entries import (
    Index,
    field_of,
    index_in_frame,
    per_cent,
    said_of,
    tile_of,
    typical_largest,
    words_of,
)
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.statistics.tiles import Tiles
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Overlay, PaneScene, Scene, ViewerState
from speckle_viewer.viewer.takeaway import mm_per_px_of
from speckle_viewer.viewer.wants import BRUSH

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import EntryKernels
    from speckle_viewer.evidence.shown import Shown

MOST_TILES = 64
"""Entries that are drawn, the most frequent ones: more would be too small to be seen."""

_OPACITY = 0.5
_WIDTH = 260
_NO_CODEBOOK = QT_TR_NOOP(
    "None of the images comes from a codebook: choose one on the left, or make one\n"
    "with Methods → “Learn a codebook …”."
)


class CodebookExplainer(Explainer):
    """Lays the map of entries over the image; its legend are the entries, as kernels."""

    name = "codebook"
    title = QT_TR_NOOP("Codebook")
    shortcut = "Shift+F5"
    tip = QT_TR_NOOP("The kernels of a codebook, and which of them each pixel takes")
    lays = frozenset({BRUSH, name})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.summary, self.reading = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.summary.setProperty("role", "caption")
        self.summary.setAccessibleName(tr("What the codebook is"))
        self.reading.setAccessibleName(tr("Entry of the pixel"))
        for label in (self.summary, self.reading):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.over = QCheckBox(tr("Map over the image"))
        self.over.setToolTip(
            tr("Colour each pixel as the square beside the entry that it takes, or takes most of")
        )
        self.over.setChecked(True)
        self.over.toggled.connect(self._lay_over)
        self.tiles = Tiles(tr("Entries of the codebook"))
        self.tiles.chosen.connect(self._light)
        self._scene: Scene | None = None
        self._field: EntryKernels | None = None
        self._index: Index | None = None
        self._order: list[int] = []
        self._lit: int | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        for widget in (self.summary, self.over, self.reading):
            widget.setFixedWidth(_WIDTH)
            left.addWidget(widget)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        row.setSpacing(2 * GRID)
        row.addLayout(left)
        row.addWidget(self.tiles, 1)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Codebooks only."""
        return card is not None and card.network.get("class") == "Codebook"

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show the entries of the frame, and that of the pixel under the mouse."""
        self._scene = scene
        pane = scene.pane(scene.wants.explained)
        field = field_of(pane)
        if field is None or pane is None or pane.result is None:
            self._show_none(self._why_none(scene, pane))
            return
        if field is not self._field:
            self._field = field
            self._index = index_in_frame(field, pane.result.insonified)
            self._show_entries()
            self._lay_over()
            if self._lit is not None:
                self._light_entry(self._lit)
        self._follow_brush(scene)
        self._mark(scene)
        self._read(scene)

    def _show_none(self, why: str) -> None:
        if self._field is None and self.tiles.message == why:
            return
        self._field = self._index = None
        self.state.lay_over(self.name, None)
        self.tiles.show_tiles((), why)
        self.summary.clear()
        self.reading.clear()

    def _why_none(self, scene: Scene, pane: PaneScene | None) -> str:
        if scene.cine is None:
            return tr("Open a cine to see which entry of a codebook each pixel takes.")
        if not any(self.explains(self.cards.get(method)) for method in scene.wants.methods):
            return tr(_NO_CODEBOOK)
        if pane is None or not self.explains(self.cards.get(pane.id)):
            return tr("Choose a codebook above to see its entries.")
        return pane.problem or tr("The entries of this frame are on their way.")

    def _counts(self, inside: NDArray[np.bool_] | bool = True) -> NDArray[np.intp]:
        """(E,): how many pixels of the tissue, inside a mask, take each entry, or take most of."""
        assert self._field is not None
        assert self._index is not None
        there = self._index[(self._index >= 0) & inside]
        return np.bincount(there, minlength=len(self._field.entries))

    def _shares(self) -> NDArray[np.float64]:
        """(E,): the share of the tissue that takes each entry, or takes most of."""
        counts = self._counts()
        return np.asarray(counts / max(counts.sum(), 1))

    def _show_entries(self) -> None:
        field, index, shares = self._field, self._index, self._shares()
        assert field is not None
        assert index is not None
        self._order = np.argsort(-shares, kind="stable")[:MOST_TILES].tolist()
        kernels = field.entries.float().cpu().numpy()
        self.tiles.show_tiles(
            [
                tile_of(entry, kernels[entry], shares[entry], blended=field.blend is not None)
                for entry in self._order
            ]
        )
        size, used = field.sizes[0], int((shares > 0).sum())
        entries = tr("%n entries of {} × {} px", "", len(kernels)).format(size, size)
        said = tr("{}, {} of them in the tissue of this frame.").format(entries, used)
        if field.blend is not None:
            most = per_cent(typical_largest(field, index))
            said = tr(
                "{}, blended. {} of them are the largest part somewhere; in half of the tissue "
                "that part is less than {}."
            ).format(entries, used, most)
        left_out = len(kernels) - len(self._order)
        more = tr("The {} least frequent are not drawn.").format(left_out) if left_out else ""
        self.summary.setText(f"{said} {more}".rstrip())

    def _lay_over(self) -> None:
        scene, pane = self._scene, None
        if scene is not None:
            pane = scene.pane(scene.wants.explained)
        overlay = None
        if self.over.isChecked() and self._index is not None and pane and pane.result:
            request = pane.result.request
            overlay = Overlay(
                cine=request.cine,
                pane=pane.id,
                frame=request.frame,
                values=self._index,
                colours="classes",
                opacity=_OPACITY,
            )
        if overlay is not None or self.name in self.state.wants.overlays:
            self.state.lay_over(self.name, overlay)

    def _mark(self, scene: Scene) -> None:
        """Mark the entries of the pixel under the mouse and of the pins, each in its colour."""
        assert self._index is not None
        spots = [(pin.row, pin.column, pin_colour(pin.colour)) for pin in scene.wants.cine_pins]
        if scene.wants.looked_at is not None:
            spot = scene.wants.looked_at
            spots.insert(0, (spot.row, spot.column, colours().text))
        taken = [(int(self._index[row, column]), ink) for row, column, ink in spots]
        places = {entry: tile for tile, entry in enumerate(self._order)}
        marks = tuple((places[entry], ink) for entry, ink in taken if entry in places)
        if marks != self.tiles.marks:
            self.tiles.show_marks(marks)

    def _read(self, scene: Scene) -> None:
        spot, field, index = scene.wants.looked_at, self._field, self._index
        if spot is None or field is None or index is None:
            self.reading.setText(tr("Point at a pixel: which entry it takes."))
            return
        what = tr("not denoised")
        if index[spot.row, spot.column] >= 0:
            what = tr("entry {}").format(said_of(field.blend_at(spot.row, spot.column)))
        self.reading.setText(f"x {spot.column}  y {spot.row}:  {what}")

    # -- lighting pixels up --------------------------------------------------------------------

    def _light(self, tile: int) -> None:
        """Light up the pixels of the entry in a tile; those of the same one again: none."""
        entry = self._order[tile]
        if self._lit == entry:
            self._lit = None
            self.state.light_up(None)
        else:
            self._light_entry(entry)

    def _light_entry(self, entry: int) -> None:
        self._lit = entry
        if self._index is not None:
            self.state.light_up(self._index == entry, words_of(entry))

    def _follow_brush(self, scene: Scene) -> None:
        """Show how much of each entry is lit, whoever lit it."""
        brush = scene.wants.brush
        if self._lit is not None and (brush is None or brush.classes[0] != words_of(self._lit)):
            self._lit = None
        if brush is None or self._index is None:
            self.tiles.show_shares(None)
        elif brush.values.shape == self._index.shape:
            shares = self._counts(brush.values) / np.maximum(self._counts(), 1)
            self.tiles.show_shares(shares[self._order])

    # -- taking away, coming and going ---------------------------------------------------------

    def shown(self) -> "Shown | None":
        """The map of entries, and the entries."""
        from speckle_viewer.evidence.shown import Picture, Shown
        from speckle_viewer.evidence.taking import kernel_picture

        field, index, scene = self._field, self._index, self._scene
        pane = None if scene is None else scene.pane(scene.wants.explained)
        if field is None or index is None or scene is None or pane is None or pane.result is None:
            return None
        shares, kernels = self._shares(), field.entries.float().cpu().numpy()
        mm, known = mm_per_px_of(scene), (1.0, float(len(kernels)))
        values = np.where(index < 0, np.nan, index + 1.0)
        title = "Entry" if field.blend is None else "Entry of the largest share"
        pictures = [Picture(title, values, "", "classes", known, mm_per_px=mm)]
        for entry in self._order:
            title = f"Entry {entry + 1}, {per_cent(shares[entry])}"
            pictures.append(kernel_picture(title, kernels[entry], mm_per_px=mm))
        request = pane.result.request
        facts = {"Method": pane.title, "Frame": f"{request.frame + 1} of {len(request.cine)}"}
        return Shown(f"Entries of {pane.title}", facts, tuple(pictures))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_over()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._field = self._index = None
            self.state.lay_over(self.name, None)
            if self._lit is not None:
                self._lit = None
                self.state.light_up(None)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.tiles.update()
