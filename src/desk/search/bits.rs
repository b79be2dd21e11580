//! Which of many: a set of small numbers.

/// A set of numbers, as bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl FromIterator<usize> for Bits {
    fn from_iter<T: IntoIterator<Item = usize>>(numbers: T) -> Self {
        let mut bits = Self::default();
        numbers.into_iter().for_each(|at| bits.set(at));
        bits
    }
}

impl Bits {
    /// None of so many.
    pub(super) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    pub(super) fn set(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Adds all of another.
    pub(super) fn or(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Keeps what is in another as well.
    pub(super) fn and(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// Takes out what is in another.
    pub(super) fn and_not(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    /// Its numbers, the smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let low = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (low < 64).then_some(at * 64 + low)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(mut left: BTreeSet<u8>, right: BTreeSet<u8>) {
            let of = |set: &BTreeSet<u8>| {
                let mut bits = Bits::default();
                set.iter().for_each(|it| bits.set(usize::from(*it)));
                bits
            };
            let back = |bits: &Bits| bits.iter().map(|it| it as u8).collect::<BTreeSet<u8>>();
            let (a, b) = (of(&left), of(&right));
            prop_assert_eq!(a.count(), left.len());
            let (mut both, mut either, mut less) = (a.clone(), a.clone(), a.clone());
            both.and(&b);
            either.or(&b);
            less.and_not(&b);
            prop_assert_eq!(back(&both), &left & &right);
            prop_assert_eq!(back(&less), &left - &right);
            left.extend(&right);
            prop_assert_eq!(back(&either), left);
        }
    }
}
