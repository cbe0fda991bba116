/// What another format begins with, its name, and how it becomes a graph that is read here.
const BEGINNINGS: [(&str, &str, &str); 8] = [
    ("<graphml", "GraphML", "networkx.read_graphml"),
    ("<gexf", "GEXF", "networkx.read_gexf"),
    ("strict digraph", "DOT", "networkx.nx_pydot.read_dot"),
    ("digraph", "DOT", "networkx.nx_pydot.read_dot"),
    ("graph", "DOT", "networkx.nx_pydot.read_dot"),
    ("Creator", "GML", "networkx.read_gml"),
    ("*Vertices", "Pajek", "networkx.read_pajek"),
    ("source\t", "a table of edges", "networkx.read_edgelist"),
];

/// A member by which the JSON of another format is known, its name, and what to do.
const MEMBERS: [(&str, &str, &str); 7] = [
    (
        "attributes",
        "graphology JSON",
        "name each node's `key` `id`, and write that as node-link JSON",
    ),
    ("@graph", "JSON-LD", "`build` makes a graph of documents or records"),
    ("@context", "JSON-LD", "`build` makes a graph of documents or records"),
    (
        "citations",
        "a record of a document",
        "`unxref build` makes a graph of it",
    ),
    (
        "findings",
        "an answer of `check`",
        "`unxref build` makes a graph of documents",
    ),
    (
        "cited_by",
        "an answer of `show`",
        "`unxref export -f json` writes graphs",
    ),
    (
        "vertices",
        "JSON with `vertices`",
        "name them `nodes`, each with an `id`",
    ),
];

/// How far into a text its first element is sought.
const HEAD: usize = 2000;

/// What a text that is no JSON looks like, and how a graph is made of it.
pub(super) fn of_text(text: &str) -> Option<String> {
    let text = text.trim_start();
    if text.starts_with('[') {
        let advice = "expected an object with `nodes` and `edges`, as networkx.node_link_data makes it";
        return Some(format!("it looks like a list; {advice}"));
    }
    let head = &text[..text.floor_char_boundary(HEAD)];
    let is_xml = head.starts_with('<');
    let is_it = |sign: &str| head.starts_with(sign) || is_xml && sign.starts_with('<') && head.contains(sign);
    let (_, name, reader) = BEGINNINGS.iter().find(|(sign, ..)| is_it(sign))?;
    Some(format!(
        "it looks like {name}, which {reader} reads and networkx.node_link_data makes node-link JSON of"
    ))
}

/// What an object with these members looks like, and what to do with it.
pub(super) fn of_members(members: &[&str]) -> Option<String> {
    let (_, name, advice) = MEMBERS.iter().find(|(sign, ..)| members.contains(sign))?;
    Some(format!("it looks like {name}: {advice}"))
}
