"""Explainers: what says why a pixel looks as it does, each in a dock under the images."""

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.filters import FiltersExplainer
from speckle_viewer.gui.explain.map_explainer import MapExplainer
from speckle_viewer.gui.explain.noise import NoiseExplainer
from speckle_viewer.gui.explain.statistics import KernelStatistics
from speckle_viewer.gui.explain.time_explainer import TimeExplainer
from speckle_viewer.gui.explain.wavelets import WaveletExplainer

EXPLAINERS: tuple[type[Explainer], ...] = (
    NoiseExplainer,
    FiltersExplainer,
    WaveletExplainer,
    MapExplainer,
    KernelStatistics,
    TimeExplainer,
)
"""In the order in which menus have them."""
