//! The objects of a file, looked up without tripping.

use pdf_extract::{Dictionary, Document, Object};

/// An entry that is a name.
pub(super) fn name<'a>(dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    dictionary.get(key).ok()?.as_name().ok()
}

/// Numbers; what is none is nought.
pub(super) fn numbers(document: &Document, objects: &[Object]) -> Vec<f64> {
    let objects = objects.iter().map(|object| resolve(document, object));
    objects.map(|object| object.as_float().map_or(0.0, f64::from)).collect()
}

/// What a reference means; other objects mean themselves.
pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(&Object::Null, |(_, object)| object)
}

/// An entry of a page or of what the page hangs under.
pub(super) fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut page = page;
    for _ in 0..64 {
        if let Ok(object) = page.get(key) {
            return Some(resolve(document, object));
        }
        page = resolve(document, page.get(b"Parent").ok()?).as_dict().ok()?;
    }
    None
}
