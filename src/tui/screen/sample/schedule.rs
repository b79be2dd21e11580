//! The same college with a whole staff: a month and a half published, a leave, requests, a draft.

use super::*;
use crate::roster::Pace;
use crate::tui::layer::Overlay;
use crate::tui::model::Token;
use crate::tui::planning::{PlanOrder, plan_draft};
use crate::tui::scheduling::{PlanProgress, Planning, ScheduleView, Whose};

/// Counselors beside those of the pictures; with them 24 take turns at six workrooms.
const MORE: [&str; 18] = [
    "何静",
    "高磊",
    "林小曼",
    "马俊杰",
    "胡佳怡",
    "朱思远",
    "徐梦琪",
    "吴浩",
    "黄晨",
    "杨欣怡",
    "刘宇",
    "陈诗雅",
    "欧阳一诺",
    "单鹏飞",
    "赵婷",
    "周嘉豪",
    "孙琳",
    "李雪晴",
];
const LEADERS: [&str; 3] = ["钱立群", "郑国平", "冯秀英"];

impl Sample {
    /// November and half of December published by turns.
    pub(in crate::tui) fn scheduled() -> Self {
        let mut it = Self::full();
        it.at(-29, 9, 0).by(0);
        for (nth, name) in MORE.into_iter().enumerate() {
            it.join(&format!("c{nth}"), name, Role::Counselor, Some(nth as u8 % 6));
        }
        for (nth, name) in LEADERS.into_iter().enumerate() {
            it.join(&format!("l{nth}"), name, Role::DutyLeader, None);
        }
        it.publish_by_turns();
        it.ask_changes();
        it.draft_december();
        it.finder = Finder::new(&it.campus);
        it
    }

    /// The counselors, Zhang first; and the leaders.
    fn staff(&self) -> (Vec<UserId>, Vec<UserId>) {
        let of = |role| self.campus.staff().users().filter(move |(_, it)| it.role == role).map(|(id, _)| id).collect();
        (of(Role::Counselor), of(Role::DutyLeader))
    }

    fn publish_by_turns(&mut self) {
        let (counselors, leaders) = self.staff();
        let first = Day::ymd(2026, 11, 1).unwrap();
        let mut shifts = Vec::new();
        for ahead in 0..45_usize {
            let day = first.plus(ahead as i32);
            // What the pictures of the other screens have stays.
            if self.campus.shifts().of_day(day).next().is_some() {
                continue;
            }
            let (starts, ends) = self.campus.presets().rules().schedule.hours(day, ZONE);
            let shift = |post, person| Shift { day, post, person, starts, ends, signed_in: None, signed_out: None, cancelled: false };
            shifts.push(shift(Post::Leader, leaders[ahead % leaders.len()]));
            for room in 0..6_usize {
                // Two seats that nobody could have.
                if (ahead, room) == (33, 4) || (ahead, room) == (40, 5) {
                    continue;
                }
                let person = counselors[(ahead * 6 + room) % counselors.len()];
                shifts.push(shift(Post::Workroom(CommunityId(room as u8)), person));
            }
        }
        self.act(Act::Shift(ShiftAct::Published(shifts)));
    }

    fn ask_changes(&mut self) {
        let (counselors, _) = self.staff();
        let ill = counselors[9];
        let (from, until) = (tonight().plus(2), tonight().plus(15));
        let asked = |user, wanted, text: &str| Act::Change(ChangeAct::Asked { user, wanted, emergency: false, text: text.into() });
        self.at(0, 10, 0).by(ill.0);
        let leave = self.act(asked(ill, Wanted::Leave { from, until, kind: LeaveKind::Sick }, "住院"));
        self.by(2).act(Act::Change(ChangeAct::Approved { change: leave }));
        let mine = self.campus.shifts().next_of(ZHANG, now()).map(|(id, _)| id).unwrap();
        let other = counselors[13];
        let theirs = self.campus.shifts().next_of(other, now().plus_minutes(4 * 1440)).map(|(id, _)| id).unwrap();
        self.by(other.0).act(asked(other, Wanted::Swap { mine: theirs, theirs: mine }, "孩子家长会"));
        self.by(1);
        let days = [(4, Preference::Avoid), (6, Preference::Wish)];
        for (ahead, what) in days {
            let day = tonight().plus(ahead);
            self.act(Act::Duty(DutyAct::Preferred { user: ZHANG, from: day, until: day, what }));
        }
    }

    /// A draft of December with two seats emptied and one pinned, by the administrator.
    fn draft_december(&mut self) {
        let day = |day| Day::ymd(2026, 12, day).unwrap();
        let order = PlanOrder { from: day(1), until: day(31), seed: 7, budget: 400_000, draft: None };
        let mut planned = plan_draft(&self.campus, &order, now(), &mut |_, _| Pace::Budget).unwrap();
        let empty = |seat: &DutySeat| (seat.day == day(9) || seat.day == day(20)) && seat.post == Post::Workroom(CommunityId(3));
        planned.seats.retain(|(seat, _)| !empty(seat));
        planned.seats.iter_mut().filter(|(seat, _)| seat.day == day(8)).for_each(|(_, it)| it.pinned = true);
        let made = DraftAct::Made { from: order.from, until: order.until, seed: order.seed, seats: planned.seats };
        self.at(0, 23, 0).by(0).act(Act::Draft(made));
    }

    /// Scenes of the schedule.
    pub(in crate::tui) fn schedule_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let at = |typed: &str, change: &dyn Fn(&mut Model)| {
            let mut model = self.seat(lang, size);
            model.place = Place::Schedule;
            change(&mut model);
            self.settle(&mut model);
            self.type_into(&mut model, typed);
            model
        };
        let view = |view: ScheduleView| move |model: &mut Model| model.schedule.view = view;
        let day = |month, day| Day::ymd(2026, month, day).unwrap();
        let office = |at: Day, column: usize| {
            move |model: &mut Model| {
                model.seat.user = UserId(0);
                (model.schedule.day, model.schedule.column) = (at, column);
            }
        };
        let mut planning = at("", &|_| {});
        planning.schedule.planning = Some(Planning {
            token: Token(1),
            order: PlanOrder { from: day(12, 1), until: day(12, 31), seed: 7, budget: 1, draft: None },
            since: now().plus_minutes(0),
            progress: Some(PlanProgress { leaders: false, percent: 42, unfilled: 1, spread: 55 }),
            stopping: false,
        });
        planning.overlays.push(Overlay::Planning);
        let mut changes = at("", &|model| model.place = Place::Changes);
        self.settle(&mut changes);
        let scenes = [
            ("draft", at("d", &office(day(12, 8), 3))),
            ("draft-seat", at("d\n", &office(day(12, 10), 3))),
            ("draft-why-empty", at("dy", &office(day(12, 9), 4))),
            ("publish", at("dP", &office(day(12, 8), 3))),
            ("planning", planning),
            ("why", at("y", &office(day(11, 27), 3))),
            ("repair", at("e", &office(day(11, 27), 3))),
            ("repair-all", at("E", &office(day(11, 27), 3))),
            ("ask-change", at("c", &|model| (model.schedule.day, model.schedule.column) = (day(12, 3), 1))),
            ("ask-leave", at("a", &|model| (model.schedule.day, model.schedule.column) = (day(12, 3), 1))),
            ("changes", changes),
            ("balance", at("B", &office(day(12, 10), 3))),
            (
                "ledger-office",
                at("j", &|model| {
                    model.seat.user = UserId(0);
                    model.schedule.view = ScheduleView::Ledger;
                }),
            ),
            ("month", at("jll", &|_| {})),
            ("month-mine", at("pl", &|_| {})),
            ("month-site", at("ss", &|_| {})),
            ("month-blank", at("]]]", &|_| {})),
            ("week", at("j", &view(ScheduleView::Week))),
            ("year", at("", &view(ScheduleView::Year))),
            ("year-mine", at("", &|model| (model.schedule.view, model.schedule.whose) = (ScheduleView::Year, Whose::Mine))),
            ("ledger", at("j", &view(ScheduleView::Ledger))),
        ];
        scenes.into_iter().map(|(name, model)| (name.to_owned(), model)).collect()
    }
}
