//! The grammar against its data files, nasty Unicode and hostile repeats.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::recognise;
use crate::entity::{Entity, EntityKind};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

macro_rules! cases {
    ($($test:ident $file:literal $pattern:pat),+ $(,)?) => {$(
        #[test]
        fn $test() {
            let file = include_str!(concat!("../../tests/grammar/", $file, ".txt"));
            check(file, |kind| matches!(kind, $pattern));
        }
    )+};
}

cases! {
    dates "date" EntityKind::Date(_),
    durations "duration" EntityKind::Duration(_),
    events "event" EntityKind::Event,
    ages "age" EntityKind::Age(_),
    emails "email" EntityKind::Email,
    phones "phone" EntityKind::Phone,
    postal_addresses "postal" EntityKind::PostalAddress,
    urls "url" EntityKind::Url,
    citations "citation" EntityKind::Citation,
    cross_references "reference" EntityKind::CrossReference,
    defined_terms "definition" EntityKind::DefinedTerm,
    placeholders "placeholder" EntityKind::Placeholder,
}

/// Checks a file of lines `text with ⟦span⟧ marked => Detail; Detail`: the
/// marked spans and no others are recognised as the file's kind. Lines that
/// begin with `#` and empty ones are skipped; `\n` is a line break.
fn check(file: &str, of_kind: impl Fn(EntityKind) -> bool) {
    let mut wrong = String::new();
    for line in file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
    {
        let (marked, details) = line.rsplit_once(" => ").unwrap_or((line, ""));
        let marked = marked.replace("\\n", "\n");
        let text = marked.replace([OPEN, CLOSE], "");
        let mut found = Vec::new();
        recognise(&text, 0, &mut found);
        found.retain(|entity| of_kind(entity.kind));
        let shown = show(&text, &found);
        let told: Vec<_> = found.iter().map(|entity| detail(entity.kind)).collect();
        if shown != marked || (!details.is_empty() && details != told.join("; ")) {
            let _ = writeln!(
                wrong,
                "\n   want {marked} => {details}\n  found {shown} => {}",
                told.join("; ")
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn show(text: &str, found: &[Entity]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for entity in found {
        let range = entity.span.range();
        shown.push_str(&text[at..range.start]);
        at = range.end;
        shown.extend([OPEN]);
        shown.push_str(&text[range]);
        shown.extend([CLOSE]);
    }
    shown + &text[at..]
}

/// What an entity holds beside its span: `2024-05-03`, `30 Day AtMost`, `13`.
fn detail(kind: EntityKind) -> String {
    match kind {
        EntityKind::Date(date) => format!("{}-{:02}-{:02}", date.year, date.month, date.day),
        EntityKind::Duration(length) => {
            format!("{} {:?} {:?}", length.amount, length.unit, length.bound)
        }
        EntityKind::Age(years) => years.to_string(),
        _ => String::new(),
    }
}

fn assert_sound(text: &str) {
    let mut found = Vec::new();
    recognise(text, 7, &mut found);
    let mut last = 7;
    for Entity { span, kind } in found {
        assert!(
            last <= span.start && span.start < span.end,
            "{kind:?} in {text:?}"
        );
        let range = span.start as usize - 7..span.end as usize - 7;
        assert!(text.get(range).is_some(), "{kind:?} in {text:?}");
        last = span.end;
    }
}

const PIECES: &[&str] = &[
    "é",
    "\u{a0}",
    "\u{2028}",
    "\u{200b}",
    "😀",
    "K",
    "ſ",
    "İ",
    "ß",
    "́",
    "中文",
    "：",
    "§",
    "§§ ",
    "…",
    "[",
    "]",
    "{{",
    "}}",
    "(",
    ")",
    "\"",
    "'",
    "<",
    ">",
    "%",
    "$",
    "+",
    "-",
    ".",
    ",",
    "/",
    ":",
    "@",
    " ",
    "\n",
    "\t",
    "May ",
    "may 3",
    "2024",
    "1",
    "13",
    "under ",
    "years",
    " of age",
    "30 days",
    "six (6)",
    "until ",
    "as long as ",
    "you delete",
    "Art. ",
    "6(1)",
    "GDPR",
    "Section ",
    "the ",
    "Street",
    "CA 94105",
    "P.O. Box ",
    "www.",
    "https://",
    "example.com",
    " at ",
    " dot ",
    "XXX",
    "means",
    "hereinafter ",
    "straße 1",
    "12, 10115 B",
    "+49 ",
    "(555) ",
    "SW1A 2AA",
    "a ",
    "one hundred ",
];

#[test]
fn spans_are_sound_in_any_mix_of_pieces() {
    let mut state = 0x9E37_79B9_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
        }
        assert_sound(&text);
    }
}

#[test]
fn hostile_repeats_take_linear_time() {
    for piece in [
        "[",
        "(",
        "\"",
        "'",
        "{{",
        "<",
        "%A",
        "1",
        "9 ",
        "1.",
        "a",
        "a.",
        "a-",
        "a@",
        "a at ",
        "é",
        "+1",
        "(1",
        "until ",
        "as long as ",
        "a period of ",
        "for the ",
        "Art. 1, ",
        "May ",
        "12 Main, ",
        "a \"",
        "(the ",
        "one hundred ",
        "between 1 and ",
        "section 1, ",
        "www.",
        "https://a.",
        "X/",
        "\u{a0}",
        "upon a ",
        "1 a 1 a ",
        "under ",
    ] {
        // Were the walk quadratic, a quarter of a megabyte would take minutes, too;
        // in proportion it takes a second or two, more where the machine is busy.
        let size = if piece.chars().count() == 1 {
            1_000_000
        } else {
            250_000
        };
        let text = piece.repeat(size / piece.len());
        let (started, mut found) = (Instant::now(), Vec::new());
        recognise(&text, 0, &mut found);
        let took = started.elapsed();
        assert!(took < Duration::from_secs(20), "{piece:?} took {took:?}");
    }
}
