"""The kernel inspector: what the network did at one pixel, and at the pinned ones."""

from speckle_viewer.gui.inspector.inspector import KernelInspector
from speckle_viewer.gui.inspector.pins import PinRow

__all__ = ["KernelInspector", "PinRow"]
