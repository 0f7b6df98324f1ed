"""A method as a function of the burst that can be differentiated."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.method import Check, Method
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.ops.derivatives import is_differentiated


class NotDifferentiable(MethodError):
    """No derivative can be had of a method."""

    def __init__(self, method: Method) -> None:
        super().__init__(
            f"{method.card.title} has no equivalent kernel: it is not computed in PyTorch, which "
            "would differentiate it. Column, net bias and Jacobian are found by differences."
        )


@runtime_checkable
class Differentiable(Protocol):
    """What a `Method` may offer besides: its image with gradients."""

    def image(
        self, burst: Tensor, controls: Mapping[str, float], *, check: Check | None = None
    ) -> Tensor:
        """As ``predict(…).image`` in float32, but not clipped, and gradients flow through it."""


_TRIED = 32  # pixels along a side


@dataclass(frozen=True, eq=False)
class ImageFunction:
    """From a burst (T, 1, H, W), float32 in [0, 1], to the denoised image (H, W), not clipped.

    Attributes
    ----------
    method, controls, check, noise
        As for `differentiable`.
    """

    method: Method
    controls: Mapping[str, float]
    check: Check | None = None
    noise: Tensor | None = None

    def __call__(self, burst: Tensor) -> Tensor:
        try:
            image = self._image(burst)
        except (RuntimeError, MethodError) as error:
            # What PyTorch says, also within the sentence of a plug-in or a model file.
            if "numpy() on Tensor that requires grad" not in str(error):
                raise
            raise NotDifferentiable(self.method) from error
        if is_differentiated(burst) and not is_differentiated(image):
            raise NotDifferentiable(self.method)
        return image

    def within(self, crop: tuple[slice, slice]) -> "ImageFunction":
        """The same for a crop of the frame, of which the noise map is cropped too."""
        return self if self.noise is None else replace(self, noise=self.noise[crop])

    def _image(self, burst: Tensor) -> Tensor:
        if self.noise is not None:
            assert isinstance(self.method, NetworkMethod)  # no other takes a noise map
            return self.method.image(burst, self.controls, check=self.check, noise=self.noise)
        if isinstance(self.method, Differentiable):
            return self.method.image(burst, self.controls, check=self.check)
        return self.method.predict(burst, self.controls, check=self.check).image


def differentiable(
    method: Method,
    controls: Mapping[str, float] | None = None,
    check: Check | None = None,
    noise: Tensor | None = None,
) -> ImageFunction:
    """A method with its settings as a function that can be differentiated.

    Parameters
    ----------
    method
        From `load_method`. While the function runs, no other thread may use this instance. One
        without an `image` of its own is asked to ``predict``, through which gradients may flow.
    controls
        Values by name; what is missing has the card's default.
    check
        Called between layers; raises to stop.
    noise
        A noise map (H, W) of the frame as for `NetworkMethod.predict`, if the method takes one.

    Returns
    -------
    ImageFunction
        It raises `NotDifferentiable` where it is asked for a derivative and there is none.
    """
    return ImageFunction(method, controls or {}, check, noise)


def has_derivatives(method: Method) -> bool:
    """Whether a method can be differentiated: tried on a few pixels."""
    pixels = torch.full((method.card.burst, 1, _TRIED, _TRIED), 0.5, requires_grad=True)
    try:
        differentiable(method)(pixels)
    except NotDifferentiable:
        return False
    except MethodError:  # of so few pixels; of those of a frame it will say so itself
        return True
    return True
