"""Videos at the true times of the frames."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from speckle_viewer.errors import ExportError
from speckle_viewer.whole_file import replacing

if TYPE_CHECKING:
    from av.video.stream import VideoStream

Grey = NDArray[np.uint8]
"""(rows, columns), or (rows, columns, 3) of RGB."""

_ENCODERS = ("libopenh264", "libx264")
"""Of H.264, in the order in which they are preferred. PyAV, an optional package, brings them."""
_BITS_PER_PIXEL = 2
_TICK = Fraction(1, 90_000)  # s; as is usual for video
_SHORTEST_GIF = 2
"""Hundredths of a second. Browsers show shorter frames at a rate of their own."""


def write_mp4(
    path: Path, frames: Iterable[Grey], times: NDArray[np.float64], about: str = ""
) -> None:
    """Write H.264 at a quality at which no difference is seen; it is not lossless.

    Parameters
    ----------
    path
        File to write, whole or not at all.
    frames
        All of one size; a last odd row or column is repeated, as the format needs even sizes.
    times
        Of each frame in seconds (n,), kept to 1/90,000 s.
    about
        What the film is of: its comment.

    Raises
    ------
    ExportError
        If PyAV is not installed, or cannot write H.264.
    OSError
        If the file cannot be written.
    """
    try:
        import av
    except ImportError:
        raise ExportError(
            "Writing MP4 needs the package av: pip install 'speckle-viewer[video]', or choose GIF."
        ) from None
    name = next((n for n in _ENCODERS if n in av.codecs_available and _can_write(n)), None)
    if name is None:
        raise ExportError("The package av that is installed cannot write H.264: choose GIF.")
    rate = Fraction(1 / _interval(times)).limit_denominator(1000)
    with replacing(path) as temporary, av.open(str(temporary), "w", format="mp4") as container:
        container.metadata["comment"] = about
        stream = cast("VideoStream", container.add_stream(name, rate=rate))
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "12", "preset": "fast"} if name == "libx264" else {}
        stream.codec_context.time_base = _TICK
        for frame, tick in zip(frames, _ticks(times), strict=True):
            picture = av.VideoFrame.from_ndarray(_even(frame), format="rgb24")
            if not stream.codec_context.is_open:
                stream.width, stream.height = picture.width, picture.height
                if name == "libopenh264":  # which knows no constant quality
                    bits = _BITS_PER_PIXEL * picture.width * picture.height
                    stream.bit_rate = round(bits * rate)
            picture.pts, picture.time_base = tick, _TICK
            container.mux(stream.encode(picture))
        container.mux(stream.encode())


def write_gif(
    path: Path, frames: Iterable[Grey], times: NDArray[np.float64], about: str = ""
) -> None:
    """Write an animated GIF that loops; times are kept to 10 ms, the least that the format knows.

    Grey frames keep every value; colours are reduced to 256. Frames that would last less than
    20 ms are left out, and the others stay on time. ``about`` is its comment.
    """
    pictures, begins = [], list[int]()  # hundredths of a second, so that roundings do not add up
    for frame, time in zip(frames, times - times[0], strict=True):
        begin = round(100 * time)
        if begins and begin - begins[-1] < _SHORTEST_GIF:
            continue
        begins.append(begin)
        pictures.append(Image.fromarray(frame))
    last = max(round(100 * _interval(times)), _SHORTEST_GIF)
    durations = [10 * (b - a) for a, b in pairwise([*begins, begins[-1] + last])]
    with replacing(path) as temporary:
        pictures[0].save(
            temporary,
            "GIF",
            save_all=True,
            append_images=pictures[1:],
            duration=durations,
            loop=0,
            comment=about.encode(),
        )


def _can_write(name: str) -> bool:
    import av

    try:
        av.Codec(name, "w")
    except ValueError:  # known by name, and not part of this build
        return False
    return True


def _ticks(times: NDArray[np.float64]) -> Iterator[int]:
    """The time of each frame, each later than the one before, as the format needs them."""
    last = -1
    for time in times - times[0]:
        last = max(round(time / _TICK), last + 1)
        yield last


def _interval(times: NDArray[np.float64]) -> float:
    """Median time from frame to frame, seconds; a still lasts one second."""
    return float(np.median(np.diff(times))) or 0.04 if len(times) > 1 else 1.0


def _even(frame: Grey) -> Grey:
    """As RGB with even sides."""
    rows, columns = frame.shape[:2]
    colour = frame if frame.ndim == 3 else np.repeat(frame[..., None], 3, -1)
    return np.ascontiguousarray(np.pad(colour, ((0, rows % 2), (0, columns % 2), (0, 0)), "edge"))
