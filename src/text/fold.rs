use crate::text::Span;
/// stub
pub struct Folder;
/// stub
pub struct Folded {
    _s: Span,
}
