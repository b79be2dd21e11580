//! Where the person is: it decides which commands there are.

/// Where the person is: it decides which commands there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the pane, screen or overlay of that name")]
pub enum Context {
    /// Every pane and screen, but no overlay.
    Global,
    Dorm,
    Duty,
    Talks,
    Incidents,
    Students,
    Student,
    Room,
    Talk,
    Incident,
    Handover,
    DutyLog,
    Communities,
    Leaves,
    Hygiene,
    Moods,
    Officers,
    Round,
    Rounds,
    Missing,
    Search,
    Schedule,
    Changes,
    Next,
    Care,
    Coverage,
    Network,
    Requests,
    /// A request.
    Request,
    Appraisal,
    Stats,
    Capture,
    Find,
    Palette,
    Help,
    Confirm,
    Form,
    Note,
    Sheet,
    Walk,
    Finding,
    Seating,
    Proposal,
    Planning,
    Query,
    Locked,
    Story,
    /// The long form of a talk.
    Long,
    /// The safety watch.
    Watch,
    /// A report about an incident.
    Paper,
    Activities,
    Activity,
    TermBoard,
    Obligations,
    /// Places, people, branches, the catalogue of the communities.
    Community,
    /// News of what was done.
    Newsroom,
    /// A piece of news.
    News,
    Awards,
    /// An award and its candidates.
    Award,
    /// What stands behind a number.
    Figure,
}

impl Context {
    /// All contexts in which a person can be.
    pub const ALL: [Self; 59] = [
        Self::Dorm,
        Self::Duty,
        Self::Talks,
        Self::Incidents,
        Self::Students,
        Self::Student,
        Self::Room,
        Self::Talk,
        Self::Incident,
        Self::Handover,
        Self::DutyLog,
        Self::Communities,
        Self::Leaves,
        Self::Hygiene,
        Self::Moods,
        Self::Officers,
        Self::Round,
        Self::Rounds,
        Self::Missing,
        Self::Search,
        Self::Schedule,
        Self::Changes,
        Self::Next,
        Self::Care,
        Self::Coverage,
        Self::Network,
        Self::Requests,
        Self::Request,
        Self::Appraisal,
        Self::Stats,
        Self::Capture,
        Self::Find,
        Self::Palette,
        Self::Help,
        Self::Confirm,
        Self::Form,
        Self::Note,
        Self::Sheet,
        Self::Walk,
        Self::Finding,
        Self::Seating,
        Self::Proposal,
        Self::Planning,
        Self::Query,
        Self::Locked,
        Self::Story,
        Self::Long,
        Self::Watch,
        Self::Paper,
        Self::Activities,
        Self::Activity,
        Self::TermBoard,
        Self::Obligations,
        Self::Community,
        Self::Newsroom,
        Self::News,
        Self::Awards,
        Self::Award,
        Self::Figure,
    ];

    /// Whether it is a pane or a screen, where [`Context::Global`] commands work and letters are commands, not text.
    pub fn is_place(self) -> bool {
        !matches!(
            self,
            Self::Capture
                | Self::Find
                | Self::Palette
                | Self::Help
                | Self::Confirm
                | Self::Form
                | Self::Note
                | Self::Long
                | Self::Sheet
                | Self::Walk
                | Self::Finding
                | Self::Seating
                | Self::Proposal
                | Self::Planning
                | Self::Query
                | Self::Locked
                | Self::Global
        )
    }

    /// Whether characters are text here.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Capture | Self::Find | Self::Palette | Self::Form | Self::Note | Self::Long | Self::Seating | Self::Query | Self::Locked
        )
    }
}
