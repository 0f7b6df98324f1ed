"""The wavelet bench: images and networks' wavelet domains, band by band."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.wavelets.bands import BandsPage
from speckle_viewer.gui.explain.wavelets.channels import ChannelsPage
from speckle_viewer.gui.explain.wavelets.methods import MethodsPage
from speckle_viewer.gui.explain.wavelets.over import NAME
from speckle_viewer.gui.explain.wavelets.shown import shown_bands
from speckle_viewer.gui.explain.wavelets.source import (
    INPUT,
    METHODS,
    NETWORK,
    OUTPUT,
    TAKEN,
    Source,
    source_of,
    sources_of,
    subjects_of,
)
from speckle_viewer.gui.keys import needs
from speckle_viewer.gui.number_fields import WholeField
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.bench import MOST_LEVELS, WAVELETS

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown

_TIPS = {
    INPUT: QT_TR_NOOP("The sub-bands of the frame as it is"),
    OUTPUT: QT_TR_NOOP("The sub-bands of the denoised frame"),
    TAKEN: QT_TR_NOOP("The sub-bands of input minus output: what the method took away"),
    METHODS: QT_TR_NOOP("What each method on screen takes away from each band, side by side"),
}
_NAMES = {
    INPUT: QT_TR_NOOP("Input"),
    OUTPUT: QT_TR_NOOP("Output"),
    TAKEN: QT_TR_NOOP("Taken away"),
    METHODS: QT_TR_NOOP("All methods"),
}
_MOST_NETWORK_LEVELS = 5
_DIGIT = 30  # px: a button with one


class WaveletExplainer(Explainer):
    """Chooses what is taken apart, and by which wavelet; a page shows it."""

    name, title, shortcut = NAME, QT_TR_NOOP("Wavelet bench"), "F6"
    lays = frozenset({NAME})
    tip = QT_TR_NOOP("Sub-bands of input, output and network: hear them alone, mute and scale them")

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.source: Source | None = None
        self._scene: Scene | None = None
        self._levels: dict[str | None, int] = {None: 0}
        self.choices: dict[str, QToolButton] = {}
        self._network = QLabel(tr("Network:"), self)
        self._network.setProperty("role", "caption")
        self.wavelet = QComboBox(self)
        self.levels = WholeField(self)
        self.over, self.reset = QToolButton(self), QToolButton(self)
        self.bands = BandsPage(state, self.analyst, self)
        self.channels = ChannelsPage(state, self.analyst, self)
        self.methods = MethodsPage(self.analyst, self)
        self.pages = QStackedWidget(self)
        for page in (self.bands, self.channels, self.methods):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addLayout(self._tools())
        layout.addWidget(self.pages, 1)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Any image, the input too."""
        return True

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """Sub-bands where they are looked at, or to learn how many levels a network has."""
        explained = super().evidence_of(wants)
        looks = wants.bench.subject.startswith(NETWORK)
        return frozenset(m for m in explained if looks or m not in self._levels)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        group = QButtonGroup(self)
        levels = [f"{NETWORK} {level}" for level in range(1, _MOST_NETWORK_LEVELS + 1)]
        for subject in (INPUT, OUTPUT, TAKEN, METHODS, *levels):
            button = self.choices[subject] = QToolButton(self)
            level = subject[-1]
            if subject == levels[0]:
                row.addWidget(self._network)
            button.setText(tr(_NAMES[subject]) if subject in _NAMES else level)
            if subject in levels:
                button.setAccessibleName(tr("Network {}").format(level))
                button.setFixedWidth(_DIGIT)
            button.setCheckable(True)
            button.setStyleSheet("padding: 0 8px")
            within = tr("Channels of the network's own sub-bands at its level {}").format(level)
            button.setToolTip(tr(_TIPS[subject]) if subject in _TIPS else within)
            button.clicked.connect(lambda _=False, s=subject: self._change(subject=s))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._set_up_fields()
        row.addWidget(self.wavelet)
        row.addWidget(self.levels)
        return row

    def _set_up_fields(self) -> None:
        for wavelet, name in WAVELETS.items():
            self.wavelet.addItem(name, wavelet)
        self.wavelet.setAccessibleName(tr("Wavelet"))
        self.wavelet.setToolTip(tr("An orthogonal wavelet; the networks use Haar's"))
        self.wavelet.activated.connect(
            lambda place: self._change(wavelet=self.wavelet.itemData(place))
        )
        self.levels.setRange(1, MOST_LEVELS)
        self.levels.setPrefix(tr("Levels "))
        self.levels.setAccessibleName(tr("Levels"))
        self.levels.setToolTip(tr("How often the image is halved"))
        self.levels.valueChanged.connect(lambda levels: self._change(levels=levels))
        self.over.setText(tr("In the pane"))
        self.over.setCheckable(True)
        self.over.setToolTip(
            tr("Lay the reconstruction over the image that it is of: see it large, zoom in on it")
        )
        self.over.toggled.connect(lambda on: self._change(over=on))
        self.reset.setText(tr("Reset"))
        self.bands.table.add_tools(self.over, self.reset)
        self.reset.setToolTip(tr("Take every band as it is: no solo, no mute, no scale"))
        self.reset.clicked.connect(lambda: self.state.set_bench(self.state.wants.bench.reset()))

    def _change(self, **changes: object) -> None:
        self.state.set_bench(replace(self.state.wants.bench, **changes))  # type: ignore[arg-type]

    # -- drawing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Draw what is explained as the bench is set."""
        self._scene = scene
        source = self.source = source_of(scene, self.source)
        if source is not None and source.result is not None and source.result.prediction:
            self._levels[source.method] = len(source.subbands)
        subject = self.subject
        self._draw_tools(subject)
        if source is None:
            self.bands.show_nothing(tr("Open a cine to see its sub-bands."))
            self.pages.setCurrentWidget(self.bands)
        elif subject == METHODS:
            self.bands.clear_pane()
            self.pages.setCurrentWidget(self.methods)
            wants = scene.wants
            playing = wants.playback.playing
            self.methods.show_sources(sources_of(scene), wants.bench, playing=playing)
        elif subject.startswith(NETWORK):
            self.bands.clear_pane()
            self.pages.setCurrentWidget(self.channels)
            self.channels.show_source(source, int(subject[-1]), scene.wants)
        else:
            self.pages.setCurrentWidget(self.bands)
            self.bands.show_source(source, subject, scene.wants)

    @property
    def subject(self) -> str:
        """What is shown: what is wanted, or the input where there is no such thing."""
        wanted = self.state.wants.bench.subject
        return wanted if wanted in self.subjects else INPUT

    @property
    def subjects(self) -> tuple[str, ...]:
        """What can be shown of what is explained."""
        method = None if self.source is None else self.source.method
        return subjects_of(self.source, self._levels.get(method, 0))

    def _draw_tools(self, subject: str) -> None:
        bench = self.state.wants.bench
        there = self.subjects
        for name, button in self.choices.items():
            button.setChecked(name == subject)
            button.setEnabled(name in there)
            button.setVisible(not name.startswith(NETWORK) or name in there)
        self._network.setVisible(f"{NETWORK} 1" in there)
        for widget in (self.wavelet, self.levels):
            widget.setVisible(not subject.startswith(NETWORK))
        self.over.setChecked(bench.over)
        self.reset.setEnabled(not bench.is_plain)
        self.wavelet.setCurrentIndex(self.wavelet.findData(bench.wavelet))
        self.levels.blockSignals(True)
        self.levels.setValue(bench.levels)
        self.levels.blockSignals(False)

    def shown(self) -> "Shown | None":
        """The page on screen as numbers."""
        if self._scene is None:
            return None
        if self.pages.currentWidget() is self.channels:
            return self.channels.shown()
        if self.pages.currentWidget() is self.methods:
            return self.methods.shown()
        return shown_bands(self.bands, self._scene.wants)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.bands.refresh_theme()
        self.channels.refresh_theme()

    def event(self, event: QEvent) -> bool:
        """Leave the controls the keys that they need: what they do not take comes here."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and needs(QApplication.focusWidget(), event):
            event.accept()
            return True
        return bool(super().event(event))
