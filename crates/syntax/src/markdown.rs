//! Markdown: CommonMark with tables and front matter, and the habits of people
//! who write policies in it (bold lines and "1.2 Title" lines as headings, text
//! indented by accident, HTML in between, MDX).

mod flow;
mod mdx;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::builder::Builder;
use crate::document::{Document, Format};
use crate::{html, line};

/// Parses Markdown.
pub(crate) fn parse(text: &str) -> Document {
    let mut flow = flow::Flow::new(text, Builder::new(Format::Markdown, text.len()));
    let front = front_matter(text);
    flow.front_matter(0..front);
    for (event, range) in Parser::new_ext(&text[front..], options()).into_offset_iter() {
        flow.event(event, range.start + front..range.end + front);
    }
    flow.finish()
}

/// Where comments begin, in order.
pub(crate) fn comments(text: &str) -> Vec<u32> {
    let front = front_matter(text);
    let events = Parser::new_ext(&text[front..], options()).into_offset_iter();
    let mut found = Vec::new();
    for (event, range) in events {
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            continue;
        }
        let range = range.start + front..range.end + front;
        let starts = html::comments(&text[range.clone()]).into_iter();
        found.extend(starts.map(|at| at + range.start as u32));
    }
    found
}

/// Length of the front matter, fences included; 0 where there is none.
///
/// Not the parser's: that takes whatever stands between two rules (`---`) of a
/// policy for front matter, and looks for the second from each that it meets.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let fence = first.trim_end();
    let mut lines = lines.peekable();
    if !matches!(fence, "---" | "+++") || !lines.peek().is_some_and(|line| is_key(line)) {
        return 0;
    }
    let mut len = first.len();
    for line in lines {
        len += line.len();
        let end = line.trim_end();
        if end == fence || (end == "..." && fence == "---") {
            return len;
        }
    }
    0
}

/// `title: Privacy` or `title = "Privacy"`.
fn is_key(line: &str) -> bool {
    let rest = line
        .trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
    rest.len() < line.len() && rest.trim_start().starts_with([':', '='])
}

/// Whether text of unknown format uses Markdown's marks: two different ones
/// among headings, links, bold words and escaped numbers, or many of one.
pub(crate) fn looks_like(text: &str) -> bool {
    let sample = line::sample(text, 64 * 1024);
    let headings = sample.lines().filter(|line| is_atx(line)).count();
    let links = sample.matches("](").count();
    let bold = sample.matches("**").count() / 2;
    let escaped = sample
        .lines()
        .filter(|line| is_escaped_number(line))
        .count();
    let kinds = [headings, links, bold, escaped]
        .iter()
        .filter(|&&count| count > 0)
        .count();
    kinds >= 2 || headings >= 2 || links >= 3 || bold >= 3
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Words behind `#`; those of plain text's comments speak to clauselint.
fn is_atx(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ');
    let words = words.trim();
    is_heading && !words.is_empty() && !words.starts_with("clauselint-")
}

fn is_escaped_number(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < line.len() && digits.starts_with("\\.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::dump;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(dump(&parse(text), text), expected, "{text}");
    }

    #[test]
    fn what_nobody_sees_leads_nothing() {
        check(
            "We collect:\n\n- \u{200b}\n\n  name\n\n  - given\n  - other\n- \u{200b}\n  - mail\n  - town\n",
            &[
                "Paragraph We collect:",
                "Item1 name <- We collect:",
                "Item2 given <- name",
                "Item2 other <- name",
                "Item2 mail",
                "Item2 town",
            ],
        );
    }

    #[test]
    fn headings_lists_and_their_leads() {
        check(
            "# Privacy\n\nWe collect:\n\n- your *name*\n  - given\n- mail\n\nEnd.",
            &[
                "Heading1 Privacy",
                "Paragraph We collect:",
                "Item1 your name <- We collect:",
                "Item2 given <- your name",
                "Item1 mail <- We collect:",
                "Paragraph End.",
            ],
        );
    }

    #[test]
    fn bold_and_numbered_lines_are_headings() {
        check(
            "**Your rights**\n\nAsk us.\n\n1.2 Data Sharing\n\n**Last updated: May 2024**\n\n**Cookies**\nWe set none.",
            &[
                "Heading2 Your rights",
                "Paragraph Ask us.",
                "Heading3 #1.2 Data Sharing",
                "Paragraph Last updated: May 2024",
                "Heading2 Cookies",
                "Paragraph We set none.",
            ],
        );
    }

    #[test]
    fn a_list_of_one_title_is_a_heading() {
        check(
            "1. Introduction\n\nHello.\n\n2. Data we collect\n\nNone.",
            &[
                "Heading2 #1 Introduction",
                "Paragraph Hello.",
                "Heading2 #2 Data we collect",
                "Paragraph None.",
            ],
        );
        check(
            "1\\. **who are we?**\n\n1.1 we are acme.",
            &["Heading2 #1 who are we?", "Paragraph 1.1 we are acme."],
        );
    }

    #[test]
    fn tables_are_rows_read_with_their_header() {
        check(
            "| Data | Kept |\n|---|---|\n| Mail | 2 years |\n",
            &["HeaderRow Data | Kept", "Row Mail | 2 years <- Data | Kept"],
        );
    }

    #[test]
    fn front_matter_is_at_the_front_and_has_keys() {
        check(
            "+++\r\ntitle = \"Privacy\"\r\n+++\r\nWe care.",
            &["Meta title = \"Privacy\"", "Paragraph We care."],
        );
        let rules = "---\nWe share data.\n---\n\nAnd more.\n\n---\nkind: data\n\n---\n";
        check(
            rules,
            &[
                "Heading2 We share data.",
                "Paragraph And more.",
                "Paragraph kind: data",
            ],
        );
        check(
            "---\ntitle: Privacy\n\nWe care.",
            &["Paragraph title: Privacy", "Paragraph We care."],
        );
    }

    #[test]
    fn front_matter_mdx_and_comments_are_not_content() {
        check(
            "---\ntitle: Privacy\ndate: 2024-05-03\n---\nimport X from './x'\n\n<!-- hidden -->\n\n<Note>\n\nWe *do* care.\n\n</Note>\n\n{/* gone */}\n",
            &[
                "Meta title: Privacy",
                "Meta date: 2024-05-03",
                "Paragraph We do care.",
            ],
        );
    }

    #[test]
    fn indented_text_is_text_and_fenced_text_is_code() {
        check(
            "Intro.\n\n    We share nothing with anyone.\n\n```\nlet x = 1;\n```\n",
            &[
                "Paragraph Intro.",
                "Paragraph We share nothing with anyone.",
                "Code let x = 1;",
            ],
        );
    }

    #[test]
    fn indented_lines_of_either_end_are_one_paragraph() {
        for end in ["\n", "\r\n"] {
            let text = "Intro.\n\n    We share\n    nothing.\n\n    Ask us.\n".replace('\n', end);
            check(
                &text,
                &[
                    "Paragraph Intro.",
                    "Paragraph We share nothing.",
                    "Paragraph Ask us.",
                ],
            );
        }
    }

    #[test]
    fn comments_and_lone_marks_are_no_headings_of_an_unknown_format() {
        assert!(looks_like("# Privacy\n\n# Sharing\n"));
        let comments = "# clauselint-disable core\nWe share.\n# clauselint-enable core\n";
        assert!(!looks_like(comments));
        assert!(!looks_like("# \n# \n#\n"));
    }

    #[test]
    fn entities_escapes_and_hard_wraps_keep_their_place() {
        check(
            "Terms &amp; data\\_x\nwrapped &copy; line",
            &["Paragraph Terms & data_x wrapped © line"],
        );
    }

    #[test]
    fn html_blocks_are_read_as_html() {
        check(
            "<h2>Contact</h2>\n\nMail us.\n\n<p>Or <b>call</b> us.</p>\n",
            &[
                "Heading2 Contact",
                "Paragraph Mail us.",
                "Paragraph Or call us.",
            ],
        );
    }

    #[test]
    fn quotes_are_marked() {
        let document = parse("> We quote.\n\nWe say.");
        let quoted: Vec<bool> = document.blocks.iter().map(|b| b.quoted).collect();
        assert_eq!(quoted, [true, false]);
    }

    #[test]
    fn links_keep_words_and_target() {
        let document =
            parse("See [our *page*](https://acme.test/p?a=1&amp;b=2) or <mailto:a@b.test>.");
        let links: Vec<(&str, &str)> = document
            .links
            .iter()
            .map(|link| (document.str(link.span), link.target.as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("our page", "https://acme.test/p?a=1&b=2"),
                ("mailto:a@b.test", "mailto:a@b.test")
            ]
        );
    }

    #[test]
    fn crawlers_markers_are_no_words() {
        let document = crate::parse(
            "we ask, e.g. [CLS] [SEP] your name. [CLS] [SEP] and mail",
            Format::Markdown,
        );
        let sentences: Vec<&str> = document
            .sentences
            .iter()
            .map(|s| document.str(s.span))
            .collect();
        assert_eq!(sentences, ["we ask, e.g. your name.", "and mail"]);
    }

    #[test]
    fn items_may_begin_with_a_link_or_a_bold_label() {
        let document = crate::parse(
            "- [Stripe](https://stripe.com)\n- **Kept:** 30 days. Then gone.",
            Format::Markdown,
        );
        assert_eq!(document.str(document.links[0].span), "Stripe");
        let sentences: Vec<&str> = document
            .sentences
            .iter()
            .map(|s| document.str(s.span))
            .collect();
        assert_eq!(sentences, ["Stripe", "Kept:", "30 days.", "Then gone."]);
    }

    #[test]
    fn headings_in_ordered_lists_have_the_items_numbers() {
        let document = crate::parse(
            "3. ## Data\n\n   We collect it.\n\n4. ## Rights\n\n   You have them.\n",
            Format::Markdown,
        );
        let numbers: Vec<_> = document
            .sections
            .iter()
            .map(|s| s.number.as_deref())
            .collect();
        assert_eq!(numbers, [None, Some("3"), Some("4")]);
    }

    #[test]
    fn ids_of_headings_and_tags_are_anchors() {
        let document = crate::parse(
            "## Rights {#rights}\n\n<a name=\"keep\"></a>Text <span id='more'>more</span>.\n\n<div id=foot>x</div>\n",
            Format::Markdown,
        );
        assert_eq!(document.anchors, ["rights", "keep", "more", "foot"]);
    }

    #[test]
    fn markdown_is_told_from_plain_text() {
        assert!(looks_like("# Title\n\nSee [this](x)."));
        assert!(looks_like("1\\. **who are we?**"));
        assert!(!looks_like("Privacy Policy\n\n- one\n- two * three\n"));
    }
}
