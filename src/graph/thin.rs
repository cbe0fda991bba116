use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Unplaced};
use crate::model::Class;

/// How many characters of a mention are quoted in a thin graph: the number, the date and the body fit, a sentence does not.
const QUOTE: usize = 80;

/// A title that is longer has a part of the text after it, which the masthead did not tell apart.
const TITLE: usize = 200;

/// What stands for the rest of a quote that is cut off.
const CUT: char = '…';

impl CitationGraph {
    /// The same graph with no more words of the documents than tell what is cited and where: long quotes cut off, and titles
    /// that are more than titles left out.
    pub fn thin(self) -> CitationGraph {
        let mut parts = self.into_parts();
        for node in parts.nodes.values_mut() {
            match node.class {
                Class::Set => node.titles.values_mut().for_each(clip),
                Class::Document => node.titles.retain(|_, title| title.chars().count() <= TITLE),
                Class::Instrument | Class::Body | Class::Event | Class::Session => {}
            }
        }
        for edge in parts.edges.values_mut() {
            let words = std::mem::take(&mut edge.evidence).into_iter().map(|mut evidence| {
                clip(&mut evidence.quote);
                evidence
            });
            edge.evidence = words.collect::<BTreeSet<_>>().into_iter().collect();
        }
        let unplaced = std::mem::take(&mut parts.unplaced)
            .into_iter()
            .map(|mut unplaced: Unplaced| {
                clip(&mut unplaced.quote);
                unplaced
            });
        parts.unplaced = unplaced.collect();
        parts.freeze()
    }
}

fn clip(quote: &mut String) {
    if let Some((end, _)) = quote.char_indices().nth(QUOTE) {
        quote.truncate(end);
        quote.truncate(quote.trim_end().len());
        quote.push(CUT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_cut_at_a_character() {
        for (quote, characters) in [
            ("第 70/1 号决议".repeat(20), 81),
            ("short".to_owned(), 5),
            ("x".repeat(80), 80),
        ] {
            let mut cut = quote.clone();
            clip(&mut cut);
            assert_eq!(cut.chars().count(), characters, "{cut}");
            assert!(quote.starts_with(cut.trim_end_matches(CUT)));
        }
    }
}
