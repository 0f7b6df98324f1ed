"""One method in the inspector: what it shows, its controls, its noise map and its card."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from speckle_viewer.denoising import Result
from speckle_viewer.gui.card_text import CardText
from speckle_viewer.gui.choice_box import ChoiceBox
from speckle_viewer.gui.control_panel import ControlPanel
from speckle_viewer.gui.noise_map import NoiseMapView
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card, Control
from speckle_viewer.viewer import Hover, PaneScene, Scene, ViewerState, Wants
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.noise_map import NoiseMap, noise_map

NOTHING_SELECTED = QT_TR_NOOP("Choose a method on the left to read its card and set its controls.")
ON_ITS_WAY = QT_TR_NOOP("The noise map of this frame is on its way.")


class MethodTab(QWidget):
    """Draws the selected method, and asks the state to change its controls.

    Attributes
    ----------
    choice
        The chosen methods, and the selected one.
    """

    def __init__(
        self, state: ViewerState, cards: Mapping[str, Card], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._cards = state, cards
        self._offered: dict[str, str] = {}
        self._drawn: tuple[Result, NoiseMap | None] | None = None
        self.choice = ChoiceBox(self)
        self.choice.setAccessibleName(tr("Method"))
        self.choice.setToolTip(tr("The method whose card and controls are shown"))
        self.choice.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.activated.connect(lambda i: state.select_method(self.choice.itemData(i)))
        self.shows = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.shows.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.controls = ControlPanel(self)
        self.controls.changed.connect(self._set)
        self.controls.reset.connect(self._reset)
        self._map_title = QLabel(tr("Noise map"), self)
        self.map = NoiseMapView(self)
        self.map.hovered.connect(self._hover)
        self._card_title = QLabel(tr("Card"), self)
        self.card = CardText(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(GRID, 0, GRID, GRID)
        inside.setSpacing(GRID // 2)
        for widget in (self.shows, self.controls, self._map_title, self.map):
            inside.addWidget(widget)
            inside.addSpacing(GRID // 2)
        inside.addWidget(self._card_title)
        inside.addWidget(self.card)
        inside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        self._nothing = QLabel(tr(NOTHING_SELECTED), self, wordWrap=True)
        self._nothing.setProperty("role", "caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        row = QVBoxLayout()
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.addWidget(self.choice)
        layout.addLayout(row)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._nothing, 1)
        self._scroll = scroll

    def focus_first(self) -> None:
        """Give the keyboard to the first control, or else to the choice of the method."""
        rows = [row.slider for row in self.controls.rows.values() if row.slider.isEnabled()]
        (rows[0] if rows else self.choice).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.card.refresh_theme()

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Draw the method that is selected in the scene."""
        wants = scene.wants
        card = self._cards.get(wants.selected or "")
        self._scroll.setVisible(card is not None)
        self._nothing.setVisible(card is None)
        self._offer(wants)
        if card is None:
            return
        if self.shows.text() != card.shows:
            self.shows.setText(card.shows)
        self.controls.show_controls(card.controls, dict(wants.controls.get(card.id, {})))
        self.card.show_card(card)
        has_map = "noise map" in card.evidence
        self._map_title.setVisible(has_map)
        self.map.setVisible(has_map)
        if has_map:
            self._show_map(scene, card)
        self._ask_for_map()

    def _offer(self, wants: Wants) -> None:
        selected = wants.selected
        extra = () if selected is None or selected in wants.methods else (selected,)
        chosen = (m for m in (*wants.methods, *extra) if m in self._cards)
        offered = {method: name_of(method, self._cards) for method in chosen}
        if [*offered.items()] != [*self._offered.items()]:
            self._offered = offered
            self.choice.clear()
            for method, name in offered.items():
                self.choice.addItem(name, method)
        self.choice.setEnabled(bool(offered))
        if selected in offered and self.choice.currentData() != selected:
            self.choice.setCurrentIndex([*offered].index(selected))

    def _show_map(self, scene: Scene, card: Card) -> None:
        pane = next((p for p in scene.panes if p.id == card.id), None)
        message, found = _why_no_map(scene, pane), None
        aspect = 1.0 if pane is None else pane.aspect
        if pane is not None and pane.result is not None and not pane.problem:
            found = self._map_of(pane.result)
        wanted = scene.wants.controls.get(card.id, {})
        aside = "" if pane is None else self._aside(pane, wanted)
        self.map.show_map(found, message, aspect, aside)
        spot = scene.wants.hover or scene.wants.looked_at
        self.map.show_pixel(None if spot is None else (spot.row, spot.column))
        if not wanted:
            estimate = found.mean if found is not None and not self._is_overridden() else None
            self.controls.suggest_noise(
                estimate, coming=estimate is None and message == tr(ON_ITS_WAY)
            )

    def _ask_for_map(self) -> None:
        looks = self.isVisible() and not self.map.isHidden()
        selected = self._state.wants.selected
        self._state.need_evidence("noise map", {selected} if looks and selected else ())

    def _map_of(self, result: Result) -> NoiseMap | None:
        """The map of a result, which is computed once; while it lacks, the last one of the cine."""
        last = self._drawn
        if last is not None and last[0].request.method == result.request.method:
            if last[0] is result:
                return last[1]
            if result.prediction is None and last[0].request.cine is result.request.cine:
                return last[1]
        self._drawn = result, noise_map(result)
        return self._drawn[1]

    def _is_overridden(self) -> bool:
        """Whether the map that is drawn is, at least in part, the user's own."""
        if self._drawn is None:
            return False
        request = self._drawn[0].request
        return bool(request.controls) or request.noise is not None

    def _aside(self, pane: PaneScene, wanted: Mapping[str, float]) -> str:
        """What sets the map that is drawn apart from the image shown, and from what is wanted."""
        if self._drawn is None or pane.result is None:
            return ""
        drawn, shown = self._drawn[0].request, pane.result.request
        if drawn.frame != shown.frame:
            return " · " + tr("of frame {}").format(drawn.frame + 1)
        if drawn.key != shown.key or dict(drawn.controls) != dict(wanted):
            return " · " + tr("other settings")
        return " · " + tr("painted") if drawn.noise is not None else ""

    # -- what the user does --------------------------------------------------------------------

    def _set(self, control: Control, value: float) -> None:
        selected = self._state.wants.selected
        if selected is not None:
            self._state.set_control(selected, control, value)

    def _reset(self) -> None:
        selected = self._state.wants.selected
        if selected is not None:
            self._state.reset_controls(selected)

    def _hover(self, pixel: tuple[int, int] | None) -> None:
        selected = self._state.wants.selected
        if selected is not None:
            self._state.set_hover(None if pixel is None else Hover(selected, *pixel))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_map()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ask_for_map()


def _why_no_map(scene: Scene, pane: PaneScene | None) -> str:
    if scene.cine is None:
        return tr("Open a cine to see the noise map.")
    if pane is None:
        return tr("Tick the method to see its noise map.")
    if pane.problem:
        return pane.problem
    if pane.result is not None and not pane.result.tissue.any():
        return tr("There is no tissue in this frame.")
    return tr(ON_ITS_WAY)
