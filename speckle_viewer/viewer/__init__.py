"""What the user wants, what is shown, and the playback clock: the viewer without a window.

Plain Python, no Qt and no torch: what is on screen can be tested without a screen.
"""

from speckle_viewer.viewer.bench import WaveletBench
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.inspection import Inspection
from speckle_viewer.viewer.overlay import Overlay
from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.playback import Player, Timeline
from speckle_viewer.viewer.scene import Scene, resolve
from speckle_viewer.viewer.state import ViewerState
from speckle_viewer.viewer.wants import (
    INPUT,
    Hover,
    Levels,
    Line,
    Links,
    MapChoice,
    Pin,
    Playback,
    View,
    Wants,
)

__all__ = [
    "INPUT",
    "Facts",
    "Hover",
    "Inspection",
    "Levels",
    "Line",
    "Links",
    "MapChoice",
    "Overlay",
    "PaneScene",
    "Pin",
    "Playback",
    "Player",
    "Scene",
    "Timeline",
    "View",
    "ViewerState",
    "Wants",
    "WaveletBench",
    "resolve",
]
