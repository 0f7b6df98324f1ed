"""Starts the window."""

import sys
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def make_application(theme: Literal["dark", "light"] | None = None) -> QApplication:
    """The application of this process, named and dressed; by default as the user left it."""
    from speckle_viewer.gui.settings import Settings
    from speckle_viewer.gui.style import apply_theme

    # The window is given its turn ten times sooner than by default while others run Python.
    sys.setswitchinterval(0.0005)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("speckle-viewer")
    application.setApplicationDisplayName("Speckle Viewer")
    application.setOrganizationName("Speckle Viewer")
    apply_theme(application, theme or Settings().theme)
    return application


def run(files: Sequence[str], demo: bool = False) -> int:
    """Open the window and stay until it is closed; returns the exit status.

    Parameters
    ----------
    files
        Files and folders to open.
    demo
        Open the sample cine too.
    """
    application = make_application()
    from speckle_viewer import paths
    from speckle_viewer.gui.window import Window

    window = Window()
    window.show()

    def begin() -> None:
        window.autosave.begin(paths.user_sessions_folder())
        if demo:
            window.open_sample()
        window.open_all(files)

    QTimer.singleShot(0, window, begin)
    return application.exec()
