"""Runs a notebook that is kept as text from start to end, and tells what it shows.

    python tests/python/notebook.py graphs/notebook.py [--pictures FOLDER]

Needs jupytext, nbclient, ipykernel and the wheel with its extra `notebook`. With --pictures, its pictures are kept to look at.
"""

import argparse
import base64
import sys
import tempfile
from pathlib import Path

import jupytext
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("notebook", type=Path)
parser.add_argument("--pictures", type=Path)
options = parser.parse_args()

notebook = jupytext.read(options.notebook)
with tempfile.TemporaryDirectory() as folder:
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}})
    try:
        client.execute()
    except CellExecutionError as error:
        sys.exit(f"{options.notebook}: {error}")

shown = {"image/png": [], "image/svg+xml": [], "text/html": []}
for number, cell in enumerate(notebook.cells):
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream" and output["name"] == "stderr":
            sys.exit(f"{options.notebook}: cell {number}: {output['text']}")
        for kind, held in output.get("data", {}).items():
            if kind in shown:
                shown[kind].append(held)
if options.pictures:
    options.pictures.mkdir(parents=True, exist_ok=True)
    for number, png in enumerate(shown["image/png"]):
        (options.pictures / f"plot-{number}.png").write_bytes(base64.b64decode(png))
    for number, svg in enumerate(shown["image/svg+xml"]):
        (options.pictures / f"diagram-{number}.svg").write_text(svg, encoding="utf-8")
    for number, table in enumerate(shown["text/html"]):
        (options.pictures / f"table-{number}.html").write_text(table, encoding="utf-8")
plots, diagrams, tables = (len(held) for held in shown.values())
print(f"{options.notebook}: {plots} plots, {diagrams} diagrams, {tables} tables")
# A notebook that shows nothing was not run.
sys.exit(0 if plots and diagrams and tables else f"{options.notebook}: expected plots, diagrams and tables")
