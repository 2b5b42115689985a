//! What is no change: the same policy, with other line ends, in another format,
//! its sections in another order.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use clauselint_compare::{Comparison, compare};
use clauselint_reading::Reading;
use clauselint_syntax::{Format, parse};

fn corpus() -> impl Iterator<Item = (PathBuf, String, Format)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries.filter_map(|entry| {
        let path = entry.path();
        let format = Format::of_path(&path)?;
        let is_readme = path.file_stem()? == "README";
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        (!is_readme).then_some((path, text, format))
    })
}

fn compared(old: (&str, Format), new: (&str, Format)) -> Comparison {
    let (old, new) = (parse(old.0, old.1), parse(new.0, new.1));
    compare(&Reading::new(&old), &Reading::new(&new))
}

#[test]
fn a_policy_has_not_changed_since_itself() {
    let mut policies = 0;
    for (path, text, format) in corpus() {
        let comparison = compared((&text, format), (&text, format));
        assert_eq!(comparison, Comparison::default(), "{}", path.display());
        policies += 1;
    }
    assert!(policies > 30);
}

#[test]
fn line_ends_are_no_change() {
    for (path, text, format) in corpus() {
        let plain = text.replace("\r\n", "\n");
        let carried = plain.replace('\n', "\r\n");
        let comparison = compared((&plain, format), (&carried, format));
        assert_eq!(comparison, Comparison::default(), "{}", path.display());
    }
}

#[test]
fn markdown_and_its_page_say_the_same() {
    let mut policies = 0;
    for (path, text, format) in corpus() {
        if format != Format::Markdown {
            continue;
        }
        let options = pulldown_cmark::Options::ENABLE_TABLES;
        // A page's text does not hold what the front matter says.
        let text = match text.strip_prefix("---\n") {
            Some(front) => front.split_once("\n---\n").unwrap().1,
            None => &text,
        };
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, options));
        let page = format!("<!doctype html><html><body><main>{html}</main></body></html>");
        let comparison = compared((text, format), (&page, Format::Html));
        assert_eq!(comparison.changes, [], "{}", path.display());
        policies += 1;
    }
    assert!(policies > 10);
}

#[test]
fn sections_in_another_order_are_no_change() {
    for (path, text, format) in corpus().filter(|(.., format)| *format == Format::Markdown) {
        let Some((head, rest)) = text.split_once("\n## ") else {
            continue;
        };
        let mut sections: Vec<&str> = rest.split("\n## ").collect();
        sections.reverse();
        let moved = format!("{head}\n\n## {}\n", sections.join("\n\n## "));
        let comparison = compared((&text, format), (&moved, format));
        assert_eq!(comparison.changes, [], "{}", path.display());
    }
}
