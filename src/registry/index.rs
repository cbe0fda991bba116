use hashbrown::HashMap;

use crate::model::NodeId;
use crate::registry::{Dating, Registry};

/// Where the entries of a registry stand in its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    pub instruments: HashMap<NodeId, u32>,
    pub bodies: HashMap<NodeId, u32>,
    /// The instruments of each registration number in the Treaty Series, by their dates.
    pub treaty_numbers: HashMap<String, Vec<u32>>,
}

impl Index {
    pub fn of(registry: &Registry) -> Index {
        let instruments = || (0..).zip(&registry.instruments);
        let mut treaty_numbers = HashMap::<String, Vec<u32>>::new();
        for (place, known) in instruments() {
            if let Some(unts) = &known.unts {
                treaty_numbers.entry(unts.number.clone()).or_default().push(place);
            }
        }
        for family in treaty_numbers.values_mut() {
            family.sort_by_key(|&place| registry.instruments[place as usize].date.and_then(Dating::day));
        }
        Index {
            instruments: instruments().map(|(place, known)| (known.id.clone(), place)).collect(),
            bodies: (0..)
                .zip(&registry.bodies)
                .map(|(place, known)| (known.id.clone(), place))
                .collect(),
            treaty_numbers,
        }
    }
}
