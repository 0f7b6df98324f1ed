"""Tables say the same on the terminal and in each format, and are written whole."""

import csv
import io
import json
import math
from pathlib import Path

import pytest

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.tables import Table, mean_of, render, write_tables

TABLE = Table(
    "Speckle",
    "region",
    {"SNR": 2, "width (px)": 1},
    [("liver", "input", (1.9134, 3.25)), ("liver", "kpn", (math.inf, math.nan))],
    ["A note."],
)


def test_markdown_has_a_row_per_method() -> None:
    lines = TABLE.markdown().splitlines()
    assert lines[0] == "## Speckle"
    assert "| region | method | SNR | width (px) |" in lines
    assert "| --- | --- | ---: | ---: |" in lines
    assert "| liver | input | 1.91 | 3.2 |" in lines
    assert "| liver | kpn | inf | – |" in lines
    assert lines[-1] == "A note."
    named = Table("Names", "region", {}, [("left|right", "input", ())])
    assert "left\\|right" in named.markdown()


def test_columns_on_the_terminal_are_aligned() -> None:
    _, _, head, first, second, *_ = TABLE.text().splitlines()
    assert head.index("SNR") + len("SNR") == first.index("1.91") + len("1.91")
    assert first.index("input") == second.index("kpn") == head.index("method")


def test_csv_and_json_hold_every_number_in_full() -> None:
    records = list(csv.DictReader(io.StringIO(render([TABLE], ".csv"))))
    assert records[0] == {
        "table": "Speckle", "where": "liver", "method": "input", "metric": "SNR", "value": "1.9134",
    }  # fmt: skip
    loaded = json.loads(render([TABLE], ".json"), parse_constant=lambda name: pytest.fail(name))
    assert [r["value"] for r in loaded] == [1.9134, 3.25, "inf"]
    assert len(records) == 3


def test_a_file_is_written_by_its_suffix(tmp_path: Path) -> None:
    write_tables([TABLE, TABLE], tmp_path / "new" / "table.MD")
    written = (tmp_path / "new" / "table.MD").read_text(encoding="utf-8")
    assert written.count("## Speckle") == 2
    with pytest.raises(EvaluationError, match="table.xlsx: name a file that ends in .md"):
        write_tables([TABLE], tmp_path / "table.xlsx")


def test_means_leave_out_what_is_not_there() -> None:
    assert mean_of([(1.0, math.nan), (3.0, 4.0)]) == [2.0, 4.0]
    assert math.isnan(mean_of([(math.nan,), (math.nan,)])[0])
