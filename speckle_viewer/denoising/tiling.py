"""The part of a frame that is denoised, in one piece or in tiles.

Only the bounding box of the tissue is run, grown by the pixels around that the method looks at, as
far as the image has them. It starts at a multiple of the network's sampling step. So inside the
tissue the answer is that of the full frame, and so is that of tiles, which are grown likewise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.evidence import EntryKernels, GlobalFilters, KernelField, SubbandLevel
from speckle_viewer.evidence.entry_kernels import BLOCK
from speckle_viewer.methods.method import Check, Method
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.prediction import Prediction


@dataclass(frozen=True)
class Box:
    """A rectangle of pixels, half-open."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an image with."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def grown(self, margin: int, multiple: int, shape: tuple[int, int]) -> "Box":
        """With ``margin`` on all sides, to multiples of ``multiple``, within the image."""
        return Box(
            max(0, self.top - margin) // multiple * multiple,
            max(0, self.left - margin) // multiple * multiple,
            min(shape[0], -(-(self.bottom + margin) // multiple) * multiple),
            min(shape[1], -(-(self.right + margin) // multiple) * multiple),
        )


def tissue_box(tissue: NDArray[np.bool_]) -> Box | None:
    """The smallest box that holds all tissue; None where there is none."""
    rows, columns = np.flatnonzero(tissue.any(1)), np.flatnonzero(tissue.any(0))
    if not rows.size:
        return None
    return Box(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1)


def cut(shape: tuple[int, int], side: int | None, multiple: int) -> list[list[Box]]:
    """Rows of boxes of about ``side`` that cover an image, cut at multiples of ``multiple``."""
    if side is None:
        return [[Box(0, 0, *shape)]]
    step = max(multiple, side // multiple * multiple)
    height, width = shape
    return [
        [
            Box(top, left, min(top + step, height), min(left + step, width))
            for left in range(0, width, step)
        ]
        for top in range(0, height, step)
    ]


def predict_tiled(
    method: Method,
    burst: Tensor,
    controls: Mapping[str, float],
    *,
    device: torch.device,
    dtype: torch.dtype,
    side: int | None = None,
    evidence: bool = True,
    noise: Tensor | None = None,
    check: Check | None = None,
    progress: Callable[[float], None] = lambda done: None,
) -> Prediction:
    """Denoise the middle frame of ``burst`` (T, 1, H, W), in tiles of about ``side``.

    The prediction covers (H, W) and lies on the CPU; its evidence too, joined, or only the noise
    map unless ``evidence``. ``noise`` (H, W) is as `NetworkMethod.predict` takes it. ``check`` is
    called between tiles and layers; ``progress`` with the part done.
    """
    shape = (burst.shape[-2], burst.shape[-1])
    rows = cut(shape, side, method.multiple)
    count = sum(len(row) for row in rows)
    parts: list[list[Prediction]] = []
    for row in rows:
        parts.append([])
        for core in row:
            if check is not None:
                check()
            tile = core.grown(method.overlap, method.multiple, shape)
            inside = burst[(..., *tile.slices)].to(device)
            if noise is None:
                part = method.predict(inside, controls, dtype=dtype, check=check)
            else:
                assert isinstance(method, NetworkMethod), "no other method takes a noise map"
                around = noise[tile.slices].to(device)
                part = method.predict(inside, controls, dtype=dtype, check=check, noise=around)
            part = part if evidence else Prediction(part.image, noise_map=part.noise_map)
            parts[-1].append(_core_of(part, tile, core, shape))
            progress(sum(map(len, parts)) / count)
    across = [_combined(row, lambda planes, _: _beside(planes, -1)) for row in parts]
    return _combined(across, lambda planes, _: _beside(planes, -2))


def _core_of(part: Prediction, tile: Box, core: Box, shape: tuple[int, int]) -> Prediction:
    """What a tile says about its core, on the CPU."""

    def crop(planes: list[Tensor], stride: int) -> Tensor:
        top, left = (core.top - tile.top) // stride, (core.left - tile.left) // stride
        # At the image's end kernels may reach beyond it, to a multiple of the network's step.
        bottom = (core.bottom - tile.top) // stride if core.bottom < shape[0] else None
        right = (core.right - tile.left) // stride if core.right < shape[1] else None
        cropped = planes[0][..., top:bottom, left:right]
        return cropped.cpu() if core == tile else cropped.cpu().clone()  # frees the margins

    return _combined([part], crop)


def _beside(planes: list[Tensor], dimension: int) -> Tensor:
    return planes[0] if len(planes) == 1 else torch.cat(planes, dimension)


def _combined(
    parts: Sequence[Prediction], combine: Callable[[list[Tensor], int], Tensor]
) -> Prediction:
    """One prediction from several with the same planes.

    ``combine`` makes a plane (…, h, w) of the corresponding planes of all parts; it is told how
    many pixels one of their positions stands for.
    """
    fields = [part.kernels for part in parts if part.kernels is not None]
    noise_maps = [part.noise_map for part in parts if part.noise_map is not None]
    filters = [part.filters for part in parts if part.filters is not None]
    levels = zip(*(part.subbands for part in parts), strict=True)
    return Prediction(
        combine([part.image for part in parts], 1),
        _combined_field(fields, combine) if fields else None,
        combine(noise_maps, 1) if noise_maps else None,
        _combined_filters(filters, combine) if filters else None,
        tuple(_combined_level(level, 2 << i, combine) for i, level in enumerate(levels)),
    )


def _combined_filters(
    parts: Sequence[GlobalFilters], combine: Callable[[list[Tensor], int], Tensor]
) -> GlobalFilters:
    # Each tile is the whole frame, since every pixel matters: all have the same filters.
    mixtures = [part.mixture for part in parts if part.mixture is not None]
    return GlobalFilters(
        parts[0].taps.cpu(),
        combine([part.frame for part in parts], 1),
        combine(mixtures, 1) if mixtures else None,
    )


def _combined_level(
    parts: Sequence[SubbandLevel], stride: int, combine: Callable[[list[Tensor], int], Tensor]
) -> SubbandLevel:
    return SubbandLevel(
        combine([part.before for part in parts], stride),
        combine([part.after for part in parts], stride),
    )


def _combined_field(
    fields: Sequence[KernelField], combine: Callable[[list[Tensor], int], Tensor]
) -> KernelField:
    stride = fields[0].stride
    biases = [field.bias for field in fields if field.bias is not None]
    joined = replace(
        fields[0],
        taps=tuple(
            combine(list(planes), stride) for planes in zip(*(f.taps for f in fields), strict=True)
        ),
        frames=combine([field.frames for field in fields], 1),
        output=combine([field.output for field in fields], 1),
        bias=combine(biases, 1) if biases else None,
    )
    if isinstance(joined, EntryKernels):
        indices = [field.index for field in fields if isinstance(field, EntryKernels)]
        blends = [f.blend for f in fields if isinstance(f, EntryKernels) and f.blend is not None]
        joined = replace(
            joined,
            entries=joined.entries.cpu(),
            index=combine(indices, 1),
            blend=combine(blends, BLOCK) if blends else None,
        )
    return joined
