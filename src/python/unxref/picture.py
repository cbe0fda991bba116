"""Pictures of what documents cite and of what cites them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .asking import Several
from .graphs import GraphLike, asked
from .running import PathLike, done, options


@dataclass(frozen=True)
class Picture:
    """A picture that a notebook shows."""

    #: The picture as SVG.
    svg: str
    _command: tuple[str, ...]
    _text: str | None

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<unxref.Picture of {len(self.svg):,} bytes>"

    def save(self, path: PathLike) -> Path:
        """Writes it to a file: an .svg, or a .png or a .pdf with the fonts of this machine."""
        done(*self._command[:1], f"--output={os.fspath(path)}", *self._command[1:], text=self._text)
        return Path(path)


def draw(
    *ids: str,
    graph: GraphLike = None,
    layout: Literal["around", "layers", "time", "series"] | None = None,
    depth: int | None = None,
    max_nodes: int | None = None,
    label_lang: str | None = None,
    relation: Several = None,
    class_: Several = None,
    kind: Several = None,
    body: str | None = None,
    section: Several = None,
    since: int | None = None,
    until: int | None = None,
) -> Picture:
    """A picture of what ids cite and of what cites them; without any, of the documents that the graph was read from.

    The last value of a notebook's cell is shown; ``save`` writes a file.

    >>> import unxref
    >>> unxref.draw("A/HRC/RES/53/24", label_lang="zh", max_nodes=20).svg[:4]
    '<svg'
    """
    source, text = asked(graph)
    given = options({
        "layout": layout,
        "depth": depth,
        "max-nodes": max_nodes,
        "label-lang": label_lang,
        "relation": relation,
        "class": class_,
        "kind": kind,
        "body": body,
        "section": section,
        "since": since,
        "until": until,
    })
    command = ("draw", *source, *given, "--", *ids)
    svg = done(*command[:1], "--output=-", "--format=svg", *command[1:], text=text).text
    return Picture(svg, command, text)
