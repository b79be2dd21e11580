//! What the screens look like. `YEDENG_PICTURES=dir cargo test --lib pictures_to_look_at` leaves them as SVG for a person to look at.

use super::sample::{Sample, now};
use super::{GateSeat, render_gate};
use crate::tui::field::Field;
use crate::tui::layer::{FormRow, FormValue, Secret};
use crate::tui::model::{List, Model, Pane};
use crate::tui::picture::{Palette, dump, dump_styles, svg};
use crate::tui::prompt::Prompt;
use crate::tui::theme::{Base, Theme};
use crate::tui::update::gate::{Gate, Recover, RecoveryShown, Setup};
use crate::words::{Lang, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

fn seen(sample: &Sample, model: &Model) -> String {
    dump(&sample.draw(model, Base::Dark).0)
}

#[test]
fn pictures_to_look_at() {
    let Ok(dir) = std::env::var("YEDENG_PICTURES") else { return };
    let (walking, round) = Sample::walking();
    let sample = Sample::full();
    for size in [(120, 36), (200, 60), (80, 24)] {
        for (name, model) in walking.round_scenes(round, Lang::Zh, size) {
            let (buffer, info) = walking.draw(&model, Base::Dark);
            std::fs::write(format!("{dir}/{name}-zh-{}.svg", size.0), svg(&buffer, &Palette::DARK, info.cursor)).unwrap();
        }
    }
    let scheduled = Sample::scheduled();
    for size in [(120, 36), (200, 60), (80, 24)] {
        for (name, model) in scheduled.schedule_scenes(Lang::Zh, size) {
            let (buffer, info) = scheduled.draw(&model, Base::Dark);
            std::fs::write(format!("{dir}/schedule-{name}-zh-{}.svg", size.0), svg(&buffer, &Palette::DARK, info.cursor)).unwrap();
        }
    }
    for size in [(120, 36), (200, 60), (80, 24), (40, 10)] {
        for (lang, tag) in LANGS {
            for (name, model) in sample.scenes(lang, size) {
                let base = if lang == Lang::En { Base::Light } else { Base::Dark };
                let palette = if lang == Lang::En { Palette::LIGHT } else { Palette::DARK };
                let (buffer, info) = sample.draw(&model, base);
                std::fs::write(format!("{dir}/{name}-{tag}-{}.svg", size.0), svg(&buffer, &palette, info.cursor)).unwrap();
                std::fs::write(format!("{dir}/{name}-{tag}-{}.txt", size.0), dump(&buffer)).unwrap();
            }
        }
    }
}

#[test]
fn home_at_its_three_sizes_in_both_languages() {
    let sample = Sample::full();
    for (lang, tag) in LANGS {
        for (cols, rows) in [(80, 24), (120, 36), (200, 60)] {
            let model = sample.seat(lang, (cols, rows));
            insta::assert_snapshot!(format!("home-{tag}-{cols}x{rows}"), seen(&sample, &model));
        }
    }
}

#[test]
fn the_round_and_the_search_at_three_sizes_in_both_languages() {
    let (sample, round) = Sample::walking();
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in sample.round_scenes(round, lang, size) {
                insta::assert_snapshot!(format!("{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = sample.round_scenes(round, Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn the_search_of_the_texts_at_three_sizes_in_both_languages() {
    let sample = Sample::full();
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in sample.query_scenes(lang, size) {
                insta::assert_snapshot!(format!("{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
}

#[test]
fn the_handover_at_three_sizes_in_both_languages() {
    let sample = Sample::handing();
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in sample.handover_scenes(lang, size) {
                insta::assert_snapshot!(format!("{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = sample.handover_scenes(Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn the_life_of_a_talk_at_three_sizes_in_both_languages() {
    let sample = Sample::talking();
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in sample.talk_scenes(lang, size) {
                insta::assert_snapshot!(format!("{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = sample.talk_scenes(Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn the_schedule_at_its_three_sizes() {
    let sample = Sample::scheduled();
    for size in [(80, 24), (120, 36), (200, 60)] {
        for (name, model) in sample.schedule_scenes(Lang::Zh, size) {
            insta::assert_snapshot!(format!("schedule-{name}-zh-{}x{}", size.0, size.1), seen(&sample, &model));
        }
    }
    for (name, model) in sample.schedule_scenes(Lang::En, (80, 24)) {
        insta::assert_snapshot!(format!("schedule-{name}-en-80x24"), seen(&sample, &model));
    }
    let scenes = sample.schedule_scenes(Lang::Zh, (80, 24));
    let dark = Theme::shipped(Base::Dark);
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn care_for_single_students_at_three_sizes_in_both_languages() {
    let sample = Sample::caring();
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in sample.care_scenes(lang, size) {
                insta::assert_snapshot!(format!("care-{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = sample.care_scenes(Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn appraisal_and_statistics_at_three_sizes_in_both_languages() {
    let sample = Sample::full();
    for (lang, tag, sizes) in [(Lang::Zh, "zh", &[(80, 24), (120, 36), (200, 60)][..]), (Lang::En, "en", &[(80, 24)])] {
        for size in sizes {
            for (name, model) in sample.count_scenes(lang, *size) {
                insta::assert_snapshot!(format!("count-{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = sample.count_scenes(Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn the_request_desk_at_three_sizes_in_both_languages() {
    let sample = Sample::asking();
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in sample.request_scenes(lang, size) {
                insta::assert_snapshot!(format!("request-{name}-{tag}-{}x{}", size.0, size.1), seen(&sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = sample.request_scenes(Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

/// The scenes of a sample as they look at three sizes in both languages, and whole glyphs at every size there is.
fn at_three_sizes(sample: &Sample, what: &str, scenes: impl Fn(Lang, (u16, u16)) -> Vec<(&'static str, Model)>) {
    for (lang, tag) in LANGS {
        for size in [(80, 24), (120, 36), (200, 60)] {
            for (name, model) in scenes(lang, size) {
                insta::assert_snapshot!(format!("{what}-{name}-{tag}-{}x{}", size.0, size.1), seen(sample, &model));
            }
        }
    }
    let dark = Theme::shipped(Base::Dark);
    let scenes = scenes(Lang::Zh, (80, 24));
    for (nth, (cols, rows)) in (0..=90).step_by(3).flat_map(|cols| (0..=26).map(move |rows| (cols, rows))).enumerate() {
        let (_, model) = &scenes[nth % scenes.len()];
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
        whole_glyphs(&buffer);
    }
}

#[test]
fn the_term_at_three_sizes_in_both_languages() {
    let sample = Sample::holding();
    at_three_sizes(&sample, "term", |lang, size| sample.term_scenes(lang, size));
}

#[test]
fn reports_and_the_safety_watch_at_three_sizes_in_both_languages() {
    let sample = Sample::papers();
    at_three_sizes(&sample, "paper", |lang, size| sample.paper_scenes(lang, size));
}

#[test]
fn the_communities_at_three_sizes_in_both_languages() {
    let sample = Sample::communities();
    at_three_sizes(&sample, "community", |lang, size| sample.community_scenes(lang, size));
}

#[test]
fn every_screen_and_overlay() {
    let sample = Sample::full();
    for (name, model) in sample.scenes(Lang::Zh, (100, 30)) {
        insta::assert_snapshot!(format!("{name}-zh"), seen(&sample, &model));
    }
    for (name, model) in sample.scenes(Lang::En, (80, 24)) {
        insta::assert_snapshot!(format!("{name}-en"), seen(&sample, &model));
    }
}

#[test]
fn the_house_at_its_three_sizes_in_both_languages() {
    let sample = Sample::full();
    let house = ["communities", "room", "student", "leaves", "hygiene", "moods", "officers"];
    for (lang, tag) in LANGS {
        for (cols, rows) in [(80, 24), (120, 36), (200, 60)] {
            for (name, place) in sample.places().into_iter().filter(|(name, _)| house.contains(name)) {
                let mut model = sample.seat(lang, (cols, rows));
                model.place = place;
                sample.settle(&mut model);
                insta::assert_snapshot!(format!("house-{name}-{tag}-{cols}x{rows}"), seen(&sample, &model));
            }
        }
    }
}

/// Zoomed at 120×36 the six floors of 156 rooms are seen whole, and at 80×24 the whole floor under the cursor, whatever the view; each
/// view has its legend.
#[test]
fn a_building_and_a_floor_are_seen_whole_in_every_view() {
    use crate::tui::model::{GridView, Hit, Place};
    let sample = Sample::full();
    for (cols, rows, least) in [(120, 36, 156), (80, 24, 26)] {
        for view in GridView::ALL {
            let mut model = sample.seat(Lang::Zh, (cols, rows));
            (model.place, model.dorm.view) = (Place::Zoom(Pane::Dorm), view);
            sample.settle(&mut model);
            let (buffer, info) = sample.draw(&model, Base::Dark);
            let rooms = info.hits.iter().filter(|(_, hit)| matches!(hit, Hit::Room(_))).count();
            assert!(rooms >= least, "{view:?} at {cols}×{rows}: {rooms} rooms");
            // The last rows of the pane: the departments need two.
            let shown = dump(&buffer);
            let legend: String = shown.lines().rev().skip(2).take(2).collect();
            assert!(legend.contains("换视图") && legend.chars().filter(|c| !"│┃ ".contains(*c)).count() >= 12, "{view:?}: {legend}");
        }
    }
}

#[test]
fn empty_panes_teach_the_next_key() {
    let sample = Sample::empty();
    let model = sample.seat(Lang::Zh, (120, 36));
    insta::assert_snapshot!("empty-zh", seen(&sample, &model));
    let model = sample.seat(Lang::En, (120, 36));
    insta::assert_snapshot!("empty-en", seen(&sample, &model));
}

#[test]
fn without_colour_and_in_ascii() {
    let sample = Sample::full();
    let mut model = sample.seat(Lang::Zh, (120, 36));
    insta::assert_snapshot!("home-styles-dark", dump_styles(&sample.draw(&model, Base::Dark).0));
    let (mono, _) = sample.draw(&model, Base::Mono);
    insta::assert_snapshot!("home-styles-mono", dump_styles(&mono));
    assert_eq!(dump(&mono), seen(&sample, &model), "colour carries nothing that a sign does not");
    model.seat.ascii = true;
    let ascii = seen(&sample, &model);
    insta::assert_snapshot!("home-ascii", ascii);
    let strange: String = ascii.chars().filter(|c| !c.is_ascii() && unicode_width::UnicodeWidthChar::width(*c) != Some(2)).collect();
    assert_eq!(strange, "", "signs whose width terminals disagree on");
}

#[test]
fn any_size_is_drawn() {
    let sample = Sample::full();
    let scenes = sample.scenes(Lang::Zh, (80, 24));
    let dark = Theme::shipped(Base::Dark);
    let mut sizes: Vec<(u16, u16)> = (0..=60).flat_map(|cols| (0..=20).map(move |rows| (cols, rows))).collect();
    sizes.extend([(80, 24), (119, 36), (120, 35), (120, 36), (121, 37), (200, 60), (40, 100), (300, 10), (61, 200), (1, 300)]);
    for (nth, (cols, rows)) in sizes.into_iter().enumerate() {
        // Every size, and every scene at every eighth of them: enough to meet each pair of scene and awkward size within a few rows.
        for (_, model) in scenes.iter().skip(nth % 8).step_by(8) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
            let info = super::render(model, sample.world(Lang::Zh), &dark, &mut buffer);
            for (area, hit) in &info.hits {
                assert!(area.x + area.width <= cols && area.y + area.height <= rows, "{cols}×{rows}: {hit:?} at {area:?}");
            }
            if let Some((x, y)) = info.cursor {
                assert!(x < cols && y < rows, "{cols}×{rows}: cursor at {x}, {y}");
            }
            whole_glyphs(&buffer);
        }
    }
}

/// After every wide glyph comes the blank it covers.
fn whole_glyphs(buffer: &Buffer) {
    let cols = buffer.area.width;
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < cols {
            let wide = crate::text::width(buffer[(x, y)].symbol()) as u16;
            assert!(x + wide.max(1) <= cols, "a glyph sticks out at {x}, {y}");
            if wide > 1 {
                assert_eq!(buffer[(x + 1, y)].symbol(), " ", "half a glyph at {x}, {y}");
            }
            x += wide.max(1);
        }
    }
}

#[test]
fn the_lock_shows_nothing_of_the_campus() {
    let sample = Sample::full();
    let (buffer, info) = sample.draw(&sample.locked(Lang::Zh, (120, 36)), Base::Dark);
    let shown: String = dump(&buffer).split_whitespace().collect();
    assert_eq!(shown, "◉23:36!4张敏已锁屏没写完的已加密存好用户名zhang口令••••••输入口令,按Enter·Tab换人·F2忘了口令");
    assert!(info.hits.is_empty() && info.cursor.is_some());
}

#[test]
fn the_cursor_row_is_always_among_those_drawn() {
    let sample = Sample::full();
    let mut model = sample.seat(Lang::Zh, (80, 24));
    model.focus = Pane::Talks;
    for at in [0, 5, 17, 30, 41] {
        model.cursors[List::Talks as usize].at = at;
        let (_, info) = sample.draw(&model, Base::Dark);
        assert!(info.hits.iter().any(|(_, hit)| *hit == crate::tui::model::Hit::Row(List::Talks, at)), "{at}");
    }
}

#[test]
fn every_room_of_the_building_can_be_hit_on_the_home_screen() {
    let sample = Sample::full();
    let (_, info) = sample.draw(&sample.seat(Lang::Zh, (120, 36)), Base::Dark);
    let rooms = info.hits.iter().filter(|(_, hit)| matches!(hit, crate::tui::model::Hit::Room(_))).count();
    assert_eq!(rooms, 156);
}

#[test]
fn the_gate_in_both_languages_and_at_any_size() {
    let row = |label: &str, value| FormRow { label: label.into(), value };
    let mut secret = Secret::default();
    secret.push("secret");
    let setup = Setup {
        rows: vec![
            row("学校", FormValue::Text(Field::line(32).with("云溪学院"))),
            row("你的姓名", FormValue::Text(Field::line(32))),
            row("口令", FormValue::Secret(secret.clone())),
        ],
        at: 2,
        trouble: Some("口令太短".into()),
        leaving: false,
    };
    let unlock = Prompt { secret, ..Prompt::new("zhang") };
    let recovery = RecoveryShown { key: zeroize::Zeroizing::new("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH".into()), asked: false };
    let gates = [
        ("setup", Gate::Setup(setup)),
        ("unlock", Gate::Unlock(unlock)),
        ("recovery", Gate::ShowRecovery(recovery)),
        ("working", Gate::Working),
        (
            "recover",
            Gate::Recover(Recover {
                trouble: Some("第 2 组第 2 个字符“U”不会出现在密钥里".into()),
                ..Recover::new(&Words::new(Lang::Zh), "zhang")
            }),
        ),
        ("opening", Gate::Opening(123_456, 500_000)),
    ];
    let theme = Theme::shipped(Base::Dark);
    for (lang, tag) in LANGS {
        let words = Words::new(lang);
        let seat = GateSeat { words: &words, theme: &theme, now: now() };
        for (name, gate) in &gates {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
            render_gate(gate, seat, &mut buffer);
            insta::assert_snapshot!(format!("gate-{name}-{tag}"), dump(&buffer));
            for (cols, rows) in (0..=60).flat_map(|cols| (0..=20).map(move |rows| (cols, rows))) {
                let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
                let info = render_gate(gate, seat, &mut buffer);
                assert!(info.cursor.is_none_or(|(x, y)| x < cols && y < rows), "{name} {cols}×{rows}");
                whole_glyphs(&buffer);
            }
        }
    }
}

#[test]
fn news_and_awards_at_three_sizes_in_both_languages() {
    let sample = Sample::pressing();
    at_three_sizes(&sample, "press", |lang, size| sample.press_scenes(lang, size));
}

/// Where a row and a column cross, the one cell meant is seen in every theme and without any sign that is not ASCII.
#[test]
fn the_cell_under_the_cursor_stands_in_brackets() {
    let (term, count) = (Sample::holding(), Sample::full());
    for size in [(80, 24), (120, 36), (200, 60)] {
        let of_term = term.term_scenes(Lang::Zh, size).into_iter().filter(|(name, _)| ["cell", "cell-community"].contains(name));
        let of_count =
            count.count_scenes(Lang::Zh, size).into_iter().filter(|(name, _)| ["appraisal", "stats", "stats-building"].contains(name));
        let scenes = of_term.map(|it| (&term, it)).chain(of_count.map(|it| (&count, it))).collect::<Vec<_>>();
        assert_eq!(scenes.len(), 5);
        for (sample, (name, mut model)) in scenes {
            for ascii in [false, true] {
                model.seat.ascii = ascii;
                let shown = dump(&sample.draw(&model, Base::Mono).0);
                let cells = shown.match_indices('[').filter(|(at, _)| {
                    let inside = shown[at + 1..].split(']').next().unwrap_or_default();
                    inside.len() < 24 && inside.chars().any(|c| c.is_ascii_digit() || "·.".contains(c))
                });
                assert_eq!(cells.count(), 1, "{name} {size:?}:\n{shown}");
            }
        }
    }
}
