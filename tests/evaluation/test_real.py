"""On a real recording the metrics see what the shipped network does to it."""

from pathlib import Path

import pytest

from speckle_viewer.cine import open_cine
from speckle_viewer.evaluation.cines import cine_tables, show
from speckle_viewer.evaluation.regions import Rectangle

LIVER, VESSEL = Rectangle("liver", 90, 30, 40, 30), Rectangle("vessel", 75, 83, 60, 10)
EDGE = Rectangle("edge of the vessel", 80, 68, 50, 20)


def test_kpn_takes_speckle_out_of_mouse_liver_and_leaves_its_vessel(shared_data: Path) -> None:
    cine = open_cine(shared_data / "raw_rf" / "MouseLiverB.mha")
    tables = cine_tables(show(cine, {"kpn": {}}, range(1, 3), 50), [LIVER, VESSEL, EDGE])
    value = {
        (where, method, metric): v
        for table in tables
        for where, method, values in table.rows
        for metric, v in zip(table.metrics, values, strict=True)
    }
    assert value["liver", "kpn", "SSI"] < 0.8
    assert abs(value["tissue", "kpn", "shift (grey levels)"]) < 1
    assert value["liver / vessel", "kpn", "gCNR"] > value["liver / vessel", "input", "gCNR"]
    assert value["edge of the vessel", "kpn", "of input (%)"] < 110
    flicker = "warping error (grey levels)"
    assert value["tissue", "kpn", flicker] < value["tissue", "input", flicker]


def test_a_missing_region_leaves_only_all_tissue(shared_data: Path) -> None:
    cine = open_cine(shared_data / "raw_rf" / "MouseLiverB.mha")
    (table,) = cine_tables(show(cine, {}, range(1)), [])
    assert table.rows[0][:2] == ("tissue", "input")
    assert table.rows[0][2][1] == pytest.approx(1)
