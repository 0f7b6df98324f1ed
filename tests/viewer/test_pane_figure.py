"""Figures of images hide what is masked, of each of two cines its own."""

import numpy as np

from speckle_viewer.evidence.shown import Picture
from speckle_viewer.viewer import INPUT, Facts, ViewerState
from speckle_viewer.viewer.beside import across
from speckle_viewer.viewer.comparer import Comparer
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.pane_figure import shown_panes
from speckle_viewer.viewer.scene_of_two import resolve_two
from tests.viewer.cines import COLUMNS, ROWS, make_cine

FIRST, SECOND = (slice(2, 6), slice(3, 9)), (slice(10, 14), slice(12, 20))


def test_what_compares_two_cines_hides_the_masks_of_both() -> None:
    state, (one, two) = ViewerState(), (make_cine(), make_cine())
    state.add_cine(one)
    state.add_cine(two)
    state.show_cine(one)
    state.set_playback(playing=False)
    state.two_cines.show(two)
    state.compare(shown=True, first=INPUT, second=across(INPUT))
    facts = [Facts(image=np.full((ROWS, COLUMNS), n, np.uint8), image_frame=0) for n in (90, 120)]
    scene = Comparer().add_to(resolve_two(state.wants, *facts))
    panes = (INPUT, across(INPUT), COMPARE)
    shown = shown_panes(scene, panes, [FIRST], [SECOND])
    assert shown is not None
    images = [panel.values for panel in shown.panels if isinstance(panel, Picture)]
    hidden = [[not image[part].any() for part in (FIRST, SECOND)] for image in images]
    assert hidden == [[True, False], [False, True], [True, True]]
