//! The students (学生) of the demo college: classes by department and grade, names, and a bed for everybody.

use super::dice::{Dice, For};
use super::land::{COLLEGE_TXT, ENOUGH_FOR_EXAMPLES, Land};
use super::name::{Born, Named, Names};
use super::phrase::section;
use crate::campus::{Bed, Class, ClassId, Department, DepartmentId, Detail, Import, Sex, StudentChange, StudentFacts};

/// Students who are always there in a college of [`ENOUGH_FOR_EXAMPLES`], led by 张敏: the README and tonight's incidents speak of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    ZhangSan,
    ZhangShan,
    LiYutong,
    ShanXueqing,
    OuyangNa,
    ZhaoLei,
    ChenHao,
    LinXiaoman,
}

/// Their names, sexes, and which of 张敏's classes they are in, the oldest first; none is a freshman, for some of what is said of them is weeks old.
const KNOWN: [(Known, &str, Sex, usize); 8] = [
    (Known::ZhangSan, "张三", Sex::Male, 0),
    (Known::ZhangShan, "张珊", Sex::Female, 0),
    (Known::LiYutong, "李雨桐", Sex::Female, 2),
    (Known::ShanXueqing, "单雪晴", Sex::Female, 1),
    (Known::OuyangNa, "欧阳娜", Sex::Female, 0),
    (Known::ZhaoLei, "赵磊", Sex::Male, 1),
    (Known::ChenHao, "陈浩", Sex::Male, 2),
    (Known::LinXiaoman, "林小曼", Sex::Female, 2),
];
/// A name that five students share at least.
const NAMESAKE: (&str, usize) = ("张伟", 5);
/// The seat of 张三 in his class, from 0, and his bed in 3#412.
pub(super) const ZHANG_SAN: (usize, u8) = (11, 2);

/// A class as planned.
#[derive(Debug)]
pub(super) struct PlannedClass {
    pub(super) name: Box<str>,
    pub(super) department: usize,
    major: &'static str,
    /// Year of entry.
    pub(super) grade: i32,
    /// Number among the classes of its department and grade, from 1.
    code: usize,
    /// Rows of its students.
    pub(super) pupils: std::ops::Range<usize>,
    /// The community where most of them live.
    pub(super) home: usize,
}

/// A student as planned; the id is the row.
#[derive(Debug)]
pub(super) struct Pupil {
    pub(super) name: Box<str>,
    people: Option<&'static str>,
    pub(super) sex: Sex,
    pub(super) class: usize,
    pub(super) bed: Option<Bed>,
}

/// Everybody.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) departments: Vec<&'static str>,
    /// In the order of their ids: the freshmen's behind all others, for they come later.
    pub(super) classes: Vec<PlannedClass>,
    pub(super) pupils: Vec<Pupil>,
    /// The rows of who sleeps in each room.
    pub(super) sleepers: Vec<Vec<u32>>,
    /// How many students were there before the freshmen came, and how many classes.
    pub(super) before_freshmen: (usize, usize),
    /// The classes 张敏 leads.
    pub(super) zhang: Vec<usize>,
    known: Vec<(Known, usize)>,
    ethnic: Vec<(&'static str, usize)>,
    origins: Vec<&'static str>,
    /// The youngest grade.
    pub(super) youngest: i32,
    details: Dice,
}

struct Major {
    department: usize,
    prefix: &'static str,
    name: &'static str,
    share: usize,
    male_percent: usize,
}

impl Body {
    pub(super) fn grow(seed: u64, students: usize, youngest: i32, land: &Land) -> Self {
        let mut departments = section(COLLEGE_TXT, "院系");
        departments.extend(section(COLLEGE_TXT, "部门"));
        let majors = majors();
        let mut dice = Dice::new(seed, For::People);
        let mut classes = plan_classes(&majors, students, youngest, &mut dice);
        let old = classes.iter().filter(|(class, _)| class.grade < youngest);
        let before_freshmen = (old.clone().map(|(class, _)| class.pupils.len()).sum(), old.count());
        let zhang: Vec<usize> =
            (0..classes.len()).filter(|at| classes[*at].0.name.starts_with("软件") && classes[*at].0.name.ends_with("01")).collect();
        let pupils = plan_pupils(&mut classes, students, land, zhang.first().copied(), &mut dice);
        let ethnic = section(COLLEGE_TXT, "民族").into_iter().filter_map(|line| {
            let (name, weight) = line.split_once(' ')?;
            Some((name, weight.parse().ok()?))
        });
        let mut body = Self {
            departments,
            classes: classes.into_iter().map(|(class, _)| class).collect(),
            pupils,
            sleepers: Vec::new(),
            before_freshmen,
            zhang,
            known: Vec::new(),
            ethnic: ethnic.collect(),
            origins: section(COLLEGE_TXT, "生源地").into_iter().flat_map(str::split_whitespace).collect(),
            youngest,
            details: Dice::new(seed, For::Details),
        };
        body.name_all(&mut dice);
        body.house(land, &mut Dice::new(seed, For::Housing));
        body
    }

    /// The row of a student the examples speak of, if the college is large enough for them.
    pub(super) fn known(&self, who: Known) -> Option<usize> {
        self.known.iter().find(|(it, _)| *it == who).map(|(_, row)| *row)
    }

    /// Whether a student is one of those; chance leaves them alone.
    pub(super) fn is_known(&self, row: usize) -> bool {
        self.known.iter().any(|(_, it)| *it == row)
    }

    fn name_all(&mut self, dice: &mut Dice) {
        let (names, reserved) = (Names::read(), KNOWN.map(|(_, name, ..)| name));
        for pupil in &mut self.pupils {
            let named = loop {
                let named = names.make(pupil.sex, Born::Student, dice);
                if !reserved.contains(&&*named.name) {
                    break named;
                }
            };
            Named { name: pupil.name, people: pupil.people, .. } = named;
        }
        if self.pupils.len() < ENOUGH_FOR_EXAMPLES {
            return;
        }
        for (who, name, sex, class) in KNOWN {
            let seats = self.zhang.iter().cycle().skip(class).take(self.zhang.len()).flat_map(|at| self.classes[*at].pupils.clone());
            let free = |row: &usize| self.pupils[*row].sex == sex && !self.is_known(*row);
            let seat = match who {
                Known::ZhangSan => self.zhang.first().map(|at| self.classes[*at].pupils.start + ZHANG_SAN.0),
                _ => seats.into_iter().find(free),
            };
            if let Some(row) = seat {
                self.known.push((who, row));
                (self.pupils[row].name, self.pupils[row].people) = (name.into(), None);
            }
        }
        let men: Vec<usize> = (0..self.pupils.len()).filter(|row| self.pupils[*row].sex == Sex::Male && !self.is_known(*row)).collect();
        for nth in 0..NAMESAKE.1 {
            if let Some(row) = men.get(men.len() * nth / NAMESAKE.1) {
                (self.pupils[*row].name, self.pupils[*row].people) = (NAMESAKE.0.into(), None);
            }
        }
    }

    /// The departments alone, as the first import brings them.
    pub(super) fn import_departments(&self) -> Import {
        Import { departments: self.departments.iter().map(|it| Department { name: (*it).into() }).collect(), ..Import::default() }
    }

    /// The roster of a department: its freshmen, or everybody else. `None` if there is nobody.
    pub(super) fn import(&mut self, department: usize, freshmen: bool) -> Option<Import> {
        let mut import = Import::default();
        for at in 0..self.classes.len() {
            let class = &self.classes[at];
            if class.department != department || (class.grade == self.youngest) != freshmen {
                continue;
            }
            import.classes.push(Class { name: class.name.clone(), department: Some(DepartmentId::of(department)) });
            for row in class.pupils.clone() {
                let after = self.facts(row);
                import.students.push(StudentChange { before: None, after });
            }
        }
        (!import.students.is_empty()).then_some(import)
    }

    fn facts(&mut self, row: usize) -> StudentFacts {
        let (pupil, dice) = (&self.pupils[row], &mut self.details);
        let class = &self.classes[pupil.class];
        let age = self.youngest - class.grade;
        let seat = row - class.pupils.start + 1;
        let ethnic = pupil.people.unwrap_or_else(|| {
            let mut throw = dice.below(10_000);
            for (name, weight) in &self.ethnic {
                if throw < *weight {
                    return name;
                }
                throw -= weight;
            }
            "汉族"
        });
        let political = match (dice.below(100), age) {
            (0..3, 2..) => "中共党员",
            (3..7, 1..) => "中共预备党员",
            (7..76, _) => "共青团员",
            _ => "群众",
        };
        let origin = dice.pick(&self.origins).copied().unwrap_or_default();
        StudentFacts {
            no: format!("{}{:02}{:02}{seat:02}", class.grade, class.department + 1, class.code).into(),
            name: pupil.name.clone(),
            sex: Some(pupil.sex),
            class: Some(ClassId::of(pupil.class)),
            department: Some(DepartmentId::of(class.department)),
            bed: pupil.bed,
            phone: phone(dice),
            guardian_phone: phone(dice),
            more: vec![
                (Detail::Ethnic, ethnic.into()),
                (Detail::Political, political.into()),
                (Detail::Origin, origin.into()),
                (Detail::Major, class.major.into()),
                (Detail::Grade, class.grade.to_string().into()),
            ],
            left: false,
        }
    }
}

/// A mobile number that is well formed and made up.
pub(super) fn phone(dice: &mut Dice) -> Box<str> {
    const PREFIXES: [&str; 24] = [
        "130", "131", "132", "135", "136", "137", "138", "139", "150", "151", "152", "157", "158", "159", "166", "177", "178", "181",
        "182", "183", "187", "188", "189", "199",
    ];
    let prefix = dice.pick(&PREFIXES).copied().unwrap_or("138");
    format!("{prefix}{:04}{:04}", dice.below(10_000), dice.below(10_000)).into()
}

fn majors() -> Vec<Major> {
    let read = |line: &'static str| {
        let mut fields = line.split_whitespace();
        Some(Major {
            department: fields.next()?.parse().ok()?,
            prefix: fields.next()?,
            name: fields.next()?,
            share: fields.next()?.parse().ok()?,
            male_percent: fields.next()?.parse().ok()?,
        })
    };
    section(COLLEGE_TXT, "专业").into_iter().filter_map(read).collect()
}

/// About one class for fifty students, each with the share of men of its major in percent.
fn plan_classes(majors: &[Major], students: usize, youngest: i32, dice: &mut Dice) -> Vec<(PlannedClass, usize)> {
    let count = students.div_ceil(50);
    let rounds = majors.iter().map(|it| it.share).max().unwrap_or(1).max(1);
    let mut opened: Vec<(usize, i32)> = Vec::new();
    for round in 0.. {
        for (at, major) in majors.iter().enumerate().filter(|(_, it)| it.share > round % rounds) {
            // The fourth year is small: most finish after three.
            let grades = (youngest - if round % 2 == 0 { 3 } else { 2 })..=youngest;
            opened.extend(grades.filter(|_| major.share > 0).map(|grade| (at, grade)));
        }
        if opened.len() >= count {
            break;
        }
    }
    opened.truncate(count);
    let (mut sizes, base) = (vec![students / count; count], students / count);
    sizes.iter_mut().take(students % count).for_each(|it| *it += 1);
    if base >= 30 {
        for pair in sizes.chunks_exact_mut(2) {
            let shift = dice.below(7);
            pair[0] -= shift;
            pair[1] += shift;
        }
    }
    let mut classes: Vec<(PlannedClass, usize)> = Vec::new();
    for (at, (major_at, grade)) in opened.iter().enumerate() {
        let major = &majors[*major_at];
        let nth = opened[..=at].iter().filter(|it| *it == &(*major_at, *grade)).count();
        let class = PlannedClass {
            name: format!("{}{:02}{nth:02}", major.prefix, grade.rem_euclid(100)).into(),
            department: major.department,
            major: major.name,
            grade: *grade,
            code: 0,
            pupils: 0..sizes[at],
            home: 0,
        };
        classes.push((class, major.male_percent));
    }
    classes.sort_by_key(|(it, _)| (it.grade == youngest, it.department, it.grade));
    let (mut row, mut code, mut last) = (0, 0, (usize::MAX, 0));
    for (class, _) in &mut classes {
        code = if last == (class.department, class.grade) { code + 1 } else { 1 };
        last = (class.department, class.grade);
        class.code = code;
        class.pupils = row..row + class.pupils.len();
        row = class.pupils.end;
    }
    classes
}

/// The students of the classes with their sexes: as many men as the men's buildings want, spread over the classes as their majors have it.
fn plan_pupils(classes: &mut [(PlannedClass, usize)], students: usize, land: &Land, zhang: Option<usize>, dice: &mut Dice) -> Vec<Pupil> {
    let beds = |sex| land.rooms.iter().filter(|it| land.sex_of(it) == sex).map(|it| usize::from(it.beds)).sum::<usize>();
    let (mens, all) = (beds(Sex::Male), beds(Sex::Male) + beds(Sex::Female));
    let men = students * mens / all.max(1);
    let weights: usize = classes.iter().map(|(class, percent)| class.pupils.len() * percent).sum();
    let (mut sum, mut given) = (0, 0);
    let mut pupils: Vec<Pupil> = Vec::with_capacity(students);
    for (at, (class, percent)) in classes.iter().enumerate() {
        sum += class.pupils.len() * percent;
        // What a full class could not take is left to the next ones.
        let here = (men * sum / weights.max(1)).saturating_sub(given).min(class.pupils.len());
        given += here;
        let mut left = here;
        for seat in 0..class.pupils.len() {
            let male = dice.below(class.pupils.len() - seat) < left;
            left -= usize::from(male);
            let sex = if male { Sex::Male } else { Sex::Female };
            pupils.push(Pupil { name: "".into(), people: None, sex, class: at, bed: None });
        }
    }
    // 张三 sits in his seat, whoever the dice put there.
    if let Some((class, _)) = zhang.and_then(|at| classes.get(at)).filter(|(class, _)| class.pupils.len() > ZHANG_SAN.0) {
        let seat = class.pupils.start + ZHANG_SAN.0;
        if pupils[seat].sex == Sex::Female
            && let Some(man) = class.pupils.clone().find(|row| pupils[*row].sex == Sex::Male)
        {
            (pupils[seat].sex, pupils[man].sex) = (Sex::Male, Sex::Female);
        }
    }
    pupils
}
