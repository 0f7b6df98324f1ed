"""Kernel prediction network (Mildenhall et al., CVPR 2018), as the study builds it."""

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.evidence import KernelField, apply_kernels
from speckle_viewer.networks.blocks import convolution
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.unet_trunk import UNetTrunk
from speckle_viewer.ops import dynamic_filter, upsample_kernels
from speckle_viewer.ops.strided_kernels import expand_separable


class KPN(nn.Module):
    """A U-Net that predicts, for every pixel, the kernels that average its surroundings.

    Every frame of the burst is filtered with its own kernel of each size; the results are averaged
    over frames and sizes. The head is linear, so that kernels may be negative. The factor 1 / (N ·
    sizes) is put into the predicted kernels: their plain sum over taps, sizes and frames is the
    output, as in the paper's eq. 5.

    Parameters
    ----------
    burst
        N, the number of frames; the middle one is denoised.
    sizes
        Kernel sizes K, odd. Several at once as in AME-KPN (arXiv 1910.08313).
    widths
        Channels per level of the trunk.
    stride
        1: kernels at full resolution. 2: at half resolution, bilinearly upsampled, as published.
    separable
        Predict K vertical and K horizontal factors in place of K² taps.
    core_bias
        Predict an additive constant per pixel and frame as well.
    attention
        The study's channel and spatial gates in the decoder.
    bias
        False gives the bias-free form: no additive constant anywhere, and f(αy) = α f(y). Kernels
        of a homogeneous generator would grow with the image, and the output with its square:
        so they are normalised, to sum to one, by their own magnitude.
    noise_map
        Whether a map of the noise's standard deviation is an extra input.
    head_size
        Size of the head's convolution.
    """

    def __init__(
        self,
        burst: int = 1,
        sizes: Sequence[int] = (5,),
        widths: Sequence[int] = (64, 128, 256, 256),
        *,
        stride: int = 1,
        separable: bool = False,
        core_bias: bool = False,
        attention: bool = False,
        bias: bool = True,
        noise_map: bool = False,
        head_size: int = 3,
    ) -> None:
        super().__init__()
        if stride not in (1, 2) or not sizes or any(k < 1 or k % 2 == 0 for k in sizes):
            raise ValueError("KPN needs odd kernel sizes and a stride of 1 or 2")
        if not bias and (core_bias or separable):
            raise ValueError("a bias-free KPN has no core bias, and its kernels are not separable")
        self.burst, self.sizes, self.stride = burst, tuple(sizes), stride
        self.separable, self.core_bias, self.bias_free = separable, core_bias, not bias
        self.trunk = UNetTrunk(
            burst + noise_map, widths, finest=stride - 1, bias=bias, attention=attention
        )
        self.taps = [2 * k if separable else k * k for k in sizes]
        self._channels = [burst * count for count in (*self.taps, int(core_bias))]
        share = 1 / (burst * len(sizes))
        self._share = share**0.5 if separable else share  # of each of the two factors
        self.head = convolution(self.trunk.outputs, sum(self._channels), size=head_size, bias=bias)
        self.multiple = self.trunk.multiple
        reach = head_size // 2 * stride + (stride - 1) + max(sizes) // 2
        self.overlap = self.trunk.overlap + reach
        self._start_as_mean_filter()

    def _start_as_mean_filter(self) -> None:
        nn.init.normal_(self.head.weight, std=1e-3)
        if self.head.bias is not None:
            values = [1 / k if self.separable else 1 / k**2 for k in self.sizes]
            counts = torch.tensor(self._channels[:-1])
            start = torch.repeat_interleave(torch.tensor(values), counts)
            with torch.no_grad():
                self.head.bias.zero_()
                self.head.bias[: len(start)] = start

    def generate(
        self, frames: Tensor, noise_map: Tensor | None = None
    ) -> tuple[list[Tensor], Tensor | None]:
        """Kernels, one (B, N, T, h, w) per size, and the core bias (B, N, H, W) or None.

        ``frames`` is (B, N, H, W), any size; ``noise_map`` (B, 1, H, W).
        """
        height, width = frames.shape[-2:]
        x = frames if noise_map is None else torch.cat([frames, noise_map], 1)
        bottom, right = -height % self.multiple, -width % self.multiple
        x = F.pad(x, (0, right, 0, bottom), mode="replicate")
        raw = self.head(self.trunk(x.to(self.head.weight.dtype)))
        raw = _sum_to_one(raw) if self.bias_free else raw * self._share
        *planes, core = torch.split(raw.contiguous(), self._channels, 1)  # tap by tap, not pixel
        taps = [
            part.reshape(len(part), self.burst, count, *part.shape[2:])
            for part, count in zip(planes, self.taps, strict=True)
        ]
        if not self.core_bias:
            return taps, None
        return taps, upsample_kernels(core.float(), self.stride, (height, width))

    def forward(self, frames: Tensor, noise_map: Tensor | None = None) -> Tensor:
        """What each frame contributes: (B, N, H, W) → (B, N, H, W); their sum is the output.

        For training: kernels are held at full resolution, and gradients flow.
        """
        shape = (frames.shape[-2], frames.shape[-1])
        kernels, bias = self.generate(frames, noise_map)
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
        kernels, bias = self.generate(frames[None], extra)
        taps = tuple(k[0].contiguous() for k in kernels)
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
        return Prediction(output.clamp(0, 1), kernels=field, noise_map=noise_map)


def _sum_to_one(raw: Tensor) -> Tensor:
    """1/T + (g − mean g) / Σ|g| over the T taps of all sizes and frames: sums to one, scale-free.

    Every kernel that sums to one can be reached: g equal to it, if it is not negative anywhere.
    """
    g = raw.float()
    magnitude = g.abs().sum(1, keepdim=True).clamp_min(torch.finfo(torch.float32).tiny)
    return 1 / g.shape[1] + (g - g.mean(1, keepdim=True)) / magnitude
