"""The study's tables, each from one command: ``speckle-viewer evaluate --table NAME``."""

from speckle_viewer.evaluation.study.definition import table_names
from speckle_viewer.evaluation.study.runner import run_table

__all__ = ["run_table", "table_names"]
