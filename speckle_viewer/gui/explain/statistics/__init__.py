"""The explainer of kernel statistics: plots of many kernels, linked with the images."""

from speckle_viewer.gui.explain.statistics.explainer import KernelStatistics

__all__ = ["KernelStatistics"]
