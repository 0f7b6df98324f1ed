"""What is there: the other half of what `resolve` needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from speckle_viewer.cine import Frame
from speckle_viewer.denoising import Result, Status
from speckle_viewer.methods import Card
from speckle_viewer.viewer.equivalent import Equivalent
from speckle_viewer.viewer.references import Scored
from speckle_viewer.viewer.steering import Steered


@dataclass(frozen=True, eq=False)
class Facts:
    """What is there to be shown. Gathered without waiting for anything.

    Attributes
    ----------
    image, image_frame
        The wanted frame, decoded, or the last one that was there; and which frame it is.
    results
        By method, the result for the wanted frame, or the last one that came; of this cine.
    problems
        Why a pane cannot show the wanted frame, by pane.
    cards
        What there is to know of the methods, by method.
    decoded, denoised
        Frames of the cine that are cached: decoded, and denoised by every chosen method.
    engine
        What the engine is doing.
    rate, dropped
        Frames per second on the screen, and frames left out since playback began.
    backwards
        Whether a cine that plays to and fro is on its way back.
    equivalent
        The last equivalent kernel that came.
    steered
        By method, what its steered kernels make of the wanted frame, or made last; of this cine.
    scored
        By pane and frame, how near it is to the cine's reference; the newest last.
    """

    image: Frame | None = None
    image_frame: int | None = None
    results: Mapping[str, Result] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    decoded: frozenset[int] = frozenset()
    denoised: frozenset[int] = frozenset()
    engine: Status = field(default_factory=Status)
    rate: float | None = None
    dropped: int = 0
    backwards: bool = False
    equivalent: Equivalent | None = None
    steered: Mapping[str, Steered] = field(default_factory=dict)
    scored: Mapping[str, Mapping[int, Scored]] = field(default_factory=dict)
