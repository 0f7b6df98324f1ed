"""What runs without Qt and without pydicom, tried by importing it where they cannot be imported."""

import subprocess
import sys

import pytest

IMPORT_ALL = """
import importlib, pkgutil, sys
packages, blocked = sys.argv[1].split(","), sys.argv[2].split(",")
sys.modules.update({name: None for name in blocked})
for package in packages:
    found = importlib.import_module(f"speckle_viewer.{package}")
    for module in pkgutil.walk_packages(found.__path__, found.__name__ + "."):
        importlib.import_module(module.name)
"""

QT = "PySide6,shiboken6,pyqtgraph"


@pytest.mark.parametrize(
    ("packages", "blocked"),
    [
        ("cine,denoising,evaluation,evidence,filters,methods,networks,ops,viewer", QT),
        ("training,simulation,networks,ops", f"{QT},pydicom"),
        ("cine", "torch"),
    ],
)
def test_packages_import_without(packages: str, blocked: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, packages, blocked],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
