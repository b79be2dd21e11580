//! What students asked for in the last weeks (诉求), how the services answered, and a leader's reception day.

use super::agenda::Todo;
use super::dice::{Dice, For};
use super::people::Known;
use super::staff::{CHEN, ZHANG};
use super::year::{Year, ZONE};
use crate::campus::{
    Act, LeaderRank, Presets, ReceptionHeld, RequestAct, RequestKind, RequestOpened, RequestState, Seq, Spot, Stamp, StudentId, UserId,
};

/// Requests of the last weeks, besides those of the script.
const COUNT: usize = 40;
/// Days over which they spread.
const DAYS: i64 = 21;

/// What is asked for, and how it is answered.
const ASKED: [(&str, &str); 16] = [
    ("卫生间水龙头漏水,地上一直有水", "维修师傅已换阀芯,现场试水不漏"),
    ("阳台灯坏了两天,晚上晾衣服看不见", "已更换灯管"),
    ("门锁卡住,要使劲才开得了", "已换锁芯,钥匙交寝室长"),
    ("宿舍断网,四个人都连不上校园网", "交换机端口已重启,网口换新"),
    ("空调不制热,晚上很冷", "已清洗滤网、补充制冷剂"),
    ("水房下水道堵了,早上没法洗漱", "已疏通,加装滤网"),
    ("办在读证明,实习单位下周要", "已开具,可到服务大厅领取"),
    ("学生证丢了,想补办", "收到申请,三个工作日后领取"),
    ("申请换寝,和室友作息差太多", "已约双方面谈,先调到同层空床"),
    ("助学金材料还差哪几样", "缺民政盖章一页,已电话告知"),
    ("投诉楼下施工太吵,午休睡不了", "已与施工方商定午间停工"),
    ("食堂三楼饭菜凉,窗口态度差", "已约谈窗口负责人,加装保温台"),
    ("建议自习室开到十一点半", "期末周起试行延时至 23:30"),
    ("希望水房多装两个热水龙头", "已列入寒假改造清单"),
    ("能不能在一楼放一个快递柜", "与物业商议中,下月给答复"),
    ("洗衣机坏了,投了币不转", "已报厂家,退币已登记"),
];

/// How students rate, by stars.
const RATED: [(u8, &str); 6] = [(5, "很快"), (5, "谢谢老师"), (4, "还行"), (4, ""), (3, "来得有点慢"), (2, "修完第二天又坏了")];

impl Year {
    pub(super) fn put_requests(&mut self, seed: u64) {
        let mut dice = Dice::new(seed, For::Requests);
        let mut moments: Vec<Stamp> = (0..COUNT).map(|_| self.now.plus_minutes(-dice.between(90, DAYS * 24 * 60))).collect();
        moments.sort_unstable();
        for (nth, at) in moments.into_iter().enumerate() {
            // Nobody was there yet in the first weeks of a small college.
            if at.day(ZONE) > self.first_day.plus(5) {
                self.agenda.put(at, Todo::Ask { nth, seed });
            }
        }
        for (minutes_ago, nth) in [(170, COUNT), (95, COUNT + 1), (26, COUNT + 2)] {
            self.agenda.put(self.now.plus_minutes(-minutes_ago), Todo::Ask { nth, seed });
        }
        let held = self.now.day(ZONE).plus(-6).at(ZONE, 15, 0);
        self.agenda.put(held, Todo::Receive);
    }

    /// A leader received students; two of them are put on the agenda.
    pub(super) fn receive(&mut self, at: Stamp) -> (UserId, Act) {
        let reception = self.seq;
        let brought = [
            (Known::LiYutong, "希望图书馆周末开到晚上十点", "本月内给时间表", true),
            (Known::ChenHao, "实习单位补贴拖了两个月没发", "一周内与企业核实并答复", false),
        ];
        for ((who, text, promise, answered), after) in brought.into_iter().zip([20, 45]) {
            let Some(row) = self.body.known(who) else { continue };
            let due = at.plus_minutes(after + 7 * 24 * 60);
            let (student, reception) = (Some(StudentId::of(row)), Some(reception));
            let opened = RequestOpened {
                kind: RequestKind::Advice,
                place: None,
                student,
                office: "学工处".into(),
                due,
                reception,
                tags: Vec::new(),
                text: text.into(),
                promise: promise.into(),
            };
            self.agenda.put(at.plus_minutes(after), Todo::Asked { opened: Box::new(opened), answered });
        }
        let (leader, text) = ("刘建国副校长".into(), "一站式服务中心,来访两人".into());
        let held = ReceptionHeld { day: at.day(ZONE), leader, rank: LeaderRank::College, community: None, text };
        (CHEN, Act::Request(RequestAct::ReceptionHeld(held)))
    }

    /// What was brought to the reception; one of the two has been answered since.
    pub(super) fn asked(&mut self, at: Stamp, opened: Box<RequestOpened>, answered: bool) -> (UserId, Act) {
        let (request, from) = (self.seq, RequestState::New);
        if answered {
            let act = RequestAct::Answered { request, from, text: "图书馆已排班,下周六起延时至 22:00".into() };
            self.later(at.plus_minutes(2 * 24 * 60), CHEN, act);
        }
        (CHEN, Act::Request(RequestAct::Opened(opened)))
    }

    /// A request, with what becomes of it put on the agenda.
    pub(super) fn ask(&mut self, at: Stamp, nth: usize, seed: u64) -> Option<(UserId, Act)> {
        let mut dice = Dice::new(seed, For::Requests);
        // Each throws its own: the dice go on from where this one stands.
        for _ in 0..nth * 16 + COUNT {
            dice.below(2);
        }
        let fresh = nth.checked_sub(COUNT);
        let (text, answer) = match fresh {
            Some(0) => ASKED[0],
            Some(1) => ASKED[3],
            Some(_) => ASKED[10],
            None => *dice.pick(&ASKED)?,
        };
        let row = match fresh {
            Some(0) => self.body.known(Known::ZhangSan)?,
            Some(1) => self.body.known(Known::ChenHao)?,
            _ => self.anybody(&mut dice),
        };
        let presets = Presets::default();
        let routed = presets.rules().request.route(None, text);
        let room = self.body.pupils.get(row)?.bed.map(|bed| Spot::Room(bed.room));
        let by = if fresh.is_some() { ZHANG } else { self.counselor(row) };
        let opened = RequestOpened {
            kind: routed.kind,
            place: room.filter(|_| routed.kind == RequestKind::Repair),
            student: Some(StudentId::of(row)),
            office: routed.office.into(),
            due: at.plus_minutes(routed.minutes),
            reception: None,
            tags: Vec::new(),
            text: text.into(),
            promise: "".into(),
        };
        let request = self.seq;
        if fresh.is_none() {
            self.put_answer(&mut dice, (at, routed.minutes), (request, by), answer);
        }
        Some((by, Act::Request(RequestAct::Opened(Box::new(opened)))))
    }

    fn counselor(&self, row: usize) -> UserId {
        let class = self.body.pupils.get(row).map(|it| it.class);
        class.and_then(|class| self.crew.of_class.get(class)).copied().unwrap_or(ZHANG)
    }

    /// Accepted, answered (mostly in time), rated, closed; some wait.
    fn put_answer(&mut self, dice: &mut Dice, (at, promised): (Stamp, i64), (request, by): (Seq, UserId), answer: &str) {
        use RequestState as S;
        let moved = |from, to| RequestAct::Moved { request, from, to, text: "".into() };
        let accepted = at.plus_minutes(dice.between(3, 40));
        if !self.later(accepted, by, moved(S::New, S::Accepted)) {
            return;
        }
        let took = if dice.chance(8_200) { dice.between(promised / 6, promised) } else { dice.between(promised, promised * 3) };
        let answered = accepted.plus_minutes(took.max(10));
        if !self.later(answered, by, RequestAct::Answered { request, from: S::Accepted, text: answer.into() }) {
            return;
        }
        let rated = answered.plus_minutes(dice.between(30, 1_500));
        let Some((stars, words)) = dice.pick(&RATED).copied().filter(|_| dice.chance(7_000)) else { return };
        if !self.later(rated, by, RequestAct::Rated { request, from: S::Answered, stars, text: words.into() }) {
            return;
        }
        if dice.chance(6_000) {
            self.later(rated.plus_minutes(60), by, moved(S::Rated, S::Closed));
        }
    }

    /// Puts something on the agenda unless it would not have happened yet. Says whether it did.
    fn later(&mut self, at: Stamp, by: UserId, act: RequestAct) -> bool {
        let happened = at <= self.now.plus_minutes(-1);
        if happened {
            self.agenda.put(at, Todo::Ready(by, Box::new(Act::Request(act))));
        }
        happened
    }
}
