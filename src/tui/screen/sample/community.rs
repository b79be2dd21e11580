//! The college of the pictures with its communities peopled: a mentor, a branch, places with bookings, tasks.

use super::{Sample, now, tonight};
use crate::campus::*;
use crate::tui::model::{CommunityPlace, CommunityView, List, Model, Place};
use crate::words::Lang;

impl Sample {
    /// People, places and tasks of the last days.
    pub(in crate::tui) fn communities() -> Self {
        let mut it = Self::full();
        it.by(1);
        let community = Some(CommunityId(0));
        let (zhang, other) = (it.in_room("412", 0), it.in_room("305", 1));
        let fellow = |kind: FellowKind, name: &str, student: Option<StudentId>, branch: Option<Branch>, office: &str, text: &str| Fellow {
            kind,
            name: name.into(),
            student,
            community: kind.is_mentor().then_some(CommunityId(0)),
            branch,
            secretary: branch.is_some() && student.is_none(),
            office: office.into(),
            text: text.into(),
            students: if kind.is_mentor() { vec![zhang, other] } else { Vec::new() },
        };
        let set = |it: Fellow| Act::Community(CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(it)) });
        it.at(-9, 10, 0);
        it.act(set(fellow(FellowKind::LeadingGroup, "陈国强", None, None, "党委书记", "组长")));
        let mentor = it.act(set(fellow(FellowKind::StudyMentor, "王建华", None, None, "信息工程系", "高等数学、专升本")));
        it.act(set(fellow(FellowKind::RoleModel, "马超", None, None, "应急管理局", "抗洪抢险一等功")));
        it.act(set(fellow(FellowKind::PartyMember, "周晓燕", None, Some(Branch::Ideology), "学工处", "")));
        it.act(set(fellow(FellowKind::Activist, "", Some(other), Some(Branch::Ideology), "", "")));
        let met = Met { fellow: mentor, day: tonight().plus(-9), students: vec![zhang], minutes: 45, text: "补考复习计划".into() };
        it.act(Act::Community(CommunityAct::Met(met)));
        let venue = |name: &str, kind, seats| {
            let hours = vec![OpenHours { days: 127, from: 480, until: 1_320 }];
            let it = Venue { name: name.into(), kind, community, spot: "3号楼一层".into(), seats, hours };
            Act::Venue(VenueAct::Set { venue: None, before: None, after: Some(Box::new(it)) })
        };
        let hall = it.act(venue("服务大厅", VenueKind::ServiceHall, 20));
        let room = it.act(venue("活动室", VenueKind::ActivityRoom, 40));
        it.act(venue("青春解忧园地", VenueKind::HeartGarden, 6));
        let task = |kind, what: &str, due: i32, done: Option<i32>| {
            let task = Task {
                kind,
                what: what.into(),
                system: 17,
                community,
                venue: Some(hall),
                lead: "后勤处".into(),
                with: "宣传部".into(),
                due: tonight().plus(due),
                done: done.map(|it| tonight().plus(it)),
            };
            Act::Community(CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(task)) })
        };
        it.act(task(TaskKind::SetUp, "活动室投影和桌椅", 6, None));
        it.act(task(TaskKind::Plate, "服务大厅标识牌", -2, None));
        it.act(task(TaskKind::Organisation, "六个支部组建到位", -10, Some(-11)));
        let booked = |day: i32, from, until, who: &str, count| {
            let (who, text) = (who.into(), "".into());
            Act::Venue(VenueAct::Booked(Box::new(Booking {
                venue: room,
                day: tonight().plus(day),
                from,
                until,
                who,
                student: None,
                count,
                text,
            })))
        };
        let booking = it.act(booked(0, 840, 960, "数学社", 25));
        it.act(booked(0, 1_110, 1_230, "信息2301班", 30));
        it.act(booked(1, 900, 1_020, "读书会", 12));
        it.at(0, 16, 10).act(Act::Venue(VenueAct::Used { booking, count: 23, text: "桌椅已归位".into() }));
        it.at = now();
        it
    }

    /// Each of the screens of the communities.
    pub(in crate::tui) fn community_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let at = |view, branch| {
            let mut model = self.seat(lang, size);
            model.place = Place::Community(CommunityPlace { view, community: None, days: 0, venue: None, branch, opened: None });
            self.settle(&mut model);
            model
        };
        use CommunityView as V;
        let mut clash = at(V::Day, None);
        self.type_into(&mut clash, "b活动室 明天 15:00-16:00 棋社");
        let first = self.campus.communities().fellows().find(|(_, it)| it.kind.is_mentor()).map(|(head, _)| head.seq);
        let mut mentor = at(V::People, None);
        mentor.place =
            Place::Community(CommunityPlace { view: V::People, community: None, days: 0, venue: None, branch: None, opened: first });
        mentor.cursors[List::Community as usize].at = 3;
        self.settle(&mut mentor);
        let mut add = at(V::People, None);
        self.type_into(&mut add, "a");
        vec![
            ("places", at(V::Places, None)),
            ("day", at(V::Day, None)),
            ("week", at(V::Week, None)),
            ("tasks", at(V::Tasks, None)),
            ("people", at(V::People, None)),
            ("branches", at(V::Branches, None)),
            ("members", at(V::Branches, Some(Branch::Ideology))),
            ("catalogue", at(V::Catalogue, None)),
            ("clash", clash),
            ("mentor", mentor),
            ("add", add),
        ]
    }
}
