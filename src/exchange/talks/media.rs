//! The pictures in a docx under their true type: the writer calls every one `.png`, whatever it is, and some readers believe the name.

use crate::exchange::news::PictureKind;
use std::io::{Cursor, Error, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The same document, each picture called by what it is.
///
/// # Errors
/// Where the document is no archive, which one that was just written is not.
pub(super) fn named(docx: Vec<u8>) -> Result<Vec<u8>, Error> {
    let mut parts = Vec::new();
    let mut archive = ZipArchive::new(Cursor::new(docx)).map_err(Error::other)?;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(Error::other)?;
        // A folder is there by what lies in it.
        if part.is_dir() {
            continue;
        }
        let name = part.name().map_err(Error::other)?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        parts.push((name, bytes));
    }
    let mut renamed = Vec::new();
    for (name, bytes) in &mut parts {
        // The content types that every docx states know `jpeg`; what they say of `jpg` is no type there is.
        if let (Some(stem), Some(PictureKind::Jpeg)) = (name.strip_suffix(".png"), PictureKind::of(bytes)) {
            let is = format!("{stem}.jpeg");
            let target = |it: &str| it.strip_prefix("word/").unwrap_or(it).to_owned();
            renamed.push((format!("\"{}\"", target(name)), format!("\"{}\"", target(&is))));
            *name = is;
        }
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if name.ends_with(".rels") => renamed.iter().fold(text, |text, (was, is)| text.replace(was, is)).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(it) => it.into_bytes(),
        };
        zip.start_file(name, SimpleFileOptions::default()).map_err(Error::other)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish().map_err(Error::other)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::super::docx_pictured;
    use crate::exchange::news::{Picture, PictureKind};
    use crate::exchange::rounds::Document;
    use std::io::{Cursor, Read};

    #[test]
    fn a_photo_is_called_jpeg_and_a_drawing_png_where_they_lie_and_where_they_are_named() {
        let picture = |kind, bytes: &[u8]| Picture { kind, bytes: bytes.to_vec(), size: (3, 2), turn: 0 };
        let photo = picture(PictureKind::Jpeg, b"\xff\xd8\xff\xe0 a photo");
        let drawing = picture(PictureKind::Png, b"\x89PNG\r\n\x1a\n a drawing");
        let words = Document { title: "劳动周".into(), notes: Vec::new(), tables: Vec::new() };
        let docx = docx_pictured(&words, &[&photo, &drawing], "").unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
        let names: Vec<String> = archive.file_names().map(|it| it.unwrap().into_owned()).collect();
        let ending = |end: &str| names.iter().filter(|it| it.starts_with("word/media/") && it.ends_with(end)).count();
        assert_eq!((ending(".jpeg"), ending(".png")), (1, 1), "{names:?}");
        let mut read = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let links = read("word/_rels/document.xml.rels");
        for media in names.iter().filter_map(|it| it.strip_prefix("word/")).filter(|it| it.starts_with("media/")) {
            assert!(links.contains(&format!("\"{media}\"")), "{media}: {links}");
        }
        let types = read("[Content_Types].xml");
        assert!(types.contains("\"image/jpeg\"") && types.contains("Extension=\"jpeg\""), "{types}");
    }
}
