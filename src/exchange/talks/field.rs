//! The fields of a talk, by the names a form's page knows them by, their labels, and what stands in them.

use super::row::TalkRow;
use crate::campus::TalkState;
use crate::say;
use crate::words::Words;
use serde::Deserialize;

macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $field:ident $key:literal $label:literal;)+) => {
        /// A field of a talk on paper.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        pub enum TalkField {
            $($(#[doc = $doc])+ #[serde(rename = $key)] $field,)+
        }

        impl TalkField {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$field),+];

            /// Its name in a form's page: `student_no`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$field => $key),+ }
            }

            /// What stands over it: 学号.
            pub fn label(self, words: &Words) -> String {
                match self { $(Self::$field => say!(words, $label)),+ }
            }
        }
    };
}

fields! {
    /// The talk's number.
    Id "id" "talks-field-id";
    /// The day.
    Date "date" "talks-field-date";
    /// From when until when.
    Time "time" "talks-field-time";
    /// How long it took.
    Minutes "minutes" "talks-field-minutes";
    /// Where.
    Place "place" "talks-field-place";
    /// How.
    Way "way" "talks-field-way";
    /// About what.
    Topic "topic" "talks-field-topic";
    /// With whom.
    Name "name" "talks-field-name";
    /// Their numbers.
    StudentNo "student_no" "talks-field-student-no";
    /// Their sex.
    Sex "sex" "talks-field-sex";
    /// Their departments.
    Department "department" "talks-field-department";
    /// Their classes.
    Class "class" "talks-field-class";
    /// How many they were.
    People "people" "talks-field-people";
    /// What was said.
    Text "text" "talks-field-text";
    /// What to think of it.
    Judgement "judgement" "talks-field-judgement";
    /// What is done about it.
    Measures "measures" "talks-field-measures";
    /// The level it set.
    Level "level" "talks-field-level";
    /// Until when that is meant to stand.
    Until "until" "talks-field-until";
    /// Why.
    Reason "reason" "talks-field-reason";
    /// When to talk again.
    Followup "followup" "talks-field-followup";
    /// Whether that was done.
    Status "status" "talks-field-status";
    /// What was added since.
    Amended "amended" "talks-field-amended";
    /// How many files are kept with it.
    Files "files" "talks-field-files";
    /// Tags.
    Tags "tags" "talks-field-tags";
    /// Who held it.
    By "by" "talks-field-by";
    /// Left empty, for a signature.
    Signature "signature" "talks-field-signature";
    /// Left empty, for a remark by hand.
    Remark "remark" "talks-field-remark";
}

impl TalkField {
    /// What stands there, for people.
    pub fn value(self, words: &Words, it: &TalkRow) -> String {
        let comma = say!(words, "import-comma");
        let own = |it: &Option<String>| it.clone().unwrap_or_default();
        let joined = |them: Vec<String>| them.join(&comma);
        // A class stands once, however many of it were there.
        let once = |each: Vec<String>| {
            let mut seen: Vec<String> = Vec::new();
            each.into_iter().filter(|it| !it.is_empty()).for_each(|it| {
                if !seen.contains(&it) {
                    seen.push(it);
                }
            });
            seen.join(&comma)
        };
        match self {
            Self::Id => it.id.clone(),
            Self::Date => it.date.clone(),
            Self::Time => it.end.as_ref().map_or_else(|| it.start.clone(), |end| format!("{}–{end}", it.start)),
            Self::Minutes => it.minutes.map(|it| it.to_string()).unwrap_or_default(),
            Self::Place => own(&it.place),
            Self::Way => words.way(it.said.way),
            Self::Topic => words.topic(it.said.topic),
            Self::Name => joined(it.students.iter().map(|it| it.name.clone()).collect()),
            Self::StudentNo => joined(it.students.iter().filter_map(|it| it.student_no.clone()).collect()),
            Self::Sex => once(it.students.iter().filter_map(|it| it.sex).map(|it| words.sex(Some(it))).collect()),
            Self::Department => once(it.students.iter().filter_map(|it| it.department.clone()).collect()),
            Self::Class => once(it.students.iter().filter_map(|it| it.class.clone()).collect()),
            Self::People => it.students.len().to_string(),
            Self::Text => own(&it.text),
            Self::Judgement => own(&it.judgement),
            Self::Measures => own(&it.measures),
            Self::Level => it.said.level.map(|it| words.concern(it)).unwrap_or_default(),
            Self::Until => own(&it.until),
            Self::Reason => own(&it.reason),
            Self::Followup => own(&it.followup),
            // Without a promise there is nothing to be done.
            Self::Status if it.followup.is_none() && it.said.state == TalkState::Closed => say!(words, "talks-no-followup"),
            Self::Status => words.talk_state(it.said.state),
            Self::Amended => it.amended.as_ref().map(|it| it.join("\n")).unwrap_or_default(),
            Self::Files => it.files.to_string(),
            Self::Tags => it.tags.clone().map(joined).unwrap_or_default(),
            Self::By => it.by.clone(),
            Self::Signature | Self::Remark => String::new(),
        }
    }
}
