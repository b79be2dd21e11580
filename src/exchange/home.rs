//! Where a row says that a student sleeps, put together from whichever columns the roster has: 宿舍, 楼栋, 房间号, 床位.

use super::clean::says_nothing;
use super::dorm::{self, Place};
use super::{Field, Reason};

/// Where a student sleeps, as far as a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Home {
    /// The row does not say; whatever was known stays.
    Unsaid,
    /// The row says that the student does not live here (走读).
    Out,
    /// In this room.
    At {
        /// The building's bare number.
        building: String,
        /// The number on the door.
        room: String,
        /// The bed, if it is said.
        bed: Option<u8>,
    },
}

/// What stands in the four columns of a row; empty where there is no such column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) dorm: &'a str,
    pub(super) building: &'a str,
    pub(super) room: &'a str,
    pub(super) bed: &'a str,
}

impl Columns<'_> {
    /// Where that is, and what about it needs a look.
    pub(super) fn read(self) -> (Home, Option<(Field, Reason)>) {
        let said = |text| if says_nothing(text) { "" } else { text };
        let Self { dorm, building, room, bed } =
            Columns { dorm: said(self.dorm), building: said(self.building), room: said(self.room), bed: said(self.bed) };
        if [dorm, building, room].into_iter().any(dorm::lives_out) {
            return (Home::Out, None);
        }
        let (door, field) = if room.is_empty() { (dorm, Field::Dorm) } else { (room, Field::Room) };
        if door.is_empty() {
            let incomplete = (!building.is_empty()).then_some((Field::Building, Reason::DormIncomplete));
            return (Home::Unsaid, incomplete);
        }
        let in_column = if bed.is_empty() { None } else { Some(dorm::bed(bed)) };
        let found = match building_said(dorm, building, room) {
            Some(building) => within(building, door, in_column.flatten()),
            None => dorm::place(door),
        };
        let Some(place) = found else { return (Home::Unsaid, Some((field, Reason::DormUnclear))) };
        let (Some(building), Some(room)) = (place.building, place.room) else {
            return (Home::Unsaid, Some((field, Reason::DormIncomplete)));
        };
        let unreadable = (in_column == Some(None)).then_some((Field::Bed, Reason::BedUnreadable));
        let bed = in_column.flatten().or(place.bed).filter(|it| *it > 0);
        (Home::At { building, room, bed }, unreadable)
    }
}

/// The building, where a column names it: its own, or 宿舍 beside a 房间号.
fn building_said(dorm: &str, building: &str, room: &str) -> Option<String> {
    if !building.is_empty() {
        return dorm::building(building);
    }
    if dorm.is_empty() || room.is_empty() {
        return None;
    }
    match dorm::place(dorm) {
        Some(Place { building, .. }) if building.is_some() => building,
        _ => dorm::building(dorm),
    }
}

/// The room in a building that is known from elsewhere; the text may name the building again.
fn within(building: String, door: &str, bed_in_column: Option<u8>) -> Option<Place> {
    let whole = dorm::room(door)?;
    if whole.chars().all(char::is_alphanumeric)
        && whole.chars().count() <= 8
        && whole.chars().any(|c| c.is_ascii_digit())
        && !dorm::names_building(door)
    {
        return Some(Place { building: Some(building), room: Some(whole), bed: None });
    }
    let place = dorm::place(door)?;
    match place.building {
        // `412-2` beside a bed of another number: a suite (套间), not a bed.
        None if bed_in_column.is_some() && bed_in_column != place.bed => {
            Some(Place { building: Some(building), room: Some(whole), bed: None })
        }
        None => Some(Place { building: Some(building), ..place }),
        Some(again) if building.ends_with(&again) => Some(Place { building: Some(building), ..place }),
        Some(again) if again.ends_with(&building) => Some(Place { building: Some(again), ..place }),
        // 松园 in one column, `3-412` in the other.
        Some(number) if !building.contains(|c: char| c.is_ascii_digit()) => Some(Place { building: Some(building + &number), ..place }),
        // A wing: `A-412` in building 3.
        Some(wing) if wing.len() == 1 && wing.bytes().all(|it| it.is_ascii_alphabetic()) && place.bed.is_none() => {
            Some(Place { building: Some(building), room: Some(whole), bed: None })
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(dorm: &str, building: &str, room: &str, bed: &str) -> (Home, Option<Reason>) {
        let (home, doubt) = Columns { dorm, building, room, bed }.read();
        (home, doubt.map(|it| it.1))
    }

    fn at(building: &str, room: &str, bed: Option<u8>) -> (Home, Option<Reason>) {
        (Home::At { building: building.into(), room: room.into(), bed }, None)
    }

    #[test]
    fn columns_are_put_together() {
        assert_eq!(home("", "3号楼", "412", "2"), at("3", "412", Some(2)));
        assert_eq!(home("", "3", "3#412-2", ""), at("3", "412", Some(2)));
        assert_eq!(home("3#412-2", "", "", ""), at("3", "412", Some(2)));
        assert_eq!(home("", "", "3-412", "2号床"), at("3", "412", Some(2)));
        assert_eq!(home("3号楼", "", "412", "2"), at("3", "412", Some(2)));
        assert_eq!(home("松园", "", "3-412", ""), at("松园3", "412", None));
        assert_eq!(home("", "松园3栋", "3-412", ""), at("松园3", "412", None));
        assert_eq!(home("412室", "3", "", "4"), at("3", "412", Some(4)));
        assert_eq!(home("", "3", "412-2", "4"), at("3", "412-2", Some(4)));
        assert_eq!(home("", "3", "A-412", ""), at("3", "A-412", None));
        assert_eq!(home("", "3", "412", "0"), at("3", "412", None));
    }

    #[test]
    fn what_is_missing_or_contradicts_is_said() {
        assert_eq!(home("", "", "", "2"), (Home::Unsaid, None));
        assert_eq!(home("-", "/", "", ""), (Home::Unsaid, None));
        assert_eq!(home("走读", "", "", ""), (Home::Out, None));
        assert_eq!(home("", "3", "", ""), (Home::Unsaid, Some(Reason::DormIncomplete)));
        assert_eq!(home("412", "", "", ""), (Home::Unsaid, Some(Reason::DormIncomplete)));
        assert_eq!(home("", "3", "5-412", ""), (Home::Unsaid, Some(Reason::DormUnclear)));
        assert_eq!(home("待定", "", "", ""), (Home::Unsaid, Some(Reason::DormUnclear)));
        let (home, doubt) = home("", "3", "412", "上铺");
        assert_eq!((home, doubt), (at("3", "412", None).0, Some(Reason::BedUnreadable)));
    }
}
