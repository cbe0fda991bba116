use unxref::model::{InputFile, Language, NodeId};
use unxref::text::Source;

/// The id of the embedded model resolution.
pub const MODEL_ID: &str = "model:transit";

/// The graph that is asked where no other is named: the one of A/HRC/RES/53/24.
pub const GRAPH: &str = include_str!("../../graphs/A_HRC_RES_53_24.json");

/// The name of that graph in messages.
pub const GRAPH_NAME: &str = "the built-in graph of A/HRC/RES/53/24";

/// The model resolution in a language, and the id that it has in all of them.
pub fn model(language: Language) -> Option<(Source, InputFile, NodeId)> {
    let (name, text) = match language {
        Language::Zh => ("transit.zh.txt", include_str!("model/transit.zh.txt")),
        Language::En => ("transit.en.txt", include_str!("model/transit.en.txt")),
        _ => return None,
    };
    let (source, input) = unxref::read::read_bytes(name, text.as_bytes()).ok()?;
    Some((source, input, NodeId::new(MODEL_ID)))
}
