"""The one place that holds what the user wants; the widgets draw it and ask it to change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint, Precision
from speckle_viewer.methods import Control
from speckle_viewer.steering import KernelEdit
from speckle_viewer.viewer.along import Lines
from speckle_viewer.viewer.bench import WaveletBench
from speckle_viewer.viewer.brush import lit
from speckle_viewer.viewer.comparison import COMPARE, GAINS, full_scale
from speckle_viewer.viewer.equivalent import Derivative, KernelKind
from speckle_viewer.viewer.magnifier import Magnifying
from speckle_viewer.viewer.overlay import Overlay
from speckle_viewer.viewer.steering import PinEdit
from speckle_viewer.viewer.wants import (
    BRUSH,
    INPUT,
    PIN_COLOURS,
    Hover,
    Levels,
    Line,
    Pin,
    Tool,
    View,
    Wants,
)

Listener = Callable[[Wants, Wants], None]
"""Called with what was wanted before and what is wanted now."""

T = TypeVar("T")


class ViewerState:
    """Observable holder of `Wants`. Not thread-safe: it belongs to the thread of the window."""

    def __init__(self) -> None:
        self._wants = Wants()
        self._listeners: list[Listener] = []
        self.lines, self.magnifier = Lines(self), Magnifying(self)

    @property
    def wants(self) -> Wants:
        """What is wanted now."""
        return self._wants

    def restore(self, wants: Wants) -> None:
        """Want what a session held, but for what only the window knows: see `session.LEFT_OUT`."""
        now = self._wants
        kept = {
            name: getattr(now, name) for name in ("hover", "evidence", "inspecting", "put_away")
        }
        self.change(**{f.name: getattr(wants, f.name) for f in fields(Wants)} | kept)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` called after every change; returns what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def change(self, **changes: Any) -> None:
        """Replace fields of `Wants`; for parts of the state in files of their own, not widgets."""
        before, wanted = self._wants, replace(self._wants, **changes)
        if wanted != before:
            self._wants = wanted
            for listener in tuple(self._listeners):
                listener(before, self._wants)

    # -- cines ---------------------------------------------------------------------------------

    def add_cine(self, cine: Cine) -> None:
        """Add an opened cine to the list and show it; several frames start to play."""
        self._show(cine, (*self._wants.cines, cine))
        self.set_playback(playing=len(cine) > 1)

    def show_cine(self, cine: Cine) -> None:
        """Show another cine of the list from its first frame."""
        if cine is not self._wants.cine:
            self._show(cine, self._wants.cines)

    def close_cine(self, cine: Cine) -> None:
        """Take a cine off the list; its neighbour is shown in its place."""
        cines = self._wants.cines
        rest = tuple(c for c in cines if c is not cine)
        pins = tuple(p for p in self._wants.pins if p.cine is not cine)
        overlays = {w: o for w, o in self._wants.overlays.items() if o.cine is not cine}
        line = self._wants.line
        line = None if line is None or line.cine is cine else line
        painted = {k: v for k, v in self._wants.painted.items() if k[0] is not cine}
        edits = tuple(e for e in self._wants.edits if e.cine is not cine)
        rois = tuple(r for r in self._wants.rois if r.cine is not cine)
        self.change(
            pins=pins, overlays=overlays, line=line, painted=painted, edits=edits, rois=rois
        )
        if cine is not self._wants.cine:
            self.change(cines=rest)
        else:
            self._show(rest[min(cines.index(cine), len(rest) - 1)] if rest else None, rest)

    def _show(self, cine: Cine | None, cines: tuple[Cine, ...]) -> None:
        playing = self._wants.playback.playing and cine is not None and len(cine) > 1
        playback = replace(self._wants.playback, first=0, last=None, playing=playing)
        self.change(
            cine=cine,
            cines=cines,
            frame=0,
            playback=playback,
            levels={},
            views={},
            hover=None,
            looked_at=None,
            roi=None,
        )

    # -- frames --------------------------------------------------------------------------------

    def go_to(self, frame: int) -> None:
        """Show a frame; beyond either end, the frame at that end."""
        self.change(frame=max(0, min(frame, self._wants.frame_count - 1)))

    def step(self, frames: int) -> None:
        """Stop, and move by so many frames, round the ends where the cine loops."""
        self.set_playback(playing=False)
        first, last = self._wants.playback_range
        frame = self._wants.frame + frames
        if self._wants.playback.loop and first <= self._wants.frame <= last:
            frame = first + (frame - first) % (last - first + 1)
        self.go_to(frame)

    def set_playback(self, **changes: Any) -> None:
        """Change playback: any field of `Playback`."""
        self.change(playback=replace(self._wants.playback, **changes))

    def toggle_play(self) -> None:
        """Play or pause; a cine that stopped at the end starts again."""
        wants = self._wants
        if wants.frame_count < 2:
            return
        first, last = wants.playback_range
        if not wants.playback.playing and wants.frame == last and not wants.playback.loop:
            self.go_to(first)
        self.set_playback(playing=not wants.playback.playing)

    def start_range_here(self) -> None:
        """Let the part that plays begin at the frame shown."""
        last = self._wants.playback.last
        keep = None if last is not None and last < self._wants.frame else last
        self.set_playback(first=self._wants.frame, last=keep)

    def end_range_here(self) -> None:
        """Let the part that plays end with the frame shown."""
        frame = self._wants.frame
        first = self._wants.playback.first
        self.set_playback(first=first if first <= frame else 0, last=frame)

    def clear_range(self) -> None:
        """Play the whole cine."""
        self.set_playback(first=0, last=None)

    # -- methods -------------------------------------------------------------------------------

    def choose_method(self, method: str, chosen: bool) -> None:
        """Add a pane for a method, which is selected then, or take the pane away."""
        methods = tuple(m for m in self._wants.methods if m != method)
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
        self.change(controls={**self._wants.controls, method: values})

    def reset_controls(self, method: str) -> None:
        """Run a method with the defaults of its card."""
        rest = {m: values for m, values in self._wants.controls.items() if m != method}
        self.change(controls=rest)

    def _of(self, method: str) -> Mapping[str, float]:
        return self._wants.controls.get(method, {})

    def paint_noise(self, method: str, levels: NDArray[np.float32] | None) -> None:
        """Have a method take these noise levels on the current cine; None for its own.

        ``levels`` (rows, columns) are in grey levels, NaN where the method keeps its own.
        """
        cine = self._wants.cine
        if cine is None:
            return
        rest = {k: v for k, v in self._wants.painted.items() if k != (cine, method)}
        if levels is not None and not np.isnan(levels).all():
            rest[cine, method] = NoisePaint(levels)
        self.change(painted=rest)

    def need_evidence(self, purpose: str, methods: Iterable[str]) -> None:
        """Say whose evidence a part of the window shows, so that there is some to be shown."""
        rest = {p: m for p, m in self._wants.evidence.items() if p != purpose}
        needed = frozenset(methods)
        self.change(evidence={**rest, purpose: needed} if needed else rest)

    def explain(self, pane: str | None) -> None:
        """Have the explainers explain a pane; None for the method that is looked at."""
        self.change(explaining=pane)

    def steer(self, method: str, **changes: Any) -> None:
        """Change how a method's kernels are steered: any field of `Steering`."""
        rest = {m: s for m, s in self._wants.steering.items() if m != method}
        wanted = replace(self._wants.steering_of(method), **changes)
        self.change(steering=rest if wanted.is_none else {**rest, method: wanted})

    def reset_steering(self, method: str) -> None:
        """Let a method's kernels be as predicted, of all pixels of the current cine."""
        wants = self._wants
        edits = (e for e in wants.edits if e.method != method or e.cine is not wants.cine)
        rest = {m: s for m, s in wants.steering.items() if m != method}
        self.change(steering=rest, edits=tuple(edits))

    def edit_kernel(self, method: str, edit: KernelEdit) -> None:
        """Alter a method's kernel at a pin of the current cine, in place of what was done there.

        An edit that alters nothing gives the pixel its own kernel back.
        """
        wants, place = self._wants, (edit.row, edit.column)
        if wants.cine is None:
            return
        rest = tuple(
            e
            for e in wants.edits
            if (e.cine, e.method, e.edit.row, e.edit.column) != (wants.cine, method, *place)
        )
        made = edit != KernelEdit(*place)
        self.change(edits=(*rest, PinEdit(wants.cine, method, edit)) if made else rest)

    def set_precision(self, precision: Precision) -> None:
        """Run in float32, or in the fastest arithmetic that stays within 1/255 of it."""
        self.change(precision=precision)

    # -- panes ---------------------------------------------------------------------------------

    def set_levels(self, pane: str, levels: Levels | None) -> None:
        """Set what is black and white, in all panes where linked; None for the default.

        In a pane that compares by numbers of either sign, their limits set the gain.
        """
        how, cine = self._wants.comparison, self._wants.cine
        if pane == COMPARE and how.is_signed and cine is not None:
            if levels is not None:
                full = full_scale(how.mode, cine.value_range)
                self.compare(gain=2 * full / max(levels.window, 1e-6))
            return
        self.change(levels=self._spread(self._wants.levels, pane, levels, self._wants.links.levels))

    def reset_levels(self) -> None:
        """Show black and white as the file says, in all panes."""
        self.change(levels={})

    def compare(self, **changes: Any) -> None:
        """Change how two panes are compared: any field of `Comparison`."""
        how = replace(self._wants.comparison, **changes)
        gain = min(max(how.gain, GAINS[0]), GAINS[1])
        share, divider = (min(max(v, 0.0), 1.0) for v in (how.share, how.divider))
        self.change(comparison=replace(how, gain=gain, share=share, divider=divider))

    def set_view(self, pane: str, view: View | None) -> None:
        """Zoom and pan, in all panes where they are linked; None fits the image."""
        self.change(views=self._spread(self._wants.views, pane, view, self._wants.links.view))

    def _spread(
        self, values: Mapping[str, T], pane: str, value: T | None, linked: bool
    ) -> dict[str, T]:
        panes = _ALL if linked else (pane,)
        if linked:
            return {} if value is None else dict.fromkeys(panes, value)
        rest = {p: of(values, p) for p in (*self._wants.panes, COMPARE) if p != pane}
        kept = {p: v for p, v in rest.items() if v is not None}
        return kept if value is None else {**kept, pane: value}

    def link(self, **links: bool) -> None:
        """Switch what the panes share; when linked again, all follow the input pane."""
        new = replace(self._wants.links, **links)
        changes: dict[str, Any] = {"links": new}
        if new.levels and not self._wants.links.levels:
            changes["levels"] = _joined(self._wants.levels)
        if new.view and not self._wants.links.view:
            changes["views"] = _joined(self._wants.views)
        self.change(**changes)

    def set_hover(self, hover: Hover | None) -> None:
        """Say where the mouse is; what it left last stays looked at."""
        self.change(hover=hover, looked_at=hover or self._wants.looked_at)

    def look_at(self, row: int, column: int) -> None:
        """Look at a pixel without the mouse, in the pane that was looked at last.

        A pixel outside the image is not looked at.
        """
        if not self._has(row, column):
            return
        pane = self._wants.looked_at.pane if self._wants.looked_at else INPUT
        self.change(looked_at=Hover(pane, row, column))

    def _has(self, row: int, column: int) -> bool:
        rows, columns = (0, 0) if self._wants.cine is None else self._wants.cine.shape
        return 0 <= row < rows and 0 <= column < columns

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
        rest = {name: o for name, o in self._wants.overlays.items() if name != who}
        self.change(overlays=rest if overlay is None else {**rest, who: overlay})

    def put_away(self, names: frozenset[str]) -> None:
        """Draw all that lies over images but what is named so, and `LINE` for the line."""
        self.change(put_away=names)

    def light_up(self, mask: NDArray[np.bool_] | None, words: str = "") -> None:
        """Light pixels (rows, columns) up in all panes; ``words`` say which. None: none."""
        cine = self._wants.cine
        if mask is None or cine is None:
            self.lay_over(BRUSH, None)
            return
        self.lay_over(BRUSH, lit(cine, self._wants.frame, mask, words))

    def light_region(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Light up the rectangle between two pixels, both included."""
        if self._wants.cine is None or not (self._has(*start) and self._has(*end)):
            return
        (top, bottom), (left, right) = (sorted(ends) for ends in zip(start, end, strict=True))
        mask = np.zeros(self._wants.cine.shape, bool)
        mask[top : bottom + 1, left : right + 1] = True
        self.light_up(mask, f"region of {bottom - top + 1} × {right - left + 1} px")

    def choose_map(self, **changes: Any) -> None:
        """Choose a map of kernels: any field of `MapChoice`."""
        self.change(kernel_map=replace(self._wants.kernel_map, **changes))

    def show_over_time(self, name: str) -> None:
        """Choose what is shown over time, by its name in `quantities.OVER_TIME`."""
        self.change(over_time=name)

    def use_tool(self, tool: Tool) -> None:
        """Say what dragging in an image does."""
        self.change(tool=tool)

    def draw_line(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw a line over the current cine, in place of the last one; within the image."""
        if self._wants.cine is not None and self._has(*start) and self._has(*end):
            self.change(line=Line(self._wants.cine, start, end))

    def remove_line(self) -> None:
        """Take the line away."""
        self.change(line=None)

    def set_gallery(self, **changes: Any) -> None:
        """Change how the gallery of kernels is wanted: any field of `GallerySetting`."""
        self.change(gallery=replace(self._wants.gallery, **changes))

    # -- pins ----------------------------------------------------------------------------------

    def pin(self, row: int, column: int) -> None:
        """Pin a pixel of the current cine, or take away the pin that is there.

        A pixel outside the image is not pinned.
        """
        wants = self._wants
        if wants.cine is None or not self._has(row, column):
            return
        there = next((p for p in wants.cine_pins if (p.row, p.column) == (row, column)), None)
        if there is not None:
            self.change(pins=tuple(p for p in wants.pins if p is not there))
            return
        used = [p.colour for p in wants.cine_pins]
        colour = min(range(PIN_COLOURS), key=lambda c: (used.count(c), c))
        self.change(pins=(*wants.pins, Pin(wants.cine, row, column, colour)))

    def remove_pin(self, index: int) -> None:
        """Take away a pin by its place in the list of the current cine."""
        gone = self._wants.cine_pins[index]
        self.change(pins=tuple(p for p in self._wants.pins if p is not gone))

    def clear_pins(self) -> None:
        """Take away all pins of the current cine."""
        self.change(pins=tuple(p for p in self._wants.pins if p.cine is not self._wants.cine))


_ALL = ("",)
"""Where the value that all panes share is kept."""


def of(values: Mapping[str, T], pane: str) -> T | None:
    """The pane's own value, else the one that all panes share."""
    return values.get(pane, values.get(_ALL[0]))


def _joined(values: Mapping[str, T]) -> dict[str, T]:
    value = of(values, INPUT)
    return {} if value is None else {_ALL[0]: value}
