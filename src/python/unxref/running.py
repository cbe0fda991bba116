"""The program: where it is, how it is run, and what its end means."""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import os
import shutil
import subprocess
import sys
import sysconfig
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Union

#: What names a file.
PathLike = Union[str, "os.PathLike[str]"]

#: What an option of the program may be given as; several values are several options.
Value = Union[None, bool, int, str, "os.PathLike[str]", Iterable[Union[int, str]]]

_LOG = logging.getLogger("unxref")


class UnxrefError(RuntimeError):
    """The program could not do what it was asked.

    The message is its first line, which names the place and what to do.

    >>> import unxref
    >>> try:
    ...     unxref.cite("no-such-file.txt")
    ... except unxref.UnxrefError as error:
    ...     print(error, error.code)
    no-such-file.txt: no such file 2
    """

    def __init__(self, line: str, code: int, stderr: str = "") -> None:
        super().__init__(line)
        #: The exit code: 2 as a rule; below zero the signal that ended the program.
        self.code = code
        #: All that the program said.
        self.stderr = stderr or line


class PartlyDone(UserWarning):
    """Some of several inputs could not be read: which, and why. The others were."""


@dataclass(frozen=True)
class Answer:
    """What a run of the program gave."""

    #: Standard output.
    out: bytes
    #: Standard error.
    err: str
    #: The exit code: 0, or 1 where inputs were left out or ``check`` or ``diff`` found something.
    code: int

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode("utf-8")


@cache
def program() -> str:
    """The path of the program: beside this Python's own scripts, else on the ``PATH``."""
    name = "unxref.exe" if os.name == "nt" else "unxref"
    folders = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
    folders.append(sysconfig.get_path("scripts", f"{os.name}_user"))
    for folder in folders:
        file = Path(folder, name)
        if file.is_file() and os.access(file, os.X_OK):
            return str(file)
    found = shutil.which("unxref")
    if found is None:
        line = "the program is neither beside this Python's scripts nor on the PATH: install the wheel again"
        raise UnxrefError(line, 127)
    return found


def version() -> str:
    """The version of this package, which is that of the program in it."""
    return importlib.metadata.version("unxref")


def run(*arguments: PathLike, text: str | bytes | None = None) -> Answer:
    """Runs the program as a shell would; ``text`` is its standard input.

    Raises `UnxrefError` where it could not run; that inputs were left out, or that ``check`` or ``diff`` found something,
    is told by the code 1.

    >>> import unxref
    >>> found = unxref.run("check", "-", text="Recalling General Assembly resolution 76/172 of 15 December 2021,")
    >>> found.code, "date-mismatch" in found.text
    (1, True)
    """
    command = [program(), *(os.fspath(one) for one in arguments)]
    try:
        given = text.encode("utf-8") if isinstance(text, str) else (text or b"")
        ended = subprocess.run(command, input=given, capture_output=True, check=False)
    except (OSError, ValueError) as error:
        raise UnxrefError(f"{command[0]}: cannot be run: {error}", 126) from error
    said = ended.stderr.decode("utf-8", "replace").strip()
    if ended.returncode not in (0, 1):
        told = f"ended by signal {-ended.returncode}" if ended.returncode < 0 else f"ended with {ended.returncode}"
        line = said.partition("\n")[0].removeprefix("error: ") or told
        raise UnxrefError(line, ended.returncode, said)
    return Answer(ended.stdout, said, ended.returncode)


def done(*arguments: PathLike, text: str | bytes | None = None) -> Answer:
    """The same for commands whose code 1 means that inputs were left out, which is a warning."""
    answer = run(*arguments, text=text)
    if answer.code == 1:
        warnings.warn(answer.err, PartlyDone, stacklevel=_depth())
    elif answer.err:
        _LOG.info("%s", answer.err)
    return answer


def _depth() -> int:
    """How far up the caller is who is not of this package."""
    depth, frame = 0, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__package__") == __package__:
        depth, frame = depth + 1, frame.f_back
    return depth + 1


def options(given: Mapping[str, Value]) -> list[str]:
    """Options as the program takes them: ``since=2020`` is ``--since=2020``, and what is none is left out."""
    words: list[str] = []
    for name, value in given.items():
        option = "--" + name.strip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            words.append(option)
        elif isinstance(value, (str, int, os.PathLike)):
            words.append(f"{option}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
        else:
            words += [f"{option}={one}" for one in value]
    return words


def need(module: str) -> Any:
    """A library that only some functions need."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"{module} is needed for this: pip install 'unxref[notebook]'", name=module) from error
