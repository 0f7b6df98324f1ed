"""What the user wants to see: frozen values, replaced and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint, Precision
from speckle_viewer.steering import KernelEdit, Steering
from speckle_viewer.viewer.along import AlongLine
from speckle_viewer.viewer.bench import WaveletBench
from speckle_viewer.viewer.beside import (
    Beside,
    across,
    is_beside,
    own_pane,
    swapped,
    wanted_beside,
)
from speckle_viewer.viewer.comparison import COMPARE, Comparison
from speckle_viewer.viewer.equivalent import Derivative, KernelKind
from speckle_viewer.viewer.gallery import GallerySetting
from speckle_viewer.viewer.magnifier import Magnifier
from speckle_viewer.viewer.measurements import Measuring
from speckle_viewer.viewer.overlay import Overlay
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.ruler import Ruler
from speckle_viewer.viewer.steering import PinEdit, method_of, steered_pane

INPUT = "input"
"""Id of the pane that shows the cine itself; the other panes have the id of their method."""

PIN_COLOURS = 8
"""Pins have fixed colours: each new pin takes the first that is free."""

SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Playback speeds on offer, as multiples of the cine's own rate."""

Mode = Literal["real time", "every frame"]

Tool = Literal["view", "line", "region", "rectangle", "ellipse", "polygon", "brush", "distance"]
"""What dragging with the left button does in an image: it moves the view, or draws. "region" lights
pixels up; those after it draw regions of interest and distances, which stay."""

BRUSH = "brush"
"""Under this name the pixels that are lit in all panes lie over them: linked brushing."""

LINE = "line"
"""Among `Wants.put_away`: the line that was drawn."""


@dataclass(frozen=True)
class Levels:
    """The values shown as black and as white."""

    low: float
    high: float

    @property
    def level(self) -> float:
        """The value shown as middle grey."""
        return (self.low + self.high) / 2

    @property
    def window(self) -> float:
        """How many values lie between black and white."""
        return self.high - self.low


@dataclass(frozen=True)
class View:
    """Which part of the image a pane shows: its centre in pixels, and its zoom.

    ``zoom`` is screen pixels per image column. ``None`` in place of a view fits the image.
    """

    row: float
    column: float
    zoom: float


@dataclass(frozen=True)
class Pin:
    """A pixel to keep an eye on through the cine. ``colour`` is its place in the fixed set."""

    cine: Cine
    row: int
    column: int
    colour: int


@dataclass(frozen=True)
class MapChoice:
    """Which map of its kernels lies over an image: a name of `quantities.QUANTITIES`.

    ``limits`` of the colours are None for those of the values. ``spacing`` is how many pixels lie
    between kernels that are worked out one by one.
    """

    name: str = "width"
    opacity: float = 0.6
    limits: tuple[float, float] | None = None
    spacing: int = 16


@dataclass(frozen=True)
class Line:
    """From one pixel of a cine to another, each (row, column)."""

    cine: Cine
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True)
class Hover:
    """The pixel under the mouse and the pane that the mouse is in."""

    pane: str
    row: int
    column: int


@dataclass(frozen=True)
class Links:
    """What the panes share."""

    view: bool = True
    cursor: bool = True
    levels: bool = True


@dataclass(frozen=True)
class Playback:
    """How the cine plays. ``last`` None means the end of the cine; both ends are shown."""

    playing: bool = False
    loop: bool = True
    ping_pong: bool = False
    speed: float = 1.0
    mode: Mode = "real time"
    first: int = 0
    last: int | None = None


@dataclass(frozen=True)
class Wants:
    """Everything that the user asked for.

    ``levels`` and ``views`` are per pane; what is linked is the same for all of them. ``hover``
    is where the mouse is, ``looked_at`` the pixel that the inspector shows: it stays when the
    mouse leaves the image. ``selected`` is the method whose card is read. ``controls`` holds, by
    method, the values that differ from the card's defaults; they outlive the method's pane.
    ``evidence`` names, for each part of the window that shows evidence, the methods whose it shows,
    those of the second cine as `across` names them.
    ``explaining`` is the pane, a method or the input, that the explainers were opened for.
    ``overlays`` are laid over images, by who asked for it. ``tool`` is what dragging does, ``line``
    what was drawn last; ``along`` is how profiles and M-modes along it are shown. ``put_away`` are
    those overlays, and `LINE`, whose explainers are closed: they stay wanted, but are not drawn.
    ``kernel_map`` is the map that the explainer of maps shows, ``over_time`` what that of time
    does: a name of `quantities.OVER_TIME`.
    ``steering`` is how kernels are altered, by method, and ``edits`` what was done to single ones.
    ``painted`` are noise maps given by hand, by cine and method.
    ``bench`` is how the wavelet bench takes images apart.
    ``kernel_kind`` is which kernel the inspector shows of a method that predicts kernels, and
    ``derivative`` what it shows where that is the equivalent one. ``share_scale``: kernels of
    several methods have one colour scale. ``jacobian_size`` is the side of the part of the frame
    whose Jacobian is looked at, in pixels. ``comparison`` is how a further pane compares two
    others. ``rois`` are regions of interest, of all cines, ``roi`` the name of the one that is
    selected in the current cine; ``rulers`` and ``ruler`` are the same of distances.
    ``beside`` is a second cine that is shown, if any: see `speckle_viewer.viewer.beside`.
    ``brush_width`` is the diameter of the brush that draws regions, in pixels.
    ``measuring`` is how regions are measured. ``references`` are by cine those that they are
    compared with: see `speckle_viewer.viewer.references`.
    """

    cines: tuple[Cine, ...] = ()
    cine: Cine | None = None
    methods: tuple[str, ...] = ()
    selected: str | None = None
    controls: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    frame: int = 0
    playback: Playback = Playback()
    links: Links = Links()
    levels: Mapping[str, Levels] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    hover: Hover | None = None
    looked_at: Hover | None = None
    inspecting: bool = True
    kernel_kind: KernelKind = "predicted"
    derivative: Derivative = "row"
    share_scale: bool = False
    jacobian_size: int = 32
    evidence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    explaining: str | None = None
    overlays: Mapping[str, Overlay] = field(default_factory=dict)
    tool: Tool = "view"
    line: Line | None = None
    along: AlongLine = field(default_factory=AlongLine)
    magnifier: Magnifier = field(default_factory=Magnifier)
    put_away: frozenset[str] = frozenset()
    kernel_map: MapChoice = MapChoice()
    over_time: str = "output"
    gallery: GallerySetting = field(default_factory=GallerySetting)
    bench: WaveletBench = field(default_factory=WaveletBench)
    precision: Precision = "auto"
    painted: Mapping[tuple[Cine, str], NoisePaint] = field(default_factory=dict)
    steering: Mapping[str, Steering] = field(default_factory=dict)
    edits: tuple[PinEdit, ...] = ()
    comparison: Comparison = field(default_factory=Comparison)
    rois: tuple[Roi, ...] = ()
    roi: str | None = None
    measuring: Measuring = field(default_factory=Measuring)
    references: Mapping[Cine, Cine] = field(default_factory=dict)
    rulers: tuple[Ruler, ...] = ()
    ruler: str | None = None
    brush_width: int = 16
    beside: Beside | None = None

    @property
    def panes(self) -> tuple[str, ...]:
        """Ids of the panes, in the order in which they stand."""
        methods = [(m, steered_pane(m)) if self.is_steered(m) else (m,) for m in self.methods]
        return (INPUT, *(pane for panes in methods for pane in panes))

    @property
    def all_panes(self) -> tuple[str, ...]:
        """Ids of the panes of both cines."""
        if self.cine is None or self.beside is None:
            return self.panes
        return (*self.panes, *map(across, swapped(self).panes))

    @property
    def second(self) -> "Wants | None":
        """What is wanted of the second cine, where one is shown."""
        there = self.cine is not None and self.beside is not None
        return wanted_beside(self) if there else None

    @property
    def all_methods(self) -> tuple[str, ...]:
        """The methods by which either cine is shown, once each."""
        beside = () if self.beside is None else self.beside.methods or ()
        return tuple(dict.fromkeys((*self.methods, *beside)))

    @property
    def sides(self) -> tuple["Wants", ...]:
        """What is wanted of each cine that is shown."""
        sides = (self, self.second)
        return tuple(side for side in sides if side is not None and side.cine is not None)

    @property
    def frame_count(self) -> int:
        """Frames of the current cine; 0 without one."""
        return 0 if self.cine is None else len(self.cine)

    @property
    def playback_range(self) -> tuple[int, int]:
        """First and last frame that play, both included."""
        end = max(self.frame_count - 1, 0)
        last = end if self.playback.last is None else min(self.playback.last, end)
        return min(self.playback.first, last), last

    def has(self, row: int, column: int) -> bool:
        """Whether the current cine has such a pixel."""
        rows, columns = (0, 0) if self.cine is None else self.cine.shape
        return 0 <= row < rows and 0 <= column < columns

    @property
    def cine_pins(self) -> tuple[Pin, ...]:
        """The pins of the current cine."""
        return tuple(p for p in self.pins if p.cine is self.cine)

    @property
    def reference(self) -> Cine | None:
        """What the current cine is compared with: its truth, say."""
        return None if self.cine is None else self.references.get(self.cine)

    @property
    def cine_rois(self) -> tuple[Roi, ...]:
        """The regions of interest of the current cine, on whichever frame."""
        return tuple(r for r in self.rois if r.cine is self.cine)

    @property
    def cine_rulers(self) -> tuple[Ruler, ...]:
        """The distances that were drawn in the current cine."""
        return tuple(r for r in self.rulers if r.cine is self.cine)

    def painted_noise(self, method: str | None) -> NoisePaint | None:
        """The noise map that was painted for a method on the current cine."""
        return None if self.cine is None else self.painted.get((self.cine, method or ""))

    def steering_of(self, method: str) -> Steering:
        """How the kernels of a method are steered."""
        return self.steering.get(method, Steering())

    def edits_of(self, method: str) -> tuple[KernelEdit, ...]:
        """What was done by hand to a method's kernels at pins of the current cine.

        What was done at a pin that is no longer there waits for it to come back.
        """
        pinned = {(p.row, p.column) for p in self.cine_pins}
        own = (e.edit for e in self.edits if e.cine is self.cine and e.method == method)
        return tuple(e for e in own if (e.row, e.column) in pinned)

    def is_steered(self, method: str) -> bool:
        """Whether a method has a pane more, for what its steered kernels make."""
        return not self.steering_of(method).is_none or bool(self.edits_of(method))

    @property
    def brush(self) -> Overlay | None:
        """The pixels that are lit in all panes, if they are of the current cine."""
        lit = self.overlays.get(BRUSH)
        return lit if lit is not None and lit.cine is self.cine else None

    @property
    def cine_line(self) -> Line | None:
        """The line that was drawn, if it lies in the current cine."""
        return self.line if self.line is not None and self.line.cine is self.cine else None

    @property
    def compared(self) -> tuple[str, str]:
        """The two panes that are compared: where none are chosen, the input and a method."""
        how, panes = self.comparison, self.all_panes
        first = how.first if how.first in panes else INPUT
        second = how.second if how.second in panes else panes[:2][-1]
        return first or INPUT, second or INPUT

    @property
    def looks_beside(self) -> bool:
        """Whether the pane looked at last belongs to the second cine."""
        return self.beside is not None and is_beside(self._looked_pane)

    @property
    def _looked_pane(self) -> str:
        """The pane looked at last: one that compares stands for the second that it compares."""
        pane = self.looked_at.pane if self.looked_at else INPUT
        return self.compared[1] if pane == COMPARE else pane

    @property
    def inspected_method(self) -> str | None:
        """The method of the pane that was looked at last; for the input, the first method.

        For a pane of the second cine, the same method of the first one.
        """
        pane = method_of(own_pane(self._looked_pane))
        if pane in self.methods:
            return pane
        return self.methods[0] if self.methods else None

    @property
    def inspected_pane(self) -> str | None:
        """The pane whose kernels are inspected: of the inspected method, or its steered one."""
        pane = own_pane(self._looked_pane)
        return pane if pane in self.panes and pane != INPUT else self.inspected_method

    @property
    def explains_beside(self) -> bool:
        """Whether the explainers explain the second cine: a pane of it, or what is looked at."""
        if self.explaining in self.all_panes:
            return is_beside(self.explaining or "")
        return self.looks_beside

    @property
    def explained(self) -> str | None:
        """The pane that the explainers explain: the one they were opened for, else a method.

        Of two cines, it is one of the current cine; see `explains_beside`.
        """
        return self.explaining if self.explaining in self.panes else self.inspected_method
