"""Numbers and sources as words."""

from speckle_viewer.cine import Timing

_ELSEWHERE = {"assumed": "assumed", "file": "file"}


def interval(timing: Timing) -> str:
    """Time between frames with its source: "33.3 ms (header: FrameTime)"."""
    irregular = "median " if is_irregular(timing) else ""
    source = _ELSEWHERE.get(timing.source, f"header: {timing.source}")
    return f"{irregular}{timing.interval * 1000:.1f} ms ({source})"


def is_irregular(timing: Timing) -> bool:
    """Whether any frame stays more than 1 % longer or shorter than the usual one."""
    times = timing.times
    if len(times) < 3:
        return False
    steps = times[1:] - times[:-1]
    return bool(abs(steps - timing.interval).max() > timing.interval / 100)


def achieved(rate: float | None, dropped: int, playing: bool) -> str:
    """The rate achieved and the frames left out: "29.8 fps, 3 dropped"."""
    if rate is None or not playing:
        return ""
    return f"{rate:.1f} fps, {dropped} dropped"


def speed(factor: float) -> str:
    """A playback speed: "0.5 ×"."""
    return f"{factor:g} ×"
