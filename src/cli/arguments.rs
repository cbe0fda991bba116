use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use unxref::export::Format;
use unxref::model::Language;
use unxref::query::{Measure, Strength};

use super::build::Build;
use super::check::Check;
use super::diff::Diff;
use super::draw::Draw;
use super::eval::Eval;
use super::export;
use super::manners::{Completions, Man};
use super::narrowing::Narrowing;
use super::output::Voice;
use super::reading::{Reading, language};
use super::schema::Schema;

/// Reads United Nations documents, finds every reference with its exact place, and builds the graph of who cites what.
#[derive(Debug, Parser)]
#[command(name = "unxref", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "\
Start here:
  unxref build -o transit.json                 the embedded model resolution into a graph
  unxref show gcm -g transit.json              one node: titles, date, who cites it
  unxref query cited-by A/RES/73/195 -g transit.json
  unxref cite A_HRC_RES_53_24.txt              every citation of a document, with its place

Exit codes: 0 all done; 1 some inputs could not be read, the rest is done, or `check` or `diff` found something; \
2 the command could not run.")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,

    /// Say nothing but what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say in a pipe too what is said on a terminal, and the notes on each of many documents
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

impl Arguments {
    /// How much is said on standard error.
    pub fn voice(&self) -> Voice {
        match (self.quiet, self.verbose) {
            (true, _) => Voice::Quiet,
            (false, true) => Voice::Verbose,
            (false, false) => Voice::Plain,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Cite(Cite),
    Build(Build),
    Show(Show),
    Query(Query),
    Export(Export),
    Draw(Draw),
    Check(Check),
    Diff(Diff),
    Eval(Eval),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

/// The citations that documents make, each with its exact place
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref cite resolution.txt                        a table on a terminal, JSON Lines in a pipe
  unxref cite report.docx resolution.html           formats are told by content, not by name
  unxref cite --all -f tsv folder/ > found.tsv      bodies, events and sessions too
  unxref cite --text report.docx                    the text that the spans of a document mean
  unxref cite -f html report.docx > report.html     one document as a page, its citations marked and linked
  unxref cite -l zh - < resolution.txt              from standard input
  unxref cite -f documents folder/ > records.jsonl  one record a document: facts, citations, errors
  find -name '*.txt' | unxref cite -f documents --files-from - > records.jsonl
                                                    as a stage of a pipe: a path in, a record out
  unxref cite --lines -l en sentences.txt           every line a document of its own
  unxref cite --registry mine.toml resolution.txt   with instruments of your own
  unxref cite                                       the embedded model resolution, to try it on

Formats: plain text (UTF-8, UTF-16, GB18030, Big5, windows-1251, -1252, -1256, KOI8-R, ISO-8859), PDF, DOCX, \
Akoma Ntoso XML, HTML; .doc through LibreOffice, antiword or catdoc. In folders: .txt .pdf .docx .docm .xml .akn .html .htm .xhtml .doc.

A span is given in bytes and in characters of the decoded text (`--text` prints it), half-open. `reason` says why the target is what it is; \
what is not certain is `ambiguous` (with candidates) or `unresolved`.")]
pub struct Cite {
    #[command(flatten)]
    pub reading: Reading,

    /// Format: table (default on a terminal), jsonl (default in a pipe), tsv, documents, html
    #[arg(short, long, value_enum)]
    pub format: Option<CiteFormat>,

    /// List mentions of bodies, events and sessions too
    #[arg(long)]
    pub all: bool,

    /// Print the text of one document instead: what spans mean
    #[arg(long, conflicts_with_all = ["format", "all", "lines"])]
    pub text: bool,

    /// Every line is a document of its own, without context; with `=tsv` its first field is its name
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "plain", require_equals = true)]
    pub lines: Option<Lines>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiteFormat {
    Table,
    Jsonl,
    Tsv,
    Documents,
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lines {
    Plain,
    Tsv,
}

/// The graph that a command works on.
#[derive(Debug, Args)]
pub struct Asked {
    /// The graph, as JSON or as an atlas; without it, the built-in atlas
    #[arg(short, long, value_name = "GRAPH", env = "UNXREF_GRAPH")]
    pub graph: Option<PathBuf>,

    /// The language of titles
    #[arg(long, value_name = "LANG", value_parser = language, default_value = "en")]
    pub label_lang: Language,
}

/// One node: titles, date, what it cites, who cites it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref show gcm
  unxref show 'A/RES/217 A (III)' iccpr -g g.json
  unxref show A/HRC/RES/53/24 -f json
  unxref show --about                          what the built-in atlas holds and lacks")]
pub struct Show {
    /// Ids: symbols in any common spelling, or slugs such as iccpr
    #[arg(value_name = "ID", required_unless_present = "about")]
    pub ids: Vec<String>,

    /// What the graph holds, how it was made, how accurate it is, and its licence
    #[arg(long)]
    pub about: bool,

    #[command(flatten)]
    pub asked: Asked,

    /// Format
    #[arg(short, long, value_enum, default_value_t = AnswerFormat::Table)]
    pub format: AnswerFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    Table,
    Json,
    Tsv,
    Dot,
}

/// Traverse the graph
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref query cites A/HRC/RES/53/24 --depth 0        all the way
  unxref query cited-by A/RES/73/195 -g g.json        citations and, apart, facts
  unxref query path A/HRC/RES/53/24 'A/RES/217(III)[A]'
  unxref query related gcm -n 5
  unxref query together crc                           what is cited together with it
  unxref query find 儿童权利                          a title in any language
  unxref query rank --by pagerank --class instrument

`unxref query cites --help` and so on tell of each question.")]
pub struct Query {
    #[command(subcommand)]
    pub question: Question,
}

#[derive(Debug, Subcommand)]
pub enum Question {
    /// What it cites
    #[command(after_help = "\
Examples:
  unxref query cites A/HRC/RES/53/24
  unxref query cites A/HRC/RES/53/24 --relation welcomes --relation endorses
  unxref query cites A/HRC/RES/53/24 --class instrument --until 1990 -f tsv
  unxref query cites A/HRC/RES/53/24 --depth 0 --label-lang zh")]
    Cites {
        /// An id
        id: String,
        /// How far to go; 0 is all the way
        #[arg(long, default_value_t = 1)]
        depth: usize,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// What cites it
    #[command(after_help = "\
Examples:
  unxref query cited-by gcm
  unxref query cited-by A/RES/73/195 -f json          citations and, apart, facts
  unxref query cited-by iccpr --and icescr --not gcm   both Covenants but not the Compact
  unxref query cited-by iccpr --and 'series HRC 53/24' --since 2015
  unxref query cited-by 'A/RES/217 A (III)' --depth 2")]
    CitedBy {
        /// An id
        id: String,
        /// How far to go; 0 is all the way
        #[arg(long, default_value_t = 1)]
        depth: usize,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// The shortest chains from one to the other, with the words at each step
    #[command(after_help = "\
Examples:
  unxref query path A/HRC/RES/53/24 'A/RES/217(III)[A]'
  unxref query path A/HRC/RES/53/24 untoc --citations-only
  unxref query path A/HRC/RES/53/24 ccpr -f dot | dot -Tsvg > path.svg")]
    Path {
        /// From
        from: String,
        /// To
        to: String,
        /// Walk no facts
        #[arg(long)]
        citations_only: bool,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// What shares citations with it or is cited together with it, scored
    #[command(after_help = "\
Examples:
  unxref query related gcm -n 5
  unxref query related A/RES/76/172 --class document -g g.json

Each citation weighs by its rarity, w = (ln((N + 1) / n) / ln(N + 1))^2: n of the N documents that cite anything cite the \
shared thing, or the citing document cites n of the N things that are cited. That both cite the Charter tells next to \
nothing. Coupling a (what both cite) and co-citation b (who cites both) are the weight of what is shared, divided by the \
geometric mean of what each has and by 4 more for doubt; the score is 1 - (1 - a) (1 - b). What is shared is listed, the \
rarest first.")]
    Related {
        /// An id
        id: String,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// What all of them cite
    #[command(after_help = "\
Examples:
  unxref query common A/HRC/RES/53/24 A/HRC/RES/47/12 -g g.json
  unxref query common smuggling-protocol trafficking-protocol")]
    Common {
        /// Ids
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// Its predecessors and successors on the same subject
    #[command(after_help = "\
Examples:
  unxref query series A/HRC/RES/53/24
  unxref query series 'GA res 78/217' -f json

The chain of one body on one subject, latest first, the newest marked: titles on the same subject, members of the sets \
that it recalls (\"its previous resolutions on ...\"), and what it recalls first of all without a known title (0.40). \
That one of the chain recalls another makes it surer. A set whose members have titles on several subjects joins nothing. \
What has no title belongs with what most sets that name it name too, or with what their words tell. A set that names two of \
one session says nothing, for a body comes back to a subject hardly twice in one.")]
    Series {
        /// An id
        id: String,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// What is cited together: the pairs of the whole graph, or what is cited together with one thing
    #[command(after_help = "\
Examples:
  unxref query together -n 10                         the pairs that most documents cite
  unxref query together crc                           what is cited together with the Convention
  unxref query together --kind treaty --by score      treaties that are seldom cited one without the other
  unxref query together gcm --body hrc --since 2018 -f json
  unxref query together -f dot | dot -Tsvg > pairs.svg

`count` is how many documents cite both, each once. `score` is count / (sqrt(a b) + 1), a and b being how many cite the one \
and the other: near 1 where they are hardly ever cited apart; the 1 is for doubt, for two things that one document names \
once are no pair. Nor are two that a fact ties, such as a declaration and the resolution that adopted it. `related` weighs who cites both, and what both cite.")]
    Together {
        /// An id; without it, all pairs
        id: Option<String>,
        /// What comes first: count or score
        #[arg(long, default_value = "count", value_parser = strength)]
        by: Strength,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// The most cited
    #[command(after_help = "\
Examples:
  unxref query rank -n 10
  unxref query rank --by pagerank --class instrument
  unxref query rank --by authorities --kind resolution --since 2000 -f json
  unxref query rank --and 'cites A/RES/78/217'        the most cited of what one document cites

in-degree counts the documents that cite a thing, each once. pagerank has a damping of 0.85; what cites nothing spreads its \
weight evenly. hubs and authorities are Kleinberg's. All three are iterated until the weights of all nodes together move by \
less than 1e-10 in a round, at most 500 rounds, and add up to 1 over the whole graph.")]
    Rank {
        /// The measure: in-degree, pagerank, hubs or authorities
        #[arg(long, default_value = "in-degree", value_parser = measure)]
        by: Measure,
        #[command(flatten)]
        options: QueryOptions,
    },
    /// Nodes by title, alias or symbol, in any language
    #[command(after_help = "\
Examples:
  unxref query find rights of the child
  unxref query find 儿童权利
  unxref query find '217 A (III)'")]
    Find {
        /// Words
        #[arg(required = true)]
        words: Vec<String>,
        #[command(flatten)]
        options: QueryOptions,
    },
}

#[derive(Debug, Args)]
pub struct QueryOptions {
    #[command(flatten)]
    pub asked: Asked,

    /// Format
    #[arg(short, long, value_enum, default_value_t = AnswerFormat::Table)]
    pub format: AnswerFormat,

    /// How many answers at the most, 0 for all; by default 20 of related, together, rank and find, 200 of the others in a
    /// table on a terminal, and else all
    #[arg(short = 'n', long)]
    pub number: Option<usize>,

    #[command(flatten)]
    pub narrowing: Narrowing,

    /// Only what this question answers too: an id for the same question of it, or a question such as 'cites gcm'
    /// (may be given again)
    #[arg(long, value_name = "ID|QUESTION")]
    pub and: Vec<String>,

    /// Nothing that this question answers
    #[arg(long, value_name = "ID|QUESTION")]
    pub not: Vec<String>,
}

/// The graph for other programs: all of it, or what lies around the ids
#[derive(Debug, Args)]
#[command(after_help = export::formats(), after_long_help = export::formats())]
pub struct Export {
    /// Ids; without any, the whole graph
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,

    #[command(flatten)]
    pub asked: Asked,

    /// Format; without it, that of the ending of FILE, or json
    #[arg(short, long, value_parser = format)]
    pub format: Option<Format>,

    /// How far around the ids
    #[arg(long, default_value_t = 1)]
    pub depth: usize,

    /// One edge for all that ties one thing to another, instead of one for each relation
    #[arg(long)]
    pub collapse: bool,

    /// Where it goes; `-` is standard output. Of formats with several tables, the one of edges: the others stand beside it,
    /// or all of them in a folder
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

fn format(name: &str) -> Result<Format, String> {
    name.parse()
}

fn strength(name: &str) -> Result<Strength, String> {
    name.parse()
}

fn measure(name: &str) -> Result<Measure, String> {
    name.parse()
}
