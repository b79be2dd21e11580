//! The students (学生), their classes (班级) and departments (院系), and the import that brings them in.

use super::bed::{self, Move, Moved, Moves};
use super::level::{LevelRow, Levels};
use super::place::Laid;
use super::{ClassId, Day, DepartmentId, Paged, Places, Refusal, RoomId, Seq, StudentId};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Sex as a roster states it; it decides which building a student may live in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

/// A teaching or administrative department (院系、部门).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its name.
    pub name: Box<str>,
}

/// A class (班级).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its name, `软件2301`.
    pub name: Box<str>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
}

/// A bed (床位) in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bed {
    /// The room.
    pub room: RoomId,
    /// The number on the bed, from 1; 0 where the roster names only the room.
    pub bed: u8,
}

/// What a roster says of a student. Empty text means the roster did not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentFacts {
    /// Student number (学号): text, leading zeros count.
    pub no: Box<str>,
    /// Name.
    pub name: Box<str>,
    /// Sex, if known.
    pub sex: Option<Sex>,
    /// Class, if known.
    pub class: Option<ClassId>,
    /// Department, if known.
    pub department: Option<DepartmentId>,
    /// Where the student sleeps, if known.
    pub bed: Option<Bed>,
    /// Mobile phone.
    pub phone: Box<str>,
    /// The number of a parent or another person to ring (家长电话).
    pub guardian_phone: Box<str>,
    /// Further columns of the roster that were bound to a field we keep as text: identity number, ethnic group, political status, origin.
    pub more: Vec<(Detail, Box<str>)>,
    /// The student is no longer enrolled here (学籍状态: 退学, 毕业, 休学 …).
    pub left: bool,
}

impl StudentFacts {
    /// A student of whom nothing more is known.
    pub fn new(no: impl Into<Box<str>>, name: impl Into<Box<str>>) -> Self {
        Self {
            no: no.into(),
            name: name.into(),
            sex: None,
            class: None,
            department: None,
            bed: None,
            phone: Box::default(),
            guardian_phone: Box::default(),
            more: Vec::new(),
            left: false,
        }
    }
}

/// A further column of a roster, kept as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Detail {
    /// 身份证件号码.
    IdentityNo,
    /// 民族.
    Ethnic,
    /// 政治面貌.
    Political,
    /// 生源地.
    Origin,
    /// 专业.
    Major,
    /// 年级.
    Grade,
    /// 学籍状态, as the roster words it.
    Standing,
}

/// A student as the campus knows them: the roster's facts and the concern level as it stands. What set it, [`Levels`] knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// What the roster says.
    pub facts: StudentFacts,
    /// Concern level (关注等级) as last set.
    pub level: super::Concern,
    /// When the level was last set.
    pub level_since: Option<Day>,
}

/// One row's effect: `before` is `None` for a new student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentChange {
    /// As it was; `None` for a new student, who gets the next free id.
    pub before: Option<(StudentId, StudentFacts)>,
    /// As it is from now on.
    pub after: StudentFacts,
}

/// A roster, taken in as one act: wholly there or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// New departments, which get the next free ids.
    pub departments: Vec<Department>,
    /// New classes, which get the next free ids.
    pub classes: Vec<Class>,
    /// New buildings and rooms, which get the next free ids.
    pub laid: Laid,
    /// The students added or changed.
    pub students: Vec<StudentChange>,
}

/// Acts on people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonAct {
    /// A roster was taken in.
    Imported(Import),
    /// An import is taken back: changed students become what they were, added ones count as left and lose their bed.
    /// Places, classes and departments it brought stay; they are empty and harm nobody.
    ImportReverted {
        /// The changes of the import, as they were made.
        students: Vec<StudentChange>,
    },
    /// Students move to other beds.
    Moved(Moved),
}

/// All students, classes and departments with the indexes over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    pub(super) departments: Paged<Department>,
    pub(super) classes: Paged<Class>,
    pub(super) students: Paged<Student>,
    pub(super) moves: Moves,
    pub(super) levels: Levels,
    by_no: HashMap<Box<str>, StudentId>,
    by_room: HashMap<RoomId, Vec<StudentId>>,
}

/// Longest name, number or detail of a person, in characters.
pub const PERSON_TEXT_LIMIT: usize = 64;

impl Default for People {
    fn default() -> Self {
        Self {
            departments: Paged::new(128),
            classes: Paged::new(128),
            students: Paged::new(48),
            moves: Moves::default(),
            levels: Levels::default(),
            by_no: HashMap::new(),
            by_room: HashMap::new(),
        }
    }
}

impl People {
    /// All departments with their ids.
    pub fn departments(&self) -> impl ExactSizeIterator<Item = (DepartmentId, &Department)> {
        self.departments.rows().iter().enumerate().map(|(row, it)| (DepartmentId::of(row), it))
    }

    /// All classes with their ids.
    pub fn classes(&self) -> impl ExactSizeIterator<Item = (ClassId, &Class)> {
        self.classes.rows().iter().enumerate().map(|(row, it)| (ClassId::of(row), it))
    }

    /// All students with their ids, those who left included.
    pub fn students(&self) -> impl ExactSizeIterator<Item = (StudentId, &Student)> {
        self.students.rows().iter().enumerate().map(|(row, it)| (StudentId::of(row), it))
    }

    /// One department.
    pub fn department(&self, id: DepartmentId) -> Option<&Department> {
        self.departments.get(id.index())
    }

    /// One class.
    pub fn class(&self, id: ClassId) -> Option<&Class> {
        self.classes.get(id.index())
    }

    /// One student.
    pub fn student(&self, id: StudentId) -> Option<&Student> {
        self.students.get(id.index())
    }

    /// The student with this number.
    pub fn by_no(&self, no: &str) -> Option<StudentId> {
        self.by_no.get(no).copied()
    }

    /// Who sleeps in a room, by bed.
    pub fn in_room(&self, room: RoomId) -> &[StudentId] {
        self.by_room.get(&room).map_or(&[], Vec::as_slice)
    }

    /// Who moved, from where and to where.
    pub fn moves(&self) -> &Moves {
        &self.moves
    }

    /// The concern levels with what set them.
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// The departments whose students live in a building with how many do, the one with most first: it is proposed as the sponsor (包联).
    pub fn departments_in(&self, places: &Places, building: super::BuildingId) -> Vec<(DepartmentId, usize)> {
        let mut counts: HashMap<DepartmentId, usize> = HashMap::new();
        for student in places.rooms_of(building).iter().flat_map(|room| self.in_room(*room)) {
            if let Some(id) = self.department_of(*student) {
                *counts.entry(id).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        counts
    }

    /// The department of a student: their own, else that of their class.
    pub fn department_of(&self, id: StudentId) -> Option<DepartmentId> {
        let facts = &self.student(id)?.facts;
        facts.department.or_else(|| self.class(facts.class?).and_then(|it| it.department))
    }

    /// The students who have not left.
    pub fn enrolled(&self) -> impl Iterator<Item = (StudentId, &Student)> {
        self.students().filter(|(_, it)| !it.facts.left)
    }

    pub(super) fn check(&self, places: &Places, act: &PersonAct) -> Result<(), Refusal> {
        match act {
            PersonAct::Moved(it) => bed::check(places, self, it),
            PersonAct::Imported(import) => self.check_import(places, import),
            PersonAct::ImportReverted { students } => students.iter().try_for_each(|change| {
                // Who was erased meanwhile stays erased, and does not keep the others from being taken back.
                if change.after.is_erased() {
                    return Ok(());
                }
                let id = self.meant(change).ok_or(Refusal::ChangedMeanwhile)?;
                let now = self.student(id).map(|it| &it.facts);
                if now != Some(&change.after) {
                    return Err(Refusal::ChangedMeanwhile);
                }
                let no = change.before.as_ref().map_or(&*change.after.no, |(_, before)| &*before.no);
                self.check_free(no, id, students)
            }),
        }
    }

    fn check_import(&self, places: &Places, import: &Import) -> Result<(), Refusal> {
        places.check_laid(&import.laid)?;
        let departments = self.departments.len() + import.departments.len();
        let classes = self.classes.len() + import.classes.len();
        let rooms = places.rooms.len() + import.laid.rooms.len();
        let (mut seen, mut changed) = (HashSet::new(), HashSet::new());
        for change in &import.students {
            let it = &change.after;
            check_facts(it)?;
            if !seen.insert(&*it.no) {
                return Err(Refusal::StudentTwice);
            }
            if let Some(id) = it.class.filter(|id| id.index() >= classes) {
                return Err(Refusal::NoSuchClass(id));
            }
            if let Some(id) = it.department.filter(|id| id.index() >= departments) {
                return Err(Refusal::NoSuchDepartment(id));
            }
            if let Some(bed) = it.bed.filter(|bed| bed.room.index() >= rooms) {
                return Err(Refusal::NoSuchRoom(bed.room));
            }
            match &change.before {
                Some((id, _)) if !changed.insert(*id) => return Err(Refusal::StudentTwice),
                Some((id, before)) if self.student(*id).map(|it| &it.facts) != Some(before) => return Err(Refusal::ChangedMeanwhile),
                Some((id, _)) => self.check_free(&it.no, *id, &import.students)?,
                None if self.by_no.contains_key(&it.no) => return Err(Refusal::ChangedMeanwhile),
                None => {}
            }
        }
        Ok(())
    }

    /// Whether a student may have this number: nobody else has it, or gives it up in the same act. A number stands for one student.
    fn check_free(&self, no: &str, student: StudentId, changes: &[StudentChange]) -> Result<(), Refusal> {
        let given_up = |whose| changes.iter().any(|it| self.meant(it) == Some(whose));
        let taken = self.by_no(no).filter(|whose| *whose != student && !given_up(*whose));
        taken.map_or(Ok(()), |whose| Err(Refusal::NumberTaken(whose)))
    }

    /// Whom a change of an import concerns, once the import was taken in.
    fn meant(&self, change: &StudentChange) -> Option<StudentId> {
        change.before.as_ref().map_or_else(|| self.by_no(&change.after.no), |(id, _)| Some(*id))
    }

    pub(super) fn apply(&mut self, places: &mut Places, seq: Seq, day: Day, act: &PersonAct) {
        match act {
            PersonAct::Moved(it) => {
                for change in &it.changes {
                    let Some(student) = self.students.get_mut(change.student.index()) else { continue };
                    // Who was erased meanwhile sleeps nowhere.
                    if !student.facts.is_erased() {
                        student.facts.bed = change.after;
                    }
                    self.moves.push(Move { seq, day, change: *change });
                }
            }
            PersonAct::Imported(import) => {
                places.lay(&import.laid);
                import.departments.iter().for_each(|it| {
                    self.departments.push(it.clone());
                });
                import.classes.iter().for_each(|it| {
                    self.classes.push(it.clone());
                });
                for change in &import.students {
                    match &change.before {
                        Some((id, _)) => self.set_facts(*id, change.after.clone()),
                        None => {
                            self.students.push(Student { facts: change.after.clone(), level: super::Concern::None, level_since: None });
                        }
                    }
                }
            }
            PersonAct::ImportReverted { students } => {
                for change in students {
                    let Some(id) = self.meant(change) else { continue };
                    match &change.before {
                        Some((_, before)) => self.set_facts(id, before.clone()),
                        None => self.set_facts(id, StudentFacts { left: true, bed: None, ..change.after.clone() }),
                    }
                }
            }
        }
        self.reindex();
    }

    fn set_facts(&mut self, id: StudentId, facts: StudentFacts) {
        if let Some(it) = self.students.get_mut(id.index()) {
            it.facts = facts;
        }
    }

    /// Nothing of who the student was stays.
    pub(super) fn erase(&mut self, id: StudentId) {
        self.set_facts(id, StudentFacts::erased());
        self.reindex();
    }

    /// A level is set; from now on it stands.
    pub(super) fn set_level(&mut self, row: LevelRow) {
        // A hostile entry may name a student who does not exist.
        if let Some(it) = self.students.get_mut(row.student.index()) {
            (it.level, it.level_since) = (row.level, Some(row.day));
            self.levels.push(row);
        }
    }

    /// Levels are taken back; each student's is again what stood before.
    pub(super) fn withdraw_levels(&mut self, which: impl Fn(&LevelRow) -> bool) {
        for student in self.levels.withdraw(which) {
            let standing = self.levels.standing(student).map(|it| (it.level, Some(it.day)));
            if let Some(it) = self.students.get_mut(student.index()) {
                (it.level, it.level_since) = standing.unwrap_or_default();
            }
        }
    }

    pub(super) fn reindex(&mut self) {
        let numbered = self.students().filter(|(_, it)| !it.facts.is_erased());
        self.by_no = numbered.map(|(id, it)| (it.facts.no.clone(), id)).collect();
        let mut by_room: HashMap<RoomId, Vec<StudentId>> = HashMap::new();
        for (id, it) in self.enrolled() {
            if let Some(bed) = it.facts.bed {
                by_room.entry(bed.room).or_default().push(id);
            }
        }
        for students in by_room.values_mut() {
            students.sort_by_key(|id| self.student(*id).and_then(|it| it.facts.bed).map(|bed| bed.bed));
        }
        self.by_room = by_room;
    }
}

fn check_facts(it: &StudentFacts) -> Result<(), Refusal> {
    if it.no.trim().is_empty() || it.name.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    let texts = [&it.no, &it.name, &it.phone, &it.guardian_phone].into_iter().chain(it.more.iter().map(|(_, text)| text));
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
    if longest > PERSON_TEXT_LIMIT { Err(Refusal::TooLong { limit: PERSON_TEXT_LIMIT, got: longest }) } else { Ok(()) }
}
