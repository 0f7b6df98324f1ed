"""The menu bar, and the buttons in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QMenuBar, QWidget

from speckle_viewer.gui.actions import Actions
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.gui.transport import action_button


def build_menus(
    window: QMainWindow,
    actions: Actions,
    docks: list[QAction],
    explainers: list[QAction],
    recent: QMenu,
) -> None:
    """Fill the window's menu bar; ``docks`` and ``explainers`` show and hide what they name."""
    a, bar = actions, window.menuBar()
    file = bar.addMenu(tr("&File"))
    file.addActions([a.open_file, a.open_folder, a.open_sample])
    file.addMenu(recent)
    file.addSeparator()
    file.addActions([a.save_session, a.open_session, a.restore_session])
    file.addSeparator()
    file.addActions([a.use_reference, a.no_reference])
    file.addSeparator()
    file.addActions([a.export, a.save_bundle, a.close_cine])
    file.addSeparator()
    file.addActions([a.keyboard.preferences, a.quit])
    edit = bar.addMenu(tr("&Edit"))
    edit.addActions([a.undo, a.redo])
    play = bar.addMenu(tr("&Playback"))
    play.addActions([a.play, a.back, a.forward, a.first, a.last])
    play.addSeparator()
    play.addActions([a.loop, a.ping_pong])
    play.addSeparator()
    play.addActions([a.range_start, a.range_end, a.range_clear])
    view = bar.addMenu(tr("&View"))
    view.addActions([a.fit, a.one_to_one, a.keyboard.zoom_in, a.keyboard.zoom_out, a.reset_levels])
    view.addSeparator()
    view.addActions([a.link_view, a.link_cursor, a.link_levels])
    view.addSeparator()
    view.addActions([a.compare, a.other_image, a.two_cines, a.swap_cines])
    view.addActions([a.magnify, a.magnify_more])
    view.addSeparator()
    view.addActions([*docks, a.images_only])
    view.addActions([*a.keyboard.moves])
    view.addSeparator()
    view.addAction(a.light)
    measure = bar.addMenu(tr("Mea&sure"))
    a.regions.fill_measure_menu(measure)
    method = bar.addMenu(tr("&Methods"))
    method.addAction(a.show_card)
    method.addSeparator()
    method.addActions([a.import_weights, a.add_model, a.train, a.learn_codebook])
    method.addSeparator()
    method.addActions([a.auto, a.exact])
    method.addSeparator()
    method.addAction(a.clear_pins)
    explain = bar.addMenu(tr("E&xplain"))
    explain.addActions([*explainers, a.steer])
    explain.addSeparator()
    explain.addActions([a.copy_numbers, a.save_numbers, a.save_figure])
    help_ = bar.addMenu(tr("&Help"))
    help_.addActions([a.keyboard.palette, a.keyboard.keys, a.keyboard.hints])
    for menu in (file, edit, play, view, measure, method, explain, help_, recent):
        menu.setToolTipsVisible(True)


def build_tools(bar: QMenuBar, actions: Actions) -> None:
    """Give the menu bar the buttons at its right: tools, links, zoom."""
    a, corner = actions, QWidget(bar)
    row = QHBoxLayout(corner)
    row.setContentsMargins(0, 0, GRID // 2, 0)
    row.setSpacing(GRID // 2)
    for action in a.regions.tools.values():
        row.addWidget(action_button(action, corner))
    row.addSpacing(GRID)
    for action in (a.two_cines, a.link_view, a.link_cursor, a.link_levels, a.fit, a.one_to_one):
        row.addWidget(action_button(action, corner))
    bar.setCornerWidget(corner)
    bar.setFixedHeight(28)


class RecentMenu(QMenu):
    """The files opened last."""

    def __init__(
        self, settings: Settings, open_path: Callable[[Path], None], window: QMainWindow
    ) -> None:
        super().__init__(tr("Open recent"), window)
        self._settings, self._open = settings, open_path
        self.aboutToShow.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for path in self._settings.recent:
            action = self.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if self.isEmpty():
            self.addAction(tr("No files yet")).setEnabled(False)
        else:
            self.addSeparator()
            self.addAction(tr("Forget these")).triggered.connect(self._settings.forget_recent)
