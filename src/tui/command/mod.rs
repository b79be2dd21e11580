//! The one table of commands. The footer, the help, the palette, the names in `keymap.toml` and the test for doubled keys derive from it.
//!
//! Titles and help come from the locales by id: `command-<id>` and `command-<id>-help`.

mod context;

pub use context::Context;

/// A command: something a key, the palette or the mouse can ask for.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Which.
    pub id: CommandId,
    /// Its name in `keymap.toml` and in the locales.
    pub name: &'static str,
    /// Where it can be asked for.
    pub contexts: &'static [Context],
    /// Its keys unless the person says otherwise; several keys in a row are written with blanks between.
    pub keys: &'static [&'static str],
    /// How much it deserves a place in the footer: 0 not at all, 1 first.
    pub footer: u8,
    /// Whether the palette lists it.
    pub palette: bool,
}

macro_rules! commands {
    ($($id:ident $name:literal [$($context:ident),+] [$($key:literal),*] $footer:literal $palette:literal;)*) => {
        /// The name of a command in the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is said in words, in both languages, in assets/locales")]
        pub enum CommandId { $($id,)* }

        /// All commands in the order help lists them.
        pub static COMMANDS: &[Command] = &[$(Command {
            id: CommandId::$id,
            name: $name,
            contexts: &[$(Context::$context),+],
            keys: &[$($key),*],
            footer: $footer,
            palette: $palette,
        },)*];
    };
}

commands! {
    // what is done most
    Talk "talk" [Global] ["t"] 1 true;
    Incident "incident" [Global] ["i"] 2 true;
    Request "request" [Global] ["r"] 0 true;
    PlanTalk "plan-talk" [Global] ["U"] 0 true;
    Find "find" [Global] ["/"] 3 true;
    Go "go" [Global] ["g"] 9 true;
    Query "query" [Global] ["\\", "f3"] 0 true;
    Palette "palette" [Global] [":"] 4 false;
    Help "help" [Global, Capture, Find, Palette, Form, Note, Long, Walk, Finding, Query] ["?", "f1"] 8 true;
    LookBack "look-back" [Global] ["@"] 0 true;
    Undo "undo" [Global] ["u"] 7 true;
    Lock "lock" [Global, Capture, Find, Palette, Help, Confirm, Form, Note, Long, Sheet, Walk, Finding, Seating, Proposal, Planning, Query] ["ctrl-l"] 8 true;
    Copy "copy" [Dorm, Duty, Talks, Incidents, Students, Student, Room, Talk, Story, Incident, Handover, Officers, Round, Rounds, Missing, Search, Care, Requests, Request, Activities, Activity] ["y"] 0 true;

    // of a pane or a screen
    GridView "grid-view" [Dorm] ["o"] 1 true;
    NextBuilding "next-building" [Dorm, Room, Officers] ["]"] 2 true;
    PreviousBuilding "previous-building" [Dorm, Room, Officers] ["["] 0 true;
    Sign "sign" [Duty] ["a"] 1 true;
    TalkScope "talk-scope" [Talks] ["o"] 2 true;
    FollowUp "follow-up" [Talks, Talk, Student] ["f"] 1 true;
    CloseFollowUp "close-follow-up" [Talks, Talk, Student] ["c"] 1 true;
    Book "book" [Talks, Talk] ["b"] 2 true;
    Story "story" [Student, Talk] ["s"] 1 true;
    Amend "amend" [Talk] ["n"] 2 true;
    Attach "attach" [Talk] ["a"] 3 true;
    TakeFile "take-file" [Talk] ["e"] 4 true;
    TalkForm "talk-form" [Talk] ["p"] 4 true;
    IncidentScope "incident-scope" [Incidents] ["o"] 2 true;
    NoteLine "note-line" [Incidents, Incident] ["n"] 1 true;
    TickStep "tick-step" [Incidents, Incident] ["x"] 1 true;
    NextState "next-state" [Incidents, Incident] ["s"] 1 true;
    Acknowledge "acknowledge" [Incidents, Incident] ["a"] 1 true;
    CheckLine "check-line" [Incident] ["1", "2", "3", "4", "5", "6", "7", "8", "9"] 1 false;
    EscalateIncident "escalate-incident" [Incidents, Incident] ["e"] 3 true;
    MergeIncident "merge-incident" [Incidents, Incident] ["m"] 4 true;
    SplitIncident "split-incident" [Incidents, Incident] ["S"] 0 true;
    CloseIncident "close-incident" [Incidents, Incident] ["c"] 3 true;
    HelpIncident "help-incident" [Incidents, Incident] ["J"] 0 true;
    WhoKnew "who-knew" [Incident] ["v"] 4 true;
    Drill "drill" [Incidents, Incident] ["D"] 0 true;
    TakeOwnership "take-ownership" [Incidents, Incident] ["O"] 2 true;
    Weigh "weigh" [Incidents, Incident] ["!"] 2 true;
    StudentScope "student-scope" [Students] ["o"] 1 true;
    BreakGlass "break-glass" [Talk] ["B"] 2 true;
    AddReader "add-reader" [Talk] ["r"] 3 true;
    RemoveReader "remove-reader" [Talk] ["R"] 0 true;

    // the house: the grid, who sleeps where, leaves, hygiene, moods, the students' own grid
    GridViewBack "grid-view-back" [Dorm] ["O"] 0 true;
    HygieneHere "hygiene-here" [Dorm] ["S"] 0 true;
    OfficersHere "officers-here" [Communities] ["o"] 1 true;
    Score "score" [Room, Hygiene] ["s"] 2 true;
    MoveIn "move-in" [Room] ["a"] 1 true;
    Move "move" [Room, Student] ["m"] 2 true;
    Swap "swap" [Room, Student] ["x"] 3 true;
    MoveOut "move-out" [Room, Student] ["D"] 4 true;
    Reveal "reveal" [Student, Search] ["p"] 1 true;
    LeaveFor "leave-for" [Student, Room] ["v"] 3 true;
    AskLeave "ask-leave" [Leaves] ["a"] 2 true;
    Approve "approve" [Leaves, Changes] ["y"] 1 true;
    Decline "decline" [Leaves, Changes] ["n"] 2 true;
    ReportBack "report-back" [Leaves, Student] ["b"] 1 true;
    WithdrawLeave "withdraw-leave" [Leaves] ["D"] 3 true;
    LeaveScope "leave-scope" [Leaves] ["o"] 3 true;
    Mended "mended" [Hygiene, Room] ["e"] 1 true;
    Appeal "appeal" [Hygiene, Room] ["A"] 3 true;
    DecideAppeal "decide-appeal" [Hygiene, Room] ["d"] 3 true;
    HygieneScope "hygiene-scope" [Hygiene] ["o"] 2 true;
    ReportMood "report-mood" [Moods] ["a"] 1 true;
    NameOfficer "name-officer" [Officers, Room] ["n"] 1 true;
    NamePartyRoom "name-party-room" [Officers, Room] ["R"] 0 true;
    Relieve "relieve" [Officers] ["D"] 2 true;
    RecordService "record-service" [Officers] ["s"] 2 true;
    Commend "commend" [Officers] ["c"] 3 true;
    SetSponsor "set-sponsor" [Officers] ["P"] 3 true;

    // on duty: the handover, the duty log
    SignHandover "sign-handover" [Handover] ["a"] 1 true;
    WriteLine "write-line" [Handover] ["e"] 2 true;
    AddWords "add-words" [Handover] ["n"] 3 true;
    LeaveOut "leave-out" [Handover] ["x"] 4 true;
    HandoverSummary "handover-summary" [Handover] ["s"] 4 true;
    HandoverView "handover-view" [Handover] ["o"] 3 true;
    HandoverSheet "handover-sheet" [Handover] ["p"] 5 true;
    RecallHandover "recall-handover" [Handover] ["D"] 5 true;
    BypassHandover "bypass-handover" [Handover] ["B"] 6 true;
    DutyLog "duty-log" [Duty, Handover] ["d"] 2 true;
    DutyNote "duty-note" [Duty, DutyLog] ["n"] 2 true;
    CheckPost "check-post" [Duty, DutyLog] ["c"] 3 true;

    // ways
    PaneDorm "pane-dorm" [Global] ["1"] 0 true;
    PaneDuty "pane-duty" [Global] ["2"] 0 true;
    PaneTalks "pane-talks" [Global] ["3"] 0 true;
    PaneIncidents "pane-incidents" [Global] ["4"] 0 true;
    Students "students" [Global] ["5"] 0 true;
    Handover "handover" [Global] ["H", "6"] 6 true;
    Leaves "leaves" [Global] ["8"] 0 true;
    Communities "communities" [Global] ["9"] 0 true;
    Hygiene "hygiene" [Global] ["0 h"] 0 true;
    Moods "moods" [Global] ["0 m"] 0 true;
    Officers "officers" [Global] ["0 o"] 0 true;
    NextPane "next-pane" [Global] ["tab"] 5 false;
    PreviousPane "previous-pane" [Global] ["backtab"] 0 false;
    Zoom "zoom" [Global] ["z"] 6 true;
    Open "open" [Global] ["enter"] 0 false;
    Back "back" [Global] ["esc", "backspace"] 0 false;
    Leave "leave" [Global] ["q"] 0 false;
    Quit "quit" [Global] ["ctrl-q", "ctrl-c"] 0 true;
    Up "up" [Global, Help, Sheet, Proposal] ["up", "k"] 0 false;
    Down "down" [Global, Help, Sheet, Proposal] ["down", "j"] 0 false;
    Left "left" [Global] ["left", "h"] 0 false;
    Right "right" [Global] ["right", "l"] 0 false;
    PageUp "page-up" [Global, Help, Sheet, Proposal, Query] ["pageup", "ctrl-b"] 0 false;
    PageDown "page-down" [Global, Help, Sheet, Proposal, Query] ["pagedown", "ctrl-f"] 0 false;
    Top "top" [Global, Help, Sheet] ["home", "g g"] 0 false;
    Bottom "bottom" [Global, Help, Sheet] ["end", "G"] 0 false;

    // the home
    Copies "copies" [Global] ["C"] 0 true;
    TryAgain "try-again" [Global, Sheet] ["W"] 0 true;
    AcceptHead "accept-head" [Sheet] ["ctrl-a"] 0 false;

    // the seat
    Redraw "redraw" [Global] ["ctrl-r"] 0 true;
    Theme "theme" [Global] ["T"] 0 true;
    Language "language" [Global] ["L"] 0 true;

    // the night round, and whoever is missing
    Walk "walk" [Global] ["w"] 4 true;
    Rounds "rounds" [Global] ["7"] 0 true;
    Missing "missing" [Global] ["M"] 0 true;
    RoundNext "round-next" [Round] ["space", "enter"] 1 true;
    RoundBed "round-bed" [Round] ["1", "2", "3", "4", "5", "6", "7", "8", "9"] 2 false;
    RoundLate "round-late" [Round] ["l"] 4 true;
    RoundAbsent "round-absent" [Round] ["a"] 0 true;
    RoundLeave "round-leave" [Round] ["v"] 4 true;
    RoundElsewhere "round-elsewhere" [Round] ["e"] 5 true;
    RoundPresent "round-present" [Round] ["p"] 0 true;
    Findings "findings" [Round] ["f"] 2 true;
    RoundNote "round-note" [Round] ["n"] 3 true;
    NextFloor "next-floor" [Round] ["]"] 5 true;
    PreviousFloor "previous-floor" [Round] ["["] 0 true;
    EndRound "end-round" [Round] ["x"] 3 true;
    Finding "finding" [Finding] ["w", "l", "f", "h", "t", "c", "b", "y", "j", "d", "p", "r", "s", "z", "n"] 0 false;
    WalkBuilding "walk-building" [Walk] ["1", "enter"] 1 false;
    WalkFloor "walk-floor" [Walk] ["2"] 2 false;
    WalkSample "walk-sample" [Walk] ["3"] 3 false;
    WalkDirection "walk-direction" [Walk] ["d"] 4 false;
    SearchOutcome "search-outcome" [Search] ["1", "2", "3", "4"] 1 false;
    RevealParent "reveal-parent" [Search] ["P"] 3 true;
    Found "found" [Missing, Search] ["F"] 1 true;
    Escalate "escalate" [Missing, Search] ["I", "!"] 2 true;

    // the duty schedule
    Schedule "schedule" [Global] ["Z", "0 d"] 0 true;
    ScheduleView "schedule-view" [Schedule] ["o"] 1 true;
    ScheduleViewBack "schedule-view-back" [Schedule] ["O"] 0 true;
    NextMonth "next-month" [Schedule] ["]"] 2 true;
    PreviousMonth "previous-month" [Schedule] ["["] 0 true;
    Today "today" [Schedule] ["."] 5 true;
    Whose "whose" [Schedule] ["p"] 4 true;
    Site "site" [Schedule] ["s"] 4 true;
    Prefer "prefer" [Schedule] ["v"] 5 true;
    NewDraft "new-draft" [Schedule] ["n"] 2 true;
    NewDraftOf "new-draft-of" [Schedule] ["N"] 0 true;
    DraftShown "draft-shown" [Schedule] ["d"] 3 true;
    EmptySeat "empty-seat" [Schedule] ["x"] 4 true;
    PinSeat "pin-seat" [Schedule] ["space"] 4 true;
    Replan "replan" [Schedule] ["r"] 3 true;
    Publish "publish" [Schedule] ["P"] 1 true;
    DropDraft "drop-draft" [Schedule] ["X"] 0 true;
    WhySeat "why-seat" [Schedule] ["y"] 2 true;
    Repair "repair" [Schedule] ["e"] 2 true;
    RepairAll "repair-all" [Schedule] ["E"] 3 true;
    Balance "balance" [Schedule] ["B"] 0 true;
    AskChange "ask-change" [Schedule] ["c"] 2 true;
    AskDutyLeave "ask-duty-leave" [Schedule] ["a"] 4 true;
    Changes "changes" [Duty, Schedule] ["R"] 3 true;
    AgreeChange "agree-change" [Changes] ["a"] 1 true;
    WithdrawChange "withdraw-change" [Changes] ["D"] 3 true;
    Take "take" [Proposal] ["enter"] 1 false;
    NextProposal "next-proposal" [Proposal] ["tab"] 2 false;
    StopPlanning "stop-planning" [Planning] ["esc", "enter"] 1 false;

    // care for single students: whom to talk to next, levels, the network
    WhoNext "who-next" [Global] ["Y", "0 n"] 5 true;
    CareList "care-list" [Global] ["K", "0 c"] 0 true;
    Coverage "coverage" [Global] ["0 v"] 0 true;
    Network "network" [Global] ["0 w"] 0 true;
    NextScope "next-scope" [Next] ["o"] 3 true;
    Snooze "snooze" [Next] ["s"] 1 true;
    WhyNext "why-next" [Next] ["y"] 4 true;
    SetLevel "set-level" [Next, Care, Student, Students, Room] ["!"] 2 true;
    MustTalk "must-talk" [Next, Care, Student, Students, Room] ["*"] 3 true;
    CareScope "care-scope" [Care] ["o"] 1 true;

    // the request desk
    Requests "requests" [Global] ["Q", "0 r"] 0 true;
    RequestScope "request-scope" [Requests] ["o"] 3 true;
    RequestNext "request-next" [Requests, Request] ["s"] 1 true;
    AnswerRequest "answer-request" [Requests, Request] ["a"] 1 true;
    AssignRequest "assign-request" [Requests, Request] ["d"] 2 true;
    RateRequest "rate-request" [Requests, Request] ["*"] 2 true;
    ReopenRequest "reopen-request" [Requests, Request] ["R"] 3 true;
    CloseRequest "close-request" [Requests, Request] ["c"] 3 true;
    NoteRequest "note-request" [Requests, Request] ["n"] 4 true;

    // reports about an incident, and the safety watch
    Paper "paper" [Incidents, Incident] ["p"] 3 true;
    LinkIncident "link-incident" [Incidents, Incident] ["b"] 0 true;
    PaperKind "paper-kind" [Paper] ["o"] 1 true;
    PaperWords "paper-words" [Paper] ["n"] 1 true;
    MakePaper "make-paper" [Paper] ["a"] 1 true;
    SignPaper "sign-paper" [Paper] ["c"] 2 true;
    SendPaper "send-paper" [Paper] ["s"] 2 true;
    PrintPaper "print-paper" [Paper] ["p"] 2 true;
    Watch "watch" [Global] ["0 i"] 0 true;
    // the term
    EnterActivity "enter-activity" [Global] ["0 A"] 0 true;
    EnterActivityHere "enter-activity-here" [Activities, Activity, TermBoard, Dorm, Talks, Students, Communities] ["a"] 0 false;
    Activities "activities" [Global] ["0 a"] 0 true;
    TermBoard "term-board" [Global] ["0 b"] 0 true;
    Obligations "obligations" [Global] ["0 t"] 0 true;
    ActivityScope "activity-scope" [Activities] ["o"] 3 true;
    ActivityNext "activity-next" [Activities, Activity] ["s"] 1 true;
    AttendActivity "attend-activity" [Activities, Activity] ["m"] 2 true;
    NoteActivity "note-activity" [Activities, Activity] ["n"] 3 true;
    CancelActivity "cancel-activity" [Activities, Activity] ["c"] 4 true;
    BoardCommunity "board-community" [TermBoard] ["o"] 1 true;
    BoardEarlier "board-earlier" [TermBoard] ["["] 2 true;
    BoardLater "board-later" [TermBoard] ["]"] 3 true;
    AnnounceActivity "announce-activity" [Activities, Activity] ["b"] 3 true;
    AmendActivity "amend-activity" [Activities, Activity] ["e"] 2 true;
    ProveByFile "prove-by-file" [Activities, Activity] ["f"] 2 true;
    DraftNews "draft-news" [Activities, Activity] ["d"] 3 true;
    // the communities: places, people, branches, the catalogue
    Venues "venues" [Global] ["0 p"] 0 true;
    PeopleOf "people-of" [Global] ["0 l"] 0 true;
    Branches "branches" [Global] ["0 z"] 0 true;
    Catalogue "catalogue" [Global] ["0 s"] 0 true;
    CommunityScope "community-scope" [Community] ["o"] 2 true;
    NextCommunity "next-community" [Community] ["]"] 3 true;
    LaterDays "later-days" [Community] ["n"] 4 true;
    EarlierDays "earlier-days" [Community] ["p"] 4 true;
    BookVenue "book-venue" [Community] ["b"] 1 true;
    SignUse "sign-use" [Community] ["s"] 2 true;
    GiveUp "give-up" [Community, Obligations] ["D"] 5 true;
    TaskDone "task-done" [Community] ["x"] 3 true;
    MeetStudents "meet-students" [Community] ["m"] 3 true;
    AddThing "add-thing" [Community, Obligations] ["a"] 2 true;
    ChangeThing "change-thing" [Community, Obligations] ["e"] 2 true;
    HoldReception "hold-reception" [Community] ["v"] 4 true;
    ShowTerms "show-terms" [Obligations] ["o"] 3 true;
    // what was done, counted
    Appraisal "appraisal" [Global] ["0 k"] 0 true;
    Stats "stats" [Global] ["0 g"] 0 true;
    CountBy "count-by" [Appraisal, Stats] ["o"] 1 true;
    CountKind "count-kind" [Stats] ["s"] 1 true;
    CountScale "count-scale" [Stats] ["m"] 2 true;
    CountBefore "count-before" [Appraisal, Stats] ["["] 3 true;
    CountAfter "count-after" [Appraisal, Stats] ["]"] 4 true;
    CountExport "count-export" [Appraisal, Stats] ["x"] 2 true;
    // news and awards
    Newsroom "newsroom" [Global] ["0 f"] 0 true;
    ReviewNews "review-news" [Newsroom, News] ["a"] 1 true;
    PublishNews "publish-news" [Newsroom, News] ["s"] 1 true;
    SendNewsBack "send-news-back" [Newsroom, News] ["b"] 3 true;
    PrintNews "print-news" [Newsroom, News] ["p"] 2 true;
    WithdrawNews "withdraw-news" [Newsroom, News] ["D"] 4 true;
    Awards "awards" [Global] ["0 y"] 0 true;
    PointNominee "point-nominee" [Award] ["m"] 1 true;
    DecideAward "decide-award" [Awards, Award] ["s"] 2 true;
    PrintAward "print-award" [Awards, Award] ["p"] 2 true;
    DraftMonth "draft-month" [Newsroom] ["m"] 2 true;
    RewriteNews "rewrite-news" [Newsroom, News] ["e"] 2 true;
    RecallNews "recall-news" [Newsroom, News] ["R"] 4 true;
    OpenAward "open-award" [Awards, Award] ["a"] 3 true;
    AnnounceAward "announce-award" [Awards, Award] ["n"] 3 true;
    TakeAwardBack "take-award-back" [Awards, Award] ["D"] 4 true;
    PutOffHint "put-off-hint" [Watch] ["s"] 1 true;
    FigureExport "figure-export" [Appraisal, Stats, Figure] ["X"] 5 true;
    NomineeUp "nominee-up" [Award] ["<", "shift-up"] 4 true;
    NomineeDown "nominee-down" [Award] [">", "shift-down"] 4 true;
    PictureNews "picture-news" [News] ["m"] 3 true;

    // inside an overlay
    Accept "accept" [Capture, Find, Palette, Form, Seating, Query] ["enter"] 1 false;
    Complete "complete" [Capture, Find, Query] ["tab"] 2 false;
    NextChoice "next-choice" [Capture, Find, Palette, Seating, Query] ["down", "ctrl-n"] 3 false;
    PreviousChoice "previous-choice" [Capture, Find, Palette, Seating, Query] ["up", "ctrl-p"] 0 false;
    Choose "choose" [Capture, Long, Find, Form, Seating, Query] ["alt-1", "alt-2", "alt-3", "alt-4", "alt-5", "alt-6", "alt-7", "alt-8", "alt-9"] 4 false;
    OpenNote "open-note" [Capture] ["ctrl-e"] 5 false;
    OpenLong "open-long" [Capture, Note, Long] ["ctrl-o"] 6 false;
    NextField "next-field" [Form] ["tab", "down"] 2 false;
    PreviousField "previous-field" [Form] ["backtab", "up"] 0 false;
    SendForm "send-form" [Form] ["ctrl-s"] 3 false;
    NextRow "next-row" [Long] ["tab"] 2 false;
    PreviousRow "previous-row" [Long] ["backtab"] 0 false;
    SaveNote "save-note" [Note, Long] ["ctrl-s"] 1 false;
    FoldNote "fold-note" [Note] ["ctrl-e", "esc"] 2 false;
    NoteUndo "note-undo" [Note, Long] ["ctrl-z"] 3 false;
    NoteRedo "note-redo" [Note, Long] ["ctrl-y"] 0 false;
    Discard "discard" [Capture, Note, Long] ["ctrl-x"] 0 false;
    Cancel "cancel" [Capture, Long, Find, Palette, Form, Walk, Finding, Seating, Proposal, Query] ["esc", "ctrl-c"] 6 false;
    SaveQuery "save-query" [Query] ["ctrl-s"] 3 false;
    DropQuery "drop-query" [Query] ["ctrl-d"] 5 false;
    Template "template" [Note, Long] ["ctrl-t"] 4 false;
    CloseHelp "close-help" [Help] ["esc", "q", "?", "enter", "ctrl-c"] 1 false;
    Yes "yes" [Confirm] ["y", "enter"] 1 false;
    No "no" [Confirm] ["n", "esc", "q", "ctrl-c"] 2 false;
    Seen "seen" [Sheet] ["enter", "esc", "q"] 1 false;
    Unlock "unlock" [Locked] ["enter"] 1 false;
    NextLogin "next-login" [Locked] ["tab", "backtab"] 2 false;
    Recover "recover" [Locked] ["f2"] 4 false;
    ClearPrompt "clear-prompt" [Locked] ["esc"] 3 false;
}

impl CommandId {
    /// The row of the table.
    pub fn command(self) -> &'static Command {
        // The macro writes the enum and the table from the same list, so the row is always there.
        &COMMANDS[self as usize]
    }

    /// From its name in `keymap.toml`.
    pub fn from_name(name: &str) -> Option<Self> {
        COMMANDS.iter().find(|it| it.name == name).map(|it| it.id)
    }
}

impl Command {
    /// Whether it can be asked for there.
    pub fn is_in(&self, context: Context) -> bool {
        self.is_own(context) || (context.is_place() && self.contexts.contains(&Context::Global))
    }

    /// Whether it is a command of that place or overlay, not one that works everywhere. There its keys go before those of commands that do.
    pub fn is_own(&self, context: Context) -> bool {
        self.contexts.contains(&context)
    }
}
