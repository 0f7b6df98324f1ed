"""Whether a derivative is being taken."""

from collections.abc import Callable

import torch.autograd.forward_ad as forward_ad
from torch import Tensor

_unpack: Callable[[Tensor], forward_ad.UnpackedDualTensor] = forward_ad.unpack_dual


def is_differentiated(values: Tensor) -> bool:
    """Whether a derivative flows through a tensor, backwards or forwards."""
    return values.requires_grad or _unpack(values).tangent is not None
