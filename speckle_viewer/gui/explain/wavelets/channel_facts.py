"""What is known of one channel, before and after: a small table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from speckle_viewer.gui.inspector.figures import signed
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer.bench import SIDES

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.wavelet_channels import ChannelFigures

_ROWS = {
    QT_TR_NOOP("Energy"): QT_TR_NOOP("Mean square over the tissue"),
    QT_TR_NOOP("Variance"): QT_TR_NOOP("Variance over the tissue"),
    QT_TR_NOOP("Correlation"): QT_TR_NOOP(
        "Pearson's over the tissue, with the input's band that it goes along with most"
    ),
    QT_TR_NOOP("Here"): QT_TR_NOOP("Value at the pixel that is looked at"),
}
_SIDES = {"before": QT_TR_NOOP("Encoder"), "after": QT_TR_NOOP("Decoder")}


class ChannelFacts(QWidget):
    """Energy, variance, correlation and the value at the pixel that is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: dict[tuple[str, str], QLabel] = {}
        self._titles: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        for column, side in enumerate(SIDES, 1):
            grid.addWidget(self._caption(tr(_SIDES[side]), ""), 0, column, _RIGHT)
        for place, (row, tip) in enumerate(_ROWS.items(), 1):
            self._titles[row] = self._caption(tr(row), tr(tip))
            grid.addWidget(self._titles[row], place, 0)
            for column, side in enumerate(SIDES, 1):
                label = self.labels[row, side] = QLabel("–", self)
                label.setToolTip(tr(tip))
                grid.addWidget(label, place, column, _RIGHT)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)

    def _caption(self, text: str, tip: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "caption")
        label.setToolTip(tip)
        return label

    def show_figures(
        self, figures: "Mapping[str, ChannelFigures]", channel: int, unit: str
    ) -> None:
        """Write the figures of a channel by side."""
        squared = f" ({tr(unit)}²)" if unit else ""
        for row in ("Energy", "Variance"):
            self._titles[row].setText(f"{tr(row)}{squared}")
        for side in SIDES:
            texts = ["–"] * 3
            if side in figures:
                of = figures[side]
                band, correlation = of.most_like(channel)
                texts = [_figure(of.energy[channel]), _figure(of.variance[channel])]
                texts.append(f"{signed(correlation, 2)} {band}")
            for row, text in zip(("Energy", "Variance", "Correlation"), texts, strict=True):
                self.labels[row, side].setText(text)

    def show_here(self, side: str, value: float | None) -> None:
        """Write the value at the pixel that is looked at."""
        self.labels["Here", side].setText(
            "–" if value is None else f"{value:z.3g}".replace("-", "−")
        )

    def facts(self) -> dict[str, str]:
        """As it is written."""
        return {
            f"{self._titles[row].text()} {side}": label.text()
            for (row, side), label in self.labels.items()
        }


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


_RIGHT = Qt.AlignmentFlag.AlignRight
