//! What plugins report that is nonsense.

use clauselint_source::Span;
use clauselint_syntax::{Format, parse};
use clauselint_wasm::Fault;

use crate::{LIMITS, POLICY, fault_of};

#[test]
fn gives_up() {
    assert_eq!(
        fault_of("(call $fail (i32.const 0) (i32.const 4))"),
        Fault::GaveUp {
            reason: "said".into()
        }
    );
}

#[test]
fn reports_places_that_there_are_not() {
    // 26 bytes; the clean text ends before the line does.
    let document = parse(POLICY, Format::Text);
    let len = document.text.len() as u32;
    let spans = [
        (0, len + 1),
        (0, u32::MAX),
        (u32::MAX, u32::MAX),
        (5, 2),
        (3, 9),
        (0, 4),
    ];
    for (start, end) in spans {
        let span = Span::new(start, end);
        for call in ["report", "relate"] {
            let place = format!("(i32.const {}) (i32.const {})", start as i32, end as i32);
            let body = format!(
                "(call $report (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 4))
                 (call ${call} {place} (i32.const 0) (i32.const 4))"
            );
            assert_eq!(fault_of(&body), Fault::BadSpan { span, len });
        }
    }
}

#[test]
fn points_out_of_its_memory() {
    let size = 64 * 1024;
    for (at, len, end) in [
        (65_533, 4, 65_537),
        (-1, 4, 0x1_0000_0003),
        (i32::MAX, 1, 0x8000_0000),
    ] {
        let body = format!(
            "(call $report (i32.const 0) (i32.const 1) (i32.const {at}) (i32.const {len}))"
        );
        let at = at as u32;
        assert_eq!(fault_of(&body), Fault::BadPointer { at, end, size });
    }
    let body = "(drop (call $read (i32.const 0) (i32.const 0) (i32.const -2) (i32.const 20)))";
    assert!(matches!(fault_of(body), Fault::BadPointer { .. }));
}

#[test]
fn says_what_is_no_message() {
    let report = |at: i32, len: i32| {
        fault_of(&format!(
            "(call $report (i32.const 0) (i32.const 1) (i32.const {at}) (i32.const {len}))"
        ))
    };
    assert_eq!(report(0, 5), Fault::NotUtf8);
    assert_eq!(report(0, 0), Fault::NoMessage);
    assert_eq!(report(0, 5000), Fault::LongMessage { len: 5000 });
    assert_eq!(report(0, -1), Fault::LongMessage { len: u32::MAX });
    assert_eq!(
        fault_of("(call $label (i32.const 0) (i32.const 4))"),
        Fault::NoFinding
    );
}

#[test]
fn reports_without_end() {
    let limit = LIMITS.findings;
    let report = "(call $report (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 4))";
    let relate = "(call $relate (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 4))";
    for body in [
        format!("(loop {report} (br 0))"),
        format!("{report} (loop {relate} (br 0))"),
    ] {
        assert_eq!(fault_of(&body), Fault::TooManyFindings { limit });
    }
}
