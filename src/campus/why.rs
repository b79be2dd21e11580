//! What makes it urgent to talk to somebody (该谈的缘由). Points are given to these by the presets; whoever weighs asks first what is seen.

use super::{Concern, Day, Seq, Severity, Trigger, Weather};

/// What makes somebody urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// They are looked for, since this night.
    Missing(Day),
    /// They are in an open incident.
    Incident(Seq, Severity),
    /// A follow-up is due: the talk it was promised in, and days past its day.
    FollowUp(Seq, i32),
    /// Their level is due for review, for so many days.
    Review(Concern, i32),
    /// The rhythm of their level is overrun: so many days since the last talk.
    Rhythm(Concern, i32),
    /// Nobody ever talked to them, although their level has a rhythm.
    Never(Concern),
    /// Not talked to this term, of which so many hundredths are over.
    Term(u32),
    /// A freshman not talked to this term: days left of the freshmen's days, negative once they are over.
    Freshman(i32),
    /// A must-talk mark that no talk has answered, and the day it speaks of.
    Mark(Seq, Trigger, Day),
    /// Who they are makes a talk a must each term: a post of theirs, party, people.
    Trait(Trigger),
    /// Absent in so many nights since the last talk.
    Absent(u32),
    /// Late, likewise.
    Late(u32),
    /// Back from a leave since this day.
    Back(Seq, Day),
    /// Their birthday is in so many days.
    Birthday(i32),
    /// Their level itself.
    Level(Concern),
    /// How their class feels.
    Mood(Weather),
}

impl Why {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Incident(..) => "incident",
            Self::FollowUp(..) => "followup",
            Self::Review(..) => "review",
            Self::Rhythm(..) => "rhythm",
            Self::Never(_) => "never",
            Self::Term(_) => "term",
            Self::Freshman(_) => "freshman",
            Self::Mark(..) => "mark",
            Self::Trait(_) => "trait",
            Self::Absent(_) => "absent",
            Self::Late(_) => "late",
            Self::Back(..) => "back",
            Self::Birthday(_) => "birthday",
            Self::Level(_) => "level",
            Self::Mood(_) => "mood",
        }
    }

    /// The names of all, for whoever filters by one.
    pub const KEYS: [&'static str; 16] = [
        "missing", "incident", "followup", "review", "rhythm", "never", "term", "freshman", "mark", "trait", "absent", "late", "back",
        "birthday", "level", "mood",
    ];
}
