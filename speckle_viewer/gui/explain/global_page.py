"""The filters of the whole frame: taps, responses, mixture, and how they change over the cine."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.columns_layout import Column
from speckle_viewer.gui.explain.filter_history import FilterHistory, predict_filters, taps_of
from speckle_viewer.gui.explain.filter_timeline import FilterTimeline
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.kernel_columns import KernelColumns
from speckle_viewer.gui.explain.mixture import MixtureView
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import PaneScene, Scene, ViewerState
from speckle_viewer.viewer.panes import main_region

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import GlobalFilters
    from speckle_viewer.evidence.shown import Panel

_LINE = 16
Mapped = tuple[NDArray[np.int16] | NDArray[np.float32], int | None]
"""A map (H, W), and of which filter's share it is."""


class GlobalPage(QWidget):
    """Shows `GlobalFilters`; what takes long is done by the analysts of its explainer."""

    def __init__(self, state: ViewerState, analyst: Analyst, cine_analyst: Analyst) -> None:
        super().__init__()
        self._state, self._cine_analyst = state, cine_analyst
        self.columns, self.mixture, self.timeline = KernelColumns(), MixtureView(), FilterTimeline()
        self.history = FilterHistory()
        self._lines = TextLine(small_font(), _LINE), TextLine(small_font(), _LINE)
        self._read = TextLine(small_font(), 24)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.count.setAccessibleName(tr("Frames whose filters are known"))
        self.changes = QCheckBox(tr("Changes"))
        self.changes.setToolTip(
            tr("Show how far each filter is from its mean over the known frames")
        )
        self.changes.toggled.connect(self.timeline.show_changes)
        self.whole = QPushButton(tr("Whole cine"))
        self.whole.setToolTip(tr("Predict the filters of all frames, to see how they change"))
        self.progress = QProgressBar(textVisible=False, maximum=1000)
        self.progress.setAccessibleName(tr("Share of the frames that is done"))
        self.progress.setToolTip(tr("Share of the frames that is done"))
        self._dominant = Follower[Mapped](
            analyst, "dominant filter", self._show_map, self._say_failed
        )
        self._request: Request | None = None
        self._shown: tuple[object, ...] = ()
        self._tall = 1.0
        self._lay_out()
        self.columns.read.connect(self._say)
        self.timeline.read.connect(self._show_reading)
        self.timeline.frame_wanted.connect(self._go_to)
        self.mixture.pixel_wanted.connect(state.look_at)
        self.mixture.filter_wanted.connect(lambda number: state.set_gallery(share=number))
        self.whole.clicked.connect(self._start_or_cancel)
        self._cine_analyst.changed.connect(self._follow_run)
        self._follow_run()

    def _lay_out(self) -> None:
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.columns, 1)
        for line in self._lines:
            left.addWidget(line)
        row.setSpacing(GRID)
        row.addWidget(self._read, 1)
        row.addWidget(self.changes)
        row.addWidget(self.count)
        row.addWidget(self.progress)
        row.addWidget(self.whole)
        self.progress.setFixedWidth(90)
        right.setSpacing(GRID // 2)
        right.addWidget(self.timeline, 1)
        right.addLayout(row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        layout.setSpacing(2 * GRID)
        layout.addLayout(left, 5)
        layout.addWidget(self.mixture, 3)
        layout.addLayout(right, 5)

    # -- showing -------------------------------------------------------------------------------

    def show_filters(self, scene: Scene, pane: PaneScene, filters: "GlobalFilters") -> None:
        """Show the filters of a pane's result, and what a pixel takes of them."""
        assert pane.result is not None
        assert scene.cine is not None
        self._request = pane.result.request
        if self.history.turn_to(self._request):
            self._cine_analyst.cancel("cine")
            self.mixture.show_map(None, 1.0, "")
        if self.history.take(self._request, filters):
            self.timeline.refresh()
        self.timeline.show_history(self.history.taps, scene.cine.times, scene.wants.frame)
        self._count()
        spot = scene.wants.looked_at
        pixel = None if spot is None else (spot.row, spot.column)
        pins = scene.wants.cine_pins
        self.mixture.show_pixels(pixel, tuple((p.row, p.column, p.colour) for p in pins))
        shown = (filters, pixel, pins, scene.wants.gallery.share)
        if not _same(shown, self._shown):
            self._shown = shown
            self._show_columns(scene, filters, pixel)
            self._show_mixture(scene, pane.result, filters, pane.aspect)

    def follow(self, scene: Scene) -> None:
        """Show where the cine is, while its filters are on their way."""
        if scene.cine is not None and self.timeline.taps is self.history.taps:
            self.timeline.show_history(self.history.taps, scene.cine.times, scene.wants.frame)

    def forget(self) -> None:
        """Let go of the evidence, and compute no more of it."""
        self._dominant.drop()
        self._cine_analyst.cancel("cine")
        self.history.turn_to(None)
        self._request, self._shown = None, ()

    def _show_columns(
        self, scene: Scene, filters: "GlobalFilters", pixel: tuple[int, int] | None
    ) -> None:
        columns = [
            Column(tr("Filter {}").format(number + 1), taps, pin_colour(number), str(number + 1))
            for number, taps in enumerate(taps_of(filters))
        ]
        if filters.mixture is None:
            columns.append(
                Column(tr("Mean, at every pixel"), filters.kernel_at(0, 0), short=tr("Mean"))
            )
        elif pixel is not None:
            row, column = pixel
            here, taps = f"x {column} y {row}", filters.kernel_at(row, column)
            columns.append(Column(here, taps, short=tr("Here")))
        region = main_region(scene.cine) if scene.cine is not None else None
        self.columns.show_columns(columns, region.mm_per_px if region else None)

    def _show_mixture(
        self, scene: Scene, result: Result, filters: "GlobalFilters", aspect: float
    ) -> None:
        self._tall = aspect
        self.mixture.setVisible(filters.mixture is not None)
        if filters.mixture is None:
            self._dominant.drop()
            return
        spot, pins = scene.wants.looked_at, scene.wants.cine_pins
        of_pins = [(p.colour, filters.shares_at(p.row, p.column).tolist()) for p in pins]
        if spot is None:
            self.mixture.show_shares((), tr("Point at a pixel to see its mixture"))
        else:
            shares = filters.shares_at(spot.row, spot.column).tolist()
            title = tr("x {} y {} takes").format(spot.column, spot.row)
            self.mixture.show_shares(shares, title, of_pins)
        wanted = scene.wants.gallery.share
        share = wanted if wanted is not None and wanted < len(filters.taps) else None

        def find(task: Task) -> Mapped:
            if share is None:
                dominant = filters.dominant().astype(np.int16)
                return np.where(result.insonified, dominant, np.int16(-1)), None
            taken = filters.shares_of(share)
            return np.where(result.insonified, taken, np.float32("nan")), share

        self._dominant.want(filters, share, find, patient=scene.wants.playback.playing)

    def _show_map(self, mapped: Mapped) -> None:
        values, share = mapped
        self.mixture.show_map(values, self._tall, "", share)

    def _say_failed(self, sentence: str) -> None:
        self.mixture.show_map(None, self._tall, sentence)

    def _say(self, first: str, second: str) -> None:
        self._lines[0].set_parts((first, "secondary"))
        self._lines[1].set_parts((second, "text"))
        self._lines[1].setToolTip(second)  # where it has no room

    def _show_reading(self, text: str) -> None:
        self._read.set_parts((text, "secondary"))

    # -- the whole cine ------------------------------------------------------------------------

    def _count(self) -> None:
        frames = self._state.wants.frame_count
        known = len(self.history.taps)
        self.count.setText(tr("{} of {} frames").format(known, frames))
        running = self._cine_analyst.busy("cine")
        self.whole.setEnabled(running or known < frames)

    def _go_to(self, frame: int) -> None:
        self._state.set_playback(playing=False)
        self._state.go_to(frame)

    def _start_or_cancel(self) -> None:
        if self._cine_analyst.busy("cine"):
            self._cine_analyst.cancel("cine")
            return
        if self._request is None:
            return
        request, taps = self._request, self.history.taps
        missing = [f for f in range(len(request.cine)) if f not in taps]
        found: dict[int, NDArray[np.float32]] = {}

        def work(task: Task) -> None:
            predict_filters(request, missing, found, task)

        def grow(share: float) -> None:
            self.progress.setValue(round(1000 * share))
            taps.update(found)
            self.timeline.refresh()
            self._count()

        self.progress.setValue(0)
        self._cine_analyst.ask("cine", work, lambda _: grow(1.0), self._show_reading, grow)

    def _follow_run(self) -> None:
        running = self._cine_analyst.busy("cine")
        self.whole.setText(tr("Cancel") if running else tr("Whole cine"))
        self.progress.setVisible(running)
        self._count()

    # -- taking away ---------------------------------------------------------------------------

    def panels(self) -> "tuple[Panel, ...]":
        """What is on screen as numbers."""
        from speckle_viewer.evidence.shown import Curves, Picture

        found: list[Panel] = [*self.columns.panels()]
        if self.mixture.isVisible() and self.mixture.classes is not None:
            classes = self.mixture.classes
            numbers = np.where(classes < 0, -1, classes + 1)
            known = 1.0, float(max(numbers.max(), 1))
            found.append(Picture("Filter most taken", numbers, "", "classes", known))
        if self.mixture.isVisible() and self.mixture.chosen is not None:
            assert self.mixture.values is not None
            title, shares = f"Share of filter {self.mixture.chosen + 1}", self.mixture.values
            found.append(Picture(title, shares, "", "sequential", quantity="Share"))
        if len(self.history.taps) > 1 and self._request is not None:
            frames, norms = self.timeline.norms()
            cine: Cine = self._request.cine
            ys = {f"filter {i + 1}": norms[:, i] for i in range(norms.shape[1])}
            title, label = "Norm of each filter over the cine", "norm √Σw² (no unit)"
            found.append(Curves(title, cine.times[frames], "time (s)", ys, label))
        return tuple(found)


def _same(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return len(a) == len(b) and a[0] is b[0] and a[1:] == b[1:]
