//! Surnames that are read otherwise than the dictionary's first reading, one-character and two-character ones.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One-character surnames and how they are read; where families differ, each reading is as good as the other.
const SINGLE: &[(char, &[&str])] = &[
    ('薄', &["bo"]),
    ('柏', &["bai", "bo"]),
    ('卜', &["bu"]),
    ('不', &["fou"]),
    ('查', &["zha"]),
    ('晁', &["chao"]),
    ('车', &["che"]),
    ('谌', &["chen", "shen"]),
    ('盛', &["sheng"]),
    ('种', &["chong"]),
    ('重', &["chong", "zhong"]),
    ('仇', &["qiu"]),
    ('单', &["shan"]),
    ('都', &["du"]),
    ('繁', &["po"]),
    ('费', &["fei", "bi"]),
    ('盖', &["ge", "gai"]),
    ('干', &["gan"]),
    ('葛', &["ge"]),
    ('呙', &["guo"]),
    ('句', &["gou"]),
    ('过', &["guo"]),
    ('哈', &["ha"]),
    ('黑', &["he", "hei"]),
    ('郇', &["xun", "huan"]),
    ('华', &["hua"]),
    ('会', &["gui", "hui"]),
    ('纪', &["ji"]),
    ('祭', &["zhai", "ji"]),
    ('贾', &["jia"]),
    ('降', &["jiang"]),
    ('解', &["xie"]),
    ('隽', &["juan"]),
    ('阚', &["kan"]),
    ('适', &["kuo", "shi"]),
    ('隗', &["kui", "wei"]),
    ('乐', &["yue", "le"]),
    ('令', &["ling"]),
    ('逯', &["lu"]),
    ('吕', &["lv"]),
    ('么', &["yao"]),
    ('幺', &["yao"]),
    ('缪', &["miao", "mou"]),
    ('乜', &["nie", "mie"]),
    ('宓', &["mi", "fu"]),
    ('牟', &["mou", "mu"]),
    ('万', &["wan"]),
    ('能', &["nai"]),
    ('难', &["ning", "nan"]),
    ('佴', &["nai"]),
    ('粘', &["nian"]),
    ('宁', &["ning"]),
    ('区', &["ou"]),
    ('逄', &["pang"]),
    ('逢', &["pang", "feng"]),
    ('朴', &["piao"]),
    ('亓', &["qi"]),
    ('郄', &["qie", "xi"]),
    ('覃', &["qin", "tan"]),
    ('瞿', &["qu"]),
    ('曲', &["qu"]),
    ('阙', &["que"]),
    ('任', &["ren"]),
    ('撒', &["sa"]),
    ('召', &["shao", "zhao"]),
    ('少', &["shao"]),
    ('佘', &["she"]),
    ('折', &["she"]),
    ('莘', &["shen", "xin"]),
    ('沈', &["shen"]),
    ('石', &["shi"]),
    ('宿', &["su"]),
    ('眭', &["sui"]),
    ('台', &["tai"]),
    ('尉', &["wei", "yu"]),
    ('蔚', &["yu", "wei"]),
    ('郗', &["xi", "chi"]),
    ('洗', &["xian"]),
    ('冼', &["xian"]),
    ('相', &["xiang"]),
    ('校', &["xiao", "jiao"]),
    ('颉', &["xie", "jie"]),
    ('行', &["xing", "hang"]),
    ('宣', &["xuan"]),
    ('燕', &["yan"]),
    ('要', &["yao"]),
    ('叶', &["ye"]),
    ('殷', &["yin"]),
    ('应', &["ying"]),
    ('员', &["yun", "yuan"]),
    ('贠', &["yun"]),
    ('於', &["yu"]),
    ('藏', &["zang", "cang"]),
    ('笮', &["ze", "zuo"]),
    ('曾', &["zeng"]),
    ('翟', &["zhai", "di"]),
    ('占', &["zhan"]),
    ('仉', &["zhang"]),
    ('长', &["zhang", "chang"]),
    ('朝', &["chao", "zhao"]),
    ('禚', &["zhuo"]),
    ('訾', &["zi"]),
];

/// Two-character surnames in which a character is not read as it is alone.
const DOUBLE: &[([char; 2], [&str; 2])] = &[
    (['尉', '迟'], ["yu", "chi"]),
    (['万', '俟'], ["mo", "qi"]),
    (['长', '孙'], ["zhang", "sun"]),
    (['单', '于'], ["chan", "yu"]),
    (['澹', '台'], ["tan", "tai"]),
    (['乐', '正'], ["yue", "zheng"]),
    (['宿', '勤'], ["su", "qin"]),
    (['鲜', '于'], ["xian", "yu"]),
    (['令', '狐'], ["ling", "hu"]),
    (['公', '冶'], ["gong", "ye"]),
    (['亓', '官'], ["qi", "guan"]),
    (['拓', '跋'], ["tuo", "ba"]),
    (['呼', '延'], ["hu", "yan"]),
    (['相', '里'], ["xiang", "li"]),
    (['赫', '连'], ["he", "lian"]),
    (['宰', '父'], ["zai", "fu"]),
    (['段', '干'], ["duan", "gan"]),
    (['漆', '雕'], ["qi", "diao"]),
    (['叶', '赫'], ["ye", "he"]),
    (['那', '拉'], ["na", "la"]),
];

/// How the characters at the head of a name are read as a surname: one or two characters, each with its readings. Empty where the
/// dictionary will do.
pub(super) fn readings(name: &[char]) -> &'static [&'static [&'static str]] {
    static TABLE: LazyLock<HashMap<&[char], Vec<&[&str]>>> = LazyLock::new(|| {
        let single = SINGLE.iter().map(|(c, readings)| (std::slice::from_ref(c), vec![*readings]));
        let double = DOUBLE.iter().map(|(name, readings)| (&name[..], readings.iter().map(std::slice::from_ref).collect()));
        single.chain(double).collect()
    });
    // A two-character surname leaves at least one for the given name; 乐正 alone is 正 of the family 乐.
    let double = if name.len() > 2 { TABLE.get(&name[..2]) } else { None };
    double.or_else(|| TABLE.get(name.get(..1)?)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_characters_go_before_one() {
        let chars = |name: &str| name.chars().collect::<Vec<_>>();
        assert_eq!(readings(&chars("尉迟恭")), [["yu"], ["chi"]]);
        assert_eq!(readings(&chars("单雪晴")), [["shan"]]);
        assert_eq!(readings(&chars("单于")), [["shan"]]);
        assert!(readings(&chars("张三")).is_empty());
        assert!(readings(&[]).is_empty());
    }

    #[test]
    fn no_surname_stands_twice() {
        let mut names: Vec<String> = SINGLE.iter().map(|(c, _)| c.to_string()).collect();
        names.extend(DOUBLE.iter().map(|(name, _)| name.iter().collect()));
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
