"""One file per network of the study and of its papers; and what they return."""

from speckle_viewer.networks.kpn import KPN
from speckle_viewer.networks.prediction import Prediction

__all__ = ["KPN", "Prediction"]
