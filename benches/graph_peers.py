#!/usr/bin/env python3
"""Puts the questions of `benches/graph.rs` to igraph and rustworkx too, in one run and of the same file, and prints one table.

    python3 -m venv peers && peers/bin/pip install igraph rustworkx scipy
    peers/bin/python benches/graph_peers.py [FOLDER]

Each program answers in a process of its own, so that its peak memory is that of the graph and nothing else. Seconds are
those of the processor, the best of three (of one, for loading). All must come to the same answers.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TASKS = ["load", "3 hops", "full ancestry", "shortest paths", "PageRank", "co-citation"]


def timed(ask, rounds=3):
    best = None
    for _ in range(rounds):
        start = time.process_time()
        answer = ask()
        spent = time.process_time() - start
        if best is None or spent < best[0]:
            best = (spent, answer)
    return best


def tell(task, ask, check, rounds=3):
    seconds, answer = timed(ask, rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"task": task, "seconds": seconds, "check": check(answer), "peak_mb": peak}), flush=True)
    return answer


def co_citation(matrix):
    """How often the twentieth pair is cited together, and how many pairs are."""
    together = (matrix.T @ matrix).tocoo()
    counts = together.data[together.row < together.col]
    counts.partition(len(counts) - 20)
    return f"{counts[-20:].min()} {len(counts)}"


def best(weights, names):
    first = sorted(weights, key=lambda one: -one[1])[:3]
    return " ".join(f"{names[number]} {weight:.6f}" for number, weight in first)


def read(folder):
    with open(folder / "graph.json", encoding="utf-8") as file:
        return json.load(file)


def igraph(folder, late, pairs):
    import igraph

    def load():
        told = read(folder)
        number = {node["id"]: at for at, node in enumerate(told["nodes"])}
        edges = [(number[edge["source"]], number[edge["target"]]) for edge in told["edges"]]
        graph = igraph.Graph(n=len(number), edges=edges, directed=True)
        graph.vs["name"] = [node["id"] for node in told["nodes"]]
        for name in ["class", "kind", "date"]:
            graph.vs[name] = [node.get(name) for node in told["nodes"]]
        for name in ["relation", "class", "origin", "count"]:
            graph.es[name] = [edge[name] for edge in told["edges"]]
        return graph

    graph = tell("load", load, lambda g: f"{g.vcount()} {g.ecount()}", 1)
    number = {name: at for at, name in enumerate(graph.vs["name"])}
    late = [number[name] for name in late]
    pairs = [(number[one], number[other]) for one, other in pairs]
    tell("3 hops", lambda: sum(graph.neighborhood_size(late, order=3, mode="out")) - len(late), str)
    tell("full ancestry", lambda: sum(len(graph.subcomponent(seed, mode="out")) - 1 for seed in late), str)
    chains = lambda: sum(len(graph.get_all_shortest_paths(one, to=other, mode="out")) for one, other in pairs)
    tell("shortest paths", chains, str)
    tell("PageRank", lambda: graph.pagerank(directed=True), lambda w: best(enumerate(w), graph.vs["name"]))
    tell("co-citation", lambda: co_citation(graph.get_adjacency_sparse().astype("int32")), str, 1)


def rustworkx(folder, late, pairs):
    import numpy
    import rustworkx
    from scipy.sparse import csr_matrix

    def load():
        told = read(folder)
        graph = rustworkx.PyDiGraph()
        number = {node["id"]: at for node, at in zip(told["nodes"], graph.add_nodes_from(told["nodes"]))}
        graph.add_edges_from([(number[edge["source"]], number[edge["target"]], edge) for edge in told["edges"]])
        return graph

    def hops(seed, depth):
        """It has no walk of a given depth: its own neighbours, one step after another."""
        seen, edge = {seed}, [seed]
        for _ in range(depth):
            edge = [near for node in edge for near in graph.successor_indices(node)]
            edge = [near for near in dict.fromkeys(edge) if near not in seen]
            seen.update(edge)
        return len(seen) - 1

    def co_cited():
        ends = numpy.array(graph.edge_list(), dtype="int32")
        size = graph.num_nodes()
        ones = numpy.ones(len(ends), dtype="int32")
        return co_citation(csr_matrix((ones, (ends[:, 0], ends[:, 1])), shape=(size, size)))

    graph = tell("load", load, lambda g: f"{g.num_nodes()} {g.num_edges()}", 1)
    names = [node["id"] for node in graph.nodes()]
    number = {name: at for at, name in enumerate(names)}
    late = [number[name] for name in late]
    pairs = [(number[one], number[other]) for one, other in pairs]
    tell("3 hops", lambda: sum(hops(seed, 3) for seed in late), str)
    tell("full ancestry", lambda: sum(len(rustworkx.descendants(graph, seed)) for seed in late), str)
    all_of = rustworkx.digraph_all_shortest_paths
    tell("shortest paths", lambda: sum(len(all_of(graph, one, other)) for one, other in pairs), str, 1)
    tell("PageRank", lambda: rustworkx.pagerank(graph, tol=1e-10), lambda w: best(w.items(), names))
    tell("co-citation", co_cited, str, 1)


PEERS = {"igraph": igraph, "rustworkx": rustworkx}


def rows(command):
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {row["task"]: row for row in map(json.loads, filter(lambda line: line.startswith("{"), told.splitlines()))}


def table(folder):
    bench = ["cargo", "bench", "--quiet", "--bench", "graph", "--"]
    if not (folder / "graph.json").exists():
        subprocess.run([*bench, "--make", folder], check=True)
    ours = rows([*bench, "--ask", folder])
    theirs = {name: rows([sys.executable, __file__, "--peer", name, folder]) for name in PEERS}
    print(f"| task | unxref | plain arrays | {' | '.join(theirs)} |")
    print("|---|--:|--:|" + "--:|" * len(theirs))
    for task in TASKS:
        floor = ours[task]["floor"]
        cells = [f"{ours[task]['unxref']:.4f}", f"{floor:.4f}" if floor else ""]
        for name, told in theirs.items():
            if told[task]["check"] != ours[task]["check"]:
                print(f"{task}: {name} says {told[task]['check']}, unxref {ours[task]['check']}", file=sys.stderr)
            cells.append(f"{told[task]['seconds']:.4f}")
        print(f"| {task} | {' | '.join(cells)} |")
    peaks = [str(ours["load"]["peak_mb"]), ""] + [str(told["load"]["peak_mb"]) for told in theirs.values()]
    print(f"| peak memory after loading, MB | {' | '.join(peaks)} |")


def main():
    if sys.argv[1:2] == ["--peer"]:
        folder = Path(sys.argv[3])
        with open(folder / "questions.json", encoding="utf-8") as file:
            questions = json.load(file)
        PEERS[sys.argv[2]](folder, questions["late"], questions["pairs"])
        return
    os.chdir(HERE.parent)
    if sys.argv[1:]:
        table(Path(sys.argv[1]).resolve())
    else:
        with tempfile.TemporaryDirectory() as folder:
            table(Path(folder))


if __name__ == "__main__":
    main()
