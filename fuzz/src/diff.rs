//! Two versions compared.

use std::path::Path;

use arbitrary::Unstructured;
use clauselint_compare::{Comparison, compare};
use clauselint_engine::open;
use clauselint_reading::Reading;
use clauselint_report::{
    Compared, ComparisonJson, ComparisonMarkdown, Style, Tally, Version, comparison_text,
};
use clauselint_source::{Source, Span};
use clauselint_syntax::Document;
use serde_json::Value;

use crate::input::{format, path};
use crate::words;

pub(crate) fn run(data: &[u8]) {
    let Some((formats, rest)) = data.split_first() else {
        return;
    };
    let mut texts = rest.splitn(2, |byte| *byte == 0);
    let (old, new) = (
        texts.next().unwrap_or_default(),
        texts.next().unwrap_or_default(),
    );
    check(
        (path(format(*formats)), old),
        (path(format(formats / 3)), new),
    );
}

/// A policy, and the same with some of its sentences changed.
pub(crate) fn versions(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let old = words::policy(&mut choices, of);
    let mut new = String::new();
    for line in old.split_inclusive('\n') {
        match choices.arbitrary().unwrap_or(0_u8) {
            0..100 => new += line,
            100..150 => {}
            150..200 => new += &line.replace("may", "will").replace("not ", ""),
            200..220 => new += &(line.to_owned() + line),
            _ => new += &words::text(&mut choices, of),
        }
    }
    check((path(of), old.as_bytes()), (path(of), new.as_bytes()));
}

fn check(old: (&Path, &[u8]), new: (&Path, &[u8])) {
    let opened = |(path, bytes): (&Path, &[u8])| open(path, bytes.to_vec()).ok();
    let (Some(old), Some(new)) = (opened(old), opened(new)) else {
        return;
    };
    let (before, after) = (Reading::new(&old.1), Reading::new(&new.1));
    let comparison = compare(&before, &after);
    assert_eq!(comparison, compare(&before, &after));
    assert_eq!(
        compare(&after, &after),
        Comparison::default(),
        "nothing changed"
    );
    sound(&comparison, &old.1, &new.1);
    written(&comparison, &old, &new);
}

fn sound(comparison: &Comparison, old: &Document, new: &Document) {
    let fits = |document: &Document, span: Span| {
        assert!(document.text.get(span.range()).is_some(), "{span:?}");
    };
    for change in &comparison.changes {
        assert!(change.old.is_some() || change.new.is_some(), "{change:?}");
        change.old.into_iter().for_each(|span| fits(old, span));
        change.new.into_iter().for_each(|span| fits(new, span));
    }
    for (before, after) in &comparison.reworded {
        fits(old, *before);
        fits(new, *after);
    }
}

fn written(comparison: &Comparison, old: &(Source, Document), new: &(Source, Document)) {
    let version = |name, (source, document)| {
        Some(Version {
            name,
            source,
            document,
        })
    };
    let compared = Compared {
        path: "a.md",
        old: version("old", (&old.0, &old.1)),
        new: version("new", (&new.0, &new.1)),
        comparison,
    };
    let mut tally = Tally::default();
    tally.add(&compared);
    let (mut json, mut out) = (ComparisonJson::default(), Vec::new());
    let done = json.policy(&compared, &mut out);
    let done = done.and_then(|()| json.finish(&tally, &mut out));
    done.expect("memory can be written to");
    let _: Value = serde_json::from_slice(&out).expect("it is JSON");
    let mut markdown = ComparisonMarkdown::default();
    markdown.policy(&compared);
    markdown
        .finish(&tally, &mut out)
        .expect("memory can be written to");
    let style = Style {
        color: false,
        width: 80,
    };
    let _ = comparison_text(&compared, style);
}
