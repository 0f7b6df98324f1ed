"""An image in a widget: where it stands, which pixel is where, and zoom."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QGraphicsItem, QWidget

from speckle_viewer.gui.layers import Layers
from speckle_viewer.gui.theme import colours
from speckle_viewer.viewer import PaneScene, View

SMOOTH_BELOW = 2.0
"""Below this zoom pixels are interpolated; above, each is seen as it is."""

ZOOM_PER_NOTCH = 1.25
LARGEST_ZOOM = 64.0

_DIM = 0.1  # of the way from black to white: what is darker looks black


class PlacedImage(pg.GraphicsView):  # type: ignore[misc]
    """Shows one image; scene coordinates are screen pixels, the image carries the transform."""

    view_wanted = Signal(object)
    """A `View`, or None to fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=colours().background)
        self._image = pg.ImageItem(axisOrder="row-major")
        # Painting the cursor anew then costs a copy instead of scaling the image again.
        self._image.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.addItem(self._image)
        self._layers = Layers(self._image)
        self._scene: PaneScene | None = None

    def show_scene(self, scene: PaneScene) -> None:
        """Show the image and its overlays, as far as they are not shown already."""
        before, self._scene = self._scene, scene
        levels = [scene.levels.low, scene.levels.high]
        if scene.image is None:
            self._image.setVisible(False)
        elif before is None or before.image is not scene.image or before.levels != scene.levels:
            self._image.setImage(scene.image, autoLevels=False, levels=levels)
            self._image.setVisible(True)
        self._layers.show(scene.overlays)
        shape = None if scene.image is None else scene.image.shape[:2]
        known = None if before is None or before.image is None else before.image.shape[:2]
        if before is None or shape != known or _placement(before) != _placement(scene):
            self._place()

    def _place(self) -> None:
        """Put the image where the view says."""
        if self._scene is None or self._scene.image is None:
            return
        view, aspect = self.view(), self._scene.aspect
        smooth = view.zoom * self.devicePixelRatioF() < SMOOTH_BELOW
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        self._layers.set_smooth(smooth)
        transform = QTransform()
        transform.translate(self.viewport().width() / 2, self.viewport().height() / 2)
        transform.scale(view.zoom, view.zoom * aspect)
        transform.translate(-view.column, -view.row)
        self._image.setTransform(transform)
        self.viewport().update()

    @property
    def placed(self) -> QTransform:
        """From pixels of the image, x the column, to this widget's coordinates."""
        placed: QTransform = self._image.transform()
        return placed

    @property
    def pane_scene(self) -> PaneScene | None:
        """What is drawn now."""
        return self._scene

    @property
    def has_image(self) -> bool:
        """Whether there is anything to zoom."""
        return self._scene is not None and self._scene.image is not None

    def view(self) -> View:
        """What is shown: the view of the scene, or the one that fits the image."""
        assert self._scene is not None
        return self._scene.view or self.fitting_view()

    def fitting_view(self) -> View:
        """The view that shows the whole image as large as possible."""
        assert self._scene is not None
        assert self._scene.image is not None
        rows, columns = self._scene.image.shape[:2]
        width, height = self.viewport().width(), self.viewport().height()
        zoom = min(width / columns, height / (rows * self._scene.aspect))
        return View(rows / 2, columns / 2, max(zoom, 1e-3))

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.setBackground(colours().background)
        self.viewport().update()

    def to_screen(self, row: int, column: int) -> QPointF:
        """Centre of a pixel, in this widget's coordinates."""
        place: QPointF = self._image.transform().map(QPointF(column + 0.5, row + 0.5))
        return place

    def to_pixel(self, position: QPointF) -> tuple[int, int] | None:
        """(row, column) of the pixel at a position, or None beside the image."""
        if self._scene is None or self._scene.image is None:
            return None
        pixel, (rows, columns) = self._place_of(position), self._scene.image.shape[:2]
        return pixel if 0 <= pixel[0] < rows and 0 <= pixel[1] < columns else None

    def nearest_pixel(self, position: QPointF) -> tuple[int, int]:
        """(row, column) of the pixel at a position; beside the image, of the nearest one."""
        assert self._scene is not None
        assert self._scene.image is not None
        (row, column), (rows, columns) = self._place_of(position), self._scene.image.shape[:2]
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def lit_within(self, place: QRect) -> float:
        """The share of an area of this widget, in whole per cent, where the image is not black."""
        assert self._scene is not None
        image, levels = self._scene.image, self._scene.levels
        assert image is not None
        top, left = self.nearest_pixel(QPointF(place.topLeft()))
        bottom, right = self.nearest_pixel(QPointF(place.bottomRight()))
        within = image[top : bottom + 1, left : right + 1]
        lit = within > levels.low + _DIM * levels.window
        return round(float(lit.mean()), 2) if lit.size else 0.0

    def _place_of(self, position: QPointF) -> tuple[int, int]:
        inverse, _ = self._image.transform().inverted()
        place = inverse.map(position)
        return int(place.y() // 1), int(place.x() // 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_scene"):  # not yet while pyqtgraph sets the view up
            self._place()

    def zoom_by(self, notches: float, around: QPointF | None = None) -> None:
        """Ask for a zoom by so many notches of the wheel, at a position or else at the cursor."""
        assert self._scene is not None
        if around is None and self._scene.cursor is not None:
            around = self.to_screen(*self._scene.cursor)
        smallest = self.fitting_view().zoom / 2
        zoom = min(max(self.view().zoom * ZOOM_PER_NOTCH**notches, smallest), LARGEST_ZOOM)
        self.zoom_to(zoom, around)

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Ask for a zoom that keeps the pixel at a position, or at the centre, where it is."""
        view, aspect = self.view(), self._scene.aspect if self._scene else 1.0
        centre = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        offset = (around or centre) - centre
        change = 1 / view.zoom - 1 / zoom
        row = view.row + offset.y() * change / aspect
        self.view_wanted.emit(View(row, view.column + offset.x() * change, zoom))


def _placement(scene: PaneScene) -> object:
    return scene.view, scene.aspect
