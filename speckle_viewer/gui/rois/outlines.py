"""How regions and distances look over an image."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from speckle_viewer.colours import DISTINCT
from speckle_viewer.gui.rois.paths import path_of
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import PaneScene
from speckle_viewer.viewer.roi import Roi, area_of
from speckle_viewer.viewer.roi_shape import Place, Points, handles
from speckle_viewer.viewer.ruler import Ruler
from speckle_viewer.viewer.wants import Line

_LIGHT, _DARK, _PLATE = QColor(240, 240, 240), QColor(0, 0, 0, 150), QColor(0, 0, 0, 185)
_HANDLE = 3.5  # px, half of its side
_TICK = 6.0  # px, half of the length


def on_screen(placed: QTransform, place: Place) -> QPointF:
    """Where a (row, column) of the image is; ``placed`` is the transform of the image."""
    return placed.map(QPointF(place[1], place[0]))


def centre(pixel: tuple[int, int]) -> Place:
    """The place of the middle of a pixel (row, column)."""
    return pixel[0] + 0.5, pixel[1] + 0.5


def roi_handles(roi: Roi, frame: int) -> Points:
    """Where a region can be taken hold of on a frame, (row, column) each; none of a brush."""
    if roi.painted is not None:
        return ()
    places = roi.motion(frame)(handles(roi.shape, roi.points)).tolist()
    return tuple((row, column) for row, column in places)


def draw_rois(painter: QPainter, placed: QTransform, scene: PaneScene, area: QRectF) -> None:
    """Outlines with names, which stay within an area; handles of the selected one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(small_font())
    frame = scene.frame or 0
    for roi in scene.rois:
        selected, colour = roi.name == scene.roi, QColor(DISTINCT[roi.colour])
        path = placed.map(path_of(roi, frame))
        _outline(painter, path, colour, selected, dashed=roi.is_lost(frame))
    plates = name_plates(scene, placed, area)
    for roi in sorted(scene.rois, key=lambda roi: roi.name == scene.roi):
        selected = roi.name == scene.roi
        colour = QColor(DISTINCT[roi.colour])
        _draw_text(painter, plates[roi.name], _label(roi, frame, selected), colour)
        if selected:
            _draw_handles(painter, [on_screen(placed, h) for h in roi_handles(roi, frame)])


def draw_rulers(painter: QPainter, placed: QTransform, scene: PaneScene, area: QRectF) -> None:
    """Lines with a tick at either end and their length; handles of the selected one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(small_font())
    for ruler in scene.rulers:
        selected = ruler.name == scene.ruler
        path = ruler_path(placed, ruler)
        _outline(painter, path, _LIGHT, selected, dashed=False)
        start, end = (on_screen(placed, place) for place in (ruler.start, ruler.end))
        lower = start if start.y() > end.y() else end
        text = str(ruler.length)
        _draw_text(painter, _plate(text, lower + QPointF(8, 26), area), text)
        if selected:
            _draw_handles(painter, [start, end])


def ruler_path(placed: QTransform, ruler: Ruler) -> QPainterPath:
    """A distance on the screen."""
    start, end = (on_screen(placed, place) for place in (ruler.start, ruler.end))
    path = QPainterPath(start)
    path.lineTo(end)
    way = end - start
    length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1e-6)
    across = QPointF(-way.y(), way.x()) * (_TICK / length)
    for place in (start, end):
        path.moveTo(place - across)
        path.lineTo(place + across)
    return path


def line_path(placed: QTransform, line: Line) -> QPainterPath:
    """The line on the screen, between the centres of its pixels."""
    path = QPainterPath(on_screen(placed, centre(line.start)))
    path.lineTo(on_screen(placed, centre(line.end)))
    return path


def draw_draft(
    painter: QPainter, placed: QTransform, corners: Points, mouse: QPointF | None
) -> None:
    """The corners of a polygon so far, and the edge that would come next."""
    if not corners:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    places = [on_screen(placed, corner) for corner in corners]
    path = QPainterPath(places[0])
    for place in places[1:] + ([] if mouse is None else [mouse]):
        path.lineTo(place)
    _outline(painter, path, _LIGHT, selected=False, dashed=False)
    _draw_handles(painter, places)


def draw_brush(painter: QPainter, placed: QTransform, pixel: tuple[int, int], width: int) -> None:
    """What the brush would paint: round in pixels of the image."""
    row, column = pixel[0] + 0.5, pixel[1] + 0.5
    circle = QPainterPath()
    circle.addEllipse(QPointF(column, row), width / 2, width / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    _outline(painter, placed.map(circle), _LIGHT, selected=False, dashed=False)


def name_plates(scene: PaneScene, placed: QTransform, area: QRectF) -> dict[str, QRectF]:
    """Where the names of regions stand on the screen, within an area of it.

    That of the selected region is above it; another makes way for those that are there, and stands
    below its region, or as low as it takes.
    """
    frame, plates = scene.frame or 0, dict[str, QRectF]()
    for roi in sorted(scene.rois, key=lambda roi: roi.name != scene.roi):
        bounds = placed.map(path_of(roi, frame)).boundingRect()
        text = _label(roi, frame, roi.name == scene.roi)
        tries = [
            bounds.topLeft(),
            *(bounds.bottomLeft() + QPointF(0, d) for d in range(24, 97, 18)),
        ]
        places = [_plate(text, corner, area) for corner in tries]
        taken = [*plates.values()]
        free = (p for p in places if not any(p.intersects(other) for other in taken))
        plates[roi.name] = next(free, places[0])
    return plates


def _plate(text: str, corner: QPointF, area: QRectF) -> QRectF:
    """Above a corner, moved into the area."""
    width = QFontMetricsF(small_font()).horizontalAdvance(text) + 12
    left = max(min(corner.x(), area.right() - width - 2), area.left() + 2)
    top = max(min(corner.y() - 20, area.bottom() - 18), area.top() + 2)
    return QRectF(left, top, width, 16)


def _label(roi: Roi, frame: int, selected: bool) -> str:
    parts = [roi.name]
    if selected:
        parts.append(str(area_of(roi, frame)))
    if roi.is_lost(frame):
        parts.append(tr("weak match"))
    return " · ".join(parts)


def _outline(
    painter: QPainter, path: QPainterPath, colour: QColor, selected: bool, dashed: bool
) -> None:
    """A line in its colour on a dark one, so that it shows on any grey."""
    width = 2.0 if selected else 1.4
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_DARK, width + 2.2))
    painter.drawPath(path)
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, width, style))
    painter.drawPath(path)


def _draw_handles(painter: QPainter, places: Sequence[QPointF]) -> None:
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1))
    painter.setBrush(_LIGHT)
    for place in places:
        side = 2 * _HANDLE
        painter.drawRect(QRectF(place.x() - _HANDLE, place.y() - _HANDLE, side, side))


def _draw_text(painter: QPainter, plate: QRectF, text: str, colour: QColor | None = None) -> None:
    """On a dark plate, with a bar in the colour of what it names."""
    painter.fillRect(plate, _PLATE)
    if colour is not None:
        painter.fillRect(QRectF(plate.left(), plate.top(), 3, plate.height()), colour)
    painter.setPen(_LIGHT)
    painter.drawText(plate.adjusted(7, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
