//! What the screens of the house show: communities, leaves, hygiene, moods, the students' grid, the beds of a room. Worked out only for the
//! one that is looked at.

use super::community::{CommunityCard, communities};
use super::hygiene::{ScoreRow, score_rows};
use super::leave::leave_rows;
use super::mood::{MoodRow, mood_rows};
use super::officer::{OfficerRow, officer_rows};
use super::room::{BedRow, bed_rows};
use crate::campus::{BuildingId, Campus, Seq, Stamp, UserId};
use crate::tui::model::{HygieneScope, LeaveScope, Place};

/// The rows of the screen that is looked at; those of the others are empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct House {
    /// The communities.
    pub communities: Vec<CommunityCard>,
    /// The leaves in their present scope.
    pub leaves: Vec<Seq>,
    /// The hygiene scores in their present scope.
    pub scores: Vec<ScoreRow>,
    /// The classes with their moods.
    pub moods: Vec<MoodRow>,
    /// The posts of the building shown.
    pub officers: Vec<OfficerRow>,
    /// The beds of the room shown.
    pub beds: Vec<BedRow>,
}

/// What is looked at, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) place: Place,
    pub(super) building: Option<BuildingId>,
    pub(super) leaves: LeaveScope,
    pub(super) scores: HygieneScope,
}

impl House {
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, look: Look, now: Stamp, user: UserId) -> Self {
        let mut house = Self::default();
        match look.place {
            Place::Communities => house.communities = communities(campus, now, user),
            Place::Leaves => house.leaves = leave_rows(campus, look.leaves, now, user),
            Place::Hygiene => house.scores = score_rows(campus, look.scores, now.day(campus.zone())),
            Place::Moods => house.moods = mood_rows(campus, now, user),
            Place::Officers => house.officers = officer_rows(campus, look.building),
            Place::Room(room) => house.beds = bed_rows(campus, room),
            _ => {}
        }
        house
    }
}
