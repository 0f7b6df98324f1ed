"""A model file as a method."""

import hashlib
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import torch
from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import settings
from speckle_viewer.methods.differentiable import NotDifferentiable
from speckle_viewer.methods.failures import is_out_of_memory, reason
from speckle_viewer.methods.method import Check
from speckle_viewer.methods.model_files import Model, open_model, stored_beside
from speckle_viewer.networks.padding import reflected_to
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.ops.derivatives import is_differentiated


class FileMethod:
    """A model of somebody else, image in and image out. Used by one thread at a time.

    Parameters
    ----------
    card
        The arguments of its network are what `needs.find_needs` found out: ``multiple`` and
        ``least`` of rows and columns, or ``size`` and ``margin`` of the windows that a model of
        fixed size sees; ``overlap``, and whether what it gives is ``subtracted``.
    model
        From now on the method's own.
    """

    only_float32 = True  # nobody knows what else it could stand

    def __init__(self, card: Card, model: Model) -> None:
        needs = card.network["arguments"]
        self.card = card
        self.overlap: int = needs["overlap"]
        self.multiple: int = needs["multiple"]
        self._needs = needs
        self._model = model

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
    ) -> Prediction:
        """Denoise the middle frame of ``burst`` (T, 1, H, W), float32 in [0, 1].

        Computes in float32, whatever ``dtype``. ``check`` is called before the model, and between
        windows if it needs these; within the model nothing can stop it.

        Raises
        ------
        MethodError
            If a control is given, or the model fails.
        MemoryError
            If memory does not suffice.
        """
        with torch.inference_mode():
            return Prediction(self.image(burst, controls, check=check).clamp(0, 1))

    def image(
        self, burst: Tensor, controls: Mapping[str, float], *, check: Check | None = None
    ) -> Tensor:
        """The image (H, W), not clipped; gradients flow through models of PyTorch."""
        settings(self.card, controls)
        image = burst[len(burst) // 2][None]
        run = self._in_windows if self._needs["size"] else self._whole
        made = run(image, check)
        found = image - made if self._needs["subtracted"] else made
        return found[0, 0]

    def to(self, device: torch.device) -> "FileMethod":
        """Move the model to a device, if it is of PyTorch; returns self."""
        self._model.to(device)
        return self

    def _whole(self, image: Tensor, check: Check | None) -> Tensor:
        height, width = image.shape[-2:]
        multiple, least = self._needs["multiple"], self._needs["least"]
        padded = reflected_to(image, *(max(n + -n % multiple, least) for n in (height, width)))
        return self._run(padded, check)[..., :height, :width]

    def _in_windows(self, image: Tensor, check: Check | None) -> Tensor:
        """Side by side the middles of windows of the one size that the model takes."""
        (height, width), margin = self._needs["size"], self._needs["margin"]
        rows = _starts(image.shape[-2], height, margin)
        columns = _starts(image.shape[-1], width, margin)
        padded = reflected_to(image, rows[-1] + height, columns[-1] + width)
        made = torch.empty_like(padded)
        for top, left in product(rows, columns):
            window = (..., slice(top, top + height), slice(left, left + width))
            part = self._run(padded[window].contiguous(), check)
            # The next windows write over what this one says of its lower and right margins.
            up, across = margin if top else 0, margin if left else 0
            made[window][..., up:, across:] = part[..., up:, across:]
        return made[..., : image.shape[-2], : image.shape[-1]]

    def _run(self, image: Tensor, check: Check | None) -> Tensor:
        if check is not None:
            check()
        try:
            made = self._model(image)
        except Exception as error:
            if is_out_of_memory(error):
                raise MemoryError(str(error)) from error
            raise MethodError(
                f"{self.card.title} cannot run on {_size(image)} pixels: {reason(error)}."
            ) from error
        if is_differentiated(image) and not is_differentiated(made):
            raise NotDifferentiable(self)  # of what it takes away the image alone would be left
        if made.shape != image.shape:
            raise MethodError(
                f"{self.card.title} gave {_size(made)} pixels for an image of {_size(image)}."
            )
        return made.float()


def load_file_method(card: Card, card_file: Path) -> FileMethod:
    """The method of a card and of the model file beside it. Runs the code of that.

    Raises
    ------
    MethodError
        If the file is missing or not that of the card, or cannot be opened here.
    """
    file = stored_beside(card_file, card.network["class"])
    try:
        data = file.read_bytes()
    except OSError as error:
        raise MethodError(
            f"The model file {file} of {card.id} cannot be read ({error.strerror}); remove the "
            "method and add it again."
        ) from error
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise MethodError(
            f"The model file {file} is not the one that was added as {card.id} (its sha256 "
            "differs); remove the method and add it again, if you trust the file."
        )
    try:
        return FileMethod(card, open_model(card.network["class"], data))
    except Exception as error:
        raise MethodError(f"{card.title} cannot be opened here: {reason(error)}.") from error


def _starts(length: int, window: int, margin: int) -> list[int]:
    """Where windows start that cover a length with their middles; the last may reach beyond it."""
    return [0, *range(window - 2 * margin, max(length - 2 * margin, 0), window - 2 * margin)]


def _size(image: Tensor) -> str:
    return "×".join(map(str, image.shape[-2:]))
