use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use unxref::draw::{self, Explored, Layout, MOST, Picture, Subject};
use unxref::export::{DotOptions, dot_part};
use unxref::graph::CitationGraph;

use super::arguments::Asked;
use super::failure::Failure;
use super::narrowing::Narrowing;
use super::{Outcome, graphviz, output, show};

/// More nodes than these are drawn only where it is asked for.
const DRAWN: usize = 60;

/// A picture of what documents cite and of what cites them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref draw A/HRC/RES/53/24 -o d.svg               what it cites, and what cites it
  unxref draw A/HRC/RES/53/24 -o d.png --label-lang zh
  unxref draw iccpr -o d.pdf --since 2020 --body hrc
  unxref draw A/HRC/RES/53/24 --layout time -o years.svg
  unxref draw A/RES/78/217 --layout series -o series.svg
  unxref draw gcm imrf-progress-declaration -o both.svg
  unxref build draft.txt -o g.json && unxref draw -g g.json -o draft.svg
  unxref draw --all -o atlas.html                    the whole graph as a page: search, filters, paths, table
  unxref draw A/HRC/RES/53/24 -o d.html              the same of what lies around one document
  unxref draw --all --body hrc --since 2015 -o hrc.html

Every box tells its kind by its form and every line its relation by its stroke, so that the picture can be read without \
colours. In an .svg, what is pointed at tells its whole title and the words that cite it, and a click opens the document's \
page at the United Nations. An .svg needs no fonts; .png and .pdf take those of the machine.

An .html is one file with all that it needs: it opens from a disk, asks no network and runs nothing but its own script. It \
searches titles in all languages and symbols in any spelling, shows each citation with its paragraph and words, filters, \
finds the shortest chain between two things, has a table of the same, and saves what it shows as SVG and JSON. Its address \
after # is a link to what is seen.")]
pub struct Draw {
    /// Ids; without any, the documents that the graph was read from
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,

    /// All of the graph that the filters let pass, as a page: .html
    #[arg(long, conflicts_with_all = ["ids", "layout", "depth", "max_nodes", "engine"])]
    pub all: bool,

    #[command(flatten)]
    pub asked: Asked,

    /// Where it goes, in the format that its ending tells: .svg, .png, .pdf or .html; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// Format, where no ending tells it [default of standard output: svg, with --all html]
    #[arg(short, long, value_enum)]
    pub format: Option<PictureFormat>,

    /// How it is laid out [default: around for one id and --depth 1, else layers]. Layers show no bodies, events and
    /// sessions, nor facts, unless --relation or --class asks for them
    #[arg(long, value_enum)]
    pub layout: Option<LayoutName>,

    /// How many citations to go from the ids; 0 is all the way
    #[arg(long, default_value_t = 1)]
    pub depth: usize,

    /// How many nodes to draw at the most, the most cited first; what is left out is told in the picture [default: 60, of a
    /// page all]
    #[arg(long, value_name = "N")]
    pub max_nodes: Option<usize>,

    /// What draws: the program itself, or Graphviz where it is installed
    #[arg(long, value_enum, default_value_t = Engine::Own)]
    pub engine: Engine,

    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// The formats of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    Svg,
    Png,
    Pdf,
    Html,
}

/// The layouts of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayoutName {
    /// What it cites on one side, what cites it on the other, by kind
    Around,
    /// By distance from the ids
    Layers,
    /// By year
    Time,
    /// The predecessors and successors on the same subject
    Series,
}

/// What draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Own,
    Dot,
}

impl PictureFormat {
    fn name(self) -> &'static str {
        match self {
            PictureFormat::Svg => "svg",
            PictureFormat::Png => "png",
            PictureFormat::Pdf => "pdf",
            PictureFormat::Html => "html",
        }
    }
}

/// `unxref draw`
pub fn run(command: &Draw) -> Result<Outcome, Failure> {
    // What cannot be written is not drawn first.
    let standard = if command.all {
        PictureFormat::Html
    } else {
        PictureFormat::Svg
    };
    let format = format(&command.output, command.format, standard)?;
    let page = format == PictureFormat::Html;
    let most = command.max_nodes.unwrap_or(if page { usize::MAX } else { DRAWN });
    if most > MOST && !page {
        return Err(Failure::told(format!(
            "--max-nodes {most}: expected at most {MOST}, no larger picture can be read; an .html can be, and `unxref export` writes the whole graph"
        )));
    }
    if command.all && !page {
        return Err(Failure::told(format!(
            "{}: no picture of a whole graph can be read: `--all` expects a file that ends in .html, or ids to draw",
            command.output.display()
        )));
    }
    if page && command.engine == Engine::Dot {
        return Err(Failure::told(format!(
            "{}: Graphviz draws no .html; leave out --engine",
            command.output.display()
        )));
    }
    if command.engine == Engine::Dot && command.layout == Some(LayoutName::Time) {
        return Err(Failure::told(
            "--layout time: Graphviz draws no axis of years; leave --engine out",
        ));
    }
    let graph = show::graph(&command.asked)?;
    if command.all {
        return explore(command, &Explored::all(graph, &command.narrowing.filter()));
    }
    let ids = match command.ids.is_empty() {
        true => read(graph)?,
        false => command.ids.clone(),
    };
    let unknown = |error| show::unknown(&error, &command.asked);
    let filter = command.narrowing.filter();
    let layout = layout(command, &ids)?;
    let subject = match layout {
        Layout::Series => Subject::series(graph, &ids[0], &filter).map_err(unknown)?,
        _ => Subject::around(graph, &ids, command.depth, &filter).map_err(unknown)?,
    };
    // Far from the ids only citations are followed: what is not asked for by name is not drawn beside them either.
    let all = layout != Layout::Layers || !filter.relations.is_empty() || !filter.classes.is_empty();
    let subject = if all { subject } else { subject.citations_only() };
    let subject = subject.with_at_most(most);
    if page {
        let explored = Explored::around(&subject, layout, command.asked.label_lang);
        let outcome = explore(command, &explored);
        tell_left_out(&subject);
        return outcome;
    }
    let language = command.asked.label_lang;
    let bytes = match command.engine {
        Engine::Own => written(&draw::draw(&subject, layout, language), format, &command.output)?,
        Engine::Dot => {
            let options = DotOptions {
                language,
                ..DotOptions::default()
            };
            graphviz::draw(&dot_part(&subject.part(), graph, &options), format.name())?
        }
    };
    output::write_bytes(&command.output, &bytes)?;
    tell_left_out(&subject);
    Ok(Outcome::Done)
}

fn tell_left_out(subject: &Subject<'_>) {
    if subject.left_out() > 0 {
        let (drawn, total) = (subject.drawn(), subject.total());
        output::tell(format_args!(
            "{drawn} of {total} nodes drawn; --max-nodes {total} draws them all"
        ));
    }
}

/// Writes the page of a graph, or of a part of it.
fn explore(command: &Draw, explored: &Explored<'_>) -> Result<Outcome, Failure> {
    let page = explored.page(command.asked.label_lang);
    output::write_bytes(&command.output, page.as_bytes())?;
    let (nodes, links) = explored.counts();
    output::tell(format!(
        "{nodes} nodes and {links} edges in {}, which any browser opens",
        command.output.display()
    ));
    Ok(Outcome::Done)
}

fn layout(command: &Draw, ids: &[String]) -> Result<Layout, Failure> {
    let alone = ids.len() == 1;
    match command.layout {
        None if alone && command.depth == 1 => Ok(Layout::Around),
        None | Some(LayoutName::Layers) => Ok(Layout::Layers),
        Some(_) if !alone => Err(Failure::told(format!(
            "--layout: expected one id, found {}; several are drawn by --layout layers",
            ids.len()
        ))),
        Some(LayoutName::Around) if command.depth != 1 => Err(Failure::told(
            "--layout around: expected --depth 1; --layout layers draws further",
        )),
        Some(LayoutName::Around) => Ok(Layout::Around),
        Some(LayoutName::Time) => Ok(Layout::Time),
        Some(LayoutName::Series) => Ok(Layout::Series),
    }
}

/// The file of a picture.
#[cfg(feature = "pictures")]
fn written(picture: &Picture, format: PictureFormat, path: &Path) -> Result<Vec<u8>, Failure> {
    let drawn = match format {
        PictureFormat::Svg => return Ok(picture.svg.clone().into_bytes()),
        PictureFormat::Png => picture.png(),
        PictureFormat::Pdf => picture.pdf(),
        PictureFormat::Html => unreachable!("a page is no picture"),
    };
    let drawn = drawn.map_err(|error| Failure::told(format!("{}: {error}", path.display())))?;
    if !drawn.missing.is_empty() {
        let letters: String = drawn.missing.chars().take(12).collect();
        output::say(format_args!(
            "{}: no font of this machine has {letters} and draws empty boxes for them; install fonts-noto-cjk and fonts-dejavu-core, which have all six languages",
            path.display()
        ));
    }
    Ok(drawn.bytes)
}

#[cfg(not(feature = "pictures"))]
fn written(picture: &Picture, format: PictureFormat, path: &Path) -> Result<Vec<u8>, Failure> {
    match format {
        PictureFormat::Svg => Ok(picture.svg.clone().into_bytes()),
        PictureFormat::Png | PictureFormat::Pdf | PictureFormat::Html => Err(Failure::told(format!(
            "{}: this program was built without the feature `pictures`: write an .svg",
            path.display()
        ))),
    }
}

/// The documents that were read, where these are few enough for a picture.
fn read(graph: &CitationGraph) -> Result<Vec<String>, Failure> {
    /// More than these are not looked at together.
    const TOGETHER: usize = 40;
    let read = graph.nodes().filter(|node| node.read).map(|node| node.id.to_string());
    let read: Vec<String> = read.collect();
    match read.len() {
        0 => Err(Failure::told(
            "no document of this graph was read: name the ids to draw",
        )),
        1..=TOGETHER => Ok(read),
        many => Err(Failure::told(format!(
            "{many} documents were read for this graph, too many for one picture: name the ids to draw, or draw --all as an .html"
        ))),
    }
}

/// The format that is asked for or told by the ending; for standard output there is one that is meant.
fn format(path: &Path, asked: Option<PictureFormat>, standard: PictureFormat) -> Result<PictureFormat, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let all = PictureFormat::value_variants();
    let told = all.iter().find(|format| format.name().eq_ignore_ascii_case(ending));
    match (asked, told) {
        (Some(format), _) => Ok(format),
        (None, Some(format)) => Ok(*format),
        (None, None) if path.as_os_str() == "-" => Ok(standard),
        (None, None) => {
            let all: Vec<String> = all.iter().map(|format| format!(".{}", format.name())).collect();
            Err(Failure::told(format!(
                "{}: expected a file that ends in {}, or -f",
                path.display(),
                all.join(", ")
            )))
        }
    }
}
