"""What every explainer has in common."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from speckle_viewer.denoising import Request, Result
from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState, Wants

if TYPE_CHECKING:  # these load torch, which the window does not wait for
    from speckle_viewer.denoising.runner import Run
    from speckle_viewer.evidence.shown import Shown


Put = Callable[[Request, "Run", Callable[[], None]], None]
"""Keeps the image of a request; what is called last raises if it is not wanted any more."""


class Explainer(QWidget):
    """Shows one kind of evidence of the method that `Wants.explained` names.

    Modules of explainers import torch, and `speckle_viewer.evidence` which needs it, inside
    functions only: the window does not wait for it.
    """

    name: ClassVar[str] = ""
    """Of the dock, and of what is asked of the engine for it."""
    title: ClassVar[str] = ""
    shortcut: ClassVar[str] = ""
    tip: ClassVar[str] = ""
    """What it shows, as a tooltip."""
    has_choice: ClassVar[bool] = True
    """Whether it explains one method, which is chosen in its dock; or all."""
    lays: ClassVar[frozenset[str]] = frozenset()
    """What it has over images, by name: not drawn once all explainers that have it are closed."""

    noted = Signal(str)
    failed = Signal(str)
    """Sentences for the message bar."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.cards: Mapping[str, Card] = {}
        """Of the methods there are; given when it is put into its dock."""
        self.cached: Callable[[Request], Result | None] = lambda request: None
        """The engine's result if it is there; given as the cards are. Never waits."""
        self.put: Put = lambda request, run, check: None
        """Has the engine keep what was denoised here; given as the cards are. From any thread."""
        self.analyst = Analyst(self.name, self)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Whether it has something to say of a method, or of the input, which has no card."""
        return card is not None

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """The methods whose evidence it needs of the frame that is shown."""
        return frozenset({wants.explained} if wants.explained in wants.methods else ())

    def show_scene(self, scene: Scene) -> None:
        """Draw the scene. Called while visible: at each move of the mouse, at each frame."""

    def shown(self) -> "Shown | None":
        """What is on screen as numbers; None while there is nothing."""
        return None

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""

    def close_down(self) -> None:
        """Stop all that runs, as the window closes."""
        self.analyst.close()
