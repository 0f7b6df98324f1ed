"""Starts the window."""

import sys
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def make_application(
    theme: Literal["dark", "light"] | None = None, language: str | None = None
) -> QApplication:
    """The application of this process, named and dressed; by default as the user left it.

    Parameters
    ----------
    theme
        The colours.
    language
        Code of the window's language; the system's where it is empty.
    """
    from speckle_viewer.gui.language import install, languages
    from speckle_viewer.gui.settings import Settings
    from speckle_viewer.gui.style import apply_theme

    # The window is given its turn ten times sooner than by default while others run Python.
    sys.setswitchinterval(0.0005)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("speckle-viewer")
    application.setApplicationDisplayName("Speckle Viewer")
    application.setOrganizationName("Speckle Viewer")
    settings = Settings()
    apply_theme(application, theme or settings.theme)
    if language is None:  # one that was kept may have gone with another version
        language = settings.language if settings.language in languages() else ""
    install(application, language)
    return application


def run(files: Sequence[str], demo: bool = False, language: str | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit status.

    Parameters
    ----------
    files
        Files and folders to open.
    demo
        Open the sample cine too.
    language
        Code of the window's language; as the user left it by default.

    Raises
    ------
    SpeckleViewerError
        If there is no translation into that language.
    """
    application = make_application(language=language)
    from speckle_viewer import paths
    from speckle_viewer.gui.window import Window

    window = Window()
    window.show()

    def begin() -> None:
        window.autosave.begin(paths.user_sessions_folder())
        if demo:
            window.open_sample()
        window.open_all(files)
        window.help.hints.begin_once()

    QTimer.singleShot(0, window, begin)
    return application.exec()
