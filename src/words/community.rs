//! Words for the people of the communities, for places and for what is offered there.

use super::Words;
use crate::campus::{Branch, FellowKind, OpenHours, TaskKind, VenueKind, clock_of};
use crate::say;

impl Words {
    /// As what somebody comes into a community (人员类别): `学业导师`.
    pub fn fellow_kind(&self, kind: FellowKind) -> String {
        self.get(match kind {
            FellowKind::LeadingGroup => "campus-fellow-leading-group",
            FellowKind::StudyMentor => "campus-fellow-study-mentor",
            FellowKind::ClubMentor => "campus-fellow-club-mentor",
            FellowKind::SkillsMentor => "campus-fellow-skills-mentor",
            FellowKind::VentureMentor => "campus-fellow-venture-mentor",
            FellowKind::LabourMentor => "campus-fellow-labour-mentor",
            FellowKind::RoleModel => "campus-fellow-role-model",
            FellowKind::PartyMember => "campus-fellow-party-member",
            FellowKind::Activist => "campus-fellow-activist",
            FellowKind::Logistics => "campus-fellow-logistics",
        })
    }

    /// A branch (功能型党支部): `思政教育`.
    pub fn branch(&self, branch: Branch) -> String {
        self.named("campus-branch", branch.key())
    }

    /// What a task is of (任务类别): `标识牌`.
    pub fn task_kind(&self, kind: TaskKind) -> String {
        self.get(match kind {
            TaskKind::Organisation => "campus-task-organisation",
            TaskKind::SetUp => "campus-task-set-up",
            TaskKind::Plate => "campus-task-plate",
        })
    }

    /// What a place is for (场地类别): `活动室`.
    pub fn venue_kind(&self, kind: VenueKind) -> String {
        self.get(match kind {
            VenueKind::ServiceHall => "campus-venue-service-hall",
            VenueKind::ActivityRoom => "campus-venue-activity-room",
            VenueKind::CommunityCentre => "campus-venue-community-centre",
            VenueKind::HeartGarden => "campus-venue-heart-garden",
            VenueKind::Station => "campus-venue-station",
            VenueKind::Workroom => "campus-venue-workroom",
            VenueKind::PartyRoom => "campus-venue-party-room",
        })
    }

    /// Times of a day: `08:00–10:00, 14:00–22:00`; that there are none where there are none.
    pub fn clocks(&self, times: &[(u16, u16)]) -> String {
        if times.is_empty() {
            return say!(self, "campus-times-none");
        }
        let one = |(from, until): &(u16, u16)| format!("{}–{}", clock_of(*from), clock_of(*until));
        times.iter().map(one).collect::<Vec<_>>().join(&say!(self, "campus-comma"))
    }

    /// Opening hours as they are written and read: `1-5 08:00-22:00; 6-7 09:00-21:00`, Monday the first day.
    pub fn hours(&self, hours: &[OpenHours]) -> String {
        hours.iter().map(|it| format!("{} {}-{}", days(it.days), clock_of(it.from), clock_of(it.until))).collect::<Vec<_>>().join("; ")
    }

    /// A span as the catalogue promises it: `30分钟`, `12小时`, `3天`; nothing for none.
    pub fn within(&self, minutes: u32) -> String {
        match minutes {
            0 => String::new(),
            it if it % (24 * 60) == 0 => say!(self, "campus-within-days", count = (it / (24 * 60)).to_string()),
            it if it % 60 == 0 => say!(self, "campus-within-hours", count = (it / 60).to_string()),
            it => say!(self, "campus-within-minutes", count = it.to_string()),
        }
    }
}

/// Days of the week by their numbers, runs drawn together: `1-5`, `1,3,6-7`.
fn days(mask: u8) -> String {
    let set: Vec<u8> = (1..=7).filter(|day| mask & (1 << (day - 1)) != 0).collect();
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for day in set {
        match runs.last_mut() {
            Some(last) if last.1 + 1 == day => last.1 = day,
            _ => runs.push((day, day)),
        }
    }
    runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") }).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_are_drawn_together() {
        assert_eq!([0b001_1111, 0b110_0101, 0b100_0000, 0].map(days), ["1-5", "1,3,6-7", "7", ""]);
    }
}
