"""The window of a header as the values between which a deep grey cine is shown."""

from pathlib import Path
from typing import Any

import pytest
from pydicom import uid

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.cine.open import open_cine
from tests.cine import dicom_files as make


def window(folder: Path, top: int = 4000, **elements: Any) -> tuple[float, float] | None:
    pixels = make.speckle(2, top=top)
    cine = open_dicom(
        make.save_raw(folder / "a.dcm", pixels, uid.ExplicitVRLittleEndian, **elements)
    )
    cine.close()
    return cine.window


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({"WindowCenter": 2048, "WindowWidth": 4096}, (0, 4095)),
        ({"WindowCenter": 1000, "WindowWidth": 201}, (899.5, 1099.5)),
        ({"WindowCenter": [1000, 5], "WindowWidth": [201, 7]}, (899.5, 1099.5)),
        ({"WindowCenter": 1000, "WindowWidth": 4001, "VOILUTFunction": "LINEAR"}, (0, 2999.5)),
        ({"WindowCenter": 60000.5, "WindowWidth": 20001, "top": 65535}, (50000, 65535)),
        (
            {"WindowCenter": 100.5, "WindowWidth": 41, "RescaleSlope": 2, "RescaleIntercept": -20},
            (50, 70),
        ),
        ({"WindowCenter": 100.5, "WindowWidth": 101, "PixelRepresentation": 1}, (32818, 32918)),
        (
            {"WindowCenter": 1000.5, "WindowWidth": 201, "photometric": "MONOCHROME1"},
            (64435, 64635),
        ),
    ],
)
def test_the_window_is_in_values_of_the_frames(
    tmp_path: Path, elements: dict[str, Any], expected: tuple[float, float]
) -> None:
    assert window(tmp_path, **elements) == expected


@pytest.mark.parametrize(
    "elements",
    [
        {},
        {"WindowCenter": 1000},
        {"WindowCenter": 1000, "WindowWidth": 1},
        {"WindowCenter": 1000, "WindowWidth": -300},
        {"WindowCenter": -500, "WindowWidth": 200},
        {"WindowCenter": 90000, "WindowWidth": 200},
        {"WindowCenter": 1000, "WindowWidth": 200, "RescaleSlope": 0},
        {"WindowCenter": 1000, "WindowWidth": 200, "RescaleSlope": 1e30},
        {"WindowCenter": 1000, "WindowWidth": 200, "VOILUTFunction": "SIGMOID"},
        {"WindowCenter": 128, "WindowWidth": 256, "top": 255},
    ],
)
def test_without_a_sensible_window_there_is_none(tmp_path: Path, elements: dict[str, Any]) -> None:
    assert window(tmp_path, **elements) is None


def test_a_folder_has_the_window_of_its_first_image(tmp_path: Path) -> None:
    for index in range(2):
        pixels = make.speckle(1, top=4000)
        elements = {"WindowCenter": 1000, "WindowWidth": 201, "InstanceNumber": index + 1}
        make.save_raw(tmp_path / f"{index}.dcm", pixels, uid.ExplicitVRLittleEndian, **elements)
    cine = open_cine(tmp_path)
    assert cine.window == (899.5, 1099.5)
    assert len(cine) == 2
