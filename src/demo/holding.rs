//! What was held in the six communities this term (活动), some of it short of what the term demands and some without proof, and what is ahead.
//! Each is entered on its own evening and proved on the day after, so that a look back shows the board as it stood then.

use super::agenda::Todo;
use super::land::COMMUNITIES;
use super::staff::CHEN;
use super::year::{Year, ZONE};
use crate::campus::{
    Act, ActivityAct, ActivityEntered, ActivityFacts, ActivityKind, ActivityState, Branch, CommunityId, Day, Seq, Standing, StudentId,
    Taking, TakingPart, UserId, term_of,
};

/// Kind, what, a tag, days ago (negative: ahead), how many were there, and in which communities.
type Held = (ActivityKind, &'static str, &'static str, i32, u32, &'static [usize]);

use ActivityKind as K;

/// So many days ago, or one or two more, was planned what is ahead.
const PLANNED_AGO: i32 = -6;

const ALL: &[usize] = &[0, 1, 2, 3, 4, 5];

/// By days ago, so that a term that is young has the latest of them only.
const HELD: [Held; 24] = [
    (K::Volunteer, "清扫楼道和自习室", "劳动", 66, 18, ALL),
    (K::Volunteer, "旧衣回收进楼", "环保", 52, 26, &[0, 1, 2, 4]),
    (K::Volunteer, "新生行李搬运志愿队", "迎新", 78, 40, ALL),
    (K::Volunteer, "敬老院慰问", "敬老", 31, 12, &[0, 2, 3, 5]),
    (K::Volunteer, "义务理发与小家电维修", "便民", 12, 35, &[0, 1, 5]),
    (K::Volunteer, "食堂光盘行动劝导", "节约", 5, 16, &[0, 4]),
    (K::Ideology, "学习二十届四中全会精神宣讲", "宣讲", 20, 120, &[0, 1, 2, 3, 5]),
    (K::Ideology, "红色电影放映与讨论", "爱国", 48, 86, &[0, 1, 3, 4, 5]),
    (K::Safety, "消防疏散演练与用电安全", "用电", 60, 240, ALL),
    (K::Safety, "反诈讲座:刷单与校园贷", "电信诈骗", 26, 130, &[0, 1, 2, 4]),
    (K::Safety, "大学生征兵宣传进楼", "征兵", 70, 75, &[0, 1, 3]),
    (K::MentalHealth, "“心灵树洞”减压团体辅导", "团辅", 17, 24, &[0, 1, 4, 5]),
    (K::RoleModel, "国家奖学金获得者经验分享", "榜样", 23, 95, &[0, 1, 2, 3, 4]),
    (K::RoleModel, "优秀退役士兵讲入伍故事", "榜样", 44, 60, &[0, 3]),
    (K::PartyDay, "“我为社区办实事”主题党日", "党日", 15, 32, &[0, 1, 2, 5]),
    (K::Mentor, "技能竞赛导师答疑夜", "竞赛", 9, 28, &[0, 2, 3]),
    (K::Culture, "中秋游园与灯谜", "中秋", 55, 150, &[1, 4]),
    (K::Contest, "宿舍美化大赛决赛", "宿舍美化", 7, 64, &[0]),
    (K::SelfGovernment, "楼层长例会", "例会", 3, 22, &[0, 2]),
    (K::Building, "社区标牌与导视安装", "标牌", 34, 6, &[0, 1, 4]),
    (K::Volunteer, "冬季送暖志愿服务", "志愿", -4, 20, &[0, 1, 3]),
    (K::MentalHealth, "考前减压团体辅导", "团辅", -9, 24, &[2, 3]),
    (K::Ideology, "宪法宣传日知识问答", "宣讲", -10, 80, &[2, 4]),
    (K::Contest, "舍标设计大赛评审", "舍标", -12, 30, &[1]),
];

impl Year {
    pub(super) fn put_activities(&mut self) {
        let today = self.now.day(ZONE);
        let (from, _) = term_of(today);
        for (nth, (.., ago, _, communities)) in HELD.iter().enumerate() {
            if today.plus(-ago) < from {
                continue;
            }
            for community in communities.iter().copied() {
                let day = self.day_of_activity(*ago, community);
                // What is ahead was planned some days ago.
                let written = if *ago < 0 { today.plus(PLANNED_AGO - *ago % 3) } else { day };
                let at = written.at(ZONE, 21, 40).plus_minutes(community as i64).min(self.now);
                self.agenda.put(at, Todo::Hold { nth, community });
            }
        }
    }

    /// The same thing is not held everywhere on one evening.
    fn day_of_activity(&self, ago: i32, community: usize) -> Day {
        let (today, ahead) = (self.now.day(ZONE), ago < 0);
        let later = if ahead { community as i32 % 3 } else { -(community as i32 % 4) };
        today.plus(-ago + later).min(today.plus(if ahead { 30 } else { -1 }))
    }

    /// An activity, with what became of it right behind it.
    pub(super) fn hold(&mut self, nth: usize, community: usize) -> Option<(UserId, Act)> {
        let (kind, title, tag, ago, count, _) = HELD.get(nth)?;
        let (kind, ahead) = (*kind, *ago < 0);
        let activity = self.seq;
        // Each is the work of one of the community's counselors, and the next one that of the next.
        let staff = self.crew.counselors.get(community)?;
        let by = *staff.get(nth % staff.len().max(1))?;
        // Not as many come everywhere.
        let day = self.day_of_activity(*ago, community);
        let count = if ahead { 0 } else { count + (community as u32 * 7) % 9 };
        let facts = ActivityFacts {
            kind,
            branch: kind.branch().or(Some(Branch::Labour)).filter(|_| kind != K::Building),
            community: Some(CommunityId::of(community)),
            department: None,
            day,
            minute: Some(19 * 60 + 30),
            place: None,
            title: (*title).into(),
            tags: vec![(*tag).into()],
            taking: self.taking(kind, community, by),
            promised: vec!["照片".into(), "签到表".into()],
        };
        if !ahead {
            self.prove((activity, by), day, (nth, community), count);
            if community == 0 {
                self.keep_held(nth, activity);
            }
        }
        let state = if ahead { ActivityState::Planned } else { ActivityState::Held };
        Some((by, Act::Activity(ActivityAct::Entered(Box::new(ActivityEntered { facts, state, count, text: "".into() })))))
    }

    /// Most are proved, and the last ones of the first community published; some wait for their pictures.
    fn prove(&mut self, (activity, by): (Seq, UserId), day: Day, (nth, community): (usize, usize), count: u32) {
        use ActivityState as S;
        let moved = |from, to, text: &str| ActivityAct::Moved { activity, from, to, text: text.into() };
        let mut acts = Vec::new();
        if community == 0 && nth % 4 == 0 {
            let added: Vec<StudentId> = (0..self.arrived.min(8)).map(StudentId::of).collect();
            let after = count.max(added.len() as u32);
            acts.push(ActivityAct::Attended { activity, added, removed: Vec::new(), before: count, count: after });
        }
        if (nth + community * 2) % 5 != 0 {
            acts.push(moved(S::Held, S::Proved, "照片和签到表在社区工作室文件柜"));
            if community == 0 && nth % 3 == 1 {
                acts.push(moved(S::Proved, S::Published, "一站式云平台"));
            }
        }
        let at = day.plus(1).at(ZONE, 10, 20).min(self.now);
        for act in acts {
            // A counselor proves it; it goes out with the students' office.
            let by = if matches!(act, ActivityAct::Moved { to: S::Published, .. }) { CHEN } else { by };
            self.agenda.put(at, Todo::Ready(by, Box::new(Act::Activity(act))));
        }
    }

    /// Who leads, and who came of the leaders and the role models.
    fn taking(&self, kind: ActivityKind, community: usize, by: UserId) -> Vec<Taking> {
        let named = |name: &str, standing, part| Taking { name: name.into(), user: None, standing, part };
        let mut all = match kind {
            K::PartyDay if community == 0 => vec![named("刘建国副校长", Standing::CollegeLeader, TakingPart::Attends)],
            K::PartyDay => vec![named("周晓明院长", Standing::DepartmentLeader, TakingPart::Attends)],
            K::RoleModel => vec![named("林晓", Standing::RoleModel, TakingPart::Speaks)],
            K::Mentor => vec![named("何志远", Standing::Mentor, TakingPart::Speaks)],
            _ => Vec::new(),
        };
        if let Some(it) = self.crew.users.get(by.index()) {
            all.push(Taking { name: it.name.clone(), user: Some(by), standing: Standing::Staff, part: TakingPart::Leads });
        }
        all
    }
}

const _: () = assert!(ALL.len() == COMMUNITIES);
