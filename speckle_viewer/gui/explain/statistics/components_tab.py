"""Components of the kernels, and the kernels as points: the first against the second."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.statistics.plot import Mark
from speckle_viewer.gui.explain.statistics.scatter import ScatterPlot
from speckle_viewer.gui.explain.statistics.tab import Mask, Tab, per_cent
from speckle_viewer.gui.explain.statistics.tiles import Tile, Tiles
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.number_fields import WholeField
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Panel
    from speckle_viewer.evidence.statistics import Components, KernelSample

_KINDS = {
    "PCA": QT_TR_NOOP("Principal components: orthogonal, the first explains most"),
    "ICA": QT_TR_NOOP("Independent components: vary independently of each other"),
    "SVD": QT_TR_NOOP(
        "Singular vectors of the kernels as they are, without subtracting their mean"
    ),
}


class ComponentsTab(Tab):
    """PCA, ICA or SVD of the kernels, and a scatter plot of two of their scores."""

    title = QT_TR_NOOP("Components")
    tip = QT_TR_NOOP("Kernels as a mean and a few components: PCA, ICA, SVD")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox()
        for place, (kind, tip) in enumerate(_KINDS.items()):
            self.kind.addItem(kind)
            self.kind.setItemData(place, tr(tip), Qt.ItemDataRole.ToolTipRole)
        self.kind.setToolTip(tr("How the components are found"))
        self.count = WholeField(minimum=2, maximum=16, value=6)
        self.count.setKeyboardTracking(False)
        self.count.setToolTip(tr("How many components"))
        self.way = QComboBox()
        self.way.addItems([tr("Rectangle"), tr("Lasso")])
        self.way.setToolTip(tr("What dragging in the scatter plot draws"))
        for name, control in (
            (tr("Method"), self.kind),
            (tr("Number"), self.count),
            (tr("Select"), self.way),
        ):
            control.setAccessibleName(tr("Components: {}").format(name.lower()))
            self.controls.addRow(name, control)
        self.tiles = Tiles(tr("Mean kernel and components"))
        self.scatter = ScatterPlot(tr("Kernels by two of their components"))
        self._chosen = (0, 1)  # the components of the plot, the one chosen last behind
        self._selected: Mask | None = None
        self._marks: Sequence[Mark] = ()
        self.content.addWidget(self.tiles, 5)
        self.content.addWidget(self.scatter, 3)
        self.kind.currentIndexChanged.connect(self.options_changed)
        self.count.valueChanged.connect(self.options_changed)
        self.way.currentIndexChanged.connect(self._choose_way)
        self.scatter.points_selected.connect(self._select)
        self.tiles.chosen.connect(self._choose)
        self.clear()

    def _choose_way(self, index: int) -> None:
        self.scatter.mode = "lasso" if index else "rectangle"

    def _choose(self, tile: int) -> None:
        """Plot a component against the one that was chosen before."""
        component = tile - self._before
        if component >= 0 and component != self._chosen[-1]:
            self._chosen = (self._chosen[-1], component)
            self.draw()
            self.scatter.show_selected(self._selected)
            self.scatter.show_marks(self._marks)

    @property
    def _before(self) -> int:
        """How many tiles stand before those of the components: the mean, where there is one."""
        return int(self.result is not None and self.result.kind != "SVD")

    @property
    def axes(self) -> tuple[int, int]:
        """The components of the plot, across and up, counted from 0."""
        there = len(self.result.kernels)
        x, y = sorted(self._chosen)
        return (x, y) if y < there else (0, 1)

    def options(self) -> tuple[str, int]:
        return self.kind.currentText(), self.count.value()

    def compute(self, sample: "KernelSample", options: Any, task: Task) -> "Components":
        from speckle_viewer.evidence.statistics import ica, pca, svd

        kind, count = options
        return {"PCA": pca, "ICA": ica, "SVD": svd}[kind](sample, count)

    def draw(self) -> None:
        found: Components | None = self.result
        if found is None:
            self.tiles.show_tiles(())
            self.scatter.show_points(None, *(tr("Score, {}").format(f"PCA {n}") for n in (1, 2)))
            return
        mean = [_tile(tr("Mean"), "", found.mean)] if self._before else []
        self.tiles.show_tiles(
            [
                *mean,
                *(
                    _tile(f"{number}", per_cent(share), kernel, number - 1 in self.axes)
                    for number, (kernel, share) in enumerate(
                        zip(found.kernels, found.explained, strict=True), 1
                    )
                ),
            ]
        )
        self.scatter.show_points(_scores(found, self.axes), *self._labels())

    def _labels(self) -> tuple[str, str]:
        x, y = (tr("Score, {}").format(f"{self.result.kind} {axis + 1}") for axis in self.axes)
        return x, y

    @property
    def _pair(self) -> str:
        """Which two are plotted, as "PCA 1 × 2"."""
        x, y = self.axes
        return f"{self.result.kind} {x + 1} × {y + 1}"

    def facts(self) -> Mapping[str, str]:
        found: Components = self.result
        of_what = tr("sum of squares") if found.kind == "SVD" else tr("variance")
        return {
            QT_TR_NOOP("Together"): tr("{} of the {}").format(
                per_cent(float(found.explained.sum())), of_what
            )
        }

    def show_selected(self, selected: Mask | None) -> None:
        self._selected = selected
        self.scatter.show_selected(selected)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self.scatter.show_marks(marks)

    def said_of(self, kernel: int) -> str:
        return tr("scores {}").format(
            ", ".join(fixed(float(score), 3) for score in _scores(self.result, self.axes)[kernel])
        )

    def _select(self, selected: Mask | None, finished: bool) -> None:
        self.selected.emit(selected, f"{self._pair}, {self.way.currentText().lower()}")

    def panels(self) -> "tuple[Panel, ...]":
        from speckle_viewer.evidence.shown import Curves, Points
        from speckle_viewer.evidence.taking import kernel_picture

        found: Components | None = self.result
        if found is None:
            return ()
        numbers = np.arange(1, len(found.explained) + 1)
        x, y = _scores(found, self.axes).T
        return (
            *(
                kernel_picture(f"{found.kind} {n}", k)
                for n, k in zip(numbers, found.kernels, strict=True)
            ),
            Curves(
                "Explained", numbers, "Component", {"share": 100 * found.explained}, "Share (%)"
            ),
            Points(self._pair, x, y, *self._labels()),
        )

    def refresh_theme(self) -> None:
        super().refresh_theme()
        self.scatter.refresh_theme()


def _tile(name: str, note: str, kernel: Any, plotted: bool | None = None) -> Tile:
    """A kernel; ``plotted`` says whether a component is, and is None for the mean."""
    lines = [f"{name}  {note}", tr("largest tap {:.3f}").format(np.abs(kernel).max())]
    if plotted is not None:
        lines.append(tr("Click: plot it against the one clicked before"))
    return Tile(
        kernel,
        name,
        note,
        colour=colours().accent if plotted else "",
        tip="\n".join(lines),
    )


def _scores(found: "Components", axes: tuple[int, int]) -> Any:
    """Two of the scores (n, 2); zeros where there is but one."""
    scores = np.pad(found.scores, ((0, 0), (0, max(0, 2 - found.scores.shape[1]))))
    return scores[:, list(axes)]
