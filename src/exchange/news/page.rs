//! News on paper: Markdown as it was written, a page, a document. Of Markdown only what a news desk needs is read: headings, points, paragraphs.

use super::Picture;
use crate::exchange::rounds::{Document, escaped};
use crate::exchange::talks::docx_pictured;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write as _;

/// A piece to be put on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsPage {
    /// Headline.
    pub title: String,
    /// Words.
    pub text: String,
    /// Whose it is, when, and how it stands.
    pub note: String,
    /// The pictures that go with it, in their order.
    pub pictures: Vec<NewsPicture>,
}

/// A picture with what is said of it to whoever does not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsPicture {
    /// The picture.
    pub picture: Picture,
    /// What it shows, in words.
    pub said: String,
}

/// As Markdown, without the pictures: a file of words can hold none.
pub fn markdown(it: &NewsPage) -> String {
    format!("# {}\n\n{}\n\n> {}\n", it.title, it.text.trim_end(), it.note)
}

/// As a page; nothing is loaded from elsewhere.
pub fn html(it: &NewsPage, lang: &str) -> String {
    let mut page = String::new();
    let (title, lang) = (escaped(&it.title), escaped(lang));
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n\
         body{{font:16px/1.8 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#111;margin:2em auto;max-width:42em;padding:0 1em}}\n\
         h1{{font-size:1.5em}}h2{{font-size:1.15em}}img{{display:block;max-width:100%;margin:1em auto}}footer{{margin-top:2em;color:#555;font-size:.85em}}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let mut in_list = false;
    for line in it.text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let point = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        if in_list != point.is_some() {
            page.push_str(if point.is_some() { "<ul>\n" } else { "</ul>\n" });
            in_list = point.is_some();
        }
        let _ = match (point, line.strip_prefix("## ").or_else(|| line.strip_prefix("# "))) {
            (Some(point), _) => writeln!(page, "<li>{}</li>", escaped(point)),
            (None, Some(heading)) => writeln!(page, "<h2>{}</h2>", escaped(heading)),
            (None, None) => writeln!(page, "<p>{}</p>", escaped(line)),
        };
    }
    if in_list {
        page.push_str("</ul>\n");
    }
    for it in &it.pictures {
        let (media, said) = (it.picture.kind.media(), escaped(&it.said));
        let _ = writeln!(page, "<img src=\"data:{media};base64,{}\" alt=\"{said}\">", STANDARD.encode(it.picture.upright()));
    }
    let _ = write!(page, "<footer>{}</footer>\n</body>\n</html>\n", escaped(&it.note));
    page
}

/// As a document for Word and WPS.
///
/// # Errors
/// None that a document in memory could bring about; the writer's are passed on.
pub fn docx(it: &NewsPage) -> Result<Vec<u8>, std::io::Error> {
    let line = |it: &str| {
        let it = it.trim();
        let point = it.strip_prefix("- ").or_else(|| it.strip_prefix("* ")).map(|it| format!("· {it}"));
        point.unwrap_or_else(|| it.trim_start_matches('#').trim().to_owned())
    };
    let words = it.text.lines().map(line).filter(|it| !it.is_empty());
    let pictures: Vec<&Picture> = it.pictures.iter().map(|it| &it.picture).collect();
    docx_pictured(&Document { title: it.title.clone(), notes: words.collect(), tables: Vec::new() }, &pictures, &it.note)
}
