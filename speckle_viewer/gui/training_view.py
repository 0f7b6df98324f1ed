"""How a run goes: curves, figures, the share that is done, and the latest picture."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr


class Curve(pg.PlotWidget):  # type: ignore[misc]
    """A value over the steps. It cannot be dragged or zoomed: it shows all that there is.

    Parameters
    ----------
    marks
        Whether each value is marked; else a mean of the last ones is drawn over them.
    smallest
        Range that the axis has at least: what changes less looks as it is, even.
    """

    def __init__(
        self, title: str, unit: str, parent: QWidget, *, marks: bool = False, smallest: float = 0.0
    ) -> None:
        super().__init__(parent, enableMenu=False)
        self._title, self._unit, self._marks = title, unit, marks
        self.setAccessibleName(tr("{} over steps").format(title))
        self.setToolTip(
            tr("{} over the steps of training").format(f"{title} ({unit})" if unit else title)
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        menu = self.getPlotItem().ctrlMenu  # it is nobody's, and would stay
        menu.setParent(self, menu.windowFlags())
        self.setMinimumHeight(120)
        self.getViewBox().setLimits(minYRange=smallest)
        self.steps: list[float] = []
        self.values: list[float] = []
        self._line = self.plot([], [], antialias=True)
        self._mean = self.plot([], [], antialias=True)
        self._line.setDownsampling(auto=True, method="peak")
        self._mean.setDownsampling(auto=True, method="peak")
        for side in ("left", "bottom"):
            # Before they have a label: with one, what was scaled for a prefix stays so.
            self.getAxis(side).enableAutoSIPrefix(False)
        self.refresh_theme()

    def clear_points(self) -> None:
        """Forget all."""
        self.steps, self.values = [], []

    def draw(self) -> None:
        """Show the points that there are."""
        self._line.setData(self.steps, self.values)
        if not self._marks:
            self._mean.setData(self.steps, smoothed(self.values))
        for side in ("left", "bottom"):
            self.getAxis(side).setStyle(showValues=bool(self.steps))

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        theme = colours()
        self.setBackground(theme.background)
        self._line.setPen(pg.mkPen(theme.text if self._marks else theme.disabled, width=1.2))
        self._mean.setPen(pg.mkPen(theme.text, width=1.6))
        if self._marks:
            self._line.setSymbol("o")
            self._line.setSymbolSize(5)
            self._line.setSymbolPen(None)
            self._line.setSymbolBrush(QColor(theme.text))
        style = {"color": theme.secondary, "font-size": f"{small_font().pixelSize()}px"}
        for side, text, unit in (("left", self._title, self._unit), ("bottom", tr("Step"), "")):
            axis = self.getAxis(side)
            axis.setPen(theme.line)
            axis.setTextPen(theme.secondary)
            axis.setStyle(tickFont=small_font(), maxTickLevel=1)
            self.setLabel(side, f"{text} ({unit})" if unit else text, **style)
        self.getAxis("left").setWidth(68)
        self.draw()


class Patches(QWidget):
    """The latest validation patches: three columns under their captions."""

    COLUMNS = (QT_TR_NOOP("Noisy"), QT_TR_NOOP("Output"), QT_TR_NOOP("Target"))

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setAccessibleName(tr("Validation patches"))
        self.setToolTip(
            tr(
                "Patches that training never sees. The target is what the output is compared with: "
                "the clean image, the true noise map, or another frame."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(300, 420)

    def show_image(self, image: QImage) -> None:
        """Show a picture; an empty one: none."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.background))
        painter.setFont(small_font())
        painter.setPen(QColor(theme.secondary))
        caption = painter.fontMetrics().height() + GRID
        space = QRectF(self.rect()).adjusted(GRID, caption, -GRID, -GRID)
        if self.image.isNull():
            painter.drawText(space, Qt.AlignmentFlag.AlignCenter, tr("No picture yet"))
            return
        size = QSize(self.image.size()).scaled(
            space.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
        )
        target = QRectF(0, space.top(), size.width(), size.height())
        target.moveLeft(space.center().x() - size.width() / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self.image)
        width = target.width() / len(self.COLUMNS)
        for place, text in enumerate(self.COLUMNS):
            above = QRectF(target.left() + place * width, 0, width, caption)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, tr(text))


class TrainingView(QWidget):
    """Draws what a run says. Nothing here can be operated."""

    FIGURES = (
        QT_TR_NOOP("Step"),
        QT_TR_NOOP("Loss"),
        "PSNR",
        QT_TR_NOOP("Speed"),
        QT_TR_NOOP("Time left"),
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.loss = Curve(tr("Loss"), "", self, smallest=1e-5)
        self.psnr = Curve(tr("Validation PSNR"), "dB", self, marks=True, smallest=0.5)
        self.psnr.setXLink(self.loss)
        self.patches = Patches(self)
        self.caption = QLabel(tr("Validation"), self)
        self.caption.setProperty("role", "caption")
        self.progress = QProgressBar(self, maximum=1000, textVisible=False)
        self.progress.setAccessibleName(tr("Share of the budget that is spent"))
        self.progress.setToolTip(tr("Share of the budget that is spent"))
        self.figures = {title: QLabel("–", self) for title in self.FIGURES}
        self._lay_out()

    def _lay_out(self) -> None:
        figures = QGridLayout()
        figures.setHorizontalSpacing(2 * GRID)
        figures.setVerticalSpacing(0)
        for column, (title, value) in enumerate(self.figures.items()):
            name = QLabel(tr(title), self)
            name.setProperty("role", "caption")
            value.setAccessibleName(tr(title))
            figures.addWidget(name, 0, column)
            figures.addWidget(value, 1, column)
            figures.setColumnStretch(column, 1)
        curves = QVBoxLayout()
        curves.setSpacing(GRID)
        curves.addWidget(self.loss, 1)
        curves.addWidget(self.psnr, 1)
        pictures = QVBoxLayout()
        pictures.setSpacing(GRID // 2)
        pictures.addWidget(self.caption)
        pictures.addWidget(self.patches, 1)
        both = QHBoxLayout()
        both.setSpacing(GRID)
        both.addLayout(curves, 1)
        both.addLayout(pictures, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(figures)
        layout.addWidget(self.progress)
        layout.addLayout(both, 1)

    def clear(self) -> None:
        """Show nothing, as before a run."""
        for curve in (self.loss, self.psnr):
            curve.clear_points()
            curve.draw()
        for value in self.figures.values():
            value.setText("–")
        self.progress.setValue(0)
        self.show_picture(QImage(), None)

    def add_lines(self, lines: Sequence[dict[str, Any]]) -> None:
        """Take in lines of the log. One that goes back to an earlier step begins anew."""
        for line in lines:
            step, psnr = line["step"], line["psnr_db"]
            if self.loss.steps and step < self.loss.steps[-1]:
                self.loss.clear_points()
                self.psnr.clear_points()
            self.loss.steps.append(step)
            self.loss.values.append(line["loss"])
            if psnr is not None and [psnr] != self.psnr.values[-1:]:
                self.psnr.steps.append(step)
                self.psnr.values.append(psnr)
        if lines:
            self.loss.draw()
            self.psnr.draw()
            self._show_figures(lines[-1])

    def _show_figures(self, line: dict[str, Any]) -> None:
        psnr, left = line["psnr_db"], line["seconds_left"]
        self.figures["Step"].setText(f"{line['step']:,}")
        self.figures["Loss"].setText(f"{line['loss']:.5f}")
        self.figures["PSNR"].setText("–" if psnr is None else f"{psnr:.2f} dB")
        self.figures["Speed"].setText(tr("{:,.1f} images/s").format(line["images_per_s"]))
        self.show_time_left(left)

    def show_time_left(self, seconds: float | None) -> None:
        """Say how long it will take; None: nobody knows, or it is over."""
        self.figures["Time left"].setText("–" if seconds is None else duration(seconds))

    def show_spent(self, share: float) -> None:
        """Say how much of the budget is spent."""
        self.progress.setValue(round(1000 * min(share, 1.0)))

    def show_picture(self, image: QImage, step: int | None) -> None:
        """Show the validation patches of a step."""
        self.patches.show_image(image)
        after = tr("Validation after step {:,}").format(step or 0)
        self.caption.setText(tr("Validation") if step is None else after)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "patches"):
            self.loss.refresh_theme()
            self.psnr.refresh_theme()
            self.patches.update()
        super().changeEvent(event)


def smoothed(values: Sequence[float], share: float = 0.2) -> list[float]:
    """The exponential moving average; the first values weigh no more than the others."""
    mean = weight = 0.0
    result = []
    for value in values:
        mean += share * (value - mean)
        weight += share * (1 - weight)
        result.append(mean / weight)
    return result


def duration(seconds: float) -> str:
    """A time as one says it: "2 h 5 min", "3 min 20 s", "8 s"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
