//! Numbers as people write them, in digits and in hanzi.

/// A number at the beginning, in up to eight digits or in hanzi up to 99, and what comes after it.
pub(in crate::capture) fn number(words: &str) -> Option<(u32, &str)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, rest) = words.split_at_checked(digits)?;
        return (digits <= 8).then(|| number.parse().ok()).flatten().map(|it| (it, rest));
    }
    let (tens, rest) = match hanzi_digit(words) {
        Some((digit, rest)) => match rest.strip_prefix('十') {
            Some(rest) => (digit * 10, rest),
            None => return Some((digit, rest)),
        },
        None => (10, words.strip_prefix('十')?),
    };
    Some(hanzi_digit(rest).map_or((tens, rest), |(digit, rest)| (tens + digit, rest)))
}

fn hanzi_digit(words: &str) -> Option<(u32, &str)> {
    let mut chars = words.chars();
    let digit = match chars.next()? {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some((digit, chars.as_str()))
}
