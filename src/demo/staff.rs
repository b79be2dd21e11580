//! Who works at the demo college: fifty counselors, each with a community and classes, the duty leaders, and one or two of every office.

use super::dice::{Dice, For};
use super::land::COMMUNITIES;
use super::name::{Born, Names};
use super::people::{Body, phone};
use crate::campus::{ClassId, CommunityId, DepartmentId, Role, Sex, User, UserId};
use std::collections::BTreeMap;

/// The community of 张敏, 李航's, and the row of the students' office among the offices.
const ZHANGS_COMMUNITY: usize = 2;
const LIS_COMMUNITY: usize = 0;

/// All users; the id is the row.
#[derive(Debug)]
pub(super) struct Crew {
    pub(super) users: Vec<User>,
    /// The counselors of each community, 张敏 and 李航 the first of theirs.
    pub(super) counselors: Vec<Vec<UserId>>,
    /// Duty leaders, 陈立 the first.
    pub(super) leaders: Vec<UserId>,
    /// Who leads each class.
    pub(super) of_class: Vec<UserId>,
    /// The security office (保卫处) and the logistics office (后勤处), who take incidents over.
    pub(super) offices: Vec<UserId>,
}

pub(super) const ADMIN: UserId = UserId(0);
pub(super) const ZHANG: UserId = UserId(1);
pub(super) const WANG: UserId = UserId(3);
pub(super) const CHEN: UserId = UserId(4);

impl Crew {
    pub(super) fn hire(seed: u64, body: &Body) -> Self {
        let mut hiring = Hiring { dice: Dice::new(seed, For::Staff), names: Names::read(), logins: BTreeMap::new(), users: Vec::new() };
        let office = |name: &str| body.departments.iter().position(|it| it.starts_with(name));
        let (student_office, security, centre, logistics) = (office("学生工作处"), office("保卫处"), office("心理"), office("后勤处"));
        hiring.hire_as("admin", "系统管理员", None, Role::Administrator, None);
        hiring.hire_as("zhang", "张敏", Some(Sex::Female), Role::Counselor, Some(0));
        hiring.hire_as("li", "李航", Some(Sex::Male), Role::Counselor, None);
        hiring.hire_as("wang", "王芳", Some(Sex::Female), Role::CounsellingCentre, centre);
        hiring.hire_as("chen", "陈立", Some(Sex::Male), Role::DutyLeader, student_office);

        let mut counselors = vec![Vec::new(); COMMUNITIES];
        counselors[ZHANGS_COMMUNITY].push(ZHANG);
        counselors[LIS_COMMUNITY].push(UserId(2));
        // Four in each community: with fewer nobody could have two free nights between two duties.
        let wanted = body.classes.len().div_ceil(4).max(4 * COMMUNITIES);
        for _ in 2..wanted {
            let fewest = (0..COMMUNITIES).min_by_key(|at| counselors[*at].len()).unwrap_or(0);
            counselors[fewest].push(hiring.hire(Role::Counselor, None));
        }
        let mut leaders = vec![CHEN];
        leaders.extend((0..7).map(|department| hiring.hire(Role::DutyLeader, Some(department))));
        (0..8).for_each(|department| {
            hiring.hire(Role::Department, Some(department));
        });
        let offices = [security, security, logistics].map(|department| hiring.hire(Role::Department, department)).to_vec();
        hiring.hire(Role::CounsellingCentre, centre);
        hiring.hire(Role::StudentOffice, student_office);
        hiring.hire(Role::StudentOffice, student_office);

        let mut crew = Self { users: hiring.users, counselors, leaders, of_class: vec![ZHANG; body.classes.len()], offices };
        crew.deal_classes(body);
        crew
    }

    /// Each class gets a counselor of the community where most of it lives; 张敏 has hers already.
    fn deal_classes(&mut self, body: &Body) {
        let mut dealt = [0; COMMUNITIES];
        for (at, class) in body.classes.iter().enumerate().filter(|(at, _)| !body.zhang.contains(at)) {
            let (all, nth) = (&self.counselors[class.home], &mut dealt[class.home]);
            let others: Vec<UserId> = all.iter().copied().filter(|id| *id != ZHANG).collect();
            // There are two counselors at least in every community.
            self.of_class[at] = others.get(*nth % others.len().max(1)).copied().unwrap_or(ZHANG);
            *nth += 1;
        }
        for (community, all) in self.counselors.iter().enumerate() {
            for id in all {
                let user = &mut self.users[id.index()];
                user.community = Some(CommunityId::of(community));
                let classes: Vec<usize> = (0..body.classes.len()).filter(|at| self.of_class[*at] == *id).collect();
                user.department = classes.first().map(|at| DepartmentId::of(body.classes[*at].department)).or(user.department);
                user.classes = classes.into_iter().map(ClassId::of).collect();
            }
        }
    }

    /// A user as they join, before the freshmen have come.
    pub(super) fn joining(&self, row: usize, body: &Body) -> Option<User> {
        let mut user = self.users.get(row)?.clone();
        user.classes.retain(|id| id.index() < body.before_freshmen.1);
        Some(user)
    }
}

struct Hiring {
    dice: Dice,
    names: Names,
    /// How often a login of this pinyin was given out.
    logins: BTreeMap<&'static str, usize>,
    users: Vec<User>,
}

impl Hiring {
    fn hire(&mut self, role: Role, department: Option<usize>) -> UserId {
        let sex = if self.dice.chance(5_500) { Sex::Female } else { Sex::Male };
        let named = loop {
            let named = self.names.make(sex, Born::Staff, &mut self.dice);
            if !self.users.iter().any(|it| it.name == named.name) {
                break named;
            }
        };
        let nth = self.logins.entry(named.pinyin).or_insert(0);
        *nth += 1;
        let login = format!("{}{nth:02}", named.pinyin);
        self.hire_as(&login, &named.name, Some(sex), role, department)
    }

    fn hire_as(&mut self, login: &str, name: &str, sex: Option<Sex>, role: Role, department: Option<usize>) -> UserId {
        let phone = if role == Role::Administrator { "".into() } else { phone(&mut self.dice) };
        self.users.push(User {
            login: login.into(),
            name: name.into(),
            sex,
            role,
            community: None,
            department: department.map(DepartmentId::of),
            classes: Default::default(),
            phone,
            active: true,
        });
        UserId::of(self.users.len() - 1)
    }
}
