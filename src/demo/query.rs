//! Searches that 张敏 keeps (存好的检索): what somebody in her place looks for again and again.

use super::agenda::Todo;
use super::staff::ZHANG;
use super::year::Year;
use crate::campus::{Act, QueryAct};

/// Name and line.
const KEPT: [(&str, &str); 3] =
    [("睡不好的", "失眠 since:本学期"), ("我的重点关注", "by:me level:<=2"), ("停水停电", "停 in:incidents category:设施 since:上月")];

impl Year {
    /// Keeps them, last of all.
    pub(super) fn put_queries(&mut self) {
        for (name, line) in KEPT {
            let saved = QueryAct::Saved { name: name.into(), before: None, line: line.into() };
            self.agenda.put(self.now, Todo::Ready(ZHANG, Box::new(Act::Query(saved))));
        }
    }
}
