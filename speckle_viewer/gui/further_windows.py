"""The windows beside the main one: training, learning a codebook, export."""

from typing import TYPE_CHECKING

from speckle_viewer import paths
from speckle_viewer.gui.codebook_dialog import CodebookDialog
from speckle_viewer.gui.export_window import ExportWindow
from speckle_viewer.gui.importing import IMPORT, suggested_id
from speckle_viewer.gui.training_window import TrainingWindow
from speckle_viewer.viewer import Scene

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


class FurtherWindows:
    """Makes each of them at its first use: until then it is None."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.training: TrainingWindow | None = None
        self.codebook: CodebookDialog | None = None
        self.export: ExportWindow | None = None

    def show_training(self) -> None:
        """Show the window that trains networks."""
        window, cards = self._window, self._window.presenter.cards
        if self.training is None:
            self.training = TrainingWindow(cards, paths.user_runs_folder(), window)
            self.training.made.connect(
                lambda file: window.importing.read(IMPORT, file, suggested_id(file, cards))
            )
            self.training.noted.connect(window.messages.show_note)
            self.training.failed.connect(window.messages.show_message)
        self.training.show()
        self.training.raise_()
        self.training.activateWindow()

    def show_codebook(self) -> None:
        """Show the dialog that learns codebooks."""
        window = self._window
        if self.codebook is None:
            self.codebook = CodebookDialog(window.state, window.presenter.cards, window)
            self.codebook.learnt.connect(window.take_method)
        self.codebook.begin()

    def show_export(self) -> None:
        """Show the window that takes results away."""
        window = self._window
        if self.export is None:
            folder = window.settings.folder
            self.export = ExportWindow(window.state, window.presenter.cards, folder, window)
        self.export.show()
        self.export.raise_()
        self.export.show_scene(window.presenter.scene)

    def show_scene(self, scene: Scene) -> None:
        """Follow what the main window shows."""
        if self.export is not None:
            self.export.show_scene(scene)

    def close(self) -> None:
        """Stop what they do, as the main window closes."""
        if self.export is not None:
            self.export.close_down()
        if self.codebook is not None:
            self.codebook.close_down()
        if self.training is not None:
            self.training.close_run()
