//! One test for each thing that a page may do.

mod blocks;
mod page;

use super::*;
use crate::dump::dump;

#[track_caller]
fn check(html: &str, blocks: &[&str]) {
    let document = parse(html);
    assert_eq!(dump(&document, html), blocks, "{html}");
    for block in &document.blocks {
        assert_words_stand(html, &document, block);
    }
}

/// Every word of a block that needed no decoding stands in its source range.
fn assert_words_stand(html: &str, document: &Document, block: &crate::document::Block) {
    let place = document.locate(block.span).of(html);
    let plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphabetic());
    let words = document.str(block.span).split_whitespace().filter(plain);
    for word in words {
        assert!(place.contains(word), "{word:?} is not in {place:?}");
    }
}

#[test]
fn depth_without_end_takes_time_in_proportion() {
    for piece in [
        "<div>a",
        "<ul>a",
        "<ul><li>a",
        "<b>a",
        "<table><tr><td>a",
        "<blockquote>a",
        "<pre>a",
        "<article>a",
        "<header>",
        "<p>1. A</p><b></b>",
        "<br>",
        "<h2>",
        "<a href=x>a",
        "<dl><dt>",
        "a<br>",
        "1. A\n\n",
    ] {
        parse(&piece.repeat(20_000));
    }
}

#[test]
fn pages_are_told_from_other_text() {
    for html in [
        "<!DOCTYPE html><html>",
        "\u{feff}<!-- saved -->\n<?xml version=\"1.0\"?>\n<html lang=en>",
        "<h1>Privacy</h1>\n<p>a</p>\n<p>b</p>",
        " <div><p>a</p><ul><li>b</li></ul></div>",
    ] {
        assert!(looks_like(html), "{html}");
    }
    for other in [
        "# Privacy\n\n<p>a</p>",
        "Privacy",
        "",
        "<placeholder> is to be filled in </a></b></c></d>",
        "<p align=center>x</p>\n\n# Privacy\n\nWe </b></i></p>\n\n- a\n- b\n",
    ] {
        assert!(!looks_like(other), "{other}");
    }
}

#[test]
fn inline_tags_mean_little() {
    assert_eq!(
        inline("<a href=\"x&amp;y\">"),
        Inline::LinkStart("x&y".to_owned())
    );
    assert_eq!(inline("</a>"), Inline::LinkEnd);
    assert_eq!(inline("<BR />"), Inline::Break);
    assert_eq!(inline("<strong>"), Inline::StrongStart);
    assert_eq!(inline("</b>"), Inline::StrongEnd);
    for other in ["<a name=x>", "<span>", "</span>", "<!-- x -->", "<"] {
        assert_eq!(inline(other), Inline::Other, "{other}");
    }
}

#[test]
fn pieces_of_html_feed_a_builder() {
    let source = "text\n<div>a<p>b <script>x</script></div><nav>c</nav>";
    let mut builder = Builder::new(Format::Markdown, 0);
    builder.begin(
        crate::document::BlockKind::Paragraph,
        crate::builder::Place::default(),
    );
    builder.text("text", 0);
    feed(&mut builder, &source[5..], 5);
    assert!(!builder.is_open());
    let document = builder.finish();
    assert_eq!(
        dump(&document, source),
        ["Paragraph text", "Paragraph a", "Paragraph b"]
    );
    assert_eq!(document.locate(document.blocks[2].span).of(source), "b");
}
