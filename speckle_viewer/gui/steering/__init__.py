"""The Steer tab: alters the kernels that a method predicted, all of them or those of one pixel."""

from speckle_viewer.gui.steering.steer_tab import SteerTab

__all__ = ["SteerTab"]
