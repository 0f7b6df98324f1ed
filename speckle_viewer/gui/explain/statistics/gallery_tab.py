"""Kernels drawn at random, of all or of those that are selected."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from speckle_viewer.gui.explain.statistics.tab import Mask, Tab
from speckle_viewer.gui.explain.statistics.tiles import Tile, Tiles
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.number_fields import WholeField
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Panel
    from speckle_viewer.evidence.statistics import KernelSample


class GalleryTab(Tab):
    """Some kernels, each with its pixel."""

    title = QT_TR_NOOP("Gallery")
    tip = QT_TR_NOOP("Kernels drawn at random, of all or of those that are selected")

    pixel_wanted = Signal(int, int)
    """Row and column of the kernel that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = WholeField(minimum=4, maximum=96, value=24)
        self.count.setKeyboardTracking(False)
        self.count.setToolTip(tr("How many kernels"))
        self.count.setAccessibleName(tr("Gallery: number"))
        self.again = QPushButton(tr("Draw others"))
        self.again.setToolTip(tr("Draw other kernels at random"))
        self.controls.addRow(tr("Number"), self.count)
        self.controls.addRow(self.again)
        self.tiles = Tiles(tr("Kernels drawn at random"))
        self.content.addWidget(self.tiles, 1)
        self.seed = 0
        self.drawn = np.zeros(0, np.intp)
        self._among: Mask | None = None
        self.again.clicked.connect(self._draw_others)
        self.count.valueChanged.connect(lambda: self.draw())
        self.tiles.chosen.connect(self._look)
        self.clear()

    def _draw_others(self) -> None:
        self.seed += 1
        self.draw()

    def show_result(self, sample: "KernelSample", result: Any) -> None:
        self._among = None
        super().show_result(sample, result)

    def show_selected(self, selected: Mask | None) -> None:
        self._among = selected if selected is not None and selected.any() else None
        self.draw()

    def draw(self) -> None:
        sample = self.sample
        if sample is None:
            self.tiles.show_tiles(())
            return
        there = np.arange(len(sample)) if self._among is None else np.flatnonzero(self._among)
        rng = np.random.default_rng(self.seed)
        self.drawn = np.sort(rng.choice(there, min(self.count.value(), len(there)), replace=False))
        self.tiles.show_tiles([_tile(sample, number) for number in self.drawn.tolist()])

    def facts(self) -> Mapping[str, str]:
        return {QT_TR_NOOP("Below each kernel"): tr("its pixel, x, y")}

    def _look(self, place: int) -> None:
        assert self.sample is not None
        number = self.drawn[place]
        self.pixel_wanted.emit(int(self.sample.rows[number]), int(self.sample.columns[number]))

    def panels(self) -> "tuple[Panel, ...]":
        from speckle_viewer.evidence.taking import kernel_picture

        sample = self.sample
        if sample is None:
            return ()
        return tuple(
            kernel_picture(f"x {sample.columns[n]}, y {sample.rows[n]}", sample.taps[n])
            for n in self.drawn
        )


def _tile(sample: "KernelSample", number: int) -> Tile:
    kernel = sample.taps[number]
    pixel = f"{sample.columns[number]}, {sample.rows[number]}"
    figures = tr("sum {}, largest tap {:.3f}").format(
        fixed(float(kernel.sum()), 3), np.abs(kernel).max()
    )
    return Tile(
        kernel, pixel, tip=tr("x, y: {}\n{}\nClick: look at this pixel").format(pixel, figures)
    )
