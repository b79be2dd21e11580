//! What a line says of an activity (活动): its kind, how many were there, who leads and speaks, what is to prove it, when it is.

use super::line::ESCAPE;
use super::{Draft, Form, Setting, read};
use crate::campus::{
    Act, ActivityAct, ActivityEntered, ActivityFacts, ActivityHead, ActivityKind, ActivityState, CommunityId, Day, Spot, Standing, Taking,
    TakingPart,
};

/// What a line was understood to say of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityDraft {
    /// Of what kind: said, guessed or 其他; the chip says which.
    pub kind: ActivityKind,
    /// How many were there, or are expected.
    pub count: Option<u32>,
    /// Who leads, speaks, attends.
    pub taking: Vec<Taking>,
    /// What is to prove it.
    pub promised: Vec<Box<str>>,
    /// On which day, if that was said; otherwise it is today.
    pub day: Option<Day>,
    /// At what time, in minutes of the day.
    pub minute: Option<u16>,
}

impl Default for ActivityDraft {
    fn default() -> Self {
        Self { kind: ActivityKind::Other, count: None, taking: Vec::new(), promised: Vec::new(), day: None, minute: None }
    }
}

/// What stands before the colon of somebody who is named, as what they come and what they do there.
const PARTS: [(&str, Standing, TakingPart); 16] = [
    ("校领导", Standing::CollegeLeader, TakingPart::Attends),
    ("院领导", Standing::DepartmentLeader, TakingPart::Attends),
    ("院系领导", Standing::DepartmentLeader, TakingPart::Attends),
    ("导师", Standing::Mentor, TakingPart::Speaks),
    ("典型", Standing::RoleModel, TakingPart::Speaks),
    ("先进典型", Standing::RoleModel, TakingPart::Speaks),
    ("主讲", Standing::Other, TakingPart::Speaks),
    ("负责", Standing::Staff, TakingPart::Leads),
    ("组织", Standing::Staff, TakingPart::Leads),
    ("出席", Standing::Other, TakingPart::Attends),
    ("president", Standing::CollegeLeader, TakingPart::Attends),
    ("dean", Standing::DepartmentLeader, TakingPart::Attends),
    ("mentor", Standing::Mentor, TakingPart::Speaks),
    ("speaker", Standing::Other, TakingPart::Speaks),
    ("lead", Standing::Staff, TakingPart::Leads),
    ("guest", Standing::Other, TakingPart::Attends),
];

/// Somebody who is named with what they do: `主讲:王老师`. `word` is folded to half width.
pub(super) fn taking(word: &str, setting: &Setting<'_>) -> Option<Vec<Taking>> {
    let (before, names) = word.split_once(':')?;
    let (_, standing, part) = *PARTS.iter().find(|(it, ..)| it.eq_ignore_ascii_case(before))?;
    let named: Vec<Taking> =
        names.split([',', '、']).map(str::trim).filter(|it| !it.is_empty()).map(|name| one(name, standing, part, setting)).collect();
    (!named.is_empty()).then_some(named)
}

/// As it is written on the line.
pub(super) fn write(it: &Taking) -> String {
    let exact = PARTS.iter().find(|(_, standing, part)| (*standing, *part) == (it.standing, it.part));
    let near = || PARTS.iter().find(|(_, standing, _)| *standing == it.standing);
    let word = exact.or_else(near).map_or("出席", |it| it.0);
    format!("{word}:{}", it.name.split_whitespace().collect::<String>())
}

fn one(name: &str, standing: Standing, part: TakingPart, setting: &Setting<'_>) -> Taking {
    let users = || setting.campus.staff().users().filter(|(_, it)| it.active);
    let mut fit = users().filter(|(_, it)| *it.name == *name || *it.login == *name);
    // Two of one name are nobody in particular.
    let user = fit.next().filter(|_| fit.next().is_none());
    let name = user.map_or(name, |(_, it)| &*it.name);
    Taking { name: name.into(), user: user.map(|(id, _)| id), standing, part }
}

/// How many: `12人`, `12名同学`, `12p`.
pub(super) fn count(word: &str) -> Option<u32> {
    let word = word.trim_end_matches([',', ';', '。', '、']);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let unit = word.get(digits..)?;
    let known = ["人", "名", "名同学", "名学生", "位同学", "人次", "p", "people", "students"].contains(&unit);
    word.get(..digits)?.parse().ok().filter(|_| known && digits > 0)
}

impl Draft {
    /// The activity the line makes.
    pub(super) fn entered(&self, setting: &Setting<'_>) -> Act {
        let zone = setting.campus.zone();
        let it = &self.activity;
        let today = setting.now.day(zone);
        let day = it.day.unwrap_or(today);
        let begins = it.minute.map(|minute| day.at(zone, u32::from(minute / 60), u32::from(minute % 60)));
        let ahead = day > today || begins.is_some_and(|at| at > setting.now);
        let community = self.place.as_ref().and_then(|it| community(it, setting));
        let user = setting.campus.staff().user(setting.user);
        // A place that says no more than the community is none.
        let place = self.place.clone().filter(|it| !matches!(it, Spot::Community(_)));
        let facts = ActivityFacts {
            kind: it.kind,
            branch: it.kind.branch(),
            community: community.or_else(|| user.and_then(|it| it.community)),
            department: user.and_then(|it| it.department),
            day,
            minute: it.minute,
            place,
            title: self.text.clone(),
            tags: self.tags.clone(),
            taking: it.taking.clone(),
            promised: it.promised.clone(),
        };
        let state = if ahead { ActivityState::Planned } else { ActivityState::Held };
        let entered = ActivityEntered { facts, state, count: it.count.unwrap_or(0), text: Box::default() };
        Act::Activity(ActivityAct::Entered(Box::new(entered)))
    }
}

/// In which community a place lies.
fn community(spot: &Spot, setting: &Setting<'_>) -> Option<CommunityId> {
    let places = setting.campus.places();
    let of_building = |id| places.building(id).and_then(|it| it.community);
    match spot {
        Spot::Community(id) => Some(*id),
        Spot::Building(id) => of_building(*id),
        Spot::Room(id) => places.room(*id).and_then(|it| of_building(it.building)),
        Spot::Words(_) => None,
    }
}

/// The line that says what is known of an activity, to be changed: read again it means the same.
pub fn line_of_activity(head: &ActivityHead, setting: &Setting<'_>) -> String {
    let facts = &head.facts;
    let mut draft = read(Form::Activity, "", setting);
    draft.activity = ActivityDraft {
        kind: facts.kind,
        count: (head.count > 0).then_some(head.count),
        taking: facts.taking.clone(),
        promised: facts.promised.clone(),
        day: Some(facts.day),
        minute: facts.minute,
    };
    draft.place = facts.place.clone().or(facts.community.map(Spot::Community));
    draft.tags = facts.tags.clone();
    draft.text = facts.title.clone();
    let line = draft.write(setting.campus);
    // The first word is written so that nobody takes it for a place; where it is none anyhow, the sign would only be in the way.
    let plain = line.replacen(&format!(" {ESCAPE}"), " ", 1);
    let means = |line: &str| {
        let it = read(Form::Activity, line, setting);
        (it.activity, it.place, it.text, it.tags)
    };
    if means(&plain) == means(&line) { plain } else { line }
}

/// What is to be known of an activity by the line that was changed; what the line has no word for stays. And how many were there, where it says that.
pub fn amended_facts(draft: &Draft, head: &ActivityHead, setting: &Setting<'_>) -> (ActivityFacts, Option<u32>) {
    let (it, before) = (&draft.activity, &head.facts);
    let as_read = |it: &Taking| taking(&write(it), setting).and_then(|all| all.into_iter().next());
    // Who stands there as before keeps what the line has no word for.
    let kept = |one: &Taking| before.taking.iter().find(|it| *it == one || as_read(it).as_ref() == Some(one)).cloned();
    let named = draft.place.clone().filter(|it| !matches!(it, Spot::Community(_)));
    let community = draft.place.as_ref().and_then(|it| community(it, setting)).or(before.community);
    let facts = ActivityFacts {
        kind: it.kind,
        branch: if it.kind == before.kind { before.branch } else { it.kind.branch() },
        community,
        department: before.department,
        day: it.day.unwrap_or(before.day),
        minute: it.minute,
        place: named,
        title: draft.text.clone(),
        tags: draft.tags.clone(),
        taking: it.taking.iter().map(|one| kept(one).unwrap_or_else(|| one.clone())).collect(),
        promised: it.promised.clone(),
    };
    (facts, it.count)
}
