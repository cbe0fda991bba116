//! Fonts, mended so that the library can use them: it gives up at what other readers forgive.

use std::collections::BTreeMap;

use pdf_extract::{Dictionary, Document, Object, Stream};

use super::object::{name, numbers, resolve};
use super::unicode_map;

/// The encodings of simple fonts that the library knows by name.
const ENCODINGS: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];

/// A copy of a font with what is missing put in and what is wrong taken out; none where nothing can be read with it.
pub(super) fn mend(document: &Document, font: &Dictionary) -> Option<Dictionary> {
    let mut mended = Dictionary::new();
    for (key, value) in font {
        mended.set(key.clone(), resolve(document, value).clone());
    }
    let kind = name(&mended, b"Subtype")?.to_vec();
    if name(&mended, b"BaseFont").is_none() {
        mended.set("BaseFont", Object::Name(b"Unnamed".to_vec()));
    }
    let map = match mended.get(b"ToUnicode") {
        Ok(Object::Stream(stream)) => stream.get_plain_content().ok().map(|map| unicode_map::canonical(&map)),
        _ => None,
    };
    match map {
        Some(map) => mended.set("ToUnicode", Stream::new(Dictionary::new(), map)),
        None => drop(mended.remove(b"ToUnicode")),
    }
    match kind.as_slice() {
        b"Type0" => mend_composite(document, &mut mended)?,
        b"Type3" => mend_drawn(document, &mut mended)?,
        _ => mend_simple(document, &mut mended),
    }
    Some(mended)
}

fn mend_simple(document: &Document, font: &mut Dictionary) {
    let symbolic = matches!(name(font, b"BaseFont"), Some(b"Symbol" | b"ZapfDingbats"));
    let embedded = font
        .get(b"FontDescriptor")
        .and_then(Object::as_dict)
        .is_ok_and(|descriptor| descriptor.has(b"FontFile"));
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

fn mend_composite(document: &Document, font: &mut Dictionary) -> Option<()> {
    let Object::Array(descendants) = font.get(b"DescendantFonts").ok()? else {
        return None;
    };
    let descendant = resolve(document, descendants.first()?).as_dict().ok()?;
    let mut mended = Dictionary::new();
    for (key, value) in descendant {
        mended.set(key.clone(), resolve(document, value).clone());
    }
    if mended.get(b"FontDescriptor").and_then(Object::as_dict).is_err() {
        mended.set("FontDescriptor", Dictionary::new());
    }
    let widths = match mended.get(b"W") {
        Ok(Object::Array(widths)) => spread(document, widths),
        _ => Vec::new(),
    };
    mended.set("W", widths);
    font.set("DescendantFonts", vec![Object::Dictionary(mended)]);
    let encoding = match font.get(b"Encoding") {
        Ok(Object::Name(name)) => name.clone(),
        Ok(Object::Stream(_)) => return Some(()),
        _ => b"Identity-H".to_vec(),
    };
    let unicode = encoding.windows(4).any(|part| part == b"UCS2") || encoding.windows(5).any(|part| part == b"UTF16");
    if unicode && font.get(b"ToUnicode").is_err() {
        font.set("ToUnicode", Stream::new(Dictionary::new(), unicode_map::identity()));
    }
    font.set("Encoding", Object::Name(b"Identity-H".to_vec()));
    Some(())
}

/// Widths code by code: the library misreads the ranges in which several codes share one width.
fn spread(document: &Document, widths: &[Object]) -> Vec<Object> {
    let mut spread = BTreeMap::<i64, Object>::new();
    let mut rest = widths.iter().map(|object| resolve(document, object));
    while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
        let Ok(first) = first.as_i64() else { break };
        match second {
            Object::Array(list) => {
                let list = list.iter().map(|object| resolve(document, object).clone());
                spread.extend((first..=0xffff).zip(list));
            }
            last => {
                let (Ok(last), Some(width)) = (last.as_i64(), rest.next()) else {
                    break;
                };
                spread.extend((first.max(0)..=last.min(0xffff)).map(|code| (code, width.clone())));
            }
        }
    }
    let rows = spread.into_iter().filter(|(_, width)| width.as_float().is_ok());
    rows.flat_map(|(code, width)| [Object::Integer(code), Object::Array(vec![width])])
        .collect()
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
