"""Statistics of the kernels of a frame, linked with the images."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.statistics.choices import Choices, Tools
from speckle_viewer.gui.explain.statistics.components_tab import ComponentsTab
from speckle_viewer.gui.explain.statistics.distributions import Spread, Taps
from speckle_viewer.gui.explain.statistics.gallery_tab import GalleryTab
from speckle_viewer.gui.explain.statistics.groups_tabs import ClustersTab, DirectionsTab
from speckle_viewer.gui.explain.statistics.linking import Drawn, Linking
from speckle_viewer.gui.explain.statistics.planes_tab import PlanesTab
from speckle_viewer.gui.explain.statistics.plot import Mark
from speckle_viewer.gui.explain.statistics.source import Source, source_of, why_none
from speckle_viewer.gui.explain.statistics.tab import Mask, Tab
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.wants import BRUSH

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown
    from speckle_viewer.evidence.statistics import KernelSample

_KEYS = "sample", "tab", "best"
"""What the analyst is asked for that takes long."""


class KernelStatistics(Explainer):
    """Draws a sample of the frame's kernels; the tab that is seen is worked out from it."""

    name = "statistics"
    title = QT_TR_NOOP("Kernel statistics")
    shortcut = "F10"
    tip = QT_TR_NOOP(
        "Statistics of the frame's kernels: taps, spread, components, clusters, directions"
    )
    lays = frozenset({BRUSH, name})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.components, self.clusters = ComponentsTab(), ClustersTab()
        self.directions, self.gallery = DirectionsTab(), GalleryTab()
        self.taps, self.planes, self.spread = Taps(), PlanesTab(), Spread()
        distributions = self.taps, self.planes, self.spread
        groups = self.clusters, self.directions
        self.tabs: tuple[Tab, ...] = (*distributions, self.components, *groups, self.gallery)
        self.tools, self.choices = Tools(self.tabs), Choices()
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.drawn: Drawn | None = None
        self.linking = Linking(state, self.name)
        self._scene: Scene | None = None
        self._source: Source | None = None
        self._marked: tuple[Tab, tuple[Mark, ...]] | None = None
        self._done: dict[Tab, tuple[object, Hashable]] = {}
        self._lay_out()
        self._connect()
        self._follow_analyst()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.message, *self.tabs):
            self.stack.addWidget(widget)
        self.message.setProperty("role", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.tools)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.choices)

    def _connect(self) -> None:
        choices, tools = self.choices, self.tools
        tools.tabs.currentChanged.connect(self._turn)
        choices.changed.connect(self._draw_sample)
        choices.follow.toggled.connect(self._catch_up)
        choices.update_button.clicked.connect(self._update_or_cancel)
        tools.region.toggled.connect(self._use_region)
        tools.clear.clicked.connect(lambda: self.state.light_up(None))
        self.analyst.changed.connect(self._follow_analyst)
        for tab in self.tabs:
            tab.options_changed.connect(self._work_out)
            tab.selected.connect(self._light)
        for groups in (self.clusters, self.directions):
            groups.map_wanted.connect(self._lay_map)
        self.clusters.best_wanted.connect(self._find_best)
        self.gallery.pixel_wanted.connect(self.state.look_at)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Methods that say on their card that they give kernels."""
        return card is not None and "kernels" in card.evidence

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None while the cine plays: it would slow the methods down, and none would be read."""
        return frozenset() if wants.playback.playing else super().evidence_of(wants)

    @property
    def tab(self) -> Tab:
        """The tab that is seen."""
        return self.tabs[self.tools.tabs.currentIndex()]

    # -- the sample ----------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Take in kernels of another frame or method, and what is lit."""
        self._scene = scene
        self.tools.region.setChecked(scene.wants.tool == "region")
        source = self._source
        if source is not None and (source.cine, source.pane) != (scene.cine, scene.wants.explained):
            self._forget()
        self._catch_up()
        if self.linking.take(scene):
            self._show_selected()
        self._mark()

    def _forget(self) -> None:
        self.drawn = self._source = None
        for key in _KEYS:
            self.analyst.cancel(key)
        self.tab.clear()
        self._forget_results()
        self._lay_map()

    def _forget_results(self) -> None:
        """Keep no sample but the last: the tab that is seen shows its own until it is replaced."""
        self._done.clear()
        for tab in self.tabs:
            if tab is not self.tab:
                tab.clear()

    def _catch_up(self) -> None:
        """Draw a sample of what is shown now, where that is wanted and not done."""
        scene = self._scene
        if scene is None:
            return
        source, last = source_of(scene), self._source
        if last is None:
            if source is None:
                self._say(why_none(scene, scene.pane(scene.wants.explained)))
            else:
                self._draw_sample()
        elif source is not None and source.field is not last.field and self._follows(scene):
            self._draw_sample()
        self._write_status()

    def _follows(self, scene: Scene) -> bool:
        return self.choices.follow.isChecked() and not scene.wants.playback.playing

    def _draw_sample(self) -> None:
        """Draw a sample of the kernels that are shown, or of the last that were."""
        shown = None if self._scene is None else source_of(self._scene)
        source = self._source = shown or self._source
        if source is None:
            return
        self.choices.offer(source)
        self.analyst.cancel("tab")
        if self.drawn is None:
            self._say(tr("Gathering the kernels …"))

        def then(sample: "KernelSample") -> None:
            self.drawn = Drawn(sample, source)
            self._forget_results()
            self._work_out()

        job = partial(source.draw, self.choices.choice)
        self.analyst.ask("sample", job, then, self._say, self.choices.show_share)

    def _work_out(self) -> None:
        """Work out the tab that is seen, unless that is done."""
        drawn, tab = self.drawn, self.tab
        if drawn is None:
            return
        sample, options = drawn.sample, tab.options()
        if self._done.get(tab) == (sample, options):
            self._show_tab()
            return

        def job(task: Task) -> Any:
            return tab.compute(sample, options, task)

        def then(result: Any) -> None:
            self._done[tab] = sample, options
            tab.show_result(sample, result)
            self._show_tab()

        self.analyst.ask("tab", job, then, self._say)

    def _show_tab(self) -> None:
        self.stack.setCurrentWidget(self.tab)
        self._show_selected()
        self._marked = None
        self._mark()
        self._lay_map()

    def _turn(self) -> None:
        if self.drawn is not None:
            self.stack.setCurrentWidget(self.tab)
        self._lay_map()
        self._work_out()

    def _find_best(self) -> None:
        if self.drawn is not None:
            job = partial(self.clusters.find_best, self.drawn.sample)
            self.analyst.ask(
                "best", job, self.clusters.take_best, self._say, self.choices.show_share
            )

    # -- what is selected ----------------------------------------------------------------------

    def _light(self, selected: Mask | None, words: str) -> None:
        # While another sample is worked out the plots still have the kernels of the last one.
        if self.drawn is not None and self.tab.sample is self.drawn.sample:
            self.linking.light(self.drawn, selected, words)

    def _show_selected(self) -> None:
        """Draw which kernels made pixels that are lit."""
        self.tools.clear.setEnabled(self.linking.lit)
        drawn, tab = self.drawn, self.tab
        if drawn is not None and tab.sample is drawn.sample:
            selected = self.linking.selected(drawn)
            tab.show_selected(selected)
            if selected is not None and tab.summarises:
                mask = selected
                job = lambda task: tab.summarise(drawn.sample, mask)  # noqa: E731
                self.analyst.ask("selection", job, tab.show_summary)
        self._write_status()

    def _mark(self) -> None:
        """Mark the kernels of the pixel looked at and of the pins in the plots."""
        drawn, tab, scene = self.drawn, self.tab, self._scene
        if scene is None or drawn is None or tab.sample is not drawn.sample:
            return
        marks = self.linking.marks(drawn, scene.wants)
        if self._marked != (tab, marks):
            self._marked = tab, marks
            tab.show_marks(marks)
            self._write_status()

    def _use_region(self, on: bool) -> None:
        if on != (self.state.wants.tool == "region"):
            self.state.use_tool("region" if on else "view")

    def _lay_map(self) -> None:
        self.linking.lay_map(self.drawn, self.tab)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_map()

    def hideEvent(self, event: QHideEvent) -> None:
        if self.state.wants.tool == "region":
            self.state.use_tool("view")
        self.state.lay_over(self.name, None)
        super().hideEvent(event)

    # -- words ---------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether anything that takes long is being worked out."""
        return any(map(self.analyst.busy, _KEYS))

    def _update_or_cancel(self) -> None:
        if self.is_busy:
            for key in _KEYS:
                self.analyst.cancel(key)
            if self.tab.result is None:
                self._say(tr("Cancelled. Update computes it."))
        else:
            self._draw_sample()

    def _follow_analyst(self) -> None:
        # Components and clusters do not say how far they are.
        self.choices.show_busy(self.is_busy, not self.analyst.busy("tab"))

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.stack.setCurrentWidget(self.message)

    def _write_status(self) -> None:
        words = ""
        if self.drawn is not None and self._scene is not None:
            words = self.linking.words(self.drawn, self._scene.wants, self.tab)
        self.choices.write(words)

    def shown(self) -> "Shown | None":
        """What the tab shows that is seen."""
        from speckle_viewer.evidence.shown import Shown

        tab, panels = self.tab, self.tab.panels()
        if self.drawn is None or not panels:
            return None
        facts = {**self.linking.facts(self.drawn), **tab.facts()}
        return Shown(f"Kernel statistics: {tab.title.lower()}", facts, panels)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        for tab in self.tabs:
            tab.refresh_theme()
        self._marked = None  # marks of the pixel looked at have the colour of text
        self._mark()
