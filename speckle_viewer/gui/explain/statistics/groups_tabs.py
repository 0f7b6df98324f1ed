"""Tabs with groups of kernels: clusters, and directions of the patch."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)

from speckle_viewer.colours import CLASSES, table
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.statistics.plot import Mark
from speckle_viewer.gui.explain.statistics.tab import (
    Mask,
    Tab,
    per_cent,
    reporting,
)
from speckle_viewer.gui.explain.statistics.tiles import Tile, Tiles
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.number_fields import NumberField, WholeField
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Panel
    from speckle_viewer.evidence.statistics import Clusters, Directions, KernelSample

_KINDS = {
    "k-means": QT_TR_NOOP("Each kernel belongs to the nearest of k means"),
    "Gaussian mixture": QT_TR_NOOP("Clusters may differ in size and shape"),
}


class GroupsTab(Tab):
    """Groups of kernels as tiles, each with its mean patch above its mean kernel."""

    map_wanted = Signal(bool)
    """Whether the groups are to be laid over the image."""

    names: tuple[str, ...] = ()
    one: ClassVar[str] = "{}"
    """What one of the groups is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = Tiles(tr("{}: mean patch above mean kernel").format(tr(self.title)))
        self.tiles.chosen.connect(self._select)
        self.content.addWidget(self.tiles, 1)
        self.map = QCheckBox(tr("Over the image"))
        self.map.setToolTip(tr("Colour every pixel by the group of its kernel"))
        self.map.toggled.connect(self.map_wanted)

    def draw(self) -> None:
        if self.result is None:
            self.names = ()
            self.tiles.show_tiles(())
            return
        found = self.result
        self.names = tuple(self._names())
        self.tiles.show_tiles(
            [
                Tile(kernel, name, _short(share), patch, group_colour(number), self._tip(name))
                for number, (name, kernel, patch, share) in enumerate(
                    zip(self.names, found.kernels, found.patches, found.shares, strict=True)
                )
            ]
        )

    def _names(self) -> list[str]:
        return [str(number) for number in range(1, len(self.result.kernels) + 1)]

    def _tip(self, name: str) -> str:
        return tr(
            "{}: mean patch, and under it the mean kernel.\nClick: light up its pixels"
        ).format(name)

    @property
    def labels(self) -> "NDArray[np.intp] | None":
        """The group (n,) of each kernel."""
        return None if self.result is None else self.result.labels

    def show_selected(self, selected: Mask | None) -> None:
        if self.result is None or selected is None:
            self.tiles.show_shares(None)
            return
        count = len(self.result.kernels)
        hit = np.bincount(self.result.labels[selected], minlength=count)
        self.tiles.show_shares(hit / np.maximum(np.bincount(self.result.labels, None, count), 1))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        labels = self.result.labels
        self.tiles.show_marks([(int(labels[mark.kernel]), mark.ink) for mark in marks])

    def said_of(self, kernel: int) -> str:
        return self._words(int(self.result.labels[kernel]))

    def _select(self, number: int) -> None:
        self.selected.emit(self.result.within(number), self._words(number))

    def _words(self, number: int) -> str:
        return tr(self.one).format(self.names[number])

    def panels(self) -> "tuple[Panel, ...]":
        from speckle_viewer.evidence.shown import FROM_CENTRE, Picture
        from speckle_viewer.evidence.taking import kernel_picture

        if self.result is None:
            return ()
        panels: list[Panel] = []
        for number, share in enumerate(self.result.shares):
            if share > 0:
                name = f"{self._words(number)} ({per_cent(share)})"
                panels.append(kernel_picture(f"Kernel, {name}", self.result.kernels[number]))
                patch, title = self.result.patches[number], f"Patch, {name}"
                corner = -(patch.shape[-1] // 2)
                panels.append(Picture(title, patch, row0=corner, column0=corner, axes=FROM_CENTRE))
        return tuple(panels)


class ClustersTab(GroupsTab):
    """k-means or a Gaussian mixture of the kernels."""

    title = QT_TR_NOOP("Clusters")
    one = QT_TR_NOOP("cluster {}")
    tip = QT_TR_NOOP("Kernels sorted into a few kinds: k-means, Gaussian mixture")

    best_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox()
        for place, (kind, tip) in enumerate(_KINDS.items()):
            self.kind.addItem(kind)
            self.kind.setItemData(place, tr(tip), Qt.ItemDataRole.ToolTipRole)
        self.kind.setToolTip(tr("How clusters are found"))
        self.kind.setAccessibleName(tr("Clusters: method"))
        self.count = WholeField(minimum=2, maximum=CLASSES, value=8)
        self.count.setKeyboardTracking(False)
        self.count.setToolTip(tr("How many clusters"))
        self.count.setAccessibleName(tr("Clusters: number"))
        self.best = QPushButton(tr("Find number"))
        self.best.setToolTip(
            tr(
                "Take the number from 2 to 12 with the largest mean silhouette:\n"
                "near 1 clusters are compact and far apart, near 0 they run into each other."
            )
        )
        self.best.clicked.connect(self.best_wanted)
        self.controls.addRow(self.kind)
        self.controls.addRow(tr("Number"), self.count)
        self.controls.addRow(self.best)
        self.controls.addRow(self.map)
        self.silhouettes: NDArray[np.float64] | None = None
        self.kind.currentIndexChanged.connect(self.options_changed)
        self.count.valueChanged.connect(self.options_changed)
        self.clear()

    def options(self) -> tuple[str, int]:
        return self.kind.currentText(), self.count.value()

    def compute(self, sample: "KernelSample", options: Any, task: Task) -> "Clusters":
        from speckle_viewer.evidence.statistics import cluster

        kind, count = options
        return cluster(sample, count, kind)

    def find_best(self, sample: "KernelSample", task: Task) -> tuple[int, NDArray[np.float64]]:
        """The number of clusters that suits best; runs in the analyst's thread."""
        from speckle_viewer.evidence.statistics import best_count

        return best_count(sample, progress=reporting(task))

    def take_best(self, found: tuple[int, NDArray[np.float64]]) -> None:
        """Take the number that was found, and say how good each was."""
        count, self.silhouettes = found
        if count == self.count.value() or count < 2:
            self.show_result_again()
        else:
            self.count.setValue(count)

    def show_result_again(self) -> None:
        """Write the figures anew."""
        if self.sample is not None:
            self.show_result(self.sample, self.result)

    def facts(self) -> Mapping[str, str]:
        if self.silhouettes is None or np.isnan(self.silhouettes).all():
            return {}
        best = int(np.nanargmax(self.silhouettes))
        return {
            QT_TR_NOOP("Silhouette"): tr("{} with {} clusters").format(
                fixed(float(self.silhouettes[best]), 2), best + 2
            )
        }

    def clear(self) -> None:
        self.silhouettes = None
        super().clear()


class DirectionsTab(GroupsTab):
    """Kernels grouped by where their patch becomes brighter."""

    title = QT_TR_NOOP("Directions")
    one = QT_TR_NOOP("direction {}")
    tip = QT_TR_NOOP("Kernels grouped by the direction in which their patch becomes brighter")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flat = NumberField(
            minimum=0.0,
            maximum=50.0,
            value=2.0,
            singleStep=0.5,
            decimals=1,
            suffix=tr(" levels/px"),
        )
        self.flat.setKeyboardTracking(False)
        self.flat.setToolTip(tr("Grey levels per pixel: a patch that is less steep is flat"))
        self.flat.setAccessibleName(tr("Directions: flat below, grey levels per pixel"))
        self.controls.addRow(QLabel(tr("Flat below")))
        self.controls.addRow(self.flat)
        self.controls.addRow(self.map)
        self.flat.valueChanged.connect(self.options_changed)
        self.clear()

    def options(self) -> float:
        return self.flat.value()

    def compute(self, sample: "KernelSample", options: float, task: Task) -> "Directions":
        from speckle_viewer.evidence.statistics import by_direction

        return by_direction(sample, options)

    def _names(self) -> list[str]:
        from speckle_viewer.evidence.statistics import SECTORS

        return [*SECTORS[:-1], tr("flat")]

    def _tip(self, name: str) -> str:
        flat = name == self.names[-1]
        what = tr("no steep side") if flat else tr("brighter towards {}").format(name)
        return tr(
            "Patches that are {}: their mean, and under it the mean kernel.\n"
            "Click: light up their pixels"
        ).format(what)

    def facts(self) -> Mapping[str, str]:
        median = float(np.median(self.result.steepness))
        return {QT_TR_NOOP("Median gradient"): tr("{} grey levels/px").format(fixed(median, 1))}


def _short(share: float) -> str:
    """``49 %``, ``5.7 %``: there is little room under a tile."""
    return f"{100 * share:.0f} %" if share >= 0.0995 else per_cent(share)


def group_colour(number: int) -> str:
    """The colour of a group, as it has it over the image."""
    red, green, blue = table("classes")[number % CLASSES]
    return f"#{red:02x}{green:02x}{blue:02x}"
