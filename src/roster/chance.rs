//! Chance in whole numbers: SplitMix64 (Steele, Lea, Flood 2014), the same on every machine for a seed. Not for secrets.

/// A stream of chance.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(STEP) ^ 0xD1B5_4A32_D192_ED03)
    }

    #[inline]
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `n`; 0 if `n` is 0.
    #[inline]
    pub(super) fn below(&mut self, n: usize) -> usize {
        part(self.next() as u32, n)
    }

    /// As [`Chance::below`], for a cost.
    #[inline]
    pub(super) fn cost_below(&mut self, n: i64) -> i64 {
        ((u128::from(self.next()) * n.max(0) as u128) >> 64) as i64
    }

    /// How much worse a change may be and still be taken at this heat: exponentially distributed with mean `heat`, after Metropolis. The
    /// logarithm is taken in straight pieces between the powers of two, in whole numbers.
    #[inline]
    pub(super) fn patience(&mut self, heat: i64) -> i64 {
        let bits = self.next();
        let zeros = bits.leading_zeros().min(40);
        let mantissa = (bits << (zeros + 1)) >> 48;
        let halvings = (i64::from(zeros) + 1) * 65_536 - mantissa as i64;
        // ln 2 in 65,536ths is 45,426.
        ((i128::from(heat) * i128::from(halvings) * 45_426) >> 32) as i64
    }
}

/// The part of `n` that a random word stands for.
#[inline]
pub(super) fn part(word: u32, n: usize) -> usize {
    ((u64::from(word) * n as u64) >> 32) as usize
}

/// Heat at a share (of 65,536) of the way, falling by half `halvings` times; between two halvings in a straight line.
pub(super) fn cooled(heat: i64, halvings: u32, share: u32) -> i64 {
    let steps = u64::from(halvings) * u64::from(share.min(65_536));
    let (whole, rest) = ((steps >> 16) as u32, (steps & 65_535) as i64);
    let upper = heat >> whole.min(62);
    upper - ((upper / 2 * rest) >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_same_everywhere() {
        let mut chance = Chance::new(1);
        assert_eq!([chance.next(), chance.next()], [2_208_346_188_470_886_325, 12_895_639_517_224_068_341]);
    }

    #[test]
    fn patience_is_as_long_as_the_heat_on_average() {
        let mut chance = Chance::new(7);
        let mean = (0..100_000).map(|_| chance.patience(1000)).sum::<i64>() / 100_000;
        assert!((900..1100).contains(&mean), "{mean}");
    }

    #[test]
    fn heat_falls_by_halves() {
        assert_eq!([0, 32_768, 65_536].map(|share| cooled(800, 2, share)), [800, 400, 200]);
    }
}
