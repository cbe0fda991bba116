use unxref::model::{InputFile, Language, NodeId};
use unxref::read::{Limits, ReadError, read_bytes};
use unxref::text::Source;

/// The id of the embedded model resolution.
pub const MODEL_ID: &str = "model:transit";

/// The graph that is asked where no other is named. `graphs/make-atlas` makes it.
pub const ATLAS: &[u8] = include_bytes!("../../graphs/atlas.bin");

/// The name of that graph in messages.
pub const ATLAS_NAME: &str = "the built-in atlas";

/// The model resolution in a language, and the id that it has in all of them.
pub fn model(language: Language) -> Result<(Source, InputFile, NodeId), ReadError> {
    let (name, text) = match language {
        Language::Ar => ("transit.ar.txt", include_str!("model/transit.ar.txt")),
        Language::En => ("transit.en.txt", include_str!("model/transit.en.txt")),
        Language::Es => ("transit.es.txt", include_str!("model/transit.es.txt")),
        Language::Fr => ("transit.fr.txt", include_str!("model/transit.fr.txt")),
        Language::Ru => ("transit.ru.txt", include_str!("model/transit.ru.txt")),
        Language::Zh => ("transit.zh.txt", include_str!("model/transit.zh.txt")),
    };
    let (source, input) = read_bytes(name, text.as_bytes(), &Limits::default())?;
    Ok((source, input, NodeId::new(MODEL_ID)))
}
