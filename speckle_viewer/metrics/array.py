"""The arrays that metrics take."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.number[Any]]
"""Any shape unless a function says more; integers are taken as they are, without scaling."""

Float = NDArray[np.float64]


def float64(values: Values) -> Float:
    """The values in float64, in which every metric is computed."""
    return np.asarray(values, np.float64)
