//! The seat pressed key by key: `(state, "keys", state)` through the real table of keys, with a desk that only lives in memory.

mod activities;
mod capture;
mod care;
mod commands;
mod community;
mod count;
mod entering;
mod forms;
mod handing;
mod home;
mod house;
mod incidents;
mod lock;
mod past;
mod press;
mod query;
mod remind;
mod requests;
mod rig;
mod round;
mod schedule;
mod search;
mod storms;
mod talks;
mod walk;
mod watch;
