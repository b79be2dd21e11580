//! Looking back: the desk as it stood at an earlier time (回看), to be asked anything and told nothing.
//!
//! It is a handle like any other, with a campus of its own, so that every question of the screen and the shell can be put to it. Who looks
//! has the rights they have now. It comes to an end when those change or something is erased: it then shows nothing to anybody.

use super::search::Grounds;
use super::session::Session;
use super::{Desk, DeskError, Inner, locked};
use crate::campus::{Campus, Refusal, Seq, Stamp, UserId};
use crate::finder::Finder;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

/// The campus of an earlier time.
pub(super) struct Past {
    pub(super) at: Stamp,
    /// The last entry of that time.
    pub(super) until: Seq,
    pub(super) campus: RwLock<Campus>,
    finder: OnceLock<RwLock<Finder>>,
    grounds: Grounds,
    /// Up to which entry of today the grounds were held against those of then; `OVER` once they were not the same.
    held: AtomicU64,
}

/// The grounds have changed.
const OVER: u64 = u64::MAX;

impl Past {
    /// Made when it is asked for first: most questions do without.
    pub(super) fn finder(&self) -> &RwLock<Finder> {
        self.finder.get_or_init(|| {
            let campus = locked(self.campus.read());
            RwLock::new(Finder::new(&campus))
        })
    }

    /// Whether rights have changed, or something was erased, since this was opened.
    pub(super) fn is_over(&self, inner: &Inner, user: UserId) -> bool {
        let held = self.held.load(Ordering::Relaxed);
        if held == OVER {
            return true;
        }
        let today = locked(inner.campus.read());
        if today.applied().0 == held {
            return false;
        }
        let over = Grounds::of(&today, user) != self.grounds;
        self.held.store(if over { OVER } else { today.applied().0 }, Ordering::Relaxed);
        over
    }
}

impl Desk {
    /// The desk as it stood when its clock showed `at`, for questions only. `progress` hears entries applied and to be applied, and says
    /// whether to go on; `None` if not.
    ///
    /// # Errors
    /// The time is yet to come, or lies before the first entry; or the logbook cannot be read.
    pub fn as_of(&self, at: Stamp, progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<Option<Self>, DeskError> {
        if at > self.inner.clock.now() {
            return Err(Refusal::InFuture.into());
        }
        let until = self.inner.reader.last_until(at)?;
        if until == Seq(0) {
            return Err(Refusal::BeforeBeginning.into());
        }
        let secret = self.session.secret()?;
        let Some(mut campus) = self.inner.reader.campus_at(until, progress)? else { return Ok(None) };
        let (grounds, held) = {
            let today = locked(self.inner.campus.read());
            campus.carry_rights(&today, self.user);
            (Grounds::of(&today, self.user), today.applied().0)
        };
        let (campus, held) = (RwLock::new(campus), AtomicU64::new(held));
        let past = Past { at, until, campus, finder: OnceLock::new(), grounds, held };
        let session = Arc::new(Session::of(Some(secret)));
        Ok(Some(Self { past: Some(Arc::new(past)), session, ..self.clone() }))
    }

    /// The time this desk looks back to; `None` at the desk of today.
    pub fn looks_back_to(&self) -> Option<Stamp> {
        self.past.as_ref().map(|it| it.at)
    }

    /// Whether this desk looks back and has come to its end: the rights of who looks have changed, or something was erased.
    pub fn past_is_over(&self) -> bool {
        self.past.as_ref().is_some_and(|it| it.is_over(&self.inner, self.user))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{
        Act, Category, DEFAULT_ROOM_TEMPLATE, DEFAULT_ZONE, Founded, IncidentAct, IncidentOpened, Role, Severity, StaffAct, User,
    };
    use crate::desk::{Clock, KdfCost, Refused};

    fn user(login: &str, role: Role) -> User {
        User::new(login, login, role)
    }

    fn incident(text: &str) -> Act {
        Act::Incident(IncidentAct::Opened(IncidentOpened {
            severity: Severity::Serious,
            category: Category::Facility,
            happened: Stamp(0),
            place: None,
            students: Default::default(),
            tags: Vec::new(),
            text: text.into(),
        }))
    }

    const HOUR: i64 = 3_600_000;

    /// A college founded at one, with an incident at two and at three o'clock; `wang` comes in between. It is four.
    fn desk(home: &std::path::Path) -> Desk {
        let founded = Founded { college: "学院".into(), zone: DEFAULT_ZONE.name().into(), room_template: DEFAULT_ROOM_TEMPLATE.into() };
        let joined = |it| Act::Staff(StaffAct::Joined(it));
        let acts = [
            (HOUR, Act::Founded(founded)),
            (HOUR, joined(user("min", Role::Administrator))),
            (HOUR, joined(user("zhang", Role::Counselor))),
            (2 * HOUR, incident("走廊灯不亮")),
            (2 * HOUR + 1, joined(user("wang", Role::Counselor))),
            (3 * HOUR, incident("水管漏水")),
        ];
        // The first to join is the administrator, the second opens the incidents.
        let by = |act: &Act| UserId(u16::from(matches!(act, Act::Incident(_))));
        let acts = acts.into_iter().map(|(at, act)| (Stamp(at), by(&act), act));
        let clock = Clock::Fixed(Stamp(4 * HOUR));
        let desk = Desk::build(home, &["min", "zhang", "wang"], "夜灯", KdfCost::DEMO, clock, acts, &mut |_| {}).unwrap().0;
        desk.switch("zhang", "夜灯").unwrap()
    }

    fn back(desk: &Desk, at: i64) -> Result<Option<Desk>, DeskError> {
        desk.as_of(Stamp(at), &mut |_, _| ControlFlow::Continue(()))
    }

    #[test]
    fn the_desk_of_then_knows_what_was_known_then_and_takes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let desk = desk(&home.path().join("home"));
        let past = back(&desk, 2 * HOUR + 5).unwrap().unwrap();
        assert_eq!((past.now(), past.looks_back_to()), (Stamp(2 * HOUR + 5), Some(Stamp(2 * HOUR + 5))));
        let seen = |it: &Desk| it.campus().incidents().heads().len();
        assert_eq!((seen(&past), seen(&desk)), (1, 2));
        let last = past.campus().applied();
        assert_eq!(past.headers(Seq(1), 100).unwrap().len() as u64, last.0);
        assert!(past.entry(last).unwrap().is_some() && past.entry(last.next()).unwrap().is_none());
        assert!(desk.entry(last.next()).unwrap().is_some());

        assert!(matches!(past.submit(incident("再来")), Err(Refused::Rule(Refusal::ThePast))));
        assert!(matches!(past.undo(Seq(4)), Err(Refused::Rule(Refusal::ThePast))));
        assert_eq!(seen(&desk), 2, "nothing came of it");
        assert!(matches!(back(&desk, 5 * HOUR), Err(DeskError::Rule(Refusal::InFuture))));
        assert!(matches!(back(&desk, HOUR - 1), Err(DeskError::Rule(Refusal::BeforeBeginning))));
        assert_eq!(seen(&back(&past, 3 * HOUR).unwrap().unwrap()), 2, "and from there to another time");
    }

    #[test]
    fn who_looks_has_the_rights_of_today() {
        let home = tempfile::tempdir().unwrap();
        let desk = desk(&home.path().join("home"));
        let admin = desk.switch("min", "夜灯").unwrap();
        let past = back(&desk, 2 * HOUR).unwrap().unwrap();
        let seen = |it: &Desk| it.sight(&it.campus()).open_incidents().count();
        assert_eq!(seen(&past), 1);
        // Who came later may look all the same, and is nobody's colleague yet.
        let wang = desk.switch("wang", "夜灯").unwrap();
        assert_eq!(seen(&back(&wang, 2 * HOUR).unwrap().unwrap()), 1);
        assert_eq!(back(&desk, 2 * HOUR).unwrap().unwrap().campus().staff().users().filter(|(_, it)| it.active).count(), 2);

        assert!(!past.past_is_over());
        let before = desk.campus().staff().user(desk.user()).cloned().unwrap();
        let after = User { active: false, ..before.clone() };
        admin.submit(Act::Staff(StaffAct::Changed { user: desk.user(), before: Box::new(before), after: Box::new(after) })).unwrap();
        assert!(past.past_is_over());
        assert_eq!(seen(&past), 0, "whoever is shut out sees nothing of what they had open");
        assert_eq!(seen(&back(&desk, 2 * HOUR).unwrap().unwrap()), 0);
    }
}
