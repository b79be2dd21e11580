//! Walking a round (查寝): beginning it, going from room to room, ending it. What is marked on the way stands in `mark`.

use super::Turn;
use crate::campus::{Act, BuildingId, Day, RoomId, RoundAct, RoundBegun, RoundHead, RoundScope, Seq, sample};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Confirmed, Overlay, Purpose};
use crate::tui::model::{Pending, Place, Tone, Waits};
use crate::tui::view::Board;
use crate::tui::walking::{Setting, Undo};

impl Turn<'_> {
    /// Goes on with our round of tonight; where there is none, asks which is to be begun.
    pub(super) fn walk(&mut self) {
        let (day, user) = (self.model.now.duty_day(self.world.campus.zone()), self.model.seat.user);
        if let Some(open) = self.world.campus.rounds().walked_by(user, day).map(|it| it.seq) {
            return self.resume_round(open);
        }
        let places = self.world.campus.places();
        let at = match self.model.place {
            Place::Room(room) => Some(room),
            _ => self.model.dorm.room,
        };
        let at = at.and_then(|room| places.room(room)).map(|it| (it.building, it.floor));
        let Some((building, floor)) = at.or_else(|| self.model.dorm.building.map(|it| (it, 1))) else {
            return self.nothing(say!(self.world.words, "screen-dorm-empty"));
        };
        let community = places.building(building).and_then(|it| it.community);
        self.model.overlays.push(Overlay::Walk(Setting { building, floor, community, upward: true, seed: None }));
        self.effects.push(Effect::DrawSeed);
    }

    /// A number was drawn by chance: for the round that is about to be begun.
    pub(super) fn seed_drawn(&mut self, drawn: u64) {
        for overlay in &mut self.model.overlays {
            match overlay {
                Overlay::Walk(it) => it.seed = Some(drawn),
                Overlay::Form(form) => form.propose_seed(drawn),
                _ => {}
            }
        }
    }

    /// The round that is about to be begun, if one is.
    fn setting(&self) -> Option<Setting> {
        match self.model.overlays.last() {
            Some(Overlay::Walk(it)) => Some(*it),
            _ => None,
        }
    }

    pub(super) fn turn_direction(&mut self) {
        if let Some(Overlay::Walk(it)) = self.top() {
            it.upward = !it.upward;
        }
    }

    pub(super) fn walk_building(&mut self) {
        let Some(it) = self.setting() else { return };
        self.begin_round(RoundScope::Building(it.building), it.upward);
    }

    pub(super) fn walk_floor(&mut self) {
        let Some(it) = self.setting() else { return };
        self.begin_round(RoundScope::Floor(it.building, it.floor), it.upward);
    }

    pub(super) fn ask_sample(&mut self) {
        if let Some(it) = self.setting() {
            self.open_form(Purpose::Sample(it));
        }
    }

    /// Begins a round over a random sample, or says what keeps it from that.
    pub(super) fn begin_sample(&mut self, setting: Setting, (count, seed): (&str, &str)) {
        let campus = self.world.campus;
        let number = |text: &str| crate::text::fold(text).trim().parse::<u64>().ok();
        let (Some(count), Some(seed)) = (number(count).and_then(|it| usize::try_from(it).ok()), number(seed)) else {
            return self.form_refused(say!(self.world.words, "screen-sample-not-number"));
        };
        let beside = |it: BuildingId| campus.places().building(it).is_some_and(|it| it.community == setting.community);
        let pool: Vec<BuildingId> = match setting.community {
            Some(_) => campus.places().buildings().map(|(id, _)| id).filter(|id| beside(*id)).collect(),
            None => vec![setting.building],
        };
        let rooms = sample(campus.places(), campus.people(), &pool, seed, count);
        self.begin_round(RoundScope::Sample { seed, pool, rooms }, setting.upward);
    }

    fn begin_round(&mut self, scope: RoundScope, upward: bool) {
        let campus = self.world.campus;
        let begun = RoundBegun { day: self.model.now.duty_day(campus.zone()), scope, upward };
        let head = RoundHead {
            seq: Seq(0),
            by: self.model.seat.user,
            since: self.model.now,
            begun: begun.clone(),
            ended: None,
            called_off: false,
        };
        let rooms = head.rooms(campus.places(), campus.people()).len();
        if rooms == 0 {
            return self.form_refused(say!(self.world.words, "screen-round-nobody"));
        }
        let done = say!(self.world.words, "screen-toast-round-begun", rooms = rooms);
        self.submit(Act::Round(RoundAct::Begun(begun)), done, Waits::Round);
    }

    /// The round is begun: off to its first room.
    pub(super) fn round_begun(&mut self, seq: Seq) {
        self.model.overlays.retain(|it| !matches!(it, Overlay::Walk(_) | Overlay::Form(_)));
        self.resume_round(seq);
    }

    /// To the first room of a round that nobody has looked at.
    pub(super) fn resume_round(&mut self, seq: Seq) {
        self.go_to(Place::Round(seq));
        Board::refresh(self.model, self.world.campus);
        let Some(board) = &self.model.board.round else { return };
        let open = board.rooms.iter().find(|it| !self.is_marked(board.day, **it));
        if let Some(room) = open.or(board.rooms.first()).copied() {
            self.stand_at(room);
        }
    }

    /// A round that is over, here or elsewhere, is not stood in any longer.
    pub(super) fn leave_round(&mut self) {
        let Place::Round(seq) = self.model.place else { return };
        if self.world.campus.rounds().walk(seq).is_none_or(|it| !it.is_open()) {
            self.back();
        }
    }

    /// The night and the room at hand, where one is in a round. A room that is none of the round any more gives way to the first.
    pub(super) fn room_at_hand(&self) -> Option<(Day, RoomId)> {
        let board = self.model.board.round.as_ref().filter(|it| self.model.place == Place::Round(it.seq))?;
        let at = self.model.round.room.filter(|it| board.rooms.contains(it));
        at.or(board.rooms.first().copied()).map(|room| (board.day, room))
    }

    pub(super) fn is_marked(&self, day: Day, room: RoomId) -> bool {
        self.model.round.mark(self.world.campus, day, room).is_some()
    }

    /// Goes to a room of the round.
    pub(super) fn stand_at(&mut self, room: RoomId) {
        let left = self.model.round.room.replace(room);
        if left != Some(room) {
            self.model.round.student = None;
            // What was refused has been seen once one has stood there.
            self.model.round.refused.retain(|(it, _)| Some(*it) != left);
        }
        self.show_room(room);
    }

    /// On to the next room that nobody has looked at, round the round if need be.
    pub(super) fn walk_on(&mut self) {
        let Some((day, room)) = self.room_at_hand() else { return };
        let Some(board) = &self.model.board.round else { return };
        let at = board.rooms.iter().position(|it| *it == room).unwrap_or(0);
        let ahead = board.rooms[at + 1..].iter().chain(&board.rooms[..at]);
        let next = ahead.copied().find(|it| !self.is_marked(day, *it));
        match next {
            Some(next) => self.stand_at(next),
            None => {
                let key = self.model.keymap.label(crate::tui::command::CommandId::EndRound);
                self.nothing(say!(self.world.words, "screen-toast-round-done", key = key));
            }
        }
    }

    /// Goes on with a round that is not ended, where it is ours.
    pub(super) fn open_walk(&mut self, seq: Seq) {
        let by = self.world.campus.rounds().walk(seq).filter(|it| it.is_open()).map(|it| it.by);
        match by {
            Some(by) if by == self.model.seat.user => self.resume_round(seq),
            Some(by) => {
                let name = self.world.campus.staff().user(by).map(|it| it.name.to_string()).unwrap_or_default();
                self.nothing(say!(self.world.words, "screen-toast-round-of-other", name = name));
            }
            None => {}
        }
    }

    /// So many rooms on or back.
    pub(super) fn step_in_round(&mut self, by: isize) {
        let Some((_, room)) = self.room_at_hand() else { return };
        let Some(board) = &self.model.board.round else { return };
        let at = board.rooms.iter().position(|it| *it == room).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(board.rooms.len().saturating_sub(1));
        if let Some(room) = board.rooms.get(to).copied() {
            self.stand_at(room);
        }
    }

    /// To the first room of the next floor of the walk, or of the one before.
    pub(super) fn turn_floor(&mut self, by: isize) {
        let Some((_, room)) = self.room_at_hand() else { return };
        let places = self.world.campus.places();
        let Some(board) = &self.model.board.round else { return };
        let floor = |id: &RoomId| places.room(*id).map(|it| (it.building, it.floor));
        let mut floors: Vec<&[RoomId]> = board.rooms.chunk_by(|a, b| floor(a) == floor(b)).collect();
        floors.retain(|it| !it.is_empty());
        let at = floors.iter().position(|it| it.contains(&room)).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(floors.len().saturating_sub(1));
        if let Some(first) = floors.get(to).and_then(|it| it.first()).copied().filter(|_| to != at) {
            self.stand_at(first);
        }
    }

    /// Whether going to a room means going there within the round; else it leads to the room's sheet.
    pub(super) fn goes_within_round(&mut self, room: RoomId) -> bool {
        let within = self.model.board.round.as_ref().is_some_and(|it| self.model.place == Place::Round(it.seq) && it.rooms.contains(&room));
        if within {
            self.stand_at(room);
        }
        within
    }

    /// Ends the round; asks first where rooms are left.
    pub(super) fn ask_end_round(&mut self) {
        let Some(board) = &self.model.board.round else { return };
        let (seq, day) = (board.seq, board.day);
        match board.rooms.iter().filter(|it| !self.is_marked(day, **it)).count() {
            0 => self.end_round(seq),
            left => self.ask(say!(self.world.words, "screen-ask-end-round", left = left), Confirmed::EndRound(seq)),
        }
    }

    pub(super) fn end_round(&mut self, round: Seq) {
        let done = say!(self.world.words, "screen-toast-round-ended");
        self.submit(Act::Round(RoundAct::Ended { round, note: "".into() }), done, Waits::RoundEnd);
    }

    /// In a round what is typed must not be lost: taking back waits for what is on its way, and what follows waits for it.
    pub(super) fn undo_in_round(&mut self) {
        self.model.round.undo = Undo::Wanted;
        self.undo_when_due();
    }

    /// Takes back what was asked to be taken back as soon as nothing is on its way, and goes on with what was typed meanwhile after that.
    pub(super) fn undo_when_due(&mut self) {
        if !self.model.pending.is_empty() {
            return;
        }
        match std::mem::take(&mut self.model.round.undo) {
            Undo::No => {}
            Undo::Wanted => {
                self.undo_last();
                if self.model.pending.is_empty() {
                    self.release_held();
                } else {
                    self.model.round.undo = Undo::Sent;
                }
            }
            Undo::Sent => self.release_held(),
        }
    }

    /// A round could not be begun: what was typed for it is meant for nothing else.
    pub(super) fn round_refused(&mut self, reason: String) {
        self.model.held.clear();
        match self.model.overlays.last() {
            Some(Overlay::Form(_)) => self.form_refused(reason),
            _ => self.toast(Tone::Bad, reason),
        }
    }

    /// What is on its way as something of the round; `None` if it is something else.
    pub(super) fn marked_room(pending: &Pending) -> Option<RoomId> {
        match pending.waits {
            Waits::Mark(room) => Some(room),
            _ => None,
        }
    }
}
