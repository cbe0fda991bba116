"""Questions to the graph."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal, Union

from .graphs import GraphLike, asked
from .running import done, options

Question = Literal["cites", "cited-by", "path", "related", "common", "series", "together", "rank", "find"]
Several = Union[None, str, Iterable[str]]


def query(
    question: Question,
    *words: str,
    graph: GraphLike = None,
    number: int | None = None,
    depth: int | None = None,
    relation: Several = None,
    class_: Several = None,
    kind: Several = None,
    body: str | None = None,
    section: Several = None,
    since: int | None = None,
    until: int | None = None,
    and_: Several = None,
    not_: Several = None,
    by: str | None = None,
    citations_only: bool = False,
) -> Any:
    """The answer to a question, as ``unxref query QUESTION -f json`` gives it; ``unxref schema`` describes each.

    ``words`` are ids in any common spelling, or what ``find`` looks for. Without a ``graph`` (a file, or one of networkx)
    the built-in atlas is asked. The other arguments are the options of that name; not every question takes each.

    >>> import unxref
    >>> answer = unxref.query("cites", "A/HRC/RES/53/24", kind="treaty", until=1970)
    >>> {"iccpr", "icescr"} <= {link["target"] for link in answer["citations"]}
    True
    >>> [found["id"] for found in unxref.query("find", "儿童权利公约", number=1)]
    ['crc']
    """
    source, text = asked(graph)
    given = options({
        "number": number,
        "depth": depth,
        "relation": relation,
        "class": class_,
        "kind": kind,
        "body": body,
        "section": section,
        "since": since,
        "until": until,
        "and": and_,
        "not": not_,
        "by": by,
        "citations-only": citations_only,
    })
    return json.loads(done("query", question, "--format=json", *source, *given, "--", *words, text=text).out)


def show(id: str, graph: GraphLike = None) -> dict[str, Any]:
    """What the graph knows of one thing: titles, date, what it cites, who cites it.

    >>> import unxref
    >>> unxref.show("GA res 73/195")["node"]["date"]
    '2018-12-19'
    """
    source, text = asked(graph)
    shown: dict[str, Any] = json.loads(done("show", "--format=json", *source, "--", id, text=text).out)
    return shown
