"""The graph of a folder through Spark: one machine's edges from many.

    python3 tests/spark/graph.py FOLDER OUT [--unxref PROGRAM] [--partitions N] [--compare]

Each partition is a pipe through `unxref cite -f documents --files-from -`: one path a line in, one record a line out.
OUT gets `vertices` (id, title) and `edges` (src, dst, relationship, count) as Parquet, as GraphFrames takes them:
`GraphFrame(spark.read.parquet("OUT/vertices"), spark.read.parquet("OUT/edges"))`.
Needs pyspark and Java 17. With --compare the edges are held against those of `unxref build`: all that a text says. (What
the registry adds, such as who adopted a treaty, hangs on no document and is added once: `unxref build` of the records.)
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

RECORD = """
    id string, alias string, title string, file string, sha256 string, errors array<string>,
    citations array<struct<target: string, status: string, relation: string, paragraph: string, anchor: string>>,
    stated array<struct<`from`: string, relation: string, `to`: string, paragraph: string>>
"""


def records(spark, program, paths, partitions):
    """One record a document, read where its partition lies."""
    command = f"{shlex.quote(program)} cite -f documents --files-from -"
    # A document that cannot be read is a record with errors, so the exit code tells nothing new.
    lines = spark.sparkContext.parallelize(paths, partitions).pipe(command, checkCode=False)
    return spark.createDataFrame(lines.map(lambda line: (line,)), "line string").select(
        F.from_json("line", RECORD).alias("record")
    ).select("record.*")


def edges(read):
    """Who cites what, by which relation, and in how many paragraphs of one language version."""
    cited = read.select("id", "alias", "file", "sha256", F.explode("citations").alias("said")).where(
        "said.status = 'resolved' and said.target != id and (alias is null or said.target != alias)"
    ).select(
        F.col("id").alias("src"),
        F.col("said.target").alias("dst"),
        F.col("said.relation").alias("relationship"),
        F.coalesce("said.anchor", "said.paragraph").alias("place"),
        "file",
        "sha256",
    )
    stated = read.select("file", "sha256", F.explode("stated").alias("said")).where("said.`from` != said.`to`").select(
        F.col("said.from").alias("src"),
        F.col("said.to").alias("dst"),
        F.col("said.relation").alias("relationship"),
        F.col("said.paragraph").alias("place"),
        "file",
        "sha256",
    )
    ends = ["src", "dst", "relationship"]
    by_version = cited.unionByName(stated).groupBy(*ends, "file", "sha256").agg(F.countDistinct("place").alias("places"))
    return by_version.groupBy(*ends).agg(F.max("places").alias("count"))


def vertices(read, linked):
    """Everything that an edge or a record names, with a title where it was read."""
    ends = linked.select(F.col("src").alias("id")).union(linked.select(F.col("dst").alias("id")))
    titles = read.groupBy("id").agg(F.max("title").alias("title"))
    return ends.union(read.select("id")).distinct().join(titles, "id", "left")


def of_one_machine(program, paths):
    """The edges of `unxref build` that a text tells."""
    with tempfile.TemporaryDirectory() as desk:
        listed = pathlib.Path(desk, "paths")
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        built = pathlib.Path(desk, "graph.json")
        command = [program, "build", "--files-from", str(listed), "-o", str(built)]
        code = subprocess.run(command, check=False).returncode
        if code not in (0, 1):
            sys.exit(f"{shlex.join(command)}: exit code {code}")
        graph = json.loads(built.read_text(encoding="utf-8"))
    said = (edge for edge in graph["edges"] if "text" in edge["origin"])
    return {(edge["source"], edge["target"], edge["relation"], edge["count"]) for edge in said}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--unxref", default="unxref")
    arguments.add_argument("--partitions", type=int, default=os.cpu_count())
    arguments.add_argument("--compare", action="store_true")
    given = arguments.parse_args()
    paths = sorted(str(path) for path in given.folder.rglob("*.txt"))
    if not paths:
        sys.exit(f"{given.folder}: holds no .txt file")

    settings = SparkSession.builder.master("local[*]").appName("unxref")
    settings = settings.config("spark.sql.shuffle.partitions", given.partitions)
    spark = settings.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    every = records(spark, given.unxref, paths, given.partitions).cache()
    read = every.where("errors is not null and size(errors) = 0")
    linked = edges(read).cache()
    linked.write.mode("overwrite").parquet(str(given.out / "edges"))
    vertices(read, linked).write.mode("overwrite").parquet(str(given.out / "vertices"))

    kept = spark.read.parquet(str(given.out / "edges"))
    named = spark.read.parquet(str(given.out / "vertices"))
    print(f"{every.count()} records, {read.count()} read; {named.count()} vertices, {kept.count()} edges")
    cited = kept.groupBy("dst").agg(F.countDistinct("src").alias("documents"))
    most = cited.join(named, cited.dst == named.id).orderBy(F.desc("documents"), "dst").limit(5)
    for row in most.select("dst", "documents").collect():
        print(f"{row.documents:6} cite {row.dst}")
    loose = kept.join(named, kept.dst == named.id, "left_anti").count()
    found = {(row.src, row.dst, row.relationship, row["count"]) for row in kept.collect()}
    spark.stop()
    if loose:
        sys.exit(f"{loose} edges end in no vertex")
    if given.compare:
        expected = of_one_machine(given.unxref, paths)
        for edge in sorted(found ^ expected)[:10]:
            print("only in Spark:" if edge in found else "only on one machine:", *edge, file=sys.stderr)
        if found != expected:
            sys.exit(f"{len(found ^ expected)} of {len(expected)} edges differ")
        print(f"the same {len(expected)} edges as `unxref build`")


if __name__ == "__main__":
    main()
