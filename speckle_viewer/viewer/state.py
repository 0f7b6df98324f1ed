"""The one place that holds what the user wants; the widgets draw it and ask it to change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint, Precision
from speckle_viewer.methods import Control
from speckle_viewer.viewer.along import Lines
from speckle_viewer.viewer.bench import WaveletBench
from speckle_viewer.viewer.beside import Pixel, own_pane
from speckle_viewer.viewer.brush import lit
from speckle_viewer.viewer.comparison import GAINS
from speckle_viewer.viewer.equivalent import Derivative, KernelKind
from speckle_viewer.viewer.history import History
from speckle_viewer.viewer.kernels import Kernels
from speckle_viewer.viewer.linked import Linked
from speckle_viewer.viewer.magnifier import Magnifying
from speckle_viewer.viewer.measurements import Measurements
from speckle_viewer.viewer.overlay import Overlay
from speckle_viewer.viewer.pins import Pins
from speckle_viewer.viewer.rebound import rebound
from speckle_viewer.viewer.references import References
from speckle_viewer.viewer.rois import Rois
from speckle_viewer.viewer.rulers import Rulers
from speckle_viewer.viewer.two_cines import TwoCines
from speckle_viewer.viewer.wants import BRUSH, INPUT, Hover, Line, Tool, Wants

Listener = Callable[[Wants, Wants], None]
"""Called with what was wanted before and what is wanted now."""


class ViewerState:
    """Observable holder of `Wants`. Not thread-safe: it belongs to the thread of the window."""

    def __init__(self, wants: Wants | None = None, history: History | None = None) -> None:
        self._wants = wants or Wants()
        self._listeners: list[Listener] = []
        self.lines, self.magnifier = Lines(self), Magnifying(self)
        self.history = History(self) if history is None else history
        self.kernels = Kernels(self)
        self.linked = Linked(self)
        self.pins = Pins(self)
        self.measurements, self.references = Measurements(self), References(self)
        self.rois, self.rulers = Rois(self), Rulers(self)
        self.two_cines = TwoCines(self)

    @property
    def wants(self) -> Wants:
        """What is wanted now."""
        return self._wants

    def restore(self, wants: Wants) -> None:
        """Want what a session held, but for what only the window knows: see `session.LEFT_OUT`."""
        names = ("hover", "evidence", "inspecting", "put_away")
        self._want(replace(wants, **{name: getattr(self.wants, name) for name in names}))
        self.history.clear()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` called after every change; returns what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def change(self, **changes: Any) -> None:
        """Replace fields of `Wants`; for parts of the state in files of their own, not widgets."""
        self._want(replace(self.wants, **changes))

    def _want(self, wanted: Wants) -> None:
        before = self._wants
        if wanted != before:
            self._wants = wanted
            for listener in tuple(self._listeners):
                listener(before, self._wants)

    # -- cines ---------------------------------------------------------------------------------

    def add_cine(self, cine: Cine) -> None:
        """Add an opened cine to the list and show it; several frames start to play."""
        self._want(_showing(replace(self.wants, cines=(*self.wants.cines, cine)), cine))
        self.set_playback(playing=len(cine) > 1)

    def show_cine(self, cine: Cine) -> None:
        """Show another cine of the list from its first frame; the second one by a swap."""
        if self.wants.beside is not None and cine is self.wants.beside.cine:
            self.two_cines.swap()
        elif cine is not self.wants.cine:
            self._want(_showing(self.wants, cine))

    def close_cine(self, cine: Cine) -> None:
        """Take a cine off the list; its neighbour is shown in its place."""
        cines = self.wants.cines
        rest = tuple(c for c in cines if c is not cine)
        left = rebound(self.wants, Wants, {c: c for c in rest})
        if cine is self.wants.cine:
            left = _showing(left, rest[min(cines.index(cine), len(rest) - 1)] if rest else None)
        self._want(left)

    # -- frames --------------------------------------------------------------------------------

    def go_to(self, frame: int) -> None:
        """Show a frame; beyond either end, the frame at that end."""
        self.change(frame=max(0, min(frame, self.wants.frame_count - 1)))

    def step(self, frames: int) -> None:
        """Stop, and move by so many frames, round the ends where the cine loops."""
        self.set_playback(playing=False)
        first, last = self.wants.playback_range
        frame = self.wants.frame + frames
        if self.wants.playback.loop and first <= self.wants.frame <= last:
            frame = first + (frame - first) % (last - first + 1)
        self.go_to(frame)

    def set_playback(self, **changes: Any) -> None:
        """Change playback: any field of `Playback`."""
        self.change(playback=replace(self.wants.playback, **changes))

    def toggle_play(self) -> None:
        """Play or pause; a cine that stopped at the end starts again."""
        wants = self.wants
        if wants.frame_count < 2:
            return
        first, last = wants.playback_range
        if not wants.playback.playing and wants.frame == last and not wants.playback.loop:
            self.go_to(first)
        self.set_playback(playing=not wants.playback.playing)

    def start_range_here(self) -> None:
        """Let the part that plays begin at the frame shown."""
        last = self.wants.playback.last
        keep = None if last is not None and last < self.wants.frame else last
        self.set_playback(first=self.wants.frame, last=keep)

    def end_range_here(self) -> None:
        """Let the part that plays end with the frame shown."""
        frame = self.wants.frame
        first = self.wants.playback.first
        self.set_playback(first=first if first <= frame else 0, last=frame)

    def clear_range(self) -> None:
        """Play the whole cine."""
        self.set_playback(first=0, last=None)

    # -- methods -------------------------------------------------------------------------------

    def choose_method(self, method: str, chosen: bool) -> None:
        """Add a pane for a method, which is selected then, or take the pane away."""
        methods = tuple(m for m in self.wants.methods if m != method)
        if chosen:
            self.change(methods=(*methods, method), selected=method)
        else:
            self.change(methods=methods)

    def select_method(self, method: str) -> None:
        """Read the card of a method, chosen or not."""
        self.change(selected=method)

    def set_control(self, method: str, control: Control, value: float) -> None:
        """Run a method with this value of one of its controls, within the control's range."""
        value = min(max(value, control.minimum), control.maximum)
        values = {k: v for k, v in self._of(method).items() if k != control.name}
        if value != control.default:
            values[control.name] = value
        self.change(controls={**self.wants.controls, method: values})

    def reset_controls(self, method: str) -> None:
        """Run a method with the defaults of its card."""
        rest = {m: values for m, values in self.wants.controls.items() if m != method}
        self.change(controls=rest)

    def _of(self, method: str) -> Mapping[str, float]:
        return self.wants.controls.get(method, {})

    def paint_noise(self, method: str, levels: NDArray[np.float32] | None) -> None:
        """Have a method take these noise levels on the current cine; None for its own.

        ``levels`` (rows, columns) are in grey levels, NaN where the method keeps its own.
        """
        cine = self.wants.cine
        if cine is None:
            return
        rest = {k: v for k, v in self.wants.painted.items() if k != (cine, method)}
        if levels is not None and not np.isnan(levels).all():
            rest[cine, method] = NoisePaint(levels)
        self.change(painted=rest)

    def need_evidence(self, purpose: str, methods: Iterable[str]) -> None:
        """Say whose evidence a part of the window shows, so that there is some to be shown."""
        rest = {p: m for p, m in self.wants.evidence.items() if p != purpose}
        needed = frozenset(methods)
        self.change(evidence={**rest, purpose: needed} if needed else rest)

    def explain(self, pane: str | None) -> None:
        """Have the explainers explain a pane; None for the method that is looked at."""
        self.change(explaining=pane)

    def set_precision(self, precision: Precision) -> None:
        """Run in float32, or in the fastest arithmetic that stays within 1/255 of it."""
        self.change(precision=precision)

    # -- panes ---------------------------------------------------------------------------------

    def compare(self, **changes: Any) -> None:
        """Change how two panes are compared: any field of `Comparison`."""
        how = replace(self.wants.comparison, **changes)
        gain = min(max(how.gain, GAINS[0]), GAINS[1])
        share, divider = (min(max(v, 0.0), 1.0) for v in (how.share, how.divider))
        self.change(comparison=replace(how, gain=gain, share=share, divider=divider))

    def set_hover(self, hover: Hover | None) -> None:
        """Say where the mouse is; what it left last stays looked at."""
        self.change(hover=hover, looked_at=hover or self.wants.looked_at)

    def point_at(self, pixel: Pixel | None) -> None:
        """Mark a pixel (row, column) in the images as if the mouse were there; None: none."""
        looked_at, panes = self.wants.looked_at, self.wants.panes
        known = looked_at is not None and looked_at.pane in panes
        pane = looked_at.pane if looked_at is not None and known else panes[0]
        self.set_hover(None if pixel is None else Hover(pane, *pixel))

    def look_at(self, row: int, column: int) -> None:
        """Look at a pixel without the mouse, in the pane that was looked at last.

        A pixel outside the image is not looked at.
        """
        if not self.wants.has(row, column):
            return
        pane = own_pane(self.wants.looked_at.pane) if self.wants.looked_at else INPUT
        self.change(looked_at=Hover(pane, row, column))

    def inspect(self, inspecting: bool) -> None:
        """Say whether an inspector is there to be fed with evidence."""
        self.change(inspecting=inspecting)

    def show_kernel_of_kind(self, kind: KernelKind) -> None:
        """Show the predicted or the equivalent kernels of methods that predict kernels."""
        self.change(kernel_kind=kind)

    def share_kernel_scale(self, share: bool) -> None:
        """Have kernels of several methods in one colour scale, or in one each."""
        self.change(share_scale=share)

    def choose_part(self, size: int) -> None:
        """Choose how many pixels wide the part is whose Jacobian is looked at."""
        self.change(jacobian_size=size)

    def show_derivative(self, derivative: Derivative) -> None:
        """Show rows or columns of the Jacobian, or the net bias, as equivalent kernels."""
        self.change(derivative=derivative)

    def set_bench(self, bench: WaveletBench) -> None:
        """Say how the wavelet bench takes images apart, and what it shows of them."""
        self.change(bench=bench)

    # -- what lies over images -----------------------------------------------------------------

    def lay_over(self, who: str, overlay: Overlay | None) -> None:
        """Lay something over an image, in place of what the same part of the window laid there."""
        rest = {name: o for name, o in self.wants.overlays.items() if name != who}
        self.change(overlays=rest if overlay is None else {**rest, who: overlay})

    def put_away(self, names: frozenset[str]) -> None:
        """Draw all that lies over images but what is named so, and `LINE` for the line."""
        self.change(put_away=names)

    def light_up(self, mask: NDArray[np.bool_] | None, words: str = "") -> None:
        """Light pixels (rows, columns) up in all panes; ``words`` say which. None: none."""
        cine = self.wants.cine
        if mask is None or cine is None:
            self.lay_over(BRUSH, None)
            return
        self.lay_over(BRUSH, lit(cine, self.wants.frame, mask, words))

    def light_region(self, start: Pixel, end: Pixel, words: str = "region of {} × {} px") -> None:
        """Light up the rectangle between two pixels, both included; ``words`` say which it is."""
        if self.wants.cine is None or not (self.wants.has(*start) and self.wants.has(*end)):
            return
        (top, bottom), (left, right) = (sorted(ends) for ends in zip(start, end, strict=True))
        mask = np.zeros(self.wants.cine.shape, bool)
        mask[top : bottom + 1, left : right + 1] = True
        self.light_up(mask, words.format(bottom - top + 1, right - left + 1))

    def choose_map(self, **changes: Any) -> None:
        """Choose a map of kernels: any field of `MapChoice`."""
        self.change(kernel_map=replace(self.wants.kernel_map, **changes))

    def show_over_time(self, name: str) -> None:
        """Choose what is shown over time, by its name in `quantities.OVER_TIME`."""
        self.change(over_time=name)

    def use_tool(self, tool: Tool) -> None:
        """Say what dragging in an image does."""
        self.change(tool=tool)

    def draw_line(self, start: Pixel, end: Pixel) -> None:
        """Draw a line over the current cine, in place of the last one; within the image."""
        if self.wants.cine is not None and self.wants.has(*start) and self.wants.has(*end):
            self.change(line=Line(self.wants.cine, start, end))

    def remove_line(self) -> None:
        """Take the line away."""
        self.change(line=None)

    def set_gallery(self, **changes: Any) -> None:
        """Change how the gallery of kernels is wanted: any field of `GallerySetting`."""
        self.change(gallery=replace(self.wants.gallery, **changes))


def _showing(wants: Wants, cine: Cine | None) -> Wants:
    """The same with a cine shown from its first frame, as its file says."""
    playing = wants.playback.playing and cine is not None and len(cine) > 1
    beside = wants.beside
    return replace(
        wants,
        cine=cine,
        frame=0,
        playback=replace(wants.playback, first=0, last=None, playing=playing),
        levels={},
        views={},
        hover=None,
        looked_at=None,
        roi=None,
        ruler=None,
        beside=None if beside is None or beside.cine is cine else beside,
    )
