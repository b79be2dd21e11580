//! The life of a talk by keys: planned, booked, held, called off, answered, added to; the long form; a student's story; forms that survive.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::layer::{CaptureForm, FormValue, LongRow, Overlay};
use crate::tui::model::{Place, TalkScope};
use crate::tui::msg::Event;

fn plans(rig: &Rig) -> Vec<PlanHead> {
    rig.campus.talks().plans().heads().to_vec()
}

fn last(rig: &Rig) -> &TalkAct {
    match &rig.entries.last().unwrap().act {
        Act::Talk(act) => act,
        other => panic!("no act on a talk: {}", other.kind()),
    }
}

/// A seat with a planned talk of today under the cursor of the talk pane.
fn planned(line: &str) -> Rig {
    let mut rig = Rig::new();
    rig.press("U").type_in(line).press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    rig.press("3");
    rig
}

#[test]
fn a_talk_with_everything_costs_at_most_sixteen_keys_beyond_its_words() {
    let mut rig = Rig::new();
    let before = ["t", "o", "y", "<space>", "<alt-3>"];
    let behind = ["<space>", "!", "2", "<space>", ">", "3", "d", "<space>", "^", "<tab>", "<enter>"];
    assert!(before.len() + behind.len() <= 16);
    rig.press(&before.join(" ")).type_in("说最近睡不好").press(&behind.join(" "));
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let talk = rig.talks()[0];
    assert_eq!((talk.topic, talk.level, talk.visibility), (Topic::Psych, Some(Concern::Orange), Visibility::Private));
    assert_eq!(talk.followup, Some(Day::ymd(2026, 11, 26).unwrap()));
    assert_eq!(talk.students[..], [rig.student("2023020101")]);
}

#[test]
fn a_talk_of_this_morning_is_of_today_and_so_is_one_of_the_evening_before_until_noon() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023020101 心理 说最近睡不好 =11:20").press("<enter>");
    assert_eq!((rig.talks().len(), rig.model.board.talks_today), (1, 1));
    let midnight = Day::ymd(2026, 11, 24).unwrap().at(DEFAULT_ZONE, 0, 0);
    rig.now = midnight.plus_minutes(10);
    rig.tell(Event::Tick);
    assert_eq!(rig.model.board.talks_today, 0, "the night began at noon");
    rig.press("t").type_in("2023020101 心理 又睡不好 =0:05").press("<enter>");
    assert_eq!(rig.model.board.talks_today, 1);
    rig.now = midnight.plus_minutes(14 * 60);
    rig.tell(Event::Tick);
    assert_eq!(rig.model.board.talks_today, 1, "the day goes on after noon");
    rig.now = midnight.plus_minutes(25 * 60);
    rig.tell(Event::Tick);
    assert_eq!(rig.model.board.talks_today, 0);
}

#[test]
fn what_is_planned_for_today_stands_on_top_and_is_held_with_its_words_filled_in() {
    let mut rig = planned("2023010412 学业 谈补考 >今天 =20:00 @办公室");
    assert_eq!(plans(&rig)[0].state, PlanState::Booked);
    assert_eq!((rig.model.board.planned, rig.model.board.talks[0]), (1, plans(&rig)[0].seq));
    rig.press("f");
    assert_eq!(rig.capture().line.text(), "张三 学业  @办公室 =20:00");
    assert_eq!(rig.capture().line.cursor(), "张三 学业 ".len());
    rig.type_in("补考报了名").press("<enter>");
    let talk = rig.talks()[0].clone();
    assert_eq!((talk.plan, talk.held), (Some(plans(&rig)[0].seq), Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 20, 0)));
    assert_eq!((plans(&rig)[0].state, plans(&rig)[0].held), (PlanState::Held, Some(talk.seq)));
    assert_eq!(rig.model.board.planned, 0);
    rig.press("u");
    assert_eq!((plans(&rig)[0].state, plans(&rig)[0].held), (PlanState::Booked, None));
}

#[test]
fn a_planned_talk_is_booked_and_booked_again_and_undone() {
    let mut rig = planned("2023010412 学业 谈补考 >今天");
    assert_eq!(plans(&rig)[0].state, PlanState::Planned);
    rig.press("b <ctrl-u>").type_in("周五 19:30").press("<enter>").type_in("3-412").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let friday = Day::ymd(2026, 11, 27).unwrap();
    let when = PlanTime { day: friday, at: Some(friday.at(DEFAULT_ZONE, 19, 30)), place: Some(Spot::Room(rig.room("3", "412"))) };
    assert_eq!((plans(&rig)[0].state, &plans(&rig)[0].when), (PlanState::Booked, &when));
    rig.press("u");
    assert_eq!(plans(&rig)[0].state, PlanState::Planned);
}

#[test]
fn a_planned_talk_is_called_off_with_a_reason() {
    let mut rig = planned("2023010412 学业 谈补考 >今天");
    rig.press("c <enter>");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(_))), "without a reason it stays");
    rig.type_in("学生请假回家").press("<enter>");
    assert!(rig.model.overlays.is_empty());
    assert_eq!(plans(&rig)[0].state, PlanState::Cancelled);
    assert!(matches!(last(&rig), TalkAct::PlanCancelled { text, .. } if &**text == "学生请假回家"));
    assert_eq!(rig.model.board.planned, 0);
    rig.press("u");
    assert_eq!(plans(&rig)[0].state, PlanState::Planned);
}

#[test]
fn a_plan_for_another_seat_booked_meanwhile_is_not_overwritten() {
    let mut rig = planned("2023010412 学业 谈补考 >今天");
    rig.press("b <ctrl-u>").type_in("周五 19:30");
    let plan = plans(&rig)[0].clone();
    let to = PlanTime { day: plan.when.day.plus(1), at: None, place: None };
    rig.write(Act::Talk(TalkAct::PlanMoved { plan: plan.seq, from: plan.when, to: to.clone() })).unwrap();
    // The form is read against what stands now, so that what is sent is what one sees.
    rig.tell(Event::Changed);
    rig.press("<enter> <enter>");
    let head = &plans(&rig)[0];
    assert!(head.when == to || head.when.at.is_some());
}

#[test]
fn scopes_list_what_is_planned() {
    let mut rig = planned("2023010412 学业 谈补考 >3d");
    assert_eq!(rig.model.board.planned, 0, "not today");
    rig.press("o o o");
    assert_eq!(rig.model.talk_scope, TalkScope::Plans);
    assert_eq!(rig.model.board.talks, [plans(&rig)[0].seq]);
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Talk(plans(&rig)[0].seq));
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Student(rig.student("2023010412")));
}

#[test]
fn an_amendment_is_an_addition_and_the_second_seat_is_told() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课").press("<enter> 3 <enter>");
    let talk = rig.talks()[0].seq;
    assert_eq!(rig.model.place, Place::Talk(talk));
    rig.press("n");
    assert_eq!(rig.capture().form, CaptureForm::Amend(talk));
    rig.type_in("当晚又来电话 >3d");
    rig.write(Act::Talk(TalkAct::Amended { talk, text: "另一席位写的".into() })).unwrap();
    rig.press("<enter>");
    assert_eq!(rig.talks()[0].amended.len(), 2);
    assert!(matches!(last(&rig), TalkAct::Amended { text, .. } if &**text == "当晚又来电话 >3d"), "plain words, no grammar");
    assert!(rig.model.toasts.iter().any(|it| it.text.contains('1')), "{:?}", rig.model.toasts);
}

#[test]
fn the_long_form_says_what_the_line_says_and_more() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课三次 !2 >3d @办公室 =20:00-20:40 #挂科 ^私密").press("<ctrl-o>");
    let long = rig.capture().long.clone().unwrap();
    assert_eq!(long.at, LongRow::Said);
    let rows = [LongRow::Who, LongRow::Topic, LongRow::Level, LongRow::FollowUp, LongRow::Place, LongRow::Time, LongRow::Tags];
    assert_eq!(rows.map(|it| long.text(it)), ["2023010412", "学业", "2", "3d", "办公室", "20:00-20:40", "#挂科"]);
    assert_eq!(rig.capture().note.text(), "缺课三次");
    rig.press("<enter>").type_in("第二行").press("<tab>").type_in("动力不足").press("<tab>").type_in("每周一谈").press("<ctrl-s>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let TalkAct::Recorded(it) = last(&rig) else { panic!("not the long form") };
    assert_eq!(&*it.talk.text, "缺课三次\n第二行");
    assert_eq!((&*it.detail.judgement, &*it.detail.measures, it.detail.minutes), ("动力不足", "每周一谈", Some(40)));
    assert_eq!((it.talk.level, it.talk.visibility), (Some(Concern::Orange), Visibility::Private));
}

#[test]
fn the_long_form_is_filled_in_by_hand_with_suggestions() {
    let mut rig = Rig::new();
    rig.press("t <ctrl-o>");
    assert_eq!(rig.capture().long.as_ref().unwrap().at, LongRow::Who);
    rig.type_in("李雨桐");
    assert_eq!(rig.capture().namesakes.len(), 2, "namesakes are asked here as well");
    rig.press("<alt-2> <tab>").type_in("心").press("<alt-1> <tab>").type_in("ph").press("<alt-1>");
    let long = rig.capture().long.clone().unwrap();
    assert_eq!([LongRow::Topic, LongRow::Way].map(|it| long.text(it)), ["心理", "电话"]);
    rig.press("<tab> <tab> <tab>").type_in("2").press("<tab> <tab>").type_in("连续 缺课").press("<tab>").type_in("不知道哪天");
    for _ in 0..4 {
        rig.press("<tab>");
    }
    rig.type_in("谈了很久").press("<ctrl-s>");
    assert!(rig.capture().trouble.as_ref().is_some_and(|it| it.contains("不知道哪天")), "{:?}", rig.capture().trouble);
    for _ in 0..4 {
        rig.press("<backtab>");
    }
    rig.press("<ctrl-u>").type_in("周三").press("<ctrl-s>");
    let TalkAct::Recorded(it) = last(&rig) else { panic!("not the long form") };
    assert_eq!((&*it.detail.reason, &*it.talk.text, it.talk.way), ("连续 缺课", "谈了很久", Way::Phone));
    assert_eq!(it.talk.students[..], [rig.student("2023020103")]);
}

#[test]
fn nothing_of_the_long_form_is_lost_in_a_crash() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课").press("<ctrl-o> <tab>").type_in("动力不足").press("<tab>").type_in("每周一谈");
    rig.restart();
    let long = rig.capture().long.clone().unwrap();
    assert_eq!([LongRow::Judgement, LongRow::Measures].map(|it| long.text(it)), ["动力不足", "每周一谈"]);
    assert_eq!(rig.capture().note.text(), "缺课");
    rig.press("<ctrl-z>");
    rig.press("<ctrl-s>");
    assert_eq!((rig.talks().len(), &rig.draft), (1, &None));
}

#[test]
fn a_template_begins_an_empty_note_only() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业").press("<ctrl-e> <ctrl-t>");
    assert!(rig.capture().note.text().starts_with("出勤:\n"), "{:?}", rig.capture().note.text());
    rig.type_in("全勤");
    assert!(rig.capture().note.text().starts_with("出勤:全勤\n"));
    let before = rig.capture().note.text().to_owned();
    rig.press("<ctrl-t>");
    assert_eq!(rig.capture().note.text(), before);
}

#[test]
fn words_in_a_plain_form_survive_a_crash_and_a_lock() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 心理 睡不好 >0d").press("<enter> 3 c").type_in("电话里说到一半");
    assert!(rig.draft.is_some());
    let text = |rig: &Rig| match rig.model.overlays.last() {
        Some(Overlay::Form(form)) => match &form.rows[0].value {
            FormValue::Text(field) => field.text().to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    rig.restart();
    assert_eq!(text(&rig), "电话里说到一半");
    rig.press("<ctrl-l>").type_in(super::rig::PASSPHRASE).press("<enter>");
    assert_eq!(text(&rig), "电话里说到一半");
    rig.press("<enter>");
    assert_eq!(rig.talks()[0].state, TalkState::Closed);
    assert_eq!(rig.draft, None, "what is sent is no draft any more");
    rig.restart();
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn a_form_that_is_given_up_is_no_draft() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 心理 睡不好 >0d").press("<enter> 3 c").type_in("写到一半").press("<esc>");
    assert_eq!(rig.draft, None);
}

#[test]
fn a_story_is_reached_from_a_student_and_from_a_talk_and_opens_at_its_end() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课 >3d").press("<enter> 3 <enter> s");
    let student = rig.student("2023010412");
    assert_eq!(rig.model.place, Place::Story(student));
    rig.press("<esc> / 2023010412 <enter> s");
    assert_eq!(rig.model.place, Place::Story(student));
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Student(student));
}
