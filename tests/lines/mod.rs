//! What the lines and numbers of a picture lead to.

use std::collections::BTreeSet;

use unxref::draw::Picture;

/// The corners of every line between cards.
pub fn lines(svg: &str) -> Vec<Vec<(f64, f64)>> {
    let mut lines = Vec::new();
    for link in svg.split("<g class=\"link\"").skip(1) {
        let link = link.split("</g>").next().unwrap_or_default();
        for path in link.split("<path d=\"").skip(1) {
            let path = path.split('"').next().unwrap_or_default().trim_end_matches('Z');
            let corners = path.split(['M', 'L', 'Q', 'C']).skip(1).map(|step| {
                let numbers: Vec<f64> = step
                    .split(' ')
                    .map(|number| number.parse().expect("a number"))
                    .collect();
                (numbers[numbers.len() - 2], numbers[numbers.len() - 1])
            });
            lines.push(corners.collect());
        }
    }
    lines
}

/// That no line runs through a card.
pub fn assert_lines_go_around(picture: &Picture) {
    for line in lines(&picture.svg) {
        for pair in line.windows(2) {
            for part in 0..=50 {
                let part = f64::from(part) / 50.0;
                let at = |from: f64, to: f64| from + (to - from) * part;
                let (x, y) = (at(pair[0].0, pair[1].0), at(pair[0].1, pair[1].1));
                let through = picture.boxes.iter().find(|(_, rect)| {
                    (rect.x + 1.0..rect.right() - 1.0).contains(&x) && (rect.y + 1.0..rect.bottom() - 1.0).contains(&y)
                });
                assert!(through.is_none(), "a line at {x}, {y} runs through {through:?}");
            }
        }
    }
}

/// That every number by which cards refer to each other is borne by one card.
pub fn assert_numbers_lead_somewhere(svg: &str) {
    let texts = svg.lines().filter(|line| line.starts_with("<text"));
    let (mut borne, mut told) = (Vec::new(), BTreeSet::new());
    for text in texts {
        let words = text
            .split_once('>')
            .map_or("", |(_, rest)| rest.trim_end_matches("</text>"));
        let number = |word: &str| word.strip_prefix('[')?.strip_suffix(']')?.parse::<usize>().ok();
        match number(words) {
            Some(number) if text.contains("font-weight") => borne.push(number),
            _ => told.extend(words.split(' ').filter_map(number)),
        }
    }
    borne.sort_unstable();
    assert_eq!(borne, (1..=borne.len()).collect::<Vec<_>>(), "each number once");
    assert!(
        told.iter().all(|number| borne.contains(number)),
        "{told:?} of {borne:?}"
    );
}
