//! The names of the filters, and the values that are words of a list.

use crate::campus::{IncidentState, TalkState};

/// A filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the filter of that name")]
pub enum Key {
    Topic,
    Level,
    Since,
    Until,
    By,
    Student,
    Class,
    Room,
    Tag,
    State,
    Category,
    In,
}

impl Key {
    /// All filters, those that are used most first.
    pub const ALL: [Self; 12] = [
        Self::Topic,
        Self::Level,
        Self::Since,
        Self::Until,
        Self::By,
        Self::Student,
        Self::Class,
        Self::Room,
        Self::Tag,
        Self::State,
        Self::Category,
        Self::In,
    ];

    /// Its name, as it is written.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// Its name in Chinese.
    pub fn chinese(self) -> &'static str {
        self.names()[1]
    }

    /// All names by which it is read: the English one, the Chinese one, and others.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Topic => &["topic", "主题", "话题"],
            Self::Level => &["level", "等级", "级别", "关注"],
            Self::Since => &["since", "起", "自", "从"],
            Self::Until => &["until", "止", "至", "到"],
            Self::By => &["by", "作者", "谁写"],
            Self::Student => &["student", "学生"],
            Self::Class => &["class", "班级", "班"],
            Self::Room => &["room", "寝室", "宿舍", "房间"],
            Self::Tag => &["tag", "标签"],
            Self::State => &["state", "状态"],
            Self::Category => &["category", "类别"],
            Self::In => &["in", "范围"],
        }
    }

    /// From its name, folded to half width.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.names().iter().any(|it| it.eq_ignore_ascii_case(name)))
    }
}

/// What is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Talks (谈话).
    Talks,
    /// Incidents with their timelines (事件).
    Incidents,
    /// Requests with what was answered (诉求).
    Requests,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Talks, Self::Incidents, Self::Requests];

    /// Its name, as it is written.
    pub fn key(self) -> &'static str {
        match self {
            Self::Talks => "talks",
            Self::Incidents => "incidents",
            Self::Requests => "requests",
        }
    }

    /// Its name in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Talks => "谈话",
            Self::Incidents => "事件",
            Self::Requests => "诉求",
        }
    }

    /// From one of its names.
    pub fn from_key(key: &str) -> Option<Self> {
        let one = |it: &Self| [it.key(), it.key().trim_end_matches('s'), it.chinese()].iter().any(|it| it.eq_ignore_ascii_case(key));
        Self::ALL.into_iter().find(one)
    }
}

macro_rules! standings {
    ($($(#[doc = $doc:literal])+ $name:ident $key:literal $chinese:literal [$($talk:ident)?] [$($incident:ident)?];)+) => {
        /// How a talk or an incident stands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Standing {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Standing {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name, as it is written.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// Its name in Chinese.
            pub fn chinese(self) -> &'static str {
                match self { $(Self::$name => $chinese,)+ }
            }

            /// Whether a talk in this state stands so.
            pub fn is_of_talk(self, state: TalkState) -> bool {
                match self {
                    Self::Open => state == TalkState::Awaiting,
                    $(Self::$name => false $(|| state == TalkState::$talk)?,)+
                }
            }

            /// Whether an incident in this state stands so.
            pub fn is_of_incident(self, state: IncidentState) -> bool {
                match self {
                    Self::Open => state.is_open(),
                    $(Self::$name => false $(|| state == IncidentState::$incident)?,)+
                }
            }
        }
    };
}

// The first line of each match above answers for what is open; the row's own is then never reached.
#[allow(unreachable_patterns, reason = "one row has a rule of its own")]
mod standing {
    use super::{IncidentState, TalkState};

    standings! {
        /// Something is still owed (未结).
        Open "open" "未结" [] [];
        /// A follow-up is owed (待回访).
        Awaiting "awaiting" "待回访" [Awaiting] [];
        /// Nothing more is owed (已结).
        Closed "closed" "已结" [Closed] [Closed];
        /// Nobody has taken the incident up (新报).
        New "new" "新报" [] [New];
        /// Somebody has (已受理).
        Acknowledged "acknowledged" "已受理" [] [Acknowledged];
        /// It is being dealt with (处置中).
        InHand "in_hand" "处置中" [] [InHand];
        /// It was reported upward (已上报).
        Escalated "escalated" "已上报" [] [Escalated];
        /// It is to be closed (待结案).
        Resolved "resolved" "待结案" [] [Resolved];
    }
}
pub use standing::Standing;

impl Standing {
    /// From one of its names.
    pub fn from_key(key: &str) -> Option<Self> {
        let closed = (key == "已结案").then_some(Self::Closed);
        closed.or_else(|| Self::ALL.iter().copied().find(|it| it.key().eq_ignore_ascii_case(key) || it.chinese() == key))
    }
}
