//! The communities of the demo college (社区): who comes in, which places there are and who has them, what is still to be set up.
//!
//! People and places are entered when the term is two weeks old, one act after the other, so that a look back finds them; what is dated by today (meetings,
//! tasks, bookings) comes at the very end.

use super::agenda::Todo;
use super::people::Known;
use super::staff::{CHEN, ZHANG};
use super::year::{Year, ZONE};
use crate::campus::{
    Act, Booking, Branch, CommunityAct, CommunityId, Fellow, FellowKind, Met, OpenHours, Seq, StudentId, Task, TaskKind, UserId, Venue,
    VenueAct, VenueKind,
};

/// How many communities there are.
const COMMUNITIES: usize = 6;

/// People who come in from outside: as what, who, from where, good for what, to which branch.
const PEOPLE: [(FellowKind, &str, &str, &str, Option<Branch>); 18] = {
    use Branch as B;
    use FellowKind as K;
    [
        (K::LeadingGroup, "陈国强", "党委书记", "组长", None),
        (K::LeadingGroup, "刘建国", "副校长", "副组长", None),
        (K::LeadingGroup, "周晓燕", "学工处", "成员,办公室主任", None),
        (K::StudyMentor, "王建华", "信息工程系", "高等数学、专升本", None),
        (K::StudyMentor, "李淑芬", "经济管理系", "英语四级", None),
        (K::ClubMentor, "赵明", "团委", "合唱、话剧", None),
        (K::SkillsMentor, "孙立军", "机电工程系", "数控技能竞赛国赛教练", None),
        (K::VentureMentor, "何志远", "云溪创业园", "电商项目孵化", Some(B::Innovation)),
        (K::LabourMentor, "郭大勇", "后勤处", "水电维修、园艺", Some(B::Labour)),
        (K::RoleModel, "马超", "校友,应急管理局", "抗洪抢险一等功", None),
        (K::RoleModel, "钱秀英", "省劳动模范", "三十年公交驾驶", None),
        (K::PartyMember, "周晓燕", "学工处", "", Some(B::Ideology)),
        (K::PartyMember, "吴刚", "保卫处", "", Some(B::Safety)),
        (K::PartyMember, "郑丽", "心理中心", "", Some(B::Psych)),
        (K::PartyMember, "冯涛", "团委", "", Some(B::Arts)),
        (K::PartyMember, "沈洁", "创新创业学院", "", Some(B::Innovation)),
        (K::PartyMember, "韩冰", "后勤处", "", Some(B::Labour)),
        (K::Logistics, "老杨", "后勤处", "驻区维修,随叫随到", None),
    ]
};

/// Of whom in [`PEOPLE`] a meeting is written down, how many days ago, how long, and about what.
const MEETINGS: [(usize, i32, u16, &str); 4] =
    [(3, 12, 60, "期中高数补考复习计划"), (3, 5, 45, "讲解错题,布置每日一练"), (6, 8, 90, "省赛选拔训练"), (7, 3, 60, "项目计划书修改")];

/// A booking of the demo college, as its table has it.
type BookingRow = (usize, usize, i32, u16, u16, u16, &'static str, &'static str, Option<u16>);
/// A task of it.
type TaskRow = (TaskKind, &'static str, u8, &'static str, &'static str, i32, Option<i32>);

/// What is booked: which place (of a community, by its order there), days ahead, from when until when, how many, who, what for, who came.
const BOOKINGS: [BookingRow; 9] = [
    (0, 1, 0, 840, 960, 25, "数学社", "周例会", Some(23)),
    (2, 1, 0, 1110, 1230, 30, "信息2301班", "主题班会", Some(31)),
    (1, 2, 0, 900, 960, 1, "心理委员", "朋辈倾听", Some(1)),
    (3, 1, 0, 960, 1080, 12, "合唱团", "排练", None),
    (0, 1, 1, 1140, 1260, 36, "信息工程系", "防电信诈骗讲座", None),
    (2, 1, 1, 900, 1020, 20, "读书会", "十二月共读", None),
    (0, 0, 2, 540, 660, 10, "资助中心", "助学贷款答疑", None),
    (4, 1, 3, 1140, 1260, 40, "学生会", "元旦晚会彩排", None),
    (1, 1, 4, 840, 1020, 28, "创业社", "路演", None),
];

/// Tasks: what, of which system, who leads, who takes part, due so many days from today, done so many days ago.
const TASKS: [TaskRow; 8] = {
    use TaskKind as K;
    [
        (K::Organisation, "六个功能型党支部组建到位", 1, "组织部", "各系党总支", -20, Some(24)),
        (K::Organisation, "志愿服务驿站每社区不少于5次服务", 2, "团委", "各社区", 30, None),
        (K::Organisation, "服务事项线上办理率达到六成", 5, "学工处", "教务处、信息中心", 21, None),
        (K::Organisation, "青春解忧园地值班表公布", 7, "心理中心", "各系", -4, None),
        (K::SetUp, "活动室投影和桌椅", 17, "后勤处", "信息中心", 6, None),
        (K::SetUp, "青春解忧园地隔音改造", 17, "后勤处", "心理中心", -2, None),
        (K::Plate, "服务大厅标识牌", 17, "宣传部", "后勤处", -10, Some(11)),
        (K::Plate, "驿站标识牌", 17, "宣传部", "后勤处", -1, None),
    ]
};

/// Places a community has.
const VENUES: usize = 3;

impl Year {
    pub(super) fn put_communities(&mut self) {
        let begun = self.freshmen_come.plus(15).at(ZONE, 15, 0).min(self.now);
        let standing = self.standing_acts().len();
        for nth in 0..standing {
            self.agenda.put(begun, Todo::Community(nth));
        }
        for nth in 0..self.dated_acts(Seq(0)).len() {
            self.agenda.put(self.now, Todo::Community(standing + nth));
        }
    }

    /// One of them; of either kind they stand one behind the other, so the first tells the numbers of all.
    pub(super) fn community(&mut self, nth: usize) -> Option<(UserId, Act)> {
        if nth == 0 {
            self.peopled = self.seq;
        }
        let mut standing = self.standing_acts();
        match nth.checked_sub(standing.len()) {
            None => Some(standing.swap_remove(nth)),
            Some(nth) => self.dated_acts(Seq(self.seq.0.saturating_sub(nth as u64))).into_iter().nth(nth),
        }
    }

    /// People, and behind them places.
    fn standing_acts(&self) -> Vec<(UserId, Act)> {
        let mut acts: Vec<(UserId, Act)> = (0..PEOPLE.len()).map(|nth| (CHEN, self.fellow(nth))).collect();
        for (who, kind, branch) in
            [(Known::LiYutong, FellowKind::PartyMember, Branch::Ideology), (Known::LinXiaoman, FellowKind::Activist, Branch::Psych)]
        {
            if let Some(row) = self.body.known(who) {
                let student = Some(StudentId::of(row));
                let (office, text, students) = ("".into(), "".into(), Vec::new());
                let it = Fellow {
                    kind,
                    name: "".into(),
                    student,
                    community: None,
                    branch: Some(branch),
                    secretary: false,
                    office,
                    text,
                    students,
                };
                acts.push((CHEN, fellow_set(it)));
            }
        }
        let places = (0..COMMUNITIES).flat_map(|community| (0..VENUES).map(move |nth| (CHEN, venue(community, nth))));
        acts.extend(places);
        acts
    }

    fn dated_acts(&self, first: Seq) -> Vec<(UserId, Act)> {
        let today = self.now.day(ZONE);
        let mut acts: Vec<(UserId, Act)> = Vec::new();
        let at = |acts: &Vec<(UserId, Act)>| Seq(first.0 + acts.len() as u64);
        // Places stand last of what was entered in the beginning.
        let behind = self.standing_acts().len().saturating_sub(COMMUNITIES * VENUES);
        let stands = |nth: usize| Seq(self.peopled.0 + nth as u64);
        let venues: Vec<Seq> = (0..COMMUNITIES * VENUES).map(|nth| stands(behind + nth)).collect();
        for (mentor, days_ago, minutes, text) in MEETINGS {
            let students: Vec<StudentId> = self.mentored(mentor).into_iter().take(2).collect();
            if students.is_empty() {
                continue;
            }
            let met = Met { fellow: stands(mentor), day: today.plus(-days_ago), students, minutes, text: text.into() };
            acts.push((ZHANG, Act::Community(CommunityAct::Met(met))));
        }
        for (nth, (kind, what, system, lead, with, due, done)) in TASKS.into_iter().enumerate() {
            let venue = (kind != TaskKind::Organisation).then(|| venues.get(nth).copied()).flatten();
            let task = Task {
                kind,
                what: what.into(),
                system,
                community: None,
                venue,
                lead: lead.into(),
                with: with.into(),
                due: today.plus(due),
                done: done.map(|days_ago| today.plus(-days_ago)),
            };
            acts.push((CHEN, Act::Community(CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(task)) })));
        }
        for (community, place, ahead, from, until, count, who, text, came) in BOOKINGS {
            let Some(venue) = venues.get(community * VENUES + place).copied() else { continue };
            let booking = at(&acts);
            let day = today.plus(ahead);
            let (who, text) = (who.into(), text.into());
            let booked = Booking { venue, day, from, until, who, student: None, count, text };
            acts.push((ZHANG, Act::Venue(VenueAct::Booked(Box::new(booked)))));
            // Signed only where it has begun: the college may be looked at in the forenoon.
            if let Some(count) = came.filter(|_| crate::campus::moment(day, from, ZONE) < self.now) {
                acts.push((ZHANG, Act::Venue(VenueAct::Used { booking, count, text: "桌椅已归位".into() })));
            }
        }
        acts
    }

    fn fellow(&self, nth: usize) -> Act {
        let (kind, name, office, text, branch) = PEOPLE[nth];
        let community = kind.is_mentor().then(|| CommunityId::of(nth % COMMUNITIES));
        let students = if kind.is_mentor() { self.mentored(nth) } else { Vec::new() };
        let secretary = kind == FellowKind::PartyMember;
        let (name, office, text) = (name.into(), office.into(), text.into());
        fellow_set(Fellow { kind, name, student: None, community, branch, secretary, office, text, students })
    }

    /// A handful of students of a mentor.
    fn mentored(&self, nth: usize) -> Vec<StudentId> {
        let all = self.body.before_freshmen.0;
        let mut rows: Vec<usize> = (0..5).map(|it| (nth * 131 + it * 17) % all.max(1)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(StudentId::of).collect()
    }
}

fn fellow_set(it: Fellow) -> Act {
    Act::Community(CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(it)) })
}

/// A service hall, an activity room, and a third that differs.
fn venue(community: usize, nth: usize) -> Act {
    let open = |days, from, until| OpenHours { days, from, until };
    let (name, kind, seats, hours) = match (nth, community % 2) {
        (0, _) => ("服务大厅", VenueKind::ServiceHall, 20, vec![open(0b111_1111, 510, 1_020)]),
        (1, _) => ("活动室", VenueKind::ActivityRoom, 40, vec![open(0b001_1111, 480, 1_320), open(0b110_0000, 540, 1_260)]),
        (_, 0) => ("志愿服务驿站", VenueKind::Station, 12, vec![open(0b111_1111, 480, 1_260)]),
        _ => ("青春解忧园地", VenueKind::HeartGarden, 6, vec![open(0b111_1111, 840, 1_290)]),
    };
    let spot = format!("{}层", nth + 1);
    let community = Some(CommunityId::of(community));
    let it = Venue { name: name.into(), kind, community, spot: spot.into(), seats, hours };
    Act::Venue(VenueAct::Set { venue: None, before: None, after: Some(Box::new(it)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Campus, Day, Entry, SeatId};
    use crate::demo::Size;

    #[test]
    fn the_communities_are_peopled_on_every_day_of_the_week() {
        for ahead in 0..7 {
            let now = Day(739_580).plus(ahead).at(ZONE, 23, 36);
            let size = Size { students: 700, talks: 40, incidents: 8 };
            let mut campus = Campus::default();
            for (seq, (at, by, act)) in (1..).map(Seq).zip(crate::demo::college(1, size, now)) {
                if let Act::Community(_) | Act::Venue(_) = act {
                    let refused = campus.check(by, at, &act).err();
                    assert_eq!(refused, None, "{seq}: {act:?}");
                }
                campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
            }
            assert_eq!(campus.venues().venues().count(), COMMUNITIES * VENUES);
            assert!(campus.communities().fellows().count() >= PEOPLE.len());
        }
    }
}
