"""Filters and kernels of a frame: taps, frequency responses, gallery, and change over the cine."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.global_page import GlobalPage
from speckle_viewer.gui.explain.kernel_page import KernelPage
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import INPUT, PaneScene, Scene, ViewerState

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown

_SHOWN = {"kernels", "global filters"}


class FiltersExplainer(Explainer):
    """One page for filters of the whole frame, one for kernels that differ from pixel to pixel."""

    name = "filters"
    title = QT_TR_NOOP("Filters")
    shortcut = "F5"
    tip = QT_TR_NOOP(
        "Filters and kernels of the frame: weights, frequency responses, a gallery over the frame"
    )

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        # Of its own: a whole cine takes long, and the rest is to answer meanwhile.
        self.cine_analyst = Analyst("filters over the cine", self)
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.message.setProperty("role", "caption")
        self.filters = GlobalPage(state, self.analyst, self.cine_analyst)
        self.kernels = KernelPage(state, self.analyst)
        self._pages = QStackedLayout(self)
        for page in (self.message, self.filters, self.kernels):
            self._pages.addWidget(page)
        self._pane: tuple[object, object] = (None, None)
        self._facts: dict[str, str] = {}

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Methods that say on their card that they give kernels or global filters."""
        return card is not None and not _SHOWN.isdisjoint(card.evidence)

    def show_scene(self, scene: Scene) -> None:
        """Show the page that fits the evidence of the explained pane."""
        pane = scene.pane(scene.wants.explained)
        prediction = pane.result.prediction if pane is not None and pane.result else None
        before, self._pane = self._pane, (scene.cine, scene.wants.explained)
        if pane is None or pane.id == INPUT:
            self._say(_why_none(scene))
            self.filters.forget()
            self.kernels.forget()
        elif pane.problem:
            self._say(pane.problem)
        elif prediction is None:
            # While a cine plays faster than evidence comes, the last one stays.
            if before != self._pane:
                self._say(tr("The filters of this frame are on their way."))
            elif self._facts:
                self.filters.follow(scene)
                self.kernels.name_frame(
                    " · " + tr("of frame {}").format(self._facts["Frame"].partition(" ")[0])
                )
        elif prediction.filters is not None:
            self._facts = _facts_of(scene, pane)
            self.filters.show_filters(scene, pane, prediction.filters)
            self._pages.setCurrentWidget(self.filters)
        elif prediction.kernels is not None:
            self._facts = _facts_of(scene, pane)
            self.kernels.show_kernels(scene, pane, prediction.kernels)
            self._pages.setCurrentWidget(self.kernels)
        else:
            self._say(
                tr("{} predicts neither filters nor kernels: choose another method.").format(
                    pane.title
                )
            )

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self._pages.setCurrentWidget(self.message)

    def shown(self) -> "Shown | None":
        """The kernels with their responses, and what stands beside them."""
        from speckle_viewer.evidence.shown import Shown

        page = self._pages.currentWidget()
        if not isinstance(page, GlobalPage | KernelPage):
            return None
        panels = page.panels()
        facts = self._facts if isinstance(page, GlobalPage) else {**self._facts, **page.facts()}
        return Shown("Filters", facts, panels, across=4) if panels else None  # two pairs

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.kernels.gallery.refresh()
        self.filters.timeline.refresh()
        self.filters.mixture.refresh()

    def close_down(self) -> None:
        """Stop all that runs, as the window closes."""
        super().close_down()
        self.cine_analyst.close()


def _facts_of(scene: Scene, pane: PaneScene) -> dict[str, str]:
    spot, frame = scene.wants.looked_at, 0 if pane.frame is None else pane.frame
    facts = {"Method": pane.title, "Frame": f"{frame + 1} of {scene.wants.frame_count}"}
    return facts if spot is None else {**facts, "Pixel": f"x {spot.column}, y {spot.row}"}


def _why_none(scene: Scene) -> str:
    if scene.cine is None:
        return tr("Open a cine to see the filters of a method.")
    return tr("Choose a method that predicts filters or kernels, such as GDFN or KPN.")
