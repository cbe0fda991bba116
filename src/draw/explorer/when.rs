//! The year in which a thing stands on the map.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::draw::explorer::Explored;
use crate::graph::Node;
use crate::model::SessionMark;
use crate::query::order;
use crate::registry::sessions;

/// The year of a node: that of its day, else the one that its symbol or its session tells.
fn year(node: &Node) -> Option<i16> {
    let day = node.day().or_else(|| order(node).0);
    day.map(Date::year).or_else(|| told(node.id.as_str()))
}

/// The year that an id tells: a part of it that reads as one, or the session of its body.
fn told(id: &str) -> Option<i16> {
    let symbol = id.strip_prefix("session:").unwrap_or(id);
    if id.starts_with("set:") || id.starts_with("ext:") {
        return None;
    }
    // A number that another one follows: the last may be that of a document.
    let parts: Vec<&str> = symbol.split('/').collect();
    let followed = parts
        .windows(2)
        .filter(|pair| pair[1].starts_with(|c: char| c.is_ascii_digit()));
    let mut read = followed.filter_map(|pair| pair[0].parse::<i16>().ok());
    if let Some(year) = read.find(|year| (1919..=2100).contains(year)) {
        return Some(year);
    }
    let (body, rest) = match symbol.strip_prefix("A/HRC/") {
        Some(rest) => ("hrc", rest),
        None => ("ga", symbol.strip_prefix("A/")?),
    };
    // The papers of a main committee bear the session of the Assembly: `A/C.3/80/L.44`.
    let committee = rest.strip_prefix("C.").and_then(|rest| rest.split_once('/'));
    let rest = committee.map_or(rest, |(_, rest)| rest);
    let number: u32 = rest.split('/').next()?.parse().ok()?;
    let held = sessions()
        .iter()
        .find(|held| held.body == body && held.mark == SessionMark::Regular && held.number == number)?;
    held.ranges.first().map(|(first, _)| first.year())
}

/// The year of each node of a page that its day, its symbol or its session tells.
pub(super) fn years(explored: &Explored<'_>) -> Vec<Option<i16>> {
    explored.nodes().map(year).collect()
}

/// The same with the year in which it is first cited, where nothing else tells one.
pub(super) fn or_cited(explored: &Explored<'_>, known: &[Option<i16>]) -> Vec<Option<i16>> {
    let mut cited: BTreeMap<u32, i16> = BTreeMap::new();
    for link in &explored.links {
        let (Some(from), Some(to)) = (explored.place(link.from), explored.place(link.to)) else {
            continue;
        };
        if let (Some(year), None) = (known[from as usize], known[to as usize]) {
            let first = cited.entry(to).or_insert(year);
            *first = year.min(*first);
        }
    }
    let told = known.iter().zip(0..);
    told.map(|(known, place)| known.or(cited.get(&place).copied()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_tells_its_year() {
        for (id, year) in [
            ("A/HRC/31/35", Some(2016)),
            ("A/77/178", Some(2022)),
            ("S/2009/360", Some(2009)),
            ("session:A/HRC/57", Some(2024)),
            ("FCCC/PA/CMA/2021/8/Rev.1", Some(2021)),
            ("set:A/RES@76/172", None),
            ("A/C.6/71/SR.19", Some(2016)),
            ("A/CONF.116/28", None),
            ("A/2076", None),
            ("A/2076/Add.1", None),
            ("iccpr", None),
        ] {
            assert_eq!(told(id), year, "{id}");
        }
    }
}
