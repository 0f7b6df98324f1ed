"""Small cines made of numbers, and results for them."""

from collections.abc import Sequence

import numpy as np

from speckle_viewer.cine import Cine, Frame, Region, Timing
from speckle_viewer.denoising import Request, Result
from speckle_viewer.methods import Card, Control
from speckle_viewer.viewer import INPUT, Facts, Scene, ViewerState
from speckle_viewer.viewer.beside import across
from speckle_viewer.viewer.comparer import Comparer
from speckle_viewer.viewer.scene_of_two import resolve_two

ROWS, COLUMNS = 40, 60
CALIBRATED = Region(0, 0, ROWS, COLUMNS, (0.5, 0.25), "tissue", "header")


class Ramp:
    """Frames whose every pixel is ten times the frame's index, from black on."""

    def __init__(self, channels: int = 1, broken: Sequence[int] = ()) -> None:
        self.channels, self.broken = channels, broken

    def decode(self, index: int) -> Frame:
        shape = (ROWS, COLUMNS) if self.channels == 1 else (ROWS, COLUMNS, self.channels)
        return np.full(shape, 10 * index, np.uint8)

    def close(self) -> None:
        pass


def make_cine(
    frames: int = 10,
    interval: float = 0.1,
    *,
    times: Sequence[float] | None = None,
    region: Region = CALIBRATED,
    source: str = "FrameTime",
    channels: int = 1,
) -> Cine:
    moments = np.arange(frames) * interval if times is None else np.array(times, float)
    return Cine(
        Ramp(channels),
        name="ramp",
        path=None,
        frame_count=frames,
        shape=(ROWS, COLUMNS),
        timing=Timing(moments, source),
        regions=[region],
    )


def make_result(request: Request, grey: int = 100) -> Result:
    image = np.full((ROWS, COLUMNS), grey, np.uint8)
    return Result(
        number=1,
        request=request,
        image=image,
        tissue=np.ones((ROWS, COLUMNS), bool),
        prediction=None,
        milliseconds=41.4,
        device="cpu",
        arithmetic="float32",
    )


def make_card(method: str, title: str, *controls: Control) -> Card:
    return Card(
        id=method,
        title=title,
        paper="",
        shows="",
        burst=1,
        evidence=("kernels",) if method.startswith("kpn") else (),
        parameters=0,
        training="",
        licence="MIT",
        network={},
        controls=controls,
    )


def compared_scene(one: Cine, two: Cine) -> Scene:
    """Two cines beside each other, of grey 90 and 120, and their inputs compared."""
    state = ViewerState()
    state.add_cine(one)
    state.add_cine(two)
    state.show_cine(one)
    state.set_playback(playing=False)
    state.two_cines.show(two)
    state.compare(shown=True, first=INPUT, second=across(INPUT))
    facts = [Facts(image=np.full((ROWS, COLUMNS), n, np.uint8), image_frame=0) for n in (90, 120)]
    return Comparer().add_to(resolve_two(state.wants, *facts))
