//! Who is meant by what stands in a cell: `张三`, `张 三老师`, `张三（zhangsan）`, `张三 13812342071`, `张三、李四`.

use super::RotaReason;
use crate::campus::{Campus, UserId};
use crate::text;
use std::collections::HashMap;

/// What people are called by behind their names.
const TITLES: &[&str] = &["老师", "副书记", "书记", "副处长", "处长", "副主任", "主任", "副院长", "院长", "副校长", "校长", "辅导员"];
/// Cells that say that nobody has duty.
const NOBODY: &[&str] = &["", "-", "--", "/", "—", "——", "无", "空", "休", "none"];
/// A run of at least so many digits is a phone.
const PHONE_DIGITS: usize = 7;
/// Most candidates that are named.
const CANDIDATES: usize = 6;

/// A name as names are compared: without blanks, in small letters.
pub(in crate::exchange::schedule) fn name_key(name: &str) -> String {
    let folded = text::fold(name);
    text::clean(&folded).chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Somebody named in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// As it stands there, without a phone.
    pub(super) shown: String,
    /// Who it is; else why not, and who may be meant.
    pub(super) found: Result<UserId, (RotaReason, Vec<String>)>,
}

impl Named {
    /// Whether anybody is called so, be it somebody who is gone or one of several.
    fn is_known(&self) -> bool {
        !matches!(self.found, Err((RotaReason::PersonUnknown, _)))
    }
}

/// All users by name.
pub(super) struct Roll<'a> {
    campus: &'a Campus,
    by_name: HashMap<String, Vec<UserId>>,
}

impl<'a> Roll<'a> {
    pub(super) fn new(campus: &'a Campus) -> Self {
        let mut by_name: HashMap<String, Vec<UserId>> = HashMap::new();
        campus.staff().users().for_each(|(id, it)| by_name.entry(name_key(&it.name)).or_default().push(id));
        Self { campus, by_name }
    }

    /// Everybody a cell names. `login` and `phone` are what other columns of the row say of the one who is named.
    pub(super) fn read(&self, cell: &str, login: &str, phone: &str) -> Vec<Named> {
        let (cell, phones) = without_phones(cell);
        let shown = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if !login.trim().is_empty() {
            return vec![self.named(if shown.is_empty() { login } else { &shown }, self.of_login(login.trim()))];
        }
        let phones: Vec<&str> = phones.iter().map(String::as_str).chain([phone]).collect();
        let all = |parts: Vec<String>| -> Vec<Named> {
            let named = parts.iter().map(|it| self.named(it, self.find(it, &phones)));
            named.filter(|it| it.is_known() || !NOBODY.contains(&it.shown.to_lowercase().as_str())).collect()
        };
        // Signs part people, unless what they part is unknown and the whole is somebody.
        let parts = parts(&cell, &['、', ',', ';', '/', '\n', '+', '&']);
        let several = parts.len() > 1;
        let parts = all(parts);
        if several && parts.iter().all(Named::is_known) {
            return parts;
        }
        let whole = self.named(&shown, self.find(&shown, &phones));
        match whole.is_known() {
            true => vec![whole],
            false if several => parts,
            // Somebody may be called so; only now it is nobody.
            false if NOBODY.contains(&shown.to_lowercase().as_str()) => Vec::new(),
            false => {
                // Blanks part two names only where both are known; 张 三 is one.
                let parts = all(cell.split_whitespace().map(str::to_owned).collect());
                if parts.len() > 1 && parts.iter().all(Named::is_known) { parts } else { vec![whole] }
            }
        }
    }

    fn named(&self, shown: &str, found: Result<UserId, (RotaReason, Vec<String>)>) -> Named {
        Named { shown: text::clean(shown).into_owned(), found }
    }

    fn of_login(&self, login: &str) -> Result<UserId, (RotaReason, Vec<String>)> {
        let found = self.campus.staff().by_login(login).or_else(|| self.campus.staff().by_login(&login.to_lowercase()));
        found.map_or_else(|| Err((RotaReason::PersonUnknown, self.near(&name_key(login)))), |id| self.active(id))
    }

    fn active(&self, id: UserId) -> Result<UserId, (RotaReason, Vec<String>)> {
        if self.is_active(id) { Ok(id) } else { Err((RotaReason::PersonDisabled, Vec::new())) }
    }

    fn is_active(&self, id: UserId) -> bool {
        self.campus.staff().user(id).is_some_and(|it| it.active)
    }

    fn find(&self, typed: &str, phones: &[&str]) -> Result<UserId, (RotaReason, Vec<String>)> {
        let folded = text::fold(typed);
        // 张三(zhangsan); what stands in brackets may also be an office.
        if let Some((name, within)) = folded.trim().strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
            let of_login = self.campus.staff().by_login(within.trim());
            return match of_login.and_then(|id| Some((id, self.campus.staff().user(id)?))) {
                Some((id, user)) if name_key(&user.name) == name_key(name) => self.active(id),
                // Another's login behind a name, or behind several names: whoever is meant, it is not for us to say.
                Some((id, _)) => Err((RotaReason::PersonUnknown, vec![self.candidate(id)])),
                None => self.find(name, phones),
            };
        }
        let key = name_key(typed);
        let bare = || TITLES.iter().find_map(|it| key.strip_suffix(it)).and_then(|it| self.by_name.get(it));
        let Some(all) = self.by_name.get(&key).or_else(bare) else {
            return self.of_login(folded.trim());
        };
        let active: Vec<UserId> = all.iter().copied().filter(|id| self.is_active(*id)).collect();
        match active.as_slice() {
            [] => Err((RotaReason::PersonDisabled, Vec::new())),
            [one] => Ok(*one),
            several => {
                // A number written beside the name says which of the two it is.
                let has =
                    |id: &&UserId| self.campus.staff().user(**id).is_some_and(|it| phones.iter().any(|phone| same_phone(phone, &it.phone)));
                let by_phone: Vec<&UserId> = several.iter().filter(has).collect();
                if let [one] = by_phone.as_slice() {
                    return Ok(**one);
                }
                Err((RotaReason::PersonAmbiguous, several.iter().take(CANDIDATES).map(|id| self.candidate(*id)).collect()))
            }
        }
    }

    fn candidate(&self, id: UserId) -> String {
        self.campus.staff().user(id).map(|it| format!("{} {}", it.login, it.name)).unwrap_or_default()
    }

    /// Active users whose name or login differs in one sign.
    fn near(&self, key: &str) -> Vec<String> {
        let active = self.campus.staff().users().filter(|(_, it)| it.active);
        let near = active.filter(|(_, it)| differ_in_one(key, &name_key(&it.name)) || differ_in_one(key, &it.login));
        near.take(CANDIDATES).map(|(id, _)| self.candidate(id)).collect()
    }
}

fn parts(cell: &str, at: &[char]) -> Vec<String> {
    let parts = cell.split(at).map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty());
    parts.collect()
}

/// The text of a cell without the phones in it, and the phones.
fn without_phones(cell: &str) -> (String, Vec<String>) {
    let folded = text::fold(cell);
    let (mut kept, mut phones) = (String::with_capacity(folded.len()), Vec::new());
    let mut rest: &str = &folded;
    while let Some(begins) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let (before, tail) = rest.split_at(begins);
        let length = tail.find(|c: char| !(c.is_ascii_digit() || "+-".contains(c))).unwrap_or(tail.len());
        let (run, tail) = tail.split_at(length.max(1));
        kept.push_str(before);
        let is_login = before.chars().next_back().is_some_and(char::is_alphabetic) && before.is_ascii();
        if !is_login && run.chars().filter(char::is_ascii_digit).count() >= PHONE_DIGITS {
            phones.push(run.to_owned());
            kept.push(' ');
        } else {
            kept.push_str(run);
        }
        rest = tail;
    }
    kept.push_str(rest);
    (kept, phones)
}

/// Whether two numbers are one, however they are parted.
fn same_phone(a: &str, b: &str) -> bool {
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (digits(a), digits(b));
    a.len() >= PHONE_DIGITS && b.len() >= PHONE_DIGITS && (a.ends_with(&b) || b.ends_with(&a))
}

/// Whether one sign put in, left out or changed makes one of the other.
fn differ_in_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 2 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    front + back + 1 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_told_from_names() {
        assert_eq!(without_phones("张三\n138-1234-2071"), ("张三\n ".to_owned(), vec!["138-1234-2071".to_owned()]));
        assert_eq!(without_phones("zhang2026 1班"), ("zhang2026 1班".to_owned(), Vec::new()));
        assert!(same_phone("+86 138-1234-2071", "13812342071") && !same_phone("", "") && !same_phone("2071", "13812342071"));
    }

    #[test]
    fn a_slip_of_one_sign_is_near() {
        assert!(differ_in_one("张三丰", "张三") && differ_in_one("张三", "张山") && differ_in_one("zhang", "zheng"));
        assert!(!differ_in_one("张三", "李四") && !differ_in_one("张", "李"));
    }

    proptest::proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell: String, login: String) {
            let campus = Campus::default();
            let _ = Roll::new(&campus).read(&cell, &login, "");
        }
    }
}
