//! The clipboard through the terminal (OSC 52), which also works over SSH. A terminal that does not know it ignores it.

/// Longest text that is put on the clipboard, in bytes; terminals give up above about this much.
pub const LIMIT: usize = 74_000;

/// The bytes that put `text` on the clipboard; none if it is too long.
pub fn copy(text: &str) -> Vec<u8> {
    if text.len() > LIMIT {
        return Vec::new();
    }
    let mut out = b"\x1b]52;c;".to_vec();
    base64(text.as_bytes(), &mut out);
    out.extend_from_slice(b"\x1b\\");
    out
}

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { letter } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_sent_as_base64() {
        for (text, sent) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("灯", "54Gv")] {
            assert_eq!(copy(text), format!("\x1b]52;c;{sent}\x1b\\").into_bytes());
        }
    }

    #[test]
    fn what_no_terminal_takes_is_not_sent() {
        assert!(copy(&"x".repeat(LIMIT + 1)).is_empty());
    }
}
