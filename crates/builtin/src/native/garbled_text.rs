//! `garbled-text`: what machines left in the text.

use clauselint_reading::Reading;
use clauselint_rule::{Change, Context, Finding, Mend};
use clauselint_source::Span;
use clauselint_syntax::{Document, Stray};

/// One finding for marks and one for characters, at the first of each.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let strays = &reading.document.strays;
    let of = |garbled: bool| {
        let all = (0..strays.len()).filter(move |at| strays[*at].meant.is_some() == garbled);
        all.collect::<Vec<usize>>()
    };
    [of(false), of(true)]
        .into_iter()
        .filter_map(|all| finding(reading, &all))
        .collect()
}

fn finding(reading: &Reading<'_>, all: &[usize]) -> Option<Finding> {
    let document = reading.document;
    let first = &document.strays[*all.first()?];
    let count = match all.len() {
        1 => "is one".to_owned(),
        count => format!("are {count}"),
    };
    let (message, label) = match first.meant {
        Some(meant) => (
            format!(
                "characters were read in the wrong encoding; there {count}, the first was \"{meant}\""
            ),
            "garbled here",
        ),
        None => (
            format!("marks of a crawler, such as [SEP], stand in the text; there {count}"),
            "a mark is left here",
        ),
    };
    Some(Finding {
        message,
        span: place(reading, first),
        label: label.into(),
        fix: Some(mend(document, all)),
        ..Finding::default()
    })
}

/// The sentence that it stands in or behind.
fn place(reading: &Reading<'_>, stray: &Stray) -> Span {
    let passages = &reading.passages;
    let behind = passages.partition_point(|passage| passage.span.start <= stray.at);
    let passage = passages.get(behind.saturating_sub(1));
    passage.map(|passage| passage.span).unwrap_or_default()
}

/// Marks that part what no full stop parts are taken out for somebody to read;
/// where there are others, those go first.
fn mend(document: &Document, all: &[usize]) -> Mend {
    let parted = |at: &usize| {
        let stray = &document.strays[*at];
        let before = document.text[..stray.at as usize].trim_end_matches(' ');
        let ends = document.text[stray.at as usize..].starts_with('\n');
        stray.meant.is_some()
            || ends
            || before.is_empty()
            || before.ends_with(['.', '!', '?', ':', ';', '\n'])
    };
    let (safe, unsafe_): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| parted(at));
    let is_safe = !safe.is_empty();
    let taken = if is_safe { safe } else { unsafe_ };
    Mend {
        title: "take it out, or write what was meant".into(),
        safe: is_safe,
        changes: taken.into_iter().map(Change::Stray).collect(),
    }
}
