//! Made-up names (姓名) of realistic frequency: surnames by their share of the people, given names by sex and by the decade of birth, and
//! some students of the minorities whose names have a dot in the middle.

use super::dice::Dice;
use super::phrase::section;
use crate::campus::Sex;

const SURNAMES: &str = include_str!("../../assets/demo/surnames.txt");
const GIVEN: &str = include_str!("../../assets/demo/given.txt");
const MINORITY: &str = include_str!("../../assets/demo/minority.txt");

/// When somebody was born, as far as names tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Born {
    /// In the 2000s: students.
    Student,
    /// In the 1980s, more or less: staff.
    Staff,
}

/// Given names of one sex and decade.
#[derive(Debug)]
struct Given {
    first: Vec<&'static str>,
    last: Vec<&'static str>,
    single: Vec<&'static str>,
    whole: Vec<&'static str>,
}

impl Given {
    fn read(sex: Sex, decade: &str) -> Self {
        let list = |part: &str| {
            let name = format!("{}{decade}{part}", sex_word(sex));
            section(GIVEN, &name).into_iter().flat_map(str::split_whitespace).collect()
        };
        Self { first: list("首"), last: list("尾"), single: list("单"), whole: list("名") }
    }

    fn make(&self, dice: &mut Dice) -> String {
        let kind = dice.below(100);
        let one = |from: &[&'static str], dice: &mut Dice| dice.pick(from).copied().unwrap_or_default();
        match kind {
            0..14 => one(&self.single, dice).to_owned(),
            14..36 => one(&self.whole, dice).to_owned(),
            _ => loop {
                let (first, last) = (one(&self.first, dice), one(&self.last, dice));
                // No 宇宇 and no empty lists: a doubled character would read like a pet name.
                if first != last || first.is_empty() {
                    return format!("{first}{last}");
                }
            },
        }
    }
}

/// A minority people whose names are made whole.
#[derive(Debug)]
struct Minority {
    name: &'static str,
    of_ten_thousand: usize,
    male: Vec<&'static str>,
    female: Vec<&'static str>,
    fathers: Vec<&'static str>,
}

/// How many of ten thousand students bear such a name.
const MINORITIES: [(&str, usize); 4] = [("维吾尔族", 60), ("哈萨克族", 20), ("藏族", 40), ("彝族", 40)];

/// Makes names.
#[derive(Debug)]
pub(super) struct Names {
    surnames: Vec<(&'static str, &'static str)>,
    /// The surnames' weights added up, so that one is found by halving.
    sums: Vec<usize>,
    student: [Given; 2],
    staff: [Given; 2],
    minorities: Vec<Minority>,
}

/// A made-up name with what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: Box<str>,
    /// The surname's pinyin, for logins; empty for names made whole.
    pub(super) pinyin: &'static str,
    /// The people (民族), where the name tells.
    pub(super) people: Option<&'static str>,
}

fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    }
}

impl Names {
    pub(super) fn read() -> Self {
        let (mut surnames, mut sums, mut sum) = (Vec::new(), Vec::new(), 0);
        for line in section(SURNAMES, "") {
            let mut fields = line.split_whitespace();
            let (Some(name), Some(weight), Some(pinyin)) = (fields.next(), fields.next(), fields.next()) else { continue };
            sum += weight.parse::<usize>().unwrap_or(0);
            surnames.push((name, pinyin));
            sums.push(sum);
        }
        let words = |name: &str| section(MINORITY, name).into_iter().flat_map(str::split_whitespace).collect();
        let minorities = MINORITIES.into_iter().map(|(name, of_ten_thousand)| Minority {
            name,
            of_ten_thousand,
            male: words(&format!("{name}男")),
            female: words(&format!("{name}女")),
            fathers: words(&format!("{name}父")),
        });
        Self {
            surnames,
            sums,
            student: [Given::read(Sex::Male, "00"), Given::read(Sex::Female, "00")],
            staff: [Given::read(Sex::Male, "80"), Given::read(Sex::Female, "80")],
            minorities: minorities.collect(),
        }
    }

    /// Somebody's name.
    pub(super) fn make(&self, sex: Sex, born: Born, dice: &mut Dice) -> Named {
        if born == Born::Student {
            let mut throw = dice.below(10_000);
            for people in &self.minorities {
                if throw < people.of_ten_thousand {
                    return people.make(sex, dice);
                }
                throw -= people.of_ten_thousand;
            }
        }
        let given = match born {
            Born::Student => &self.student,
            Born::Staff => &self.staff,
        };
        let throw = dice.below(self.sums.last().copied().unwrap_or(0));
        let (surname, pinyin) = self.surnames.get(self.sums.partition_point(|it| *it <= throw)).copied().unwrap_or(("王", "wang"));
        let mut given = given[sex as usize].make(dice);
        while given == surname {
            given = self.student[sex as usize].make(dice);
        }
        Named { name: format!("{surname}{given}").into(), pinyin, people: None }
    }
}

impl Minority {
    fn make(&self, sex: Sex, dice: &mut Dice) -> Named {
        let own = match sex {
            Sex::Male => &self.male,
            Sex::Female => &self.female,
        };
        let mut name = dice.pick(own).copied().unwrap_or("扎西").to_owned();
        if let Some(father) = dice.pick(&self.fathers) {
            name.push('·');
            name.push_str(father);
        }
        Named { name: name.into(), pinyin: "", people: Some(self.name) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::For;
    use super::*;

    #[test]
    fn names_are_as_frequent_as_in_life() {
        let (names, mut dice) = (Names::read(), Dice::new(1, For::People));
        let made: Vec<_> = (0..10_000).map(|_| names.make(Sex::Female, Born::Student, &mut dice)).collect();
        let share = |with: &dyn Fn(&str) -> bool| made.iter().filter(|it| with(&it.name)).count();
        assert!((550..900).contains(&share(&|it| it.starts_with('王'))));
        assert!((1..40).contains(&share(&|it| it.starts_with("欧阳"))));
        assert!((40..250).contains(&share(&|it| it.contains('·'))));
        assert!(made.iter().all(|it| it.name.contains('·') || (2..=4).contains(&it.name.chars().count())));
        let distinct: std::collections::BTreeSet<_> = made.iter().map(|it| &it.name).collect();
        assert!((5_000..9_900).contains(&distinct.len()), "namesakes there are, but not only: {}", distinct.len());
    }

    #[test]
    fn the_surnames_hold_the_awkward_ones() {
        let names = Names::read();
        assert!(names.surnames.len() >= 150);
        for awkward in ["单", "解", "曾", "仇", "查", "任", "覃", "盖", "朴", "乐", "尹", "欧阳", "上官", "司马", "诸葛", "尉迟"]
        {
            assert!(names.surnames.iter().any(|(name, _)| *name == awkward), "{awkward}");
        }
        let mut once: Vec<_> = names.surnames.iter().map(|(name, _)| name).collect();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), names.surnames.len(), "a surname stands twice");
    }
}
