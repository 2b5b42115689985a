//! Every format of reports: well-formed, and the same each time.

use arbitrary::Unstructured;
use clauselint_engine::FileReport;
use clauselint_report::{
    Checkstyle, Concise, CoverageJson, GitHub, GitLab, Html, JUnit, JsonLines, Markdown, Rdjson,
    Rdjsonl, Reporter, Root, Sarif, Style, Text, coverage_markdown, coverage_text,
};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::check::{lint, written};
use crate::input::{format, path};
use crate::pool::{another, catalog, context, infos};
use crate::words;

pub(crate) fn run(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let text = words::policy(&mut choices, of);
    let linter = another().with_coverage(true);
    let Some(report) = lint(&linter, path(of), text.as_bytes()) else {
        return;
    };
    programs(&report);
    people(&report);
}

fn root() -> Root {
    Root::new("/repo".as_ref(), "/repo/web".as_ref())
}

fn programs(report: &FileReport) {
    json(&same(
        || Sarif::new(catalog(), infos().to_vec(), root()),
        report,
    ));
    json(&same(|| GitLab::new(catalog(), root()), report));
    json(&same(|| Rdjson::new(catalog()), report));
    lines(&same(|| Rdjsonl::new(catalog()), report));
    lines(&same(|| JsonLines::new(catalog()), report));
    let ids = || infos().iter().map(|info| info.id.clone()).collect();
    xml(&same(|| JUnit::new(ids()), report));
    xml(&same(Checkstyle::default, report));
    let (mut coverage, mut out) = (CoverageJson::new(catalog()), Vec::new());
    let done = coverage.file(report, &mut out);
    let done = done.and_then(|()| coverage.finish(&mut out));
    done.expect("memory can be written to");
    json(&out);
}

fn people(report: &FileReport) {
    let wide = Style {
        color: true,
        width: 100,
    };
    let narrow = Style {
        color: false,
        width: 20,
    };
    for style in [wide, narrow] {
        text(&same(|| Text::new(catalog(), style, false), report));
        let _ = coverage_text(&catalog(), report, style);
    }
    text(&same(|| Concise::new(false), report));
    text(&same(|| GitHub::new(root()), report));
    text(&same(|| Markdown::new(catalog()), report));
    text(&same(|| Html::new(catalog(), context().today), report));
    let _ = coverage_markdown(&catalog(), report);
}

fn same<R: Reporter>(reporter: impl Fn() -> R, report: &FileReport) -> Vec<u8> {
    let first = written(reporter(), report);
    assert_eq!(first, written(reporter(), report));
    first
}

fn json(bytes: &[u8]) {
    let _: Value = serde_json::from_slice(bytes).expect("it is JSON");
}

fn lines(bytes: &[u8]) {
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .for_each(json);
}

fn text(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("it is UTF-8");
    assert!(!text.contains('\0'));
}

fn xml(bytes: &[u8]) {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i32;
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let text = std::str::from_utf8(bytes).expect("it is UTF-8");
    let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{7f}'..);
    assert!(
        text.chars().all(allowed),
        "XML has no room for control characters"
    );
}
