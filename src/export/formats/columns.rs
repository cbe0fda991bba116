use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::export::exported::{BETWEEN, Bond};
use crate::graph::{Evidence, Node, Unplaced};
use crate::model::Language;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Whole(u64),
    Truth(bool),
    Nothing,
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Cell::Whole(number as u64)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(cell: Option<T>) -> Cell<'a> {
        cell.map_or(Cell::Nothing, Into::into)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Whole,
    Truth,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column<F> {
    pub name: &'static str,
    pub sort: Sort,
    cell: F,
}

pub(super) type NodeColumn = Column<for<'a> fn(&'a Node, Language) -> Cell<'a>>;
pub(super) type EdgeColumn = Column<for<'a, 'g> fn(&'a Bond<'g>) -> Cell<'a>>;
pub(super) type EvidenceColumn = Column<for<'a> fn(&'a Evidence) -> Cell<'a>>;
pub(super) type UnplacedColumn = Column<for<'a> fn(&'a Unplaced) -> Cell<'a>>;

impl NodeColumn {
    pub fn cell<'a>(&self, node: &'a Node, language: Language) -> Cell<'a> {
        (self.cell)(node, language)
    }
}

impl EdgeColumn {
    pub fn cell<'a>(&self, bond: &'a Bond<'_>) -> Cell<'a> {
        (self.cell)(bond)
    }
}

impl EvidenceColumn {
    pub fn cell<'a>(&self, evidence: &'a Evidence) -> Cell<'a> {
        (self.cell)(evidence)
    }
}

impl UnplacedColumn {
    pub fn cell<'a>(&self, unplaced: &'a Unplaced) -> Cell<'a> {
        (self.cell)(unplaced)
    }
}

const fn node(name: &'static str, sort: Sort, cell: for<'a> fn(&'a Node, Language) -> Cell<'a>) -> NodeColumn {
    Column { name, sort, cell }
}

const fn edge(name: &'static str, sort: Sort, cell: for<'a, 'g> fn(&'a Bond<'g>) -> Cell<'a>) -> EdgeColumn {
    Column { name, sort, cell }
}

const fn words(name: &'static str, sort: Sort, cell: for<'a> fn(&'a Evidence) -> Cell<'a>) -> EvidenceColumn {
    Column { name, sort, cell }
}

const fn doubt(name: &'static str, sort: Sort, cell: for<'a> fn(&'a Unplaced) -> Cell<'a>) -> UnplacedColumn {
    Column { name, sort, cell }
}

/// What is told of a node beside its id.
pub(super) const NODE: [NodeColumn; 16] = [
    node("label", Sort::Text, |node, language| label(node, language).into()),
    node("class", Sort::Text, |node, _| node.class.name().into()),
    node("kind", Sort::Text, |node, _| node.kind.as_str().into()),
    node("form", Sort::Text, |node, _| node.form.as_deref().into()),
    node("date", Sort::Text, |node, _| {
        node.day().map(|day| day.to_string()).into()
    }),
    node("date_origin", Sort::Text, |node, _| {
        node.date.map(|(dated, _)| dated.name()).into()
    }),
    node("body", Sort::Text, |node, _| {
        node.body.as_ref().map(|body| body.as_str()).into()
    }),
    node("aliases", Sort::Text, |node, _| {
        listed(node.aliases.iter().map(String::as_str))
    }),
    node("read", Sort::Truth, |node, _| Cell::Truth(node.read)),
    node("url", Sort::Text, |node, _| address(node).into()),
    node("title_ar", Sort::Text, |node, _| title(node, Language::Ar)),
    node("title_en", Sort::Text, |node, _| title(node, Language::En)),
    node("title_es", Sort::Text, |node, _| title(node, Language::Es)),
    node("title_fr", Sort::Text, |node, _| title(node, Language::Fr)),
    node("title_ru", Sort::Text, |node, _| title(node, Language::Ru)),
    node("title_zh", Sort::Text, |node, _| title(node, Language::Zh)),
];

/// What is told of an edge beside its ends; `evidence` is how many places there are.
pub(super) const EDGE: [EdgeColumn; 6] = [
    edge("relation", Sort::Text, |bond| Cell::Text(bond.relation())),
    edge("class", Sort::Text, |bond| Cell::Text(bond.class())),
    edge("origin", Sort::Text, |bond| {
        listed(bond.origins().iter().map(|origin| origin.name()))
    }),
    edge("count", Sort::Whole, |bond| Cell::Whole(bond.count().into())),
    edge("evidence", Sort::Whole, |bond| {
        Cell::Whole(bond.evidence().count() as u64)
    }),
    edge("paragraphs", Sort::Text, paragraphs),
];

/// What is told of a piece of evidence beside its edge and its text.
pub(super) const EVIDENCE: [EvidenceColumn; 8] = [
    words("paragraph", Sort::Text, |evidence| evidence.paragraph.as_str().into()),
    words("section", Sort::Text, |evidence| evidence.section.name().into()),
    words("anchor", Sort::Text, |evidence| {
        evidence.anchor.as_ref().map(|anchor| anchor.as_str()).into()
    }),
    words("quote", Sort::Text, |evidence| evidence.quote.as_str().into()),
    words("start", Sort::Whole, |evidence| evidence.span.start().into()),
    words("end", Sort::Whole, |evidence| evidence.span.end().into()),
    words("language", Sort::Text, |evidence| evidence.language.code().into()),
    words("pinpoint", Sort::Text, |evidence| evidence.pinpoint.as_deref().into()),
];

/// What is told of a citation whose target is not certain, beside its text.
pub(super) const UNPLACED: [UnplacedColumn; 9] = [
    doubt("source", Sort::Text, |unplaced| unplaced.source.as_str().into()),
    doubt("status", Sort::Text, |unplaced| unplaced.status.as_str().into()),
    doubt("class", Sort::Text, |unplaced| unplaced.class.name().into()),
    doubt("candidates", Sort::Text, |unplaced| {
        listed(unplaced.candidates.iter().map(|id| id.as_str()))
    }),
    doubt("reason", Sort::Text, |unplaced| unplaced.reason.as_str().into()),
    doubt("paragraph", Sort::Text, |unplaced| unplaced.paragraph.as_str().into()),
    doubt("quote", Sort::Text, |unplaced| unplaced.quote.as_str().into()),
    doubt("start", Sort::Whole, |unplaced| unplaced.span.start().into()),
    doubt("end", Sort::Whole, |unplaced| unplaced.span.end().into()),
];

/// How a node is called: by its title, else by its id.
pub(super) fn label(node: &Node, language: Language) -> &str {
    node.title(language).unwrap_or(node.id.as_str())
}

/// Where the United Nations keep the document; of a part, the whole.
pub(super) fn address(node: &Node) -> Option<String> {
    let symbol = node.symbol()?;
    let whole = symbol.as_str().split('[').next()?;
    Some(format!("https://undocs.org/{whole}"))
}

fn title(node: &Node, language: Language) -> Cell<'_> {
    node.titles.get(&language).map(String::as_str).into()
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> Cell<'static> {
    let words: Vec<_> = words.collect();
    Some(words.join(BETWEEN)).filter(|words| !words.is_empty()).into()
}

/// The paragraphs that name the target, each once, in the order of the evidence.
fn paragraphs(bond: &Bond<'_>) -> Cell<'static> {
    let mut paragraphs: Vec<&str> = Vec::new();
    for evidence in bond.evidence() {
        let paragraph = evidence.paragraph.as_str();
        if !paragraphs.contains(&paragraph) {
            paragraphs.push(paragraph);
        }
    }
    listed(paragraphs.into_iter())
}

/// The columns of a node as members of a JSON object; what is not known is left out.
pub(super) struct NodeCells<'g>(pub &'g Node, pub Language);

impl Serialize for NodeCells<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let cells = NODE.iter().map(|column| (column.name, column.cell(self.0, self.1)));
        members(cells, out)
    }
}

/// The columns of an edge as members of a JSON object.
pub(super) struct EdgeCells<'g>(pub Bond<'g>);

impl Serialize for EdgeCells<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        members(EDGE.iter().map(|column| (column.name, column.cell(&self.0))), out)
    }
}

fn members<'a, S: Serializer>(
    cells: impl Iterator<Item = (&'static str, Cell<'a>)>,
    out: S,
) -> Result<S::Ok, S::Error> {
    let mut map = out.serialize_map(None)?;
    for (name, cell) in cells.filter(|(_, cell)| *cell != Cell::Nothing) {
        map.serialize_entry(name, &cell)?;
    }
    map.end()
}
