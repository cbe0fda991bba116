use crate::cite::{Engine, ReadOptions};
use crate::model::InputFile;
use crate::registry::{Proof, RegistryError};
use crate::text::Source;

impl Engine<'_> {
    /// Reads the examples of a user's file.
    ///
    /// # Errors
    /// Names the first example that does not give what it stands for, with its place and what it gives.
    pub fn try_examples(&self) -> Result<(), RegistryError> {
        for example in self.registry().examples() {
            let language = match example.proves {
                Proof::Relation(language, _) => Some(language),
                Proof::Mention(_) => None,
            };
            let options = ReadOptions {
                language,
                bare: true,
                ..ReadOptions::default()
            };
            let source = Source::new("example", &example.text);
            let citations = self.read(&source, InputFile::default(), &options).citations;
            let proven = citations.iter().any(|citation| match &example.proves {
                Proof::Mention(id) => citation.target.id() == Some(id),
                Proof::Relation(_, relation) => citation.relation == *relation,
            });
            if !proven {
                let found = citations.iter().map(|citation| {
                    let target = citation.target.id().map_or("?", |id| id.as_str());
                    format!("`{}` {target}", citation.relation)
                });
                let found: Vec<String> = found.collect();
                let found = if found.is_empty() {
                    "nothing".to_owned()
                } else {
                    found.join(", ")
                };
                return Err(example.broken(&found));
            }
        }
        Ok(())
    }
}
