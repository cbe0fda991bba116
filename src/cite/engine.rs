use std::sync::OnceLock;

use crate::cite::bounds::{Beyond, Bounds};
use crate::cite::lexicon::Lexicon;
use crate::cite::reader::read;
use crate::model::{InputFile, Language, NodeId, Reading, Symbol};
use crate::parse::{Document, ParseOptions, Parser};
use crate::registry::Registry;
use crate::text::Source;

/// The registry and the words of every language, made once and shared by all documents.
pub struct Engine<'a> {
    registry: &'a Registry,
    parser: Parser<'a>,
    lexicons: [OnceLock<Lexicon>; 6],
}

impl<'a> Engine<'a> {
    /// An engine over a registry. The words of a language are made ready when they are first needed.
    pub fn new(registry: &'a Registry) -> Engine<'a> {
        Engine {
            registry,
            parser: Parser::new(registry),
            lexicons: Default::default(),
        }
    }

    /// The registry.
    pub fn registry(&self) -> &'a Registry {
        self.registry
    }

    /// The words of a language.
    pub fn lexicon(&self, language: Language) -> &Lexicon {
        self.lexicons[language as usize].get_or_init(|| Lexicon::new(self.registry, language))
    }
}

/// What a reader knows of an input beside its words.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The language, where it is not to be detected.
    pub language: Option<Language>,
    /// The symbol of a document that prints none and does not give it away otherwise.
    pub symbol: Option<Symbol>,
    /// The id, where it is not the symbol.
    pub id: Option<NodeId>,
    /// The text is one sentence without context.
    pub bare: bool,
}

impl Engine<'_> {
    /// Reads a document: parses it, finds its mentions and resolves them.
    ///
    /// ```
    /// use unxref::{cite::{Engine, ReadOptions}, model::InputFile, registry::Registry, text::Source};
    ///
    /// let engine = Engine::new(Registry::builtin());
    /// let source = Source::new("draft.txt", "The General Assembly,\nRecalling its resolution 76/172 of 16 December 2021,\n");
    /// let reading = engine.read(&source, InputFile::default(), &ReadOptions::default());
    /// assert_eq!(reading.citations[0].target.id().map(|id| id.as_str()), Some("A/RES/76/172"));
    /// assert_eq!(reading.citations[0].quote, "its resolution 76/172 of 16 December 2021");
    /// ```
    pub fn read(&self, source: &Source, input: InputFile, options: &ReadOptions) -> Reading {
        let read = self.read_within(source, input, options, &Bounds::NONE);
        read.unwrap_or_else(|beyond| unreachable!("nothing bounds the {beyond:?}"))
    }

    /// The same within bounds, so that no document takes all the time or the memory.
    ///
    /// # Errors
    /// Where the document goes beyond them.
    pub fn read_within(
        &self,
        source: &Source,
        input: InputFile,
        options: &ReadOptions,
        bounds: &Bounds,
    ) -> Result<Reading, Beyond> {
        let parse_options = ParseOptions {
            language: options.language,
            symbol: options.symbol.clone(),
            bare: options.bare,
        };
        let document = self.parser.parse(source, &parse_options);
        self.cite(source, &document, input, options.id.clone(), bounds)
    }

    /// Finds and resolves the mentions of a document that its source was parsed to; `id` is what it is called, where that is
    /// not its symbol.
    ///
    /// # Errors
    /// Where the document goes beyond the bounds.
    pub fn cite(
        &self,
        source: &Source,
        document: &Document,
        input: InputFile,
        id: Option<NodeId>,
        bounds: &Bounds,
    ) -> Result<Reading, Beyond> {
        let symbol = document.facts.symbol.as_ref();
        let id = id
            .or_else(|| symbol.map(|symbol| NodeId::new(symbol.as_str())))
            .unwrap_or_else(|| NodeId::new(format!("file:{}", input.name)));
        read(source, document, id, input, self, bounds)
    }
}
