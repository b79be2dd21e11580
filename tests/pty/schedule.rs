//! The duty schedule on the real screen: a month worked out by the solver in its thread, and published.

use super::{Desk, HOME_SIZE};

#[test]
fn a_month_is_planned_and_published_by_keys() {
    let desk = Desk::new();
    let mut seat = desk.open_as("admin", HOME_SIZE);
    seat.see("口头报告");
    seat.keys("Z");
    seat.see("2026年11月");
    seat.keys("]]]n");
    seat.see("正在排班");
    // Whatever the machine needs for two rotas; it may be told that it is enough.
    seat.keys("\x1b");
    // The plan goes when the solver is done; the draft is there, and can be published, when it is on disk.
    seat.see("2027年2月 草案");
    seat.keys("P");
    seat.see("就这样办");
    seat.keys("\r");
    seat.see("已发布 2月1日–2月28日");
    seat.keys("q");
    seat.keys("q");
    seat.keys("\r");
    let (code, _) = seat.end();
    assert_eq!(code, 0);
}
