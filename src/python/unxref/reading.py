"""What documents cite."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, TypedDict, overload

from .running import PathLike, UnxrefError, done, need, options

if TYPE_CHECKING:
    import pandas


class Places(TypedDict):
    """A half-open stretch of the decoded text, in bytes and in characters: ``text[start:end]`` of a string."""

    byte: tuple[int, int]
    char: tuple[int, int]


# `class` is a keyword.
_Classed = TypedDict("_Classed", {"class": str})


class _Written(_Classed):
    source: str
    target: str | None
    status: Literal["resolved", "ambiguous", "unresolved"]
    relation: str
    opening: str
    paragraph: str
    section: str
    footnote: int | None
    anchor: str | None
    quote: str
    span: Places
    core: Places
    date: str | None
    pinpoint: str | None
    candidates: list[str]
    reason: str
    language: str
    file: str
    page: int | None


class Citation(_Written, total=False):
    """A citation, as ``unxref cite -f jsonl`` writes it (``unxref schema citation`` tells of each member)."""

    link: bool


@overload
def cite(
    *paths: PathLike,
    text: str | None = ...,
    language: str | None = ...,
    symbol: str | None = ...,
    all: bool = ...,
    registry: PathLike | None = ...,
    as_frame: Literal[False] = ...,
) -> list[Citation]: ...


@overload
def cite(
    *paths: PathLike,
    text: str | None = ...,
    language: str | None = ...,
    symbol: str | None = ...,
    all: bool = ...,
    registry: PathLike | None = ...,
    as_frame: Literal[True],
) -> pandas.DataFrame: ...


def cite(
    *paths: PathLike,
    text: str | None = None,
    language: str | None = None,
    symbol: str | None = None,
    all: bool = False,
    registry: PathLike | None = None,
    as_frame: bool = False,
) -> list[Citation] | pandas.DataFrame:
    """The citations of documents, in the order of the text; each a dict, or a row of a pandas frame.

    A path is a file or a folder; instead of paths, ``text`` is the text of one document. ``language`` is given where it
    should not be detected, ``symbol`` where the text tells none. With ``all``, bodies, events and sessions are listed too.
    ``registry`` is a file of your own instruments.

    Where none of the paths can be read, `UnxrefError` is raised; where some cannot, they are named by a `PartlyDone` warning.

    >>> import unxref
    >>> text = "Recalling the Convention on the Rights of the Child and General Assembly resolution 70/1,"
    >>> found = unxref.cite(text=text)
    >>> [(one["target"], text[slice(*one["core"]["char"])]) for one in found]
    [('crc', 'Convention on the Rights of the Child'), ('A/RES/70/1', '70/1')]
    """
    if (text is None) == (not paths):
        raise UnxrefError("expected paths, or a text", 2)
    frame = need("pandas") if as_frame else None
    given = options({"language": language, "as": symbol, "all": all, "registry": registry})
    answer = done("cite", "--format=jsonl", *given, "--", *(paths or ["-"]), text=text)
    # Only a line feed ends a line of JSON; what else Unicode holds for one may stand in a quote.
    found: list[Citation] = [json.loads(line) for line in answer.out.split(b"\n") if line]
    return found if frame is None else frame.DataFrame(found)
