//! The catalogue of the service centre (服务事项): what can be done there, with which papers, by whom, within what time.
//!
//! What ships stands in the presets; what the college set goes before it, by name.

use super::super::request_rules::minutes;
use super::super::{OFFICE_LIMIT, Refusal, RequestKind, Seq, Stamp, UserId};
use serde::{Deserialize, Serialize};

/// Longest texts of an item, in characters.
pub const ITEM_TEXT_LIMIT: usize = 200;

/// Something that can be done at the service centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceItem {
    /// What it is called: by this it is known.
    pub name: Box<str>,
    /// What a request for it is.
    pub kind: RequestKind,
    /// Which department does it.
    pub office: Box<str>,
    /// Which papers are needed; may be empty.
    pub papers: Box<str>,
    /// Within how many minutes it is promised; 0 where nothing is.
    pub minutes: u32,
    /// It is done on site (现场办理).
    pub on_site: bool,
    /// It is done online (线上办理).
    pub online: bool,
    /// Where, or by which page; may be empty.
    pub spot: Box<str>,
}

impl ServiceItem {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        for name in [&self.name, &self.office] {
            if name.trim().is_empty() {
                return Err(Refusal::EmptyName);
            }
            super::super::check_len(name, OFFICE_LIMIT)?;
        }
        super::super::check_len(&self.papers, ITEM_TEXT_LIMIT)?;
        super::super::check_len(&self.spot, ITEM_TEXT_LIMIT)?;
        if !self.on_site && !self.online { Err(Refusal::ItemNowhere) } else { Ok(()) }
    }
}

/// Within how many minutes, as people write it: `2d`, `12h`, `30m`, `2天`, `3个工作日`, `12小时`, `当场`. `None` where it cannot be read.
pub fn read_within(text: &str) -> Option<u32> {
    let text = crate::text::fold(text);
    let plain = text
        .trim()
        .replace("个工作日", "d")
        .replace("工作日", "d")
        .replace("分钟", "m")
        .replace("min", "m")
        .replace("个小时", "h")
        .replace("小时", "h");
    let plain = plain.replace(['天', '日'], "d").replace("即时", "30m").replace("当场", "30m").replace("即办", "30m");
    match plain.as_str() {
        "" => Some(0),
        it => minutes(it).and_then(|it| u32::try_from(it).ok()).filter(|it| *it <= 90 * 24 * 60),
    }
}

/// An item as the college set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemHead {
    /// The entry that set it.
    pub seq: Seq,
    /// Who set it last, and when.
    pub changed: (UserId, Stamp),
    /// Its name.
    pub name: Box<str>,
    /// How it stands; `None` where it is no longer offered, whatever ships.
    pub it: Option<ServiceItem>,
}

/// The catalogue as it ships, in the presets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRules {
    /// Its items.
    pub items: Vec<ItemRule>,
}

/// An item as the presets write it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// What it is called.
    pub name: Box<str>,
    /// What a request for it is, by its name for scripts.
    pub kind: Box<str>,
    /// Which department does it.
    pub department: Box<str>,
    /// Which papers are needed.
    #[serde(default)]
    pub papers: Box<str>,
    /// Within what time: `30m`, `12h`, `7d`.
    pub within: Box<str>,
    /// How: `site`, `online` or both.
    pub ways: Vec<Box<str>>,
    /// Where.
    #[serde(default, rename = "where")]
    pub spot: Box<str>,
}

impl ItemRule {
    /// The item, if it makes sense.
    pub fn item(&self) -> Option<ServiceItem> {
        let way = |way: &str| self.ways.iter().any(|it| &**it == way);
        let item = ServiceItem {
            name: self.name.clone(),
            kind: RequestKind::from_key(&self.kind)?,
            office: self.department.clone(),
            papers: self.papers.clone(),
            minutes: u32::try_from(minutes(&self.within)?).ok()?,
            on_site: way("site"),
            online: way("online"),
            spot: self.spot.clone(),
        };
        item.check().ok().map(|()| item)
    }
}

impl ServiceRules {
    pub(in crate::campus) fn unreasonable(&self) -> Option<&'static str> {
        let doubled = |at: usize, it: &ItemRule| self.items.iter().skip(at + 1).any(|other| other.name == it.name);
        let wrong = self.items.iter().enumerate().any(|(at, it)| it.item().is_none() || doubled(at, it));
        (wrong || self.items.len() > 200).then_some("service.items")
    }
}
