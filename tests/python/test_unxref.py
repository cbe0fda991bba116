"""The wheel, installed: what its module gives is what the program says.

    python -m unittest discover -s tests/python     with the Python of an environment that has the wheel and its extra `notebook`
"""

import doctest
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import unittest
import warnings
from pathlib import Path

import unxref

ROOT = Path(__file__).resolve().parent.parent.parent
MODEL = ROOT / "src" / "cli" / "model" / "transit.en.txt"
SEED = ROOT / "graphs" / "A_HRC_RES_53_24.json"
TEXT = "Recalling the Convention on the Rights of the Child and General Assembly resolution 70/1 of 25 September 2015,\n"


class Installed(unittest.TestCase):
    def test_the_program_is_that_of_this_environment(self):
        with open(ROOT / "Cargo.toml", "rb") as file:
            version = tomllib.load(file)["package"]["version"]
        self.assertEqual(Path(unxref.program()).parent, Path(sys.executable).parent)
        self.assertEqual(unxref.__version__, version)
        self.assertEqual(unxref.run("--version").text.splitlines()[0], f"unxref {version}")
        self.assertTrue(Path(unxref.__file__).with_name("py.typed").is_file())

    def test_the_module_is_the_program_too(self):
        run = subprocess.run([sys.executable, "-m", "unxref", "show", "nosuch"], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("`nosuch`", run.stderr)

    def test_a_program_that_is_not_there_is_told(self):
        # An interpreter elsewhere, with nothing on its path but this module.
        code = "import unxref.running as p, sys\nsys.executable = '/nowhere/python'\np.sysconfig.get_path = lambda *_: '/nowhere'\np.program()"
        run = subprocess.run([sys.executable, "-c", code], env={"PATH": ""}, capture_output=True, text=True)
        self.assertIn("UnxrefError: the program is neither", run.stderr)


class Cite(unittest.TestCase):
    def test_citations_are_those_of_the_program(self):
        run = subprocess.run([unxref.program(), "cite", "-f", "jsonl", MODEL], capture_output=True, check=True)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertGreater(len(lines), 30)
        self.assertEqual(unxref.cite(MODEL), lines)
        self.assertEqual(unxref.cite(str(MODEL), language="en"), lines)

    def test_spans_slice_python_strings(self):
        for language in ["ar", "en", "es", "fr", "ru", "zh"]:
            text = MODEL.with_name(f"transit.{language}.txt").read_text(encoding="utf-8")
            found = unxref.cite(text=text, language=language)
            self.assertGreater(len(found), 30)
            for one in found:
                words = text[slice(*one["span"]["char"])]
                self.assertEqual("".join(words.split()), "".join(one["quote"].split()))

    def test_a_frame_has_a_row_a_citation(self):
        frame = unxref.cite(text=TEXT, symbol="A/RES/99/1", as_frame=True)
        self.assertEqual(frame["target"].tolist(), ["crc", "A/RES/70/1"])
        self.assertEqual(set(frame["source"]), {"A/RES/99/1"})
        self.assertEqual(len(unxref.cite(text="Nothing.", as_frame=True)), 0)

    def test_all_and_a_registry(self):
        self.assertGreater(len(unxref.cite(MODEL, all=True)), len(unxref.cite(MODEL)))
        with tempfile.TemporaryDirectory() as folder:
            own = Path(folder, "own.toml")
            own.write_text(
                '[[instrument]]\nid = "lamp-charter"\nkind = "principles"\ngroup = "own"\ndate = "1999-05-04"\n'
                'title.en = "Charter of the Keepers of Lamps"\nexamples = ["Welcoming the Charter of the Keepers of Lamps,"]\n',
                encoding="utf-8",
            )
            text = "Welcoming the Charter of the Keepers of Lamps,"
            self.assertEqual([one["target"] for one in unxref.cite(text=text, registry=own)], ["lamp-charter"])

    def test_odd_names_are_names(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ["-f.txt", "--help", "a b\t.txt", "条约.txt", "'q\".txt"]:
                Path(folder, name).write_text(TEXT, encoding="utf-8")
                self.assertEqual(len(unxref.cite(Path(folder, name))), 2, name)
            here = os.getcwd()
            os.chdir(folder)
            try:
                self.assertEqual(len(unxref.cite("-f.txt", "--help")), 4)
            finally:
                os.chdir(here)


class Errors(unittest.TestCase):
    def refused(self, code, words, function, *arguments, **named):
        with self.assertRaises(unxref.UnxrefError) as raised:
            function(*arguments, **named)
        self.assertEqual(raised.exception.code, code)
        self.assertIn(words, str(raised.exception))
        self.assertNotIn("\n", str(raised.exception))
        return raised.exception

    def test_errors_are_one_exception_with_one_line(self):
        error = self.refused(2, "no-such.txt: no such file", unxref.cite, "no-such.txt")
        self.assertIn("nothing could be read", error.stderr)
        self.refused(2, "found `nosuch`", unxref.query, "cites", "nosuch")
        self.refused(2, "found `nosuch`", unxref.draw, "nosuch")
        self.refused(2, "found `nosuch`", unxref.graph, around="nosuch")
        self.refused(2, "unexpected argument", unxref.query, "cites", "gcm", by="pagerank")
        self.refused(2, "no such file", unxref.graph, "no-such.json")
        self.refused(2, "expected paths, or a text", unxref.cite)
        self.refused(2, "expected paths, or a text", unxref.cite, "a.txt", text="b")
        self.refused(2, "cannot be written", unxref.draw("gcm").save, "/no/such/folder/gcm.svg")
        self.refused(2, "expected paths, or a text", unxref.graph, SEED, text="b")
        self.refused(126, "cannot be run", unxref.cite, "a\0b")
        self.refused(126, "cannot be run", unxref.cite, text="\ud800")

    def test_what_is_left_out_is_a_warning(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.txt").write_text(TEXT, encoding="utf-8")
            Path(folder, "b.txt").write_bytes(b"\0\1\2")
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                self.assertEqual(len(unxref.cite(folder)), 2)
                self.assertGreaterEqual(unxref.graph(folder).number_of_edges(), 2)
            self.assertEqual([(one.category, one.filename) for one in told], [(unxref.PartlyDone, __file__)] * 2)
            self.assertTrue(all("b.txt" in str(one.message) for one in told))

    def test_a_library_that_is_not_there_is_named(self):
        for module, function in [("pandas", unxref.frames), ("networkx", unxref.graph)]:
            held, sys.modules[module] = sys.modules.get(module), None
            try:
                with self.assertRaisesRegex(ImportError, rf"{module} is needed .*unxref\[notebook\]"):
                    function(SEED)
            finally:
                sys.modules[module] = held
                if held is None:
                    del sys.modules[module]

    def test_nothing_heavy_is_imported_unasked(self):
        code = "import sys, unxref; unxref.cite(text='x'); print({'pandas', 'networkx', 'numpy'} & set(sys.modules))"
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        self.assertEqual(run.stdout, "set()\n")


class Graphs(unittest.TestCase):
    def test_a_graph_has_all_of_the_file(self):
        written = json.loads(SEED.read_text(encoding="utf-8"))
        graph = unxref.graph(SEED)
        self.assertEqual(graph.number_of_nodes(), len(written["nodes"]))
        self.assertEqual(graph.number_of_edges(), len(written["edges"]))
        for edge in written["edges"]:
            held = graph.edges[edge["source"], edge["target"], edge["key"]]
            self.assertEqual(held["evidence"], edge["evidence"])

    def test_frames_are_the_graph(self):
        graph = unxref.graph(SEED)
        nodes, edges = unxref.frames(SEED, label_lang="zh")
        self.assertEqual(set(nodes.index), set(graph))
        self.assertEqual(len(edges), graph.number_of_edges())
        self.assertEqual(edges["places"].sum(), sum(len(data["evidence"]) for *_, data in graph.edges(data=True)))
        self.assertTrue(edges["source"].isin(nodes.index).all() and edges["target"].isin(nodes.index).all())
        self.assertEqual(nodes.loc["crc", "title"], "儿童权利公约")
        self.assertEqual(nodes.loc["iccpr", "date"].year, 1966)

    def test_documents_are_a_graph(self):
        graph = unxref.graph(MODEL, MODEL.with_name("transit.zh.txt"))
        self.assertEqual(len(graph.graph["inputs"]), 2)
        text = MODEL.read_text(encoding="utf-8")
        own = unxref.graph(text=text, symbol="A/HRC/60/L.99", language="en")
        self.assertGreater(own.out_degree("A/HRC/60/L.99"), 30)

    def test_the_atlas_is_there(self):
        graph = unxref.graph()
        self.assertGreater(graph.number_of_edges(), 50_000)
        part = unxref.graph(around=["gcm", "iccpr"])
        self.assertLess(part.number_of_nodes(), graph.number_of_nodes())
        self.assertTrue(part.has_edge("gcm", "A/RES/73/195"))

    def test_a_graph_of_networkx_is_asked_as_its_file(self):
        held = unxref.graph(SEED)
        for question, words in [("cites", ["A/HRC/RES/53/24"]), ("rank", []), ("path", ["A/HRC/RES/53/24", "udhr"])]:
            self.assertEqual(unxref.query(question, *words, graph=held), unxref.query(question, *words, graph=SEED))
        self.assertEqual(unxref.show("gcm", graph=held), unxref.show("gcm", graph=SEED))
        around = unxref.graph(SEED, around="gcm")
        self.assertTrue(2 < around.number_of_nodes() < held.number_of_nodes())

    def test_options_narrow(self):
        answer = unxref.query("cites", "A/HRC/RES/53/24", graph=SEED, class_=["instrument", "set"], relation="recalls")
        self.assertTrue(answer["citations"])
        self.assertEqual({link["relation"] for link in answer["citations"]}, {"recalls"})
        self.assertEqual(len(unxref.query("rank", graph=SEED, number=3)), 3)


class Pictures(unittest.TestCase):
    def test_a_notebook_shows_and_a_file_keeps(self):
        picture = unxref.draw("A/HRC/RES/53/24", graph=SEED)
        run = [unxref.program(), "draw", "A/HRC/RES/53/24", "-g", SEED, "-o", "-"]
        self.assertEqual(picture._repr_svg_(), subprocess.run(run, capture_output=True, check=True).stdout.decode())
        with tempfile.TemporaryDirectory() as folder:
            saved = picture.save(Path(folder, "d.svg"))
            self.assertEqual(saved.read_text(encoding="utf-8"), picture.svg)
            self.assertEqual(picture.save(Path(folder, "d.png")).read_bytes()[:4], b"\x89PNG")
        held = unxref.draw(graph=unxref.graph(SEED))
        self.assertIn("A/HRC/RES/53/24", held.svg)


def load_tests(_loader, tests, _pattern):
    """The examples of the documentation and of the README too."""
    for module in ["unxref", "unxref.running", "unxref.reading", "unxref.graphs", "unxref.asking", "unxref.picture"]:
        tests.addTests(doctest.DocTestSuite(module))
    tests.addTests(doctest.DocFileSuite(str(ROOT / "README.md"), module_relative=False))
    return tests


if __name__ == "__main__":
    unittest.main()
