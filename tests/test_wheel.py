"""What is installed from a wheel is complete, and costs nothing until it is used."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent

REPORT = """
import json, sys
sys.path.insert(0, sys.argv[1])
import speckle_viewer
light = not {"numpy", "torch", "pydicom", "PySide6"} & set(sys.modules)
from speckle_viewer import paths
from speckle_viewer.methods import method_ids
with_cine = speckle_viewer.open_cine(paths.sample_cine())
no_torch = "torch" not in sys.modules
loaded = [speckle_viewer.load_method(m).card.id for m in method_ids()]
print(json.dumps({
    "home": speckle_viewer.__file__, "light": light, "no_torch": no_torch,
    "no_qt": "PySide6" not in sys.modules, "frames": len(with_cine),
    "folders": [str(paths.weights_folder()), str(paths.resources_folder())], "loaded": loaded,
    "languages": sorted(f.name for f in paths.translations_folder().glob("*.qm")),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder)]
    subprocess.run([*build, str(REPOSITORY)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process says that has the wheel and nothing of the checkout."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target"]
    subprocess.run([*pip, str(target), str(wheel)], check=True, capture_output=True)
    ran = subprocess.run(
        [sys.executable, "-c", REPORT, str(target)],
        cwd=target, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return {"target": str(target), **json.loads(ran.stdout)}


def test_weights_and_resources_are_inside_the_wheel(installed: dict[str, Any]) -> None:
    assert installed["home"].startswith(installed["target"])
    assert all(f.startswith(installed["target"]) for f in installed["folders"])
    assert installed["languages"] == ["speckle_viewer_en.qm", "speckle_viewer_fr.qm"]


def test_every_shipped_method_loads_from_the_wheel(installed: dict[str, Any]) -> None:
    cards, filters = (
        sorted(path.stem for path in (REPOSITORY / folder).glob("*.json"))
        for folder in ("weights", "speckle_viewer/filters/cards")
    )
    assert installed["loaded"] == [*cards, *filters]
    assert "kpn" in cards


def test_the_sample_cine_opens_from_the_wheel(installed: dict[str, Any]) -> None:
    assert installed["frames"] > 1


def test_importing_loads_nothing_heavy(installed: dict[str, Any]) -> None:
    assert installed["light"]
    assert installed["no_torch"], "opening a cine loaded torch"
    assert installed["no_qt"]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"speckle_viewer"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "speckle_viewer/py.typed" in names
    assert "speckle_viewer/training/recipes/blind.toml" in names
    assert "speckle_viewer/training/networks.toml" in names
