"""Runs docs/notebook.ipynb on the graph of the settings, as a person would, and keeps the output of its cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")
KEPT = ("text/plain", "text/html")
"""The forms of an answer that are kept: the one that a test compares, and the one that is read."""


def run() -> Any:
    """The notebook, run from its first cell to its last."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, startup_timeout=300, kernel_name="python3", coalesce_streams=True).execute()
    for number, cell in enumerate(notebook.cells):
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [tidy(output) for output in cell.outputs]
        cell.id = f"c{number:02}"
    return notebook


def tidy(output: Any) -> Any:
    """An output without what differs from run to run."""
    if "data" in output:
        output.data = {form: value for form, value in output.data.items() if form in KEPT}
        output.metadata.clear()
        if "execution_count" in output:
            output.execution_count = None
    return output


def outputs(notebook: Any) -> list[str]:
    """What the cells print and answer, as text."""
    kept = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output.text if output.output_type == "stream" else output.data["text/plain"] for output in kept]


def keep(notebook: Any) -> None:
    """Write the notebook with its output."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    nbformat.write(notebook, NOTEBOOK)
