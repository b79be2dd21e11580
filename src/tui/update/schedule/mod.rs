//! The duty schedule at a seat (排班): getting about in it, drafts, repairs, requests.

mod balance;
mod draft;
mod repair;
mod requests;
mod seat;
mod why;

use super::Turn;
use crate::campus::{Act, Day, DutyAct, Post, Preference, Refusal, UserId};
use crate::desk::rights::may_do;
use crate::say;
use crate::tui::model::{List, Tone, Waits};
use crate::tui::scheduling::{ScheduleView, Whose, months_on};
use crate::tui::view::{Board, DutyCell, seat_columns};

impl Turn<'_> {
    /// Draws the schedule as something else.
    pub(super) fn turn_schedule(&mut self, view: ScheduleView) {
        self.model.schedule.view = view;
        self.rewind(List::Ledger);
    }

    /// Shows the month after or before; the week, the year, the term where these are shown.
    pub(super) fn turn_span(&mut self, by: i32) {
        let day = self.model.schedule.day;
        self.model.schedule.day = match self.model.schedule.view {
            ScheduleView::Month => months_on(day, by),
            ScheduleView::Week => day.plus(7 * by),
            ScheduleView::Year => months_on(day, 12 * by),
            ScheduleView::Ledger => months_on(day, 6 * by),
        };
    }

    pub(super) fn go_to_today(&mut self) {
        self.model.schedule.day = self.model.now.duty_day(self.world.campus.zone());
    }

    pub(super) fn go_to_end_of_span(&mut self, last: bool) {
        let (from, until) = self.model.schedule.span(self.world.campus.terms());
        self.model.schedule.day = if last { until } else { from };
    }

    /// The columns shown: all seats, or those of the one post that is picked out.
    fn columns_shown(&self) -> Vec<usize> {
        let site = self.model.schedule.site;
        let columns = seat_columns(self.world.campus);
        columns.iter().enumerate().filter(|(_, (post, _))| site.is_none_or(|it| it == *post)).map(|(at, _)| at).collect()
    }

    pub(super) fn move_on_schedule(&mut self, down: isize, right: isize) {
        let look = &self.model.schedule;
        // Days are rows of the month, columns of the week; of the year a row is a month.
        let (days, columns) = match look.view {
            ScheduleView::Week => (right, down),
            ScheduleView::Year => {
                let months = i32::try_from(down.clamp(-12, 12)).unwrap_or(0);
                self.model.schedule.day = months_on(look.day, months).plus(i32::try_from(right.clamp(-31, 31)).unwrap_or(0));
                return;
            }
            ScheduleView::Month | ScheduleView::Ledger => (down, right),
        };
        let shown = self.columns_shown();
        let at = shown.iter().position(|it| *it == look.column).unwrap_or(0);
        let at = at.saturating_add_signed(columns).min(shown.len().saturating_sub(1));
        let day = look.day.plus(i32::try_from(days.clamp(-31, 31)).unwrap_or(0));
        self.model.schedule.column = shown.get(at).copied().unwrap_or(0);
        self.model.schedule.day = day;
    }

    /// A first press goes to the seat, a second one opens it.
    pub(super) fn press_seat(&mut self, day: Day, column: usize) {
        let look = &mut self.model.schedule;
        let again = (look.day, look.column) == (day, column);
        (look.day, look.column) = (day, column);
        if again {
            self.open_seat();
        }
    }

    /// The seat at hand and who has it. The board may be older than the last key.
    pub(super) fn seat_here(&mut self) -> Option<(Day, (Post, u8), DutyCell)> {
        Board::refresh(self.model, self.world.campus);
        let look = &self.model.schedule;
        let seat = self.model.board.schedule.seats.get(look.column).copied()?;
        let cell = self.model.board.schedule.cell(look.day, look.column).copied()?;
        Some((look.day, seat, cell))
    }

    /// Enter on a seat: of a draft, who is to have it; of what is published, why it is as it is. On a person of the ledger their year, on a day of
    /// the year its month.
    pub(super) fn open_seat(&mut self) {
        match self.model.schedule.view {
            ScheduleView::Ledger => {
                let row = self.model.board.schedule.ledger.get(self.model.cursor(List::Ledger).at);
                if let Some(person) = row.map(|it| it.person) {
                    self.model.schedule.whose = Whose::Of(person);
                    self.turn_schedule(ScheduleView::Year);
                }
                return;
            }
            ScheduleView::Year => return self.turn_schedule(ScheduleView::Month),
            ScheduleView::Month | ScheduleView::Week => {}
        }
        match self.draft_here() {
            Some(_) => self.choose_for_seat(),
            None => self.why_seat(),
        }
    }

    /// Somebody's name.
    fn user_name(&self, user: UserId) -> String {
        self.world.campus.staff().user(user).map(|it| it.name.to_string()).unwrap_or_default()
    }

    /// A post: `带班`, `三社区`.
    fn post_name(&self, post: Post) -> String {
        match post {
            Post::Leader => say!(self.world.words, "screen-post-leader"),
            Post::Workroom(id) => self.world.campus.places().community(id).map(|it| it.name.to_string()).unwrap_or_default(),
        }
    }

    /// A post on a night: `11月25日 周三 三社区`.
    fn night_name(&self, day: Day, post: Post) -> String {
        format!("{} {}", self.world.words.day_long(day), self.post_name(post))
    }

    /// Picks out our own duties, then those of whoever is under the cursor, then nobody's.
    pub(super) fn turn_whose(&mut self) {
        let user = self.model.seat.user;
        let here = match self.model.schedule.view {
            ScheduleView::Ledger => self.model.board.schedule.ledger.get(self.model.cursor(List::Ledger).at).map(|it| it.person),
            _ => self.seat_here().and_then(|(_, _, cell)| cell.person),
        };
        self.model.schedule.whose = match (self.model.schedule.whose, here) {
            (Whose::All, _) => Whose::Mine,
            (Whose::Mine, Some(person)) if person != user => Whose::Of(person),
            _ => Whose::All,
        };
    }

    /// Shows one post alone, the next one, all of them again.
    pub(super) fn turn_site(&mut self) {
        let columns = seat_columns(self.world.campus);
        let mut posts: Vec<Post> = columns.iter().map(|(post, _)| *post).collect();
        posts.dedup();
        let next = match self.model.schedule.site {
            None => posts.first(),
            Some(site) => posts.iter().position(|it| *it == site).and_then(|at| posts.get(at + 1)),
        };
        self.model.schedule.site = next.copied();
        if let Some(site) = self.model.schedule.site {
            self.model.schedule.column = columns.iter().position(|(post, _)| *post == site).unwrap_or(0);
        }
    }

    /// Turns what we want of the day at hand: nothing, to be spared, to have it.
    pub(super) fn turn_preference(&mut self) {
        let (user, day, words) = (self.model.seat.user, self.model.schedule.day, self.world.words);
        if !self.model.pending.is_empty() {
            return;
        }
        let duty = self.world.campus.duty();
        let standing = || duty.preferences().rev().find(|it| it.user == user && it.from <= day && day <= it.until);
        let prefer = |what| DutyAct::Preferred { user, from: day, until: day, what };
        let (act, done) = match standing().map(|it| (it.what, it.seq)) {
            None => (prefer(Preference::Avoid), say!(words, "screen-toast-avoid", day = words.day_long(day))),
            Some((Preference::Avoid, _)) => (prefer(Preference::Wish), say!(words, "screen-toast-wish", day = words.day_long(day))),
            Some((Preference::Wish, seq)) => {
                // What was said before it stands again otherwise, and one would never come back to nothing.
                let older = duty.preferences().find(|it| it.user == user && it.from <= day && day <= it.until && it.seq != seq);
                if let Some(older) = older {
                    self.submit(
                        Act::Duty(DutyAct::PreferenceWithdrawn { preference: older.seq }),
                        say!(words, "screen-toast-no-wish", day = words.day_long(day)),
                        Waits::Nobody,
                    );
                }
                (DutyAct::PreferenceWithdrawn { preference: seq }, say!(words, "screen-toast-no-wish", day = words.day_long(day)))
            }
        };
        self.send_act(Act::Duty(act), done);
    }

    /// Why an act would be refused as things stand, in words.
    fn refused_now(&self, act: &Act) -> Option<String> {
        let (campus, user) = (self.world.campus, self.model.seat.user);
        let may = if may_do(campus, user, act) { campus.check(user, self.model.now, act) } else { Err(Refusal::NotAllowed) };
        may.err().map(|why| self.world.words.refusal(campus, &why))
    }

    /// Sends an act, unless it would be refused: then says why.
    pub(super) fn send_act(&mut self, act: Act, done: String) {
        match self.refused_now(&act) {
            Some(why) => self.toast(Tone::Bad, why),
            None => self.submit(act, done, Waits::Nobody),
        }
    }
}
