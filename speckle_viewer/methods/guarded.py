"""The method of an installed plug-in, with its mistakes told in a sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor

from speckle_viewer.errors import MethodError, SpeckleViewerError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import settings
from speckle_viewer.methods.differentiable import Differentiable
from speckle_viewer.methods.failures import is_out_of_memory, reason
from speckle_viewer.methods.method import Check, Method
from speckle_viewer.networks.prediction import Prediction


class Guarded:
    """A method of others that is asked for what a `Method` promises.

    Parameters
    ----------
    card
        That of the method, checked.
    method
        It gets a value of every control of the card.
    """

    def __init__(self, card: Card, method: Method) -> None:
        self.card = card
        self.overlap = method.overlap
        self.multiple = method.multiple
        self.only_float32 = method.only_float32
        self._method = method

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
    ) -> Prediction:
        """What the plug-in makes of ``burst`` (T, 1, H, W), float32 in [0, 1].

        Raises
        ------
        MethodError
            If it fails or gives no prediction of (H, W).
        MemoryError
            If memory does not suffice.
        """
        chosen = settings(self.card, controls)
        with self._blamed():
            made = self._method.predict(burst, chosen, dtype=dtype, check=check)
        image = getattr(made, "image", None)
        if not isinstance(made, Prediction) or not isinstance(image, Tensor):
            raise self._failed(f"it gives {type(made).__name__} and no Prediction with an image")
        self._check(image, burst)
        return made

    def image(
        self, burst: Tensor, controls: Mapping[str, float], *, check: Check | None = None
    ) -> Tensor:
        """The plug-in's own ``image``, if it has one, or that of its prediction, for gradients.

        Raises as `predict` does.
        """
        if not isinstance(self._method, Differentiable):
            return self.predict(burst, controls, check=check).image
        with self._blamed():
            image = self._method.image(burst, settings(self.card, controls), check=check)
        self._check(image, burst)
        return image

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        try:
            yield
        except SpeckleViewerError:
            raise
        except Exception as error:
            if is_out_of_memory(error):
                raise MemoryError(str(error)) from error
            raise self._failed(f"{type(error).__name__}: {reason(error)}") from error

    def _check(self, image: Tensor, burst: Tensor) -> None:
        if image.shape != burst.shape[-2:] or image.dtype != torch.float32:
            given = f"{tuple(image.shape)} {image.dtype}"
            raise self._failed(f"its image is {given}, not {tuple(burst.shape[-2:])} float32")

    def to(self, device: torch.device) -> "Guarded":
        """Move the method to a device; returns self."""
        self._method = self._method.to(device)
        return self

    def _failed(self, what: str) -> MethodError:
        package = self.card.source["package"]
        return MethodError(
            f"The plug-in {self.card.id} failed ({what}); report it to the author of {package}."
        )
