//! Terms, obligations, activities.

use super::Words;
use crate::campus::{
    ActivityKind, ActivityState, Campus, Cell, CellState, CountsBy, Day, Pace, Period, Scope, Seq, Source, Standing, TakingPart, TermSpan,
    Whom,
};
use crate::say;

impl Words {
    /// Of what kind an activity is (活动类别): `志愿服务`.
    pub fn activity_kind(&self, kind: ActivityKind) -> String {
        self.named("campus-activity", kind.key())
    }

    /// How an activity stands (活动状态): `已举办`.
    pub fn activity_state(&self, state: ActivityState) -> String {
        self.named("campus-activity-state", state.key())
    }

    /// As what somebody takes part (身份): `校领导`.
    pub fn standing(&self, standing: Standing) -> String {
        self.named("campus-standing", standing.key())
    }

    /// What somebody does there (角色): `主讲`.
    pub fn taking_part(&self, part: TakingPart) -> String {
        self.named("campus-part", part.key())
    }

    /// Within what time (周期): `每学期`.
    pub fn period(&self, period: Period) -> String {
        self.named("campus-period", period.key())
    }

    /// Of whom (范围): `每个社区`.
    pub fn scope(&self, scope: Scope) -> String {
        match scope {
            Scope::Users(role) => say!(self, "campus-scope-users", role = self.role(role)),
            scope => self.named("campus-scope", scope.key()),
        }
    }

    /// What is counted (来源): `活动`.
    pub fn source(&self, source: Source) -> String {
        self.named("campus-source", source.key())
    }

    /// How what is demanded stands (进度): `进度不足`.
    pub fn cell_state(&self, state: CellState) -> String {
        self.named("campus-cell", state.key())
    }

    /// A column of the sheet of obligations, by its name for scripts.
    pub fn obligation_column(&self, column: &str) -> String {
        self.named("campus-obligation", column)
    }

    /// The name of a term by its entry.
    pub fn term_name(&self, campus: &Campus, term: Seq) -> String {
        let name = campus.terms().get(term).and_then(|it| it.facts.as_ref()).map(|it| it.name.to_string());
        name.unwrap_or_else(|| term.to_string())
    }

    /// A term with its days: `2026-2027-1 学期 08-01 至 01-31`.
    pub fn term_span(&self, term: &TermSpan) -> String {
        say!(self, "campus-term-span", name = term.name.to_string(), from = self.day(term.from), until = self.day(term.until))
    }

    /// Of whom a cell is.
    pub fn whom(&self, campus: &Campus, whom: &Whom) -> String {
        match whom {
            Whom::College => self.get("campus-whom-college"),
            Whom::Community(id) => campus.places().community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
            Whom::Department(id) => campus.people().department(*id).map(|it| it.name.to_string()).unwrap_or_default(),
            Whom::Leader(name) => name.to_string(),
            Whom::User(id) => campus.staff().user(*id).map(|it| it.name.to_string()).unwrap_or_default(),
            Whom::Nobody => self.get("campus-whom-nobody"),
        }
    }

    /// Why something counts (计入理由).
    pub fn counts_by(&self, why: &CountsBy) -> String {
        match why {
            CountsBy::Kind(kind) => say!(self, "campus-counts-kind", kind = self.activity_kind(*kind)),
            CountsBy::Theme(word) => say!(self, "campus-counts-theme", word = word.to_string()),
            CountsBy::Any => self.get("campus-counts-any"),
            CountsBy::Reception(rank) => say!(self, "campus-counts-reception", rank = self.leader_rank(*rank)),
        }
    }

    /// How a cell goes: `按进度到 1月31日 差 1`.
    pub fn pace(&self, pace: &Pace, due: Day) -> String {
        match pace.state {
            CellState::Short => say!(self, "campus-pace-short", count = pace.short_by.to_string(), due = self.day(due)),
            CellState::Missed => say!(self, "campus-pace-missed", count = pace.short_by.to_string(), due = self.day(due)),
            CellState::OnPace => match pace.done_on {
                Some(day) => say!(self, "campus-pace-on", day = self.day(day)),
                None => self.cell_state(CellState::OnPace),
            },
            state => self.cell_state(state),
        }
    }

    /// What is still missing in a cell: whose it is, how many of how many by when; then what is done, lacks proof and is planned.
    pub fn cell_missing(&self, (whom, target, due): (&str, u16, Day), (done, unproved, planned): (u32, u32, u32), pace: &Pace) -> String {
        let mut said = vec![format!("{whom} {done}/{target}")];
        if pace.state != CellState::Met {
            said.push(self.pace(pace, due));
        }
        if planned > 0 {
            said.push(say!(self, "campus-cell-planned", count = planned));
        }
        if unproved > 0 {
            said.push(say!(self, "campus-cell-unproved", count = unproved));
        }
        said.join(" ")
    }

    /// What is done of what is demanded, and what lacks proof: `3/5 ?1`.
    pub fn tally(&self, cell: &Cell, target: u16) -> String {
        let unproved = if cell.unproved > 0 { format!(" ?{}", cell.unproved) } else { String::new() };
        format!("{}/{target}{unproved}", cell.done)
    }
}
