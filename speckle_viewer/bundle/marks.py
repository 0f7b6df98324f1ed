"""Pins, regions, distances and the line over the images of the report, as SVG."""

from collections.abc import Iterator
from html import escape

from speckle_viewer.bundle.collect import ShownFrame
from speckle_viewer.colours import DISTINCT
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.roi_outline import outlines

Place = tuple[float, float]
"""(row, column)."""


def marks_of(frame: ShownFrame) -> str:
    """What is drawn over an image: elements of SVG, in pixels of the image with square pixels.

    Widths and letters go with the size of the image, for it is scaled to the width of the page.
    """
    unit = frame.image.shape[1] / 400
    return "".join(_Marks(frame.pane.aspect, unit).of(frame))


class _Marks:
    def __init__(self, aspect: float, unit: float) -> None:
        self._aspect, self._unit = aspect, unit

    def of(self, frame: ShownFrame) -> Iterator[str]:
        pane = frame.pane
        for roi in pane.rois:
            yield from self._region(roi, pane.frame or 0)
        for ruler in pane.rulers:
            yield self._line(ruler.start, ruler.end, DISTINCT[0])
            yield self._text(ruler.end, f"{ruler.name} {ruler.length}", DISTINCT[0])
        if pane.line is not None:
            start, end = (_middle(*place) for place in (pane.line.start, pane.line.end))
            yield self._line(start, end, "#ffffff")
        for number, pin in enumerate(pane.pins, 1):
            place, colour = _middle(pin.row, pin.column), DISTINCT[pin.colour % len(DISTINCT)]
            x, y = self._at(place)
            yield f'<circle cx="{x}" cy="{y}" r="{3 * self._unit:.2f}" {self._stroke(colour)}/>'
            yield self._text(place, str(number), colour)

    def _region(self, roi: Roi, frame: int) -> Iterator[str]:
        colour = DISTINCT[roi.colour % len(DISTINCT)]
        corners = [line.tolist() for line in outlines(roi, frame)]
        for outline in corners:
            points = " ".join(f"{x},{y}" for x, y in map(self._at, outline))
            yield f'<polygon points="{points}" {self._stroke(colour)}/>'
        if corners:
            top = min((place for outline in corners for place in outline), key=lambda p: p[0])
            yield self._text(top, roi.name, colour)

    def _line(self, start: Place, end: Place, colour: str) -> str:
        (x1, y1), (x2, y2) = self._at(start), self._at(end)
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {self._stroke(colour)}/>'

    def _text(self, place: Place, text: str, colour: str) -> str:
        x, y = self._at(place)
        size = 11 * self._unit
        return (
            f'<text x="{x + 0.5 * size:.2f}" y="{y - 0.5 * size:.2f}" font-size="{size:.2f}" '
            f'fill="{colour}" stroke="#000000" stroke-width="{size / 9:.2f}" '
            f'paint-order="stroke">{escape(text)}</text>'
        )

    def _stroke(self, colour: str) -> str:
        return f'fill="none" stroke="{colour}" stroke-width="{1.2 * self._unit:.2f}"'

    def _at(self, place: Place) -> tuple[float, float]:
        return round(place[1], 2), round(place[0] * self._aspect, 2)


def _middle(row: int, column: int) -> Place:
    return row + 0.5, column + 0.5
