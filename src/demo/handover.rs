//! Handovers (交接班) of the demo college: the last nights were handed over and accepted; last night's counselor has left one for 张敏.

use super::agenda::Todo;
use super::land::COMMUNITIES;
use super::people::Known;
use super::staff::ZHANG;
use super::year::{Year, ZONE};
use crate::campus::{
    Act, DutyNote, HandoverAct, HandoverGiven, HandoverItem, HandoverLine, ShiftAct, ShiftId, Stamp, StudentId, UserId, Weight,
};

/// Nights before tonight that were handed over.
const NIGHTS_GIVEN: i32 = 3;
/// What kind of night it was.
const SUMMARIES: [&str; 4] = ["平稳，无突发", "一间寝室晚归两人，已谈", "停水半小时，已恢复", "夜间有人发烧，已送校医院"];
/// What was to be done.
const ACTIONS: [&str; 4] = ["盯一下一楼水房报修", "把晚归名单发给班主任", "值班室体温枪要换电池", "问一下校医院复诊情况"];
const THINGS: &str = "值班室钥匙 2 把、对讲机 1 台、急救箱 1 个";
const WEATHER: [&str; 3] = ["晴", "多云，夜里降温", "小雨"];

fn line(weight: Weight, action: &str, owner: UserId, due: Option<Stamp>, contingency: &str) -> HandoverLine {
    HandoverLine { item: None, weight, action: action.into(), owner: Some(owner), due, contingency: contingency.into() }
}

impl Year {
    /// Has the nights before this one handed over, as far as somebody came to take them. Nothing of it is left to chance.
    pub(super) fn put_handovers(&mut self, signatures: &[(ShiftId, Stamp, Stamp)]) {
        let posts = COMMUNITIES + 1;
        let signed = |row: usize| signatures.iter().find(|(id, ..)| id.index() == row).copied();
        let first =
            (self.schedule.tonight.plus(-NIGHTS_GIVEN)).since(self.schedule.shifts.first().map_or(self.schedule.tonight, |it| it.day));
        let first = usize::try_from(first).unwrap_or(0) * posts;
        let last = first + (NIGHTS_GIVEN as usize - 1) * posts;
        // Whoever was on at her own workroom last night, or else at another one.
        let hers = (0..COMMUNITIES).find(|post| self.schedule.shifts.get(last + posts + post).is_some_and(|it| it.person == ZHANG));
        let others = hers.into_iter().chain(0..COMMUNITIES).map(|post| last + post);
        let leaves = others.into_iter().find(|row| {
            let other = self.schedule.shifts.get(*row).is_some_and(|it| it.person != ZHANG);
            other && signed(*row).is_some() && signed(*row + posts).is_some()
        });
        for row in first..last + posts {
            let (Some(from), Some(to)) = (self.schedule.shifts.get(row), self.schedule.shifts.get(row + posts)) else { continue };
            let (Some((shift, _, out)), Some((next, came, _))) = (signed(row), signed(row + posts)) else { continue };
            let (by, to_whom) = (from.person, to.person);
            if (by == to_whom && leaves != Some(row)) || row % posts == COMMUNITIES {
                continue;
            }
            let weather = WEATHER[row % WEATHER.len()].into();
            let noted = Act::Shift(ShiftAct::Noted { shift, what: DutyNote::Weather, text: weather });
            self.agenda.put(from.starts.plus_minutes(90), Todo::Ready(by, Box::new(noted)));
            let given = if leaves == Some(row) {
                self.left_for_zhang(shift, by)
            } else {
                let lines = vec![line(Weight::Watch, ACTIONS[row % ACTIONS.len()], to_whom, None, "")];
                let summary = SUMMARIES[row % SUMMARIES.len()].into();
                HandoverGiven { shift, next: Some(next), to: to_whom, summary, lines, things: THINGS.into() }
            };
            let accepted = given.next.map(|_| (to_whom, came.plus_minutes(-2).max(out)));
            self.agenda.put(out.plus_minutes(-1), Todo::HandOver { by, given: Box::new(given), accepted });
        }
    }

    /// It names no shift, so that it waits without keeping her from the round that everybody tries first.
    fn left_for_zhang(&self, shift: ShiftId, by: UserId) -> HandoverGiven {
        let student = |who| self.body.known(who).map(|row| HandoverItem::Student(StudentId::of(row)));
        let tonight = |hour, minute| Some(self.schedule.tonight.at(ZONE, hour, minute));
        let mut lines = vec![HandoverLine {
            item: student(Known::ZhangSan),
            ..line(Weight::Severe, "今晚找他谈一次，睡前再去寝室看一眼", ZHANG, tonight(22, 30), "说到想不开就不离人，马上报心理中心")
        }];
        lines.push(line(Weight::Severe, "盯住 3 号楼四楼水房漏水，联系后勤来修", ZHANG, tonight(20, 0), "夜里再漏就关总阀，报带班领导"));
        lines.push(line(Weight::Watch, "把昨晚晚归名单发给班主任", by, None, ""));
        lines.push(line(Weight::Routine, "值班室热水壶坏了，先用隔壁的", ZHANG, None, ""));
        HandoverGiven {
            shift, next: None, to: ZHANG, summary: "总体平稳，一人情绪低落，一处漏水".into(), lines, things: THINGS.into()
        }
    }

    /// A handover as it is given; that it is accepted is put on the agenda, where it is.
    pub(super) fn hand_over(&mut self, by: UserId, given: HandoverGiven, accepted: Option<(UserId, Stamp)>) -> (UserId, Act) {
        if let Some((who, at)) = accepted {
            let handover = self.seq;
            self.agenda.put(at, Todo::Ready(who, Box::new(Act::Handover(HandoverAct::Accepted { handover }))));
        }
        (by, Act::Handover(HandoverAct::Given(given)))
    }
}
