use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use resvg::usvg::FontResolver;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source, Style, Weight};

/// Fonts that stand in for what a drawing asks for, the likest first.
const STAND_INS: [&str; 7] = [
    "Noto Sans",
    "Open Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Arial",
    "Helvetica",
    "Segoe UI",
];

/// Fonts for letters that the first has not, the best first; then any other.
const OTHERS: [&str; 12] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Noto Sans Arabic",
    "Noto Sans Arabic UI",
    "Noto Naskh Arabic",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Microsoft YaHei",
    "Geeza Pro",
    "DejaVu Sans",
    "Segoe UI",
];

/// The fonts of the machine. Those that drawings are likely to be set in are held in memory: of any other, the file is mapped
/// anew for every letter.
pub(super) fn system_fonts() -> Database {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let likely: BTreeSet<PathBuf> = fonts.faces().filter(|face| is_likely(face)).filter_map(file).collect();
    for path in likely {
        let Ok(bytes) = fs::read(&path) else {
            continue;
        };
        let faces = fonts.faces().filter(|face| file(face).as_ref() == Some(&path));
        let faces: Vec<ID> = faces.map(|face| face.id).collect();
        for id in faces {
            fonts.remove_face(id);
        }
        fonts.load_font_data(bytes);
    }
    fonts
}

/// Whether a drawing may well be set in a face.
fn is_likely(face: &FaceInfo) -> bool {
    let weighs = [Weight::NORMAL, Weight::BOLD].contains(&face.weight);
    let mut families = STAND_INS.iter().chain(&OTHERS);
    weighs && face.style == Style::Normal && families.any(|family| is_of(face, family))
}

fn file(face: &FaceInfo) -> Option<PathBuf> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path.clone()),
        Source::Binary(_) => None,
    }
}

/// The family that is there for what a drawing asks for; none where there are no fonts at all.
pub(super) fn stand_in(fonts: &Database) -> Option<String> {
    let is_there = |family: &str| fonts.faces().any(|face| is_of(face, family));
    let known = STAND_INS.iter().find(|family| is_there(family));
    let first = || fonts.faces().find_map(|face| face.families.first());
    known
        .map(|family| (*family).to_owned())
        .or_else(|| first().map(|(name, _)| name.clone()))
}

/// How fonts are found: as usual, but a letter that a font lacks is taken from one of the same weight. The usual way takes
/// the first that has it, bold or not.
pub(super) fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_fallback: Box::new(|c, used, fonts| fallback(c, used, fonts)),
        ..FontResolver::default()
    }
}

fn fallback(c: char, used: &[ID], fonts: &Arc<Database>) -> Option<ID> {
    let base = fonts.face(*used.first()?)?;
    let rank = |face: &FaceInfo| {
        let family = OTHERS.iter().position(|family| is_of(face, family));
        let weight = face.weight.0.abs_diff(base.weight.0);
        (family.unwrap_or(OTHERS.len()), face.style != base.style, weight)
    };
    let mut faces: Vec<_> = fonts
        .faces()
        .filter(|face| !used.contains(&face.id))
        .map(|face| (rank(face), face.id))
        .collect();
    faces.sort_by_key(|&(rank, _)| rank);
    let held = || faces.iter().map(|&(_, id)| id).filter(|&id| has(fonts, id, c));
    // A line is set in one font where one has all of it: where letters join, two do not mix well.
    held().find(|&id| is_whole(fonts, id)).or_else(|| held().next())
}

/// The family of letters that read from the right, where no font has these and those of symbols too.
pub(super) fn apart(fonts: &Database) -> Option<String> {
    let held = |face: &&FaceInfo| has(fonts, face.id, 'ش');
    if fonts.faces().filter(held).any(|face| is_whole(fonts, face.id)) {
        return None;
    }
    let rank = |face: &&FaceInfo| {
        let family = OTHERS.iter().position(|family| is_of(face, family));
        family.unwrap_or(OTHERS.len())
    };
    let best = fonts.faces().filter(held).min_by_key(rank)?;
    best.families.first().map(|(name, _)| name.clone())
}

/// Whether a font has what symbols and dates are written with.
fn is_whole(fonts: &Database, id: ID) -> bool {
    ['A', '0', '·', '/', '…', '('].iter().all(|&c| has(fonts, id, c))
}

fn is_of(face: &FaceInfo, family: &str) -> bool {
    face.families.iter().any(|(name, _)| name == family)
}

fn has(fonts: &Database, id: ID, c: char) -> bool {
    let found = fonts.with_face_data(id, |data, index| {
        let face = ttf_parser::Face::parse(data, index).ok()?;
        face.glyph_index(c)
    });
    found.flatten().is_some()
}
