use std::sync::OnceLock;

use crate::lang::{Pack, detect};
use crate::model::{Facts, Label, Language, NodeId, Notice, Section, Symbol};
use crate::parse::body_names::BodyNames;
use crate::parse::{blocks, extent, facts, inline_notes, lines, marks, notes, page_notes, raised, structure};
use crate::registry::Registry;
use crate::text::{Folded, Folder, Source, Span};

/// A document: what it says of itself, and its paragraphs in the order of the text.
#[derive(Debug)]
pub struct Document {
    /// The language of most of it.
    pub language: Language,
    /// What it says of itself.
    pub facts: Facts,
    /// Its paragraphs; footnotes last, whatever their place in the text.
    pub paragraphs: Vec<Paragraph>,
    /// What is odd.
    pub notices: Vec<Notice>,
}

/// A paragraph, folded, with its footnote marks taken out.
#[derive(Debug)]
pub struct Paragraph {
    /// Its label.
    pub label: Label,
    /// Its section.
    pub section: Section,
    /// Its words.
    pub text: Folded,
    /// The marks that stand in it, in order.
    pub marks: Vec<Mark>,
    /// The body that speaks in it, by id: the enacting body nearest above.
    pub speaker: Option<NodeId>,
    /// For a footnote: its number.
    pub footnote: Option<u32>,
    /// For a footnote: where its mark stands.
    pub anchor: Option<Anchor>,
}

/// A footnote's mark in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number of the note.
    pub number: u32,
    /// The byte of the folded text before which it stood.
    pub at: usize,
}

/// Where the mark of a footnote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The index of the paragraph.
    pub paragraph: usize,
    /// The byte of its folded text before which the mark stood.
    pub at: usize,
}

/// What a reader knows of a document before it is parsed.
#[derive(Clone, Debug, Default)]
pub struct ParseOptions {
    /// The language, where it is not to be detected.
    pub language: Option<Language>,
    /// The document's own symbol, for a text that does not tell it.
    pub symbol: Option<Symbol>,
    /// The text is one sentence out of its context: no structure is looked for.
    pub bare: bool,
}

/// Parses sources; what it needs of a registry in a language is made once.
pub struct Parser<'a> {
    registry: &'a Registry,
    names: [OnceLock<BodyNames>; 6],
}

impl<'a> Parser<'a> {
    /// A parser that knows the bodies of a registry.
    pub fn new(registry: &'a Registry) -> Parser<'a> {
        Parser {
            registry,
            names: Default::default(),
        }
    }

    /// Parses a source. It cannot fail: what is odd is noted.
    pub fn parse(&self, source: &Source, options: &ParseOptions) -> Document {
        let declared = || source.aside().language.as_deref().and_then(|code| code.parse().ok());
        let language = options
            .language
            .or_else(declared)
            .unwrap_or_else(|| detect(source.text()));
        if options.bare {
            return bare(source, language);
        }
        let pack = Pack::of(language);
        let names = self.names[language as usize].get_or_init(|| BodyNames::new(self.registry, pack));
        whole(source, pack, names, self.registry, options)
    }
}

/// The whole of a document, step by step.
fn whole(
    source: &Source,
    pack: &'static Pack,
    names: &BodyNames,
    registry: &Registry,
    options: &ParseOptions,
) -> Document {
    let (text, language) = (source.text(), pack.language());
    let mut all = lines::split(text);
    let layout = match source.aside().whole_lines {
        true => lines::Layout::Whole,
        false => lines::layout(text, &all),
    };
    let paged = match layout {
        lines::Layout::Set => page_notes::PageNotes::default(),
        _ => page_notes::take(text, &mut all, pack),
    };
    let alone = find_enacting(text, &all, names).is_some();
    lines::part(&mut all, |line| {
        names.enacting_head(&text[line.start..line.end], alone, pack)
    });
    let mut enacting = find_enacting(text, &all, names);
    let own = options.symbol.as_ref();
    let extent = own.and_then(|own| extent::own(text, &all, own, names, registry, pack));
    if !matches!(layout, lines::Layout::Whole | lines::Layout::Set) {
        let unnamed = enacting.is_none() && own.is_none();
        lines::drop_running_heads(text, &mut all, enacting.unwrap_or(0), unnamed, pack);
    }
    let raised = match layout {
        lines::Layout::Set => raised::take_set(text, &mut all),
        _ => raised::take(text, &mut all, layout),
    };
    let mut guessed = match raised.is_empty() {
        true => notes::take(text, &mut all, enacting, layout, pack),
        false => Vec::new(),
    };
    let last_note = guessed.iter().filter_map(|note| note.number).max().unwrap_or(0);
    guessed.extend(paged.notes);
    let aside = source.aside();
    let told = aside.losses.iter().chain(&aside.notices).map(|message| Notice {
        span: Span::default(),
        message: message.clone(),
    });
    let mut notices: Vec<Notice> = told.collect();
    if let Some(extent) = &extent {
        for (at, line) in all.iter_mut().enumerate() {
            if !extent.lines.contains(&at) {
                line.kind = lines::LineKind::Noise;
            }
        }
        enacting = find_enacting(text, &all, names);
        notices.extend(extent.notices.iter().cloned());
    }
    let blocks = blocks::assemble(text, &all, layout, enacting, names, pack);
    let pieces = || blocks.iter().flat_map(|block| block.pieces.iter().copied());

    let (mut notes, found) = if !raised.is_empty() {
        let found = raised::marks(text, pieces(), &raised);
        (raised, found)
    } else if guessed.is_empty() && enacting.is_some() && layout == lines::Layout::Whole {
        let inline = inline_notes::find(text, pieces(), pack);
        (inline.notes, inline.marks)
    } else {
        // Numbers and symbols of the masthead are no places for marks.
        let text_from = enacting.map_or(0, |line| all[line].end);
        let inner: Vec<(usize, usize)> = pieces()
            .filter(|&(from, to)| from >= text_from && !names.heads(&text[from..to]))
            .collect();
        let mut found = marks::find(text, &inner, last_note, &pack.script.counters);
        found.extend(paged.marks.into_iter().filter(|mark| stands_in(mark, &inner)));
        found.sort_by_key(|mark| (mark.start, mark.end));
        found.dedup_by(|next, mark| next.start < mark.end);
        (guessed, found)
    };
    if extent.is_some() {
        // The notes of a page explain its neighbours too.
        notes.retain(|note| found.iter().any(|mark| Some(mark.number) == note.number));
    }

    let mut found = found.into_iter().peekable();
    let folded: Vec<(Folded, Vec<Mark>)> = blocks
        .iter()
        .map(|block| fold_block(text, &block.pieces, &mut found, pack))
        .collect();
    let outline = structure::label(&folded, names, pack);
    let mut facts = facts::read(text, &folded, &outline, names, pack, registry);
    // The words come first, then what the user says, then what the format declares.
    let aside = source.aside();
    let declared = || aside.symbol.as_deref().and_then(|symbol| symbol.parse().ok());
    facts.symbol = own_symbol(text, &all, facts.symbol, options.symbol.as_ref()).or_else(declared);
    let declared = || aside.date.as_deref().and_then(|date| date.parse().ok());
    facts.adopted = facts.adopted.or_else(declared);
    facts.keywords.clone_from(&aside.keywords);
    if facts.body.is_none()
        && let Some(body) = facts.symbol.as_ref().and_then(|symbol| registry.issuer(symbol))
    {
        facts.body = Some(body.id.clone());
    }
    facts.footnotes = u32::try_from(notes.len()).unwrap_or(u32::MAX);
    let body = facts.body.clone();

    let mut paragraphs: Vec<Paragraph> = folded
        .into_iter()
        .zip(outline)
        .map(|((text, marks), place)| Paragraph {
            label: place.label,
            section: place.section,
            text,
            marks,
            speaker: place.speaker.or_else(|| body.clone()),
            footnote: None,
            anchor: None,
        })
        .collect();
    add_notes(text, &notes, &mut paragraphs, body.as_ref(), &mut notices, pack);
    if facts.preambular_paragraphs == 0 && facts.operative_paragraphs == 0 {
        let message = "no preambular or operative paragraph found: read as running text".to_owned();
        notices.push(Notice {
            span: Span::default(),
            message,
        });
    }
    Document {
        language,
        facts,
        paragraphs,
        notices,
    }
}

/// The document's own symbol: the one that it prints. Where it prints another on lines of its own at least as often, such as a
/// neighbour's at its head, the symbol that it goes by decides.
fn own_symbol(text: &str, lines: &[lines::Line], printed: Option<Symbol>, named: Option<&Symbol>) -> Option<Symbol> {
    let (Some(first), Some(named)) = (&printed, named) else {
        return printed.or_else(|| named.cloned());
    };
    let times = |symbol: &Symbol| {
        let words = lines
            .iter()
            .map(|line| text[line.start..line.end].trim_end_matches(['*', ' ']));
        let alone =
            words.filter(|words| words.len() <= 40 && words.parse::<Symbol>().is_ok_and(|read| read == *symbol));
        alone.count()
    };
    let named_times = if named == first { 0 } else { times(named) };
    if named_times > 0 && named_times >= times(first) {
        return Some(named.clone());
    }
    printed
}

/// The first line of enacting words.
fn find_enacting(text: &str, lines: &[lines::Line], names: &BodyNames) -> Option<usize> {
    let spoken = |line: &lines::Line| line.kind == lines::LineKind::Text;
    lines
        .iter()
        .position(|line| spoken(line) && names.enacting(&text[line.start..line.end]).is_some())
}

/// Whether a mark stands within one of the byte ranges, which are in order.
fn stands_in(mark: &marks::RawMark, pieces: &[(usize, usize)]) -> bool {
    let next = pieces.partition_point(|&(from, _)| from <= mark.start);
    next.checked_sub(1).is_some_and(|at| mark.end <= pieces[at].1)
}

/// One sentence as one paragraph.
fn bare(source: &Source, language: Language) -> Document {
    let paragraph = Paragraph {
        label: Label::new("text"),
        section: Section::Body,
        text: Folded::of(source.text()),
        marks: Vec::new(),
        speaker: None,
        footnote: None,
        anchor: None,
    };
    Document {
        language,
        facts: Facts::default(),
        paragraphs: vec![paragraph],
        notices: Vec::new(),
    }
}

/// Folds the pieces of a block, marks cut out.
fn fold_block(
    text: &str,
    pieces: &[(usize, usize)],
    found: &mut std::iter::Peekable<impl Iterator<Item = marks::RawMark>>,
    pack: &Pack,
) -> (Folded, Vec<Mark>) {
    let mut folder = Folder::default();
    folder.reserve(pieces.iter().map(|(from, to)| to - from + 1).sum());
    let mut marks = Vec::new();
    let mut before = 0;
    for &(from, to) in pieces {
        let mut at = from;
        join_line(text, before, from, &mut folder, pack);
        before = to;
        while let Some(mark) = found.next_if(|mark| mark.start < to) {
            folder.push(text, at, mark.start);
            marks.push(Mark {
                number: mark.number,
                at: folder.text().len(),
            });
            at = mark.end;
        }
        folder.push(text, at, to);
    }
    (folder.finish(), marks)
}

/// Parts a line from the one that ended at `before`; a word broken by a hyphen is joined.
fn join_line(text: &str, before: usize, from: usize, folder: &mut Folder, pack: &Pack) {
    // A soft hyphen was put in by the break of the line.
    if text[..before].ends_with('\u{ad}') {
        return folder.close_gap();
    }
    let so_far = folder.text();
    let broken = so_far.ends_with('-')
        && so_far[..so_far.len() - 1].ends_with(char::is_alphabetic)
        && text[from..].starts_with(char::is_lowercase);
    if broken {
        let head = so_far
            .trim_end_matches('-')
            .rsplit(|c: char| !c.is_alphabetic() && c != '-')
            .next()
            .unwrap_or("");
        // "inter-" + "national" is one word, "non-" + "refoulement" keeps its hyphen.
        if !head.contains('-') && !pack.script.hyphenated.contains(&head.to_lowercase()) {
            folder.drop_hyphen();
        }
        folder.close_gap();
    } else if !is_broken_number(so_far, &text[from..]) {
        folder.break_line(from);
    }
}

/// Whether a number or a symbol goes on after a line's end: `76/` and `172`, `A/HRC/` and `31/35`, `S-` and `24/2`.
fn is_broken_number(so_far: &str, next: &str) -> bool {
    let session = so_far
        .strip_suffix('-')
        .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_uppercase()));
    if session && next.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let stroke = so_far
        .strip_suffix('/')
        .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_alphanumeric()));
    stroke && next.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// Appends the footnotes as paragraphs, each tied to its mark.
fn add_notes(
    text: &str,
    notes: &[notes::Note],
    paragraphs: &mut Vec<Paragraph>,
    body: Option<&NodeId>,
    notices: &mut Vec<Notice>,
    pack: &Pack,
) {
    let mut places = notes::Places::of(paragraphs, notes);
    for note in notes {
        let mut folder = Folder::default();
        let mut before = 0;
        for &(from, to) in &note.pieces {
            join_line(text, before, from, &mut folder, pack);
            folder.push(text, from, to);
            before = to;
        }
        let anchor = places.anchor(note);
        if let Some(number) = note.number
            && anchor.is_none()
            && let Some(&(from, to)) = note.pieces.first()
        {
            let message = format!("the mark of footnote {number} was not found");
            notices.push(Notice {
                span: Span::new(from, to),
                message,
            });
        }
        let speaker = anchor
            .and_then(|anchor| paragraphs[anchor.paragraph].speaker.clone())
            .or_else(|| body.cloned());
        paragraphs.push(Paragraph {
            label: note.number.map_or_else(|| Label::new("fn*"), Label::footnote),
            section: Section::Footnote,
            text: folder.finish(),
            marks: Vec::new(),
            speaker,
            footnote: note.number,
            anchor,
        });
    }
}
