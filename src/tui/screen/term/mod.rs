//! The term on the screen: activities, one of them, the board, what is demanded.

mod activities;
mod activity;
mod board;
mod obligations;

pub(super) use activities::draw as draw_activities;
pub(super) use activity::draw as draw_activity;
pub(super) use board::draw as draw_board;
pub(super) use obligations::draw as draw_obligations;
