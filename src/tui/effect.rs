//! What a seat asks the world to do. Results come back as messages.

use super::counting::Counting;
use super::model::{ThemeChoice, Token};
use super::planning::PlanOrder;
use crate::campus::{Act, NumberKind, ReportKind, Seq, Stamp, StudentId, UserId};
use crate::exchange::rounds::Document;
use crate::query::Wanted;
use crate::words::Lang;
use zeroize::Zeroizing;

/// What becomes of the draft on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftStep {
    /// This is kept in its place.
    Save(Vec<u8>),
    /// Nothing is left of it.
    Clear,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write an act into the logbook.
    Submit {
        /// By which the answer is known.
        token: Token,
        /// The act.
        act: Box<Act>,
        /// What is to be kept of what is being typed once the act is durable, in the same step: what was saved must not come back as a
        /// draft.
        draft: Option<DraftStep>,
    },
    /// Put on record that deadlines passed. Another seat may have been quicker, and nobody waits for an answer.
    Fire(Box<Act>),
    /// Run the command of the seat that calls somebody, with this text.
    Notify(String),
    /// The title of the window, while there is an alarm.
    Title(Option<String>),
    /// Take an entry back.
    Undo {
        /// By which the answer is known.
        token: Token,
        /// Which entry.
        seq: Seq,
    },
    /// Fetch entries to be read.
    FetchTexts(Vec<Seq>),
    /// Keep what is being typed, sealed, so that a crash does not lose it.
    SaveDraft(Vec<u8>),
    /// What was typed is saved or thrown away.
    ClearDraft,
    /// The seat is locked: keep what was being typed, sealed, then forget the person's keys and whatever of ours is on the clipboard.
    Lock(Option<Vec<u8>>),
    /// Try to come in at the locked seat, as its owner or as somebody else.
    Unlock {
        /// Who.
        login: String,
        /// Their passphrase.
        passphrase: Zeroizing<String>,
    },
    /// Show the desk as it stood at an earlier time.
    LookBack(Stamp),
    /// Come back from an earlier time.
    Present,
    /// Close the desk and go back to the gate, where the recovery key opens.
    ToGate,
    /// Break the glass over a talk.
    BreakGlass {
        /// By which the answer is known.
        token: Token,
        /// Which talk.
        talk: Seq,
        /// Why.
        reason: String,
    },
    /// Let somebody read a sealed talk, or no longer.
    Reader {
        /// By which the answer is known.
        token: Token,
        /// Which talk.
        talk: Seq,
        /// Who.
        reader: UserId,
        /// They may from now on; else no longer.
        add: bool,
    },
    /// Keep a file with a talk.
    Attach {
        /// By which the answer is known.
        token: Token,
        /// Which talk.
        talk: Seq,
        /// Where the file lies.
        path: String,
    },
    /// Write a file of a talk out; that it is taken is recorded.
    TakeFile {
        /// By which the answer is known.
        token: Token,
        /// Which talk.
        talk: Seq,
        /// Which file.
        file: Seq,
        /// Where to; a folder is given the file's own name.
        path: String,
    },
    /// Keep a file that proves an activity.
    ProveByFile {
        /// By which the answer is known.
        token: Token,
        /// Which activity.
        activity: Seq,
        /// Where the file lies.
        path: String,
        /// In which language it is said what is wrong with the file.
        lang: Lang,
    },
    /// Write the sheet of a handover, without names, into the home.
    Sheet {
        /// Which handover.
        handover: Seq,
        /// In which language.
        lang: Lang,
    },
    /// Write the official form of a talk into the home.
    TalkForm {
        /// Which talk.
        talk: Seq,
        /// Why it names whom it is about; without names where nothing is said.
        reason: String,
        /// In which language.
        lang: Lang,
    },
    /// Write a report about an incident into the home.
    IncidentReport {
        /// Which incident.
        incident: Seq,
        /// Which report.
        report: ReportKind,
        /// Why it names people; without names where nothing is said.
        reason: String,
        /// In which language.
        lang: Lang,
    },

    /// Write what was counted as a workbook into the home.
    CountPaper {
        /// How it is looked at.
        counting: Counting,
        /// The appraisal, else the statistics.
        appraisal: bool,
        /// In which language.
        lang: Lang,
    },
    /// Write what stands behind a number as a workbook into the home.
    FigurePaper {
        /// What the file is called.
        name: String,
        /// What stands in it.
        document: Box<Document>,
        /// In which language it is said what came of it.
        lang: Lang,
    },
    /// Write a piece of news as a document into the home.
    NewsPaper {
        /// Which.
        news: Seq,
        /// In which language.
        lang: Lang,
    },
    /// Write the notice of an award into the home.
    AwardPaper {
        /// Which.
        award: Seq,
        /// In which language.
        lang: Lang,
    },
    /// Draw a number by chance, for a random sample.
    DrawSeed,
    /// Show a number of a student in full, once the look is on record.
    Reveal {
        /// By which the answer is known.
        token: Token,
        /// Whose.
        student: StudentId,
        /// Which.
        what: NumberKind,
        /// Why; may be empty.
        reason: String,
    },
    /// Work a draft of the schedule out, in a thread of its own.
    Plan {
        /// By which the answer is known.
        token: Token,
        /// What.
        order: PlanOrder,
    },
    /// Enough: the best schedule so far is the answer.
    StopPlanning,
    /// Look for something in the texts, in a thread of its own; what was looked for before is given up.
    Query {
        /// By which the answers are known.
        number: u64,
        /// What; nothing only has the texts read.
        wanted: Box<Wanted>,
    },
    /// Nothing is looked for any more.
    StopQuery,
    /// Look how the home stands, and whether there is news for the person.
    LookAfter,
    /// The news was seen.
    NewsSeen,
    /// Try once more what kept the home from being written.
    TryAgain,
    /// Take the head as it stands for the right one, although it was another elsewhere.
    AcceptHead,
    /// Put something on the clipboard of the terminal.
    Copy(String),
    /// Empty the clipboard again.
    Uncopy,
    /// Call whoever is not looking, through the terminal. Anybody may read it, so it holds nothing of a person.
    Remind(String),
    /// Speak another language from now on.
    Language(Lang),
    /// Wear another theme from now on.
    Theme(ThemeChoice),
    /// Paint everything afresh.
    Redraw,
    /// Leave.
    Quit,
}
