"""Regions as painter paths, in pixels of the image: x is the column, y the row."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF, QTransform

from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.roi_shape import Place

_paths: WeakKeyDictionary[Roi, QPainterPath] = WeakKeyDictionary()


def path_of(roi: Roi, frame: int) -> QPainterPath:
    """The outline of a region where it is on a frame."""
    if roi not in _paths:
        _paths[roi] = _path(roi)
    motion = roi.motion(frame)
    down, right = motion.shift
    if motion.only_shifts and roi.painted is not None:
        down, right = round(down), round(right)
    a, b, c, d = motion.matrix
    return QTransform(d, b, c, a, right, down).map(_paths[roi])


def is_near(path: QPainterPath, placed: QTransform, position: QPointF, reach: float) -> bool:
    """Whether an outline runs within ``reach`` screen pixels of a position."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * reach)
    return bool(stroker.createStroke(placed.map(path)).contains(position))


def holds(roi: Roi, frame: int, place: Place) -> bool:
    """Whether a (row, column) of the image lies in a region."""
    if roi.painted is None:
        return bool(path_of(roi, frame).contains(QPointF(place[1], place[0])))
    pixel = np.floor(roi.motion(frame).back(np.floor(place) + 0.5)).astype(int)
    inside = bool(((pixel >= 0) & (pixel < roi.painted.shape)).all())
    return inside and bool(roi.painted[pixel[0], pixel[1]])


def _path(roi: Roi) -> QPainterPath:
    path = QPainterPath()
    if roi.painted is not None:
        _add_edges(path, roi.painted)
        return path
    corners = [QPointF(column, row) for row, column in roi.points]
    if roi.shape == "polygon":
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
        return path
    box = QRectF(*corners).normalized()
    if roi.shape == "ellipse":
        path.addEllipse(box)
    else:
        path.addRect(box)
    return path


def _add_edges(path: QPainterPath, mask: NDArray[np.bool_]) -> None:
    """The edges between pixels inside and outside: as long as they are straight, in one line."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    top, left = int(rows[0]), int(columns[0])
    padded = np.pad(mask[top : rows[-1] + 1, left : columns[-1] + 1], 1)
    for edges, turned in ((np.diff(padded, axis=0), False), (np.diff(padded, axis=1).T, True)):
        # Of row i of ``edges``, what lies between rows i − 1 and i of the image.
        runs = np.diff(np.pad(edges, ((0, 0), (1, 1))).astype(np.int8), axis=1)
        lines, starts = np.nonzero(runs == 1)
        _, ends = np.nonzero(runs == -1)
        for line, start, end in zip(lines.tolist(), starts.tolist(), ends.tolist(), strict=True):
            first, last = (start - 1, line), (end - 1, line)
            for go, (x, y) in ((path.moveTo, first), (path.lineTo, last)):
                go(*(y + left, x + top) if turned else (x + left, y + top))
