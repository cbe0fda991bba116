#!/usr/bin/env python3
"""Holds what the program writes against the schemas that are published under graphs/schema.

    python3 tests/readback/schemas.py [--unxref PROGRAM]

Needs jsonschema. A schema leaves room for members that a later version adds; here each member must be one that it tells of.
"""

import argparse
import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "graphs" / "A_HRC_RES_53_24.json"
MODEL = ROOT / "src" / "cli" / "model"
DRAFT = """Human Rights Council
Fifty-fourth session

54/99. Rights of lighthouse keepers

The Human Rights Council,

Recalling General Assembly resolution 76/172 of 15 December 2021, its resolution 999/999 and resolution 53/24,

Recalling also the Convention on the Rights of the Child and the Convention against Torture, and the Convention,

1. Welcomes the report on lamps;1

__________________
1 A/HRC/31/35.
"""

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--unxref", default="unxref")
options = parser.parse_args()


def closed(schema):
    """The same schema, with no room for members that it does not tell of."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: closed(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        schema.setdefault("additionalProperties", False)
    return schema


SCHEMAS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "graphs/schema").glob("*.json"))}
for schema in SCHEMAS.values():
    Draft202012Validator.check_schema(schema)
CHECKS = {name: Draft202012Validator(closed(schema)) for name, schema in SCHEMAS.items()}
seen = dict.fromkeys(SCHEMAS, 0)


def run(*arguments, codes=(0,)):
    ended = subprocess.run([options.unxref, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode in codes, (arguments, ended.stderr)
    return ended.stdout


def hold(name, value, what):
    for error in CHECKS[name].iter_errors(value):
        place = "/".join(map(str, error.absolute_path))
        sys.exit(f"{what}: {name}.json: {place}: {error.message[:300]}")
    seen[name] += 1


def lines(name, *arguments, codes=(0,)):
    found = [json.loads(line) for line in run(*arguments, codes=codes).split("\n") if line]
    assert found, arguments
    for one in found:
        hold(name, one, " ".join(map(str, arguments)))
    return found


def whole(name, *arguments, codes=(0,)):
    value = json.loads(run(*arguments, codes=codes))
    hold(name, value, " ".join(map(str, arguments)))
    return value


def kept(name, value, alter):
    """That the schema is more than a form: the same with a fault is refused."""
    value = copy.deepcopy(value)
    alter(value)
    assert not CHECKS[name].is_valid(value), f"{name}.json takes what is wrong"


with tempfile.TemporaryDirectory() as folder:
    draft, broken = Path(folder, "draft.txt"), Path(folder, "broken.txt")
    draft.write_text(DRAFT, encoding="utf-8")
    broken.write_bytes(b"\0\1")
    built, turned = Path(folder, "g.json"), Path(folder, "zh.json")
    run("build", draft, MODEL / "transit.zh.txt", "-o", built)
    run("build", MODEL / "transit.zh.txt", "-o", turned)

    graph = json.loads(SEED.read_text(encoding="utf-8"))
    hold("graph", graph, SEED.name)
    for arguments in [["build", draft, *sorted(MODEL.glob("*.txt"))], ["export", "-f", "json", "gcm", "crc"]]:
        whole("graph", *arguments)
    kept("graph", graph, lambda value: value["nodes"][0].pop("class"))
    kept("graph", graph, lambda value: value["edges"][0].update(count="1"))
    kept("graph", graph, lambda value: value["edges"][0].update(relation="likes"))
    kept("graph", graph, lambda value: value["graph"].update(untold=1))

    records = lines("record", "cite", "-f", "documents", draft, broken, *sorted(MODEL.glob("*.txt")), codes=(1,))
    assert any(record["errors"] for record in records)
    kept("record", records[0], lambda value: value.pop("citations"))
    citations = lines("citation", "cite", "--all", "-f", "jsonl", draft, *sorted(MODEL.glob("*.txt")))
    assert len({one["status"] for one in citations}) > 1, "nothing that is not certain"
    kept("citation", citations[0], lambda value: value.update(span=[0, 1]))

    for id in ["A/HRC/RES/53/24", "gcm", "crc"]:
        whole("cites", "query", "cites", id, "-f", "json", "-g", SEED, "--depth", 2)
        whole("cites", "query", "cited-by", id, "-f", "json")
        whole("related", "query", "related", id, "-f", "json", "-n", 9)
        whole("show", "show", id, "-f", "json", "-g", SEED)
        whole("show", "show", id, "-f", "json")
    path = whole("path", "query", "path", "A/HRC/RES/53/24", "A/RES/217(III)[A]", "-f", "json")
    assert path["chains"]
    assert whole("common", "query", "common", "A/HRC/RES/53/24", "A/HRC/RES/47/12", "-f", "json")["common"]
    assert whole("series", "query", "series", "A/HRC/RES/53/24", "-f", "json")["predecessors"]
    for arguments in [[], ["crc"], ["--by", "score"]]:
        assert whole("together", "query", "together", *arguments, "-f", "json")
    for by in ["in-degree", "pagerank", "hubs", "authorities"]:
        assert whole("rank", "query", "rank", "--by", by, "-f", "json", "-n", 20)
    for words in ["儿童权利", "migrants", "53/24"]:
        assert whole("find", "query", "find", words, "-f", "json")
    kept("path", path, lambda value: value["chains"][0].update(nodes=None))

    findings = lines("finding", "check", "-f", "json", draft, *sorted(MODEL.glob("*.txt")), codes=(0, 1))
    assert any(one["expected"] for one in findings)
    kept("finding", findings[0], lambda value: value.update(level="mild"))
    for one, other in [
        (MODEL / "transit.en.txt", MODEL / "transit.zh.txt"),
        (draft, MODEL / "transit.fr.txt"),
        (built, turned),
        ("A/HRC/RES/47/12", "A/HRC/RES/53/24"),
    ]:
        diff = whole("diff", "diff", "-f", "json", one, other, codes=(0, 1))
    kept("diff", diff, lambda value: value.pop("kept"))

for name, count in seen.items():
    assert count, f"nothing was held against {name}.json"
    print(f"{name:<9} {count:>5} held")
