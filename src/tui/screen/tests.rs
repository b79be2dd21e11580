//! What the screens look like. `YEDENG_PICTURES=dir cargo test --lib pictures_to_look_at` leaves them as SVG for a person to look at.

use super::sample::Sample;
use crate::tui::model::{Model, Pane, Place};
use crate::tui::picture::{Palette, dump, svg};
use crate::tui::theme::Base;
use crate::words::Lang;

fn picture(name: &str, sample: &Sample, model: &Model, base: Base) {
    let Ok(dir) = std::env::var("YEDENG_PICTURES") else { return };
    let (buffer, info) = sample.draw(model, base);
    let palette = if base == Base::Light { Palette::LIGHT } else { Palette::DARK };
    std::fs::write(format!("{dir}/{name}.svg"), svg(&buffer, &palette, info.cursor)).unwrap();
    std::fs::write(format!("{dir}/{name}.txt"), dump(&buffer)).unwrap();
}

#[test]
fn pictures_to_look_at() {
    let sample = Sample::full();
    for (cols, rows) in [(120, 36), (200, 60), (80, 24), (40, 10)] {
        for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let mut model = sample.seat(lang, (cols, rows));
            for pane in Pane::ALL {
                model.focus = pane;
                picture(&format!("home-{tag}-{cols}-{pane:?}"), &sample, &model, Base::Dark);
            }
            for (name, place) in sample.places() {
                model.place = place;
                sample.settle(&mut model);
                picture(&format!("{name}-{tag}-{cols}"), &sample, &model, if lang == Lang::En { Base::Light } else { Base::Dark });
            }
            model.place = Place::Home;
            model.focus = Pane::Dorm;
            for (name, typed) in OVERLAYS {
                let mut model = sample.seat(lang, (cols, rows));
                sample.type_into(&mut model, typed);
                picture(&format!("{name}-{tag}-{cols}"), &sample, &model, if lang == Lang::En { Base::Light } else { Base::Dark });
            }
            let model = sample.locked(lang, (cols, rows));
            picture(&format!("lock-{tag}-{cols}"), &sample, &model, Base::Dark);
        }
    }
}

/// What is typed to bring up each overlay. `^e` and the like are written as the control character.
const OVERLAYS: [(&str, &str); 9] = [
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
    ("confirm", "\u{11}"),
];
