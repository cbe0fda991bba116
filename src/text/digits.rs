/// How many bytes are looked at together.
const STRIDE: usize = 32;

/// The first ASCII digit at or after a byte. Digits are rare, so many bytes are looked at together.
pub fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    next(bytes, from, |byte| byte.is_ascii_digit())
}

/// The first byte beyond ASCII at or after a byte.
pub(crate) fn next_wide(bytes: &[u8], from: usize) -> Option<usize> {
    next(bytes, from, |byte| byte >= 0x80)
}

#[inline]
fn next(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = from;
    // Without a way out in its middle, a stride is compared in a few instructions.
    let found = |stride: &[u8]| stride.iter().fold(false, |found, &byte| found | wanted(byte));
    while bytes.get(at..at + STRIDE).is_some_and(|stride| !found(stride)) {
        at += STRIDE;
    }
    let offset = bytes.get(at..)?.iter().position(|&byte| wanted(byte))?;
    Some(at + offset)
}

#[cfg(test)]
mod tests {
    use super::next_digit;

    #[test]
    fn the_next_digit_is_found_at_any_distance() {
        for length in [0, 1, 31, 32, 33, 100] {
            let text = format!("{}7{}", "x".repeat(length), "y".repeat(40));
            assert_eq!(next_digit(text.as_bytes(), 0), Some(length));
            assert_eq!(next_digit(text.as_bytes(), length), Some(length));
            assert_eq!(next_digit(text.as_bytes(), length + 1), None);
        }
        assert_eq!(next_digit(b"", 0), None);
    }
}
