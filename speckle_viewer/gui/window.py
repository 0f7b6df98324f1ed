"""The main window: puts the parts together, and nothing else."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer import paths
from speckle_viewer.gui.actions import Actions
from speckle_viewer.gui.arrangement import ImagesOnly, keep_arrangement, restore_arrangement
from speckle_viewer.gui.asking import ask_for_files, ask_for_folder, take_dropped
from speckle_viewer.gui.autosave import Autosave
from speckle_viewer.gui.beside_strip import BesideStrip
from speckle_viewer.gui.cine_list import CineList
from speckle_viewer.gui.comparing import CompareStrip
from speckle_viewer.gui.docks import Docks
from speckle_viewer.gui.explain.area import ExplainArea
from speckle_viewer.gui.explain.taking import TakeButton, Taking
from speckle_viewer.gui.further_windows import FurtherWindows
from speckle_viewer.gui.gestures import Gestures
from speckle_viewer.gui.grid import Grid
from speckle_viewer.gui.header_tab import HeaderTab
from speckle_viewer.gui.help import Help
from speckle_viewer.gui.importing import ADD_MODEL, IMPORT, Importing
from speckle_viewer.gui.inspection import InspectorFeed
from speckle_viewer.gui.inspector import KernelInspector
from speckle_viewer.gui.keys import guard, needs
from speckle_viewer.gui.magnifier import MagnifierStrip
from speckle_viewer.gui.menus import RecentMenu, build_menus, build_tools
from speckle_viewer.gui.message_bar import MessageBar
from speckle_viewer.gui.method_list import MethodList
from speckle_viewer.gui.method_tab import MethodTab
from speckle_viewer.gui.pane_menu import fill_menu
from speckle_viewer.gui.preferring import begin_with
from speckle_viewer.gui.presenter import Presenter
from speckle_viewer.gui.reference_files import ReferenceFiles
from speckle_viewer.gui.rois.part import RoiPart
from speckle_viewer.gui.sessions import Sessions, is_session
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.status import StatusLine
from speckle_viewer.gui.steering import SteerTab
from speckle_viewer.gui.style import apply_theme
from speckle_viewer.gui.tr import tr
from speckle_viewer.gui.transport import Transport
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.beside import own_pane
from speckle_viewer.viewer.steering import method_of
from speckle_viewer.viewer.takeaway import shown_kernel_of

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown

FIRST_METHODS = ("kpn", "kpn-burst5")
"""What is chosen at the start: the first of these that is installed, else the first there is."""


class Window(QMainWindow):
    """The viewer's window. ``state`` says what is wanted, ``presenter.scene`` what is shown."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Speckle Viewer")
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.settings = settings or Settings()
        self.state = ViewerState()
        self.presenter = Presenter(self.state, self)
        self.importing = Importing(self)
        self.further = FurtherWindows(self)
        self.actions_ = Actions(self.state, self)
        self._build()
        self.sessions = Sessions(self)
        self.autosave = Autosave(self, self.sessions)
        self.references = ReferenceFiles(self)
        self.help = Help(self)
        begin_with(self)
        Gestures(self)
        self._connect()
        self._choose_first_method()
        self.presenter.refresh()
        self.grid.setFocus()
        self.resize(1440, 900)
        restore_arrangement(self)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        a = self.actions_
        self.grid = Grid(self.state)
        self.magnifier = MagnifierStrip(self.grid)
        self._images = QWidget()
        images = QVBoxLayout(self._images)
        images.setContentsMargins(0, 0, 0, 0)
        images.setSpacing(0)
        images.addWidget(self.grid, 1)
        switches = (a.compare, a.other_image, a.images_only)
        self.comparing = CompareStrip(self.state, *switches, self._images)
        images.addWidget(self.comparing)
        two = (a.two_cines, a.swap_cines, a.images_only)
        self.beside = BesideStrip(self.state, self.presenter.cards, *two, self._images)
        images.addWidget(self.beside)
        self.messages = MessageBar(self._images)
        images.addWidget(self.messages)
        self.transport = Transport(self.state, a.moves, (a.loop, a.ping_pong))
        self.status = StatusLine()
        self.cines = CineList(self.state)
        self.methods = MethodList(self.state, self.presenter.cards)
        self.regions = RoiPart(self.state, a.regions.tracking, a.regions)
        self.inspector = KernelInspector()
        self.steer = SteerTab(self.state, self.presenter.cards)
        self.method = MethodTab(self.state, self.presenter.cards)
        self.header = HeaderTab()
        self._feed = InspectorFeed(self.inspector, self.state)
        tabs = (self.inspector, self.steer, self.method, self.header)
        self.docks = Docks(self, self.cines, self.methods, self.regions, *tabs)
        self.taking = Taking(self)
        about = self.presenter.cards, self.taking, self
        self.explain = ExplainArea(self.state, *about, self.presenter.cached, self.presenter.put)
        self.inspector.tools.addWidget(TakeButton(self.taking, self._kernel, "kernel"))
        self._bottom = QWidget()
        lower = QVBoxLayout(self._bottom)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self.transport)
        lower.addWidget(self.status)
        self._put_together()
        toggles = [dock.toggleViewAction() for dock in self.docks.all]
        self._recent = RecentMenu(self.settings, self.open, self)
        build_menus(self, a, toggles, self.explain.actions, self._recent)
        build_tools(self.menuBar(), a)
        self.addActions([*a.all, *toggles, *self.explain.actions])
        guard(self, self)

    def _put_together(self) -> None:
        """The transport spans the window: docks stand above it, as a status bar would."""
        self.setCentralWidget(self._images)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._bottom, 1)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setFixedHeight(self._bottom.sizeHint().height() + 2)

    def _connect(self) -> None:
        a, presenter = self.actions_, self.presenter
        presenter.scene_changed.connect(self._show_scene)
        presenter.failed.connect(partial(self.messages.show_message, of_cine=True))
        presenter.not_opened.connect(self.messages.show_not_opened)
        presenter.noted.connect(partial(self.messages.show_warning, of_cine=True))
        presenter.said.connect(self.messages.show_done)
        presenter.cine_changed.connect(self.messages.forget_cine)
        presenter.thumbnail_ready.connect(self.cines.show_thumbnail)
        self.cines.close_wanted.connect(presenter.close_cine)
        self.references.noted.connect(partial(self.messages.show_done, of_cine=True))
        self.references.failed.connect(self.messages.show_message)
        self.grid.tab_pressed.connect(a.images_only.toggle)
        self.docks.inspector.visibilityChanged.connect(self._show_evidence)
        self.docks.tabs.currentChanged.connect(self._show_evidence)
        self._connect_methods()
        self.taking.copied.connect(self.status.say)
        self.taking.noted.connect(partial(self.messages.show_done, of_cine=True))
        self.taking.failed.connect(self.messages.show_message)
        a.copy_numbers.triggered.connect(lambda: self.taking.copy(self._in_front()))
        a.save_numbers.triggered.connect(lambda: self.taking.save_numbers(self._in_front()))
        a.save_figure.triggered.connect(lambda: self.taking.save_figure(self._in_front()))
        a.open_file.triggered.connect(lambda: ask_for_files(self))
        a.open_folder.triggered.connect(lambda: ask_for_folder(self))
        a.open_sample.triggered.connect(self.open_sample)
        a.close_cine.triggered.connect(self._close_cine)
        a.export.triggered.connect(self.further.show_export)
        a.quit.triggered.connect(self.close)
        a.fit.triggered.connect(self.grid.fit)
        a.one_to_one.triggered.connect(self.grid.one_to_one)
        a.images_only.toggled.connect(ImagesOnly(self))
        a.light.setChecked(self.settings.theme == "light")
        a.light.toggled.connect(self._use_theme)

    def _connect_methods(self) -> None:
        a, importing = self.actions_, self.importing
        self.methods.itemClicked.connect(self.grid.focus_image)
        self.methods.card_wanted.connect(lambda: self.docks.show_tab(self.method))
        self.grid.method_clicked.connect(self._show_method)
        self.grid.explaining.connect(partial(fill_menu, self))
        a.show_card.triggered.connect(lambda: self._show_method(self.state.wants.selected))
        a.show_card.triggered.connect(self.method.focus_first)
        a.steer.triggered.connect(lambda: self.docks.show_tab(self.steer))
        a.steer.triggered.connect(self.steer.focus_first)
        self.steer.looked_at.connect(self.presenter.steerers.work_ahead)
        a.import_weights.triggered.connect(
            lambda: importing.ask_for_file(IMPORT, self.settings.folder)
        )
        a.add_model.triggered.connect(
            lambda: importing.ask_for_file(ADD_MODEL, self.settings.folder)
        )
        a.train.triggered.connect(self.further.show_training)
        a.learn_codebook.triggered.connect(self.further.show_codebook)
        importing.failed.connect(self.messages.show_message)
        tracking = self.actions_.regions.tracking
        tracking.noted.connect(partial(self.messages.show_warning, of_cine=True))
        tracking.failed.connect(self.messages.show_message)
        importing.imported.connect(self.take_method)
        importing.found.connect(self.offer_method)
        importing.find_plugins()

    def _kernel(self) -> "Shown | None":
        return shown_kernel_of(self.presenter.scene.inspected, self.inspector.maps.zoom)

    def _in_front(self) -> "Shown | None":
        front = self.explain.front
        return self._kernel() if front is None else front.shown()

    def _choose_first_method(self) -> None:
        cards = self.presenter.cards
        there = [*(m for m in FIRST_METHODS if m in cards), *cards]
        for method in [m for m in self.settings.methods if m in cards] or there[:1]:
            self.state.choose_method(method, True)

    def _show_evidence(self) -> None:
        self.state.inspect(self.inspector.isVisible())

    def _show_method(self, pane: str | None) -> None:
        """Show the card of a pane's method, or how it is steered where the pane shows that."""
        if pane is not None:
            pane = own_pane(pane)
            self.state.select_method(method_of(pane))
        self.docks.show_tab(self.method if pane in (None, method_of(pane or "")) else self.steer)

    def offer_method(self, card: Card) -> None:
        """Have a method in the list that is new there."""
        self.presenter.add_method(card)
        self.methods.fill()
        self.presenter.refresh()

    def take_method(self, card: Card) -> None:
        """Choose a method that was made just now, and say so."""
        self.offer_method(card)
        self.state.choose_method(card.id, True)
        self.messages.show_done(tr("{} is now a method: {}.").format(card.title, card.id))

    # -- showing -------------------------------------------------------------------------------

    def _show_scene(self, scene: Scene) -> None:
        had_images = bool(self.grid.panes)
        images = self.grid, self.magnifier, self.comparing
        parts = (*images, self.transport, self.status, self.cines, self.methods, self.regions)
        for part in parts:
            part.show_scene(scene)
        self.steer.show_scene(scene)
        self.method.show_scene(scene)
        self.header.show_scene(scene)
        self.beside.show_scene(scene)
        self._feed.show_scene(scene.inspected)
        self.explain.show_scene(scene)
        self.further.show_scene(scene)
        self.actions_.follow(self.state)
        names = [s.cine.name for s in (scene, scene.beside) if s is not None and s.cine is not None]
        title = " – ".join([" | ".join(names), "Speckle Viewer"] if names else ["Speckle Viewer"])
        if title != self.windowTitle():
            self.setWindowTitle(title)
        if scene.panes and not had_images:
            self.grid.focus_image()

    def _use_theme(self, light: bool) -> None:
        self.settings.theme = "light" if light else "dark"
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, self.settings.theme)
        self.grid.refresh_theme()
        self.messages.refresh_theme()
        self.method.refresh_theme()
        self.explain.refresh_theme()

    # -- opening -------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a file, folder or session; errors appear in the message bar."""
        self.settings.add_recent(path)
        (self.sessions if is_session(path) else self.presenter).open(path)

    def open_all(self, files: Sequence[str | Path]) -> None:
        """Open several files and folders in this order."""
        for file in files:
            self.open(Path(file))

    def open_sample(self) -> None:
        """Open the sample cine."""
        self.presenter.open(paths.sample_cine())

    def _close_cine(self) -> None:
        if self.state.wants.cine is not None:
            self.presenter.close_cine(self.state.wants.cine)

    # -- events --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        take_dropped(self, event.mimeData().urls())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a focused control the keys that it needs, which are shortcuts elsewhere."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and needs(watched, event):
            event.accept()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.messages.text:
                self.state.light_up(None)
            self.messages.dismiss()
            self.grid.focus_image()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.actions_.images_only.isChecked():
            self.actions_.images_only.setChecked(False)
        keep_arrangement(self)
        self.presenter.scene_changed.disconnect(self._show_scene)
        self.explain.close()
        self.further.close()
        self.taking.close()
        self.help.close()
        self.sessions.close()
        self.autosave.close()
        self.references.close()
        self.presenter.close()
        self.importing.close()
        self.actions_.regions.tracking.close()
        super().closeEvent(event)
