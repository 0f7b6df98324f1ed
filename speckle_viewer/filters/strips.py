"""Filtering strip by strip, so that work can be given up between, and takes little memory."""

from collections.abc import Callable

from torch import Tensor

ROWS = 128


def in_strips(
    image: Tensor,
    filtered: Callable[[Tensor], Tensor],
    reach: int,
    check: Callable[[], None],
    rows: int = ROWS,
) -> Tensor:
    """What ``filtered`` makes of an image (H, W), where a pixel depends on ``reach`` around it.

    Every strip that it is given begins at a multiple of two.
    """
    output = image.new_empty(image.shape)
    for top in range(0, len(image), rows):
        check()
        first = max(0, top - reach) // 2 * 2
        strip = filtered(image[first : top + rows + reach])
        output[top : top + rows] = strip[top - first :][:rows]
    return output
