use std::fmt;
use std::str::FromStr;

/// Where an edge is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The words of a document.
    Text,
    /// The registry, or the form of a symbol.
    Registry,
    /// A hyperlink that the editors set.
    Link,
}

impl Origin {
    const ALL: [Origin; 3] = [Origin::Text, Origin::Registry, Origin::Link];

    /// The word that the JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Text => "text",
            Origin::Registry => "registry",
            Origin::Link => "link",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(name: &str) -> Result<Origin, String> {
        Origin::ALL
            .into_iter()
            .find(|origin| origin.name() == name)
            .ok_or_else(|| format!("expected text, registry or link, found `{name}`"))
    }
}

/// A set of origins, in one byte: a graph has one for each of a million edges.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Origins(u8);

impl Origins {
    /// Whether it holds that one.
    pub fn contains(self, origin: Origin) -> bool {
        self.0 & (1 << origin as u8) != 0
    }

    /// Whether it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that it holds, in their order.
    pub fn iter(self) -> impl Iterator<Item = Origin> {
        Origin::ALL.into_iter().filter(move |origin| self.contains(*origin))
    }
}

impl Extend<Origin> for Origins {
    fn extend<I: IntoIterator<Item = Origin>>(&mut self, origins: I) {
        origins.into_iter().for_each(|origin| self.0 |= 1 << origin as u8);
    }
}

impl FromIterator<Origin> for Origins {
    fn from_iter<I: IntoIterator<Item = Origin>>(origins: I) -> Origins {
        let mut held = Origins::default();
        held.extend(origins);
        held
    }
}

impl From<Origin> for Origins {
    fn from(origin: Origin) -> Origins {
        Origins::from_iter([origin])
    }
}

impl fmt::Debug for Origins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
