"""The bench for images: the pyramid, the image put together again, and the table of bands."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.wavelets.captions import of_mixture, of_pyramid
from speckle_viewer.gui.explain.wavelets.histogram import BandHistogram
from speckle_viewer.gui.explain.wavelets.jobs import (
    Bands,
    Mixture,
    Mosaic,
    analyse,
    mixture_of,
    mosaic_of,
)
from speckle_viewer.gui.explain.wavelets.over import LaidOver
from speckle_viewer.gui.explain.wavelets.picture import TALL, BenchPicture, Mark
from speckle_viewer.gui.explain.wavelets.rows import band_name
from speckle_viewer.gui.explain.wavelets.source import INPUT, WHITE, Source, point_at
from speckle_viewer.gui.explain.wavelets.table import BandTable
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState, Wants, WaveletBench
from speckle_viewer.viewer.bench import Band

_PICTURE = 250  # px: the width of a picture that leaves no room unused while docked
_HISTOGRAM = 160
_NARROW = 960  # px: below this there is no room for the histogram
_ANY = 16_777_215  # what Qt has for no limit


class BandsPage(QWidget):
    """Takes images apart and puts them together; draws what is wanted, asks for changes."""

    def __init__(self, state: ViewerState, analyst: Analyst, parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._analyst = state, analyst
        self._follower = Follower[Bands](analyst, "bands", self._take_bands, self._fail)
        self.source: Source | None = None
        self.bands: Bands | None = None
        self.mosaic: Mosaic | None = None
        self.mixture: Mixture | None = None
        self.subject = INPUT
        self._over, self._limits = LaidOver(state), (0.0, WHITE)
        self._wants: Wants | None = None
        self._asked: tuple[object, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._mixed: tuple[object, ...] = ()
        self.pyramid = BenchPicture(tr("Sub-bands"), self)
        self.image = BenchPicture(tr("Reconstruction"), self)
        self.table = BandTable(self)
        self.histogram = BandHistogram(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        pictures, figures = QHBoxLayout(), QHBoxLayout()
        pictures.setSpacing(2 * GRID)
        pictures.addWidget(self.pyramid)
        pictures.addWidget(self.image)
        figures.setSpacing(GRID)
        figures.addWidget(self.table)
        figures.addWidget(self.histogram)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * GRID)
        self._layout.addLayout(pictures, 2)
        self._layout.addLayout(figures, 1)
        self.pyramid.setToolTip(
            tr(
                "Each band's coefficients, coarser ones towards the upper left. Point at one to "
                "look at its pixels; click to see the histogram of its band"
            )
        )
        self.image.setToolTip(
            tr(
                "The image put together again from the bands as the table weighs them; the change "
                "is the root mean square of the difference"
            )
        )

    def _connect(self) -> None:
        self.pyramid.pointed.connect(self._look_at_coefficient)
        self.pyramid.clicked.connect(self._choose_part)
        self.pyramid.moved.connect(lambda r, c: self._step(r, c, 1 << self.chosen[1]))
        self.image.pointed.connect(partial(point_at, self._state))
        for picture in (self.pyramid, self.image):
            picture.left.connect(partial(self._state.set_hover, None))
        self.image.moved.connect(lambda r, c: self._step(r, c, 1))
        bench, table = self._bench, self.table
        change = self._state.set_bench
        table.soloed.connect(lambda bands, on: change(bench().soloed(bands, on)))
        table.muted.connect(lambda bands, on: change(bench().mute(bands, on)))
        table.scaled.connect(lambda bands, gain: change(bench().scaled(bands, gain)))
        table.chosen.connect(lambda band: change(replace(bench(), band=band)))

    def _bench(self) -> WaveletBench:
        return self._state.wants.bench

    def resizeEvent(self, event: QResizeEvent) -> None:
        tall = event.size().height() >= TALL
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if tall else direction.LeftToRight)
        room = event.size().width() - self.table.width() - 2 * _PICTURE
        wide = min(max(room, _HISTOGRAM), 2 * _HISTOGRAM)
        self.histogram.setMaximumWidth(_ANY if tall else wide)
        self.histogram.setMinimumWidth(_HISTOGRAM if tall else wide)
        self.histogram.setVisible(tall or event.size().width() >= _NARROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 150)

    # -- what is wanted ------------------------------------------------------------------------

    def show_source(self, source: Source, subject: str, wants: Wants) -> None:
        """Draw a subject of a source as the bench is set."""
        bench, self._wants, self._limits = wants.bench, wants, source.limits
        asked = (bench.wavelet, bench.levels)
        if not source.is_same(self.source) or asked != self._asked:
            self._asked = asked
            playing = wants.playback.playing
            self._follower.want(source, asked, lambda _: analyse(source, *asked), patient=playing)
            if self.source is None or self.source.cine is not source.cine:
                self.pyramid.show_picture(None)
                self.image.show_picture(None)
                self.bands = self.mosaic = self.mixture = None
                self._analyst.cancel("mosaic")
                self._analyst.cancel("mixture")
            self.source = source
        self.subject = subject
        self._draw()

    def show_nothing(self, message: str) -> None:
        """Say why there is nothing."""
        self.source = self.bands = self.mosaic = self.mixture = None
        self._asked = self._drawn = self._mixed = ()
        self._follower.drop()
        for key in ("mosaic", "mixture"):
            self._analyst.cancel(key)
        self.clear_pane()
        self._fail(message)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.histogram.refresh_theme()
        self._draw()

    def _fail(self, sentence: str) -> None:
        self.bands = None
        for picture in (self.pyramid, self.image):
            picture.show_picture(None, message=sentence)

    def _take_bands(self, bands: Bands) -> None:
        self.bands = bands
        self._draw()

    def _draw(self) -> None:
        """Have drawn what is not drawn yet."""
        bands, wants, source = self.bands, self._wants, self.source
        if bands is None or wants is None or source is None:
            return
        subject = self.subject if self.subject in bands.pyramids else INPUT
        theme, pyramid = colours().name, bands.pyramids[subject]
        gains = {b: wants.bench.gain(b) for b in pyramid.bands if wants.bench.gain(b) != 1}
        drawn = (bands, subject, theme)
        if drawn != self._drawn:
            self._drawn = drawn
            self._analyst.ask(
                "mosaic", lambda _: mosaic_of(bands, subject, theme), self._take_mosaic, self._fail
            )
        mixed = (bands, subject, theme, gains)
        if mixed != self._mixed:
            self._mixed = mixed
            self._analyst.ask(
                "mixture",
                lambda _: mixture_of(bands, subject, gains, theme),
                self._take_mixture,
                self._fail,
            )
        self.table.show_bench(wants.bench, [*pyramid.bands], self.chosen)
        self.table.show_energies(bands.rows)
        self._draw_histogram(bands)
        self._lay_over()
        self._mark()

    def _take_mosaic(self, mosaic: Mosaic) -> None:
        assert self.source is not None
        self.mosaic = mosaic
        self.pyramid.show_picture(mosaic.pixels, self.source.aspect, mosaic.places)
        self._mark()

    def _take_mixture(self, mixture: Mixture) -> None:
        assert self.source is not None
        self.mixture = mixture
        self.image.show_picture(mixture.pixels, self.source.aspect)
        self.image.say(*of_mixture(mixture, bool(self._mixed[3])))
        self._lay_over()

    def _lay_over(self) -> None:
        wants, source = self._wants, self.source
        if wants is not None and source is not None:
            self._over.lay(self.mixture if wants.bench.over else None, self._limits)

    def clear_pane(self) -> None:
        """Take the reconstruction away from over the image."""
        self._over.lay(None, self._limits)

    # -- the band and the pixel ----------------------------------------------------------------

    @property
    def chosen(self) -> Band:
        """The band whose histogram is shown."""
        assert self.bands is not None
        known = self.bands.histograms
        band = self._bench().band
        return band if band in known else [*known][-1]

    def _draw_histogram(self, bands: Bands) -> None:
        band = self.chosen
        edges, before, after = bands.histograms[band]
        heights = {tr("before"): before} | ({} if after is None else {tr("after"): after})
        self.histogram.show_histogram(band_name(band), "grey levels", edges, heights)
        self.pyramid.say(*of_pyramid(bands, self.subject, band))

    def _mark(self) -> None:
        """Mark the coefficients of the pixel that is looked at, and of the pins."""
        from speckle_viewer.evidence.wavelet_bench import coefficient_at

        bands, wants, mosaic = self.bands, self._wants, self.mosaic
        if bands is None or wants is None:
            return
        spots = [(p.row, p.column, pin_colour(p.colour)) for p in wants.cine_pins]
        if wants.looked_at is not None:
            spots.append((wants.looked_at.row, wants.looked_at.column, ""))
        self.image.mark([Mark(*spot) for spot in spots])
        marks = []
        for (_, level), (top, left, rows, columns) in (mosaic.places if mosaic else {}).items():
            for row, column, colour in spots:
                r, c = coefficient_at(row, column, level)
                if r < rows and c < columns:
                    marks.append(Mark(top + r, left + c, colour))
        muted = frozenset(b for b in bands.histograms if wants.bench.gain(b) == 0)
        self.pyramid.mark(marks, self.chosen, muted)
        self.table.show_here(self.here())

    def here(self) -> dict[Band, float]:
        """The coefficients of the subject at the pixel that is looked at."""
        from speckle_viewer.evidence.wavelet_bench import coefficient_at

        if self.bands is None or self._wants is None or self._wants.looked_at is None:
            return {}
        spot = self._wants.looked_at
        pyramid = self.bands.pyramids.get(self.subject, self.bands.pyramids[INPUT])
        found = {}
        for band, values in pyramid.bands.items():
            row, column = coefficient_at(spot.row, spot.column, band[1])
            if row < values.shape[0] and column < values.shape[1]:
                found[band] = float(values[row, column])
        return found

    # -- mouse and keys ------------------------------------------------------------------------

    def _look_at_coefficient(self, row: int, column: int) -> None:
        from speckle_viewer.evidence.wavelet_bench import pixel_of

        part = self.pyramid.part_at(row, column)
        if part is not None and self.bands is not None:
            (_, level), r, c = part
            point_at(self._state, *pixel_of(r, c, level, self.bands.pyramids[INPUT].shape))

    def _choose_part(self, row: int, column: int) -> None:
        part = self.pyramid.part_at(row, column)
        if part is not None:
            self._state.set_bench(replace(self._bench(), band=part[0]))

    def _step(self, rows: int, columns: int, by: int) -> None:
        spot = self._state.wants.looked_at
        if spot is not None:
            self._state.look_at(spot.row + rows * by, spot.column + columns * by)
