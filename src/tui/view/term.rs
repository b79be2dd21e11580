//! Activities and the board of a term (活动, 指标看板), as far as they are on the screen.

use super::LOG_ROWS;
use crate::campus::{ActivityState, Campus, CommunityId, Day, Seq, Stamp, TermSpan, UserId, Whom, board};
use crate::desk::Sight;
use crate::tui::model::{ActivityScope, Place, TermLook};
use crate::words::Words;

/// What the screens of the term show; empty while they are not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermBoard {
    /// The activities of the present scope.
    pub rows: Vec<Seq>,
    /// How many lack proof, and how many lie ahead, in this term.
    pub unproved: usize,
    /// How many are still to be held.
    pub ahead: usize,
    /// The board, a row for each obligation.
    pub lines: Vec<TermLine>,
    /// The term and as of which day.
    pub on: Option<(Day, Day, Day)>,
    /// How many cells are due within a fortnight, or late.
    pub due: usize,
    /// How many persons are behind.
    pub gaps: usize,
}

/// An obligation on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermLine {
    /// Its code.
    pub code: String,
    /// Its words.
    pub name: String,
    /// How many.
    pub target: u16,
    /// By when.
    pub due: Day,
    /// A cell for each community, by its row; none where it is not demanded of communities.
    pub communities: Vec<Option<TermCell>>,
    /// The cells of all others.
    pub others: Vec<(Whom, TermCell)>,
}

/// How one stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermCell {
    /// How many are done.
    pub done: u32,
    /// Of these, how many lack proof.
    pub unproved: u32,
    /// How many more are planned.
    pub planned: u32,
    /// How it goes.
    pub pace: crate::campus::Pace,
    /// What counts: activities and reception days.
    pub things: Vec<Seq>,
}

impl TermLine {
    /// All cells, those of the communities first.
    pub fn cells(&self) -> impl Iterator<Item = &TermCell> {
        self.communities.iter().flatten().chain(self.others.iter().map(|(_, it)| it))
    }

    /// Of whom its cells are, those of the communities first.
    pub fn whoms(&self) -> Vec<Whom> {
        let of_communities = self.communities.iter().enumerate().filter(|(_, it)| it.is_some());
        let of_communities = of_communities.map(|(at, _)| Whom::Community(CommunityId::of(at)));
        of_communities.chain(self.others.iter().map(|(whom, _)| whom.clone())).collect()
    }

    /// The cell of one of them.
    pub fn cell(&self, whom: &Whom) -> Option<&TermCell> {
        match whom {
            Whom::Community(id) => self.communities.get(id.index()).and_then(Option::as_ref),
            whom => self.others.iter().find(|(it, _)| it == whom).map(|(_, it)| it),
        }
    }

    /// What counts in the cells one looks at: of one, or of all.
    pub fn things(&self, whom: Option<&Whom>) -> Vec<Seq> {
        let cells: Vec<&TermCell> = whom.map_or_else(|| self.cells().collect(), |whom| self.cell(whom).into_iter().collect());
        let mut things: Vec<Seq> = Vec::new();
        for seq in cells.into_iter().flat_map(|it| it.things.iter().copied()) {
            if !things.contains(&seq) {
                things.push(seq);
            }
        }
        things
    }
}

/// The terms the college has entered, and the one that runs where it is only counted, by their days.
pub fn term_rows(campus: &Campus, now: Stamp) -> Vec<TermSpan> {
    let runs = campus.terms().at(now.day(campus.zone()));
    let mut all = campus.terms().standing();
    if runs.id.is_none() {
        all.push(runs);
        all.sort_by_key(|it| it.from);
    }
    all
}

/// The term whose obligations are shown: the one that runs, unless another was opened.
pub fn term_shown(campus: &Campus, look: &TermLook, now: Stamp) -> TermSpan {
    campus.terms().at(look.of.unwrap_or_else(|| now.day(campus.zone())))
}

impl TermBoard {
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, look: &TermLook, now: Stamp, user: UserId) -> Self {
        let today = now.day(campus.zone());
        match place {
            Place::Activities => Self::activities(campus, look, today, user),
            Place::TermBoard => Self::lines(campus, look.on.unwrap_or(today)),
            _ => Self::default(),
        }
    }

    fn activities(campus: &Campus, look: &TermLook, today: Day, user: UserId) -> Self {
        let sight = Sight::new(campus, user);
        let term = campus.terms().at(today);
        let all = || sight.activities().map(|it| it.head());
        let lacks = |it: &crate::campus::ActivityHead| it.state == ActivityState::Held && term.holds(it.facts.day);
        let mut it = Self {
            unproved: all().filter(|it| lacks(it)).count(),
            ahead: all().filter(|it| it.state.is_ahead()).count(),
            ..Self::default()
        };
        if let Some(opened) = &look.opened {
            it.rows = opened.things.clone();
            return it;
        }
        let mut rows: Vec<(Day, Seq)> = all()
            .filter(|it| match look.scope {
                ActivityScope::Term => term.holds(it.facts.day),
                ActivityScope::Ahead => it.state.is_ahead(),
                ActivityScope::Unproved => lacks(it),
                ActivityScope::All => true,
            })
            .map(|it| (it.facts.day, it.seq))
            .collect();
        rows.sort_unstable();
        // What lies ahead begins with the next one, what is over with the last.
        if look.scope != ActivityScope::Ahead {
            rows.reverse();
        }
        it.rows = rows.into_iter().take(LOG_ROWS).map(|(_, seq)| seq).collect();
        it
    }

    fn lines(campus: &Campus, on: Day) -> Self {
        let board = board(campus, on);
        let communities = campus.places().communities().len();
        let cell = |it: &crate::campus::Cell| TermCell {
            done: it.done,
            unproved: it.unproved,
            planned: it.planned,
            pace: it.pace,
            things: it.things.iter().map(|it| it.seq).collect(),
        };
        let lines = board.rows.iter().map(|row| {
            let mut line = TermLine {
                code: row.it.obligation.code.to_string(),
                name: row.it.obligation.name.to_string(),
                target: row.it.obligation.target,
                due: row.due,
                communities: vec![None; communities],
                others: Vec::new(),
            };
            for it in &row.cells {
                match &it.whom {
                    Whom::Community(id) => {
                        if let Some(place) = line.communities.get_mut(id.index()) {
                            *place = Some(cell(it));
                        }
                    }
                    whom => line.others.push((whom.clone(), cell(it))),
                }
            }
            line
        });
        Self {
            lines: lines.collect(),
            on: Some((board.term.from, board.term.until, on)),
            due: board.due().count(),
            gaps: board.gaps().count(),
            ..Self::default()
        }
    }
}

impl Words {
    /// What the list of activities holds.
    pub(in crate::tui) fn activity_scope(&self, scope: ActivityScope) -> String {
        self.get(match scope {
            ActivityScope::Term => "screen-activities-term",
            ActivityScope::Ahead => "screen-activities-ahead",
            ActivityScope::Unproved => "screen-activities-unproved",
            ActivityScope::All => "screen-activities-all",
        })
    }
}
