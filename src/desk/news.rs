//! What a user has to be told when they come in: somebody read a talk of theirs in need, tried to come in as them, or changed their key.

use super::Desk;
use crate::campus::{CustodyAct, Seq, Stamp, UserId};
use crate::logbook::Fault;

/// Something a user must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The entry that says so.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// Who did it.
    pub by: UserId,
    /// What.
    pub what: NewsKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewsKind {
    /// A talk of theirs was read in need.
    GlassBroken {
        /// Which.
        talk: Seq,
        /// Why.
        reason: Box<str>,
    },
    /// Somebody tried to come in as them.
    UnlocksFailed {
        /// How often.
        times: u32,
        /// The last time.
        last: Stamp,
    },
    /// Somebody else gave them a new key pair: what was sealed to the old one stays closed to them.
    KeyReplaced,
    /// The printed recovery key was used to come in as them.
    RecoveryUsed,
    /// Somebody had a new recovery key made: whoever holds it can open what is sealed to this user.
    RecoveryRenewed,
}

/// The slot in which a user's last news are marked.
const SEEN: &str = "news";

impl Desk {
    /// What this user must be told and has not yet seen, in the order it happened.
    pub fn news(&self) -> Vec<News> {
        let seen = self.last_seen();
        let campus = self.campus();
        let rows = campus.custody().rows().iter().filter(|it| it.seq > seen);
        let mut news: Vec<News> = rows
            .filter_map(|it| {
                let what = match &it.what {
                    CustodyAct::GlassBroken { talk, reason } if campus.talks().get(*talk).is_some_and(|it| it.by == self.user) => {
                        NewsKind::GlassBroken { talk: *talk, reason: reason.clone() }
                    }
                    CustodyAct::UnlocksFailed { user, times, last } if *user == self.user => {
                        NewsKind::UnlocksFailed { times: *times, last: *last }
                    }
                    CustodyAct::RecoveryUsed { user } if *user == self.user => NewsKind::RecoveryUsed,
                    CustodyAct::RecoveryRenewed if it.by != self.user => NewsKind::RecoveryRenewed,
                    _ => return None,
                };
                Some(News { seq: it.seq, at: it.at, by: it.by, what })
            })
            .collect();
        let mut keys = campus.staff().keys().iter().filter(|it| it.user == self.user);
        // The first key somebody has to give them; what counts is a change.
        keys.next();
        let replaced: Vec<_> = keys.filter(|it| it.by != self.user && it.seq > seen).map(|it| (it.seq, it.by)).collect();
        drop(campus);
        for (seq, by) in replaced {
            // When it was stands in the logbook alone. If that cannot be read, the rest is told all the same.
            let at = self.inner.reader.header(seq).ok().flatten().map_or(self.now(), |it| it.at);
            news.push(News { seq, at, by, what: NewsKind::KeyReplaced });
        }
        news.sort_by_key(|it| it.seq);
        news
    }

    /// The user has seen their news. If that cannot be kept, they are told again.
    pub fn news_seen(&self) {
        let upto = self.campus().applied();
        drop(self.save_draft(SEEN, &upto.0.to_be_bytes()));
    }

    fn last_seen(&self) -> Seq {
        let seen: Result<Option<Vec<u8>>, Fault> = self.load_draft(SEEN);
        let bytes = seen.ok().flatten().and_then(|it| it.try_into().ok());
        bytes.map_or(Seq(0), |it| Seq(u64::from_be_bytes(it)))
    }
}
