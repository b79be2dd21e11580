//! What the screens of the house share: labelled sections under a list, in one column or two.

use super::Easel;
use crate::campus::{BuildingId, Day, DepartmentId, OfficerPost, StudentId};
use crate::say;
use crate::text::width;
use crate::tui::theme::Role;
use crate::tui::view::NightSign;
use crate::tui::widget::{self, Line, flow};
use ratatui::layout::Rect;

/// A label and what stands beside it, over so many rows at most.
pub(super) struct Section<'a> {
    pub(super) label: String,
    pub(super) pieces: Vec<Line<'a>>,
    pub(super) rows: u16,
}

/// From so many columns on sections stand in two columns.
const TWO_COLUMNS: u16 = 110;

/// Draws sections one under the other, those without anything left out. What matters most comes first: the last are cut where there is no room.
pub(super) fn sections(easel: &mut Easel<'_>, area: Rect, sections: &[Section<'_>]) {
    let sections: Vec<&Section<'_>> = sections.iter().filter(|it| !it.pieces.is_empty()).collect();
    let label = sections.iter().map(|it| width(&it.label)).max().unwrap_or(0).min(16) as u16 + 2;
    let half = (area.width / 2).saturating_sub(1);
    let columns: Vec<(Rect, &[&Section<'_>])> = if area.width >= TWO_COLUMNS {
        let (left, right) = sections.split_at(sections.len().div_ceil(2));
        vec![(Rect { width: half, ..area }, left), (widget::right_of(area, half + 2), right)]
    } else {
        vec![(area, &sections)]
    };
    for (mut place, column) in columns {
        for section in column {
            if place.height == 0 {
                break;
            }
            let row = widget::row(place, 0);
            easel.say(section.label.clone(), Role::Quiet).draw(easel.buffer, Rect { width: label.min(row.width), ..row });
            let room = widget::right_of(Rect { height: section.rows.min(place.height), ..place }, label);
            let used = flow(easel.buffer, room, 2, &section.pieces, |_, _| {});
            place = widget::below(place, used.max(1));
        }
    }
}

impl<'a> Easel<'a> {
    /// A department's name.
    pub(super) fn department(&self, id: DepartmentId) -> &'a str {
        self.campus.people().department(id).map_or("", |it| &it.name)
    }

    /// A post with what it looks after: `4 层楼层长`, `3#412 寝室长`.
    pub(super) fn post_of(&self, post: OfficerPost) -> String {
        let of = match post {
            OfficerPost::BuildingHead(id) => self.building(id),
            OfficerPost::FloorHead(id, floor) => format!("{} {}", self.building(id), say!(self.words, "screen-floor", floor = floor)),
            OfficerPost::RoomHead(room) | OfficerPost::PartyRoom(room) => self.campus.write_room(room),
            OfficerPost::PsychWatcher(class) => self.campus.people().class(class).map_or("", |it| &it.name).to_owned(),
        };
        format!("{of} {}", self.words.officer(post))
    }

    /// Who holds a post, behind its name; that nobody does, as something to be mended.
    pub(super) fn holders(&self, post: OfficerPost) -> Line<'a> {
        let names: Vec<&str> = self.campus.staff().holders(post).map(|id| self.student(id)).collect();
        let label = self.words.officer(post);
        if names.is_empty() {
            self.labelled(label, say!(self.words, "screen-nobody"), Role::Warn)
        } else {
            self.labelled(label, names.join(" "), Role::Text)
        }
    }

    /// The sponsor of a building.
    pub(super) fn sponsor(&self, building: BuildingId) -> Line<'a> {
        let label = say!(self.words, "screen-sponsor");
        match self.campus.places().sponsor(building) {
            Some(id) => self.labelled(label, self.department(id), Role::Text),
            None => self.labelled(label, say!(self.words, "screen-nobody"), Role::Warn),
        }
    }

    /// A night of a room: its day, and one sign for the worst of it.
    pub(super) fn night(&self, (day, sign): (Day, NightSign)) -> Line<'a> {
        use chrono::Datelike as _;
        let signs = self.signs();
        let (sign, role) = match sign {
            NightSign::Unchecked => (signs.none, Role::Quiet),
            NightSign::Good => (signs.good, Role::Good),
            NightSign::Leave => (signs.leave, Role::Text),
            NightSign::Finding => (signs.finding, Role::Warn),
            NightSign::Late => (signs.late, Role::Warn),
            NightSign::Absent => (signs.absent, Role::Alarm),
        };
        self.say(day.date().day().to_string(), Role::Quiet).add(sign, self.style(role))
    }

    /// Points and the stars they are.
    pub(super) fn points(&self, points: u8) -> Line<'a> {
        let stars = self.campus.presets().rules().hygiene.stars_of(points);
        self.say(say!(self.words, "screen-points", points = points, stars = stars), if stars < 3 { Role::Warn } else { Role::Text })
    }

    /// A bed: `3#412-2`.
    pub(super) fn bed(&self, bed: crate::campus::Bed) -> String {
        let room = self.campus.write_room(bed.room);
        if bed.bed == 0 { room } else { say!(self.words, "screen-bed", room = room, bed = bed.bed) }
    }

    /// From one bed to another; a sign where there is none.
    pub(super) fn bed_change(&self, change: crate::campus::BedChange) -> String {
        let bed = |it: Option<crate::campus::Bed>| it.map_or_else(|| say!(self.words, "screen-no-bed"), |it| self.bed(it));
        format!("{} {} {}", bed(change.before), self.signs().arrow, bed(change.after))
    }

    /// Minutes of service as hours.
    pub(super) fn hours(&self, minutes: u32) -> String {
        say!(self.words, "screen-service-hours", hours = format!("{:.1}", f64::from(minutes) / 60.0))
    }

    /// The posts a student holds now, each with its service of the term.
    pub(super) fn posts_of(&self, id: StudentId) -> Vec<Line<'a>> {
        let (from, until) = self.campus.terms().days(self.model.now.day(self.campus.zone()));
        let held = self.campus.staff().officers().iter().filter(|it| it.student == id && it.until.is_none());
        let mut posts: Vec<Line<'a>> = held
            .map(|it| {
                let since = say!(self.words, "screen-since", day = self.words.day(it.from));
                self.say(self.post_of(it.post), Role::Info).gap(1).add(since, self.style(Role::Quiet))
            })
            .collect();
        let (minutes, commended) = self.campus.services().sum(id, from, until);
        if minutes > 0 || commended > 0 {
            let text = say!(self.words, "screen-service-term", hours = self.hours(minutes), commended = commended);
            posts.push(self.say(text, Role::Text));
        }
        posts
    }
}
