"""What is measured in regions of interest: quantities with units, conventions and references."""

from speckle_viewer.measuring.dynamic_range import dynamic_range_of
from speckle_viewer.measuring.quantities import DEFAULT_COLUMNS, GROUPS, QUANTITIES
from speckle_viewer.measuring.quantity import Need, Quantity, Subject

__all__ = [
    "DEFAULT_COLUMNS",
    "GROUPS",
    "QUANTITIES",
    "Need",
    "Quantity",
    "Subject",
    "dynamic_range_of",
]
