//! Places along a line for things that must not overlap, each as near as may be to where it wants to be.

/// A thing on a line: where its middle wants to be, and how much room it takes with the gap after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub middle: f64,
    pub room: f64,
}

/// The middles of things that stand in this order, none overlapping, as near to their wishes as all together allow (the
/// least squares, by pooling what would overlap).
pub(super) fn places(wishes: &[Wish]) -> Vec<f64> {
    // With the room before each taken off, the order is all that is left to keep.
    let mut before = 0.0;
    let mut offsets = Vec::with_capacity(wishes.len());
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for wish in wishes {
        let offset = before + wish.room / 2.0;
        before += wish.room;
        offsets.push(offset);
        let mut pool = (wish.middle - offset, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let levels = pools
        .iter()
        .flat_map(|&(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    levels.zip(offsets).map(|(level, offset)| level + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_where_it_wants_and_the_rest_gives_way() {
        let wish = |middle, room| Wish { middle, room };
        assert_eq!(places(&[wish(0.0, 10.0), wish(50.0, 10.0)]), [0.0, 50.0]);
        assert_eq!(places(&[wish(20.0, 10.0), wish(20.0, 10.0)]), [15.0, 25.0]);
        let crowded = places(&[wish(9.0, 4.0), wish(1.0, 8.0), wish(5.0, 2.0)]);
        assert!(
            crowded[1] - crowded[0] >= 6.0 - 1e-9 && crowded[2] - crowded[1] >= 5.0 - 1e-9,
            "{crowded:?}"
        );
        assert!(places(&[]).is_empty());
    }
}
