//! English says everything that Chinese says, and with the same arguments. (A gap in Chinese does not compile.)

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::collections::{BTreeMap, BTreeSet};

/// Message ids with the arguments each one uses.
fn messages(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = format!("{}/assets/locales/{tag}/yedeng.ftl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the locale file is in the repository");
    let mut found = BTreeMap::<String, BTreeSet<String>>::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with(' ')) {
            current = id.to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{tag}: {current} stands twice");
        }
        let arguments = line.split('$').skip(1).map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect());
        found.entry(current.clone()).or_default().extend(arguments);
    }
    found.remove("");
    found
}

#[test]
fn both_languages_have_the_same_messages_and_arguments() {
    let (zh, en) = (messages("zh-CN"), messages("en"));
    assert!(zh.len() > 100, "only {} messages were read", zh.len());
    let differ: Vec<_> = zh.keys().chain(en.keys()).filter(|id| zh.get(*id) != en.get(*id)).collect();
    assert!(differ.is_empty(), "these differ between zh-CN and en: {differ:?}");
}
