"""Numbers and sources as words."""

from speckle_viewer.cine import Timing
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

_ELSEWHERE = {"assumed": QT_TR_NOOP("assumed"), "file": QT_TR_NOOP("file")}


def interval(timing: Timing) -> str:
    """Time between frames with its source: "33.3 ms (header: FrameTime)"."""
    irregular = tr("median") + " " if is_irregular(timing) else ""
    known = _ELSEWHERE.get(timing.source)
    source = tr("header: {}").format(timing.source) if known is None else tr(known)
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
    return tr("{:.1f} fps, {} dropped").format(rate, dropped)


def speed(factor: float) -> str:
    """A playback speed: "0.5 ×"."""
    return f"{factor:g} ×"
