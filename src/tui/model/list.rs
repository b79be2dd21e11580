//! The lists one moves in, and where one stands in each.

/// A list with a cursor of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the list of the pane or screen of that name")]
pub enum List {
    Duty,
    Talks,
    Incidents,
    Students,
    /// The talks and incidents of the student shown.
    Student,
    /// The people of the room shown.
    Room,
    /// The text of the talk shown, by line.
    Talk,
    /// The timeline of the incident shown.
    Incident,
    Handover,
    Communities,
    Leaves,
    Hygiene,
    Moods,
    Officers,
    /// The list of the topmost overlay.
    Overlay,
    Rounds,
    Missing,
    /// The steps of the search shown.
    Search,
    /// Who serves how much.
    Ledger,
    /// Requests about the schedule.
    Changes,
    DutyLog,
    /// Whom to talk to next.
    Next,
    Care,
    Coverage,
    Network,
    /// A student's story, by line.
    Story,
    Requests,
    /// The timeline of the request shown.
    Request,
    Watch,
    /// The fields of the report shown.
    Paper,
    Activities,
    /// The timeline of the activity shown.
    Activity,
    TermBoard,
    Obligations,
    Community,
    Appraisal,
    Stats,
    Newsroom,
    Awards,
    /// The candidates of the award shown.
    Award,
    /// The words of the news shown, by line.
    News,
    /// What stands behind a number.
    Figure,
}

impl List {
    /// Whether what is newest stands last in it, and is what one comes for.
    pub fn ends_with_now(self) -> bool {
        matches!(self, Self::Incident | Self::Activity | Self::Request | Self::Story)
    }

    /// How many lists there are.
    pub const COUNT: usize = Self::ALL.len();

    /// All lists, each at its own index.
    pub const ALL: [Self; 42] = [
        Self::Duty,
        Self::Talks,
        Self::Incidents,
        Self::Students,
        Self::Student,
        Self::Room,
        Self::Talk,
        Self::Incident,
        Self::Handover,
        Self::Communities,
        Self::Leaves,
        Self::Hygiene,
        Self::Moods,
        Self::Officers,
        Self::Overlay,
        Self::Rounds,
        Self::Missing,
        Self::Search,
        Self::Ledger,
        Self::Changes,
        Self::DutyLog,
        Self::Next,
        Self::Care,
        Self::Coverage,
        Self::Network,
        Self::Story,
        Self::Requests,
        Self::Request,
        Self::Watch,
        Self::Paper,
        Self::Activities,
        Self::Activity,
        Self::TermBoard,
        Self::Obligations,
        Self::Community,
        Self::Appraisal,
        Self::Stats,
        Self::Newsroom,
        Self::Awards,
        Self::Award,
        Self::News,
        Self::Figure,
    ];
}

/// Where one stands in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row under the cursor.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_stands_at_its_own_index() {
        assert!(List::ALL.into_iter().enumerate().all(|(at, list)| list as usize == at));
    }
}
