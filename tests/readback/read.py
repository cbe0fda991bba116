#!/usr/bin/env python3
"""Exports graphs in every format and reads each back with the programs that it is for.

    python3 tests/readback/read.py [--unxref PROGRAM] [--node FOLDER] [GRAPH...]

Without a graph: the one of A/HRC/RES/53/24, and the built-in atlas. A reader must find as many nodes, edges and pieces of
evidence as the graph has; where the format keeps none of a sort, it says so. What is not installed is skipped, with a word.
FOLDER is where `npm install cytoscape graphology mermaid` was run.
"""

import argparse
import csv
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = HERE.parent.parent / "graphs" / "A_HRC_RES_53_24.json"
# Readers that hold each triple as three objects of Python are for graphs up to here.
MODERATE = 10_000
csv.field_size_limit(sys.maxsize)


class Skipped(Exception):
    """A reader that is not there, or not for a graph of this size."""


def need(module):
    try:
        return importlib.import_module(module)
    except ImportError:
        raise Skipped(f"no {module.split('.')[0]}") from None


def words(cells):
    """The evidence of edges whose `words` are JSON, held against their own count."""
    total = 0
    for count, text in cells:
        found = len(json.loads(text) if isinstance(text, str) else text)
        assert found == int(count), f"{found} words of {count}"
        total += found
    return total


def of_networkx(graph):
    edges = [data for _, _, data in graph.edges(data=True)]
    if edges and "words" in edges[0]:
        evidence = words((data["evidence"], data["words"]) for data in edges)
    else:
        evidence = sum(len(data["evidence"]) for data in edges)
    return graph.number_of_nodes(), graph.number_of_edges(), evidence


def node_link(name):
    def read(path):
        graph = need("networkx").node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges=name)
        return of_networkx(graph)

    return read


def pandas_json(path):
    pandas = need("pandas")
    graph = json.loads(path.read_text(encoding="utf-8"))
    nodes, edges = pandas.DataFrame(graph["nodes"]), pandas.DataFrame(graph["edges"])
    assert edges["source"].isin(nodes["id"]).all()
    return len(nodes), len(edges), int(edges["evidence"].str.len().sum())


def networkx_graphml(path):
    return of_networkx(need("networkx").read_graphml(path, force_multigraph=True))


def igraph_graphml(path):
    graph = need("igraph").Graph.Read_GraphML(str(path))
    return graph.vcount(), graph.ecount(), words(zip(graph.es["evidence"], graph.es["words"]))


def rustworkx_graphml(path):
    graph = need("rustworkx").read_graphml(str(path))
    graph = graph[0] if isinstance(graph, list) else graph
    return graph.num_nodes(), graph.num_edges(), words((edge["evidence"], edge["words"]) for edge in graph.edges())


def networkx_gexf(path):
    return of_networkx(need("networkx").read_gexf(path))


def networkx_cytoscape(path):
    return of_networkx(need("networkx").cytoscape_graph(json.loads(path.read_text(encoding="utf-8"))))


def node_js(name):
    def read(path):
        if not OPTIONS.node:
            raise Skipped("no --node")
        script = [HERE / "read.mjs", name, path.resolve()]
        run = subprocess.run(["node", *script], cwd=OPTIONS.node, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr[-300:]
        return tuple(json.loads(run.stdout))

    return read


def pandas_csv(path):
    pandas = need("pandas")
    table = lambda name: pandas.read_csv(path / f"{name}.csv", keep_default_na=False)
    nodes, edges, evidence = table("nodes"), table("edges"), table("evidence")
    assert edges["source"].isin(nodes["id"]).all() and edges["target"].isin(nodes["id"]).all()
    assert (evidence.groupby("edge").size() == edges.set_index("edge")["evidence"].loc[lambda counts: counts > 0]).all()
    return len(nodes), len(edges), len(evidence)


def duckdb_csv(path):
    database = need("duckdb").connect()
    count = lambda query: database.execute(query).fetchone()[0]
    edges = count(
        f"select count(*) from '{path}/edges.csv' e join '{path}/nodes.csv' s on s.id = e.source"
        f" join '{path}/nodes.csv' t on t.id = e.target"
    )
    return count(f"select count(*) from '{path}/nodes.csv'"), edges, count(f"select count(*) from '{path}/evidence.csv'")


def python_sqlite(path):
    database = need("sqlite3").connect(path)
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert database.execute("pragma foreign_key_check").fetchall() == []
    # Both ways of a walk go by an index.
    for end in ["source", "target"]:
        plan = database.execute(f"explain query plan select * from edges where {end} = 'gcm'").fetchall()
        assert "USING INDEX" in plan[0][3], plan
    counted = "select count(*), sum(evidence) from edges"
    edges, told = database.execute(counted).fetchone()
    evidence = "select count(*) from evidence join edges using (edge) join inputs using (input)"
    [places], [nodes] = database.execute(evidence).fetchone(), database.execute("select count(*) from nodes").fetchone()
    assert places == told
    assert 0 < database.execute("select count(*) from citations").fetchone()[0] < edges
    return nodes, edges, places


def pandas_sqlite(path):
    pandas, database = need("pandas"), need("sqlite3").connect(path)
    table = lambda name: len(pandas.read_sql(f"select * from {name}", database))
    return table("nodes"), table("edges"), table("evidence")


def pandas_parquet(path):
    need("pyarrow")
    pandas = need("pandas")
    vertices, edges = pandas.read_parquet(path / "vertices.parquet"), pandas.read_parquet(path / "edges.parquet")
    assert edges["src"].isin(vertices["id"]).all() and edges["dst"].isin(vertices["id"]).all()
    assert vertices["id"].is_unique and vertices["read"].dtype == bool
    return len(vertices), len(edges), words(zip(edges["evidence"], edges["words"]))


def polars_parquet(path):
    polars = need("polars")
    vertices, edges = polars.read_parquet(path / "vertices.parquet"), polars.read_parquet(path / "edges.parquet")
    assert edges.join(vertices, left_on="dst", right_on="id", how="inner").height == edges.height
    return vertices.height, edges.height, edges["evidence"].sum()


def duckdb_parquet(path):
    database = need("duckdb").connect()
    vertices, edges = f"'{path}/vertices.parquet'", f"'{path}/edges.parquet'"
    joined = f"select count(*), sum(evidence) from {edges} e join {vertices} s on s.id = src join {vertices} t on t.id = dst"
    count, evidence = database.execute(joined).fetchone()
    return database.execute(f"select count(*) from {vertices}").fetchone()[0], count, int(evidence)


def neo4j_header(path):
    """The form that the bulk import asks for; the import itself needs a server."""
    with open(path / "nodes.csv", encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with open(path / "edges.csv", encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    ids = {node["id:ID"] for node in nodes}
    assert len(ids) == len(nodes) and all(node[":LABEL"] for node in nodes)
    assert all(edge[":START_ID"] in ids and edge[":END_ID"] in ids and edge[":TYPE"] for edge in edges)
    return len(nodes), len(edges), words((edge["evidence:int"], edge["words"]) for edge in edges)


PREFIXES = """
PREFIX unxref: <urn:unxref:term:> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX cito: <http://purl.org/spar/cito/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT (COUNT(*) AS ?count) WHERE """
# Nodes; edges, of which each is told as a direct tie and as a thing of its own; evidence.
SPARQL = [
    "{ ?node unxref:class ?class ; dcterms:identifier ?id }",
    "{ { ?edge a cito:Citation ; cito:hasCitingEntity ?s ; cito:hasCitedEntity ?t } UNION"
    " { ?edge a rdf:Statement ; rdf:subject ?s ; rdf:object ?t } ?edge rdf:predicate ?p . ?s ?p ?t }",
    "{ ?edge unxref:evidence ?place . ?place oa:hasSelector ?bytes, ?quote ."
    " ?bytes oa:start ?start ; oa:end ?end . ?quote oa:exact ?words }",
]


def rdflib(name):
    def read(path):
        if SIZE > MODERATE:
            raise Skipped("for smaller graphs")
        graph = need("rdflib").Graph().parse(path, format=name)
        return tuple(int(row[0]) for query in SPARQL for row in graph.query(PREFIXES + query))

    return read


def oxigraph(name):
    def read(path):
        oxigraph = need("pyoxigraph")
        store = oxigraph.Store()
        store.bulk_load(path=str(path), format=getattr(oxigraph.RdfFormat, name))
        return tuple(int(row[0].value) for query in SPARQL for row in store.query(PREFIXES + query))

    return read


def graphviz(path):
    try:
        run = subprocess.run(["gc", "-n", "-e", str(path)], capture_output=True, text=True)
    except FileNotFoundError:
        raise Skipped("no Graphviz") from None
    assert run.returncode == 0, run.stderr[-300:]
    nodes, edges = run.stdout.split()[:2]
    return int(nodes), int(edges), None


def chromium(path):
    if SIZE > 200:
        raise Skipped("for smaller graphs")
    if not shutil.which(os.environ.get("CHROMIUM") or "chromium"):
        raise Skipped("no Chromium")
    return node_js("mermaid")(path)


# Format, file, and the readers of it.
READERS = [
    ("json", "g.json", [("networkx", node_link("edges")), ("pandas", pandas_json)]),
    ("d3", "g.d3.json", [("networkx", node_link("links"))]),
    ("graphml", "g.graphml", [
        ("networkx", networkx_graphml), ("igraph", igraph_graphml), ("rustworkx", rustworkx_graphml),
    ]),
    ("gexf", "g.gexf", [("networkx", networkx_gexf)]),
    ("cytoscape", "g.cyjs", [("networkx", networkx_cytoscape), ("Cytoscape.js", node_js("cytoscape"))]),
    ("graphology", "g.graphology.json", [("graphology", node_js("graphology"))]),
    ("csv", "csv", [("pandas", pandas_csv), ("DuckDB", duckdb_csv)]),
    ("neo4j", "neo4j", [("its header", neo4j_header)]),
    ("sqlite", "g.sqlite", [("sqlite3", python_sqlite), ("pandas", pandas_sqlite)]),
    ("parquet", "parquet", [("pandas", pandas_parquet), ("polars", polars_parquet), ("DuckDB", duckdb_parquet)]),
    ("turtle", "g.ttl", [("rdflib", rdflib("turtle")), ("Oxigraph", oxigraph("TURTLE"))]),
    ("jsonld", "g.jsonld", [("rdflib", rdflib("json-ld")), ("Oxigraph", oxigraph("JSON_LD"))]),
    ("dot", "g.dot", [("Graphviz", graphviz)]),
    ("mermaid", "g.mmd", [("Mermaid", chromium)]),
]


def truth(graph):
    """Nodes, edges and evidence; and the lines of a drawing, which has one for all facts between two things."""
    nodes, edges = graph["nodes"], graph["edges"]
    facts = [(edge["source"], edge["target"]) for edge in edges if edge["class"] == "fact"]
    counts = (len(nodes), len(edges), sum(len(edge["evidence"]) for edge in edges))
    return counts, (len(nodes), len(edges) - len(facts) + len(set(facts)), None)


def check(name, arguments, folder):
    global SIZE
    export = [OPTIONS.unxref, "export", *arguments]
    graph = json.loads(subprocess.run([*export, "-f", "json"], check=True, capture_output=True).stdout)
    counts, lines = truth(graph)
    SIZE = counts[1]
    faults = 0
    for format, file, readers in READERS:
        path = Path(folder) / name / file
        path.parent.mkdir(exist_ok=True)
        subprocess.run([*export, "-f", format, "-o", path], check=True)
        for reader, read in readers:
            start = time.monotonic()
            expected = lines if format == "dot" else counts
            try:
                found = read(path)
                expected = tuple(known if has is not None else None for known, has in zip(expected, found))
                word = "" if found == expected else f"expected {expected}"
            except Skipped as reason:
                found, word = (None, None, None), f"skipped: {reason}"
            except Exception as error:  # whatever a reader throws is its verdict
                found, word = (None, None, None), f"failed: {type(error).__name__}: {error}"
            faults += word.startswith(("expected", "failed"))
            cells = ["" if cell is None else f"{cell}" for cell in found]
            seconds = time.monotonic() - start
            print(f"{name:<16} {format:<11} {reader:<13} {cells[0]:>7} {cells[1]:>8} {cells[2]:>9} {seconds:6.1f}  {word}", flush=True)
    return faults


def main():
    faults = 0
    print(f"{'graph':<16} {'format':<11} {'reader':<13} {'nodes':>7} {'edges':>8} {'evidence':>9} {'s':>6}")
    with tempfile.TemporaryDirectory() as folder:
        if OPTIONS.graphs:
            asked = [(Path(graph).stem, ["-g", graph]) for graph in OPTIONS.graphs]
        else:
            asked = [("A_HRC_RES_53_24", ["-g", str(SEED)]), ("atlas", [])]
        for name, arguments in asked:
            faults += check(name, arguments, folder)
    sys.exit(f"{faults} readers found something else" if faults else 0)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--unxref", default="unxref")
parser.add_argument("--node", type=Path)
parser.add_argument("graphs", nargs="*")
OPTIONS = parser.parse_args()
SIZE = 0
main()
