//! A student's talks as one story (谈话脉络): what was planned, said, added to, promised and kept, the newest last.

use super::rights::{PlanSight, Sight, TalkSight};
use crate::campus::{PlanState, Seq, Stamp, StudentId};
use std::collections::HashMap;

/// One thing in the story of a student.
#[derive(Debug, Clone, Copy)]
pub enum Chapter<'a> {
    /// A talk that took place.
    Talk {
        /// The talk, as far as it is seen.
        talk: TalkSight<'a>,
        /// The talk that kept its promise, if one did.
        answered_by: Option<Seq>,
    },
    /// A talk that is still to be held, or was called off.
    Plan(PlanSight<'a>),
}

impl Chapter<'_> {
    /// When it was, or is to be; a plan for a day stands at its noon.
    fn at(&self, sight: Sight<'_>) -> (Stamp, Seq) {
        match self {
            Self::Talk { talk, .. } => (talk.held(), talk.seq()),
            Self::Plan(plan) => {
                let when = plan.when();
                (when.at.unwrap_or_else(|| when.day.at(sight.zone(), 12, 0)), plan.seq())
            }
        }
    }

    /// The entries in which its words stand, as far as they may be read; files are left where they are.
    pub fn entries(&self) -> Vec<Seq> {
        match self {
            Self::Talk { talk, .. } if talk.reads() => {
                std::iter::once(talk.seq()).chain(talk.amended().iter().copied()).chain(talk.closed()).collect()
            }
            Self::Plan(plan) if plan.reads() => std::iter::once(plan.seq()).chain(plan.cancelled()).collect(),
            Self::Talk { .. } | Self::Plan(_) => Vec::new(),
        }
    }
}

impl<'a> Sight<'a> {
    /// The story of a student, as far as it is seen, the newest last. Of a talk whose words are not for this user it says that it took place.
    pub fn story(self, student: StudentId) -> Vec<Chapter<'a>> {
        let answers: HashMap<Seq, Seq> = self.talks_of(student).filter_map(|it| Some((it.answers()?, it.seq()))).collect();
        let talks = self.talks_of(student).map(|talk| Chapter::Talk { talk, answered_by: answers.get(&talk.seq()).copied() });
        // What was held is told by the talk.
        let plans = self.plans_of(student).filter(|it| it.state() != PlanState::Held).map(Chapter::Plan);
        let mut story: Vec<_> = talks.chain(plans).collect();
        story.sort_by_key(|it| it.at(self));
        story
    }
}
