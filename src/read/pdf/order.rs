//! The lines of a page in the order in which they are read.

use super::line::Line;

/// Lines on one level joined to rows, in reading order.
///
/// A page is mostly drawn as it is read, column by column and cell by cell; where it is not, its lines are ordered by
/// their places, and a gap that goes down through many lines parts columns.
pub(super) fn rows(mut lines: Vec<Line>) -> Vec<Line> {
    if !is_drawn_as_read(&lines) || is_drawn_across(&lines) {
        lines = by_place(lines);
    }
    let mut rows: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match rows.last_mut() {
            Some(row) if goes_on(row, &line) => join(row, &line),
            _ => rows.push(line),
        }
    }
    rows
}

/// Whether the lines go down, or up again only where they go aside to another column or cell.
fn is_drawn_as_read(lines: &[Line]) -> bool {
    let climbs = lines.windows(2).filter(|pair| {
        let (above, next) = (&pair[0], &pair[1]);
        let climbs = next.base > above.base + 0.5 * above.size.max(next.size);
        let aside = next.left >= above.right || next.right <= above.left;
        climbs && !aside && above.furniture == next.furniture
    });
    climbs.count() <= 3.max(lines.len() / 12)
}

/// Whether two columns of running text are drawn line by line across both.
fn is_drawn_across(lines: &[Line]) -> bool {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let prose = |line: &Line| line.right - line.left > (right - left) * 0.25;
    let across = lines.windows(2).filter(|pair| {
        let level = (pair[0].base - pair[1].base).abs() <= 0.35 * pair[0].size;
        level && prose(&pair[0]) && prose(&pair[1])
    });
    let across = across.count();
    across >= 6 && across * 4 > lines.len()
}

/// Whether a line stands on the level of the row before, behind it.
fn goes_on(row: &Line, line: &Line) -> bool {
    let size = row.size.max(line.size);
    let level = (row.base - line.base).abs() <= 0.35 * size;
    let behind = if row.rtl || line.rtl {
        line.right <= row.left + 0.5 * size
    } else {
        line.left >= row.right - 0.5 * size
    };
    level && behind && row.furniture == line.furniture
}

fn join(row: &mut Line, line: &Line) {
    let gap = (line.left - row.right).max(row.left - line.right);
    let label = row.text.chars().count() <= 6;
    let blanks = match gap / row.size.max(line.size) {
        gap if gap > 2.0 && !label => "    ",
        gap if gap > 0.17 || label => " ",
        _ => "",
    };
    row.text.push_str(blanks);
    row.text.push_str(&line.text);
    if line.text.chars().count() > row.text.chars().count() / 2 {
        (row.base, row.size) = (line.base, line.size);
    }
    row.left = row.left.min(line.left);
    row.right = row.right.max(line.right);
    row.rtl |= line.rtl;
}

/// Lines from top to bottom; where columns stand side by side, one column after the other.
fn by_place(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|one, other| other.base.total_cmp(&one.base).then(one.left.total_cmp(&other.left)));
    level(&mut lines);
    match gutter(&lines) {
        Some(gutter) => columns(lines, gutter),
        None => lines,
    }
}

/// Orders what stands on one level from left to right, though its base lines differ by a hair.
fn level(lines: &mut [Line]) {
    let mut start = 0;
    for at in 1..=lines.len() {
        let below = lines
            .get(at)
            .is_none_or(|line| lines[start].base - line.base > 0.35 * line.size);
        if below {
            let rtl = lines[start..at].iter().any(|line| line.rtl);
            lines[start..at].sort_by(|one, other| one.left.total_cmp(&other.left));
            if rtl {
                lines[start..at].reverse();
            }
            start = at;
        }
    }
}

/// The middle of a gap that parts at least half of the lines into two columns of running text.
fn gutter(lines: &[Line]) -> Option<f32> {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let width = right - left;
    let candidates = (30..=70).map(|percent| left + width * percent as f32 / 100.0);
    let prose = |line: &&Line| line.right - line.left > width * 0.25;
    let counted = candidates.map(|at| {
        let crossing = lines.iter().filter(|line| line.left < at && line.right > at).count();
        let before = lines.iter().filter(|line| line.right <= at).filter(prose).count();
        let behind = lines.iter().filter(|line| line.left >= at).filter(prose).count();
        (crossing, before.min(behind), at)
    });
    let open: Vec<(usize, usize, f32)> = counted
        .filter(|&(crossing, least, _)| least >= 6 && crossing * 4 <= least)
        .collect();
    let fewest = open.iter().map(|&(crossing, ..)| crossing).min()?;
    let best: Vec<f32> = open.iter().filter(|it| it.0 == fewest).map(|it| it.2).collect();
    best.get(best.len() / 2).copied()
}

/// What crosses the gutter stays where it is; between such lines the left column is read before the right one.
fn columns(lines: Vec<Line>, gutter: f32) -> Vec<Line> {
    let rtl = lines.iter().filter(|line| line.rtl).count() * 2 > lines.len();
    let mut ordered = Vec::with_capacity(lines.len());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for line in lines {
        if line.left < gutter && line.right > gutter {
            ordered.append(&mut first);
            ordered.append(&mut second);
            ordered.push(line);
        } else if (line.left >= gutter) == rtl {
            first.push(line);
        } else {
            second.push(line);
        }
    }
    ordered.append(&mut first);
    ordered.append(&mut second);
    ordered
}
