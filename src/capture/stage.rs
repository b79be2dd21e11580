//! A small campus and a simple resolver for the tests of this module.

use super::{Draft, Form, Pick, Resolve, Setting, read};
use crate::campus::*;

pub(super) const ZONE: Tz = Tz::Asia__Shanghai;

/// Number, name, pinyin, building and room, whether they left.
const STUDENTS: [(&str, &str, &str, &str, &str, bool); 9] = [
    ("20230101", "张三", "zhang san", "3", "412", false),
    ("20230102", "张珊", "zhang shan", "5", "101", false),
    ("20230103", "李四", "li si", "3", "412", false),
    ("20230104", "王伟", "wang wei", "3", "413", false),
    ("20230105", "王伟", "wang wei", "5", "412", false),
    ("20230106", "赵六", "zhao liu", "5", "412", true),
    ("20230107", "阿依古丽·买买提", "a yi gu li mai mai ti", "M7", "115", false),
    ("20230108", "欧阳娜娜", "ou yang na na", "M7", "115", false),
    ("0099", "张三丰", "zhang san feng", "5", "101", false),
];

pub(super) struct Stage {
    pub(super) campus: Campus,
    pub(super) picks: Vec<Pick>,
    pub(super) tags: Vec<Box<str>>,
    pub(super) building: Option<BuildingId>,
    pub(super) now: Stamp,
}

impl Resolve for Stage {
    fn students(&self, words: &str) -> Vec<StudentId> {
        let words = words.to_ascii_lowercase();
        if words.is_empty() {
            return Vec::new();
        }
        let fits = |(no, name, pinyin, ..): &(&str, &str, &str, &str, &str, bool)| {
            let initials: String = pinyin.split(' ').filter_map(|it| it.chars().next()).collect();
            (words.len() >= 4 && no.ends_with(&words))
                || name.contains(&words)
                || initials.starts_with(&words)
                || pinyin.replace(' ', "").starts_with(&words)
        };
        STUDENTS.iter().enumerate().filter(|(_, it)| fits(it)).map(|(row, _)| StudentId::of(row)).collect()
    }

    fn rooms(&self, words: &str) -> Vec<RoomId> {
        self.campus.places().rooms().filter(|(_, it)| *it.number == *words).map(|(id, _)| id).collect()
    }
}

impl Stage {
    /// Tuesday, 24 November 2026, 21:40.
    pub(super) fn new() -> Self {
        let mut campus = Campus::default();
        let building = |number: &str| Building { number: number.into(), community: Some(CommunityId(0)), sex: None };
        let room = |building: u16, number: &str| Room {
            building: BuildingId(building),
            floor: number.as_bytes()[0] as i8 - b'0' as i8,
            number: number.into(),
            beds: 6,
            purpose: RoomUse::Dwelling,
        };
        let laid = Laid {
            communities: vec![Community { name: "明德社区".into(), theme: "".into(), lead: None }],
            buildings: vec![building("3"), building("5"), building("M7"), building("东 8")],
            rooms: vec![room(0, "412"), room(0, "413"), room(1, "412"), room(1, "101"), room(2, "115"), room(3, "207")],
        };
        let now = Day::ymd(2026, 11, 24).unwrap().at(ZONE, 21, 40);
        let places = laid.clone();
        let bed = |number: &str, door: &str| {
            let building = places.buildings.iter().position(|it| &*it.number == number)?;
            let row = places.rooms.iter().position(|it| it.building.index() == building && &*it.number == door)?;
            Some(Bed { room: RoomId::of(row), bed: 1 })
        };
        let students = STUDENTS.iter().map(|(no, name, _, building, door, left)| StudentChange {
            before: None,
            after: StudentFacts { bed: bed(building, door), left: *left, ..StudentFacts::new(*no, *name) },
        });
        let import = Import { students: students.collect(), laid, ..Import::default() };
        let founded = Founded { college: "夜校".into(), zone: "Asia/Shanghai".into(), room_template: "{building}#{room}".into() };
        for (row, act) in [Act::Founded(founded), Act::Person(PersonAct::Imported(import))].into_iter().enumerate() {
            campus.check(UserId(0), now, &act).unwrap();
            campus.apply(&Entry { seq: Seq(row as u64 + 1), at: now, by: UserId(0), seat: SeatId(0), act });
        }
        Self { campus, picks: Vec::new(), tags: vec!["失眠".into(), "挂科".into()], building: None, now }
    }

    pub(super) fn setting(&self) -> Setting<'_> {
        Setting {
            campus: &self.campus,
            resolve: self,
            now: self.now,
            user: UserId(0),
            building: self.building,
            picks: &self.picks,
            answers: None,
            holds: None,
            tags: &self.tags,
        }
    }

    pub(super) fn talk(&self, line: &str) -> Draft {
        read(Form::Talk, line, &self.setting())
    }

    pub(super) fn incident(&self, line: &str) -> Draft {
        read(Form::Incident, line, &self.setting())
    }
}
