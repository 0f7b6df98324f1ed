"""From numbers to colours: the same table on screen and in figures.

The diverging map is made of two straight lines in OKLab (Ottosson 2020), from a neutral centre to
blue and to orange, equally long and equally steep in lightness: equal steps of the number are
equal steps for the eye, on either side of zero and with a colour deficiency of sight too. The
cyclic map is a circle of hues in the same space, tilted so that green is lighter than red: angles
are told apart without red or green cones too. The sequential map is viridis (van der Walt and Smith
2015, CC0).
"""

from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Colours = Literal["grey", "sequential", "diverging", "cyclic", "classes"]
"""``cyclic`` is for angles: both limits have one colour. ``classes`` is for whole numbers."""

HALF = 255
"""Colours on either side of zero in the diverging map."""

CLASSES = 20
"""Classes with a colour of their own; after them the colours come again."""

_BLUE, _ORANGE = np.deg2rad(245.0), np.deg2rad(62.0)  # hues
_CHROMA = 0.105
_LIGHTNESS = {"dark": (0.27, 0.80), "light": (0.96, 0.50)}  # at zero, at the limits
_GOLDEN = 2.399963  # radians: each next hue falls into the largest gap

DISTINCT = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#d55e00",
    "#cc79a7",
    "#40f4dc",
    "#0072b2",
)
"""The first classes: seven of Okabe and Ito's colours (their black is of no use on ultrasound) and
an aqua that is as far from them with a red, green or blue deficiency of sight as they are from each
other. Of more than eight there are none that everybody can tell apart."""

_FROM_LAB = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_FROM_LMS = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)

_VIRIDIS = (
    "44015444025645045745055946075a46085c460a5d460b5e470d60470e61471063471164471365481467481668"
    "48176948186a481a6c481b6d481c6e481d6f481f70482071482173482374482475482576482677482878482979"
    "472a7a472c7a472d7b472e7c472f7d46307e46327e46337f463480453581453781453882443983443a83443b84"
    "433d84433e85423f854240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a"
    "3d4e8a3c4f8a3c508b3b518b3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d"
    "355e8d355f8d34608d34618d33628d33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e"
    "2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e2c728e2c738e2b748e2b758e2a768e2a778e2a788e29798e297a8e"
    "297b8e287c8e287d8e277e8e277f8e27808e26818e26828e26828e25838e25848e25858e24868e24878e23888e"
    "23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d21918c20928c20928c20938c1f948c1f958b1f968b"
    "1f978b1f988b1f998a1f9a8a1e9b8a1e9c891e9d891f9e891f9f881fa0881fa1881fa1871fa28720a38620a486"
    "21a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad8128ae8029af7f2ab07f2cb17e2db27d"
    "2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc743fbc7340bd7242be7144bf70"
    "46c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc8635ec96260ca6063cb5f"
    "65cb5e67cc5c69cd5b6ccd5a6ece5870cf5773d05675d05477d1537ad1517cd2507fd34e81d34d84d44b86d549"
    "89d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39a2da37a5db36a8db34aadc32addc30"
    "b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21a"
    "d8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723"
    "fde725"
)


def table(colours: Colours, theme: str = "light") -> NDArray[np.uint8]:
    """The colours of a map from its lower to its upper limit: (n, 3) sRGB.

    Only the diverging map differs with the theme, "dark" or "light": its centre is near the
    background's grey. Figures for paper take the light one.
    """
    if colours == "grey":
        return np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, 1)
    if colours == "sequential":
        return np.frombuffer(bytes.fromhex("".join(_VIRIDIS)), np.uint8).reshape(-1, 3)
    if colours == "diverging":
        return diverging(theme)
    return _cyclic() if colours == "cyclic" else _classes()


@lru_cache
def diverging(theme: str) -> NDArray[np.uint8]:
    """The diverging map of a theme: (2 · `HALF` + 1, 3) sRGB, zero in the middle."""
    centre, pole = _LIGHTNESS[theme]
    position = np.linspace(-1.0, 1.0, 2 * HALF + 1)
    reach = np.abs(position)
    hue = np.where(position < 0, _BLUE, _ORANGE)
    return _srgb(centre + (pole - centre) * reach, _CHROMA * reach, hue)


@lru_cache
def _cyclic() -> NDArray[np.uint8]:
    hue = np.linspace(0.0, 2 * np.pi, 361)
    # Green is lighter than red: whoever takes them for one colour tells them apart by that.
    return _srgb(0.68 - 0.14 * np.cos(hue), np.full_like(hue, 0.12), hue)


@lru_cache
def _classes() -> NDArray[np.uint8]:
    index = np.arange(CLASSES - len(DISTINCT))
    lightness = np.take([0.80, 0.60, 0.70, 0.50], index % 4)
    others = _srgb(lightness, np.full(len(index), 0.12), index * _GOLDEN)
    first = [tuple(bytes.fromhex(colour[1:])) for colour in DISTINCT]
    return np.concatenate([np.array(first, np.uint8), others])


def on_white() -> tuple[str, ...]:
    """`DISTINCT` for lines on white: the light ones darkened to a contrast of 3:1 (WCAG 1.4.11)."""
    values = np.array([tuple(bytes.fromhex(colour[1:])) for colour in DISTINCT]) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    linear *= np.minimum(1.0, (1.05 / 3 - 0.05) / luminance)[:, None]
    return tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in _gamma(linear))


def paper_colour(colour: str) -> str:
    """On white, of what has a colour of `DISTINCT` on screen; of what has none it is neutral."""
    return dict(zip(DISTINCT, on_white(), strict=True)).get(colour, image_colour(0, "white"))


def image_colour(place: int, ground: Literal["dark", "white"]) -> str:
    """The colour of curves of an image by its place in the window; the input, at 0, is neutral.

    Methods have those of `DISTINCT` from the last but one on: regions have the first ones.
    """
    if place == 0:
        return "#1b1d20" if ground == "white" else "#d9dce0"
    known = DISTINCT if ground == "dark" else on_white()
    return known[(-1 - place) % len(known)]


def rgba(
    values: NDArray[Any],
    colours: Colours,
    limits: tuple[float, float],
    theme: str = "light",
) -> NDArray[np.uint8]:
    """The colours of numbers (…) as (…, 4): clear where a number is NaN, or a class negative.

    ``limits`` are the numbers with the first and the last colour; beyond them colours stay.
    Classes have the colour of their number, whatever the limits.
    """
    packed = _packed(colours, theme)
    values = np.asarray(values)
    clear = np.isnan(values)
    if colours == "classes":
        clear |= values < 0
        places = np.where(clear, 0, values).astype(np.intp) % CLASSES
    else:
        low, high = limits
        last = len(packed) - 2
        # As floats: whole numbers without a sign would wrap around below the lower limit.
        scaled = (values - float(low)) * (last / ((high - low) or 1.0))
        places = np.where(clear, 0, np.clip(scaled, 0, last) + 0.5).astype(np.uint16)
    colour = packed[np.where(clear, len(packed) - 1, places)]
    return np.asarray(colour)[..., None].view(np.uint8)


@lru_cache
def _packed(colours: Colours, theme: str) -> NDArray[np.uint32]:
    """A map's colours, and clear as the last one, each in one number: so they are taken faster."""
    colour_table = table(colours, theme)
    opaque = np.full((len(colour_table), 1), 255, np.uint8)
    with_clear = np.concatenate([np.hstack([colour_table, opaque]), np.zeros((1, 4), np.uint8)])
    return np.ascontiguousarray(with_clear).view(np.uint32)[:, 0]


def _srgb(lightness: Any, chroma: Any, hue: Any) -> NDArray[np.uint8]:
    """From OKLCh (n,) each, the hue in radians, to 8-bit sRGB (n, 3)."""
    lab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    return _gamma(np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0.0, 1.0))


def _gamma(linear: NDArray[np.float64]) -> NDArray[np.uint8]:
    """From linear light, 0 to 1, to 8-bit sRGB."""
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(255 * srgb), np.uint8)
