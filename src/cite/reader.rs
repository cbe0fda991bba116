use hashbrown::HashMap;

use crate::cite::bodies::Resolver;
use crate::cite::bounds::{Beyond, Bounds};
use crate::cite::clause::Clauses;
use crate::cite::engine::Engine;
use crate::cite::footnotes::Series;
use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Lexeme};
use crate::cite::lexicon::Lexicon;
use crate::cite::links::{self, Witness};
use crate::cite::memory::Memory;
use crate::cite::mention::{Cover, Mention};
use crate::cite::relation::{relation, under_mark_relation};
use crate::cite::{
    aliases, comments, describe, facts, forms, labour, named_bodies, names, numbers, pinpoint, sales, sets,
    shared_titles, symbols,
};
use crate::model::{Citation, Class, Fact, FactRelation, InputFile, NodeId, Notice, Reading, Relation, Section};
use crate::parse::{Document, Paragraph};
use crate::text::{Source, quote};

/// How many paragraphs are read between two looks at the bounds.
const STEP: usize = 256;

/// How many bytes of a text hold one citation, as a rule.
const SPARSE: usize = 300;

/// For how many citations there is room from the start.
const MOST: usize = 1024;

/// Finds and resolves every mention of a document. `id` is what the document is called in the graph.
pub(super) fn read(
    source: &Source,
    document: &Document,
    id: NodeId,
    input: InputFile,
    engine: &Engine<'_>,
    bounds: &Bounds,
) -> Result<Reading, Beyond> {
    let mut reader = Reader {
        source,
        document,
        engine,
        lexicon: engine.lexicon(document.language),
        memory: Memory {
            own: document.facts.symbol.clone(),
            adopted: document.facts.adopted,
            titled: names::in_title(document.facts.title.as_deref(), engine.lexicon(document.language)),
            ..Memory::default()
        },
        series: Series::default(),
        kept: Vec::with_capacity(document.paragraphs.len()),
        above: HashMap::new(),
        spoke: None,
        citations: Vec::with_capacity((source.text().len() / SPARSE).min(MOST)),
        stated: Vec::new(),
        room: Vec::new(),
        id,
    };
    let mut mentions = 0;
    for step in document.paragraphs.chunks(STEP) {
        bounds.check(document.paragraphs.len(), mentions)?;
        for paragraph in step {
            mentions += reader.paragraph(paragraph);
        }
    }
    bounds.check(document.paragraphs.len(), mentions)?;
    reader.describe();
    let (citations, stated) = reader.finish();
    let mut notices = document.notices.clone();
    notices.extend(reader.contradictions(&citations));
    Ok(Reading {
        id: reader.id,
        input,
        language: document.language,
        facts: document.facts.clone(),
        citations,
        stated,
        notices,
    })
}

struct Reader<'a> {
    source: &'a Source,
    document: &'a Document,
    engine: &'a Engine<'a>,
    lexicon: &'a Lexicon,
    memory: Memory,
    series: Series,
    /// What was read of the paragraphs so far, where a note is tied to it; nothing of others.
    kept: Vec<Option<Read<'a>>>,
    /// The last verb of a numbered paragraph, for its sub-paragraphs.
    above: HashMap<&'a str, Relation>,
    /// Who spoke last, and the place of that body in the registry.
    spoke: Option<(&'a NodeId, Option<u32>)>,
    citations: Vec<Citation>,
    stated: Vec<Fact>,
    /// The room of lexemes that are done with.
    room: Vec<Lexeme>,
    id: NodeId,
}

/// A paragraph, read.
pub(super) struct Read<'a> {
    pub(super) lexed: Lexed<'a>,
    pub(super) clauses: Clauses,
    /// The places of the citations alone, once all are found.
    pub(super) cited: Cover,
    mentions: Vec<Mention>,
    facts: Vec<facts::StatedFact>,
    members: Vec<(NodeId, FactRelation, NodeId, usize, usize)>,
    parties: Vec<(NodeId, FactRelation, NodeId, usize, usize)>,
}

impl Read<'_> {
    /// Notes the places of the citations, all being found.
    fn cover(&mut self) {
        self.cited = Cover::of(self.mentions.iter().filter(|mention| mention.class.is_citable()));
    }
}

impl<'a> Reader<'a> {
    /// Reads a paragraph; gives how many mentions it holds.
    fn paragraph(&mut self, paragraph: &'a Paragraph) -> usize {
        let lexed = Lexed::new(paragraph, self.lexicon, std::mem::take(&mut self.room));
        let stem = paragraph.label.as_str().split('(').next().unwrap_or_default();
        // A sub-paragraph, or a further paragraph under the same number.
        let below = paragraph.label.as_str().contains('(') || paragraph.section == Section::Operative;
        let inherited = below.then(|| self.above.get(stem).copied()).flatten();
        // Clauses matter where something is mentioned, under a mark, and above sub-paragraphs.
        let weighty = lexed.is_weighty() || aliases::any(&lexed, &self.memory);
        let governs = weighty || !paragraph.marks.is_empty() || lexed.lower.ends_with([':', '：']);
        let clauses = if governs {
            Clauses::new(&lexed, inherited)
        } else {
            Clauses::default()
        };
        if let (Section::Operative | Section::Preamble, Some(relation)) = (paragraph.section, clauses.last_relation()) {
            self.above.insert(stem, relation);
        }
        let mut read = Read {
            lexed,
            clauses,
            cited: Cover::default(),
            mentions: Vec::new(),
            facts: Vec::new(),
            members: Vec::new(),
            parties: Vec::new(),
        };
        match paragraph.section {
            Section::Masthead => self.masthead(paragraph, &mut read),
            Section::Closing => {}
            _ if weighty || paragraph.footnote.is_some() => self.running(paragraph, &mut read),
            _ => {}
        }
        let mentions = read.mentions.len();
        // What no note is tied to is done with.
        if paragraph.marks.is_empty() && paragraph.footnote.is_none() {
            read.cover();
            self.cite(paragraph, &read, &[]);
            self.kept.push(None);
            self.room = read.lexed.lexemes;
        } else {
            self.kept.push(Some(read));
        }
        mentions
    }

    /// The place of a speaker in the registry. The same body speaks in most paragraphs.
    fn speaker(&mut self, id: &'a NodeId) -> Option<u32> {
        match self.spoke {
            Some((known, index)) if known == id => index,
            _ => {
                let index = self.engine.registry().body_index(id.as_str());
                self.spoke = Some((id, index));
                index
            }
        }
    }

    /// Of a masthead only the report that recommended the text is a reference.
    fn masthead(&mut self, paragraph: &Paragraph, read: &mut Read<'a>) {
        if paragraph.label.as_str() != "masthead" || !read.lexed.text.contains(['(', '[']) {
            return;
        }
        read.mentions = symbols::symbols(&read.lexed, &self.memory);
        for mention in &mut read.mentions {
            mention.relation = Some(Relation::RecommendedIn);
        }
    }

    fn running(&mut self, paragraph: &'a Paragraph, read: &mut Read<'a>) {
        let registry = self.engine.registry();
        let lexed = &read.lexed;
        let speaker = paragraph.speaker.as_ref().and_then(|id| self.speaker(id));
        let mut resolver = Resolver {
            registry,
            memory: &mut self.memory,
            speaker,
            near: Vec::new(),
        };
        let open = sets::sets(lexed, &mut resolver);
        let found = numbers::numbers(lexed, &mut resolver, &open);
        let place = || format!("{}#{}", self.id, paragraph.label);
        let open = sets::place(open, &found, &resolver, &place);
        let formed = forms::formed(lexed, &resolver);
        let comments = comments::comments(lexed, registry);
        let instruments = names::instruments(lexed, registry, &mut self.memory);
        let instruments = labour::with_numbered(lexed, registry, instruments);
        let named = Cover::of(&comments);
        let mut mentions = found;
        mentions.retain(|mention| !named.overlaps(mention.core.0, mention.core.1));
        let apart = Cover::of(&formed);
        mentions.retain(|mention| !apart.overlaps(mention.core.0, mention.core.1));
        mentions.extend(formed);
        mentions.extend(comments);
        mentions.extend(symbols::symbols(lexed, &self.memory));
        // "general recommendation No. 29 КЛДЖ": the letters are the committee's.
        let apart = instruments.into_iter();
        mentions.extend(apart.filter(|mention| !named.holds(mention.start, mention.end)));
        mentions.extend(sales::reports(lexed));
        mentions.extend(shared_titles::shared_titles(lexed, registry));
        mentions.extend(names::unknown_titles(lexed, &mentions));
        let cover = Cover::of(open.iter().filter(|set| !set.bare).map(|set| &set.mention));
        mentions.retain(|mention| mention.class != Class::Instrument || !cover.holds(mention.start, mention.end));
        for set in open {
            let id = set.mention.target.id().cloned();
            for (member, relation) in set.members {
                if let Some(id) = &id {
                    read.members
                        .push((member, relation, id.clone(), set.mention.start, set.mention.end));
                }
            }
            mentions.push(set.mention);
        }
        mentions.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
        if paragraph.footnote.is_some() {
            let under = self.under_mark(paragraph);
            self.series.note(lexed, registry, under.as_ref(), &mut mentions);
        }
        let others = self.others(paragraph, lexed, &mentions);
        for mention in &mut mentions {
            mention.pinpoint = pinpoint::pinpoint(lexed, mention);
        }
        mentions.extend(others);
        mentions.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
        if lexed.held.contains(Kinds::FACT) {
            read.facts = facts::stated(lexed, &mentions);
        }
        read.mentions = mentions;
    }

    /// Bodies, events and sessions, but for the bodies that are part of a citation's own words.
    fn others(&mut self, paragraph: &Paragraph, lexed: &Lexed<'_>, citations: &[Mention]) -> Vec<Mention> {
        let registry = self.engine.registry();
        let bodies = named_bodies::bodies(lexed, registry, &mut self.memory, paragraph.speaker.as_ref());
        let sessions = named_bodies::sessions(lexed, registry, &bodies);
        let cover = Cover::of(citations);
        let own = |body: &Mention| cover.holds(body.start, body.end);
        let mut others: Vec<Mention> = bodies.into_iter().filter(|body| !own(body)).collect();
        others.extend(sessions.into_iter().filter(|session| !own(session)));
        others
    }

    /// The instrument on which the mark of a note stands.
    fn under_mark(&self, note: &Paragraph) -> Option<NodeId> {
        let anchor = note.anchor?;
        let read = self.kept.get(anchor.paragraph)?.as_ref()?;
        let end = read.lexed.lower[..anchor.at]
            .trim_end_matches([' ', ',', ';', '.', '，', '、', ')', '"'])
            .len();
        let mut under = read
            .mentions
            .iter()
            .filter(|mention| mention.class == Class::Instrument && mention.start < end && mention.end + 2 >= end);
        under.next_back().and_then(|mention| mention.target.id().cloned())
    }

    /// The words under marks, now that the notes say which document is meant.
    fn describe(&mut self) {
        for (index, note) in self.document.paragraphs.iter().enumerate() {
            let (Some(anchor), Some(number)) = (note.anchor, note.footnote) else {
                continue;
            };
            let note = self.kept[index].as_ref().map_or(&[][..], |note| &note.mentions);
            let mut documents = note
                .iter()
                .filter(|mention| mention.class == Class::Document && mention.designation.is_none());
            let (Some(document), None) = (documents.next().cloned(), documents.next()) else {
                continue;
            };
            let marks: Vec<usize> = self.document.paragraphs[anchor.paragraph]
                .marks
                .iter()
                .map(|mark| mark.at)
                .collect();
            let Some(read) = &mut self.kept[anchor.paragraph] else {
                continue;
            };
            let Some((start, end)) =
                describe::description(&read.lexed, &read.clauses, &read.mentions, &marks, anchor.at)
            else {
                continue;
            };
            let parties = describe::parties(&read.lexed, &read.mentions, start, end);
            let mut mention = Mention::new(
                Class::Document,
                document.target.clone(),
                start,
                end,
                format!("footnote {number} names the document"),
            );
            mention.kind = document.kind;
            if let Some(id) = document.target.id() {
                read.parties.extend(
                    parties
                        .into_iter()
                        .map(|(relation, to)| (id.clone(), relation, to, start, end)),
                );
            }
            let at = read.mentions.partition_point(|other| {
                (other.start, std::cmp::Reverse(other.end)) <= (start, std::cmp::Reverse(end))
            });
            read.mentions.insert(at, mention);
        }
    }

    /// States what is left, and gives all in the order of the text.
    fn finish(&mut self) -> (Vec<Citation>, Vec<Fact>) {
        for read in self.kept.iter_mut().flatten() {
            read.cover();
        }
        let kept = std::mem::take(&mut self.kept);
        for (paragraph, read) in self.document.paragraphs.iter().zip(&kept) {
            if let Some(read) = read {
                self.cite(paragraph, read, &kept);
            }
        }
        let (mut citations, stated) = (std::mem::take(&mut self.citations), std::mem::take(&mut self.stated));
        citations.sort_by_key(|citation| (citation.span.start(), std::cmp::Reverse(citation.span.end())));
        (citations, stated)
    }

    /// States what a paragraph cites and says.
    fn cite(&mut self, paragraph: &Paragraph, read: &Read<'_>, kept: &[Option<Read<'_>>]) {
        for mention in &read.mentions {
            self.citations.push(self.citation(paragraph, read, mention, kept));
        }
        let ties = read.members.iter().chain(&read.parties);
        let ties = ties.map(|(from, relation, to, start, end)| (from, *relation, to, *start, *end));
        let facts = read
            .facts
            .iter()
            .map(|fact| (&fact.from, fact.relation, &fact.to, fact.start, fact.end));
        for (from, relation, to, start, end) in facts.chain(ties) {
            let span = paragraph.text.span(self.source.text(), start, end);
            self.stated.push(Fact {
                from: from.clone(),
                relation,
                to: to.clone(),
                paragraph: paragraph.label.clone(),
                section: paragraph.section,
                span,
                quote: quote(self.source.slice(span)),
            });
        }
    }

    /// What links say against the words on which they stand.
    fn contradictions(&self, citations: &[Citation]) -> Vec<Notice> {
        let witnesses = citations
            .iter()
            .map(|citation| links::witness(self.source, citation.core, &citation.target));
        let contradiction = |witness| match witness {
            Witness::Contradicts(notice) => Some(notice),
            Witness::Silent | Witness::Agrees => None,
        };
        witnesses.filter_map(contradiction).collect()
    }

    fn citation(
        &self,
        paragraph: &Paragraph,
        read: &Read<'_>,
        mention: &Mention,
        kept: &[Option<Read<'_>>],
    ) -> Citation {
        let text = self.source.text();
        let span = paragraph.text.span(text, mention.start, mention.end);
        let anchor = paragraph.anchor.and_then(|anchor| {
            let read = kept.get(anchor.paragraph)?.as_ref()?;
            Some((&self.document.paragraphs[anchor.paragraph], read, anchor.at))
        });
        let core = paragraph.text.span(text, mention.core.0, mention.core.1);
        Citation {
            target: mention.target.clone(),
            class: mention.class,
            document: mention.kind,
            relation: mention.relation.unwrap_or_else(|| match anchor {
                Some((_, read, at)) if mention.class.is_citable() => under_mark_relation(read, at),
                _ => relation(read, mention),
            }),
            opening: anchor.map_or(read, |(_, under, _)| under).clauses.opening(),
            paragraph: paragraph.label.clone(),
            section: paragraph.section,
            footnote: paragraph.footnote,
            anchor: anchor.map(|(anchor, _, _)| anchor.label.clone()),
            span,
            core,
            link: links::witness(self.source, core, &mention.target) == Witness::Agrees,
            quote: quote(self.source.slice(span)),
            date: mention.date,
            pinpoint: mention.pinpoint.clone(),
            reason: mention.reason.clone(),
            language: self.lexicon.language(),
        }
    }
}
