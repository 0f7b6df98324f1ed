"""What dragging does to regions, distances and the line: each function begins a gesture."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.roi import Roi, Shape
from speckle_viewer.viewer.roi_shape import Place, boxed, dragged
from speckle_viewer.viewer.ruler import Ruler
from speckle_viewer.viewer.wants import Line

Held = Qt.KeyboardModifier

Gesture = Callable[[Place, Held], None]
"""A move of the mouse with the button held, to a (row, column), with these keys held."""


def draw_box(state: ViewerState, shape: Shape, start: Place, aspect: float) -> Gesture:
    """A rectangle or ellipse from here on; with Shift as high as wide on the screen."""
    made = ""

    def go(to: Place, held: Held) -> None:
        nonlocal made
        points = boxed(start, to, aspect=aspect if held & Held.ShiftModifier else None)
        if made:
            state.rois.set_points(made, points)
        else:
            made = state.rois.add(shape, points) or ""

    return go


def draw_distance(state: ViewerState, start: Place) -> Gesture:
    """A distance from here on."""
    made = ""

    def go(to: Place, _: Held) -> None:
        nonlocal made
        if made:
            state.rulers.put(made, start, to)
        else:
            made = state.rulers.add(start, to) or ""

    return go


def draw_brush(state: ViewerState, held: Held, *, erase: bool) -> Gesture:
    """Strokes of the brush; with Shift held at the beginning they begin a new region."""
    last: tuple[int, int] | None = None
    if held & Held.ShiftModifier:
        state.rois.select(None)

    def go(to: Place, _: Held) -> None:
        nonlocal last
        pixel = int(to[0]), int(to[1])
        state.rois.paint(last or pixel, pixel, erase=erase)
        last = pixel

    return go


def move_roi(state: ViewerState, roi: Roi, start: Place) -> Gesture:
    """The region goes along with the mouse, by whole pixels."""
    done = (0, 0)

    def go(to: Place, _: Held) -> None:
        nonlocal done
        way = round(to[0] - start[0]), round(to[1] - start[1])
        if way != done:
            state.rois.move(roi.name, *way, start=roi)
            done = way

    return go


def drag_handle(state: ViewerState, roi: Roi, frame: int, handle: int) -> Gesture:
    """A handle of a region, by its place in `roi_shape.handles`, follows the mouse."""
    motion = roi.motion(frame)

    def go(to: Place, _: Held) -> None:
        row, column = motion.back(to).tolist()
        points = motion(dragged(roi.shape, roi.points, handle, (row, column))).tolist()
        state.rois.set_points(roi.name, tuple((row, column) for row, column in points))

    return go


def drag_end(state: ViewerState, ruler: Ruler, *, start: bool) -> Gesture:
    """An end of a distance, which is selected by that, follows the mouse."""

    def go(to: Place, _: Held) -> None:
        if state.wants.ruler != ruler.name:
            state.rulers.select(ruler.name)
        state.rulers.put(ruler.name, *((to, ruler.end) if start else (ruler.start, to)))

    return go


def move_ruler(state: ViewerState, ruler: Ruler, grabbed: Place) -> Gesture:
    """A distance goes along with the mouse, as far as both its ends stay in the image."""

    def go(to: Place, _: Held) -> None:
        ends = _moved((ruler.start, ruler.end), grabbed, to, ruler.cine.shape)
        state.rulers.put(ruler.name, *ends)

    return go


def drag_line_end(state: ViewerState, line: Line, *, start: bool) -> Gesture:
    """An end of the line follows the mouse, from pixel to pixel."""
    fixed = line.end if start else line.start

    def go(to: Place, _: Held) -> None:
        rows, columns = line.cine.shape
        pixel = min(int(to[0]), rows - 1), min(int(to[1]), columns - 1)
        if pixel != fixed:
            state.draw_line(*((pixel, fixed) if start else (fixed, pixel)))

    return go


def move_line(state: ViewerState, line: Line, grabbed: Place) -> Gesture:
    """The line goes along with the mouse by whole pixels, as far as it stays in the image."""
    rows, columns = line.cine.shape

    def go(to: Place, _: Held) -> None:
        to = grabbed[0] + round(to[0] - grabbed[0]), grabbed[1] + round(to[1] - grabbed[1])
        start, end = _moved((line.start, line.end), grabbed, to, (rows - 1, columns - 1))
        state.draw_line((round(start[0]), round(start[1])), (round(end[0]), round(end[1])))

    return go


def _moved(
    ends: tuple[Place, Place], grabbed: Place, to: Place, largest: Place
) -> tuple[Place, Place]:
    """Both ends moved as the mouse was, as far as none leaves 0 … ``largest``."""
    down, right = (
        min(max(to[i] - grabbed[i], -min(e[i] for e in ends)), largest[i] - max(e[i] for e in ends))
        for i in (0, 1)
    )
    start, end = ((row + down, column + right) for row, column in ends)
    return start, end
