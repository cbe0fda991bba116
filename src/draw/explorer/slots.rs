//! Things of several sizes in a stretch of columns, each near to where it wants to be, packed from a middle line outwards.

/// A thing to pack: how many units wide and high, and where between 0 and 1 it wants to stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub wide: usize,
    pub high: usize,
    pub wish: f64,
}

/// Where things stand: the left edge and the top of each in units, the top counted from the middle line; and how far they
/// reach above and below it.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub places: Vec<(usize, i64)>,
    pub above: i64,
    pub below: i64,
}

/// How many places a thing may stand from its wish, to fill what others left.
const STRAY: usize = 24;

/// Packs things that come with the most important first, in so many columns. Every step looks at a few columns only.
pub(super) fn pack(items: &[Item], columns: usize) -> Packed {
    let widest = items.iter().map(|item| item.wide).max().unwrap_or(1);
    let columns = columns.max(widest);
    let (mut above, mut below) = (vec![0_i64; columns], vec![0_i64; columns]);
    let mut packed = Packed::default();
    for item in items {
        let last = columns - item.wide;
        let wished = ((item.wish * columns as f64) as usize)
            .saturating_sub(item.wide / 2)
            .min(last);
        let tried = wished.saturating_sub(STRAY)..=(wished + STRAY).min(last);
        let level = |side: &[i64], at: usize| side[at..at + item.wide].iter().copied().max().unwrap_or(0);
        let best = tried
            .flat_map(|at| [(level(&above, at), false, at), (level(&below, at), true, at)])
            // A place further off must be as much nearer to the middle.
            .min_by_key(|&(level, down, at)| (level + at.abs_diff(wished) as i64, level, down, at));
        let (level, down, at) = best.unwrap_or((0, false, 0));
        let high = item.high as i64;
        let side = if down { &mut below } else { &mut above };
        side[at..at + item.wide].fill(level + high);
        packed.places.push((at, if down { level } else { -level - high }));
    }
    packed.above = above.into_iter().max().unwrap_or(0);
    packed.below = below.into_iter().max().unwrap_or(0);
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_what_comes_first_stands_in_the_middle() {
        let items: Vec<Item> = (0..200)
            .map(|nth| Item {
                wide: 1 + (200 - nth) / 70,
                high: 1 + (200 - nth) / 90,
                wish: f64::from(nth as u16 * 37 % 100) / 100.0,
            })
            .collect();
        let packed = pack(&items, 12);
        let mut taken = std::collections::BTreeSet::new();
        for (item, &(x, y)) in items.iter().zip(&packed.places) {
            assert!(x + item.wide <= 12 && -packed.above <= y && y + item.high as i64 <= packed.below);
            for column in x..x + item.wide {
                for row in y..y + item.high as i64 {
                    assert!(taken.insert((column, row)), "{column} {row} is taken twice");
                }
            }
        }
        assert!(packed.places[0].1.abs() <= items[0].high as i64);
        assert!(pack(&[], 3).places.is_empty());
    }
}
