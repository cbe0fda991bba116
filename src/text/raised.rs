//! Superscript figures: the form in which marks of footnotes stand in a text.

const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The superscript form of a figure; other characters as they are.
pub fn figure(c: char) -> char {
    let digit = c.to_digit(10).and_then(|digit| FIGURES.get(digit as usize));
    digit.copied().unwrap_or(c)
}

/// Whether a character is a superscript figure.
pub fn is_figure(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// The number that a text begins with in superscript figures, and how many bytes they take.
pub fn number(text: &str) -> Option<(u32, usize)> {
    let end = text.find(|c| !is_figure(c)).unwrap_or(text.len());
    let digit = |c| FIGURES.iter().position(|&figure| figure == c);
    let number = text[..end].chars().try_fold(0_u32, |number, c| {
        number.checked_mul(10)?.checked_add(u32::try_from(digit(c)?).ok()?)
    })?;
    (end > 0 && number > 0).then_some((number, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_they_are_written() {
        let written: String = "1302".chars().map(figure).collect();
        assert_eq!(number(&written), Some((1302, written.len())));
        assert_eq!(number("²³ See"), Some((23, 4)));
        assert_eq!(number("1"), None);
        assert_eq!(number("⁰"), None);
    }
}
