"""Preferences take effect: as the window starts, and when they are changed."""

from typing import TYPE_CHECKING

from speckle_viewer.denoising.preferred import prefer_device
from speckle_viewer.gui.opening import Opening
from speckle_viewer.viewer.file_names import name_files
from speckle_viewer.viewer.preferences import Preferences

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_MIB = 2**20


def begin_with(window: "Window") -> None:
    """Have a window that was just made be as the user prefers."""
    preferences = window.settings.preferences
    prefer_device(preferences.device)
    window.state.set_precision(preferences.precision)
    _use(window, preferences)


def prefer(window: "Window", preferences: Preferences) -> None:
    """Keep preferences, and have a window follow them as far as it can while it runs."""
    before = window.settings.preferences
    window.settings.preferences = preferences
    if preferences.precision != before.precision:  # the menu may have chosen another for now
        window.state.set_precision(preferences.precision)
    window.actions_.light.setChecked(preferences.theme == "light")
    _use(window, preferences)


def _use(window: "Window", preferences: Preferences) -> None:
    window.presenter.use_memory(
        Opening(preferences.decoded_mib * _MIB, preferences.assumed_rate),
        preferences.denoised_mib * _MIB,
        preferences.evidence_mib * _MIB,
    )
    window.header.prefer_personal(preferences.show_personal)
    window.autosave.wait(preferences.autosave_s)
    name_files(preferences.name_files)
