//! The links of a document's editors, as a second witness beside its words.

use crate::model::{NodeId, Notice, Symbol, Target};
use crate::text::{Link, Source, Span};

/// What a link says to a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Witness {
    /// No link stands on the words, or it leads to no document.
    Silent,
    /// It leads to what the words mean.
    Agrees,
    /// It leads to another document: the words decide, but a reader should know.
    Contradicts(Notice),
}

/// Asks the link that stands on the number or title of a citation.
pub(super) fn witness(source: &Source, core: Span, target: &Target) -> Witness {
    let links = &source.aside().links;
    let at = links.partition_point(|link| link.span.start() < core.end());
    let link = links[..at].last().filter(|link| link.span.overlaps(core));
    let (Some(link), Some(target)) = (link, target.id()) else {
        return Witness::Silent;
    };
    match linked(link) {
        None => Witness::Silent,
        Some(linked) if is_same(&linked, target) => Witness::Agrees,
        // What is no symbol, such as the name of a treaty, cannot be compared with one.
        Some(linked) => match target.as_str().parse::<Symbol>() {
            Ok(_) => Witness::Contradicts(Notice {
                span: link.span,
                message: format!(
                    "the link on `{}` leads to {linked}, its words say {target}",
                    source.slice(link.span)
                ),
            }),
            Err(_) => Witness::Silent,
        },
    }
}

/// The document to which a link of the United Nations leads.
fn linked(link: &Link) -> Option<NodeId> {
    let address = decoded(&link.address);
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    if !(host == "undocs.org" || host.ends_with(".undocs.org") || host == "un.org" || host.ends_with(".un.org")) {
        return None;
    }
    // `Get?OpenAgent&DS=A/RES/70/1&Lang=E`, `en/A/RES/70/1`
    let symbol = ["DS=", "symbol="].iter().find_map(|key| {
        let (_, value) = path.split_once(key)?;
        value.split('&').next()
    });
    let path = symbol.unwrap_or_else(|| path.split(['?', '#']).next().unwrap_or_default());
    let path = ["en/", "fr/", "es/", "ru/", "ar/", "zh/"]
        .iter()
        .find_map(|language| path.strip_prefix(language))
        .unwrap_or(path);
    let path = path.trim_matches(['/', ' ']);
    // `A/58/17(supp)`, `A/76/49(vol.ii)`: a volume is the document.
    let bare = path
        .rsplit_once('(')
        .filter(|(_, tail)| tail.starts_with(char::is_lowercase));
    let symbol: Symbol = bare.map_or(path, |(bare, _)| bare).trim().parse().ok()?;
    Some(NodeId::new(symbol.as_str()))
}

/// An address with its `%28` read.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex
            .filter(|_| *first == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a link means what the words mean: links go to a whole where the words name a part, and the other way round; to one
/// half of a joint symbol, and to a supplement under the symbol of its report.
fn is_same(linked: &NodeId, target: &NodeId) -> bool {
    let (linked, target) = (whole(linked.as_str()), whole(target.as_str()));
    let joint = |long: &str, short: &str| {
        let halves = |half: &str| half.strip_prefix('-').is_some_and(|half| half.contains('/'));
        long.strip_prefix(short).is_some_and(halves)
    };
    linked == target || joint(linked, target) || joint(target, linked)
}

fn whole(id: &str) -> &str {
    let id = id.split('[').next().unwrap_or(id);
    id.strip_suffix("(SUPP)").unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Aside;

    #[track_caller]
    fn check(address: &str, target: &str, agrees: Option<bool>) {
        let source = Source::new("a", "Recalling 70/1").with_aside(Aside {
            links: vec![Link {
                span: Span::new(10, 14),
                address: address.to_owned(),
            }],
            ..Aside::default()
        });
        let found = match witness(&source, Span::new(10, 14), &Target::Resolved(NodeId::new(target))) {
            Witness::Silent => None,
            Witness::Agrees => Some(true),
            Witness::Contradicts(_) => Some(false),
        };
        assert_eq!(found, agrees, "{address} {target}");
    }

    #[test]
    fn links_bear_witness() {
        check("https://undocs.org/en/A/RES/70/1", "A/RES/70/1", Some(true));
        check("https://docs.un.org/A/RES/70/1", "A/RES/70/2", Some(false));
        check(
            "http://daccess-ods.un.org/access.nsf/Get?OpenAgent&DS=A/RES/70/1&Lang=E",
            "A/RES/70/1",
            Some(true),
        );
        check(
            "https://undocs.org/en/A/RES/217%20%28III%29",
            "A/RES/217(III)[A]",
            Some(true),
        );
        check("https://undocs.org/en/A/58/17(supp)", "A/58/17", Some(true));
        check("https://undocs.org/en/A/S-12/2", "A/S-12/2(SUPP)", Some(true));
        check("https://undocs.org/en/A/78/72", "A/78/72-E/2023/59", Some(true));
        check("https://undocs.org/en/A/78/72", "A/78/72/Add.1", Some(false));
        check("https://undocs.org/en/A/RES/70/1", "udhr", None);
        check("https://example.org/A/RES/70/2", "A/RES/70/1", None);
        check("#note", "A/RES/70/1", None);
    }
}
