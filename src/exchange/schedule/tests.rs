//! What the schedule looks like outside, and that what comes back is the same.
