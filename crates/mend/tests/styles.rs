//! Clauses and edits in the style of the document that they go into.

use clauselint_mend::Mender;
use clauselint_rule::{Change, Clause, Mend, Setting};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Document, Format, SectionId, parse};

/// The source with a change made; none where it cannot be.
fn changed(document: &Document, source: &str, change: Change) -> Option<(String, bool)> {
    let mend = Mend {
        title: String::new(),
        safe: true,
        changes: vec![change],
    };
    let fix = Mender::new(document, source).fix(&mend)?;
    let mut text = source.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    Some((text, fix.safe))
}

fn with_clause(format: Format, source: &str, setting: Setting) -> String {
    let document = parse(source, format);
    let all = 1..document.sections.len() as SectionId;
    let closing = all.filter(|id| document.heading(*id).to_lowercase().contains("contact"));
    let clause = Change::Clause(Clause {
        heading: "Data retention".into(),
        text: "We keep names & logs for [insert period].".into(),
        setting,
        closing: closing.collect(),
    });
    changed(&document, source, clause).map_or_else(String::new, |(text, _)| text)
}

#[test]
fn headings_in_markdown_are_as_their_fellows() {
    const BODY: &str = "We keep names & logs for [insert period].";
    for (source, expected) in [
        // Before what closes the policy.
        (
            "# Policy\n\n## Use\n\nText.\n\n## Contact\n\nText.\n",
            "# Policy\n\n## Use\n\nText.\n\n## Data retention\n\nBODY\n\n## Contact\n\nText.\n",
        ),
        // One section more may stand behind those that close the policy.
        (
            "# Policy\n\n## Use\n\nText.\n\n## Contact\n\nText.\n\n## Annex\n\nText.\n",
            "# Policy\n\n## Use\n\nText.\n\n## Data retention\n\nBODY\n\n## Contact\n\nText.\n\n## Annex\n\nText.\n",
        ),
        // The numbers of those behind it go up.
        (
            "# Policy\n## 1. Use {#use}\nText.\n## 2. Contact {#contact}\nText.\n\n## Annex\n\nText.",
            "# Policy\n## 1. Use {#use}\nText.\n## 2. Data retention\nBODY\n\n## 3. Contact {#contact}\nText.\n\n## Annex\n\nText.",
        ),
        (
            "# Policy\n\n## I. Use\n\nText.\n\n## II. Contact us\n\nText.\n\n## III. Contact by post\n\nText.\n",
            "# Policy\n\n## I. Use\n\nText.\n\n## II. Data retention\n\nBODY\n\n## III. Contact us\n\nText.\n\n## IV. Contact by post\n\nText.\n",
        ),
        // Where something names a number it stays: behind the last, before
        // what has none.
        (
            "# Policy\n## 1. Use\nWrite as section 2 says.\n## 2. Contact\nText.\n\n## Annex\n\nText.",
            "# Policy\n## 1. Use\nWrite as section 2 says.\n## 2. Contact\nText.\n\n## 3. Data retention\nBODY\n\n## Annex\n\nText.",
        ),
        (
            "# Policy\n\n- [Use](#1-use)\n- [Contact](#2-contact)\n\n## 1. Use\n\nText.\n\n## 2. Contact\n\nText.\n",
            "# Policy\n\n- [Use](#1-use)\n- [Contact](#2-contact)\n\n## 1. Use\n\nText.\n\n## 2. Contact\n\nText.\n\n## 3. Data retention\n\nBODY\n",
        ),
        (
            "# Policy\n\n## 1. Use\n\nText.\n\n## 2. Contact\n\n### 2.1 Post\n\nText.\n",
            "# Policy\n\n## 1. Use\n\nText.\n\n## 2. Contact\n\n### 2.1 Post\n\nText.\n\n## 3. Data retention\n\nBODY\n",
        ),
        (
            "Policy\n======\n\nUse\n---\n\nText.\n\nShare\n-----\n\nText.",
            "Policy\n======\n\nUse\n---\n\nText.\n\nShare\n-----\n\nText.\n\nData retention\n--------------\n\nBODY",
        ),
        (
            "# Policy\n\n**I. Use:**\n\nText.\n\n**II. Sharing:**\n\nText.\n",
            "# Policy\n\n**I. Use:**\n\nText.\n\n**II. Sharing:**\n\nText.\n\n**III. Data retention:**\n\nBODY\n",
        ),
        // A name stays with its heading.
        (
            "# Policy\r\n\r\n## Use\r\n\r\nText.\r\n\r\n<a name=\"c\"></a>\r\n\r\n## Contact\r\n\r\nText.\r\n",
            "# Policy\r\n\r\n## Use\r\n\r\nText.\r\n\r\n## Data retention\r\n\r\nBODY\r\n\r\n<a name=\"c\"></a>\r\n\r\n## Contact\r\n\r\nText.\r\n",
        ),
        (
            "# Policy\n\nText.\n",
            "# Policy\n\nText.\n\n## Data retention\n\nBODY\n",
        ),
        ("Text alone.", "Text alone.\n\nBODY"),
    ] {
        let expected = expected.replace("BODY", BODY);
        assert_eq!(
            with_clause(Format::Markdown, source, Setting::Own),
            expected
        );
    }
}

#[test]
fn headings_in_plain_text_are_as_their_fellows() {
    for (source, expected) in [
        (
            "OUR POLICY\n\nUSE\n\nText.\n\nCONTACT\n\nText.\n",
            "OUR POLICY\n\nUSE\n\nText.\n\nDATA RETENTION\n\nWe keep names & logs for [insert period].\n\nCONTACT\n\nText.\n",
        ),
        (
            "Our policy\n==========\n\n1. Use\n------\n\n  We use what you give us\n  for what you ask us for.\n\n2. Share\n--------\n\n  Nobody gets what you give us,\n  since nobody else is here.\n",
            "Our policy\n==========\n\n1. Use\n------\n\n  We use what you give us\n  for what you ask us for.\n\n2. Share\n--------\n\n  Nobody gets what you give us,\n  since nobody else is here.\n\n3. Data retention\n-----------------\n\n  We keep names & logs for [insert\n  period].\n",
        ),
    ] {
        assert_eq!(with_clause(Format::Text, source, Setting::Own), expected);
    }
}

#[test]
fn headings_in_html_are_as_their_fellows() {
    const BODY: &str = "We keep names &amp; logs for [insert period].";
    for (source, expected) in [
        (
            "<h1>Policy</h1>\n  <h2 id=\"u\" class=\"x\">Use</h2>\n  <p class=\"y\">Text.</p>\n  <h2 id=\"c\" class=\"x\">Contact</h2>\n  <p class=\"y\">Text.</p>\n",
            "<h1>Policy</h1>\n  <h2 id=\"u\" class=\"x\">Use</h2>\n  <p class=\"y\">Text.</p>\n  <h2 class=\"x\">Data retention</h2>\n  <p class=\"y\">BODY</p>\n  <h2 id=\"c\" class=\"x\">Contact</h2>\n  <p class=\"y\">Text.</p>\n",
        ),
        // Sections in elements of their own; the page's foot stays last.
        (
            "<h1>Policy</h1>\n<section id=\"a\">\n<h2>1. Use</h2>\n<p>Text.</p>\n</section>\n<section id=\"b\">\n<h2>2. Contact</h2>\n<ul><li>Text.</li></ul>\n</section>\n<footer>Us.</footer>\n",
            "<h1>Policy</h1>\n<section id=\"a\">\n<h2>1. Use</h2>\n<p>Text.</p>\n</section>\n<section>\n<h2>2. Data retention</h2>\n<p>BODY</p>\n</section>\n<section id=\"b\">\n<h2>3. Contact</h2>\n<ul><li>Text.</li></ul>\n</section>\n<footer>Us.</footer>\n",
        ),
        (
            "<h1>Policy</h1><h2>Use</h2><p>Text.<h2>Share</h2><ul><li>a<li>b</ul>",
            "<h1>Policy</h1><h2>Use</h2><p>Text.<h2>Share</h2><ul><li>a<li>b</ul><h2>Data retention</h2><p>BODY</p>",
        ),
    ] {
        let expected = expected.replace("BODY", BODY);
        assert_eq!(with_clause(Format::Html, source, Setting::Own), expected);
    }
}

#[test]
fn what_a_section_says_gets_a_paragraph_more() {
    for (format, source, expected) in [
        (
            Format::Markdown,
            "# Policy\n## Use\n- a\n- b\n### More\nText.\n",
            "# Policy\n## Use\n- a\n- b\n\nWe keep names & logs for [insert period].\n\n### More\nText.\n",
        ),
        (
            Format::Html,
            "<h1>Policy</h1><h2>Use</h2><ul>\n<li>a</li>\n</ul><h3>More</h3><p>Text.</p>",
            "<h1>Policy</h1><h2>Use</h2><ul>\n<li>a</li>\n</ul><p>We keep names &amp; logs for [insert period].</p><h3>More</h3><p>Text.</p>",
        ),
    ] {
        assert_eq!(with_clause(format, source, Setting::Within(2)), expected);
    }
    let top = with_clause(
        Format::Text,
        "ACME\nPrivacy policy\n\nText.\n",
        Setting::Top,
    );
    assert_eq!(
        top,
        "ACME\nPrivacy policy\n\nWe keep names & logs for [insert period].\n\nText.\n"
    );
}

/// The source with "third parties" replaced, and whether that may be unseen.
fn with_words(format: Format, source: &str) -> Option<(String, bool)> {
    let document = parse(source, format);
    let at = document.text.find("third parties").unwrap_or_default() as u32;
    let change = Change::Words {
        span: Span::new(at, at + 13),
        text: "A & B".into(),
    };
    changed(&document, source, change)
}

#[test]
fn words_are_replaced_where_nothing_runs_through_them() {
    let some = |text: &str, safe| Some((text.to_owned(), safe));
    assert_eq!(
        with_words(Format::Markdown, "To **third parties**."),
        some("To **A & B**.", true)
    );
    assert_eq!(
        with_words(Format::Html, "<p>To third parties.</p>"),
        some("<p>To A &amp; B.</p>", true)
    );
    assert_eq!(
        with_words(Format::Markdown, "To third\nparties."),
        some("To A & B.", false)
    );
    for source in [
        "To *third* parties.",
        "> To third\n> parties.",
        "To third&nbsp;parties.",
    ] {
        assert_eq!(with_words(Format::Markdown, source), None, "{source}");
    }
}

fn with_target(format: Format, source: &str) -> Option<String> {
    let document = parse(source, format);
    let span = document
        .links
        .first()
        .map_or(Span::default(), |link| link.span);
    let change = Change::Target {
        span,
        from: "http://a.b/?x=1".into(),
        to: "https://a.b/?x=1".into(),
    };
    Some(changed(&document, source, change)?.0)
}

#[test]
fn targets_are_replaced_beside_their_words() {
    for (format, source) in [
        (Format::Markdown, "See [*this*](http://a.b/?x=1 \"t\")."),
        (
            Format::Markdown,
            "See <a class=x href='http://a.b/?x=1'>this</a>.",
        ),
        (Format::Markdown, "See <http://a.b/?x=1>."),
        (Format::Markdown, "See [http://a.b/?x=1](http://a.b/?x=1)."),
        (
            Format::Html,
            "<p>http://a.b/?x=1 and <a href=http://a.b/?x=1><b>this</b></a></p>",
        ),
    ] {
        let changed = with_target(format, source).unwrap_or_default();
        assert!(changed.contains("https://a.b/?x=1"), "{source}: {changed}");
        assert_eq!(changed.replace("https:", "http:"), source);
    }
    // Where the address stands elsewhere, or is written otherwise.
    for source in [
        "See [this][1].\n\n[1]: http://a.b/?x=1",
        "See [this](http://a.b/?x=1&amp;y).",
    ] {
        assert_eq!(with_target(Format::Markdown, source), None, "{source}");
    }
}

#[test]
fn code_stays_as_it_is() {
    for (format, source) in [
        (Format::Markdown, "See `http://a.b/?x=1` and more."),
        (
            Format::Markdown,
            "Run:\n\n    curl http://a.b/?x=1\n\nThat is all.",
        ),
        (Format::Markdown, "See <code>http://a.b/?x=1</code>."),
        (Format::Html, "<p>See <kbd>curl http://a.b/?x=1</kbd>.</p>"),
    ] {
        let document = parse(source, format);
        let at = document.text.find("http:").unwrap_or_default() as u32;
        let span = Span::new(at, at + "http://a.b/?x=1".len() as u32);
        let target = Change::Target {
            span,
            from: "http://a.b/?x=1".into(),
            to: "https://a.b/?x=1".into(),
        };
        assert_eq!(changed(&document, source, target), None, "{source}");
        let words = Change::Words {
            span,
            text: "https://a.b/?x=1".into(),
        };
        assert_eq!(changed(&document, source, words), None, "{source}");
    }
    // Prose that is indented, or stands beside code, is prose.
    for source in [
        "See [`this`](http://a.b/?x=1).",
        "Our site:\n\n    All that we know of you stands on the page at http://a.b/?x=1 for you to read.\n",
    ] {
        let document = parse(source, Format::Markdown);
        let words = document.text.find("http:").map(|at| at as u32);
        let span = words.map_or_else(
            || document.links[0].span,
            |at| Span::new(at, at + "http://a.b/?x=1".len() as u32),
        );
        let target = Change::Target {
            span,
            from: "http://a.b/?x=1".into(),
            to: "https://a.b/?x=1".into(),
        };
        let changed = changed(&document, source, target).map(|(text, _)| text);
        assert_eq!(
            changed.as_deref(),
            Some(&*source.replace("http:", "https:"))
        );
    }
}

fn without(format: Format, source: &str) -> Option<String> {
    let document = parse(source, format);
    let prose = |kind| kind == BlockKind::Paragraph;
    let last = document
        .blocks
        .iter()
        .rposition(|block| prose(block.kind))?;
    Some(changed(&document, source, Change::Remove(last as u32))?.0)
}

#[test]
fn paragraphs_go_with_their_blank_line() {
    for (format, source, expected) in [
        (
            Format::Markdown,
            "# A\n\nB.\n\nC\nc.\n\n# D\n",
            Some("# A\n\nB.\n\n# D\n"),
        ),
        (Format::Text, "B b b.\r\n\r\nC c c.", Some("B b b.")),
        (Format::Text, "B b b.\n\nC c c.\n", Some("B b b.\n")),
        (
            Format::Html,
            "<p>B.</p>\n  <p><b>C.</b></p>\n<ul></ul>",
            Some("<p>B.</p>\n<ul></ul>"),
        ),
        (
            Format::Html,
            "<p>B.</p><p>C.</p><h2>D</h2>",
            Some("<p>B.</p><h2>D</h2>"),
        ),
        // What belongs to others, or others lead to.
        (Format::Markdown, "# A\n\nC:\n\n- d\n", None),
        (Format::Markdown, "> B.\n>\n> C.\n", None),
        (Format::Html, "<p>B.</p><p id=\"c\">C.</p>", None),
        (Format::Html, "<p>B.</p><p>C.<!-- d --></p>", None),
        (Format::Html, "<div>B.<br><br>C.</div>", None),
    ] {
        assert_eq!(without(format, source).as_deref(), expected, "{source}");
    }
}
