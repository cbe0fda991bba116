use crate::read::reader::Extract;
use crate::text::{Aside, Link, Span, raised};

/// Writes the text that spans mean: a paragraph a line, marks of notes as raised figures, the notes at the end.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    body: Flow,
    /// The notes with their marks as written.
    notes: Vec<(String, Flow)>,
    /// The notes in which words stand now, the innermost last; none is the body.
    within: Vec<usize>,
}

/// The words of a note, composed apart from where its mark stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Note(Flow);

/// Running text: lines of words with single blanks, and the links on them.
#[derive(Clone, Debug, Default)]
struct Flow {
    text: String,
    /// Where the last line begins.
    line: usize,
    /// White space was met that is not written yet.
    gap: bool,
    /// Where a label ends, behind which the next paragraph goes on.
    label: Option<usize>,
    links: Vec<Link>,
    open: Vec<(usize, String)>,
}

impl Composer {
    /// Appends words; white space between them is one blank, at the ends of a line none.
    pub fn words(&mut self, words: &str) {
        self.flow().words(words);
    }

    /// Appends white space.
    pub fn gap(&mut self) {
        self.flow().gap = true;
    }

    /// Ends a paragraph. In a note it is a blank: a note is one line.
    pub fn end_paragraph(&mut self) {
        match self.within.is_empty() {
            true => self.body.break_line(),
            false => self.flow().gap = true,
        }
    }

    /// Begins a paragraph, behind its label where that was just written.
    pub fn begin_paragraph(&mut self) {
        let flow = self.flow();
        match flow.label == Some(flow.text.len()) {
            true => flow.gap = true,
            false => self.end_paragraph(),
        }
    }

    /// Says that what stands on the line is the label of the paragraph that comes.
    pub fn end_label(&mut self) {
        let flow = self.flow();
        flow.label = (flow.text.len() > flow.line).then_some(flow.text.len());
    }

    /// Writes the mark of a note and begins the note: what follows, up to [`Composer::end_note`], are its words.
    pub fn begin_note(&mut self, mark: &str) {
        self.mark(mark);
        self.notes.push((mark.to_owned(), Flow::default()));
        self.within.push(self.notes.len() - 1);
    }

    /// Goes back to where the mark of the note stands.
    pub fn end_note(&mut self) {
        self.within.pop();
    }

    /// Writes the mark of a note that was composed apart.
    pub fn note(&mut self, mark: &str, note: Note) {
        self.mark(mark);
        self.notes.push((mark.to_owned(), note.0));
    }

    /// Writes figures raised, glued to the word before them.
    pub fn mark(&mut self, figures: &str) {
        let flow = self.flow();
        // Two marks side by side are two numbers.
        if flow.text[flow.line..].ends_with(raised::is_figure) {
            flow.text.push(' ');
        }
        flow.text.extend(figures.chars().map(raised::figure));
    }

    /// Begins a link.
    pub fn begin_link(&mut self, address: String) {
        let flow = self.flow();
        flow.open.push((flow.text.len(), address));
    }

    /// Ends the link begun last.
    pub fn end_link(&mut self) {
        let flow = self.flow();
        let Some((from, address)) = flow.open.pop() else { return };
        let words = &flow.text[from..];
        let start = from + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        if start < end {
            flow.links.push(Link {
                span: Span::new(start, end),
                address,
            });
        }
    }

    /// What was composed as the words of a note: one line.
    pub fn finish_note(self) -> Note {
        let mut note = Flow::default();
        let mut lines = self.body.text.trim_end().split('\n');
        note.text = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            note.text.push(' ');
            note.text.push_str(line);
        }
        // A line's end and a blank are both one byte: links keep their places.
        note.links = self.body.links;
        Note(note)
    }

    /// The text, with its links in their order.
    pub fn finish(mut self) -> Extract {
        self.body.break_line();
        let Flow {
            mut text, mut links, ..
        } = self.body;
        // A note within a note comes after it, whatever the order in which they ended.
        for (mark, note) in self.notes {
            if note.text.is_empty() {
                continue;
            }
            if !mark.is_empty() {
                text.extend(mark.chars().map(raised::figure));
                text.push(' ');
            }
            let at = text.len();
            text.push_str(&note.text);
            text.push('\n');
            links.extend(note.links.into_iter().map(|link| Link {
                span: Span::new(at + link.span.start(), at + link.span.end()),
                ..link
            }));
        }
        links.sort_by_key(|link| link.span);
        Extract {
            text,
            aside: Aside {
                links,
                whole_lines: true,
                ..Aside::default()
            },
        }
    }

    fn flow(&mut self) -> &mut Flow {
        match self.within.last() {
            Some(&note) => &mut self.notes[note].1,
            None => &mut self.body,
        }
    }
}

impl Flow {
    fn words(&mut self, words: &str) {
        let blank = |c: char| c.is_ascii_whitespace();
        for (at, piece) in words.split(blank).enumerate() {
            self.gap |= at > 0;
            if piece.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.gap) && self.text.len() > self.line {
                self.text.push(' ');
            }
            self.text.push_str(piece);
        }
    }

    fn break_line(&mut self) {
        (self.gap, self.label) = (false, None);
        if self.text.len() > self.line {
            self.text.push('\n');
            self.line = self.text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_stand_at_the_end_and_their_marks_in_place() {
        let mut text = Composer::default();
        text.words(" 1.\t");
        text.end_label();
        text.begin_paragraph();
        text.words("Welcomes the report ");
        text.begin_note("12");
        text.begin_link("https://undocs.org/A/31/35".to_owned());
        text.words(" A/31/35");
        text.end_link();
        text.end_paragraph();
        text.end_note();
        text.begin_note("13");
        text.words("Ibid.");
        text.end_note();
        text.words(" of 2016;");
        text.end_paragraph();
        let extract = text.finish();
        assert_eq!(
            extract.text,
            "1. Welcomes the report¹² ¹³ of 2016;\n¹² A/31/35\n¹³ Ibid.\n"
        );
        let link = &extract.aside.links[0];
        assert_eq!(&extract.text[link.span.start()..link.span.end()], "A/31/35");
    }
}
