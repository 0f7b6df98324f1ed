"""What all networks share that predict a kernel for every pixel."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from speckle_viewer.evidence import KernelField, SubbandLevel, apply_kernels
from speckle_viewer.networks.blocks import at_least_float32, convolution
from speckle_viewer.networks.padding import pad_by_replication
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.trunk import Trunk
from speckle_viewer.ops import dynamic_filter, upsample_kernels
from speckle_viewer.ops.strided_kernels import expand_separable

_PLANES = 32
"""Planes that the head computes at a time: in float32 they fit the cache until they are rounded."""


class KernelNetwork(nn.Module):
    """A trunk with a linear head that predicts kernels, and the filtering with them.

    Every frame of the burst is filtered with its own kernel of each size; the results are averaged
    over frames and sizes. The head is linear, so that kernels may be negative. The factor 1 / (N ·
    sizes) is put into the predicted kernels: their plain sum over taps, sizes and frames is the
    output (Mildenhall et al., CVPR 2018, eq. 5).

    Parameters
    ----------
    trunk
        Takes N frames, and a noise map as one more channel if it is to be used.
    burst, sizes
        N, and the kernel sizes K, odd.
    separable
        Predict K vertical and K horizontal factors in place of K² taps.
    core_bias
        Predict an additive constant per pixel and frame as well.
    bias
        False gives the bias-free form: no additive constant anywhere, and f(αy) = α f(y). Kernels
        of a homogeneous generator would grow with the image, and the output with its square:
        so they are normalised, to sum to one, by their own magnitude.
    softmax
        Normalise each kernel with a softmax over its taps (Jia et al., NeurIPS 2016).
    head_size
        Size of the head's convolution.
    """

    unit: Tensor

    def __init__(
        self,
        trunk: Trunk,
        burst: int,
        sizes: Sequence[int],
        *,
        separable: bool = False,
        core_bias: bool = False,
        bias: bool = True,
        softmax: bool = False,
        head_size: int = 3,
    ) -> None:
        super().__init__()
        if not sizes or any(k < 1 or k % 2 == 0 for k in sizes):
            raise ValueError("a kernel network needs odd kernel sizes")
        if (not bias and (core_bias or separable)) or (softmax and (separable or core_bias)):
            raise ValueError("separable kernels are not normalised, and bias-free has no core bias")
        self.trunk = trunk
        self.burst, self.sizes = burst, tuple(sizes)
        self.separable, self.core_bias = separable, core_bias
        self.bias_free, self.softmax = not bias, softmax
        self.stride, self.multiple = trunk.stride, trunk.multiple
        self.taps = [2 * k if separable else k * k for k in sizes]
        self._channels = [burst * count for count in (*self.taps, int(core_bias))]
        self.head = convolution(trunk.outputs, sum(self._channels), size=head_size, bias=bias)
        reach = head_size // 2 * self.stride + (self.stride - 1) + max(sizes) // 2
        self.overlap = trunk.overlap + reach
        self.register_buffer("unit", self._units(), persistent=False)
        self._start_as_mean_filter()

    def _units(self) -> Tensor:
        """What the head's output of one means, by channel: the tap of the mean filter.

        Without it a step of the optimiser, the same for every tap, would change the sum of a large
        kernel K² times as much as that of a single pixel.
        """
        taps = [1 / (k * k * self.burst * len(self.sizes)) for k in self.sizes]
        units = [t**0.5 if self.separable else t for t in taps] + [1 / self.burst]
        counts = torch.tensor(self._channels)
        return torch.repeat_interleave(torch.tensor(units), counts)[:, None, None]

    def _start_as_mean_filter(self) -> None:
        nn.init.normal_(self.head.weight, std=1e-2)
        if self.head.bias is not None:
            taps = sum(self._channels[:-1])
            with torch.no_grad():
                self.head.bias[:taps] = 1
                self.head.bias[taps:] = 0

    def generate(
        self, frames: Tensor, noise_map: Tensor | None = None
    ) -> tuple[list[Tensor], Tensor | None]:
        """Kernels, one (B, N, T, h, w) per size, and the core bias (B, N, H, W) or None.

        ``frames`` is (B, N, H, W), any size; ``noise_map`` (B, 1, H, W).
        """
        taps, core, _ = self.with_subbands(frames, noise_map)
        return taps, core

    def with_subbands(
        self, frames: Tensor, noise_map: Tensor | None = None
    ) -> tuple[list[Tensor], Tensor | None, tuple[SubbandLevel, ...]]:
        """As `generate`, with the sub-bands that the trunk went through."""
        x = frames if noise_map is None else torch.cat([frames, noise_map], 1)
        x = pad_by_replication(x, self.multiple)
        features, subbands = self.trunk.with_subbands(x)
        raw = self._heads_planes(features)
        raw = _sum_to_one(raw) if self.bias_free else raw
        *planes, core = torch.split(raw, self._channels, 1)
        taps = [
            part.reshape(len(part), self.burst, count, *part.shape[2:])
            for part, count in zip(planes, self.taps, strict=True)
        ]
        if self.softmax:
            taps = [at_least_float32(t).softmax(2) / (self.burst * len(self.sizes)) for t in taps]
        if not self.core_bias:
            return taps, None, subbands
        shape = (frames.shape[-2], frames.shape[-1])
        return taps, upsample_kernels(at_least_float32(core), self.stride, shape), subbands

    def _heads_planes(self, features: Tensor) -> Tensor:
        """The head's output in its units, (B, channels, h, w), tap by tap as filtering reads it.

        A 1×1 head is a product of matrices that writes the planes where they belong. A convolution
        of channels-last features would have to be transposed, which takes longer than itself. It
        is computed in float32 and rounded once: an output pixel sums hundreds of taps.
        """
        weight, bias = self.head.weight, self.head.bias
        normalised = self.softmax or self.bias_free
        if weight.shape[-1] > 1:
            raw: Tensor = self.head(features).contiguous()
            return raw if normalised else raw * self.unit
        weight = at_least_float32(weight[:, :, 0, 0])
        offset = weight.new_zeros(len(weight)) if bias is None else at_least_float32(bias)
        if not normalised:
            weight, offset = weight * self.unit[:, :, 0], offset * self.unit[:, 0, 0]
        pixels = at_least_float32(features).permute(0, 2, 3, 1).flatten(1, 2).mT
        kept = self._type_of_taps()
        parts = [
            torch.baddbmm(o[:, None], w.expand(len(pixels), -1, -1), pixels).to(kept)
            for w, o in zip(torch.split(weight, _PLANES), torch.split(offset, _PLANES), strict=True)
        ]
        return torch.cat(parts, 1).reshape(len(pixels), -1, *features.shape[2:])

    def _type_of_taps(self) -> torch.dtype:
        """Float16 for weights in bfloat16: as small, and three bits more."""
        own = self.head.weight.dtype
        return torch.float16 if own == torch.bfloat16 else own

    def forward(self, frames: Tensor, noise_map: Tensor | None = None) -> Tensor:
        """What each frame contributes: (B, N, H, W) → (B, N, H, W); their sum is the output.

        For training: kernels are held at full resolution, and gradients flow.
        """
        return self.contributions(frames, *self.generate(frames, noise_map))

    def contributions(self, frames: Tensor, kernels: list[Tensor], bias: Tensor | None) -> Tensor:
        """What each of ``frames`` (B, N, H, W) contributes, by what `generate` gave."""
        shape = (frames.shape[-2], frames.shape[-1])
        total = torch.zeros_like(frames) if bias is None else bias
        for taps in kernels:
            full = upsample_kernels(taps.flatten(0, 1), self.stride, shape)
            full = expand_separable(full) if self.separable else full
            full = full.reshape(*taps.shape[:2], *full.shape[1:])
            total = total + dynamic_filter(frames[:, :, None], full)[:, :, 0]
        return total

    @torch.inference_mode()
    def predict(
        self,
        frames: Tensor,
        *,
        noise_map: Tensor | None = None,
        check: Callable[[], None] | None = None,
    ) -> Prediction:
        """Denoise the middle one of ``frames`` (N, H, W), float32 in [0, 1]; with evidence.

        The trunk runs in the type of the weights; the image is accumulated in float32.
        ``noise_map`` is (H, W). ``check`` is called every few taps, and may raise to stop.
        """
        extra = None if noise_map is None else noise_map[None, None]
        kernels, bias, subbands = self.with_subbands(frames[None], extra)
        taps = tuple(k[0] for k in kernels)
        core = None if bias is None else bias[0].sum(0)
        output = apply_kernels(
            frames,
            taps,
            self.sizes,
            bias=core,
            stride=self.stride,
            separable=self.separable,
            check=check,
        )
        field = KernelField(taps, frames, output, core, self.stride, self.separable)
        return Prediction(output.clamp(0, 1), kernels=field, noise_map=noise_map, subbands=subbands)


def _sum_to_one(raw: Tensor) -> Tensor:
    """1/T + (g − mean g) / Σ|g| over the T taps of all sizes and frames: sums to one, scale-free.

    Every kernel that sums to one can be reached: g equal to it, if it is not negative anywhere.
    """
    g = at_least_float32(raw)
    magnitude = g.abs().sum(1, keepdim=True).clamp_min(torch.finfo(torch.float32).tiny)
    return 1 / g.shape[1] + (g - g.mean(1, keepdim=True)) / magnitude
