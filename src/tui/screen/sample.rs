//! A small college that never changes, for the tests of the screens: one building of six floors with 26 rooms, six communities, a night in
//! November with something of everything.

mod care;
mod college;
mod community;
mod count;
mod handing;
mod papers;
mod press;
mod query;
mod requests;
mod schedule;
mod talking;
mod terms;
mod walking;

use crate::campus::*;
use crate::finder::Finder;
use crate::tui::World;
use crate::tui::input::{Code, Input, Key};
use crate::tui::keymap::Keymap;
use crate::tui::layer::{Item, Sheet};
use crate::tui::model::{FrameInfo, Model, Pane, Place, Seat, ThemeChoice, Tone};
use crate::tui::msg::{Event, Fetched, Msg};
use crate::tui::theme::{Base, Theme};
use crate::tui::update::update;
use crate::tui::upkeep::{Backup, CopyRow, Head, Standing, Upkeep, Which};
use crate::words::{Lang, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use smallvec::smallvec;
use std::sync::Arc;

/// What is typed to bring up each overlay. `^e` and the like are written as the control character.
pub(in crate::tui) const OVERLAYS: [(&str, &str); 15] = [
    ("capture-empty", "t"),
    ("capture", "t张三 心理 与室友矛盾,睡不好 #失眠 !2 >3d @412"),
    ("capture-namesakes", "tzyt 学业 缺课"),
    (
        "capture-note",
        "t张三 心理 与室友矛盾\u{5}晚上十一点半在楼道里遇见,说最近两周都睡不好,和室友因为开灯、打电话的事吵过三次。\n约了周四下午再谈,先请寝室长留意。",
    ),
    ("capture-incident", "i张三 心理 情绪激动,已陪护 !2 @412"),
    ("find", "/zs"),
    ("palette", ":"),
    ("help", "?"),
    ("form", "4!"),
    ("confirm", "\u{11}"),
    ("form-move", "g3412\nm"),
    ("form-swap", "g3412\nx单"),
    ("form-leave", "8a张三\n\n3d"),
    ("form-score", "g3412\ns5"),
    ("form-reveal", "g3412\n\np"),
];

pub(in crate::tui) struct Sample {
    pub(in crate::tui) campus: Campus,
    pub(in crate::tui) finder: Finder,
    words: [Words; 2],
    entries: Vec<Entry>,
    at: Stamp,
    by: UserId,
}

/// A home of which one copy is gone and to which nothing can be written.
fn ailing() -> Upkeep {
    let second = Which::Second("/media/duty/usb".into());
    Upkeep {
        copies: vec![
            CopyRow { which: Which::Store, standing: Standing::Good },
            CopyRow { which: Which::Mirror, standing: Standing::Full },
            CopyRow { which: second, standing: Standing::Missing },
        ],
        stopped: Some("磁盘满了".into()),
        head_doubted: false,
        head: Some(Head { seq: Seq(12_041), groups: "3FA9 4C01 B7DE 5520 8812 AA90 73CD E1F4".into() }),
        backup: Backup::Made { at: tonight().at(ZONE, 8, 4), entries: 11_980 },
    }
}

const ZHANG: UserId = UserId(1);
const ZONE: Tz = Tz::Asia__Shanghai;

fn tonight() -> Day {
    Day::ymd(2026, 11, 23).unwrap()
}

/// The moment the pictures are taken at: 23:36.
pub(in crate::tui) fn now() -> Stamp {
    tonight().at(ZONE, 23, 36)
}

impl Sample {
    fn act(&mut self, act: Act) -> Seq {
        let seq = self.campus.applied().next();
        assert_eq!(self.campus.check(self.by, self.at, &act), Ok(()), "{act:?}");
        let entry = Entry { seq, at: self.at, by: self.by, seat: SeatId(0), act };
        self.campus.apply(&entry);
        self.entries.push(entry);
        seq
    }

    fn at(&mut self, day: i32, hour: u32, minute: u32) -> &mut Self {
        self.at = tonight().plus(day).at(ZONE, hour, minute);
        self
    }

    fn by(&mut self, user: u16) -> &mut Self {
        self.by = UserId(user);
        self
    }

    fn room(&self, number: &str) -> RoomId {
        self.campus.places().room_by_door(BuildingId(2), number).unwrap()
    }

    fn in_room(&self, number: &str, bed: usize) -> StudentId {
        self.campus.people().in_room(self.room(number))[bed]
    }

    /// A college in which nothing is entered but who works there.
    pub(in crate::tui) fn empty() -> Self {
        let campus = Campus::default();
        let words = [Lang::Zh, Lang::En].map(Words::new);
        let mut it = Self { finder: Finder::new(&campus), campus, words, entries: Vec::new(), at: now(), by: UserId(0) };
        it.at(-300, 9, 0).act(Act::Founded(Founded {
            college: "云溪学院".into(),
            zone: "Asia/Shanghai".into(),
            room_template: "{building}#{room}".into(),
        }));
        it.join("admin", "系统管理员", Role::Administrator, None);
        it.join("zhang", "张敏", Role::Counselor, None);
        it.finder = Finder::new(&it.campus);
        it
    }

    pub(in crate::tui) fn world(&self, lang: Lang) -> World<'_> {
        World { campus: &self.campus, finder: &self.finder, words: &self.words[lang as usize] }
    }

    /// Zhang's seat, all texts at hand.
    pub(in crate::tui) fn seat(&self, lang: Lang, size: (u16, u16)) -> Model {
        let seat = Seat { user: ZHANG, lang, theme: ThemeChoice::Dark, ascii: false, size };
        let mut model = Model::new(seat, Keymap::default(), &self.campus, now());
        model.dorm.building = self.campus.places().buildings().nth(2).map(|(id, _)| id);
        model.dorm.room = model.dorm.building.and_then(|id| self.campus.places().room_by_door(id, "412"));
        let entries = self.entries.iter().map(|it| (it.seq, Fetched::Entry(Arc::new(it.clone())))).collect();
        self.tell(&mut model, Event::Texts(entries));
        model
    }

    /// Lets the seat take in what changed about it.
    pub(in crate::tui) fn settle(&self, model: &mut Model) {
        self.tell(model, Event::Tick);
    }

    fn tell(&self, model: &mut Model, event: Event) {
        update(model, &self.world(model.seat.lang), Msg { at: now(), event });
    }

    /// Types text; control characters are keys with Ctrl.
    pub(in crate::tui) fn type_into(&self, model: &mut Model, text: &str) {
        for c in text.chars() {
            let input = match c {
                '\n' => Input::Key(Key::plain(Code::Enter)),
                c if c.is_control() => Input::Key(Key::ctrl(char::from(c as u8 + b'a' - 1))),
                c => Input::Text(c.into()),
            };
            self.tell(model, Event::Input(input));
        }
    }

    /// A locked seat with something typed.
    pub(in crate::tui) fn locked(&self, lang: Lang, size: (u16, u16)) -> Model {
        let mut model = self.seat(lang, size);
        self.type_into(&mut model, "\u{c}secret");
        self.tell(&mut model, Event::Locked(Ok(())));
        model
    }

    /// One of each screen beneath home.
    pub(in crate::tui) fn places(&self) -> Vec<(&'static str, Place)> {
        let talk = self.campus.talks().heads().last().unwrap().seq;
        let incident = self.campus.incidents().heads().last().unwrap().seq;
        vec![
            ("students", Place::Students),
            ("student", Place::Student(self.in_room("412", 0))),
            ("room", Place::Room(self.room("305"))),
            ("talk", Place::Talk(talk)),
            ("incident", Place::Incident(incident)),
            ("handover", Place::Handover),
            ("zoom", Place::Zoom(Pane::Talks)),
            ("communities", Place::Communities),
            ("leaves", Place::Leaves),
            ("hygiene", Place::Hygiene),
            ("moods", Place::Moods),
            ("officers", Place::Officers),
        ]
    }

    /// Every scene there is to draw: all screens, all overlays, the lock.
    pub(in crate::tui) fn scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let mut scenes = Vec::new();
        for pane in Pane::ALL {
            let mut model = self.seat(lang, size);
            model.focus = pane;
            self.settle(&mut model);
            scenes.push((format!("home-{pane:?}").to_lowercase(), model));
        }
        for view in crate::tui::model::GridView::ALL {
            let mut model = self.seat(lang, size);
            model.dorm.view = view;
            scenes.push((format!("view-{view:?}").to_lowercase(), model));
        }
        for (name, place) in self.places() {
            let mut model = self.seat(lang, size);
            model.place = place;
            self.settle(&mut model);
            scenes.push((name.to_owned(), model));
        }
        for (name, typed) in OVERLAYS {
            let mut model = self.seat(lang, size);
            self.type_into(&mut model, typed);
            scenes.push((name.to_owned(), model));
        }
        scenes.push(("lock".to_owned(), self.locked(lang, size)));
        scenes.extend(self.upkeep_scenes(lang, size));
        scenes.extend(self.query_scenes(lang, size));
        scenes
    }

    /// What the seat looks like.
    pub(in crate::tui) fn draw(&self, model: &Model, base: Base) -> (Buffer, FrameInfo) {
        let theme = Theme::shipped(base);
        let theme = if model.seat.ascii { theme.ascii() } else { theme };
        let (cols, rows) = model.seat.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        let info = super::render(model, self.world(model.seat.lang), &theme, &mut buffer);
        (buffer, info)
    }
}
