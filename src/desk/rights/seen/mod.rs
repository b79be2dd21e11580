//! A talk, an incident, a request, a student as a user sees them: a field that is not seen is not there.

mod incident;
mod request;
mod student;
mod talk;

pub use incident::IncidentSight;
pub use request::RequestSight;
pub use student::{LevelSight, StudentSight};
pub use talk::{PlanSight, TalkSight};
