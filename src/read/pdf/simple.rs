//! Fonts whose codes have one byte. The library makes them out, mended so that it can: it gives up at what other readers
//! forgive.

use pdf_extract::{Dictionary, Document, Object};

use super::font::{Font, Letter, cleaned};
use super::object::{name, numbers, resolve};
use super::{library, unicode_map};

/// The encodings that the library knows by name.
const ENCODINGS: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];

/// The letters of a font; none where nothing can be read with it.
pub(super) fn letters(document: &Document, font: &Dictionary) -> Option<Font> {
    let mut mended = Dictionary::new();
    for (key, value) in font {
        if key != b"ToUnicode" {
            mended.set(key.clone(), resolve(document, value).clone());
        }
    }
    if name(&mended, b"BaseFont").is_none() {
        mended.set("BaseFont", Object::Name(b"Unnamed".to_vec()));
    }
    match name(&mended, b"Subtype")? {
        b"Type3" => mend_drawn(document, &mut mended)?,
        _ => mend(document, &mut mended),
    }
    let Some(letters) = library::letters(mended) else {
        return Some(Font::Broken);
    };
    let map = unicode_map::of(document, font).unwrap_or_default();
    let letters = (0..).zip(letters).map(|(code, (text, width))| Letter {
        text: cleaned(&map.get(code).unwrap_or(text)),
        width,
        stretches: code == 32,
    });
    Some(Font::Simple(letters.collect()))
}

fn mend(document: &Document, font: &mut Dictionary) {
    let symbolic = matches!(name(font, b"BaseFont"), Some(b"Symbol" | b"ZapfDingbats"));
    let descriptor = font.get(b"FontDescriptor").and_then(Object::as_dict).ok();
    let programs = descriptor.map(|descriptor| mend_programs(document, descriptor));
    let embedded = programs.as_ref().is_some_and(|programs| programs.has(b"FontFile"));
    match programs {
        Some(programs) => font.set("FontDescriptor", programs),
        None => drop(font.remove(b"FontDescriptor")),
    }
    match mend_encoding(document, font) {
        Some(encoding) => font.set("Encoding", encoding),
        // The font tells its own encoding, or has none that other readers would know.
        None if symbolic || embedded => drop(font.remove(b"Encoding")),
        None => font.set("Encoding", Object::Name(ENCODINGS[0].to_vec())),
    }
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    match font
        .get(b"Widths")
        .and_then(Object::as_array)
        .map(|widths| numbers(document, widths))
    {
        Ok(widths) if !widths.is_empty() && (0..=255).contains(&first) => set_widths(font, first, widths),
        _ => drop(font.remove(b"Widths")),
    }
}

/// The programs of a font that tell what its codes mean; those of TrueType fonts do not, and are large.
fn mend_programs(document: &Document, descriptor: &Dictionary) -> Dictionary {
    let mut programs = Dictionary::new();
    for key in ["FontFile", "FontFile3"] {
        if let Ok(program @ Object::Stream(_)) = descriptor.get(key.as_bytes()).map(|it| resolve(document, it)) {
            programs.set(key, program.clone());
        }
    }
    programs
}

fn mend_encoding(document: &Document, font: &Dictionary) -> Option<Object> {
    let known = |name: &[u8]| ENCODINGS.contains(&name);
    match font.get(b"Encoding").ok()? {
        Object::Name(name) if known(name) => Some(Object::Name(name.clone())),
        Object::Dictionary(encoding) => {
            let mut mended = Dictionary::new();
            if let Some(base) = name(encoding, b"BaseEncoding").filter(|base| known(base)) {
                mended.set("BaseEncoding", Object::Name(base.to_vec()));
            }
            if let Ok(Object::Array(differences)) = encoding.get(b"Differences").map(|it| resolve(document, it)) {
                mended.set("Differences", mend_differences(document, differences));
            }
            Some(Object::Dictionary(mended))
        }
        _ => None,
    }
}

/// Names for codes from 0 to 255 and no others.
fn mend_differences(document: &Document, differences: &[Object]) -> Vec<Object> {
    let mut code = 0;
    let mut mended = Vec::new();
    for object in differences.iter().map(|object| resolve(document, object)) {
        match object {
            Object::Integer(next) => code = *next,
            Object::Name(_) if (0..=255).contains(&code) => {
                mended.extend([Object::Integer(code), object.clone()]);
                code += 1;
            }
            _ => {}
        }
    }
    mended
}

/// A font whose letters are drawings: every code gets a width, in thousandths of the font's size as elsewhere.
fn mend_drawn(document: &Document, font: &mut Dictionary) -> Option<()> {
    let encoding = mend_encoding(document, font).unwrap_or_else(|| Object::Name(ENCODINGS[0].to_vec()));
    font.set("Encoding", encoding);
    let matrix = font.get(b"FontMatrix").and_then(Object::as_array).ok();
    let scale = matrix
        .and_then(|matrix| numbers(document, matrix).first().copied())
        .unwrap_or(0.001);
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let widths = font.get(b"Widths").and_then(Object::as_array).ok()?;
    let mut all = vec![0.0; 256];
    for (code, width) in (first..).zip(numbers(document, widths)) {
        if let Some(place) = usize::try_from(code).ok().and_then(|code| all.get_mut(code)) {
            *place = width * scale * 1000.0;
        }
    }
    set_widths(font, 0, all);
    Some(())
}

fn set_widths(font: &mut Dictionary, first: i64, widths: Vec<f64>) {
    let last = first + i64::try_from(widths.len()).unwrap_or(0) - 1;
    font.set("FirstChar", first);
    font.set("LastChar", last);
    font.set(
        "Widths",
        Vec::from_iter(widths.into_iter().map(|width| Object::Real(width as f32))),
    );
}
