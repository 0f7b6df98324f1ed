"""The inspector's part of a scene: whose frames they are, and no kernel made twice."""

import numpy as np
import pytest
import torch

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.evidence import KernelField, PixelKernel
from speckle_viewer.networks import Prediction
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.scene import resolve
from speckle_viewer.viewer.state import ViewerState
from speckle_viewer.viewer.wants import Hover
from tests.denoising.fakes import cine_of, speckle


def result_of(cine: Cine, frame: int, burst: tuple[int, ...]) -> Result:
    frames = torch.from_numpy(np.stack([cine.grey(i) for i in burst]))
    field = KernelField((torch.full((len(burst), 9, 20, 30), 0.01),), frames, frames[0])
    tissue = np.ones((20, 30), bool)
    return Result(
        number=1,
        request=Request(cine, frame, "kpn"),
        image=cine.frame(frame),
        tissue=tissue,
        prediction=Prediction(frames[0], field),
        milliseconds=1.0,
        device="cpu",
        arithmetic="float32",
        burst=burst,
    )


@pytest.fixture
def state() -> ViewerState:
    state = ViewerState()
    state.add_cine(cine_of(speckle(6, 20, 30)))
    state.choose_method("kpn", True)
    return state


def test_the_frames_of_the_burst_are_told_by_their_distance(state: ViewerState) -> None:
    cine = state.wants.cine
    assert cine is not None
    state.go_to(2)
    assert resolve(state.wants, Facts()).inspection.offsets == ()
    state.set_hover(Hover("kpn", 4, 5))
    facts = Facts(results={"kpn": result_of(cine, 2, (4, 1, 2, 4, 5))})
    assert resolve(state.wants, facts).inspection.offsets == (2, -1, 0, 2, 3)


def test_moving_the_mouse_does_not_make_the_kernels_of_the_pins_again(
    state: ViewerState, monkeypatch: pytest.MonkeyPatch
) -> None:
    cine, made = state.wants.cine, []
    assert cine is not None
    original = KernelField.at

    def at(field: KernelField, row: int, column: int) -> PixelKernel:
        made.append((row, column))
        return original(field, row, column)

    monkeypatch.setattr(KernelField, "at", at)
    state.pins.toggle(3, 4)
    state.pins.toggle(5, 6)
    first, second = (Facts(results={"kpn": result_of(cine, 0, (i,))}) for i in (0, 1))
    for column in range(10):
        state.set_hover(Hover("kpn", 8, column))
        pins = resolve(state.wants, first).inspection.pins
    assert [kernel and (kernel.row, kernel.column) for _, kernel in pins] == [(3, 4), (5, 6)]
    assert made.count((3, 4)) == made.count((5, 6)) == 1
    other = resolve(state.wants, second).inspection.pins
    assert made.count((3, 4)) == 2, "another frame has other kernels"
    assert other[0][1] is not pins[0][1]
