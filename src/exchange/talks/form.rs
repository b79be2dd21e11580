//! The page that says how the official form looks (谈心谈话记录表): its rows, what stands in them and what stands over it. A school may bring its own.

use super::TalkField;
use serde::Deserialize;

/// The form that comes with the program.
const SHIPPED: &str = include_str!("../../../assets/talk_form.toml");

/// Longest page, in bytes.
pub const TEMPLATE_LIMIT: usize = 64 * 1024;
/// Most rows, and most fields in one.
const LIMITS: (usize, usize) = (60, 4);
/// Tallest row, in millimetres: what is left of an A4 page.
const HEIGHT_LIMIT: u16 = 240;
/// Smallest and largest type, in points.
const SIZES: std::ops::RangeInclusive<f64> = 6.0..=24.0;

/// How a form looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTemplate {
    /// What stands at the top, instead of the usual; `{college}` is the college's name.
    pub title: Option<String>,
    /// The font of Chinese text.
    #[serde(default = "font")]
    pub font: String,
    /// The size of type, in points.
    #[serde(default = "size")]
    pub size: f64,
    /// The rows, from the top.
    #[serde(rename = "row")]
    pub rows: Vec<FormRow>,
}

/// A row: one to four fields side by side.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRow {
    /// At least how tall, in millimetres.
    #[serde(default)]
    pub height: u16,
    /// What stands in it.
    pub cells: Vec<FormCell>,
}

/// A field and its label.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormCell {
    /// Which field.
    pub field: TalkField,
    /// What stands over it, instead of the usual.
    pub label: Option<String>,
}

fn font() -> String {
    "SimSun".into()
}

fn size() -> f64 {
    10.5
}

/// A page that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl FormTemplate {
    /// The form that comes with the program.
    ///
    /// # Errors
    /// None: a test reads it.
    pub fn shipped() -> Result<Self, TemplateError> {
        Self::read(SHIPPED)
    }

    /// Reads a page.
    ///
    /// # Errors
    /// It is no TOML, names a field that there is none of, or asks for what does not fit on paper; with the line.
    pub fn read(page: &str) -> Result<Self, TemplateError> {
        let page = page.trim_start_matches('\u{feff}');
        if page.len() > TEMPLATE_LIMIT {
            return Err(TemplateError { line: 1, what: format!("longer than {TEMPLATE_LIMIT} bytes") });
        }
        let template: Self = toml::from_str(page).map_err(|error| {
            let before = error.span().and_then(|span| page.get(..span.start)).unwrap_or_default();
            TemplateError { line: before.matches('\n').count() + 1, what: error.message().into() }
        })?;
        template.unfit(page).map_or(Ok(template), Err)
    }

    /// What does not fit on paper.
    fn unfit(&self, page: &str) -> Option<TemplateError> {
        let (rows, cells) = LIMITS;
        if !SIZES.contains(&self.size) {
            let line = page.lines().position(|it| it.trim_start().starts_with("size")).map_or(1, |it| it + 1);
            return Some(TemplateError { line, what: format!("size {}..={}", SIZES.start(), SIZES.end()) });
        }
        if self.rows.is_empty() || self.rows.len() > rows {
            return Some(TemplateError { line: 1, what: format!("[[row]] 1..={rows}") });
        }
        let at = |nth: usize| {
            let begins = page.lines().enumerate().filter(|(_, it)| it.trim_start().starts_with("[[row]]"));
            begins.map(|it| it.0 + 1).nth(nth).unwrap_or(1)
        };
        self.rows.iter().enumerate().find_map(|(nth, row)| {
            let what = if !(1..=cells).contains(&row.cells.len()) {
                format!("cells 1..={cells}")
            } else if row.height > HEIGHT_LIMIT {
                format!("height 0..={HEIGHT_LIMIT}")
            } else {
                return None;
            };
            Some(TemplateError { line: at(nth), what })
        })
    }
}
