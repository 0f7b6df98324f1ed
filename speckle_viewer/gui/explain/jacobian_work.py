"""What the Jacobian is taken of, and the work itself, in the analyst's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint
from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.jacobian_part import Shape, place_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Wants
from speckle_viewer.viewer.names import name_of

if TYPE_CHECKING:
    from speckle_viewer.denoising.differentiator import Differentiator
    from speckle_viewer.evidence.jacobian import Modes


@dataclass(frozen=True, eq=False)
class Asked:
    """What is worked out, or was: the method at a frame, and the part of it.

    ``drawn`` is the shape of the rectangle that the part is the middle of, if any.
    """

    cine: Cine
    method: str
    title: str
    frame: int
    controls: dict[str, float]
    noise: NoisePaint | None
    corner: tuple[int, int]
    shape: Shape
    drawn: Shape | None = None

    @property
    def place(self) -> str:
        """Where the part is."""
        (top, left), (height, width) = self.corner, self.shape
        place = tr("{} × {} px from x {}, y {}").format(width, height, left, top)
        if self.drawn in (None, self.shape):
            return place
        height, width = self.drawn
        return tr("{}, the middle of a rectangle of {} × {} px").format(place, width, height)


@dataclass(frozen=True, eq=False)
class Found:
    """What came of it; ``by_differences`` for want of derivatives."""

    asked: Asked
    modes: "Modes"
    by_differences: bool


def asked_by(wants: Wants, cards: Mapping[str, Card]) -> Asked | None:
    """What would be worked out now; None where something is missing for that."""
    method, cine = wants.explained, wants.cine
    place = place_of(wants)
    if cine is None or method is None or method not in wants.methods or place is None:
        return None
    return Asked(
        cine,
        method,
        name_of(method, cards),
        wants.frame,
        dict(wants.controls.get(method, {})),
        wants.painted_noise(method),
        *place,
    )


class Decomposer:
    """Works out Jacobians and takes them apart, in the thread of one analyst."""

    def __init__(self) -> None:
        self._differentiator: Differentiator | None = None

    def __call__(self, asked: Asked, task: Task) -> Found:
        """The singular value decomposition. Raises `SpeckleViewerError`."""
        from speckle_viewer.denoising.differentiator import Differentiator  # imports torch
        from speckle_viewer.evidence.jacobian import Part, decompose

        check = task.check_method
        self._differentiator = self._differentiator or Differentiator()
        seen = self._differentiator.at(
            asked.cine,
            asked.method,
            asked.frame,
            controls=asked.controls,
            noise=asked.noise,
            check=check,
        )
        try:
            found = seen.jacobian(
                Part(*asked.corner, *asked.shape),
                check=check,
                progress=lambda done: task.report(0.9 * done),
            )
        except ValueError as error:
            sentence = str(error)
            raise SpeckleViewerError(f"{sentence[0].upper()}{sentence[1:]}.") from error
        check()
        return Found(asked, decompose(found), not seen.differentiates)
