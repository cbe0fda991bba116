use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use crate::export::atlas::pieces::{AtlasError, Pieces, decode};
use crate::export::atlas::rows::{CORE, Core, Hash, InputRow, NodeRow, UnplacedRow};
use crate::export::atlas::shelf::{Packed, Place, optional};
use crate::export::atlas::write::DATED;
use crate::graph::{CitationGraph, Dated, Edge, Input, Node, Origin, Origins, Shelf, Tie, Unplaced, Words};
use crate::model::{Class, Label, Language, NodeId, Section, hex};
use crate::text::Span;

type Read<T> = Result<T, AtlasError>;

/// Opens an atlas that is part of the program: its checksum is not looked at, and its words are unpacked when they are
/// asked for.
///
/// # Errors
/// Where it is none, or of another version.
pub fn open_atlas(bytes: &'static [u8]) -> Read<CitationGraph> {
    open(Pieces::open(Cow::Borrowed(bytes), false)?).map(|(graph, _)| graph)
}

/// Reads an atlas from a file, and looks at every part of it.
///
/// # Errors
/// Where it is none, is of another version, or is damaged.
pub fn read_atlas(bytes: Vec<u8>) -> Read<CitationGraph> {
    let (graph, shelf) = open(Pieces::open(Cow::Owned(bytes), true)?)?;
    shelf.check(graph.links().count())?;
    Ok(graph)
}

fn open(pieces: Pieces<'static>) -> Read<(CitationGraph, Arc<Packed>)> {
    let raw = pieces.get(CORE)?;
    let core: Core<'_> = decode(&raw, "the core")?;
    let tables = Tables::read(&core)?;
    let inputs = core
        .inputs
        .iter()
        .map(|row| tables.input(row))
        .collect::<Read<Vec<_>>>()?;
    let nodes = core
        .nodes
        .iter()
        .map(|row| tables.node(row))
        .collect::<Read<Vec<_>>>()?;
    let unplaced = core.unplaced.iter().map(|row| tables.unplaced(row, &nodes, &inputs));
    let unplaced = unplaced.collect::<Read<Vec<_>>>()?;
    let pinpoints = core.pinpoints.iter().map(|&text| text.to_owned()).collect();
    let places = tables.places(&core)?;
    let shelf = Arc::new(Packed::new(pieces, inputs.clone(), places, pinpoints));
    let edges = tables.edges(&core, &shelf)?;
    let manifest = core
        .manifest
        .iter()
        .map(|(&key, &value)| (key.to_owned(), value.to_owned()));
    let graph = CitationGraph::from_sorted(nodes, edges, inputs, unplaced)
        .ok_or_else(|| AtlasError::new("expected nodes and edges in order in an atlas, found others"))?;
    Ok((graph.with_manifest(manifest.collect()), shelf))
}

/// The tables of names, each name as what it means.
struct Tables<'a> {
    classes: Vec<Class>,
    kinds: &'a [&'a str],
    ties: Vec<Tie>,
    origins: Vec<Origins>,
    sections: Vec<Section>,
    languages: Vec<Language>,
    labels: &'a [&'a str],
    reasons: &'a [&'a str],
}

fn parsed<T: FromStr<Err: Display>>(names: &[&str]) -> Read<Vec<T>> {
    let parse = |name: &&str| {
        name.parse()
            .map_err(|error: T::Err| AtlasError::new(format!("in an atlas: {error}")))
    };
    names.iter().map(parse).collect()
}

fn missing() -> AtlasError {
    AtlasError::new("expected a number that stands in a table of an atlas, found one that does not")
}

fn entry<T>(table: &[T], name: u32) -> Read<&T> {
    table.get(name as usize).ok_or_else(missing)
}

impl<'a> Tables<'a> {
    fn read(core: &'a Core<'a>) -> Read<Tables<'a>> {
        let origins = core.origins.iter();
        Ok(Tables {
            classes: parsed(&core.classes)?,
            kinds: &core.kinds,
            ties: parsed(&core.ties)?,
            origins: origins
                .map(|names| parsed::<Origin>(names).map(Origins::from_iter))
                .collect::<Read<_>>()?,
            sections: parsed(&core.sections)?,
            languages: parsed(&core.languages)?,
            labels: &core.labels,
            reasons: &core.reasons,
        })
    }

    fn places(&self, core: &Core<'_>) -> Read<Vec<Place>> {
        let places = core.places.iter().map(|row| {
            Ok(Place {
                paragraph: Label::new(*entry(self.labels, row.paragraph)?),
                section: *entry(&self.sections, row.section)?,
                anchor: optional(self.labels, row.anchor)
                    .ok_or_else(missing)?
                    .map(|&label| Label::new(label)),
                language: *entry(&self.languages, row.language)?,
            })
        });
        places.collect()
    }

    fn node(&self, row: &NodeRow<'_>) -> Read<Node> {
        let titles = row.titles.iter();
        let titles = titles.map(|&(name, title)| Ok((*entry(&self.languages, name)?, title.to_owned())));
        Ok(Node {
            id: NodeId::new(row.id),
            class: *entry(&self.classes, row.class)?,
            kind: (*entry(self.kinds, row.kind)?).to_owned(),
            form: optional(self.kinds, row.form)
                .ok_or_else(missing)?
                .map(|&form| form.to_owned()),
            titles: titles.collect::<Read<_>>()?,
            date: row.date.map(date).transpose()?,
            body: row.body.map(NodeId::new),
            aliases: row.aliases.iter().map(|&alias| alias.to_owned()).collect(),
            read: row.read,
        })
    }

    fn input(&self, row: &InputRow<'_>) -> Read<Arc<Input>> {
        let sha256 = match &row.sha256 {
            Hash::Bytes(bytes) => hex(bytes),
            Hash::Other(text) => (*text).to_owned(),
        };
        Ok(Arc::new(Input {
            file: row.file.to_owned(),
            sha256,
            symbol: NodeId::new(row.symbol),
            language: *entry(&self.languages, row.language)?,
        }))
    }

    fn unplaced(&self, row: &UnplacedRow<'_>, nodes: &[Node], inputs: &[Arc<Input>]) -> Read<Unplaced> {
        Ok(Unplaced {
            source: entry(nodes, row.source)?.id.clone(),
            input: Arc::clone(entry(inputs, row.input)?),
            span: Span::new(row.span.0 as usize, row.span.1 as usize),
            paragraph: Label::new(*entry(self.labels, row.paragraph)?),
            quote: row.quote.to_owned(),
            class: *entry(&self.classes, row.class)?,
            status: (*entry(self.reasons, row.status)?).to_owned(),
            candidates: row.candidates.iter().map(NodeId::new).collect(),
            reason: (*entry(self.reasons, row.reason)?).to_owned(),
        })
    }

    /// The edges, each with its ends.
    fn edges(
        &self,
        core: &Core<'_>,
        shelf: &Arc<Packed>,
    ) -> Read<impl ExactSizeIterator<Item = (usize, usize, Tie, Edge)>> {
        let columns = &core.edges;
        let count = columns.targets.len();
        let lengths = [columns.ties.len(), columns.origins.len(), columns.counts.len()];
        let degrees: u64 = columns.degrees.iter().map(|&degree| u64::from(degree)).sum();
        if lengths.iter().any(|&length| length != count) || degrees != count as u64 {
            return Err(AtlasError::new("expected as many of each column of edges in an atlas"));
        }
        let ties = columns
            .ties
            .iter()
            .map(|&tie| entry(&self.ties, tie).copied())
            .collect::<Read<Vec<Tie>>>()?;
        let origins = columns.origins.iter().map(|&name| entry(&self.origins, name).copied());
        let origins = origins.collect::<Read<Vec<Origins>>>()?;
        let mut sources = Vec::with_capacity(count);
        for (source, &degree) in columns.degrees.iter().enumerate() {
            sources.extend((0..degree).map(|_| source));
        }
        Ok((0..count).map(move |at| {
            let edge = Edge {
                origins: origins[at],
                count: columns.counts[at],
                evidence: Words::packed(Arc::clone(shelf) as Arc<dyn Shelf>, at as u32),
            };
            (sources[at], columns.targets[at] as usize, ties[at], edge)
        }))
    }
}

fn date((dated, year, month, day): (u8, i16, i8, i8)) -> Read<(Dated, Date)> {
    let day = Date::new(year, month, day).map_err(|error| AtlasError::new(format!("in an atlas: {error}")))?;
    Ok((*DATED.get(usize::from(dated)).ok_or_else(missing)?, day))
}
