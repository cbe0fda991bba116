"""Graphs for networkx and pandas."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Union

from .running import PathLike, UnxrefError, done, need, options

if TYPE_CHECKING:
    import networkx
    import pandas

#: A graph to ask: a file as `unxref build` writes it, or one of networkx; none is the built-in atlas.
GraphLike = Union[None, PathLike, "networkx.MultiDiGraph[str]"]

_EDGE = ["source", "target", "relation", "class", "origin", "count", "evidence"]


def graph(
    *paths: PathLike,
    text: str | None = None,
    around: str | Iterable[str] | None = None,
    depth: int = 1,
    language: str | None = None,
    symbol: str | None = None,
) -> networkx.MultiDiGraph[str]:
    """The graph of documents, records or graphs, merged, or of one document whose ``text`` is given; without any, the
    built-in atlas. ``around`` leaves only what lies at most ``depth`` steps around some ids. ``language`` is that of the
    documents, where it should not be detected, and ``symbol`` theirs, where they do not tell it.

    Nodes and edges have what the README tells of the JSON: ``graph.nodes["gcm"]["titles"]["en"]``; the key of an edge is
    its relation.

    >>> import unxref
    >>> graph = unxref.graph(around="gcm")
    >>> graph.has_edge("gcm", "A/RES/73/195", "endorsed-by")
    True
    """
    library = need("networkx")
    written = _written(paths, text, around, depth, {"language": language, "as": symbol})
    read: networkx.MultiDiGraph[str] = library.node_link_graph(written, **_edges(library.node_link_graph))
    return read


def frames(
    *paths: PathLike,
    text: str | None = None,
    around: str | Iterable[str] | None = None,
    depth: int = 1,
    language: str | None = None,
    symbol: str | None = None,
    label_lang: str = "en",
) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """The same as two frames of pandas: the nodes by their ids, and the edges, a row each. ``title`` is in the language of
    ``label_lang``, where there is one; ``date`` is a date; ``evidence`` keeps the words, ``places`` counts them.

    >>> import unxref
    >>> nodes, edges = unxref.frames(around="gcm")
    >>> str(nodes.loc["A/RES/73/195", "date"].date())
    '2018-12-19'
    >>> edges[(edges["source"] == "gcm") & (edges["target"] == "A/RES/73/195")]["relation"].tolist()
    ['endorsed-by', 'annexed-to']
    """
    pandas = need("pandas")
    written = _written(paths, text, around, depth, {"language": language, "as": symbol})
    head = ["id", "class", "kind", "form", "title", "titles", "date", "date_origin", "body", "aliases", "read"]
    nodes = pandas.DataFrame(written["nodes"]).reindex(columns=head)
    nodes["title"] = [titles.get(label_lang) or titles.get("en") for titles in nodes["titles"]]
    nodes["date"] = pandas.to_datetime(nodes["date"], format="%Y-%m-%d")
    edges = pandas.DataFrame(written["edges"]).reindex(columns=_EDGE)
    edges["places"] = edges["evidence"].str.len().astype("int64")
    return nodes.set_index("id"), edges


def _written(
    paths: tuple[PathLike, ...],
    text: str | None,
    around: str | Iterable[str] | None,
    depth: int,
    said: dict[str, str | None],
) -> dict[str, Any]:
    """The graph as the program writes it."""
    if paths and text is not None:
        raise UnxrefError("expected paths, or a text", 2)
    ids = [around] if isinstance(around, str) else list(around or [])
    export = ["export", "--format=json", *options({"depth": depth})]
    if not paths and text is None:
        answer = done(*export, "--", *ids)
    else:
        answer = done("build", "--output=-", *options(said), "--", *(paths or ["-"]), text=text)
        if ids:
            answer = done(*export, "--graph=-", "--", *ids, text=answer.out)
    written: dict[str, Any] = json.loads(answer.out)
    return written


def asked(graph: GraphLike) -> tuple[list[str], str | None]:
    """The option that names a graph, and what goes to standard input for it."""
    if graph is None or isinstance(graph, (str, os.PathLike)):
        return options({"graph": graph}), None
    library = need("networkx")
    written = library.node_link_data(graph, **_edges(library.node_link_data))
    return ["--graph=-"], json.dumps(written, ensure_ascii=False)


def _edges(function: Callable[..., Any]) -> dict[str, str]:
    """That edges are called edges, in the words of this version of networkx."""
    return {"edges" if "edges" in inspect.signature(function).parameters else "link": "edges"}
