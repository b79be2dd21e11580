//! How the rooms of a building are laid out: every floor whole, wrapped over several lines if need be, never cut.
//!
//! Pure arithmetic over columns and rows.

/// How much a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Number, people of beds, sign: `412 3/4!`.
    Full,
    /// Number, people, sign: `412 3!`.
    Middle,
    /// Number and sign: `412!`.
    Small,
}

/// One line of the grid: a stretch of rooms of one floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Which floor, counted from the top of the house.
    pub(super) floor: usize,
    /// Which of its rooms.
    pub(super) rooms: std::ops::Range<usize>,
    /// The row, counted from the first of the whole house.
    pub(super) row: usize,
}

/// How a grid is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// How much each cell says.
    pub(super) kind: Kind,
    /// Columns from one cell to the next.
    pub(super) pitch: u16,
    /// Columns of the floor's name, with the blank after it.
    pub(super) label: u16,
    /// All lines.
    pub(super) lines: Vec<Stretch>,
    /// Rows of the whole house, blank ones between floors included.
    pub(super) rows: usize,
}

impl Kind {
    /// Columns of a cell whose number takes `number` columns.
    pub(super) fn cols(self, number: u16) -> u16 {
        number
            + match self {
                Self::Full => 5,
                Self::Middle => 3,
                Self::Small => 1,
            }
    }
}

/// Lays out floors with so many rooms each, numbers of so many columns, into a room of `cols` × `rows`. The richest cell that lets the
/// whole house be seen is taken; if none does, the smallest, and the house is scrolled.
pub(super) fn lay(floors: &[usize], number: u16, label: u16, cols: u16, rows: u16) -> Layout {
    let most = floors.iter().copied().max().unwrap_or(0).max(1);
    let room = cols.saturating_sub(label);
    let per_line = |folds: usize| most.div_ceil(folds);
    let fits = |kind: Kind, gap: u16, folds: usize| {
        let lines: usize = floors.iter().map(|rooms| rooms.div_ceil(per_line(folds)).max(1)).sum();
        let wide = per_line(folds) * usize::from(kind.cols(number) + gap) - usize::from(gap);
        wide <= usize::from(room) && lines <= usize::from(rows)
    };
    // A floor in more than three lines is hard to take in, unless there is no other way.
    let choices = [(Kind::Full, 1, 3), (Kind::Middle, 1, 3), (Kind::Small, 1, 3), (Kind::Small, 0, 6)];
    let found = choices.into_iter().find_map(|(kind, gap, folds)| (1..=folds).find(|it| fits(kind, gap, *it)).map(|it| (kind, it)));
    let (kind, per_line) = match found {
        Some((kind, folds)) => (kind, per_line(folds)),
        None => (Kind::Small, usize::from(room / Kind::Small.cols(number).max(1)).clamp(1, most)),
    };
    let pitch = (room / per_line as u16).clamp(kind.cols(number), kind.cols(number) + 3);
    let lines = floors.iter().map(|rooms| rooms.div_ceil(per_line).max(1)).sum::<usize>();
    let airy = lines + floors.len().saturating_sub(1) <= usize::from(rows);
    let (mut stretches, mut row) = (Vec::with_capacity(lines), 0);
    for (floor, rooms) in floors.iter().enumerate() {
        for from in (0..(*rooms).max(1)).step_by(per_line) {
            stretches.push(Stretch { floor, rooms: from..(from + per_line).min(*rooms), row });
            row += 1;
        }
        row += usize::from(airy);
    }
    Layout { kind, pitch, label, rows: stretches.last().map_or(0, |it| it.row + 1), lines: stretches }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_building_of_six_floors_with_26_rooms_is_seen_whole() {
        let floors = [26; 6];
        let small = lay(&floors, 3, 3, 56, 12);
        assert_eq!((small.kind, small.pitch, small.lines.len(), small.rows), (Kind::Small, 4, 12, 12));
        let large = lay(&floors, 3, 3, 96, 24);
        assert_eq!((large.kind, large.lines.len(), large.rows), (Kind::Full, 18, 23));
        let middle = lay(&floors, 3, 3, 116, 16);
        assert_eq!((middle.kind, middle.lines.len()), (Kind::Middle, 12));
    }

    #[test]
    fn every_room_has_one_place_inside_whatever_the_window() {
        for floors in [vec![], vec![0], vec![1], vec![26; 6], vec![3, 40, 0, 7]] {
            for (cols, rows) in (0..140).step_by(7).flat_map(|cols| (0..40).step_by(3).map(move |rows| (cols, rows))) {
                let it = lay(&floors, 3, 3, cols, rows);
                let mut seen = vec![Vec::new(); floors.len()];
                it.lines.iter().for_each(|line| seen[line.floor].extend(line.rooms.clone()));
                for (rooms, seen) in floors.iter().zip(seen) {
                    assert_eq!(seen, (0..*rooms).collect::<Vec<_>>());
                }
                let widest = it.lines.iter().map(|line| line.rooms.len()).max().unwrap_or(0);
                if cols >= 7 && widest > 1 {
                    let used = usize::from(it.label) + (widest - 1) * usize::from(it.pitch) + usize::from(it.kind.cols(3));
                    assert!(used <= usize::from(cols), "{cols}×{rows}: {it:?}");
                }
            }
        }
    }
}
