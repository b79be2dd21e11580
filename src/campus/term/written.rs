//! An obligation as people write it: in the page that ships, in a sheet, at the shell. All of them words, so that what is wrong can be said by column.

use super::super::{Day, LeaderRank, Role};
use super::{ActivityKind, Obligation, Period, Scope, Source};
use serde::{Deserialize, Serialize};

/// The columns, in the order of the sheet.
pub const OBLIGATION_COLUMNS: [&str; 13] =
    ["code", "name", "system", "scope", "period", "counts", "kinds", "themes", "target", "lead", "takes_part", "deadline", "people"];

/// An obligation in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenObligation {
    /// Its name for scripts.
    pub code: String,
    /// Its words.
    pub name: String,
    /// Which of the seventeen systems; may be empty.
    pub system: String,
    /// `college`, `community`, `department`, `college_leaders`, `department_leaders`, or a role of users.
    pub scope: String,
    /// `quarter`, `term`, `year`, `once`.
    pub period: String,
    /// `activities`, `receptions_college`, `receptions_department`; empty for activities.
    pub counts: String,
    /// Kinds of activity, by their names for scripts, with blanks or commas between them.
    pub kinds: String,
    /// Words of which one has to be said, likewise.
    pub themes: String,
    /// How many.
    pub target: String,
    /// Who leads.
    pub lead: String,
    /// Who takes part.
    pub takes_part: String,
    /// By when: `2026-12-31`; may be empty.
    pub deadline: String,
    /// Of which persons.
    pub people: String,
}

/// What cannot be read: the column, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The column, by its name for scripts.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    obligation: Vec<WrittenObligation>,
}

impl WrittenObligation {
    /// The obligations of a page of TOML; `None` where it cannot be read.
    pub fn page(text: &str) -> Option<Vec<Obligation>> {
        let page: Page = toml::from_str(text).ok()?;
        page.obligation.iter().map(|it| it.read().ok()).collect()
    }

    /// What stands in a column, by its name for scripts.
    pub fn column(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "code" => &mut self.code,
            "name" => &mut self.name,
            "system" => &mut self.system,
            "scope" => &mut self.scope,
            "period" => &mut self.period,
            "counts" => &mut self.counts,
            "kinds" => &mut self.kinds,
            "themes" => &mut self.themes,
            "target" => &mut self.target,
            "lead" => &mut self.lead,
            "takes_part" => &mut self.takes_part,
            "deadline" => &mut self.deadline,
            "people" => &mut self.people,
            _ => return None,
        })
    }

    /// How many characters a column takes at most, by its name for scripts: no more than makes sense of it.
    pub fn limit(name: &str) -> usize {
        use super::obligation::{CODE_LIMIT, NAME_LIMIT, PEOPLE_LIMIT, WORDS_LIMIT};
        match name {
            "code" => CODE_LIMIT,
            "name" => NAME_LIMIT,
            // Of seventeen, of `TARGET_LIMIT`.
            "system" => 2,
            "target" => 3,
            "deadline" => "2026-12-31".len(),
            "lead" | "takes_part" => NAME_LIMIT * 2,
            "people" => PEOPLE_LIMIT * (NAME_LIMIT + 1),
            _ => WORDS_LIMIT * (NAME_LIMIT + 1),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// The first column that cannot be read. Whether what it says makes sense is for the campus to check.
    pub fn read(&self) -> Result<Obligation, Wrong> {
        let wrong = |column, value: &str| Wrong { column, value: value.trim().to_owned() };
        let number = |column, text: &str| text.trim().trim_end_matches(".0").parse::<u16>().map_err(|_| wrong(column, text));
        let kinds = words(&self.kinds).map(|it| ActivityKind::from_key(it).ok_or_else(|| wrong("kinds", it)));
        let system = if self.system.trim().is_empty() { 0 } else { number("system", &self.system)? };
        let deadline = match self.deadline.trim() {
            "" => None,
            it => Some(date(it).ok_or_else(|| wrong("deadline", it))?),
        };
        Ok(Obligation {
            code: self.code.trim().into(),
            name: self.name.trim().into(),
            system: u8::try_from(system).map_err(|_| wrong("system", &self.system))?,
            scope: Scope::from_key(self.scope.trim()).ok_or_else(|| wrong("scope", &self.scope))?,
            period: Period::from_key(self.period.trim()).ok_or_else(|| wrong("period", &self.period))?,
            source: if self.counts.trim().is_empty() {
                Source::Activities
            } else {
                Source::from_key(self.counts.trim()).ok_or_else(|| wrong("counts", &self.counts))?
            },
            kinds: kinds.collect::<Result<_, _>>()?,
            themes: words(&self.themes).map(Into::into).collect(),
            target: number("target", &self.target)?,
            lead: self.lead.trim().into(),
            takes_part: self.takes_part.trim().into(),
            deadline,
            people: words(&self.people).map(Into::into).collect(),
        })
    }
}

impl From<&Obligation> for WrittenObligation {
    fn from(it: &Obligation) -> Self {
        Self {
            code: it.code.to_string(),
            name: it.name.to_string(),
            system: if it.system == 0 { String::new() } else { it.system.to_string() },
            scope: it.scope.key().to_owned(),
            period: it.period.key().to_owned(),
            counts: it.source.key().to_owned(),
            kinds: it.kinds.iter().map(|it| it.key()).collect::<Vec<_>>().join(" "),
            themes: it.themes.join(" "),
            target: it.target.to_string(),
            lead: it.lead.to_string(),
            takes_part: it.takes_part.to_string(),
            deadline: it.deadline.map(|it| it.date().to_string()).unwrap_or_default(),
            people: it.people.join(" "),
        }
    }
}

impl Scope {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::College => "college",
            Self::Community => "community",
            Self::Department => "department",
            Self::Leaders(LeaderRank::College) => "college_leaders",
            Self::Leaders(LeaderRank::Department) => "department_leaders",
            // A department is one thing and its people another.
            Self::Users(role) if role.key() == Self::Department.key() => "department_users",
            Self::Users(role) => role.key(),
        }
    }

    /// From its name for scripts.
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.to_ascii_lowercase();
        Some(match &*key {
            "college" => Self::College,
            "community" => Self::Community,
            "department" => Self::Department,
            "college_leaders" => Self::Leaders(LeaderRank::College),
            "department_leaders" => Self::Leaders(LeaderRank::Department),
            "department_users" => Self::Users(Role::from_key(Self::Department.key())?),
            key => Self::Users(Role::from_key(key)?),
        })
    }
}

impl Source {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Activities => "activities",
            Self::Receptions(LeaderRank::College) => "receptions_college",
            Self::Receptions(LeaderRank::Department) => "receptions_department",
        }
    }

    /// From its name for scripts.
    pub fn from_key(key: &str) -> Option<Self> {
        let ranks = [LeaderRank::College, LeaderRank::Department].map(Self::Receptions);
        [Self::Activities].into_iter().chain(ranks).find(|it| it.key().eq_ignore_ascii_case(key))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', '，', '、', ';', '；', '\n', '\u{3000}']).map(str::trim).filter(|it| !it.is_empty())
}

fn date(text: &str) -> Option<Day> {
    // A sheet may hold the time as well.
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let mut parts = text.split(['-', '/', '.']).map(|it| it.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Day::ymd(i32::try_from(year).ok()?, month, day).filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::Obligations;

    #[test]
    fn what_is_written_is_read_back() {
        for it in Obligations::shipped() {
            assert_eq!(WrittenObligation::from(it).read().as_ref(), Ok(it));
        }
        let mut one = WrittenObligation::from(&Obligations::shipped()[0]);
        for column in OBLIGATION_COLUMNS {
            assert!(one.column(column).is_some(), "{column}");
        }
        one.kinds = "volunteer, 义诊".into();
        assert_eq!(one.read(), Err(Wrong { column: "kinds", value: "义诊".into() }));
        one.kinds = "volunteer".into();
        one.deadline = "2026/13/1".into();
        assert_eq!(one.read().unwrap_err().column, "deadline");
        one.deadline = "2026-12-31 00:00:00".into();
        assert_eq!(one.read().unwrap().deadline, Day::ymd(2026, 12, 31));
    }
}
