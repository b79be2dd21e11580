//! The report as one page, to be looked at and printed: nothing is loaded from elsewhere.

use super::document::{Document, Table, Value};
use std::fmt::Write as _;

const STYLE: &str = "
body{font:14px/1.5 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#111;margin:2em auto;max-width:72em;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.1em;margin:1.6em 0 .4em}
p.note{margin:.1em 0;color:#444}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:.2em .5em;text-align:left}
th{background:#eee}td.n{text-align:right;font-variant-numeric:tabular-nums}
footer{margin-top:3em}
@page{size:A4;margin:15mm}
@media print{body{font-size:10pt;margin:0;max-width:none}h2{break-after:avoid}thead{display:table-header-group}tr{break-inside:avoid}}
";

/// The document as a page in the language of this tag.
pub fn html(document: &Document, lang: &str) -> String {
    html_with(document, lang, &[])
}

/// The same with figures below its notes, each a piece of the page.
pub fn html_with(document: &Document, lang: &str, figures: &[String]) -> String {
    let mut page = String::new();
    let title = escaped(&document.title);
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n",
        escaped(lang)
    );
    document.notes.iter().for_each(|it| {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escaped(it));
    });
    figures.iter().for_each(|it| page.push_str(it));
    document.tables.iter().for_each(|it| table(&mut page, it));
    page.push_str("</body>\n</html>\n");
    page
}

fn table(page: &mut String, it: &Table) {
    let _ = write!(page, "<h2>{}</h2>\n<table>\n<thead><tr>", escaped(&it.name));
    it.headings.iter().for_each(|it| {
        let _ = write!(page, "<th>{}</th>", escaped(it));
    });
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &it.rows {
        page.push_str("<tr>");
        row.iter().for_each(|it| {
            let _ = match it {
                Value::Text(it) => write!(page, "<td>{}</td>", escaped(it)),
                Value::Number(it) => write!(page, "<td class=\"n\">{it}</td>"),
            };
        });
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

pub(in crate::exchange) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            it => safe.push(it),
        }
    }
    safe
}
