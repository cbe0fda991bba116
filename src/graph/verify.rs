use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Link, Origin};
use crate::model::NodeId;

impl CitationGraph {
    /// Restates every invariant of the graph.
    ///
    /// # Errors
    /// Says which one does not hold, and where.
    pub fn verify(&self) -> Result<(), String> {
        self.verify_order()?;
        for link in self.links() {
            self.verify_link(&link).map_err(|error| place(&link, &error))?;
        }
        for unplaced in &self.unplaced().iter().collect::<Vec<_>>() {
            if self.number(&unplaced.source).is_none() {
                return Err(format!(
                    "unplaced: expected a node, found none for `{}`",
                    unplaced.source
                ));
            }
            if unplaced.status == "ambiguous" && unplaced.candidates.len() < 2 {
                return Err(format!(
                    "unplaced of `{}`: expected two candidates or more",
                    unplaced.source
                ));
            }
        }
        Ok(())
    }

    fn verify_order(&self) -> Result<(), String> {
        let ids: Vec<&NodeId> = self.nodes().map(|node| &node.id).collect();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] >= pair[1]) {
            return Err(format!("expected `{}` after `{}`", pair[0], pair[1]));
        }
        if let Some(id) = ids
            .iter()
            .find(|id| id.as_str().contains(char::is_whitespace) || id.as_str().is_empty())
        {
            return Err(format!("expected an id without a space, found `{id}`"));
        }
        let keys: Vec<_> = self.links().map(|link| (link.from, link.to, link.tie)).collect();
        if let Some(pair) = keys.windows(2).find(|pair| pair[0] >= pair[1]) {
            return Err(format!(
                "expected edges in order, found {:?} before {:?}",
                pair[0], pair[1]
            ));
        }
        let incoming: usize = (0..ids.len()).map(|number| self.links_to(number).count()).sum();
        if incoming != keys.len() {
            return Err(format!(
                "expected {} edges to enter nodes, found {incoming}",
                keys.len()
            ));
        }
        Ok(())
    }

    fn verify_link(&self, link: &Link<'_>) -> Result<(), String> {
        if link.from == link.to {
            return Err("expected two nodes, found one".to_owned());
        }
        if link.edge.origins.is_empty() {
            return Err("expected an origin".to_owned());
        }
        let by_text = link.edge.origins.contains(Origin::Text);
        if !by_text && !link.edge.evidence.is_empty() && !link.edge.origins.contains(Origin::Link) {
            return Err("expected no words for what no text says".to_owned());
        }
        if link.edge.evidence.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err("expected evidence in order, and none twice".to_owned());
        }
        let mut recounted = link.edge.clone();
        recounted.recount();
        if recounted.count != link.edge.count {
            return Err(format!(
                "expected a count of {}, found {}",
                recounted.count, link.edge.count
            ));
        }
        let inputs: BTreeSet<_> = link.edge.evidence.iter().map(|evidence| &evidence.input).collect();
        if inputs.into_iter().any(|input| self.input_number(input).is_none()) {
            return Err("expected evidence from an input of the graph".to_owned());
        }
        Ok(())
    }
}

fn place(link: &Link<'_>, error: &str) -> String {
    format!("{} {} {}: {error}", link.source.id, link.tie, link.target.id)
}
