"""Statistics of the kernels of a frame, linked with the images."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.statistics.choices import Choices
from speckle_viewer.gui.explain.statistics.components_tab import ComponentsTab
from speckle_viewer.gui.explain.statistics.distributions import Spread, Taps
from speckle_viewer.gui.explain.statistics.gallery_tab import GalleryTab
from speckle_viewer.gui.explain.statistics.groups_tabs import (
    ClustersTab,
    DirectionsTab,
    GroupsTab,
)
from speckle_viewer.gui.explain.statistics.planes_tab import PlanesTab
from speckle_viewer.gui.explain.statistics.source import (
    Choice,
    Source,
    label_map,
    source_of,
    why_none,
)
from speckle_viewer.gui.explain.statistics.tab import Mask, Tab, per_cent
from speckle_viewer.gui.style import GRID
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Overlay, Scene, ViewerState, Wants

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown
    from speckle_viewer.evidence.statistics import KernelSample

_KEYS = "sample", "tab", "best"
"""What the analyst is asked for that takes long."""


class KernelStatistics(Explainer):
    """Draws a sample of the frame's kernels; the tab that is seen is worked out from it."""

    name = "statistics"
    title = "Kernel statistics"
    shortcut = "F10"
    tip = "Statistics of the frame's kernels: taps, spread, components, clusters, directions"

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.clusters, self.directions, self.gallery = ClustersTab(), DirectionsTab(), GalleryTab()
        self.tabs: tuple[Tab, ...] = (
            Taps(),
            PlanesTab(),
            Spread(),
            ComponentsTab(),
            self.clusters,
            self.directions,
            self.gallery,
        )
        self.choices = Choices(self.tabs)
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.status, self.progress = QLabel(), QProgressBar(maximum=1000, textVisible=False)
        self.sample: KernelSample | None = None
        self._scene: Scene | None = None
        self._drawn: tuple[Source, Choice] | None = None
        self._shown: dict[Tab, tuple[object, Hashable]] = {}
        self._brush: Overlay | None = None
        self._selected = 0
        self._lay_out()
        self._connect()
        self._follow_analyst()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.message, *self.tabs):
            self.stack.addWidget(widget)
        for label in (self.message, self.status):
            label.setProperty("role", "caption")
        self.status.setAccessibleName("Kernels looked at")
        self.progress.setAccessibleName("Share of the work that is done")
        self.progress.setToolTip("Share of the work that is done")
        self.progress.setFixedWidth(120)
        below = QHBoxLayout()
        below.setContentsMargins(GRID, 0, GRID, GRID // 2)
        below.addWidget(self.status, 1)
        below.addWidget(self.progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.choices)
        layout.addWidget(self.stack, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        choices = self.choices
        choices.tabs.currentChanged.connect(self._turn)
        choices.changed.connect(self._draw_sample)
        choices.follow.toggled.connect(self._catch_up)
        choices.update_button.clicked.connect(self._update_or_cancel)
        choices.region.toggled.connect(self._use_region)
        choices.clear.clicked.connect(lambda: self.state.light_up(None))
        self.analyst.changed.connect(self._follow_analyst)
        for tab in self.tabs:
            tab.options_changed.connect(self._work_out)
            tab.selected.connect(self._light)
        for groups in (self.clusters, self.directions):
            groups.map_wanted.connect(self._lay_map)
        self.clusters.best_wanted.connect(self._find_best)
        self.gallery.pixel_wanted.connect(self._look_at)

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
        return self.tabs[self.choices.tabs.currentIndex()]

    # -- following the scene -------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Take in kernels of another frame or method, and what is lit."""
        self._scene = scene
        self.choices.region.setChecked(scene.wants.tool == "region")
        if self._drawn is not None and not self._is_of(scene):
            self._forget()
        self._catch_up()
        if scene.wants.brush is not self._brush:
            self._show_brush()

    def _is_of(self, scene: Scene) -> bool:
        """Whether the sample is of the cine and the method that are explained."""
        assert self._drawn is not None
        source = self._drawn[0]
        return (source.cine, source.pane) == (scene.cine, scene.wants.explained)

    def _forget(self) -> None:
        self.sample = self._drawn = None
        self.analyst.cancel("sample")
        self.analyst.cancel("tab")
        for tab in self.tabs:
            tab.clear()
        self._shown.clear()
        self._lay_map()

    def _catch_up(self) -> None:
        """Draw a sample of what is shown now, where that is wanted and not done."""
        if self._scene is None:
            return
        source = source_of(self._scene)
        paused = not self._scene.wants.playback.playing
        first = self._drawn is None
        new = source is not None and (first or source.field is not self._drawn[0].field)  # type: ignore[index]
        if new and paused and (first or self.choices.follow.isChecked()):
            self._draw_sample()
        elif first:
            self._say(why_none(self._scene, self._scene.pane(self._scene.wants.explained)))
        self._write_status()

    def _draw_sample(self) -> None:
        source = source_of(self._scene) if self._scene is not None else None
        if source is None and self._drawn is not None:
            source = self._drawn[0]  # another choice of the kernels that are shown
        if source is None:
            return
        self.choices.offer(source)
        choice = self.choices.choice
        self._drawn = source, choice
        self.analyst.cancel("tab")
        self.analyst.ask(
            "sample", partial(source.draw, choice), self._take_sample, self._say, self._progress
        )

    def _take_sample(self, sample: "KernelSample") -> None:
        self.sample = sample
        self._work_out()
        self._write_status()

    def _work_out(self) -> None:
        """Work out the tab that is seen, unless that is done."""
        sample, tab = self.sample, self.tab
        if sample is None:
            return
        options = tab.options()
        if self._shown.get(tab) == (sample, options):
            self._show_result(tab, sample, tab.result)
            return

        def job(task: Task) -> Any:
            return tab.compute(sample, options, task)

        def then(result: Any) -> None:
            self._shown[tab] = sample, options
            self._show_result(tab, sample, result)

        self.analyst.ask("tab", job, then, self._say)

    def _show_result(self, tab: Tab, sample: "KernelSample", result: Any) -> None:
        tab.show_result(sample, result)
        if tab is self.tab:
            self.stack.setCurrentWidget(tab)
            self._show_brush()
            self._lay_map()

    def _turn(self) -> None:
        if self.sample is not None:
            self.stack.setCurrentWidget(self.tab)
        self._lay_map()
        self._work_out()

    def _find_best(self) -> None:
        sample = self.sample
        if sample is not None:
            job = partial(self.clusters.find_best, sample)
            self.analyst.ask("best", job, self.clusters.take_best, self._say, self._progress)

    # -- what is selected ----------------------------------------------------------------------

    def _light(self, selected: Mask | None, words: str) -> None:
        """Light up the pixels of kernels."""
        if self.sample is None or self._drawn is None or selected is None:
            self.state.light_up(None)
        else:
            self.state.light_up(self.sample.pixels(selected, self._drawn[0].cine.shape), words)

    def _show_brush(self) -> None:
        """Draw which kernels made pixels that are lit."""
        self._brush = self._scene.wants.brush if self._scene is not None else None
        self.choices.clear.setEnabled(self._brush is not None)
        sample, tab = self.sample, self.tab
        if sample is None or (tab.result is None and tab is not self.gallery):
            return
        selected = None if self._brush is None else sample.selected(self._brush.values)
        self._selected = 0 if selected is None else int(selected.sum())
        tab.show_selected(selected)
        if selected is not None:
            job = lambda task: tab.summarise(sample, selected)  # noqa: E731
            self.analyst.ask("selection", job, tab.show_summary)
        self._write_status()

    def _use_region(self, on: bool) -> None:
        self.state.use_tool("region" if on else "view")

    def _look_at(self, row: int, column: int) -> None:
        self.state.look_at(row, column)

    def _lay_map(self) -> None:
        """Lay the groups over the image, where the tab that is seen wants it."""
        tab, overlay = self.tab, None
        if isinstance(tab, GroupsTab) and tab.map.isChecked() and tab.labels is not None:
            assert tab.sample is not None
            assert self._drawn is not None
            labels: NDArray[np.intp] = tab.labels
            overlay = label_map(tab.sample, labels, self._drawn[0], tab.title, tab.names)
        if overlay is not None or self.name in self.state.wants.overlays:
            self.state.lay_over(self.name, overlay)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.state.wants.tool == "region":
            self.state.use_tool("view")
        self.state.lay_over(self.name, None)
        super().hideEvent(event)

    # -- words ---------------------------------------------------------------------------------

    def _update_or_cancel(self) -> None:
        if self._is_busy:
            for key in _KEYS:
                self.analyst.cancel(key)
        else:
            self._draw_sample()

    @property
    def _is_busy(self) -> bool:
        return any(map(self.analyst.busy, _KEYS))

    def _follow_analyst(self) -> None:
        busy = self._is_busy
        self.progress.setVisible(busy)
        self.choices.update_button.setText("Cancel" if busy else "Update")
        if not busy:
            self.progress.setValue(0)

    def _progress(self, share: float) -> None:
        self.progress.setValue(round(1000 * share))

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.stack.setCurrentWidget(self.message)

    def _write_status(self) -> None:
        self.status.setText(" · ".join(f"{value}" for value in self._facts().values()))

    def _facts(self) -> dict[str, str]:
        if self.sample is None or self._drawn is None or self._scene is None:
            return {}
        sample, (source, _) = self.sample, self._drawn
        facts = {
            "Method": source.title,
            "Frame": f"frame {source.frame + 1}",
            "Kernels": f"{len(sample):,} of {sample.available:,} kernels",
            "Size": f"{sample.size} × {sample.size} px",
        }
        if sample.stride > 1:
            facts["Stride"] = f"one per {sample.stride} × {sample.stride} px"
        if self._brush is not None:
            share = per_cent(self._selected / len(sample))
            facts["Selected"] = f"{self._brush.classes[0]}: {self._selected:,} ({share})"
        return facts

    def shown(self) -> "Shown | None":
        """What the tab shows that is seen."""
        from speckle_viewer.evidence.shown import Shown

        panels = self.tab.panels() if self.sample is not None else ()
        title = f"Kernel statistics: {self.tab.title.lower()}"
        return Shown(title, {**self._facts(), **self.tab.facts()}, panels) if panels else None

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        for tab in self.tabs:
            tab.refresh_theme()
