"""The reconstruction of the wavelet bench over the image that it is of, as large as that is."""

from speckle_viewer.gui.explain.wavelets.jobs import Mixture
from speckle_viewer.gui.explain.wavelets.source import INPUT
from speckle_viewer.gui.tr import QT_TR_NOOP
from speckle_viewer.viewer import INPUT as INPUT_PANE
from speckle_viewer.viewer import Overlay, ViewerState

NAME = "wavelets"
"""Under which it lies there."""

_TITLE = QT_TR_NOOP("From bands")


class LaidOver:
    """Lays a reconstruction over a pane, in the levels of that pane, and takes it away again."""

    def __init__(self, state: ViewerState) -> None:
        self._state = state
        self._laid: tuple[object, ...] = ()

    def lay(self, mixture: Mixture | None, limits: tuple[float, float]) -> None:
        """Lay a mixture over the pane of its subject, grey ones between limits of grey levels.

        None takes it away.
        """
        if mixture is None:
            self._laid = ()
            if NAME in self._state.wants.overlays:
                self._state.lay_over(NAME, None)
            return
        source = mixture.source
        pane = INPUT_PANE if mixture.subject == INPUT else source.method or INPUT_PANE
        limits = limits if mixture.scale == "grey" else mixture.limits
        if (mixture, limits) == self._laid and NAME in self._state.wants.overlays:
            return
        self._laid = (mixture, limits)
        overlay = Overlay(
            cine=source.cine,
            pane=pane,
            frame=source.frame,
            values=mixture.image,
            colours=mixture.scale,
            limits=limits,
            opacity=1.0,
            title=_TITLE,
            unit="grey levels",
        )
        self._state.lay_over(NAME, overlay)
