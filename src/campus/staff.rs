//! Who works here: counselors (辅导员), duty leaders (带班领导), and the students' own grid (楼栋长, 楼层长, 寝室长, 心理委员).

use super::{
    BuildingId, ChainPost, ClassId, CommunityId, Day, DepartmentId, Paged, People, Places, Refusal, RoomId, Seq, Sex, StudentId, UserId,
};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::collections::HashSet;

/// What a user is here for. What each role may see and do is decided in `desk::rights`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Counselor (辅导员).
    Counselor,
    /// Duty leader (带班领导).
    DutyLeader,
    /// Somebody of a department (院系).
    Department,
    /// The counselling centre (心理中心).
    CounsellingCentre,
    /// The student office (学工处).
    StudentOffice,
    /// Keeps the program running; not a reader of talks (管理员).
    Administrator,
}

impl Role {
    /// Whether they serve at a workroom unless their terms say otherwise.
    pub fn serves(self) -> bool {
        self == Self::Counselor
    }

    /// Whether they serve as duty leader unless their terms say otherwise.
    pub fn leads(self) -> bool {
        self == Self::DutyLeader
    }

    /// Whether they answer for this post of the reporting chain.
    pub fn answers_for(self, post: ChainPost) -> bool {
        match post {
            ChainPost::Department(_) => self == Self::Department,
            ChainPost::StudentOffice => self == Self::StudentOffice,
            ChainPost::Counselling => self == Self::CounsellingCentre,
            ChainPost::Owner | ChainPost::DutyLeader | ChainPost::Security | ChainPost::CollegeLeader => false,
        }
    }
}

/// A user of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// What they type to come in: `zhang`.
    pub login: Box<str>,
    /// Name.
    pub name: Box<str>,
    /// Sex, for teams that need one of each.
    pub sex: Option<Sex>,
    /// Role.
    pub role: Role,
    /// The community whose workroom is theirs.
    pub community: Option<CommunityId>,
    /// Department.
    pub department: Option<DepartmentId>,
    /// The classes they lead (所带班级).
    pub classes: SmallVec<[ClassId; 4]>,
    /// Phone.
    pub phone: Box<str>,
    /// May still come in.
    pub active: bool,
}

impl User {
    /// Somebody of whom nothing more is known, and who may come in.
    pub fn new(login: impl Into<Box<str>>, name: impl Into<Box<str>>, role: Role) -> Self {
        Self {
            login: login.into(),
            name: name.into(),
            sex: None,
            role,
            community: None,
            department: None,
            classes: SmallVec::new(),
            phone: Box::default(),
            active: true,
        }
    }
}

/// A post of the students' own grid, with what it looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OfficerPost {
    /// 楼栋长.
    BuildingHead(BuildingId),
    /// 楼层长.
    FloorHead(BuildingId, i8),
    /// 寝室长.
    RoomHead(RoomId),
    /// 心理委员 of a class.
    PsychWatcher(ClassId),
    /// A party member's responsible room (学生党员责任寝室).
    PartyRoom(RoomId),
}

/// A student in a post of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The post.
    pub post: OfficerPost,
    /// Who holds it.
    pub student: StudentId,
    /// Since when.
    pub from: Day,
    /// Until when, once it has ended.
    pub until: Option<Day>,
}

/// Acts on staff and officers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaffAct {
    /// A user joins and gets the next free id.
    Joined(User),
    /// A user's facts or role change.
    Changed {
        /// Who.
        user: UserId,
        /// As it was.
        before: Box<User>,
        /// As it is from now on; the login stays.
        after: Box<User>,
    },
    /// A user set a new passphrase; what it is stays with them.
    PassphraseChanged {
        /// Who.
        user: UserId,
    },
    /// Students are named to posts of the grid.
    OfficersNamed(Vec<Officer>),
    /// An officer steps down.
    OfficerRelieved {
        /// The post.
        post: OfficerPost,
        /// Who held it.
        student: StudentId,
        /// The last day.
        on: Day,
    },
    /// The public half of a user's key pair, to which what is meant for them is sealed.
    KeyPublished {
        /// Whose.
        user: UserId,
        /// X25519, 32 bytes.
        key: [u8; 32],
    },
}

/// The public half of a user's key pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserKey {
    /// Whose.
    pub user: UserId,
    /// X25519, 32 bytes.
    pub key: [u8; 32],
    /// The entry that published it.
    pub seq: Seq,
    /// Who did; where it is not the user, they are told.
    pub by: UserId,
}

/// All users and officers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub(super) users: Paged<User>,
    pub(super) officers: Paged<Officer>,
    /// Every key ever published; a user's last one counts.
    pub(super) keys: Paged<UserKey>,
}

/// Longest login, in characters.
pub const LOGIN_LIMIT: usize = 32;

impl Default for Staff {
    fn default() -> Self {
        Self { users: Paged::new(64), officers: Paged::new(256), keys: Paged::new(128) }
    }
}

impl Staff {
    /// All users with their ids, the disabled included.
    pub fn users(&self) -> impl ExactSizeIterator<Item = (UserId, &User)> {
        self.users.rows().iter().enumerate().map(|(row, it)| (UserId::of(row), it))
    }

    /// One user.
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.get(id.index())
    }

    /// The user with this login.
    pub fn by_login(&self, login: &str) -> Option<UserId> {
        self.users().find(|(_, it)| &*it.login == login).map(|(id, _)| id)
    }

    /// The counselor who leads a class; the first where several do.
    pub fn counselor_of(&self, class: ClassId) -> Option<UserId> {
        self.users().find(|(_, it)| it.active && it.classes.contains(&class)).map(|(id, _)| id)
    }

    /// A user's public key, the last one published.
    pub fn key_of(&self, user: UserId) -> Option<&UserKey> {
        self.keys.rows().iter().rev().find(|it| it.user == user)
    }

    /// Every public key ever published, in order.
    pub fn keys(&self) -> &[UserKey] {
        self.keys.rows()
    }

    /// All officers, those who stepped down included.
    pub fn officers(&self) -> &[Officer] {
        self.officers.rows()
    }

    /// Who holds a post now.
    pub fn holders(&self, post: OfficerPost) -> impl Iterator<Item = StudentId> {
        self.officers.rows().iter().filter(move |it| it.post == post && it.until.is_none()).map(|it| it.student)
    }

    pub(super) fn check(&self, places: &Places, people: &People, act: &StaffAct) -> Result<(), Refusal> {
        match act {
            StaffAct::Joined(user) => {
                check_user(user)?;
                if self.by_login(&user.login).is_some() { Err(Refusal::LoginTaken) } else { Ok(()) }
            }
            StaffAct::Changed { user, before, after } => {
                let now = self.user(*user).ok_or(Refusal::NoSuchUser(*user))?;
                // A place whose entry was lost has no login; whoever it belonged to gets it back.
                let is_filled = before.login.is_empty() && self.by_login(&after.login).is_none();
                if now != &**before || (after.login != before.login && !is_filled) {
                    return Err(Refusal::ChangedMeanwhile);
                }
                check_user(after)?;
                let admins = self.users().filter(|(id, it)| id != user && it.active && it.role == Role::Administrator).count();
                let was = before.active && before.role == Role::Administrator;
                let is = after.active && after.role == Role::Administrator;
                if was && !is && admins == 0 { Err(Refusal::LastAdministrator) } else { Ok(()) }
            }
            StaffAct::PassphraseChanged { user } | StaffAct::KeyPublished { user, .. } => {
                self.user(*user).map(|_| ()).ok_or(Refusal::NoSuchUser(*user))
            }
            StaffAct::OfficersNamed(officers) => {
                let standing = self.officers.rows().iter().filter(|it| it.until.is_none());
                let mut holding: HashSet<_> = standing.map(|it| (it.post, it.student)).collect();
                officers.iter().try_for_each(|it| {
                    people.student(it.student).ok_or(Refusal::NoSuchStudent(it.student))?;
                    check_post(places, people, it.post)?;
                    if holding.insert((it.post, it.student)) { Ok(()) } else { Err(Refusal::OfficerTwice(it.student)) }
                })
            }
            StaffAct::OfficerRelieved { post, student, .. } => {
                if self.holders(*post).any(|id| id == *student) {
                    Ok(())
                } else {
                    Err(Refusal::NoSuchOfficer)
                }
            }
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &StaffAct) {
        match act {
            StaffAct::Joined(user) => {
                self.users.push(user.clone());
            }
            StaffAct::Changed { user, after, .. } => {
                if let Some(it) = self.users.get_mut(user.index()) {
                    *it = (**after).clone();
                }
            }
            StaffAct::PassphraseChanged { .. } => {}
            StaffAct::KeyPublished { user, key } => {
                self.keys.push(UserKey { user: *user, key: *key, seq, by });
            }
            StaffAct::OfficersNamed(officers) => officers.iter().for_each(|it| {
                self.officers.push(it.clone());
            }),
            StaffAct::OfficerRelieved { post, student, on } => {
                let row = self.officers.rows().iter().position(|it| it.post == *post && it.student == *student && it.until.is_none());
                if let Some(it) = row.and_then(|row| self.officers.get_mut(row)) {
                    it.until = Some(*on);
                }
            }
        }
    }
}

/// What a post looks after exists.
fn check_post(places: &Places, people: &People, post: OfficerPost) -> Result<(), Refusal> {
    let building = |id| places.building(id).map(|_| ()).ok_or(Refusal::NoSuchBuilding(id));
    match post {
        OfficerPost::BuildingHead(id) => building(id),
        OfficerPost::FloorHead(id, floor) => {
            building(id)?;
            let has = places.rooms_of(id).iter().filter_map(|room| places.room(*room)).any(|it| it.floor == floor);
            if has { Ok(()) } else { Err(Refusal::NoSuchFloor { building: id, floor }) }
        }
        OfficerPost::RoomHead(id) | OfficerPost::PartyRoom(id) => places.room(id).map(|_| ()).ok_or(Refusal::NoSuchRoom(id)),
        OfficerPost::PsychWatcher(id) => people.class(id).map(|_| ()).ok_or(Refusal::NoSuchClass(id)),
    }
}

fn check_user(user: &User) -> Result<(), Refusal> {
    let login_ok = !user.login.is_empty() && user.login.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if !login_ok || user.name.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    let got = user.login.chars().count().max(user.name.chars().count());
    if got > LOGIN_LIMIT { Err(Refusal::TooLong { limit: LOGIN_LIMIT, got }) } else { Ok(()) }
}
