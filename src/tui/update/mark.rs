//! Marking the room at hand of a round: everybody present, beds, findings, a note. Each key is an act of its own, so that it is durable by
//! itself; what is on its way lies over what stands, and the next key of the same room builds on it.

use super::Turn;
use crate::campus::{Act, Day, Finding, MarkChange, Presence, RoomId, RoomMark, RoundAct, Seq, StudentId};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::input::{Code, Key};
use crate::tui::layer::{Overlay, Purpose};
use crate::tui::model::{Pending, Token, Tone, Waits};
use crate::tui::walking::{Flying, beds_of};

/// The findings in the order of the keys of the command `finding`.
pub const FINDINGS: [Finding; 15] = [
    Finding::Appliance,
    Finding::Stove,
    Finding::RiceCooker,
    Finding::Kettle,
    Finding::Blanket,
    Finding::InductionCooker,
    Finding::Microwave,
    Finding::Smoking,
    Finding::Drinking,
    Finding::Gambling,
    Finding::Pet,
    Finding::Stranger,
    Finding::Lock,
    Finding::Hygiene,
    Finding::Refused,
];

impl Turn<'_> {
    /// Everybody is there but who is on leave, unless the room is marked already; then on to the next.
    pub(super) fn round_next(&mut self) {
        let Some((day, room)) = self.room_at_hand() else { return };
        if !self.is_marked(day, room) {
            self.put_mark(day, self.world.campus.mark_of_all_present(day, room));
        }
        self.walk_on();
    }

    /// The mark of a room to be changed: as it stands or is on its way, else everybody present.
    fn mark_to_change(&self, day: Day, room: RoomId) -> RoomMark {
        let stands = self.model.round.mark(self.world.campus, day, room).cloned();
        stands.unwrap_or_else(|| self.world.campus.mark_of_all_present(day, room))
    }

    /// Whoever sleeps in a bed is absent; or present, if they were anything else.
    pub(super) fn turn_bed(&mut self, digit: u8) {
        let Some((day, room)) = self.room_at_hand() else { return };
        let beds = beds_of(self.world.campus, room);
        let Some((_, student)) = beds.into_iter().find(|(bed, _)| *bed == digit) else {
            return self.nothing(say!(self.world.words, "screen-toast-no-bed", bed = digit));
        };
        self.model.round.student = Some(student);
        let away = self.mark_to_change(day, room).away.iter().any(|(id, _)| *id == student);
        self.set_presence(student, if away { None } else { Some(Presence::Absent) });
    }

    /// How the student marked last was found, or the only one who sleeps there.
    pub(super) fn set_last(&mut self, how: Option<Presence>) {
        let Some((_, room)) = self.room_at_hand() else { return };
        let here = self.world.campus.people().in_room(room);
        let only = || <[StudentId; 1]>::try_from(here).ok().map(|[it]| it);
        match self.model.round.student.filter(|it| here.contains(it)).or_else(only) {
            Some(student) => self.set_presence(student, how),
            None => self.nothing(say!(self.world.words, "screen-toast-which-bed")),
        }
    }

    fn set_presence(&mut self, student: StudentId, how: Option<Presence>) {
        let Some((day, room)) = self.room_at_hand() else { return };
        let mut mark = self.mark_to_change(day, room);
        mark.away.retain(|(id, _)| *id != student);
        mark.away.extend(how.map(|how| (student, how)));
        self.put_mark(day, mark);
    }

    pub(super) fn open_findings(&mut self) {
        if self.room_at_hand().is_some() {
            self.model.overlays.push(Overlay::Finding);
        }
    }

    /// A key that stands for no finding: `Space` means the room, as it does without the list; of any other it is said.
    pub(super) fn no_finding(&mut self, key: Key) {
        match key.code {
            Code::Char(' ') => {
                self.model.overlays.retain(|it| !matches!(it, Overlay::Finding));
                self.key(key);
            }
            Code::Char(c) => self.nothing(say!(self.world.words, "screen-toast-no-finding-key", key = c.to_string())),
            _ => {}
        }
    }

    /// Something was found, or was not after all.
    pub(super) fn turn_finding(&mut self, nth: usize) {
        self.model.overlays.retain(|it| !matches!(it, Overlay::Finding));
        let Some((day, room)) = self.room_at_hand() else { return };
        let Some(finding) = FINDINGS.get(nth).copied() else { return };
        let mut mark = self.mark_to_change(day, room);
        if mark.findings.contains(&finding) {
            mark.findings.retain(|it| *it != finding);
        } else {
            mark.findings.push(finding);
        }
        self.put_mark(day, mark);
    }

    pub(super) fn open_room_note(&mut self) {
        if let Some((day, room)) = self.room_at_hand() {
            self.open_form(Purpose::RoomNote(day, room));
        }
    }

    fn put_mark(&mut self, day: Day, mark: RoomMark) {
        let campus = self.world.campus;
        let room = mark.room;
        let Some((building, floor)) = campus.places().room(room).map(|it| (it.building, it.floor)) else { return };
        let before = self.model.round.mark(campus, day, room).cloned();
        if before.as_ref() == Some(&mark) {
            return;
        }
        let done = self.says_mark(&mark);
        let token = self.await_answer(Pending { done, waits: Waits::Mark(room), undoable: true });
        self.model.round.flying.push(Flying { token, room, mark: mark.clone() });
        self.model.round.refused.retain(|(it, _)| *it != room);
        let changes = vec![MarkChange { before, after: Some(mark) }];
        let act = RoundAct::Marked { day, building, floor, changes, note: "".into() };
        self.effects.push(Effect::Submit { token, act: Box::new(Act::Round(act)), draft: None });
    }

    /// A mark in a few words: `3#412 张三 未归 电炉`.
    fn says_mark(&self, mark: &RoomMark) -> String {
        let (words, campus) = (self.world.words, self.world.campus);
        let name = |id: StudentId| campus.people().student(id).map(|it| it.facts.name.to_string()).unwrap_or_default();
        let away = mark.away.iter().map(|(id, how)| format!("{} {}", name(*id), words.presence(Some(*how))));
        let parts: Vec<String> = away.chain(mark.findings.iter().map(|it| words.finding(*it))).collect();
        let how = if parts.is_empty() { say!(words, "screen-round-all-present") } else { parts.join(" · ") };
        format!("{} {how}", campus.write_room(mark.room))
    }

    /// A mark is on disk. That a search begins with it is said.
    pub(super) fn mark_stands(&mut self, token: Token, seq: Seq) {
        let Some(at) = self.model.round.flying.iter().position(|it| it.token == token) else { return };
        let flown = self.model.round.flying.remove(at);
        let begun = self.world.campus.searches().open().rev().find(|it| it.seq == seq).map(|it| it.student);
        if let Some(student) = begun.filter(|id| flown.mark.away.contains(&(*id, Presence::Absent))) {
            let name = self.world.campus.people().student(student).map(|it| it.facts.name.to_string()).unwrap_or_default();
            let key = self.model.keymap.label(crate::tui::command::CommandId::Missing);
            self.toast(Tone::Plain, say!(self.world.words, "screen-toast-search-begun", name = name, key = key));
        }
    }

    /// A mark was refused: what stands there now is said, and stays to be seen.
    pub(super) fn mark_refused(&mut self, token: Token, room: RoomId, reason: &str) {
        self.model.round.flying.retain(|it| it.token != token);
        let campus = self.world.campus;
        let day = self.model.board.round.as_ref().map_or_else(|| self.model.now.duty_day(campus.zone()), |it| it.day);
        let stands = match campus.rounds().mark(campus.places(), day, room) {
            Some(mark) => self.says_mark(mark),
            None => format!("{} {}", campus.write_room(room), say!(self.world.words, "screen-room-unchecked")),
        };
        let text = say!(self.world.words, "screen-toast-mark-refused", reason = reason, stands = stands);
        // Of several keys for one room all are refused for the same reason.
        self.model.round.refused.retain(|(it, _)| *it != room);
        self.model.round.refused.push((room, text.clone()));
        self.toast(Tone::Bad, text);
    }
}
