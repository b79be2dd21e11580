//! News of what was done (宣传): drafted, reviewed by somebody else, published with its link (一站式云平台、育人号).
//!
//! The words stand in the entries; the campus keeps whose they are and how they stand. A piece is known by the entry that drafted it.

use super::{
    Act, Activities, ActivityAct, ActivityState, Campus, CommunityId, Day, Paged, People, Places, Refusal, STUDENTS_LIMIT, Seq, Spot,
    Stamp, StudentId, UserId,
};
use serde::{Deserialize, Serialize};

/// For which house it is written (发布平台).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NewsHouse {
    /// 一站式云平台: matter of fact.
    Cloud,
    /// 育人号: warm.
    Story,
}

impl NewsHouse {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Cloud, Self::Story];
}

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewsAbout {
    /// An activity, by its entry.
    Activity(Seq),
    /// What was done in a period, in a community or everywhere.
    Period {
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
        /// Where.
        community: Option<CommunityId>,
    },
}

/// How a piece stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NewsState {
    /// 草稿.
    Drafted,
    /// 已审核.
    Reviewed,
    /// 已发布.
    Published,
    /// Taken back.
    Withdrawn,
}

/// A piece as it is drafted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsDrafted {
    /// About what.
    pub about: NewsAbout,
    /// For which house.
    pub house: NewsHouse,
    /// Headline.
    pub title: Box<str>,
    /// Its words, as Markdown.
    pub text: Box<str>,
    /// The entries whose pictures go with it.
    pub pictures: Vec<Seq>,
    /// The students it names; none unless they agreed.
    pub students: Vec<StudentId>,
}

/// Acts on news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewsAct {
    /// A piece is drafted; its id is the number of this entry.
    Drafted(Box<NewsDrafted>),
    /// Its words are written anew; it has to be reviewed again.
    Rewritten {
        /// Which.
        news: Seq,
        /// The entry in which the words stood before.
        before: Seq,
        /// Headline.
        title: Box<str>,
        /// Its words.
        text: Box<str>,
        /// The students it names.
        students: Vec<StudentId>,
    },
    /// Somebody else read it and finds it right.
    Reviewed {
        /// Which.
        news: Seq,
        /// The entry whose words were read.
        words: Seq,
    },
    /// It goes back to being drafted.
    SentBack {
        /// Which.
        news: Seq,
        /// Why.
        text: Box<str>,
    },
    /// It stands where everybody reads it.
    Published {
        /// Which.
        news: Seq,
        /// On which day.
        day: Day,
        /// Where: an address of the web.
        link: Box<str>,
    },
    /// It was not published after all, or is no longer.
    Recalled {
        /// Which.
        news: Seq,
    },
    /// It is taken back.
    Withdrawn {
        /// Which.
        news: Seq,
        /// How it stood.
        from: NewsState,
    },
    /// It is not taken back after all.
    Restored {
        /// Which.
        news: Seq,
        /// How it stands again.
        to: NewsState,
    },
    /// Other pictures go with it; it has to be reviewed again.
    Pictured {
        /// Which.
        news: Seq,
        /// The entries whose pictures went with it.
        before: Vec<Seq>,
        /// The entries whose pictures go with it from now on.
        after: Vec<Seq>,
    },
}

impl NewsAct {
    /// The piece it is about; `None` for a new one.
    pub fn news(&self) -> Option<Seq> {
        match self {
            Self::Drafted(_) => None,
            Self::Rewritten { news, .. }
            | Self::Reviewed { news, .. }
            | Self::SentBack { news, .. }
            | Self::Published { news, .. }
            | Self::Recalled { news }
            | Self::Withdrawn { news, .. }
            | Self::Restored { news, .. }
            | Self::Pictured { news, .. } => Some(*news),
        }
    }
}

/// What the campus keeps of a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsHead {
    /// The entry it was drafted in: its id.
    pub seq: Seq,
    /// Who drafted it.
    pub by: UserId,
    /// When.
    pub at: Stamp,
    /// About what.
    pub about: NewsAbout,
    /// For which house.
    pub house: NewsHouse,
    /// How it stands.
    pub state: NewsState,
    /// The entry in which its words stand, and whose they are.
    pub words: (Seq, UserId),
    /// The entries whose pictures go with it.
    pub pictures: Vec<Seq>,
    /// Who picked them last.
    pub pictured: UserId,
    /// All students that any of its words name.
    pub students: Vec<StudentId>,
    /// Who reviewed it, and when.
    pub reviewed: Option<(UserId, Stamp)>,
    /// The entry that published it, and on which day.
    pub published: Option<(Seq, Day)>,
    /// The entries after the first.
    pub timeline: Vec<Seq>,
}

/// Longest headline and longest link, in characters.
pub const NEWS_TITLE_LIMIT: usize = 80;
/// Longest link, in characters.
pub const NEWS_LINK_LIMIT: usize = 500;
/// Most pictures of one piece.
pub const NEWS_PICTURES_LIMIT: usize = 20;
/// Most entries of one piece.
const TIMELINE: usize = 200;

/// What an act on news is checked against.
#[derive(Clone, Copy)]
pub(super) struct NewsGround<'a> {
    pub places: &'a Places,
    pub people: &'a People,
    pub activities: &'a Activities,
}

impl Campus {
    /// The acts that publish a piece: its own, and that of the activity it tells of, where that is not published yet.
    pub fn publishing(&self, news: Seq, day: Day, link: &str) -> Vec<Act> {
        let mut acts = vec![Act::News(NewsAct::Published { news, day, link: link.into() })];
        if let Some(NewsAbout::Activity(activity)) = self.news().get(news).map(|it| it.about)
            && let Some(from) = self.activities().get(activity).map(|it| it.state).filter(|it| *it == ActivityState::Proved)
        {
            let to = ActivityState::Published;
            acts.push(Act::Activity(ActivityAct::Moved { activity, from, to, text: link.into() }));
        }
        acts
    }

    /// The acts that recall a piece: its own, and that of its activity where the piece published it. Where another piece about it still stands in the
    /// open, the activity is published by that one from now on.
    pub fn recalling(&self, news: Seq) -> Vec<Act> {
        let mut acts = vec![Act::News(NewsAct::Recalled { news })];
        let Some(head) = self.news().get(news) else { return acts };
        let (NewsAbout::Activity(activity), Some((at, _))) = (head.about, head.published) else { return acts };
        let brought = self.activities().get(activity).and_then(|it| it.published).is_some_and(|published| published > at);
        if !brought {
            return acts;
        }
        let moved = |from, to, text: String| Act::Activity(ActivityAct::Moved { activity, from, to, text: text.into() });
        acts.push(moved(ActivityState::Published, ActivityState::Proved, format!("↶ X{news}")));
        let mut others = self.news().heads().iter().filter(|it| it.seq != news && it.about == head.about);
        if let Some(other) = others.find(|it| it.published.is_some()) {
            acts.push(moved(ActivityState::Proved, ActivityState::Published, format!("X{}", other.seq)));
        }
        acts
    }
}

/// All news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newsroom {
    pub(super) heads: Paged<NewsHead>,
}

impl Default for Newsroom {
    fn default() -> Self {
        Self { heads: Paged::new(64) }
    }
}

impl Newsroom {
    /// All pieces in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[NewsHead] {
        self.heads.rows()
    }

    /// One piece by its id.
    pub fn get(&self, seq: Seq) -> Option<&NewsHead> {
        self.row(seq).and_then(|row| self.heads.get(row))
    }

    fn row(&self, seq: Seq) -> Option<usize> {
        self.heads.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    pub(super) fn check(&self, ground: &NewsGround<'_>, (by, today): (UserId, Day), act: &NewsAct) -> Result<(), Refusal> {
        let NewsGround { places, people, activities } = *ground;
        let words = |title: &str, text: &str, students: &[StudentId]| {
            super::check_text_up_to(title, NEWS_TITLE_LIMIT)?;
            super::check_text(text)?;
            check_named(people, students)
        };
        match act {
            NewsAct::Drafted(it) => {
                words(&it.title, &it.text, &it.students)?;
                check_pictures(activities, it.about, &it.pictures)?;
                match it.about {
                    NewsAbout::Period { from, until, .. } if from > until || from > today => Err(Refusal::InFuture),
                    NewsAbout::Period { community, .. } => super::check_spot(places, community.map(Spot::Community).as_ref()),
                    NewsAbout::Activity(seq) => match activities.get(seq).map(|it| it.state) {
                        Some(state) if state.is_held() => Ok(()),
                        Some(ActivityState::Withdrawn) | None => Err(Refusal::NoSuchActivity(seq)),
                        Some(_) => Err(Refusal::ActivityNotHeld(seq)),
                    },
                }
            }
            NewsAct::Rewritten { news, before, title, text, students } => {
                let it = self.standing(*news)?;
                words(title, text, students)?;
                if !matches!(it.state, NewsState::Drafted | NewsState::Reviewed) {
                    return Err(Refusal::NewsStands { news: *news, state: it.state });
                }
                if it.words.0 == *before { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            NewsAct::Reviewed { news, words } => {
                let it = self.standing(*news)?;
                if it.state != NewsState::Drafted {
                    return Err(Refusal::NewsStands { news: *news, state: it.state });
                }
                if it.words.0 != *words {
                    return Err(Refusal::ChangedMeanwhile);
                }
                if it.words.1 == by || it.by == by || it.pictured == by { Err(Refusal::NewsOwnWords(*news)) } else { Ok(()) }
            }
            NewsAct::SentBack { news, text } => {
                super::check_text(text)?;
                let it = self.standing(*news)?;
                if it.state == NewsState::Reviewed { Ok(()) } else { Err(Refusal::NewsStands { news: *news, state: it.state }) }
            }
            NewsAct::Published { news, day, link } => {
                let it = self.standing(*news)?;
                if it.state != NewsState::Reviewed {
                    return Err(Refusal::NewsNotReviewed(*news));
                }
                if *day > today {
                    return Err(Refusal::InFuture);
                }
                // Nothing is published of which nobody can say that it was held.
                if let NewsAbout::Activity(seq) = it.about
                    && !activities.get(seq).is_some_and(|it| it.state.is_proved())
                {
                    return Err(Refusal::ActivityUnproved(seq));
                }
                check_link(link)
            }
            NewsAct::Recalled { news } => {
                let it = self.standing(*news)?;
                if it.state == NewsState::Published { Ok(()) } else { Err(Refusal::NewsStands { news: *news, state: it.state }) }
            }
            NewsAct::Withdrawn { news, from } => {
                let it = self.standing(*news)?;
                // What stands in the open is recalled first.
                if it.state == NewsState::Published {
                    return Err(Refusal::NewsStands { news: *news, state: it.state });
                }
                if it.state == *from { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            NewsAct::Restored { news, to } => {
                let it = self.get(*news).ok_or(Refusal::NoSuchNews(*news))?;
                let fits = match to {
                    NewsState::Drafted => it.reviewed.is_none(),
                    NewsState::Reviewed => it.reviewed.is_some(),
                    NewsState::Published | NewsState::Withdrawn => false,
                };
                if it.state == NewsState::Withdrawn && fits { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            NewsAct::Pictured { news, before, after } => self.check_pictured(activities, *news, before, after),
        }
    }

    fn check_pictured(&self, activities: &Activities, news: Seq, before: &[Seq], after: &[Seq]) -> Result<(), Refusal> {
        let it = self.standing(news)?;
        if !matches!(it.state, NewsState::Drafted | NewsState::Reviewed) {
            return Err(Refusal::NewsStands { news, state: it.state });
        }
        if it.pictures != before || before == after {
            return Err(Refusal::ChangedMeanwhile);
        }
        check_pictures(activities, it.about, after)
    }

    fn standing(&self, news: Seq) -> Result<&NewsHead, Refusal> {
        let it = self.get(news).filter(|it| it.state != NewsState::Withdrawn).ok_or(Refusal::NoSuchNews(news))?;
        if it.timeline.len() >= TIMELINE { Err(Refusal::TooLong { limit: TIMELINE, got: it.timeline.len() }) } else { Ok(it) }
    }

    pub(super) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &NewsAct) {
        if let NewsAct::Drafted(it) = act {
            self.heads.push(NewsHead {
                seq,
                by,
                at,
                about: it.about,
                house: it.house,
                state: NewsState::Drafted,
                words: (seq, by),
                pictures: it.pictures.clone(),
                pictured: by,
                students: it.students.clone(),
                reviewed: None,
                published: None,
                timeline: Vec::new(),
            });
            return;
        }
        let Some(row) = act.news().and_then(|it| self.row(it)) else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        it.timeline.push(seq);
        match act {
            NewsAct::Drafted(_) => {}
            NewsAct::Rewritten { students, .. } => {
                (it.words, it.state, it.reviewed) = ((seq, by), NewsState::Drafted, None);
                // Words that were replaced still stand in the logbook, and still name whom they named.
                let new: Vec<_> = students.iter().filter(|id| !it.students.contains(id)).copied().collect();
                it.students.extend(new);
            }
            NewsAct::Reviewed { .. } => (it.state, it.reviewed) = (NewsState::Reviewed, Some((by, at))),
            NewsAct::SentBack { .. } => (it.state, it.reviewed) = (NewsState::Drafted, None),
            NewsAct::Published { day, .. } => (it.state, it.published) = (NewsState::Published, Some((seq, *day))),
            NewsAct::Recalled { .. } => (it.state, it.published) = (NewsState::Reviewed, None),
            NewsAct::Withdrawn { .. } => it.state = NewsState::Withdrawn,
            NewsAct::Restored { to, .. } => it.state = *to,
            NewsAct::Pictured { after, .. } => {
                (it.pictures, it.pictured) = (after.clone(), by);
                (it.state, it.reviewed) = (NewsState::Drafted, None);
            }
        }
    }
}

/// Every student named exists and is named once. Who left is named too: erasing them has to find the words.
fn check_named(people: &People, students: &[StudentId]) -> Result<(), Refusal> {
    if students.len() > STUDENTS_LIMIT {
        return Err(Refusal::TooLong { limit: STUDENTS_LIMIT, got: students.len() });
    }
    for (at, id) in students.iter().enumerate() {
        people.student(*id).ok_or(Refusal::NoSuchStudent(*id))?;
        if students[..at].contains(id) {
            return Err(Refusal::StudentTwice);
        }
    }
    Ok(())
}

/// Only what proves the activity goes with its news, and not too much of it.
fn check_pictures(activities: &Activities, about: NewsAbout, pictures: &[Seq]) -> Result<(), Refusal> {
    let shown = |seq: &Seq| matches!(about, NewsAbout::Activity(id) if activities.get(id).is_some_and(|it| it.files.contains(seq)));
    if let Some(seq) = pictures.iter().find(|seq| !shown(seq)) {
        return Err(Refusal::NoSuchFile(*seq));
    }
    if pictures.len() > NEWS_PICTURES_LIMIT {
        return Err(Refusal::TooLong { limit: NEWS_PICTURES_LIMIT, got: pictures.len() });
    }
    Ok(())
}

/// An address of the web, without anything that is none.
fn check_link(link: &str) -> Result<(), Refusal> {
    super::check_len(link, NEWS_LINK_LIMIT)?;
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let plain = |it: &str| it.contains('.') && !it.chars().any(|c| c.is_whitespace() || c.is_control());
    if rest.is_some_and(plain) { Ok(()) } else { Err(Refusal::NewsLink) }
}
