use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The text with a mark where a line goes on beyond the width. Colours take no place, and are kept wherever they stand, so
/// that they end.
pub fn fit(text: &str, width: usize) -> String {
    text.split_inclusive('\n').map(|line| fit_line(line, width)).collect()
}

fn fit_line(line: &str, width: usize) -> String {
    let pieces: Vec<(bool, &str)> = pieces(line.trim_end_matches('\n'));
    let words = || pieces.iter().filter(|(colour, _)| !colour);
    if words().map(|(_, words)| words.width()).sum::<usize>() <= width {
        return line.to_owned();
    }
    let mut fitted = String::new();
    // One place is the mark's.
    let mut left = Some(width.saturating_sub(1));
    for (colour, piece) in pieces {
        if colour {
            fitted.push_str(piece);
            continue;
        }
        for c in piece.chars() {
            let Some(room) = left else { break };
            left = room.checked_sub(c.width().unwrap_or(0));
            fitted.push(if left.is_some() { c } else { '…' });
        }
    }
    fitted + "\n"
}

/// The line in pieces: colours (`ESC [ … m`), and what stands between them.
fn pieces(line: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('\u{1b}') {
        let (words, colour) = rest.split_at(start);
        let (colour, after) = colour.split_at(colour.find('m').map_or(colour.len(), |end| end + 1));
        pieces.extend([(false, words), (true, colour)]);
        rest = after;
    }
    pieces.push((false, rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_where_they_are_too_wide() {
        assert_eq!(fit("lamp keeper\nlamp\n", 8), "lamp ke…\nlamp\n");
        assert_eq!(fit("lamp kee\n", 8), "lamp kee\n");
        assert_eq!(
            fit("灯塔看守人\n", 8),
            "灯塔看…\n",
            "a letter of two places fits whole or not at all"
        );
        assert_eq!(fit("", 8), "");
    }

    #[test]
    fn colours_take_no_place_and_end() {
        let line = "\u{1b}[32mlamp\u{1b}[0m keeper \u{1b}[1mof\u{1b}[0m\n";
        assert_eq!(fit(line, 14), line);
        assert_eq!(fit(line, 8), "\u{1b}[32mlamp\u{1b}[0m ke…\u{1b}[1m\u{1b}[0m\n");
    }
}
