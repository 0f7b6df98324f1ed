"""Explainers: what says why a pixel looks as it does, each in a dock under the images."""

from speckle_viewer.gui.explain.codebook import CodebookExplainer
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.filters import FiltersExplainer
from speckle_viewer.gui.explain.jacobian import JacobianExplainer
from speckle_viewer.gui.explain.m_mode import MModeExplainer
from speckle_viewer.gui.explain.map_explainer import MapExplainer
from speckle_viewer.gui.explain.measuring import MeasurementsExplainer
from speckle_viewer.gui.explain.noise import NoiseExplainer
from speckle_viewer.gui.explain.profile import ProfileExplainer
from speckle_viewer.gui.explain.removed import RemovedExplainer
from speckle_viewer.gui.explain.same_pixel import SamePixelExplainer
from speckle_viewer.gui.explain.statistics import KernelStatistics
from speckle_viewer.gui.explain.time_explainer import TimeExplainer
from speckle_viewer.gui.explain.wavelets import WaveletExplainer

EXPLAINERS: tuple[type[Explainer], ...] = (
    NoiseExplainer,
    FiltersExplainer,
    WaveletExplainer,
    JacobianExplainer,
    SamePixelExplainer,
    MapExplainer,
    KernelStatistics,
    TimeExplainer,
    CodebookExplainer,
    RemovedExplainer,
    MModeExplainer,
    ProfileExplainer,
    MeasurementsExplainer,
)
"""In the order in which menus have them."""
