"""Methods that installed packages add."""

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from scipy.ndimage import uniform_filter

from speckle_viewer import cli, paths
from speckle_viewer.cine.annotations import deep_black
from speckle_viewer.errors import MethodError
from speckle_viewer.methods import card, load_method, method_ids, registry
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.installed import installed
from speckle_viewer.methods.plugins import add_plugin
from speckle_viewer.networks import Prediction

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "plugins.md"

REPORT = """
import json, sys
import speckle_viewer as sv
from speckle_viewer import cli, methods, paths
ids = methods.method_ids()
unread = "speckle_guided" not in sys.modules
card = methods.card("guided")
light = "torch" not in sys.modules
cli.main(["methods"])
cine = sv.open_cine(paths.sample_cine())
prediction = sv.denoise(cine, "guided", 0, controls={"edge": 40})
import numpy
numpy.savez(sys.argv[1], image=prediction.image, frame=cine.grey(0), tissue=cine.tissue(0))
print(json.dumps({
    "ids": ids, "unread": unread, "light": light, "origin": card.origin, "source": card.source,
}))
"""


def example() -> tuple[str, str]:
    """The package of the documentation: its pyproject.toml and its module."""
    text = DOCS.read_text(encoding="utf-8").partition("\n## A package\n")[2]
    toml, python = re.findall(r"```(?:toml|python)\n(.*?)```", text, re.DOTALL)
    return toml, python


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a process says that has the documented package installed."""
    source, target = tmp_path_factory.mktemp("guided"), tmp_path_factory.mktemp("installed")
    toml, python = example()
    (source / "pyproject.toml").write_text(toml, encoding="utf-8")
    (source / "speckle_guided.py").write_text(python, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps"]
    pip += ["--no-build-isolation", "--target", str(target), str(source)]
    subprocess.run(pip, check=True, capture_output=True)
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.append({str(target)!r})\n{REPORT}",
         str(target / "out.npz")],
        cwd=target, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    *listed, last = ran.stdout.splitlines()
    arrays = np.load(target / "out.npz")
    return SimpleNamespace(listed=listed, arrays=arrays, **json.loads(last))


def test_the_documented_example_is_short() -> None:
    assert sum(part.count("\n") for part in example()) <= 30


def test_an_installed_package_adds_a_method_to_the_list(reported: Any) -> None:
    assert reported.ids[-1] == "guided"
    (line,) = (x for x in reported.listed if x.startswith("guided "))
    assert line.split()[-1] == "plug-in"
    assert reported.origin == "plug-in"
    assert reported.source == {"package": "speckle-guided 1.0"}


def test_listing_imports_no_plugin_and_its_card_needs_no_torch(reported: Any) -> None:
    assert reported.unread
    assert reported.light


def test_an_installed_method_denoises_a_cine(reported: Any) -> None:
    frame, tissue = reported.arrays["frame"].astype(np.float64), reported.arrays["tissue"]
    mean = uniform_filter(frame, 9)
    slope = (variance := uniform_filter(frame**2, 9) - mean**2) / (variance + (40 / 255) ** 2)
    guided = uniform_filter(slope, 9) * frame + uniform_filter((1 - slope) * mean, 9)
    # Not where black stays black, nor where the two treat the image's edge differently.
    inside = tissue & ~deep_black(reported.arrays["frame"])
    inside[:9] = inside[-9:] = inside[:, :9] = inside[:, -9:] = False
    image = reported.arrays["image"]
    np.testing.assert_allclose(image[inside], guided[inside], atol=1e-5)
    assert np.abs(image - frame)[inside].max() > 0.05
    np.testing.assert_array_equal(image[~tissue], reported.arrays["frame"][~tissue])


# Packages that are less well made, without pip: an entry point is a line in a file.


class Plugin:
    """A method that adds a tenth, or else does what a test asks for."""

    overlap, multiple, only_float32 = 0, 1, True

    def __init__(self, name: str = "tenth", **changes: Any) -> None:
        values: dict[str, Any] = {
            "id": name, "title": "A tenth more", "paper": "", "shows": "", "burst": 1,
            "evidence": (), "parameters": 0, "training": "", "licence": "", "network": {},
        }  # fmt: skip
        self.card = Card(**values)
        self.__dict__ |= changes

    def predict(self, burst: torch.Tensor, *_: Any, **__: Any) -> Prediction:
        return Prediction(burst[0, 0] + 0.1)

    def to(self, device: torch.device) -> "Plugin":
        return self


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Installs packages that name these attributes of a module as entry points."""
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.syspath_prepend(str(tmp_path))
    module = SimpleNamespace()
    monkeypatch.setitem(sys.modules, "made_for_a_test", module)

    def add(package: str = "shady", **entries: Any) -> None:
        folder = tmp_path / f"{package}-2.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n")
        lines = ["[speckle_viewer.methods]"]
        for number, (name, value) in enumerate(entries.items()):
            if not isinstance(value, str):
                setattr(module, f"of_{package}_{number}", value)
                value = f"made_for_a_test:of_{package}_{number}"
            lines.append(f"{name.replace('_', '-')} = {value}")
        (folder / "entry_points.txt").write_text("\n".join(lines))
        importlib.invalidate_caches()
        installed.cache_clear()

    yield add
    installed.cache_clear()


def fails() -> Any:
    raise ValueError("no luck")


def leaves() -> Any:
    sys.exit(3)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("no_such_module:Thing", "cannot be imported .*No module named 'no_such_module'"),
        ("made_for_a_test:absent", "cannot be imported .*absent"),
        (fails, "gives no method .*ValueError: no luck"),
        (leaves, "gives no method .*SystemExit: 3"),
        (lambda: 3, "gives no method .*'int' object has no attribute 'overlap'"),
        (lambda: Plugin("broken", overlap="wide"), "gives no method: see .*Method"),
        (lambda: Plugin("broken", predict=None), "gives no method: see .*Method"),
        (lambda: Plugin("broken", card={"id": "broken"}), "has no Card but dict"),
        (lambda: Plugin("another"), "has the id 'another' on its card"),
    ],
)
def test_a_broken_plugin_is_one_sentence_and_breaks_nothing_else(
    install: Any, capsys: pytest.CaptureFixture[str], value: Any, says: str
) -> None:
    install(broken=value, tenth=Plugin)
    for ask in (card, load_method):
        with pytest.raises(MethodError, match=f"^The plug-in broken of shady {says}.*package.$"):
            ask("broken")
    assert cli.main(["methods"]) == 0
    printed = capsys.readouterr()
    assert "The plug-in broken of shady" in printed.err
    assert printed.err.count("\n") == 1
    ids = [line.split()[0] for line in printed.out.splitlines()]
    assert ids == [name for name in method_ids() if name != "broken"]
    assert "tenth" in ids


def test_no_plugin_takes_the_id_of_a_shipped_method(
    install: Any, caplog: pytest.LogCaptureFixture
) -> None:
    before = {name: card(name) for name in method_ids()}
    install(kpn=lambda: Plugin("kpn"), median=lambda: Plugin("median"))
    assert {name: card(name) for name in method_ids()} == before
    assert "The plug-in kpn of shady is left out" in caplog.text
    assert "The plug-in median of shady is left out" in caplog.text


def test_of_two_plugins_with_an_id_one_is_left_out_and_named(
    install: Any, caplog: pytest.LogCaptureFixture
) -> None:
    install("first", tenth=Plugin)
    install("second", tenth=Plugin, Bad_Name=Plugin)
    assert method_ids().count("tenth") == 1
    assert "The plug-in tenth of second is left out" in caplog.text
    assert "The plug-in Bad-Name of second is left out: its id is impossible" in caplog.text


@pytest.mark.parametrize("value", [Plugin, lambda: Plugin(), Plugin()])
def test_a_class_a_function_and_a_method_itself_will_do(install: Any, value: Any) -> None:
    install(tenth=value)
    assert card("tenth").title == "A tenth more"
    burst = torch.rand(1, 1, 5, 6) / 2
    torch.testing.assert_close(load_method("tenth").predict(burst, {}).image, burst[0, 0] + 0.1)


@pytest.mark.parametrize(
    ("predict", "says"),
    [
        (lambda *_, **__: fails(), "ValueError: no luck"),
        (lambda burst, *_, **__: burst, "it gives Tensor and no Prediction with an image"),
        (lambda burst, *_, **__: Prediction(burst), r"its image is \(1, 1, 5, 6\) torch.float32"),
        (lambda burst, *_, **__: Prediction(burst[0, 0].double()), r"torch.float64, not \(5, 6\)"),
    ],
)
def test_a_plugin_that_fails_on_a_frame_is_named_with_its_package(
    install: Any, predict: Any, says: str
) -> None:
    install(tenth=lambda: Plugin(predict=predict))
    method = load_method("tenth")
    with pytest.raises(MethodError, match=rf"plug-in tenth failed \(.*{says}.*author of shady 2.0"):
        method.predict(torch.rand(1, 1, 5, 6), {})


def test_a_plugin_that_lacks_memory_says_so_as_every_method(install: Any) -> None:
    def lack(*_: Any, **__: Any) -> Any:
        raise OSError("Failed to allocate memory for the requested buffer")

    install(tenth=lambda: Plugin(predict=lack))
    with pytest.raises(MemoryError):  # upon which the engine tries tiles
        load_method("tenth").predict(torch.rand(1, 1, 5, 6), {})


def test_what_a_plugin_has_named_can_neither_be_taken_nor_removed(
    install: Any, tmp_path: Path
) -> None:
    install(tenth=Plugin)
    with pytest.raises(MethodError, match="installed plug-in has the id tenth already"):
        add_plugin(tmp_path / "any.pt", "tenth")
    with pytest.raises(MethodError, match="part of an installed package: uninstall"):
        registry.remove_method("tenth")
    with pytest.raises(MethodError, match="ships with Speckle Viewer and stays"):
        registry.remove_method("kpn")
    assert (paths.weights_folder() / "kpn.json").is_file()
