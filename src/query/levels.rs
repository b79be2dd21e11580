//! A stretch of concern levels: `2`, `<=2`, `1-3`, `>=3`. Level 1 is the gravest, so `<=2` is red and orange.

use crate::campus::Concern;
use std::fmt;

/// Concern levels from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    first: u8,
    last: u8,
}

impl Levels {
    /// Whether a level is among them.
    pub fn holds(self, level: Concern) -> bool {
        (self.first..=self.last).contains(&level.number())
    }

    /// As it is written, folded to half width. No level at all (`0`) is only meant where it is written.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let number = |word: &str| crate::capture::level_of(word.trim()).map(Concern::number);
        let of = |first: u8, last: u8| (first <= last && last <= 4).then_some(Self { first, last });
        let typed = typed.trim();
        for (sign, holds_it) in [("<=", true), ("≤", true), ("<", false)] {
            if let Some(rest) = typed.strip_prefix(sign) {
                let last = number(rest)?.checked_sub(u8::from(!holds_it))?;
                return of(1, last);
            }
        }
        for (sign, holds_it) in [(">=", true), ("≥", true), (">", false)] {
            if let Some(rest) = typed.strip_prefix(sign) {
                return of((number(rest)? + u8::from(!holds_it)).max(1), 4);
            }
        }
        if let Some(one) = number(typed.strip_prefix('=').unwrap_or(typed)) {
            return of(one, one);
        }
        let (first, last) = typed.split_once(['-', '~', '～', '到', '至'])?;
        of(number(first)?, number(last)?)
    }
}

impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (first, last) if first == last => write!(f, "{first}"),
            (1, last @ ..=3) => write!(f, "<={last}"),
            (first @ 2.., 4) => write!(f, ">={first}"),
            (first, last) => write!(f, "{first}-{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_as_people_write_them() {
        for (typed, first, last) in [
            ("2", 2, 2),
            ("=2", 2, 2),
            ("<=2", 1, 2),
            ("≤2", 1, 2),
            ("<3", 1, 2),
            (">=3", 3, 4),
            (">2", 3, 4),
            ("1-3", 1, 3),
            ("红", 1, 1),
            ("橙", 2, 2),
            ("0", 0, 0),
            ("0-4", 0, 4),
            (">=0", 1, 4),
        ] {
            assert_eq!(Levels::read(typed), Some(Levels { first, last }), "{typed}");
        }
        for bad in ["", "5", "<1", ">4", "3-1", "高", "<=", "1-", "<=9"] {
            assert_eq!(Levels::read(bad), None, "{bad}");
        }
        for (first, last) in (0..=4).flat_map(|first| (first..=4).map(move |last| (first, last))) {
            let levels = Levels { first, last };
            assert_eq!(Levels::read(&levels.to_string()), Some(levels), "{levels}");
        }
    }
}
