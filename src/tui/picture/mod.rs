//! (being drawn)
