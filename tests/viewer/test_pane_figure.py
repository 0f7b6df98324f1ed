"""Figures of images hide what is masked, of each of two cines its own."""

from speckle_viewer.evidence.shown import Picture
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.beside import across
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.pane_figure import shown_panes
from tests.viewer.cines import compared_scene, make_cine

FIRST, SECOND = (slice(2, 6), slice(3, 9)), (slice(10, 14), slice(12, 20))


def test_what_compares_two_cines_hides_the_masks_of_both() -> None:
    scene = compared_scene(make_cine(), make_cine())
    panes = (INPUT, across(INPUT), COMPARE)
    shown = shown_panes(scene, panes, [FIRST], [SECOND])
    assert shown is not None
    images = [panel.values for panel in shown.panels if isinstance(panel, Picture)]
    hidden = [[not image[part].any() for part in (FIRST, SECOND)] for image in images]
    assert hidden == [[True, False], [False, True], [True, True]]
