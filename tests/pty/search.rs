//! The full-text search on the real screen.

use crate::{Desk, HOME_SIZE};

#[test]
fn what_somebody_said_is_found_as_one_types_and_opened_and_come_back_from() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 学业 抽屉里有一封没寄出的信");
    seat.see("没寄出");
    seat.keys("\r");
    seat.see("已记谈话");
    seat.keys("\\");
    seat.until("the kept searches", |screen| ["检索", "睡不好的", "可查"].iter().all(|it| screen.contains(it)));
    seat.keys("没寄");
    seat.until("the one talk", |screen| screen.contains("1 件") && screen.contains("一封没寄出的信"));
    seat.keys(" topic:心情");
    seat.see("看不懂“心情”");
    seat.keys("\x15没寄");
    seat.until("it again", |screen| screen.contains("1 件"));
    seat.keys("\r");
    seat.until("the talk", |screen| screen.contains("抽屉里有一封没寄出的信") && !screen.contains("1 件"));
    seat.keys("\x1b");
    seat.until("the search", |screen| screen.contains("1 件"));
    seat.keys("\x0c");
    seat.until("nothing of it on the locked screen", |screen| screen.contains("已锁屏") && !screen.contains("没寄"));
}
