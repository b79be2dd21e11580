//! A seat with a small college and a desk in memory.

use crate::campus::*;
use crate::finder::Finder;
use crate::tui::World;
use crate::tui::effect::{DraftStep, Effect};
use crate::tui::input::{Code, Input, Key};
use crate::tui::keymap::{Chord, Keymap};
use crate::tui::layer::{Capture, Find, Overlay, Palette};
use crate::tui::model::{Model, Seat, ThemeChoice};
use crate::tui::msg::{Event, Fetched, Msg, Why};
use crate::tui::update::update;
use crate::words::{Lang, Words};
use std::sync::Arc;

pub(super) const PASSPHRASE: &str = "夜里的灯";

pub(super) struct Rig {
    pub(super) model: Model,
    pub(super) campus: Campus,
    pub(super) finder: Finder,
    pub(super) words: Words,
    pub(super) entries: Vec<Entry>,
    pub(super) draft: Option<Vec<u8>>,
    /// Effects that the desk in memory does not carry out.
    pub(super) effects: Vec<Effect>,
    pub(super) now: Stamp,
}

pub(super) fn night() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 21, 48)
}

fn student(no: &str, name: &str, class: u16, room: u32, bed: u8) -> StudentChange {
    StudentChange {
        before: None,
        after: StudentFacts {
            class: Some(ClassId(class)),
            bed: Some(Bed { room: RoomId(room), bed }),
            phone: "13800000000".into(),
            ..StudentFacts::new(no, name)
        },
    }
}

fn user(login: &str, name: &str, role: Role, classes: &[u16]) -> User {
    User { community: Some(CommunityId(0)), classes: classes.iter().map(|it| ClassId(*it)).collect(), ..User::new(login, name, role) }
}

/// Thirteen buildings of six floors with fifteen rooms; a few students, some of one name; one counselor on duty.
fn history() -> Vec<Act> {
    let rooms = (0..13).flat_map(|building| (1..=6).flat_map(move |floor| (1..=15).map(move |door| (building, floor, door))));
    let rooms = rooms.map(|(building, floor, door)| Room {
        building: BuildingId(building),
        floor,
        number: format!("{floor}{door:02}").into(),
        beds: 4,
        purpose: RoomUse::Dwelling,
    });
    let laid = Laid {
        communities: vec![Community { name: "明德社区".into(), theme: "".into(), lead: None }],
        buildings: (1..=13).map(|it| Building { number: it.to_string().into(), community: Some(CommunityId(0)), sex: None }).collect(),
        rooms: rooms.collect(),
    };
    // Room 3-412 is the 12th of the 4th floor of the 3rd building.
    let room = |building: u32, floor: u32, door: u32| (building - 1) * 90 + (floor - 1) * 15 + door - 1;
    let students = vec![
        student("2023010412", "张三", 0, room(3, 4, 12), 1),
        student("2023010413", "张珊", 0, room(3, 4, 12), 2),
        student("2023010501", "单雪晴", 0, room(3, 6, 3), 1),
        student("2023020101", "欧阳娜", 1, room(1, 5, 2), 1),
        student("2023020102", "李雨桐", 1, room(1, 1, 1), 1),
        student("2023020103", "李雨桐", 1, room(2, 1, 1), 1),
    ];
    let class = |name: &str| Class { name: name.into(), department: None };
    let import = Import { classes: vec![class("软件2301"), class("会计2302")], students, ..Import::default() };
    let start = Day::ymd(2026, 11, 23).unwrap();
    let shift = |day: Day, person: u16, post| Shift {
        day,
        post,
        person: UserId(person),
        starts: day.at(DEFAULT_ZONE, 17, 0),
        ends: day.plus(1).at(DEFAULT_ZONE, 8, 0),
        signed_in: None,
        signed_out: None,
        cancelled: false,
    };
    let workroom = Post::Workroom(CommunityId(0));
    vec![
        Act::Founded(Founded { college: "示范学院".into(), zone: "Asia/Shanghai".into(), room_template: DEFAULT_ROOM_TEMPLATE.into() }),
        Act::Place(PlaceAct::Laid(laid)),
        Act::Person(PersonAct::Imported(import)),
        Act::Staff(StaffAct::Joined(user("zhang", "张敏", Role::Counselor, &[0]))),
        Act::Staff(StaffAct::Joined(user("chen", "陈立", Role::DutyLeader, &[]))),
        Act::Shift(ShiftAct::Published(vec![shift(start, 0, workroom), shift(start, 1, Post::Leader), shift(start.plus(8), 0, workroom)])),
    ]
}

impl Rig {
    pub(super) fn new() -> Self {
        let now = night();
        let mut campus = Campus::default();
        let mut entries = Vec::new();
        for act in history() {
            let at = now.plus_minutes(-600);
            campus.check(UserId(0), at, &act).unwrap();
            let entry = Entry { seq: campus.applied().next(), at, by: UserId(0), seat: SeatId(0), act };
            campus.apply(&entry);
            entries.push(entry);
        }
        let seat = Seat { user: UserId(0), lang: Lang::Zh, theme: ThemeChoice::Auto, ascii: false, size: (120, 36) };
        let model = Model::new(seat, Keymap::default(), &campus, now);
        let finder = Finder::new(&campus);
        Self { model, campus, finder, words: Words::new(Lang::Zh), entries, draft: None, effects: Vec::new(), now }
    }

    /// The same campus and the same draft with another program started.
    pub(super) fn restart(&mut self) {
        self.model = Model::new(self.model.seat.clone(), Keymap::default(), &self.campus, self.now);
        if let Some(draft) = self.draft.clone() {
            self.tell(Event::DraftFound(draft));
        }
    }

    /// Tells the seat something, carries out what it asks for and tells it what came of it.
    pub(super) fn tell(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let world = World { campus: &self.campus, finder: &self.finder, words: &self.words };
            for effect in update(&mut self.model, &world, Msg { at: self.now, event }) {
                events.extend(self.carry_out(effect));
            }
        }
    }

    /// Tells the seat something and gives what it asks for, without carrying it out.
    pub(super) fn raise(&mut self, event: Event) -> Vec<Effect> {
        let world = World { campus: &self.campus, finder: &self.finder, words: &self.words };
        update(&mut self.model, &world, Msg { at: self.now, event })
    }

    /// As [`Rig::raise`], for a key.
    pub(super) fn raise_key(&mut self, key: &str) -> Vec<Effect> {
        let keys = key.parse::<Chord>().unwrap().keys().to_vec();
        keys.into_iter().flat_map(|key| self.raise(Event::Input(plain(key)))).collect()
    }

    pub(super) fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Submit { token, act, draft } => Some(match self.write(*act) {
                Ok(seq) => {
                    match draft {
                        Some(DraftStep::Save(bytes)) => self.draft = Some(bytes),
                        Some(DraftStep::Clear) => self.draft = None,
                        None => {}
                    }
                    Event::Submitted { token, seq }
                }
                Err(why) => Event::Refused { token, why: Why::Rule(why) },
            }),
            // Another seat may have been quicker: a refusal is nobody's trouble.
            Effect::Fire(act) => self.write(*act).ok().map(|_| Event::Changed),
            Effect::Undo { token, seq } => {
                let entry = self.entries.iter().find(|it| it.seq == seq).unwrap();
                let done = self.campus.inverse(entry).and_then(|act| self.write(act));
                Some(match done {
                    Ok(seq) => Event::Submitted { token, seq },
                    Err(why) => Event::Refused { token, why: Why::Rule(why) },
                })
            }
            Effect::FetchTexts(seqs) => {
                let fetch = |seq: Seq| {
                    self.entries.iter().find(|it| it.seq == seq).map_or(Fetched::Gone, |it| Fetched::Entry(Arc::new(it.clone())))
                };
                Some(Event::Texts(seqs.into_iter().map(|seq| (seq, fetch(seq))).collect()))
            }
            Effect::SaveDraft(bytes) => {
                self.draft = Some(bytes);
                None
            }
            Effect::ClearDraft => {
                self.draft = None;
                None
            }
            Effect::Lock(draft) => {
                self.draft = draft;
                Some(Event::Locked(Ok(())))
            }
            Effect::Unlock { login, passphrase } => {
                let own = login == "zhang" && *passphrase == PASSPHRASE;
                Some(if own { Event::Unlocked(self.draft.clone()) } else { Event::UnlockFailed("口令不对".into()) })
            }
            Effect::DrawSeed => Some(Event::Seed(7)),
            Effect::Plan { token, order } => {
                let order = crate::tui::planning::PlanOrder { budget: 200_000, ..order };
                let planned = crate::tui::planning::plan_draft(&self.campus, &order, self.now, &mut |_, _| crate::roster::Pace::Budget);
                Some(Event::Planned { token, planned: planned.map(Box::new) })
            }
            Effect::Reveal { token, student, what, reason } => {
                let act = Act::Custody(CustodyAct::Revealed { student, what, reason: reason.into() });
                let facts = &self.campus.people().student(student).unwrap().facts;
                let number = match what {
                    NumberKind::Guardian => facts.guardian_phone.to_string(),
                    _ => facts.phone.to_string(),
                };
                Some(match self.write(act) {
                    Ok(_) => Event::Revealed { token, student, what, number: number.into() },
                    Err(why) => Event::Refused { token, why: Why::Rule(why) },
                })
            }
            Effect::Query { number, wanted } => Some(Event::Sought { number, sought: Ok(super::query::look(self, &wanted)) }),
            Effect::LookAfter => None,
            Effect::Language(lang) => {
                self.words = Words::new(lang);
                None
            }
            other => {
                self.effects.push(other);
                None
            }
        }
    }

    pub(super) fn write(&mut self, act: Act) -> Result<Seq, Refusal> {
        self.write_as(self.model.seat.user, act)
    }

    /// The last thing that was logged.
    pub(super) fn last_act(&self) -> Option<Act> {
        self.entries.last().map(|it| it.act.clone())
    }

    /// As [`Rig::write`], from another seat.
    pub(super) fn write_as(&mut self, by: UserId, act: Act) -> Result<Seq, Refusal> {
        self.campus.check(by, self.now, &act)?;
        let seq = self.campus.applied().next();
        let entry = Entry { seq, at: self.now, by, seat: SeatId(0), act };
        self.campus.apply(&entry);
        self.finder.refresh(&self.campus);
        self.entries.push(entry);
        Ok(seq)
    }

    /// Whoever sits here has another role from now on.
    pub(super) fn as_role(&mut self, role: Role) {
        let (user, before) = (self.model.seat.user, self.campus.staff().user(self.model.seat.user).unwrap().clone());
        let after = User { role, ..before.clone() };
        self.write(Act::Staff(StaffAct::Changed { user, before: Box::new(before), after: Box::new(after) })).unwrap();
    }

    /// Presses keys: `t`, `<enter>`, `<ctrl-l>`; a longer word without brackets is typed as it stands.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for token in keys.split_whitespace() {
            let named = token.strip_prefix('<').and_then(|it| it.strip_suffix('>')).and_then(|it| it.parse::<Chord>().ok());
            match named.map(|it| it.keys().to_vec()) {
                Some(keys) => keys.into_iter().for_each(|key| self.tell(Event::Input(plain(key)))),
                None => self.tell(Event::Input(Input::Text(token.to_owned()))),
            }
        }
        self
    }

    /// Types text with its blanks.
    pub(super) fn type_in(&mut self, text: &str) -> &mut Self {
        self.tell(Event::Input(Input::Text(text.to_owned())));
        self
    }

    pub(super) fn capture(&self) -> &Capture {
        match self.model.overlays.last() {
            Some(Overlay::Capture(it)) => it,
            other => panic!("no capture line but {other:?}"),
        }
    }

    pub(super) fn find(&self) -> &Find {
        match self.model.overlays.last() {
            Some(Overlay::Find(it)) => it,
            other => panic!("no find line but {other:?}"),
        }
    }

    pub(super) fn palette(&self) -> &Palette {
        match self.model.overlays.last() {
            Some(Overlay::Palette(it)) => it,
            other => panic!("no palette but {other:?}"),
        }
    }

    /// Everything typed into capture lines and not yet logged.
    pub(super) fn unlogged(&self) -> Vec<(String, String)> {
        let open = self.model.overlays.iter().filter_map(|it| match it {
            Overlay::Capture(capture) => Some(&**capture),
            _ => None,
        });
        let captures = self.model.shelf.iter().chain(open).filter(|it| it.has_words());
        let mut typed: Vec<_> = captures.map(|it| (it.line.text().to_owned(), it.note.text().to_owned())).collect();
        typed.sort();
        typed
    }

    /// The last message shown.
    pub(super) fn toast(&self) -> &str {
        self.model.toasts.last().map_or("", |it| &it.text)
    }

    pub(super) fn room(&self, building: &str, door: &str) -> RoomId {
        let building = self.campus.places().building_by_number(building).unwrap();
        self.campus.places().room_by_door(building, door).unwrap()
    }

    pub(super) fn talks(&self) -> Vec<&TalkHead> {
        self.campus.talks().heads().iter().filter(|it| it.state != TalkState::Withdrawn).collect()
    }

    pub(super) fn student(&self, no: &str) -> StudentId {
        self.campus.people().by_no(no).unwrap()
    }

    /// The seat on every place there is, each with the keys that lead there.
    pub(super) fn everywhere() -> Vec<(&'static str, Self)> {
        let ways = [
            "",
            "2",
            "3",
            "4",
            "1 z",
            "2 z",
            "3 z",
            "4 z",
            "5",
            "H",
            "/ 2023020101 <enter>",
            "g 3412 <enter>",
            "3 <enter>",
            "4 <enter>",
            "8",
            "9",
            "0 h",
            "0 m",
            "0 o",
            "M",
            "7",
            "Z",
            "Z R",
            "/ 2023020102 <enter> s",
        ];
        ways.into_iter()
            .map(|way| {
                let mut rig = Self::new();
                rig.press("t").type_in("2023020102 学业 高数缺课").press("<enter>");
                rig.press("i").type_in("2023020102 欧阳娜 宿舍停电").press("<enter>");
                assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
                rig.press(way);
                assert!(rig.model.overlays.is_empty(), "{way}: {:?}", rig.model.overlays);
                (way, rig)
            })
            .collect()
    }
}

/// As a terminal would tell it: a character with nothing held is text.
pub(super) fn plain(key: Key) -> Input {
    match key {
        Key { code: Code::Char(c), ctrl: false, alt: false, .. } => Input::Text(c.into()),
        key => Input::Key(key),
    }
}
