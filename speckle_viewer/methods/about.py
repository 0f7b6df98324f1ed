"""What the card of a network says of its kind: where it was published, and what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

_STUDY = "Speckle-Denoise, internship report, Philips Research / Centrale Nantes, 2020"
_KERNELS = "The kernel that weighs the surroundings of each pixel."
_BANDS = "The wavelet sub-bands of each level, before and after."
_BIAS_FREE = "Mohan et al., Robust and Interpretable Blind Image Denoising, ICLR 2020"


@dataclass(frozen=True)
class About:
    """Paper, what a user learns from the method, and the kinds of evidence that it gives."""

    paper: str
    shows: str
    evidence: tuple[str, ...] = ()


_ABOUT = {
    "UNet": About(
        f"{_STUDY}: its baseline",
        "What a plain encoder and decoder does, without saying why.",
    ),
    "LDFN": About(
        f"{_STUDY}; Jia et al., Dynamic Filter Networks, NeurIPS 2016", _KERNELS, ("kernels",)
    ),
    "GDFN": About(
        f"{_STUDY}; Jia et al., Dynamic Filter Networks, NeurIPS 2016",
        "How far a few filters for the whole image go.",
        ("global filters",),
    ),
    "MWCNN": About(
        "Liu et al., Multi-level Wavelet-CNN for Image Restoration, CVPR Workshops 2018",
        _BANDS,
        ("sub-bands",),
    ),
    "MWCNNStudy": About(
        f"{_STUDY}; after Liu et al., Multi-level Wavelet-CNN, CVPR Workshops 2018",
        _BANDS,
        ("sub-bands",),
    ),
    "KPN": About(
        "Mildenhall et al., Burst Denoising with Kernel Prediction Networks, CVPR 2018; "
        "several kernel sizes as in arXiv 1910.08313",
        _KERNELS,
        ("kernels",),
    ),
    "MWKPN": About(
        f"{_STUDY}; after Mildenhall et al., CVPR 2018, and Liu et al., CVPR Workshops 2018",
        _KERNELS,
        ("kernels", "sub-bands"),
    ),
    "NoiseEstimator": About(
        _STUDY,
        "How strong the speckle is at each pixel: its image is that map, not a denoised one.",
        ("noise map",),
    ),
    "DnCNN": About(
        "Zhang et al., Beyond a Gaussian Denoiser, IEEE TIP 2017",
        "A plain stack of convolutions that predicts the noise and subtracts it.",
    ),
    "FFDNet": About(
        "Zhang et al., FFDNet: Toward a Fast and Flexible Solution, IEEE TIP 2018",
        "What a network does that is told how strong the noise is.",
        ("noise map",),
    ),
    "CBDNet": About(
        "Guo et al., Toward Convolutional Blind Denoising of Real Photographs, CVPR 2019",
        "A network that first estimates how strong the noise is at each pixel.",
        ("noise map",),
    ),
    "BFUNet": About(_BIAS_FREE, "A small U-Net whose output scales with its input."),
    "Codebook": About(
        f"{_STUDY}: its hybrid method",
        "A few kernels, and how much of each a pixel takes: a kernel network without the network.",
        ("kernels",),
    ),
}


def about(network: str, arguments: Mapping[str, Any]) -> About:
    """What to say of a network of this class, built with these arguments."""
    known = _ABOUT[network]
    if arguments.get("wavelet"):
        known = replace(known, shows=_BANDS, evidence=("sub-bands",))
    if arguments.get("bias") is not False or network == "BFUNet":
        return known
    return About(f"{known.paper}; without biases: {_BIAS_FREE}", known.shows, known.evidence)
