//! A document is the same whatever ends its lines.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use clauselint_source::{Source, Span};
use clauselint_syntax::{Document, Format, parse};

/// What a reader of the tree sees, with the places in the source of `\n`.
fn seen(text: &str, format: Format, end: &str) -> (String, Vec<(u32, u32)>) {
    let source = text.replace('\n', end);
    let document = parse(&source, format);
    let added =
        |at: u32| (end.len() - 1) as u32 * source[..at as usize].matches('\r').count() as u32;
    let place = |span: Span| {
        let place = document.locate(span);
        (
            place.start - added(place.start),
            place.end - added(place.end),
        )
    };
    let blocks = document.blocks.iter().map(|block| block.span);
    let sentences = document.sentences.iter().map(|sentence| sentence.span);
    let code = document.code.iter().map(|code| code.start);
    let places = blocks.chain(sentences).map(place);
    let places = places.chain(code.map(|at| (at - added(at), 0))).collect();
    (tree(&document), places)
}

fn tree(document: &Document) -> String {
    let Document {
        text,
        sections,
        blocks,
        sentences,
        links,
        anchors,
        ..
    } = document;
    format!("{text}{sections:?}\n{blocks:?}\n{sentences:?}\n{links:?}\n{anchors:?}")
}

#[track_caller]
fn same(text: &str, format: Format) {
    let expected = seen(text, format, "\n");
    for end in ["\r\n", "\r"] {
        assert_eq!(seen(text, format, end), expected, "{end:?} of {text:?}");
        let of = Format::of_text(&text.replace('\n', end));
        assert_eq!(of, Format::of_text(text), "{end:?} of {text:?}");
    }
}

#[test]
fn code_that_goes_on_in_the_next_line() {
    for text in [
        "see`\nname`, `a\nb`.",
        "see `\nname\n` and ``\nb`` `\n`",
        "> see `\n> name`.",
        "    let x\n\n    = 1;\n",
    ] {
        same(text, Format::Markdown);
    }
    let document = parse("We use `a\r\nb`, `` `c` `` and ` d`.", Format::Markdown);
    assert_eq!(document.text, "We use a b, `c` and d.\n");
}

#[test]
fn headings_and_html_in_markdown() {
    for text in [
        "---\ntitle: Privacy\n---\n# Privacy {#a}\nWe care.\n",
        "<m>\n\n**Your rights**\n\nAsk.\n\n<p>a</p>\n\n<div>\nb\n</div>\n",
        "- a\n\n  <m>\n- b\n",
    ] {
        same(text, Format::Markdown);
    }
}

#[test]
fn titles_of_two_lines_as_long_as_a_title_may_be() {
    let long = format!("{} {}", "a".repeat(54), "b".repeat(53));
    let title = format!("<p>Acme<br><b>A {}</b><br>We ask.", long.replace(' ', "\n"));
    same(&title, Format::Html);
    let gap = "\n".repeat(120);
    same(
        &format!("<p>1. Data</p>{gap}<p>2. {gap} Rights</p><p>We ask.</p>"),
        Format::Html,
    );
}

#[test]
fn blank_lines_of_preformatted_text() {
    same(
        "<pre>\nWe ask you for all of this.\n\n<b>Your</b>\n\n</pre>",
        Format::Html,
    );
    same("Acme\n\n<!>ours\n\n- a\n- b\n", Format::Html);
}

#[test]
fn lines_of_plain_text() {
    same(
        "PRIVACY\n=======\n\n# clauselint-disable a\nWe ask:\n- name\n  of yours\n\n1. Data\nWe ask.\n",
        Format::Text,
    );
}

/// What tells the format stands near the end of what is looked at.
#[test]
fn formats_of_long_texts() {
    let lines = "a\n".repeat(32 * 1024 - 8);
    same(&format!("{lines}# A\n**b**\n\nc.\n"), Format::Markdown);
}

/// A tab or a form feed before the end is no space: it breaks no line.
#[test]
fn spaces_behind_lines() {
    for text in [
        "Ask us\t\nWe care",
        "Ask us\u{c}\nWe care",
        "Ask us \nWe care",
    ] {
        let spaced = text.replace('\n', " \n").replace("  \n", " \n");
        let [one, other] = [text, &spaced].map(|text| tree(&parse(text, Format::Markdown)));
        assert_eq!(one, other, "{text:?}");
    }
    for broken in ["Ask us  \nWe care", "Ask us\\\r\nWe care"] {
        assert_eq!(parse(broken, Format::Markdown).sentences.len(), 2);
    }
}

#[test]
fn policies() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    for entry in fs::read_dir(corpus).unwrap().flatten() {
        let Some(format) = Format::of_path(&entry.path()) else {
            continue;
        };
        let source = Source::decode(fs::read(entry.path()).unwrap()).unwrap();
        same(&source.text().replace("\r\n", "\n"), format);
    }
}
