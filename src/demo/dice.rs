//! The one source of chance in the demo college: whole numbers from a seeded ChaCha8, the same on every machine.
//!
//! Each subject throws its own dice (a stream of its own), so that more talks do not change anybody's name.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// What a pair of dice is thrown for; the number of its stream.
#[derive(Debug, Clone, Copy)]
pub(super) enum For {
    People = 1,
    Housing,
    Details,
    Staff,
    Schedule,
    Rounds,
    Talks,
    Incidents,
    Days,
    Leaves,
    Care,
    Grid,
    Searches,
    Concern,
    Requests,
}

/// A stream of chance.
#[derive(Debug, Clone)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64, what: For) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..22].copy_from_slice(b"yedeng college");
        let mut rng = ChaCha8Rng::from_seed(bytes);
        rng.set_stream(what as u64);
        Self(rng)
    }

    /// A number from 0 up to, not including, `n`; 0 if `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.0.next_u32()) * n as u64) >> 32) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1).clamp(1, i64::from(u32::MAX));
        low + self.below(span as usize) as i64
    }

    /// True in so many of ten thousand throws.
    pub(super) fn chance(&mut self, of_ten_thousand: usize) -> bool {
        self.below(10_000) < of_ten_thousand
    }

    /// One of a few; `None` if there are none.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// A place among weights, each as likely as it is heavy; the last if all are 0.
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = usize> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        let mut last = 0;
        for (at, weight) in weights.enumerate() {
            last = at;
            if left < weight {
                return at;
            }
            left -= weight;
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_streams_differ() {
        let throw = |seed, what| {
            let mut dice = Dice::new(seed, what);
            (0..8).map(|_| dice.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7, For::Talks), throw(7, For::Talks));
        assert_ne!(throw(7, For::Talks), throw(8, For::Talks));
        assert_ne!(throw(7, For::Talks), throw(7, For::Rounds));
        assert_eq!(throw(7, For::Talks)[0], FIRST_THROW, "the algorithm of the dice must never change: colleges are compared by seed");
    }

    const FIRST_THROW: usize = 986_658;

    #[test]
    fn weights_are_respected() {
        let mut dice = Dice::new(1, For::People);
        let mut counts = [0; 3];
        (0..10_000).for_each(|_| counts[dice.weighted([1, 0, 9].into_iter())] += 1);
        assert_eq!(counts[1], 0);
        assert!((800..1_200).contains(&counts[0]), "{counts:?}");
    }
}
