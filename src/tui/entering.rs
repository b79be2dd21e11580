//! Things of the term and of the communities that are entered or changed field by field (填表), in one small form for all of them.

use crate::campus::{Branch, Day, Seq};
use serde::{Deserialize, Serialize};

/// What a form enters or changes. A number in the list says only where its words come from when the form is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Thing {
    /// An obligation (指标) of the term a day lies in, by its place in the list; which one is meant says its code.
    Obligation(Day, Option<usize>),
    /// A term (学期).
    Term(Option<Seq>),
    /// A place of the community (场地).
    Venue(Option<Seq>),
    /// Somebody of a community (社区人员), a new one maybe of this branch.
    Fellow(Option<Seq>, Option<Branch>),
    /// A task of the organisation (任务).
    Task(Option<Seq>),
    /// An item of the catalogue (服务事项), by its place in the list; which one is meant says its name.
    Item(Option<usize>),
    /// A leader's reception day (接待日).
    Reception,
    /// Who came to a reception day, and what was promised.
    Came(Seq),
    /// A reception day that was entered.
    AmendReception(Seq),
}
