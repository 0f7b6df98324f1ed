"""What a model of somebody else needs: found out by trying it on small images."""

import math
from typing import Any

import torch
from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.model_files import Model
from speckle_viewer.networks.trunk import EVERYWHERE

_MULTIPLES = (1, 2, 4, 8, 16, 32, 64)
_LEAST = 64
_USUAL = (256, 128, 512, 64, 224, 320, 640, 1024)
_REACHES = (128, 384)
"""Sides of the images on which it is seen how far a pixel counts."""

_BLOCK = 16
"""Pixels that are changed at once, so that every place in a network's grid is among them."""

_SAME = 1e-5


def find_needs(model: Model) -> dict[str, Any]:
    """The arguments of a `FileMethod`'s card.

    Returns
    -------
    dict
        ``size``: rows and columns, if the model takes only one size, or None. ``multiple``: what
        rows and columns must be multiples of, and ``least`` what they must be at least.
        ``subtracted``: whether the model gives the noise instead of the image. ``margin``: pixels
        at the edges of a window that are not used. ``overlap``: pixels to each side that matter
        for a pixel, `EVERYWHERE` where that has no bounds or could not be measured.

    Raises
    ------
    MethodError
        If it makes no image of an image; whatever the model raises comes through too.
    """
    needs: dict[str, Any] = {"size": None, "multiple": 1, "least": 1, "margin": 0}
    multiple = None if all(model.size) else _multiple(model)
    if multiple is not None:
        # Tiles at the image's end may be narrow; mirrored further than the image itself they
        # would not give what the image gives.
        sides = (n for n in _MULTIPLES if n >= multiple and _works(model, n, n))
        needs |= {"multiple": multiple, "least": next(sides, _LEAST)}
        needs["overlap"] = _overlap(model, multiple)
        probe = (2 * _LEAST, 2 * _LEAST)
    else:
        probe = _fixed_size(model)
        reach = _reach(model, *probe)
        margin = min(reach, min(probe) // 4)
        needs |= {"size": list(probe), "margin": margin, "overlap": EVERYWHERE}
    return needs | {"subtracted": _gives_noise(model, *probe)}


def _multiple(model: Model) -> int | None:
    """The least of some multiples in which it takes any size."""
    for multiple in _MULTIPLES:
        # Odd multiples, so that they are no multiples of more.
        sizes = [
            tuple(_odd_multiple(n, multiple) for n in (64, 81)),
            (_odd_multiple(130, multiple),) * 2,
        ]
        if all(_works(model, *size) for size in sizes):
            return multiple
    return None


def _odd_multiple(least: int, multiple: int) -> int:
    return (math.ceil(least / multiple) // 2 * 2 + 1) * multiple


def _works(model: Model, rows: int, columns: int) -> bool:
    try:
        _tried(model, _picture(rows, columns))
    except Exception:
        return False
    return True


def _tried(model: Model, image: Tensor) -> Tensor:
    """What the model makes of an image, if that is an image of its size."""
    with torch.inference_mode():
        made = model(image)
    if made.shape != image.shape:
        raise MethodError(
            f"it makes {tuple(made.shape)} of an image {tuple(image.shape)} instead of the same"
        )
    if not made.is_floating_point() or not made.isfinite().all():
        raise MethodError("it makes no finite floating-point numbers of an image in [0, 1]")
    return made.float()


def _fixed_size(model: Model) -> tuple[int, int]:
    declared = (model.size[0] or model.size[1], model.size[1] or model.size[0])
    sides = [(n, n) for n in _USUAL] if declared[0] is None else []
    for rows, columns in sides:
        if _works(model, rows, columns):
            return rows, columns
    rows, columns = declared[0] or _USUAL[0], declared[1] or _USUAL[0]
    _tried(model, _picture(rows, columns))  # raises what is wrong
    return rows, columns


def _overlap(model: Model, multiple: int) -> int:
    """How far pixels count, if a part of the image with so much around it gives the same."""
    for side in _REACHES:
        side += -side % multiple
        reach = _reach(model, side, side)
        if reach == EVERYWHERE:
            continue
        overlap = reach + -reach % multiple
        return overlap if _parts_agree(model, overlap, multiple) else EVERYWHERE
    return EVERYWHERE


def _reach(model: Model, rows: int, columns: int) -> int:
    """How far from some changed pixels the answer changes; `EVERYWHERE` if at the image's edge."""
    image = _picture(rows, columns)
    top, left = rows // 2 // _BLOCK * _BLOCK, columns // 2 // _BLOCK * _BLOCK
    before, differs = _tried(model, image), torch.zeros(rows, columns, dtype=torch.bool)
    # What is not a number spreads to all that depends on it, whatever the weights; but some
    # runtimes lose it in a maximum.
    for value in (math.nan, 0.0, 1.0):
        changed = image.clone()
        changed[..., top : top + _BLOCK, left : left + _BLOCK] = value
        with torch.inference_mode():
            after = model(changed).float()
        differs |= ~((after - before).abs() <= _SAME / 10)[0, 0]
    found = differs.nonzero()
    if not len(found):
        return 0
    first, last = found.amin(0), found.amax(0)
    if not first.all() or last[0] == rows - 1 or last[1] == columns - 1:
        return EVERYWHERE
    start = torch.tensor([top, left])
    return int(torch.stack([start - first, last - start - _BLOCK + 1]).amax().clamp(min=0))


def _parts_agree(model: Model, overlap: int, multiple: int) -> bool:
    """Whether the part of an image with an overlap gives what the whole image gives."""
    # An odd step, in which no hidden sampling grid comes to lie on itself.
    start = _odd_multiple(3, multiple)
    side = start + 2 * overlap + _LEAST
    image = _picture(*(side + -side % multiple,) * 2)
    whole = _tried(model, image)[..., start + overlap :, start + overlap :]
    part = _tried(model, image[..., start:, start:].contiguous())[..., overlap:, overlap:]
    return bool((whole - part).abs().max() <= _SAME)


def _gives_noise(model: Model, rows: int, columns: int) -> bool:
    """Whether it answers a noisy picture with the noise, and nothing of the picture."""
    clean, noisy = _picture(rows, columns, 0), _picture(rows, columns)
    made, noise = _tried(model, noisy), noisy - clean
    likeness = torch.corrcoef(torch.stack([made.flatten(), noise.flatten()]))[0, 1]
    return bool(likeness > 0.5 and made.mean().abs() < 0.1 * clean.mean())


def _picture(rows: int, columns: int, noise: float = 0.1) -> Tensor:
    """A smooth picture (1, 1, rows, columns) in [0, 1] with white noise, always the same."""
    down = torch.linspace(0, 5, rows)[:, None]
    across = torch.linspace(0, 4, columns)
    clean = 0.5 + 0.15 * down.sin() + 0.15 * across.cos()
    random = torch.randn(rows, columns, generator=torch.Generator().manual_seed(0))
    return (clean + noise * random).clamp(0, 1)[None, None]
