//! What hangs on the door of a room (门牌): how students ask for something, with the token of the room as a square code.
//!
//! The token says which room is meant and nothing else; it is no secret, for it hangs on the door. It is made from the room and the college, so that
//! it stays the same however often it is printed.

use super::rounds::escaped;
use super::talks::docx_hanger;
use crate::campus::{Campus, RoomId};
use crate::say;
use crate::words::Words;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Signs of a token: none that is read as another.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Signs in a token: fifty bits.
const LENGTH: usize = 10;
/// Light squares around the code, without which it is not read.
const QUIET: usize = 4;

/// A door-hanger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanger {
    /// The room as the college writes it.
    pub room: String,
    /// Its token.
    pub token: String,
    /// What stands at the top.
    pub title: String,
    /// What stands below, a line each.
    pub lines: Vec<String>,
    /// The dark squares of the code, by row.
    pub squares: Vec<Vec<bool>>,
}

/// The token of a room.
pub fn room_token(campus: &Campus, room: RoomId) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("yedeng 2026-11 room token v1");
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    for part in [college.as_str(), &campus.write_room(room)] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    hash.as_bytes().iter().take(LENGTH).map(|it| char::from(SIGNS[usize::from(*it) % SIGNS.len()])).collect()
}

/// The door-hanger of a room; `None` where the code cannot be made, which a token of this length never brings about.
pub fn hanger(words: &Words, campus: &Campus, room: RoomId) -> Option<Hanger> {
    let token = room_token(campus, room);
    let code = QrCode::with_error_correction_level(format!("yedeng:room:{token}"), EcLevel::Q).ok()?;
    let wide = code.width();
    let dark = code.to_colors().into_iter().map(|it| it == Color::Dark).collect::<Vec<bool>>();
    let squares = dark.chunks(wide).map(<[bool]>::to_vec).collect();
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let days = campus.presets().rules().request.reply_days.to_string();
    let room = campus.write_room(room);
    Some(Hanger {
        title: say!(words, "hanger-title", college = college),
        lines: vec![
            say!(words, "hanger-room", room = room.as_str()),
            say!(words, "hanger-what"),
            say!(words, "hanger-how"),
            say!(words, "hanger-when", days = days),
            say!(words, "hanger-emergency"),
            say!(words, "hanger-token", token = token.as_str()),
        ],
        room,
        token,
        squares,
    })
}

impl Hanger {
    /// As a page to be printed.
    pub fn html(&self, lang: &str) -> String {
        let side = self.squares.len() + 2 * QUIET;
        let mut code = String::new();
        for (row, squares) in self.squares.iter().enumerate() {
            for (column, _) in squares.iter().enumerate().filter(|(_, dark)| **dark) {
                // Writing to a string cannot fail.
                let _ = write!(code, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
            }
        }
        let lines: String = self.lines.iter().map(|it| format!("<p>{}</p>\n", escaped(it))).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <h1>{title}</h1>\n<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
             <path d=\"{code}\" fill=\"#000\"/></svg>\n{lines}</body>\n</html>\n",
            lang = escaped(lang),
            title = escaped(&self.title),
        )
    }

    /// As a text document.
    ///
    /// # Errors
    /// None that a document in memory could bring about; the writer's are passed on.
    pub fn docx(&self) -> Result<Vec<u8>, std::io::Error> {
        docx_hanger(&self.title, &self.squares, &self.lines)
    }
}

const STYLE: &str = "
body{font:16px/1.7 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#111;margin:2em auto;max-width:26em;padding:0 1em;text-align:center}
svg{width:12em;height:12em}
@page{size:A5;margin:12mm}
";
