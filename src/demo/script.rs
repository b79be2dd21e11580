//! Tonight (今晚): the talks and incidents that are the same in every demo college, so that its first screen has something to say and the
//! README examples hold. Times are minutes before `now`.

use super::incident::Next;
use super::people::{Body, Known};
use crate::campus::{Category, Concern, IncidentState, Severity, Step, Topic, Visibility, Way};

/// A talk of 张敏's that is not left to chance.
#[derive(Debug, Clone)]
pub(super) struct ScriptedTalk {
    pub(super) minutes_ago: i64,
    pub(super) who: Vec<usize>,
    pub(super) topic: Topic,
    pub(super) way: Way,
    pub(super) level: Option<Concern>,
    /// Days from today to the follow-up.
    pub(super) again: Option<i32>,
    pub(super) visibility: Visibility,
    /// The scripted talk that it answers, by its row.
    pub(super) answers: Option<usize>,
    pub(super) tags: &'static [&'static str],
    pub(super) text: &'static str,
}

/// An incident that is not left to chance.
#[derive(Debug, Clone)]
pub(super) struct ScriptedIncident {
    pub(super) seconds_ago: i64,
    pub(super) severity: Severity,
    pub(super) category: Category,
    /// The room of building 3, or words.
    pub(super) room: Option<&'static str>,
    pub(super) place: &'static str,
    pub(super) who: Vec<usize>,
    pub(super) tags: &'static [&'static str],
    pub(super) text: &'static str,
    /// Seconds after the opening.
    pub(super) then: &'static [(i64, Then)],
    /// Opened by 张敏, or by somebody of another community.
    pub(super) ours: bool,
}

/// What happens, without the ids that only the college knows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Move(IncidentState),
    /// Who opened it takes it on.
    Own,
    Step(Step),
    Said(&'static str),
    /// A line of the checklist.
    Tick(&'static str),
    Withdraw,
}

impl Then {
    /// With the id of who opened it.
    pub(super) fn next(self, by: crate::campus::UserId) -> Next {
        match self {
            Self::Move(to) => Next::Move(to),
            Self::Own => Next::Own(by),
            Self::Step(step) => Next::Step(step),
            Self::Said(words) => Next::Said(words),
            Self::Tick(item) => Next::Tick(item),
            Self::Withdraw => Next::Withdraw,
        }
    }
}

const DAY: i64 = 24 * 60;

/// The talks, the most telling first: a college with few talks keeps the first of them. Empty where the students are not there.
pub(super) fn talks(body: &Body, in_204: &[usize]) -> Vec<ScriptedTalk> {
    let talk = |minutes_ago, who: &[Option<usize>], topic, text| {
        let who: Option<Vec<usize>> = who.iter().copied().collect();
        Some(ScriptedTalk {
            minutes_ago,
            who: who.filter(|it| !it.is_empty())?,
            topic,
            way: Way::InPerson,
            level: None,
            again: None,
            visibility: Visibility::Normal,
            answers: None,
            tags: &[],
            text,
        })
    };
    let known = |who| body.known(who);
    let in_204: Vec<Option<usize>> = in_204.iter().take(3).map(|it| Some(*it)).collect();
    let all = [
        talk(
            12 * DAY + 95,
            &[known(Known::ZhangSan)],
            Topic::Relations,
            "寝室因为熄灯后打游戏的声音闹了几次，寝室长来说的。学生说自己睡得浅，提过两回，对方嘴上答应。愿意先试一周，约好熄灯后戴耳机，两周内再看。",
        )
        .map(|it| ScriptedTalk { again: Some(0), tags: &["寝室关系"], ..it }),
        talk(
            108,
            &[known(Known::ZhangSan)],
            Topic::Psych,
            "与室友又起争执，近一周睡不好，一般要到两点以后，白天上课没精神。说话时几次停下来，讲到不想回寝室。没有发现危险的想法，愿意去心理中心坐一坐。已约周四下午，请寝室长陪着吃饭，今晚查寝时再看一眼。情绪低落且支持不足，列为二级关注。",
        )
        .map(|it| ScriptedTalk {
            level: Some(Concern::Orange),
            again: Some(3),
            visibility: Visibility::Psych,
            answers: Some(0),
            tags: &["失眠"],
            ..it
        }),
        talk(
            201,
            &[known(Known::LiYutong)],
            Topic::Study,
            "高数缺课三次，任课老师发来名单。学生说早八起不来，前面落下以后越听越糊涂。答应这周不再缺课，请学习委员每周二、四晚上带着做题。",
        )
        .map(|it| ScriptedTalk { tags: &["缺课"], ..it }),
        talk(
            246,
            &in_204,
            Topic::Discipline,
            "寝室查出电煮锅一台，三人都用过，图方便煮面。讲了用电的危险和邻校去年的火情，锅已收交登记，三人各写一份情况说明，寝室开一次会。",
        )
        .map(|it| ScriptedTalk { way: Way::Group, tags: &["违规电器"], ..it }),
        talk(
            DAY + 86,
            &[known(Known::ShanXueqing)],
            Topic::Family,
            "父亲住院，家里只有母亲一人照顾，想请假回去又怕落课。已批假两天，缓考申请先填好，临时补助的材料发给本人。担子重但情绪稳定，列为三级关注，明天电话问手术情况。",
        )
        .map(|it| ScriptedTalk { level: Some(Concern::Yellow), again: Some(0), tags: &["家庭变故", "请假"], ..it }),
        talk(
            DAY + 154,
            &[known(Known::OuyangNa)],
            Topic::Career,
            "实习协议里写明试用期六个月、不交社保，拿来请看一看。逐条讲了试用期、工资和社保三处，建议先与单位商量改条款。已与单位通过电话，对方同意改，问题解决。",
        )
        .map(|it| ScriptedTalk { tags: &["实习", "三方协议"], ..it }),
        talk(
            15 * DAY + 120,
            &[known(Known::ChenHao)],
            Topic::Psych,
            "竞选落选后话少，两周没有参加集体活动，自己说做什么都没意思。愿意谈，能正常上课。约好每周打一次球，请心理委员多陪。近期压力集中，列为二级关注，两周内再谈。",
        )
        .map(|it| ScriptedTalk { level: Some(Concern::Orange), again: Some(-1), visibility: Visibility::Psych, tags: &["情绪"], ..it }),
        talk(
            7 * DAY + 60,
            &[known(Known::LinXiaoman)],
            Topic::Study,
            "本月缺勤四次，集中在周一上午。学生说周末在超市做收银，回来晚。商量把兼职减到周六一天，一周后看考勤。",
        )
        .map(|it| ScriptedTalk { again: Some(0), tags: &["缺课"], ..it }),
        talk(
            46 * DAY + 40,
            &[known(Known::ZhangSan)],
            Topic::Study,
            "期中数据库应用成绩靠后，来问怎么补。基础不差，是实训报告没有按时交。列了三份缺交的报告，约定两周补完，请学习委员结对。",
        )
        .map(|it| ScriptedTalk { tags: &["结对帮扶"], ..it }),
    ];
    all.into_iter().flatten().collect()
}

/// The incidents, the most telling first: a college with few incidents keeps the first of them.
pub(super) fn incidents(body: &Body, in_204: &[usize]) -> Vec<ScriptedIncident> {
    use IncidentState::{Acknowledged, Escalated, InHand, Resolved};
    let known = |who| body.known(who).into_iter().collect::<Vec<_>>();
    let incident = |seconds_ago, severity, category, text| ScriptedIncident {
        seconds_ago,
        severity,
        category,
        room: None,
        place: "",
        who: Vec::new(),
        tags: &[],
        text,
        then: &[],
        ours: false,
    };
    vec![
        ScriptedIncident {
            room: Some("412"),
            who: known(Known::ZhangSan),
            tags: &["心理", "陪护"],
            ours: true,
            // The spoken report is due thirty minutes after the opening: in four minutes and a little.
            then: &[
                (65, Then::Move(Acknowledged)),
                (70, Then::Own),
                (120, Then::Said("室友报告，情绪激动，已请两名室友轮流陪护，不离人。")),
                (180, Then::Tick("with")),
                (190, Then::Move(InHand)),
                (240, Then::Step(Step::TellDepartment)),
                (275, Then::Step(Step::TellSecurity)),
                (420, Then::Step(Step::TellStudentOffice)),
                (540, Then::Step(Step::TellCounselling)),
                (545, Then::Tick("report")),
                (660, Then::Said("到达寝室，单独坐下来谈，愿意开口，哭过之后平静一些。窗户已关好。")),
                (1_140, Then::Said("与心理中心值班老师通话，建议今晚继续陪护，明早面谈。")),
            ],
            ..incident(
                25 * 60 + 48,
                Severity::Major,
                Category::Distress,
                "室友来电，学生与室友争吵后情绪激动，哭泣不止，说不想待在这里，两名室友陪着，未离开寝室。",
            )
        },
        ScriptedIncident {
            room: Some("305"),
            who: known(Known::ZhaoLei),
            tags: &["失联"],
            ours: true,
            // The department is to be told within thirty minutes.
            then: &[
                (60, Then::Move(Acknowledged)),
                (62, Then::Own),
                (150, Then::Said("拨打本人电话三次，无人接听。")),
                (330, Then::Said("问同室，说傍晚出门，讲去见老乡，没有说几点回。")),
            ],
            ..incident(
                9 * 60 + 5,
                Severity::Serious,
                Category::Missing,
                "查寝不在，未请假，电话无人接。室友说七点左右出门，平时没有晚归的记录。",
            )
        },
        ScriptedIncident {
            room: Some("204"),
            who: in_204.iter().copied().take(3).collect(),
            tags: &["用电", "违规"],
            ours: true,
            then: &[
                (120, Then::Move(Acknowledged)),
                (125, Then::Own),
                (300, Then::Move(InHand)),
                (360, Then::Said("断电，拍照，电煮锅收交，贴封条。")),
                (900, Then::Step(Step::TellDepartment)),
                (1_500, Then::Said("全寝逐床检查，没有其他违规电器，三人已谈话。")),
                (5_400, Then::Move(Resolved)),
            ],
            ..incident(255 * 60, Severity::Ordinary, Category::Fire, "寝室使用电煮锅，插排上同时接了四样东西，插头发烫，已断电。")
        },
        ScriptedIncident {
            place: "一社区服务大厅",
            tags: &["反诈"],
            then: &[
                (180, Then::Move(Acknowledged)),
                (185, Then::Own),
                (600, Then::Move(InHand)),
                (700, Then::Step(Step::TellDepartment)),
                (960, Then::Said("拨打 96110 申请止付，陪同到派出所报案。")),
                (9_000, Then::Move(Escalated)),
                (14_400, Then::Step(Step::WrittenReport)),
                (20_000, Then::Said("派出所反馈同一平台另有两名受害人，请学校协助摸排。")),
            ],
            ..incident(27 * 3_600, Severity::Serious, Category::Fraud, "学生来报，做网络刷单被骗 4600 元，分三次转出，对方仍在要求追加。")
        },
        ScriptedIncident {
            place: "五社区洗衣房",
            tags: &["报修"],
            ..incident(3 * 60 + 20, Severity::Ordinary, Category::Facility, "洗衣房水管接头喷水，地面积水，已关总阀，同层停水。")
        },
        ScriptedIncident {
            place: "图书馆门口",
            tags: &["误报"],
            then: &[(840, Then::Withdraw)],
            ..incident(5 * 86_400, Severity::Ordinary, Category::Crime, "学生称电动车被盗，后在另一侧车棚找到，记错了位置。")
        },
    ]
}
