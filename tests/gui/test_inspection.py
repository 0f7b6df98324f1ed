"""The inspector keeps the last kernel of a pixel until the next one is there."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import GreyScale
from speckle_viewer.gui.inspection import InspectorFeed
from speckle_viewer.gui.inspector import KernelInspector
from speckle_viewer.gui.inspector.heatmap import Tap
from speckle_viewer.gui.inspector.summary import lines_of
from speckle_viewer.viewer import Inspection, ViewerState
from speckle_viewer.viewer.equivalent import Equivalent
from speckle_viewer.viewer.inspection import ON_THEIR_WAY
from speckle_viewer.viewer.wants import Hover
from tests.gui.pixel_kernels import made_up_kernel


def scene(frame: int, kernel: Any, *, column: int = 5, offsets: tuple[int, ...] = ()) -> Any:
    message = "" if kernel is not None else ON_THEIR_WAY
    wants = SimpleNamespace(
        looked_at=Hover("kpn", 4, column),
        frame=frame,
        methods=("kpn",),
        inspected_method="kpn",
        cine_pins=(),
        derivative="row",
    )
    inspection = Inspection(kernel, message, "KPN", True, (), kernel is None, offsets)
    panes = (SimpleNamespace(image=frame),)
    return SimpleNamespace(wants=wants, inspection=inspection, panes=panes)


def test_the_last_kernel_of_a_pixel_stays_until_the_next_is_there(qtbot: QtBot) -> None:
    inspector = KernelInspector()
    qtbot.addWidget(inspector)
    feed = InspectorFeed(inspector, ViewerState())
    first, second = made_up_kernel((5,), 1), made_up_kernel((3,), 1)
    feed.show_scene(scene(7, first))
    feed.show_scene(scene(8, None))
    assert inspector.maps.kernel is first
    feed.show_scene(scene(9, second))
    assert inspector.maps.kernel is second


def test_another_pixel_does_not_inherit_the_kernel(qtbot: QtBot) -> None:
    inspector = KernelInspector()
    qtbot.addWidget(inspector)
    feed = InspectorFeed(inspector, ViewerState())
    feed.show_scene(scene(7, made_up_kernel((5,), 1)))
    feed.show_scene(scene(7, None, column=6))
    assert inspector.maps.kernel is None
    assert inspector.maps.message == ON_THEIR_WAY


@pytest.mark.parametrize(
    ("exact", "by_differences", "note"),
    [
        (True, False, ""),
        (False, False, "Looks 160 px around; the method sees farther"),
        (True, True, "By differences of one grey level"),
        (False, True, "By differences of one grey level, 160 px around"),
    ],
)
def test_what_an_equivalent_kernel_leaves_out_is_said(
    qtbot: QtBot, exact: bool, by_differences: bool, note: str
) -> None:
    inspector = KernelInspector()
    qtbot.addWidget(inspector)
    shown, request = scene(7, made_up_kernel((5,), 1)), SimpleNamespace()
    found = Equivalent(request, reach=160, exact=exact, by_differences=by_differences)  # type: ignore[arg-type]
    shown.inspection = replace(shown.inspection, kind="equivalent", pending=False, equivalent=found)
    InspectorFeed(inspector, ViewerState()).show_scene(shown)
    assert inspector.tap_lines[1].text == note


def test_the_frames_of_a_burst_are_named_by_what_they_are(qtbot: QtBot) -> None:
    inspector = KernelInspector()
    qtbot.addWidget(inspector)
    feed = InspectorFeed(inspector, ViewerState())

    def named(frame: int) -> str:
        inspector.maps.point_at(None)
        inspector.maps.point_at(Tap(0, frame, 2, 2))
        return str(inspector.tap_lines[0].text)

    feed.show_scene(scene(0, made_up_kernel((5,), 3), offsets=(2, 0, 2)))
    assert "frame +2" in named(0)
    assert "this frame" in named(1)
    assert "frame +2" in named(2)
    # The kernel that stays for a while keeps the names of its own frames.
    feed.show_scene(scene(1, None, offsets=(-1, 0, 1)))
    assert "frame +2" in named(0)


def test_sums_are_said_in_the_values_of_the_file() -> None:
    kernel = replace(made_up_kernel((3,), 1), bias=0.01, output=0.4)
    lines = {line.name: line.grey for line in lines_of(kernel, GreyScale(0, 4095))}
    assert lines["Method's output"] == "1638.0"
    assert lines["Bias"] == "41.0"
    assert lines["Sum of weights"] == ""
    signed = {line.name: line.grey for line in lines_of(kernel, GreyScale(-1000, 1000))}
    assert signed["Method's output"] == "−200.0"
    assert signed["Bias"] == "20.0"
