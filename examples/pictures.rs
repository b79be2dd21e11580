//! Makes the pictures of the README anew: `cargo run --release --example pictures [DIR]`.
//!
//! The demo college at a fixed moment, drawn by the program's own renderer into SVG: the same pictures on every machine.

#![allow(clippy::print_stdout, reason = "it says which files it wrote")]

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use yedeng::campus::{Campus, Day, Entry, SeatId, Stamp, UserId};
use yedeng::demo::{Size, college};
use yedeng::desk::Sight;
use yedeng::finder::Finder;
use yedeng::tui::World;
use yedeng::tui::effect::Effect;
use yedeng::tui::input::{Code, Input, Key};
use yedeng::tui::keymap::Keymap;
use yedeng::tui::model::{Model, Seat, ThemeChoice};
use yedeng::tui::msg::{Event, Fetched, Msg};
use yedeng::tui::picture::{Palette, svg};
use yedeng::tui::screen::render;
use yedeng::tui::theme::{Base, Theme};
use yedeng::tui::update::update;
use yedeng::words::{Lang, Words};

/// The counselor `zhang` of the demo college.
const ZHANG: UserId = UserId(1);
const SEED: u64 = 1;

/// File, language, theme, window, and what is typed before the picture is taken.
type Picture = (&'static str, Lang, Base, (u16, u16), &'static str);

const PICTURES: [Picture; 27] = [
    ("home-zh-dark", Lang::Zh, Base::Dark, (120, 36), ""),
    ("home-zh-light", Lang::Zh, Base::Light, (120, 36), ""),
    ("home-en-dark", Lang::En, Base::Dark, (120, 36), ""),
    ("home-en-light", Lang::En, Base::Light, (120, 36), ""),
    ("capture-zh-dark", Lang::Zh, Base::Dark, (120, 36), "tzs 心理 与室友矛盾,睡不好 #失眠 !2 >3d @412"),
    ("incident-zh-dark", Lang::Zh, Base::Dark, (120, 36), "4\n"),
    ("find-zh-dark", Lang::Zh, Base::Dark, (120, 36), "/zs"),
    ("wide-zh-dark", Lang::Zh, Base::Dark, (200, 60), ""),
    ("grid-80-zh-dark", Lang::Zh, Base::Dark, (80, 24), "z"),
    ("grid-120-zh-dark", Lang::Zh, Base::Dark, (120, 36), "z"),
    ("grid-200-zh-dark", Lang::Zh, Base::Dark, (200, 60), "z"),
    ("round-80-zh-dark", Lang::Zh, Base::Dark, (80, 24), "w"),
    ("round-120-zh-dark", Lang::Zh, Base::Dark, (120, 36), "w"),
    ("round-200-zh-dark", Lang::Zh, Base::Dark, (200, 60), "w"),
    ("communities-zh-dark", Lang::Zh, Base::Dark, (120, 36), "9"),
    ("missing-zh-dark", Lang::Zh, Base::Dark, (120, 36), "M\n"),
    ("schedule-120-zh-dark", Lang::Zh, Base::Dark, (120, 36), "Z"),
    ("schedule-200-zh-dark", Lang::Zh, Base::Dark, (200, 60), "Z"),
    ("handover-zh-dark", Lang::Zh, Base::Dark, (120, 36), "H"),
    ("next-zh-dark", Lang::Zh, Base::Dark, (120, 36), "Y"),
    ("board-zh-dark", Lang::Zh, Base::Dark, (120, 36), "0b"),
    ("report-zh-dark", Lang::Zh, Base::Dark, (120, 36), "4\np"),
    ("watch-zh-dark", Lang::Zh, Base::Dark, (120, 36), "0i"),
    ("appraisal-zh-dark", Lang::Zh, Base::Dark, (120, 36), "0k"),
    ("places-zh-dark", Lang::Zh, Base::Dark, (120, 36), "0po"),
    ("story-zh-dark", Lang::Zh, Base::Dark, (120, 36), "/zs\ns"),
    ("long-zh-dark", Lang::Zh, Base::Dark, (120, 36), "tzs 资助 父亲住院，想申请临时困难补助 >周五\n\u{f}"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).unwrap_or_else(|| "assets/pictures".into());
    std::fs::create_dir_all(&dir)?;
    let stage = Stage::new()?;
    for (name, lang, base, size, typed) in PICTURES {
        let path = Path::new(&dir).join(format!("{name}.svg"));
        std::fs::write(&path, stage.picture(lang, base, size, typed))?;
        println!("{}", path.display());
    }
    Ok(())
}

struct Stage {
    campus: Campus,
    finder: Finder,
    entries: Vec<Entry>,
    now: Stamp,
}

impl Stage {
    fn new() -> Result<Self, Box<dyn Error>> {
        let zone = yedeng::campus::DEFAULT_ZONE;
        let now = Day::ymd(2026, 11, 23).ok_or("a day of the calendar")?.at(zone, 23, 36);
        let mut campus = Campus::default();
        let mut acts = college(SEED, Size::default(), now);
        let mut entries = Vec::new();
        loop {
            let seq = acts.seq();
            let Some((at, by, act)) = acts.next() else { break };
            let entry = Entry { seq, at, by, seat: SeatId(0), act };
            campus.apply(&entry);
            entries.push(entry);
        }
        Ok(Self { finder: Finder::new(&campus), campus, entries, now })
    }

    fn picture(&self, lang: Lang, base: Base, size: (u16, u16), typed: &str) -> String {
        let words = Words::new(lang);
        let world = World { campus: &self.campus, finder: &self.finder, words: &words };
        let seat = Seat { user: ZHANG, lang, theme: ThemeChoice::Auto, ascii: false, size };
        let mut model = Model::new(seat, Keymap::default(), &self.campus, self.now);
        // The cursor stands on the room of the README's example.
        let home = model.dorm.building.and_then(|it| self.campus.places().room_by_door(it, "412"));
        model.dorm.room = home.or(model.dorm.room);
        let theme = Theme::shipped(base);
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        model.frame = render(&model, world, &theme, &mut buffer);
        self.tell(&mut model, world, Event::Tick);
        for c in typed.chars() {
            let input = match c {
                '\n' => Input::Key(Key::plain(Code::Enter)),
                // A control sign is the letter it is made with: `\u{f}` is Ctrl-O.
                c if c.is_ascii_control() => Input::Key(Key::ctrl(char::from(c as u8 | 0x60))),
                c => Input::Text(c.into()),
            };
            self.tell(&mut model, world, Event::Input(input));
        }
        buffer.reset();
        let info = render(&model, world, &theme, &mut buffer);
        let palette = if base == Base::Light { Palette::LIGHT } else { Palette::DARK };
        svg(&buffer, &palette, info.cursor)
    }

    /// Lets the seat take something in, and fetches what it then wants to read.
    fn tell(&self, model: &mut Model, world: World<'_>, event: Event) {
        for effect in update(model, &world, Msg { at: self.now, event }) {
            if let Effect::FetchTexts(seqs) = effect {
                let texts = seqs.into_iter().map(|seq| (seq, self.fetch(seq))).collect();
                self.tell(model, world, Event::Texts(texts));
            }
        }
    }

    fn fetch(&self, seq: yedeng::campus::Seq) -> Fetched {
        let Ok(at) = self.entries.binary_search_by_key(&seq, |it| it.seq) else { return Fetched::Gone };
        let entry = &self.entries[at];
        let readable = Sight::new(&self.campus, ZHANG).entry(seq, entry.by, &entry.act);
        if readable { Fetched::Entry(Arc::new(entry.clone())) } else { Fetched::Hidden }
    }
}
