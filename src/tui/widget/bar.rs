//! Bars and sparklines, for amounts that are compared at a glance. The number always stands beside them.

use super::line::Line;
use crate::tui::theme::{Role, Theme};

/// A bar of so many columns, filled by `part` of `whole`. Anything above nothing fills at least one column, anything short of all leaves one.
pub fn bar(theme: &Theme, cols: u16, part: usize, whole: usize) -> Line<'static> {
    let cols = usize::from(cols);
    let part = part.min(whole);
    let full = match (part, whole) {
        (0, _) | (_, 0) => 0,
        (part, whole) if part == whole => cols,
        (part, whole) => (part * cols / whole).clamp(1, cols.saturating_sub(1).max(1)),
    };
    let [done, rest] = theme.signs.bar;
    Line::of(done.repeat(full), theme.style(Role::Bar)).add(rest.repeat(cols.saturating_sub(full)), theme.style(Role::BarRest))
}

/// One column for each value, as high as its share of the highest.
pub fn spark(theme: &Theme, values: &[u32]) -> Line<'static> {
    let highest = values.iter().copied().max().unwrap_or(0).max(1);
    let sign = |value: u32| {
        let eighth = (u64::from(value) * 8).div_ceil(u64::from(highest)) as usize;
        theme.signs.eighths.get(eighth).copied().unwrap_or(" ")
    };
    Line::of(values.iter().map(|value| sign(*value)).collect::<String>(), theme.style(Role::Bar))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Base;

    fn text(line: &Line<'_>) -> String {
        line.pieces().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_bar_tells_some_from_none_and_nearly_from_all() {
        let theme = Theme::shipped(Base::Mono);
        let bar = |part, whole| text(&bar(&theme, 4, part, whole));
        assert_eq!([bar(0, 9), bar(1, 900), bar(899, 900), bar(9, 9), bar(3, 0)], ["────", "━───", "━━━─", "━━━━", "────"]);
    }

    #[test]
    fn a_spark_reaches_from_nothing_to_the_highest() {
        assert_eq!(text(&spark(&Theme::shipped(Base::Mono), &[0, 1, 4, 8])), " ▁▄█");
        assert_eq!(text(&spark(&Theme::shipped(Base::Mono), &[0, 0])), "  ");
    }
}
