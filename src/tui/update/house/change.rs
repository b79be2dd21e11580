//! The forms of the duty schedule: a span to be planned, a request, a leave from duty, why a request is declined.

use super::{Meant, OFFERS, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{Act, ChangeAct, Day, LeaveKind, ShiftId, TurnMoved, UserId, Wanted};
use crate::capture::day_of;
use crate::say;
use crate::tui::layer::{Form, FormRow, FormValue, Offer, Purpose};
use crate::tui::model::Tone;
use crate::tui::scheduling::month_of;

/// Rows of the request: kind, my duty, the colleague, theirs, why, whether it can wait.
const KIND: usize = 0;
const MINE: usize = 1;
const OTHER: usize = 2;
const THEIRS: usize = 3;
const WHY: usize = 4;
const URGENT: usize = 5;
/// What can be asked for, in the order of the form.
const SWAP: usize = 0;
const COVER: usize = 1;

impl Turn<'_> {
    pub(super) fn change_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let iso = |day: Day| day.date().to_string();
        let urgent = || choice_row(say!(words, "screen-form-urgent"), vec![say!(words, "screen-form-no"), say!(words, "screen-form-yes")]);
        match purpose {
            Purpose::PlanSpan => {
                let (from, until) = month_of(self.model.schedule.day);
                let today = self.model.now.duty_day(self.campus().zone());
                let rows = vec![
                    text_row(say!(words, "screen-form-from"), &iso(from.max(today))),
                    text_row(say!(words, "screen-form-until"), &iso(until.max(today))),
                ];
                (say!(words, "screen-form-plan"), rows)
            }
            Purpose::AskChange(mine, theirs) => {
                let day = |it: Option<ShiftId>| it.and_then(|id| self.campus().shifts().get(id)).map(|it| iso(it.day)).unwrap_or_default();
                let other = theirs.and_then(|id| self.campus().shifts().get(id)).map(|it| self.user_shown(it.person)).unwrap_or_default();
                let kinds =
                    vec![say!(words, "campus-wanted-swap"), say!(words, "campus-wanted-cover"), say!(words, "campus-wanted-give-away")];
                let rows = vec![
                    choice_row(say!(words, "screen-form-kind"), kinds),
                    text_row(say!(words, "screen-form-my-duty"), &day(mine)),
                    text_row(say!(words, "screen-form-colleague"), &other),
                    text_row(say!(words, "screen-form-their-duty"), &day(theirs)),
                    text_row(say!(words, "screen-form-why"), ""),
                    urgent(),
                ];
                (say!(words, "screen-form-ask-change"), rows)
            }
            Purpose::AskDutyLeave(from, who) => {
                let kinds = LeaveKind::ALL.into_iter().map(|it| words.leave_kind(it)).collect();
                let rows = vec![
                    text_row(say!(words, "screen-form-user"), &self.user_shown(who)),
                    text_row(say!(words, "screen-form-from"), &iso(from)),
                    text_row(say!(words, "screen-form-until"), ""),
                    choice_row(say!(words, "screen-form-kind"), kinds),
                    text_row(say!(words, "screen-form-why"), ""),
                ];
                (say!(words, "screen-form-duty-leave"), rows)
            }
            Purpose::DeclineChange(seq) => {
                let name = self.campus().changes().get(seq).map(|it| self.user_shown(it.user)).unwrap_or_default();
                (say!(words, "screen-form-decline-change", name = name), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    fn user_shown(&self, user: UserId) -> String {
        self.campus().staff().user(user).map(|it| it.name.to_string()).unwrap_or_default()
    }

    /// The day that is typed, seen from today.
    fn day_typed(&self, typed: &str) -> Result<Day, (Tone, String)> {
        let words = self.world.words;
        let today = self.model.now.duty_day(self.campus().zone());
        match day_of(typed, today) {
            Some(day) => Ok(day),
            None if typed.is_empty() => asks(say!(words, "screen-form-which-day")),
            None => wrong(say!(words, "screen-form-no-date", text = typed)),
        }
    }

    /// Somebody's duty that has not begun on the day that is typed.
    fn duty_typed(&self, person: UserId, typed: &str) -> Result<ShiftId, (Tone, String)> {
        let day = self.day_typed(typed)?;
        let of_day = |it: &crate::campus::Shift| it.day == day && it.ends > self.model.now;
        match self.campus().shifts().of_person(person).find(|(_, it)| of_day(it)) {
            Some((id, _)) => Ok(id),
            None => {
                wrong(say!(self.world.words, "screen-form-no-duty", name = self.user_shown(person), day = self.world.words.day_long(day)))
            }
        }
    }

    fn colleague_typed(&self, typed: &str) -> Result<UserId, (Tone, String)> {
        if typed.is_empty() {
            return asks(say!(self.world.words, "screen-form-which-colleague", key = self.choose_key()));
        }
        self.user_named(typed).map_err(|why| (Tone::Plain, why))
    }

    /// From when to when is to be planned.
    pub(super) fn read_span(&self, form: &Form) -> Result<(Day, Day), (Tone, String)> {
        let (from, until) = (self.day_typed(form.text_at(0))?, self.day_typed(form.text_at(1))?);
        if from <= until { Ok((from, until)) } else { wrong(say!(self.world.words, "screen-form-span")) }
    }

    pub(super) fn read_change(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let meant = |act, said: String, done: String| Ok(Meant { act, done, said });
        match form.purpose {
            Purpose::AskChange(..) => self.read_asked(form),
            Purpose::AskDutyLeave(..) => {
                let user = self.colleague_typed(form.text_at(0))?;
                let from = self.day_typed(form.text_at(1))?;
                let until = self.day_typed(form.text_at(2))?;
                let kind = LeaveKind::ALL.get(form.choice_at(3)).copied().unwrap_or(LeaveKind::Sick);
                let wanted = Wanted::Leave { from, until, kind };
                let within = |it: &crate::campus::Shift| from <= it.day && it.day <= until && it.starts > self.model.now;
                let duties = self.campus().shifts().of_person(user).filter(|(_, it)| within(it)).count();
                let days = until.since(from) + 1;
                let said = say!(words, "screen-form-duty-leave-said", name = self.user_shown(user), days = days, duties = duties);
                let act = Act::Change(ChangeAct::Asked { user, wanted, emergency: false, text: form.text_at(4).into() });
                meant(act, said, say!(words, "screen-toast-change-asked"))
            }
            Purpose::DeclineChange(change) => {
                let text = form.text_at(0);
                if text.is_empty() {
                    return asks(say!(words, "screen-form-reason-needed"));
                }
                let said = say!(words, "screen-toast-change-declined");
                meant(Act::Change(ChangeAct::Declined { change, text: text.into() }), said.clone(), said)
            }
            _ => asks(String::new()),
        }
    }

    /// A swap, a cover or a duty given away, with what it would do; what speaks against it is said before it is sent.
    fn read_asked(&self, form: &Form) -> Reading {
        let (words, user) = (self.world.words, self.model.seat.user);
        let mine = self.duty_typed(user, form.text_at(MINE))?;
        let emergency = form.choice_at(URGENT) == 1;
        let (wanted, turns) = match form.choice_at(KIND) {
            SWAP => {
                let other = self.colleague_typed(form.text_at(OTHER))?;
                let theirs = self.duty_typed(other, form.text_at(THEIRS))?;
                let turns = vec![TurnMoved { shift: mine, from: user, to: other }, TurnMoved { shift: theirs, from: other, to: user }];
                (Wanted::Swap { mine, theirs }, turns)
            }
            COVER => {
                let by = self.colleague_typed(form.text_at(OTHER))?;
                (Wanted::Cover { shift: mine, by }, vec![TurnMoved { shift: mine, from: user, to: by }])
            }
            _ => (Wanted::GiveAway { shift: mine }, Vec::new()),
        };
        let against = self.conflicts_said(&turns);
        if !against.is_empty() && !emergency {
            return wrong(against.join(" · "));
        }
        let effects = self.effect_lines(&turns);
        let said = if effects.is_empty() { words.wanted(wanted) } else { effects.join("\n") };
        let act = Act::Change(ChangeAct::Asked { user, wanted, emergency, text: form.text_at(WHY).into() });
        Ok(Meant { act, said, done: say!(words, "screen-toast-change-asked") })
    }

    pub(super) fn change_offers(&self, form: &Form) -> Vec<Offer> {
        let user = self.model.seat.user;
        match (form.purpose, form.at) {
            (Purpose::AskChange(..), MINE) => self.duty_offers(user, form.text_at(MINE), &|_| None),
            (Purpose::AskChange(..), OTHER) if form.choice_at(KIND) != 2 => {
                let mine = self.duty_typed(user, form.text_at(MINE)).ok();
                self.colleague_offers(form.text_at(OTHER), mine.filter(|_| form.choice_at(KIND) == COVER))
            }
            (Purpose::AskChange(..), THEIRS) if form.choice_at(KIND) == SWAP => {
                let (Ok(other), Ok(mine)) = (self.colleague_typed(form.text_at(OTHER)), self.duty_typed(user, form.text_at(MINE))) else {
                    return Vec::new();
                };
                let against = |theirs: ShiftId| {
                    let turns = [TurnMoved { shift: mine, from: user, to: other }, TurnMoved { shift: theirs, from: other, to: user }];
                    self.conflicts_said(&turns).into_iter().next()
                };
                self.duty_offers(other, form.text_at(THEIRS), &against)
            }
            (Purpose::AskDutyLeave(..), 0) => self.colleague_offers(form.text_at(0), None),
            _ => Vec::new(),
        }
    }

    /// Duties of somebody that have not begun, those nothing speaks against first; none once one is typed.
    fn duty_offers(&self, person: UserId, typed: &str, against: &dyn Fn(ShiftId) -> Option<String>) -> Vec<Offer> {
        if self.duty_typed(person, typed).is_ok() {
            return Vec::new();
        }
        let ahead = self.campus().shifts().of_person(person).filter(|(_, it)| it.starts > self.model.now);
        let mut ahead: Vec<(Option<String>, Day, String)> = ahead.map(|(id, it)| (against(id), it.day, self.post_shown(it.post))).collect();
        ahead.sort_by_key(|(why, day, _)| (why.is_some(), *day));
        ahead
            .into_iter()
            .take(OFFERS)
            .map(|(why, day, post)| Offer {
                label: format!("{} {post}  {}", self.world.words.day_long(day), why.unwrap_or_default()).trim_end().to_owned(),
                puts: day.date().to_string(),
            })
            .collect()
    }

    fn post_shown(&self, post: crate::campus::Post) -> String {
        match post {
            crate::campus::Post::Leader => say!(self.world.words, "screen-post-leader"),
            crate::campus::Post::Workroom(id) => self.campus().places().community(id).map(|it| it.name.to_string()).unwrap_or_default(),
        }
    }

    /// Colleagues whom what is typed fits; for a cover those nothing speaks against first.
    fn colleague_offers(&self, typed: &str, cover: Option<ShiftId>) -> Vec<Offer> {
        if !typed.is_empty() && self.user_named(typed).is_ok() {
            return Vec::new();
        }
        let query = crate::text::fold(typed).trim().to_lowercase();
        let me = self.model.seat.user;
        let serves = |id: UserId| {
            let terms = self.campus().duty_terms(id);
            terms.serves || terms.leads
        };
        let fits = |id: UserId| (id != me || cover.is_none()) && serves(id) && self.fits(id, &query);
        let users = self.campus().staff().users().filter(|(id, it)| it.active && fits(*id));
        let mut found: Vec<(Option<String>, UserId)> = users
            .map(|(id, _)| {
                let why = cover.and_then(|shift| self.conflicts_said(&[TurnMoved { shift, from: me, to: id }]).into_iter().next());
                (why, id)
            })
            .collect();
        found.sort_by_key(|(why, id)| (why.is_some(), *id));
        let offer = |(why, id): (Option<String>, UserId)| {
            let name = self.user_shown(id);
            let login = self.campus().staff().user(id).map(|it| it.login.to_string()).unwrap_or_default();
            Offer { label: format!("{name}  {login}  {}", why.unwrap_or_default()).trim_end().to_owned(), puts: login }
        };
        found.into_iter().take(OFFERS).map(offer).collect()
    }

    /// On to the row after the one at hand that the kind of request needs.
    pub(in crate::tui::update) fn skip_rows(form: &mut Form) {
        if !matches!(form.purpose, Purpose::AskChange(..)) {
            return;
        }
        let kind = match form.rows.first().map(|it| &it.value) {
            Some(FormValue::Choice(_, at)) => *at,
            _ => SWAP,
        };
        while (form.at == OTHER && kind > COVER) || (form.at == THEIRS && kind > SWAP) {
            form.at += 1;
        }
    }
}
