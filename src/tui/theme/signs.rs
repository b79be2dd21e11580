//! The signs and frames a theme draws with: one set of Unicode, one of plain ASCII.
//!
//! Colour never stands alone: whatever has a colour has one of these signs, or a letter, beside it. All are one column wide in a
//! terminal that draws ambiguous signs narrow; the ASCII set is so everywhere.

/// The parts of a frame.
#[derive(Debug, PartialEq, Eq)]
pub struct Edge {
    /// `─`
    pub across: &'static str,
    /// `│`
    pub down: &'static str,
    /// Upper left, upper right, lower left, lower right corner.
    pub corners: [&'static str; 4],
}

/// A set of signs.
#[derive(Debug, PartialEq, Eq)]
pub struct Signs {
    /// The frame of a pane.
    pub edge: Edge,
    /// The frame of the pane that has the keys, and of a popup.
    pub edge_focus: Edge,
    /// Something urgent: an open incident.
    pub alarm: &'static str,
    /// Absent (未归).
    pub absent: &'static str,
    /// Late (晚归).
    pub late: &'static str,
    /// A finding (违规).
    pub finding: &'static str,
    /// A concern level (关注).
    pub concern: &'static str,
    /// A follow-up that is due (回访).
    pub due: &'static str,
    /// On leave (请假) or elsewhere.
    pub leave: &'static str,
    /// Nobody lives there; nothing.
    pub empty: &'static str,
    /// Checked and in order.
    pub good: &'static str,
    /// The row that is mine.
    pub own: &'static str,
    /// The row the cursor is on.
    pub pointer: &'static str,
    /// A box that is ticked, one that is not.
    pub ticked: &'static str,
    /// A box that is not ticked.
    pub unticked: &'static str,
    /// Between two things on a line.
    pub dot: &'static str,
    /// From one to another.
    pub arrow: &'static str,
    /// No value.
    pub none: &'static str,
    /// There is more above, there is more below.
    pub more: [&'static str; 2],
    /// A bar: full, rest.
    pub bar: [&'static str; 2],
    /// Eighths of a cell from the ground up, for sparklines; 0 to 8.
    pub eighths: [&'static str; 9],
    /// Chip states: understood, guessed, doubtful.
    pub chips: [&'static str; 3],
    /// The lamp.
    pub lamp: &'static str,
    /// A character of a hidden word.
    pub hidden: &'static str,
    /// A duty of mine in the schedule.
    pub mine: &'static str,
    /// A seat of a draft that planning anew leaves as it is.
    pub pinned: &'static str,
    /// Now, on an axis of time.
    pub now: &'static str,
}

/// For terminals that draw ambiguous signs narrow, which is nearly all.
pub(super) static UNICODE: Signs = Signs {
    edge: Edge { across: "─", down: "│", corners: ["╭", "╮", "╰", "╯"] },
    edge_focus: Edge { across: "━", down: "┃", corners: ["┏", "┓", "┗", "┛"] },
    alarm: "!",
    absent: "●",
    late: "○",
    finding: "×",
    concern: "△",
    due: "◇",
    leave: "'",
    empty: "·",
    good: "✓",
    own: "▸",
    pointer: "▌",
    ticked: "[✓]",
    unticked: "[ ]",
    dot: "·",
    arrow: "→",
    none: "—",
    more: ["▲", "▼"],
    bar: ["━", "─"],
    eighths: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    chips: ["✓", "~", "?"],
    lamp: "◉",
    hidden: "•",
    mine: "◆",
    pinned: "■",
    now: "┊",
};

/// For all others.
pub(super) static ASCII: Signs = Signs {
    edge: Edge { across: "-", down: "|", corners: ["+", "+", "+", "+"] },
    edge_focus: Edge { across: "=", down: "|", corners: ["#", "#", "#", "#"] },
    alarm: "!",
    absent: "@",
    late: "o",
    finding: "x",
    concern: "^",
    due: "*",
    leave: "'",
    empty: ".",
    good: "v",
    own: ">",
    pointer: ">",
    ticked: "[x]",
    unticked: "[ ]",
    dot: ".",
    arrow: ">",
    none: "-",
    more: ["^", "v"],
    bar: ["=", "-"],
    eighths: [" ", ".", ".", ":", ":", "|", "|", "#", "#"],
    chips: ["+", "~", "?"],
    lamp: "*",
    hidden: "*",
    mine: "*",
    pinned: "#",
    now: "|",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_may_meet_in_one_cell_differ() {
        for set in [&UNICODE, &ASCII] {
            let mut cell = vec![set.alarm, set.absent, set.late, set.finding, set.concern, set.due, set.leave, set.empty, set.good];
            cell.sort_unstable();
            cell.dedup();
            assert_eq!(cell.len(), 9);
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        assert!(format!("{ASCII:?}").is_ascii());
    }
}
