use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{Edge, EdgeTy, Stmt, Vertex};

use crate::export::dot::{DotOptions, attributes, dot_id};
use crate::export::dot_style::edge_style;
use crate::export::phrases::phrase;
use crate::graph::{CitationGraph, Link};
use crate::model::{Language, NodeId};

/// The lines of the drawing: one for each citation (of those that are collapsed, one for all that tie the same two nodes),
/// and one for all facts that do. `named` is what some document names.
pub(super) fn edges(
    graph: &CitationGraph,
    named: &BTreeSet<&NodeId>,
    options: &DotOptions,
    write: &mut impl FnMut(Stmt),
) {
    let language = options.language;
    if options.collapse {
        let mut pairs: BTreeMap<(usize, usize), Vec<Link<'_>>> = BTreeMap::new();
        for link in graph.links() {
            pairs.entry((link.from, link.to)).or_default().push(link);
        }
        pairs.values().for_each(|links| write(edge(links, true, language)));
        return;
    }
    let mut facts: BTreeMap<(usize, usize), Vec<Link<'_>>> = BTreeMap::new();
    let mut cited = BTreeSet::new();
    for link in graph.links() {
        if link.is_fact() {
            facts.entry((link.from, link.to)).or_default().push(link);
        } else {
            cited.insert((link.from, link.to));
            write(edge(&[link], true, language));
        }
    }
    for (ends, links) in &facts {
        // Graphviz fails where a line that does not rank runs beside one that does.
        let ranks = cited.contains(ends) || !named.contains(&links[0].target.id);
        write(edge(links, ranks, language));
    }
}

/// One line. Where it does not rank, it leaves both ends in the column of what is cited and runs on its far side;
/// its label then stands beside it and takes no room.
fn edge(links: &[Link<'_>], ranks: bool, language: Language) -> Stmt {
    let link = &links[0];
    let style = edge_style(link);
    let label = links
        .iter()
        .map(|link| label(link, language))
        .collect::<Vec<_>>()
        .join(", ");
    let tooltip = links.iter().map(link_tale).collect::<Vec<_>>().join("\n");
    let mut pairs = vec![
        (if ranks { "label" } else { "xlabel" }, label.as_str()),
        ("color", style.colour),
        ("fontcolor", style.text),
        ("style", style.style),
        ("penwidth", style.width),
        ("tooltip", &tooltip),
        ("labeltooltip", &tooltip),
    ];
    if !ranks {
        pairs.extend([("constraint", "false"), ("tailport", "e"), ("headport", "e")]);
    }
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(Vertex::N(dot_id(&link.source.id)), Vertex::N(dot_id(&link.target.id))),
        attributes: attributes(pairs),
    })
}

/// The relation in words of the language; in English its name, by which programs know it.
fn label(link: &Link<'_>, language: Language) -> String {
    let name = match language {
        Language::En => link.tie.name(),
        _ => phrase(link.tie.name(), language),
    };
    match link.edge.count {
        0 | 1 => name.to_owned(),
        count => format!("{name} ×{count}"),
    }
}

/// What ties the two, and the first words that say so.
pub(crate) fn link_tale(link: &Link<'_>) -> String {
    let mut text = format!("{} {} {}", link.source.id, link.tie, link.target.id);
    for evidence in link.edge.evidence.iter().take(3) {
        text.push_str(&format!("\n{}: {}", evidence.paragraph, evidence.quote));
    }
    text
}
