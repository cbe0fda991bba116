"""Reads United Nations documents, finds every reference, and gives the graph of who cites what.

The work is done by the program ``unxref``, which is part of this package; nothing goes online.

>>> import unxref
>>> [found] = unxref.cite(text="Recalling General Assembly resolution 76/172 of 16 December 2021,")
>>> found["target"], found["relation"], found["date"]
('A/RES/76/172', 'recalls', '2021-12-16')

``cite`` reads documents, ``graph`` and ``frames`` give the atlas or the graph of your own documents to networkx and pandas,
``query`` and ``show`` ask it, ``draw`` makes a picture for a notebook, and ``run`` does whatever else the program can.
"""

from .asking import query, show
from .graphs import frames, graph
from .picture import Picture, draw
from .running import Answer, PartlyDone, UnxrefError, program, run, version
from .reading import Citation, Places, cite

__version__ = version()

__all__ = [
    "Answer",
    "Citation",
    "PartlyDone",
    "Picture",
    "Places",
    "UnxrefError",
    "__version__",
    "cite",
    "draw",
    "frames",
    "graph",
    "program",
    "query",
    "run",
    "show",
]
