"""How values of pixels are said: as the file has them."""

import pytest

from speckle_viewer.cine import GreyScale


@pytest.mark.parametrize(
    ("low", "high", "unit", "digits"),
    [
        (0.0, 255.0, "grey levels", 1),
        (0.0, 4095.0, "grey levels of 12 bits", 0),
        (-32768.0, 32767.0, "grey levels of 16 bits", 0),
        (0.0, 1.0, "", 3),
        (-1.0, 1.5, "", 3),
    ],
)
def test_a_scale_knows_its_unit_and_its_decimals(
    low: float, high: float, unit: str, digits: int
) -> None:
    scale = GreyScale(low, high)
    assert (scale.unit, scale.digits) == (unit, digits)
    assert (scale.value(0.0), scale.value(1.0)) == (low, high)
    assert scale.change(0.0) == 0.0
