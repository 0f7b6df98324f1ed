"""The channel browser: what a network holds at a level of its wavelet domain."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.wavelets.channel_facts import ChannelFacts
from speckle_viewer.gui.explain.wavelets.channel_jobs import (
    Channels,
    ChannelView,
    analyse_channels,
    channel_view,
)
from speckle_viewer.gui.explain.wavelets.channel_list import ChannelList
from speckle_viewer.gui.explain.wavelets.histogram import BandHistogram
from speckle_viewer.gui.explain.wavelets.picture import TALL, Bar, BenchPicture, Mark
from speckle_viewer.gui.explain.wavelets.source import Source, point_at
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import ViewerState, Wants
from speckle_viewer.viewer.bench import SIDES

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown

_SIDE_NAMES = {"before": QT_TR_NOOP("Encoder"), "after": QT_TR_NOOP("Decoder")}
_ORDER_NAMES = {
    "energy": QT_TR_NOOP("By energy"),
    "variance": QT_TR_NOOP("By variance"),
    "correlation": QT_TR_NOOP("By correlation"),
    "number": QT_TR_NOOP("By number"),
}


class ChannelsPage(QWidget):
    """Small pictures of all channels, in order; the chosen one large, before and after."""

    def __init__(self, state: ViewerState, analyst: Analyst, parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._analyst = state, analyst
        self._follower = Follower[tuple[Source, Channels]](
            analyst, "channels", self._take, self._fail
        )
        self.source: Source | None = None
        self._asked_of: Source | None = None
        self.channels: Channels | None = None
        self.view: ChannelView | None = None
        self._wants: Wants | None = None
        self._asked: tuple[int, str] = (0, "")
        self._ordered: tuple[object, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self.side, self.order = QComboBox(self), QComboBox(self)
        self.list = ChannelList(self)
        self.pictures = {side: BenchPicture(tr(_SIDE_NAMES[side]), self) for side in SIDES}
        self.facts = ChannelFacts(self)
        self.histogram = BandHistogram(self)
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        for box, names, title in (
            (self.side, _SIDE_NAMES, tr("Channels before the deeper levels (encoder) or after")),
            (self.order, _ORDER_NAMES, tr("Order; correlation is with the input's bands")),
        ):
            for value, name in names.items():
                box.addItem(tr(name), value)
            box.setAccessibleName(title)
            box.setToolTip(title)
        self.side.activated.connect(lambda i: self._change(side=self.side.itemData(i)))
        self.order.activated.connect(lambda i: self._change(order=self.order.itemData(i)))
        self.list.picked.connect(lambda channel: self._change(channel=channel))
        for picture in self.pictures.values():
            picture.setToolTip(tr("Point at a position to look at its pixels"))
            picture.pointed.connect(self._look_at)
            picture.left.connect(partial(self._state.set_hover, None))
            picture.moved.connect(self._step)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(GRID // 2)
        choices.addWidget(self.side)
        choices.addWidget(self.order)
        choices.addStretch(1)
        browser = QVBoxLayout()
        browser.setSpacing(GRID // 2)
        browser.addLayout(choices)
        browser.addWidget(self.list, 1)
        self.note = QLabel(self)
        self.note.setProperty("role", "caption")
        browser.addWidget(self.note)
        figures = QVBoxLayout()
        figures.addWidget(self.facts)
        figures.addWidget(self.histogram, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addLayout(browser, 3)
        self._pictures = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pictures.setSpacing(2 * GRID)
        for picture in self.pictures.values():
            self._pictures.addWidget(picture)
        layout.addLayout(self._pictures, 4)
        layout.addLayout(figures, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        direction = QBoxLayout.Direction
        tall = event.size().height() >= TALL
        self._pictures.setDirection(direction.TopToBottom if tall else direction.LeftToRight)

    def _change(self, **changes: object) -> None:
        self._state.set_bench(replace(self._state.wants.bench, **changes))  # type: ignore[arg-type]

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 150)

    # -- what is wanted ------------------------------------------------------------------------

    def show_source(self, source: Source, level: int, wants: Wants) -> None:
        """Draw a level of the network as the bench is set."""
        self._wants = wants
        asked, last = (level, colours().name), self._asked_of
        if level > len(source.subbands):  # on their way: until then the last ones stay
            if last is None or (last.cine, last.method) != (source.cine, source.method):
                self._fail(tr("The sub-bands of this frame are on their way."))
        elif last is None or source.subbands is not last.subbands or asked != self._asked:
            self._asked_of, self._asked = source, asked
            self._follower.want(
                source,
                asked,
                lambda _: (source, analyse_channels(source, *asked)),
                patient=wants.playback.playing,
            )
        self._draw()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.histogram.refresh_theme()
        self._drawn = ()
        if self._asked_of is not None and self._wants is not None and self.isVisible():
            self.show_source(self._asked_of, self._asked[0], self._wants)

    def _take(self, taken: tuple[Source, Channels]) -> None:
        self.source, self.channels = taken
        self._draw()

    def _fail(self, sentence: str) -> None:
        self.channels = self.view = self.source = self._asked_of = None
        for picture in self.pictures.values():
            picture.show_picture(None, message=sentence)

    def _draw(self) -> None:
        channels, wants, source = self.channels, self._wants, self.source
        if wants is None:
            return
        bench = wants.bench
        self.side.setCurrentIndex(self.side.findData(bench.side))
        self.order.setCurrentIndex(self.order.findData(bench.order))
        if channels is None or source is None:
            return
        side = channels.side(bench.side)
        # While a cine plays the channels stay where they are: the order is that of its first frame.
        ordered = (
            source.cine,
            source.method,
            channels.level,
            len(side.planes),
            bench.side,
            bench.order,
        )
        if ordered != self._ordered:
            self._ordered = ordered
            self.list.put_in_order(side.figures.order(bench.order), side)
            self.note.setText(
                tr("{} channels of {} × {}").format(
                    len(side.planes), side.planes.shape[2], side.planes.shape[1]
                )
            )
        drawn = (channels, bench.side, self.channel, colours().name)
        if drawn != self._drawn:
            self._drawn = drawn
            self.list.show_side(side)
            number, theme = self.channel, colours().name
            self._analyst.ask(
                "channel",
                lambda _: channel_view(channels, number, theme),
                self._take_view,
                self._fail,
            )
        self.list.pick(self.channel)
        self._mark(wants)

    @property
    def channel(self) -> int:
        """The channel that is shown large: the one that was picked, else the first in order."""
        assert self.channels is not None
        bench = self._state.wants.bench
        count = len(self.channels.side(bench.side).planes)
        picked = bench.channel
        return self.list.first if picked is None or picked >= count else picked

    def _take_view(self, view: ChannelView) -> None:
        from speckle_viewer.evidence.wavelet_channels import name_of

        channels = self.channels
        assert self.source is not None
        assert channels is not None
        self.view = view
        for name, picture in self.pictures.items():
            if name not in view.pixels:
                picture.say("", None)
                picture.show_picture(None, message=tr("There is no such channel on this side."))
                continue
            limit = view.limits[name]
            picture.show_picture(view.pixels[name], self.source.aspect)
            texts = (f"−{limit:.3g}", tr(channels.unit or "activation"), f"+{limit:.3g}")
            title = name_of(view.number, len(channels.side(name).planes))
            bar = Bar("diverging", (-limit, limit), texts)
            picture.say(f"{title} · {tr(_SIDE_NAMES[name])}", bar)
        figures = {name: channels.side(name).figures for name in view.pixels}
        self.facts.show_figures(figures, view.number, channels.unit)
        title = name_of(view.number, len(channels.side(next(iter(view.pixels))).planes))
        heights = {tr(_SIDE_NAMES[name]).lower(): h for name, h in view.heights.items()}
        self.histogram.show_histogram(title, channels.unit, view.edges, heights)
        if self._wants is not None:
            self._mark(self._wants)

    def _mark(self, wants: Wants) -> None:
        assert self.channels is not None
        (top, left), level = self.channels.origin, self.channels.level
        spots = [(p.row, p.column, pin_colour(p.colour)) for p in wants.cine_pins]
        if wants.looked_at is not None:
            spots.append((wants.looked_at.row, wants.looked_at.column, ""))
        marks = [Mark((r - top) >> level, (c - left) >> level, colour) for r, c, colour in spots]
        for name, picture in self.pictures.items():
            rows, columns = picture.image.height(), picture.image.width()
            picture.mark([m for m in marks if 0 <= m.row < rows and 0 <= m.column < columns])
            self.facts.show_here(name, self.value_here(name))

    def value_here(self, side: str) -> float | None:
        """The channel's value at the pixel that is looked at."""
        if self.channels is None or self._wants is None or self._wants.looked_at is None:
            return None
        planes, spot = self.channels.side(side).planes, self._wants.looked_at
        row = (spot.row - self.channels.origin[0]) >> self.channels.level
        column = (spot.column - self.channels.origin[1]) >> self.channels.level
        n, rows, columns = planes.shape
        if not (self.channel < n and 0 <= row < rows and 0 <= column < columns):
            return None
        return float(planes[self.channel, row, column])

    def shown(self) -> "Shown | None":
        """The channel that is shown large, as numbers."""
        from speckle_viewer.evidence.shown import Picture, Shown
        from speckle_viewer.evidence.wavelet_channels import name_of

        channels, source, wants = self.channels, self.source, self._wants
        if channels is None or source is None or wants is None or self.view is None:
            return None
        number = self.view.number
        name = name_of(number, len(channels.side(wants.bench.side).planes))
        panels = []
        for side in SIDES:
            planes = channels.side(side).planes
            if number < len(planes):
                plane: NDArray[np.float32] = planes[number]
                limits = (-self.view.limits[side], self.view.limits[side])
                picture = Picture(f"{name} {side}", plane, channels.unit, "diverging", limits)
                (row0, column0), step = channels.origin, 1 << channels.level
                panels.append(replace(picture, row0=row0, column0=column0, step=step))
        facts = {
            "Method": source.title,
            "Frame": f"{source.frame + 1} of {len(source.cine)}",
            "Level of the network": str(channels.level),
            "Channel": name,
            "First pixel": f"row {channels.origin[0]}, column {channels.origin[1]}",
            "Pixels per position": str(1 << channels.level),
            **self.facts.facts(),
        }
        return Shown("Channel of the network's wavelet domain", facts, tuple(panels))

    # -- mouse and keys ------------------------------------------------------------------------

    def _look_at(self, row: int, column: int) -> None:
        if self.channels is None:
            return
        (top, left), level = self.channels.origin, self.channels.level
        half = (1 << level) >> 1
        point_at(self._state, top + (row << level) + half, left + (column << level) + half)

    def _step(self, rows: int, columns: int) -> None:
        spot = self._state.wants.looked_at
        if spot is not None and self.channels is not None:
            by = 1 << self.channels.level
            self._state.look_at(spot.row + rows * by, spot.column + columns * by)
