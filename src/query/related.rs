use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Node, Unknown, Web};
use crate::query::Filter;
use crate::query::walk::web;

/// What is shared weighs this much less: as if both things had four more citations, of full weight, that the other lacks.
/// Without it two things that one document names once would be as near as can be, and two short lists of commonplaces nearer
/// than two long ones on one subject.
const DOUBT: f64 = 4.0;

/// A thing that is near another one by what both cite and by who cites both.
#[derive(Clone, Debug)]
pub struct Related<'g> {
    /// The thing.
    pub node: &'g Node,
    /// Coupling and co-citation together: `1 - (1 - coupling) (1 - cocitation)`, from 0 to 1.
    pub score: f64,
    /// Bibliographic coupling: how much of what the two cite is the same.
    pub coupling: f64,
    /// Co-citation: how many of those that cite the two are the same.
    pub cocitation: f64,
    /// What both cite, what tells most first.
    pub both_cite: Vec<&'g Node>,
    /// Who cites both, what tells most first.
    pub cite_both: Vec<&'g Node>,
}

/// The `limit` things nearest to one by shared citations and by being cited together, nearest first; 0 gives all.
///
/// Every citation weighs by its rarity, `idf(n) = (ln((N + 1) / n) / ln(N + 1))²`: of a shared thing, `n` of the `N` documents
/// that cite anything cite it; of a document that cites both, `n` is how many of the `N` things that are cited it cites. That
/// both cite the Charter tells next to nothing, what nobody else cites weighs 1. Coupling and co-citation are the weight of
/// what is shared, divided by the geometric mean of the weights of all that each has, and by four citations more for doubt.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn related<'g>(
    graph: &'g CitationGraph,
    id: &str,
    limit: usize,
    filter: &Filter,
) -> Result<Vec<Related<'g>>, Unknown> {
    let asked: BTreeSet<usize> = graph.select(id)?.into_iter().collect();
    let web = web(graph, filter);
    let out = union(&asked, |number| web.cited(number));
    let into = union(&asked, |number| web.citing(number));
    let mut near = union(&out, |number| web.citing(number));
    near.extend(union(&into, |number| web.cited(number)));
    let others = near
        .into_iter()
        .filter(|number| !asked.contains(number) && filter.admits(graph.at(*number)));
    let mut neighbourhood = Neighbourhood {
        graph,
        web: &web,
        weights: Weights::new(&web),
        cited: Weighed::new(),
        citing: Weighed::new(),
    };
    neighbourhood.cited = neighbourhood.weights.of_cited(out);
    neighbourhood.citing = neighbourhood.weights.of_citing(into);
    let mut answer: Vec<Related<'g>> = others.map(|number| neighbourhood.measured(number)).collect();
    answer.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.id.cmp(&b.node.id)));
    if limit > 0 {
        answer.truncate(limit);
    }
    Ok(answer)
}

fn union<'w>(numbers: &BTreeSet<usize>, of: impl Fn(usize) -> &'w [u32]) -> BTreeSet<usize> {
    let all = numbers.iter().flat_map(|&number| of(number));
    all.map(|&number| number as usize).collect()
}

/// Numbers with what each weighs.
type Weighed = BTreeMap<usize, f64>;

/// What a citation of each node weighs, and what a citation by it.
struct Weights {
    cited: Vec<f64>,
    citing: Vec<f64>,
}

impl Weights {
    fn new(web: &Web) -> Weights {
        let of = |near: &dyn Fn(usize) -> usize, all: usize| (0..web.len()).map(|node| idf(near(node), all)).collect();
        let (cited, citing) = (|node| web.citing(node).len(), |node| web.cited(node).len());
        let count = |near: &dyn Fn(usize) -> usize| (0..web.len()).filter(|&node| near(node) > 0).count();
        Weights {
            cited: of(&cited, count(&citing)),
            citing: of(&citing, count(&cited)),
        }
    }

    fn of_cited(&self, numbers: impl IntoIterator<Item = usize>) -> Weighed {
        numbers.into_iter().map(|number| (number, self.cited[number])).collect()
    }

    fn of_citing(&self, numbers: impl IntoIterator<Item = usize>) -> Weighed {
        numbers
            .into_iter()
            .map(|number| (number, self.citing[number]))
            .collect()
    }
}

/// What a citation weighs that so many of all have: 1 where only one has it, nearly nothing where all do.
fn idf(having: usize, all: usize) -> f64 {
    if having == 0 {
        return 0.0;
    }
    let all = all as f64 + 1.0;
    ((all / having as f64).ln() / all.ln()).powi(2)
}

/// What lies around the thing asked for.
struct Neighbourhood<'g, 'w> {
    graph: &'g CitationGraph,
    web: &'w Web,
    weights: Weights,
    cited: Weighed,
    citing: Weighed,
}

impl<'g, 'w> Neighbourhood<'g, 'w> {
    fn measured(&self, number: usize) -> Related<'g> {
        let numbers = |near: &'w [u32]| near.iter().map(|&number| number as usize);
        let its_cited = self.weights.of_cited(numbers(self.web.cited(number)));
        let its_citing = self.weights.of_citing(numbers(self.web.citing(number)));
        let (coupling, both_cite) = self.shared(&self.cited, &its_cited);
        let (cocitation, cite_both) = self.shared(&self.citing, &its_citing);
        Related {
            node: self.graph.at(number),
            score: 1.0 - (1.0 - coupling) * (1.0 - cocitation),
            coupling,
            cocitation,
            both_cite,
            cite_both,
        }
    }

    /// How much two share, and what, the weightiest first.
    fn shared(&self, one: &Weighed, other: &Weighed) -> (f64, Vec<&'g Node>) {
        let mut shared: Vec<(usize, f64)> = one
            .iter()
            .filter(|(number, _)| other.contains_key(number))
            .map(|(&number, &weight)| (number, weight))
            .collect();
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let total = |all: &Weighed| all.values().sum::<f64>();
        let weight = shared.iter().fold(0.0, |sum, (_, weight)| sum + weight);
        let share = weight / ((total(one) * total(other)).sqrt() + DOUBT);
        (
            share,
            shared.into_iter().map(|(number, _)| self.graph.at(number)).collect(),
        )
    }
}
