//! The words that name topics, categories, levels, ways and visibilities, and the words in a text that give a topic away.
//! These are the words people type, in both languages at once; what the screen says is made elsewhere.

use super::date::Parsed;
use crate::campus::{ActivityKind, Category, Concern, RequestKind, Severity, Topic, Visibility, Way};
use std::ops::Range;

/// A topic, its own word, and other words for it that count only right after the people.
const TOPICS: [(Topic, &str, &[&str]); 11] = [
    (Topic::Study, "学业", &["学习", "成绩", "考试"]),
    (Topic::Life, "生活", &["日常", "适应"]),
    (Topic::Psych, "心理", &["情绪", "心理健康"]),
    (Topic::Career, "就业", &["求职", "升学", "实习"]),
    (Topic::Aid, "资助", &["贫困", "助学", "困难", "经济"]),
    (Topic::Relations, "人际", &["宿舍关系", "寝室关系", "人际关系", "恋爱"]),
    (Topic::Family, "家庭", &["家里"]),
    (Topic::Discipline, "纪律", &["违纪", "处分"]),
    (Topic::Safety, "安全", &["防骗"]),
    (Topic::Thought, "思想", &["入党", "思政"]),
    (Topic::Other, "其他", &["其它"]),
];

/// A category, its own word, and other words for it that count only before the words of the text.
const CATEGORIES: [(Category, &str, &[&str]); 11] = [
    (Category::Fight, "打架", &["打架斗殴", "斗殴", "群殴", "聚集", "群体聚集", "冲突"]),
    (Category::Injury, "人身安全", &["受伤", "意外"]),
    (Category::Distress, "心理危机", &["心理", "危机"]),
    (Category::Illness, "突发疾病", &["疾病", "生病", "急病", "急症"]),
    (Category::Missing, "失联", &["人员失联", "走失"]),
    (Category::Crime, "案件纠纷", &["案件", "纠纷", "盗窃", "失窃"]),
    (Category::Fire, "消防", &["消防用电", "火灾", "火情", "用电"]),
    (Category::Fraud, "诈骗", &["诈骗与校园贷", "校园贷", "电信诈骗"]),
    (Category::Opinion, "舆情", &[]),
    (Category::Facility, "设施", &["设施故障", "报修", "故障"]),
    (Category::Other, "其他", &["其它"]),
];

/// What is wanted, its own word, and other words for it that count only before the words of the text.
const KINDS: [(RequestKind, &str, &[&str]); 4] = [
    (RequestKind::Repair, "报修", &["维修", "修理"]),
    (RequestKind::Paperwork, "办事", &["办理", "手续"]),
    (RequestKind::Complaint, "投诉", &["举报"]),
    (RequestKind::Advice, "咨询", &["建议", "意见"]),
];

/// Kinds of activity, the word of each, and other words for it that count only before the words of the text.
const ACTIVITIES: [(ActivityKind, &str, &[&str]); 15] = [
    (ActivityKind::Volunteer, "志愿服务", &["志愿", "义务劳动"]),
    (ActivityKind::Ideology, "思政教育", &["思政", "思想教育"]),
    (ActivityKind::Culture, "社区文化", &["文化", "文体", "节日"]),
    (ActivityKind::PartyDay, "主题党日", &["党日"]),
    (ActivityKind::MentalHealth, "心理健康", &["心理", "团辅", "心理团辅"]),
    (ActivityKind::Safety, "安全教育", &["安全"]),
    (ActivityKind::RoleModel, "先进典型", &["典型", "榜样"]),
    (ActivityKind::Mentor, "导师进社区", &["导师", "教师进社区"]),
    (ActivityKind::LeaderVisit, "领导进社区", &["领导"]),
    (ActivityKind::Logistics, "后勤服务", &["后勤", "后勤进社区"]),
    (ActivityKind::SelfGovernment, "自律会", &["学生自律会", "自律"]),
    (ActivityKind::Contest, "评比竞赛", &["评比", "竞赛", "比赛"]),
    (ActivityKind::Meeting, "会议培训", &["会议", "培训"]),
    (ActivityKind::Building, "场地建设", &["场地", "标牌"]),
    (ActivityKind::Other, "其他", &["其它"]),
];

/// Words that give the kind of an activity away, and how strongly.
const ACTIVITY_SIGNS: &[(ActivityKind, u32, &[&str])] = &[
    (ActivityKind::Volunteer, 2, &["志愿", "清扫", "义诊", "捐", "打扫"]),
    (ActivityKind::PartyDay, 3, &["党日", "党支部", "党课"]),
    (ActivityKind::Ideology, 2, &["思政", "理论学习", "宣讲", "爱国", "红色"]),
    (ActivityKind::MentalHealth, 2, &["心理", "团辅", "减压", "情绪"]),
    (ActivityKind::Safety, 2, &["安全", "消防", "防火", "防盗", "反诈", "诈骗", "用电", "溺水", "禁毒", "征兵", "校园贷"]),
    (ActivityKind::RoleModel, 2, &["榜样", "典型", "标兵", "优秀学生"]),
    (ActivityKind::Mentor, 2, &["导师", "学业辅导", "技能"]),
    (ActivityKind::Contest, 2, &["大赛", "评比", "评选", "比赛", "美化", "舍标"]),
    (ActivityKind::Culture, 2, &["文化", "晚会", "节", "联欢", "晚读"]),
];

/// The kind of activity a whole word names. `word` is folded to half width.
pub(super) fn activity_kind(word: &str) -> Option<(ActivityKind, Fit)> {
    named(&ACTIVITIES, word).or_else(|| ActivityKind::from_key(word).map(|it| (it, Fit::Other)))
}

/// The word by which the kind of an activity is written.
pub(super) fn activity_word(kind: ActivityKind) -> &'static str {
    ACTIVITIES.iter().find(|it| it.0 == kind).map_or("其他", |it| it.1)
}

/// As [`guess_topic`], for kinds of activities.
pub(super) fn guess_activity(line: &str, words: &[Range<usize>]) -> Option<(ActivityKind, Range<usize>)> {
    guess(ACTIVITY_SIGNS, line, words)
}

/// Ways of talking and the words for them, the first of which is written.
const WAYS: [(Way, &[&str]); 5] = [
    (Way::InPerson, &["面谈", "当面", "face", "inperson"]),
    (Way::Phone, &["电话", "call", "tel"]),
    (Way::Online, &["线上", "微信", "qq", "网上", "视频", "wechat", "chat"]),
    (Way::HomeVisit, &["家访", "visit", "home"]),
    (Way::Group, &["集体", "团体", "小组"]),
];

/// Visibilities and the words for them, the first of which is written.
const VISIBILITIES: [(Visibility, &[&str]); 3] =
    [(Visibility::Normal, &["普通", "一般", "公开"]), (Visibility::Private, &["私密", "私", "仅自己"]), (Visibility::Psych, &["心理"])];

/// Words that give a topic away, and how strongly.
const TOPIC_SIGNS: &[(Topic, u32, &[&str])] = &[
    (Topic::Psych, 10, &["自杀", "自残", "轻生", "割腕", "想不开", "不想活", "suicide"]),
    (Topic::Psych, 2, &["失眠", "睡不好", "睡不着", "抑郁", "焦虑", "情绪", "崩溃", "心理", "insomnia", "anxious", "anxiety", "depressed"]),
    (
        Topic::Study,
        2,
        &["挂科", "考试", "成绩", "学业", "作业", "补考", "重修", "学分", "绩点", "听不懂", "转专业", "学习", "exam", "exams", "grades"],
    ),
    (Topic::Career, 2, &["就业", "实习", "简历", "面试", "求职", "招聘", "考公", "考研", "升学", "专升本", "internship", "job"]),
    (Topic::Aid, 2, &["助学金", "贫困", "助学贷款", "困难生", "资助", "学费", "欠费", "勤工", "生活费", "scholarship", "tuition"]),
    (Topic::Relations, 2, &["室友", "舍友", "恋爱", "分手", "人际", "孤立", "同学关系", "roommate", "roommates"]),
    (Topic::Relations, 1, &["矛盾", "吵架", "争吵", "quarrel"]),
    (Topic::Family, 2, &["父母", "家庭", "父亲", "母亲", "离异", "爸爸", "妈妈", "奶奶", "爷爷", "parents", "family"]),
    (Topic::Family, 1, &["家里", "家长", "亲人"]),
    (
        Topic::Discipline,
        2,
        &["违纪", "旷课", "晚归", "夜不归宿", "处分", "违章电器", "抽烟", "吸烟", "喝酒", "迟到", "打架", "逃课", "作弊", "truancy"],
    ),
    (Topic::Safety, 2, &["诈骗", "被骗", "校园贷", "刷单", "溺水", "用电安全", "交通安全", "fraud", "scam"]),
    (Topic::Thought, 2, &["入党", "党员", "团员", "思想", "入伍", "参军", "征兵", "团支部"]),
    (Topic::Life, 2, &["作息", "熬夜", "饮食", "换寝", "换宿舍", "适应大学"]),
    (Topic::Life, 1, &["生病", "感冒", "生活", "适应"]),
];

/// Words that give a category away, and how strongly.
const CATEGORY_SIGNS: &[(Category, u32, &[&str])] = &[
    (Category::Distress, 10, &["自杀", "自残", "轻生", "割腕", "跳楼", "想不开", "不想活", "suicide"]),
    (Category::Distress, 3, &["情绪激动", "情绪失控", "心理危机", "崩溃", "panic"]),
    (Category::Fight, 2, &["打架", "斗殴", "群殴", "推搡", "动手", "聚众", "围观", "打起来", "fight", "fighting"]),
    (Category::Injury, 2, &["受伤", "摔伤", "骨折", "烫伤", "流血", "坠楼", "溺水", "车祸", "割伤", "injured", "bleeding"]),
    (Category::Illness, 2, &["发烧", "高烧", "晕倒", "昏迷", "腹痛", "呕吐", "急诊", "抽搐", "中毒", "生病", "救护车", "fainted", "ill"]),
    (Category::Missing, 2, &["失联", "联系不上", "夜不归宿", "未归", "走失", "找不到人", "missing"]),
    (Category::Crime, 2, &["被盗", "被偷", "盗窃", "失窃", "纠纷", "骚扰", "敲诈", "抢劫", "stolen", "theft"]),
    (Category::Fire, 2, &["起火", "着火", "冒烟", "火灾", "短路", "烧焦", "跳闸", "违章电器", "焦味", "fire", "smoke"]),
    (Category::Fraud, 2, &["诈骗", "被骗", "校园贷", "刷单", "套路贷", "网贷", "scam", "fraud"]),
    (Category::Opinion, 2, &["舆情", "网传", "曝光", "热搜", "表白墙"]),
    (Category::Facility, 2, &["停水", "停电", "漏水", "爆裂", "水管", "电梯", "门锁", "堵塞", "坏了", "leak", "outage"]),
];

/// How well a word names a topic or category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is its own Chinese word, which counts anywhere in the line.
    Own,
    /// It is another word for it or its English key, which counts only before the words of the text begin.
    Other,
}

/// Longest word that may name a topic or category, in bytes; a longer one need not be looked up.
pub(super) const NAME_BYTES: usize = 32;

/// The topic a whole word names. `word` is folded to half width.
pub(super) fn topic(word: &str) -> Option<(Topic, Fit)> {
    named(&TOPICS, word).or_else(|| Topic::from_key(word).map(|it| (it, Fit::Other)))
}

/// The category a whole word names. `word` is folded to half width.
pub(super) fn category(word: &str) -> Option<(Category, Fit)> {
    named(&CATEGORIES, word).or_else(|| Category::from_key(word).map(|it| (it, Fit::Other)))
}

/// What a whole word says is wanted. `word` is folded to half width.
pub(super) fn request_kind(word: &str) -> Option<(RequestKind, Fit)> {
    named(&KINDS, word).or_else(|| RequestKind::from_key(word).map(|it| (it, Fit::Other)))
}

/// The word by which it is written what is wanted.
pub(super) fn request_kind_word(kind: RequestKind) -> &'static str {
    KINDS.iter().find(|it| it.0 == kind).map_or("咨询", |it| it.1)
}

fn named<T: Copy>(table: &[(T, &str, &[&str])], word: &str) -> Option<(T, Fit)> {
    table.iter().find_map(
        |(it, own, others)| {
            if *own == word { Some((*it, Fit::Own)) } else { others.contains(&word).then_some((*it, Fit::Other)) }
        },
    )
}

/// The word of a topic that is written.
pub(super) fn topic_word(topic: Topic) -> &'static str {
    TOPICS.iter().find(|it| it.0 == topic).map_or("其他", |it| it.1)
}

/// The word of a category that is written.
pub(super) fn category_word(category: Category) -> &'static str {
    CATEGORIES.iter().find(|it| it.0 == category).map_or("其他", |it| it.1)
}

/// The way a word names.
pub(super) fn way(word: &str) -> Option<Way> {
    by_words(&WAYS, word).or_else(|| Way::from_key(word))
}

/// The visibility a word names.
pub(super) fn visibility(word: &str) -> Option<Visibility> {
    by_words(&VISIBILITIES, word).or_else(|| Visibility::from_key(word))
}

fn by_words<T: Copy>(table: &[(T, &[&str])], word: &str) -> Option<T> {
    table.iter().find(|(_, words)| words.iter().any(|it| it.eq_ignore_ascii_case(word))).map(|(it, _)| *it)
}

/// The word of a way that is written.
pub(super) fn way_word(way: Way) -> &'static str {
    WAYS.iter().find(|it| it.0 == way).and_then(|it| it.1.first()).copied().unwrap_or_default()
}

/// The word of a visibility that is written.
pub(super) fn visibility_word(visibility: Visibility) -> &'static str {
    VISIBILITIES.iter().find(|it| it.0 == visibility).and_then(|it| it.1.first()).copied().unwrap_or_default()
}

/// Who may read a talk on a topic where the line does not say.
pub(super) fn usual_visibility(topic: Topic) -> Visibility {
    if topic == Topic::Psych { Visibility::Psych } else { Visibility::Normal }
}

/// How a talk with so many students was held where the line does not say.
pub(super) fn usual_way(students: usize) -> Way {
    if students >= 3 { Way::Group } else { Way::InPerson }
}

/// Words of a line about an incident that cannot be an ordinary one.
const GRAVE_WORDS: &[&str] = &[
    "自杀",
    "轻生",
    "割腕",
    "跳楼",
    "坠楼",
    "服药",
    "不想活",
    "昏迷",
    "重伤",
    "死亡",
    "猝死",
    "溺水",
    "起火",
    "火灾",
    "爆炸",
    "持刀",
    "suicide",
    "unconscious",
];

/// How grave an incident is where the line does not say. What cannot be ordinary is taken for II, whose clocks run at once: too grave is
/// put right with a key, too light is told too late.
pub(super) fn usual_severity(line: &str) -> Severity {
    let line = line.to_ascii_lowercase();
    if GRAVE_WORDS.iter().any(|it| line.contains(it)) { Severity::Major } else { Severity::Ordinary }
}

/// The concern level after `!`: `2`, `2级`, `二级`, `橙`, `red`.
pub(super) fn level(word: &str) -> Parsed<Concern> {
    let word = word.strip_suffix('级').unwrap_or(word).to_ascii_lowercase();
    Parsed::Value(match &*word {
        "0" | "无" | "none" => Concern::None,
        "1" | "一" | "红" | "red" => Concern::Red,
        "2" | "二" | "橙" | "orange" => Concern::Orange,
        "3" | "三" | "黄" | "yellow" => Concern::Yellow,
        "4" | "四" | "蓝" | "blue" => Concern::Blue,
        other if is_number(other) => return Parsed::Bad,
        _ => return Parsed::Unknown,
    })
}

/// The severity after `!`: `2`, `II`, `Ⅱ`, `二级`, `重大`.
pub(super) fn severity(word: &str) -> Parsed<Severity> {
    let word = word.strip_suffix('级').unwrap_or(word).to_ascii_lowercase();
    Parsed::Value(match &*word {
        "1" | "i" | "Ⅰ" | "ⅰ" | "一" | "特别重大" | "特大" => Severity::Extreme,
        "2" | "ii" | "Ⅱ" | "ⅱ" | "二" | "重大" => Severity::Major,
        "3" | "iii" | "Ⅲ" | "ⅲ" | "三" | "较大" => Severity::Serious,
        "4" | "iv" | "Ⅳ" | "ⅳ" | "四" | "一般" => Severity::Ordinary,
        other if is_number(other) => return Parsed::Bad,
        _ => return Parsed::Unknown,
    })
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit())
}

/// What the words of a text give away: the value with the most telling signs and where the first of them stands in `line`.
/// `words` are the parts of `line` that are words.
pub(super) fn guess_topic(line: &str, words: &[Range<usize>]) -> Option<(Topic, Range<usize>)> {
    guess(TOPIC_SIGNS, line, words)
}

/// As [`guess_topic`], for categories.
pub(super) fn guess_category(line: &str, words: &[Range<usize>]) -> Option<(Category, Range<usize>)> {
    guess(CATEGORY_SIGNS, line, words)
}

fn guess<T: Copy + PartialEq>(signs: &[(T, u32, &[&str])], line: &str, words: &[Range<usize>]) -> Option<(T, Range<usize>)> {
    let mut scores: Vec<(T, u32, Range<usize>)> = Vec::new();
    let parts: Vec<(usize, String)> =
        words.iter().filter_map(|span| line.get(span.clone()).map(|it| (span.start, it.to_ascii_lowercase()))).collect();
    for (value, weight, names) in signs {
        for name in *names {
            let Some(start) = parts.iter().find_map(|(start, part)| find_word(part, name).map(|at| start + at)) else { continue };
            let span = start..start + name.len();
            match scores.iter_mut().find(|it| it.0 == *value) {
                Some(score) => {
                    score.1 += weight;
                    if span.start < score.2.start {
                        score.2 = span;
                    }
                }
                None => scores.push((*value, *weight, span)),
            }
        }
    }
    scores.into_iter().max_by_key(|(_, score, span)| (*score, std::cmp::Reverse(span.start))).map(|(value, _, span)| (value, span))
}

/// Where `name` stands in `text`; an English name only as a whole word.
fn find_word(text: &str, name: &str) -> Option<usize> {
    if !name.is_ascii() {
        return text.find(name);
    }
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|it| it.chars().next());
        !before.into_iter().chain(after).any(|it| it.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(line: &str) -> Option<(Topic, &str)> {
        guess_topic(line, std::slice::from_ref(&(0..line.len()))).map(|(topic, span)| (topic, &line[span]))
    }

    #[test]
    fn what_cannot_be_ordinary_starts_the_grave_clocks() {
        assert_eq!(usual_severity("12#308 心理 自杀 割腕 已送医"), Severity::Major);
        assert_eq!(usual_severity("3-204 室友推搡,已劝开"), Severity::Ordinary);
    }

    #[test]
    fn every_value_has_a_word_that_leads_back_to_it() {
        for it in Topic::ALL {
            assert_eq!(topic(topic_word(it)), Some((it, Fit::Own)));
            assert_eq!(topic(it.key()), Some((it, Fit::Other)));
        }
        for it in Category::ALL {
            assert_eq!(category(category_word(it)), Some((it, Fit::Own)));
            assert_eq!(category(it.key()), Some((it, Fit::Other)));
        }
        for it in Way::ALL {
            assert_eq!(way(way_word(it)), Some(it));
        }
        for it in [Visibility::Normal, Visibility::Private, Visibility::Psych] {
            assert_eq!(visibility(visibility_word(it)), Some(it));
        }
    }

    #[test]
    fn no_word_names_two_things_and_every_word_is_short_enough_to_be_looked_up() {
        let topics: Vec<&str> = TOPICS.iter().flat_map(|(_, own, others)| std::iter::once(own).chain(others.iter())).copied().collect();
        let categories: Vec<&str> =
            CATEGORIES.iter().flat_map(|(_, own, others)| std::iter::once(own).chain(others.iter())).copied().collect();
        for words in [topics, categories] {
            assert!(words.iter().all(|it| it.len() <= NAME_BYTES));
            assert_eq!(words.iter().collect::<std::collections::HashSet<_>>().len(), words.len());
        }
    }

    #[test]
    fn the_words_give_the_topic_away() {
        assert_eq!(guessed("与室友矛盾,睡不好"), Some((Topic::Relations, "室友")));
        assert_eq!(guessed("高数挂科了,担心补考"), Some((Topic::Study, "挂科")));
        assert_eq!(guessed("挂科后说过想不开"), Some((Topic::Psych, "想不开")));
        assert_eq!(guessed("Failed two EXAMS"), Some((Topic::Study, "EXAMS")));
        assert_eq!(guessed("examined the joboffer"), None);
        assert_eq!(guessed("随便聊聊"), None);
    }
}
