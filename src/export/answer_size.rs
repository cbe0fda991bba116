use crate::export::Answer;
use crate::export::answers::hops;
use crate::graph::Node;
use crate::query::Reach;

fn links_of(reach: &Reach<'_>) -> usize {
    reach.citations.len() + reach.mentions.len() + reach.facts.len()
}

fn shorten(reach: &mut Reach<'_>, most: usize) {
    reach.citations.truncate(most);
    let left = most - reach.citations.len();
    reach.mentions.truncate(left);
    reach.facts.truncate(left - reach.mentions.len());
}

impl Answer<'_> {
    /// How many things the answer names, one a line of its table or nearly so: links, chains, documents.
    pub fn size(&self) -> usize {
        match self {
            Answer::Reach(reach) => links_of(reach),
            Answer::Paths(paths) => paths.chains.len(),
            Answer::Related(all) => all.len(),
            Answer::Common(common) => common.shared.len(),
            Answer::Series(series) => series.predecessors.len() + series.successors.len(),
            // Of very many pairs the first are held, and all are counted.
            Answer::Together(together) => together.found,
            Answer::Ranked(all) => all.len(),
            Answer::Found(all) => all.len(),
            Answer::Shown(shown) => links_of(&shown.cites) + links_of(&shown.cited_by),
        }
    }

    /// Whether the answer names nothing.
    pub fn is_empty(&self) -> bool {
        self.size() == 0 && !matches!(self, Answer::Shown(_))
    }

    /// Keeps the first `most` things, in the order in which they are printed.
    pub fn shorten(&mut self, most: usize) {
        match self {
            Answer::Reach(reach) => shorten(reach, most),
            Answer::Paths(paths) => paths.chains.truncate(most),
            Answer::Related(all) => all.truncate(most),
            Answer::Common(common) => common.shared.truncate(most),
            Answer::Series(series) => {
                series.predecessors.truncate(most);
                series.successors.truncate(most - series.predecessors.len());
            }
            Answer::Together(together) => together.pairs.truncate(most),
            Answer::Ranked(all) => all.truncate(most),
            Answer::Found(all) => all.truncate(most),
            // Each direction has half, and what the other one leaves.
            Answer::Shown(shown) => {
                let least = most / 2;
                shorten(&mut shown.cites, most - links_of(&shown.cited_by).min(least));
                let left = most - links_of(&shown.cites);
                shorten(&mut shown.cited_by, left);
            }
        }
    }

    /// How many of its things have no known date, by which years could choose them.
    pub fn undated(&self) -> usize {
        let undated = |node: &&Node| node.day().is_none();
        match self {
            Answer::Reach(reach) => hops(reach).map(|(_, hop)| reach.far(hop)).filter(undated).count(),
            Answer::Paths(_) | Answer::Shown(_) => 0,
            Answer::Related(all) => all.iter().map(|one| one.node).filter(undated).count(),
            Answer::Common(common) => common.shared.iter().map(|one| one.node).filter(undated).count(),
            Answer::Series(series) => {
                let all = series.predecessors.iter().chain(&series.successors);
                all.map(|episode| episode.node).filter(undated).count()
            }
            Answer::Together(together) => together.undated,
            Answer::Ranked(all) => all.iter().map(|one| one.node).filter(undated).count(),
            Answer::Found(all) => all.iter().map(|one| one.node).filter(undated).count(),
        }
    }

    /// What a table says where there is nothing to tell.
    pub(super) fn nothing(&self) -> String {
        match self {
            Answer::Reach(reach) => {
                let asked = reach.asked.first().map_or("it", |node| node.id.as_str());
                let unread = !reach.asked.iter().any(|node| node.read);
                match (reach.forward, unread) {
                    (true, true) => format!("nothing found: {asked} was not read, so what it cites is not known here"),
                    (true, false) => format!("nothing found that {asked} cites"),
                    (false, _) => format!("nothing found that cites {asked}"),
                }
            }
            Answer::Paths(_) => "nothing found: no chain leads from one to the other".to_owned(),
            Answer::Common(_) => "nothing found that all of them cite".to_owned(),
            Answer::Series(series) => format!("nothing found before or after {} on its subject", series.asked.id),
            Answer::Together(_) => "nothing found that documents cite together".to_owned(),
            Answer::Related(_) | Answer::Ranked(_) | Answer::Found(_) | Answer::Shown(_) => "nothing found".to_owned(),
        }
    }
}
