//! What an erasure leaves of acts on the term: activities (活动), the people of the communities, bookings, news.

use crate::campus::{
    self, ActivityAct, ActivityEntered, ActivityFacts, Booking, Campus, CommunityAct, Day, Entry, ErasureScope, Met, NewsAct, NewsDrafted,
    Seq, StudentId, TalkFile, VenueAct,
};

/// Of a student goes that they were there; how many were there stays. Of a period go the free words and the files.
pub(super) fn left_of_activity(act: &ActivityAct, campus: &Campus, scope: ErasureScope) -> Option<ActivityAct> {
    if let ErasureScope::Student(id) = scope {
        let ActivityAct::Attended { activity, added, removed, before, count } = act else { return None };
        let but = |all: &[StudentId]| all.iter().copied().filter(|it| *it != id).collect::<Vec<_>>();
        let (activity, before, count) = (*activity, *before, *count);
        return Some(ActivityAct::Attended { activity, added: but(added), removed: but(removed), before, count });
    }
    let about = |activity: Seq| campus.activities().get(activity).filter(|it| scope.holds_day(it.facts.day)).map(|it| it.seq);
    let wordless = |it: &ActivityFacts| {
        let mut left = it.clone();
        left.forget();
        left
    };
    let text = Box::default();
    Some(match act {
        ActivityAct::Entered(it) => {
            let left = ActivityEntered { facts: wordless(&it.facts), state: it.state, count: it.count, text };
            scope.holds_day(it.facts.day).then(|| ActivityAct::Entered(Box::new(left)))?
        }
        ActivityAct::Moved { activity, from, to, .. } => ActivityAct::Moved { activity: about(*activity)?, from: *from, to: *to, text },
        ActivityAct::Amended { activity, before, after } => {
            let concerned = scope.holds_day(before.day) || scope.holds_day(after.day);
            let (before, after) = (Box::new(wordless(before)), Box::new(wordless(after)));
            concerned.then_some(ActivityAct::Amended { activity: *activity, before, after })?
        }
        ActivityAct::Noted { activity, .. } => ActivityAct::Noted { activity: about(*activity)?, text },
        ActivityAct::Attached { activity, .. } => ActivityAct::Attached { activity: about(*activity)?, file: Box::new(TalkFile::erased()) },
        ActivityAct::Attended { .. } | ActivityAct::FileTaken { .. } => return None,
    })
}

/// Of a mentor whose student is erased what was written about the mentor goes, for it may be about the student; whom they met stays as a number.
pub(super) fn left_of_community(act: &CommunityAct, scope: ErasureScope) -> Option<CommunityAct> {
    match act {
        CommunityAct::FellowSet { fellow, before, after } => {
            let concerned = before.iter().chain(after).any(|it| it.everybody().any(|id| scope.holds_one_of(&[id])));
            let wordless = |it: &Option<Box<campus::Fellow>>| it.as_ref().map(|it| Box::new(it.wordless()));
            concerned.then(|| CommunityAct::FellowSet { fellow: *fellow, before: wordless(before), after: wordless(after) })
        }
        CommunityAct::Met(it) => {
            let concerned = scope.holds_one_of(&it.students) || scope.holds_day(it.day);
            concerned.then(|| CommunityAct::Met(Met { text: Box::default(), ..it.clone() }))
        }
        CommunityAct::MeetingWithdrawn { .. } | CommunityAct::TaskSet { .. } => None,
    }
}

/// For whom and what for goes; that a place was taken stays.
pub(super) fn left_of_venue(act: &VenueAct, campus: &Campus, scope: ErasureScope) -> Option<VenueAct> {
    let holds = |student: Option<StudentId>, day: Day| scope.holds_one_of(student.as_slice()) || scope.holds_day(day);
    let about = |booking: Seq| campus.venues().booking(booking).filter(|it| holds(it.student, it.day)).map(|it| it.seq);
    let text = Box::default();
    Some(match act {
        VenueAct::Booked(it) => {
            let left = Booking { who: Box::default(), text, ..(**it).clone() };
            holds(it.student, it.day).then(|| VenueAct::Booked(Box::new(left)))?
        }
        VenueAct::BookingWithdrawn { booking, .. } => VenueAct::BookingWithdrawn { booking: about(*booking)?, text },
        VenueAct::Used { booking, count, .. } => VenueAct::Used { booking: about(*booking)?, count: *count, text },
        VenueAct::Set { .. } | VenueAct::BookingRestored { .. } | VenueAct::UseWithdrawn { .. } | VenueAct::ItemSet { .. } => return None,
    })
}

impl Entry {
    /// Of news that name somebody to be erased all words go; what is published elsewhere stays there, and is for whoever published it.
    pub(super) fn left_of_news(&self, act: &NewsAct, campus: &Campus, scope: ErasureScope) -> Option<NewsAct> {
        let of_period = scope.holds_day(self.at.day(campus.zone()));
        let about = |news: Seq| {
            let head = campus.news().get(news)?;
            (of_period || scope.holds_one_of(&head.students)).then_some(news)
        };
        let (title, text) = (Box::default(), Box::default());
        Some(match act {
            NewsAct::Drafted(it) => {
                let concerned = of_period || scope.holds_one_of(&it.students);
                let left = NewsDrafted { title, text, pictures: it.pictures.clone(), students: it.students.clone(), ..**it };
                concerned.then(|| NewsAct::Drafted(Box::new(left)))?
            }
            NewsAct::Rewritten { news, before, students, .. } => {
                let concerned = about(*news).is_some() || scope.holds_one_of(students);
                concerned.then(|| NewsAct::Rewritten { news: *news, before: *before, title, text, students: students.clone() })?
            }
            NewsAct::SentBack { news, .. } => NewsAct::SentBack { news: about(*news)?, text },
            // An address may hold what it leads to.
            NewsAct::Published { news, day, .. } => NewsAct::Published { news: about(*news)?, day: *day, link: text },
            NewsAct::Reviewed { .. }
            | NewsAct::Recalled { .. }
            | NewsAct::Withdrawn { .. }
            | NewsAct::Restored { .. }
            | NewsAct::Pictured { .. } => return None,
        })
    }
}
