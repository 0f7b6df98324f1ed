"""What each method on screen takes away from each band, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.wavelets.jobs import analyse
from speckle_viewer.gui.explain.wavelets.rows import figure, row_name, rows_of, share_text
from speckle_viewer.gui.explain.wavelets.source import Source
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import WaveletBench

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown
    from speckle_viewer.evidence.wavelet_bench import BandFigures

_ROW = 20
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Compared:
    """Energies of each band (row) by method, and what they are of."""

    sources: tuple[Source, ...]
    rows: "tuple[tuple[BandFigures, ...], ...]"
    bench: WaveletBench


class MethodsPage(QWidget):
    """A table: a row for each band and each level, a column for each method."""

    def __init__(self, analyst: Analyst, parent: QWidget) -> None:
        super().__init__(parent)
        self.compared: Compared | None = None
        self._sources: tuple[Source, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._follower = Follower[Compared](analyst, "methods", self._take, self._fail)
        self.caption = QLabel(self)
        self.caption.setProperty("role", "caption")
        self.table = QTableWidget(self)
        self.table.setAccessibleName(tr("Energy taken away by band and method"))
        self.table.setToolTip(
            tr(
                "Energy of input minus output in the tissue, in per cent of the input's energy in "
                "that band"
            )
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.caption)
        layout.addWidget(self.table, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 150)

    def show_sources(
        self, sources: tuple[Source, ...], bench: WaveletBench, *, playing: bool
    ) -> None:
        """Show what the method of each source takes from each band."""
        asked = (bench.wavelet, bench.levels)
        same = len(sources) == len(self._sources) and all(
            a.is_same(b) for a, b in zip(sources, self._sources, strict=True)
        )
        if same and asked == self._asked:
            return
        self._sources, self._asked = sources, asked

        def work(task: object) -> Compared:
            rows = tuple(analyse(source, *asked).rows for source in sources)
            return Compared(sources, rows, bench)

        self._follower.want(sources, asked, work, patient=playing)

    def _fail(self, sentence: str) -> None:
        self.compared = None
        self.table.setRowCount(0)
        self.caption.setText(sentence)

    def _take(self, compared: Compared) -> None:
        self.compared = compared
        frame = compared.sources[0].frame + 1
        self.caption.setText(
            tr("Energy taken away from the input, frame {}: share of the band").format(frame)
        )
        groups = _groups(compared.rows[0])
        titles = [title_of(source.title) for source in compared.sources]
        self.table.setColumnCount(1 + len(titles))
        self.table.setHorizontalHeaderLabels([tr("Input, grey levels²/px"), *titles])
        self.table.setRowCount(len(groups))
        for place, (name, bands) in enumerate(groups):
            self.table.setVerticalHeaderItem(place, QTableWidgetItem(name))
            before, _ = _sums(compared.rows[0], bands)
            self._write(place, 0, figure(before), "")
            for column, rows in enumerate(compared.rows, 1):
                before, taken = _sums(rows, bands)
                tip = tr("{} of {} grey levels² per pixel").format(figure(taken), figure(before))
                self._write(place, column, share_text(before, taken), tip)

    def _write(self, row: int, column: int, text: str, tip: str) -> None:
        item = QTableWidgetItem(text)
        item.setTextAlignment(_RIGHT)
        item.setToolTip(tip)
        self.table.setItem(row, column, item)

    def shown(self) -> "Shown | None":
        """The table as numbers."""
        from speckle_viewer.evidence.shown import Shown, Table

        compared = self.compared
        if compared is None:
            return None
        titles = [source.title for source in compared.sources]
        heads = ("Band", "Input (grey levels² per pixel)", *(f"{t}: taken (%)" for t in titles))
        found = []
        for name, bands in _groups(compared.rows[0]):
            sums = [_sums(rows, bands) for rows in compared.rows]
            shares = [100 * taken / before if before > 0 else None for before, taken in sums]
            found.append((name, sums[0][0], *shares))
        source = compared.sources[0]
        facts = {
            "Frame": f"{source.frame + 1} of {len(source.cine)}",
            "Wavelet": f"{compared.bench.wavelet}, {compared.bench.levels} levels",
        }
        table = Table("Energy taken away from each band", heads, tuple(found))
        return Shown("Wavelet sub-bands of several methods", facts, (table,))


def _groups(rows: "Sequence[BandFigures]") -> list[tuple[str, tuple[int, ...]]]:
    """Names of the rows, and which bands they add up."""
    places = {row.band: place for place, row in enumerate(rows)}
    return [
        (row_name(bands), tuple(places[band] for band in bands)) for bands in rows_of([*places])
    ]


def _sums(rows: "Sequence[BandFigures]", bands: Sequence[int]) -> tuple[float, float]:
    """Energies before and taken away, over some bands."""
    return sum(rows[i].before for i in bands), sum(rows[i].taken or 0.0 for i in bands)
