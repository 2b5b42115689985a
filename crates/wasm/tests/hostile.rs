//! Plugins that are broken or mean harm: each ends in one clear error, in time.

use std::time::{Duration, Instant};

use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_source::Span;
use clauselint_syntax::{Format, parse};
use clauselint_wasm::{Fault, Handed, Limits, Module, Plugin};

/// With a character of three bytes, from byte 2.
const POLICY: &str = "A € is kept for 30 days.\n";

/// Nothing here takes a second on a slow machine.
const IN_TIME: Duration = Duration::from_secs(20);

const LIMITS: Limits = Limits {
    fuel: 20_000_000,
    memory: 4 * 1024 * 1024,
    module: 256 * 1024,
    calls: 1000,
    findings: 100,
};

/// What every module begins with.
const IMPORTS: &str = r#"
    (import "clauselint_1" "read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "clauselint_1" "report" (func $report (param i32 i32 i32 i32)))
    (import "clauselint_1" "label" (func $label (param i32 i32)))
    (import "clauselint_1" "relate" (func $relate (param i32 i32 i32 i32)))
    (import "clauselint_1" "fail" (func $fail (param i32 i32)))
"#;

/// The fault of a module in the text format, which has a rule `rule`.
fn fault(module: &str) -> Fault {
    let module = wat::parse_str(module).unwrap();
    fault_of_bytes(&module)
}

fn fault_of_bytes(module: &[u8]) -> Fault {
    let start = Instant::now();
    let document = parse(POLICY, Format::Text);
    let reading = Reading::new(&document);
    let policy = Handed::new(&reading, &Context::default());
    let module = Module::load("bad.wasm", module, &LIMITS);
    let error = module
        .and_then(|module| module.check("rule", &policy))
        .unwrap_err();
    assert!(start.elapsed() < IN_TIME, "{error}");
    assert!(error.to_string().starts_with("plugin `bad.wasm` "));
    assert!(error.to_string().len() < 400, "{error}");
    error.fault
}

/// The fault of a rule that does this, with "said" at byte 0 of its memory.
fn fault_of(body: &str) -> Fault {
    fault(&format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) (data (i32.const 0) "said\ff")
            (func $rule (export "rule") {body}))"#
    ))
}

#[test]
fn loops_forever() {
    let limit = LIMITS.fuel;
    assert_eq!(fault_of("(loop (br 0))"), Fault::OutOfFuel { limit });
}

#[test]
fn loops_forever_with_the_limits_that_users_have() {
    let module = format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) (func (export "rule") (loop (br 0))))"#
    );
    let module = wat::parse_str(module).unwrap();
    let limits = Limits::default();
    let document = parse(POLICY, Format::Text);
    let reading = Reading::new(&document);
    let policy = Handed::new(&reading, &Context::default());
    let start = Instant::now();
    let module = Module::load("bad.wasm", &module, &limits).unwrap();
    let error = module.check("rule", &policy).unwrap_err();
    assert_eq!(error.fault, Fault::OutOfFuel { limit: limits.fuel });
    assert!(start.elapsed() < IN_TIME);
}

#[test]
fn has_the_host_work_forever() {
    let limit = LIMITS.fuel;
    for call in [
        "(drop (call $read (i32.const 0) (i32.const 0) (i32.const 8) (i32.const 20)))",
        "(drop (call $read (i32.const 77) (i32.const 0) (i32.const 8) (i32.const 20)))",
        "(drop (call $read (i32.const 9) (i32.const 0) (i32.const 8) (i32.const 60000)))",
        "(memory.fill (i32.const 0) (i32.const 1) (i32.const 65536))",
    ] {
        assert_eq!(
            fault_of(&format!("(loop {call} (br 0))")),
            Fault::OutOfFuel { limit },
            "{call}"
        );
    }
}

#[test]
fn calls_itself_forever() {
    let limit = LIMITS.calls;
    assert_eq!(fault_of("(call $rule)"), Fault::StackOverflow { limit });
    // Many locals, so that the stack is full before the calls are.
    let locals = "(local i64) ".repeat(1000);
    assert_eq!(
        fault_of(&format!("{locals}(call $rule)")),
        Fault::StackOverflow { limit }
    );
}

#[test]
fn eats_memory() {
    let limit = LIMITS.memory;
    assert_eq!(
        fault_of("(loop (drop (memory.grow (i32.const 1))) (br 0))"),
        Fault::OutOfMemory { limit }
    );
    assert_eq!(
        fault_of("(drop (memory.grow (i32.const 65535)))"),
        Fault::OutOfMemory { limit }
    );
}

#[test]
fn declares_more_than_it_gets() {
    assert_eq!(
        fault(&format!(
            r#"(module {IMPORTS} (memory (export "memory") 65536) (func (export "rule")))"#
        )),
        Fault::MemoryDeclared {
            bytes: 4 << 30,
            limit: LIMITS.memory
        }
    );
    for tables in [
        "(table 9999999 funcref)".into(),
        "(table 1 funcref)".repeat(50),
    ] {
        assert_eq!(
            fault(&format!(
                r#"(module {IMPORTS} (memory (export "memory") 1) {tables} (func (export "rule")))"#
            )),
            Fault::LargeTable
        );
    }
}

#[test]
fn breaks_down() {
    for (body, reason) in [
        ("(unreachable)", "unreachable"),
        ("(drop (i32.load (i32.const -4)))", "out of bounds memory"),
        (
            "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
            "divide by zero",
        ),
    ] {
        let fault = fault_of(body);
        assert!(
            matches!(&fault, Fault::Trapped { reason: said } if said.contains(reason)),
            "{fault:?}"
        );
    }
}

#[test]
fn writes_data_beyond_its_memory() {
    let fault = fault(&format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) (data (i32.const 65535) "too far")
            (func (export "rule")))"#
    ));
    assert!(matches!(fault, Fault::Trapped { .. }), "{fault:?}");
}

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
fn loops_before_it_begins() {
    let limit = LIMITS.fuel;
    assert_eq!(
        fault(&format!(
            r#"(module {IMPORTS} (memory (export "memory") 1) (func $init (loop (br 0)))
                (start $init) (func (export "rule")))"#
        )),
        Fault::OutOfFuel { limit }
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

#[test]
fn speaks_another_version() {
    let other = IMPORTS.replace("clauselint_1", "clauselint_2");
    let found = "clauselint_2".into();
    assert_eq!(
        fault(&format!(
            r#"(module {other} (memory (export "memory") 1) (func (export "rule")))"#
        )),
        Fault::OtherInterface { found }
    );
}

#[test]
fn speaks_no_version() {
    assert_eq!(
        fault(r#"(module (memory (export "memory") 1) (func (export "rule")))"#),
        Fault::NoInterface
    );
}

#[test]
fn asks_for_more_than_plugins_are_given() {
    let asks = |import: &str| {
        fault(&format!(
            r#"(module {IMPORTS} {import} (memory (export "memory") 1) (func (export "rule")))"#
        ))
    };
    assert_eq!(
        asks(r#"(import "wasi_snapshot_preview1" "clock_time_get" (func))"#),
        Fault::UnknownImport {
            import: "wasi_snapshot_preview1.clock_time_get".into()
        }
    );
    assert!(matches!(
        asks(r#"(import "clauselint_1" "download" (func))"#),
        Fault::OtherImport { .. }
    ));
    assert!(matches!(
        asks(r#"(import "clauselint_1" "report" (func (param i64)))"#),
        Fault::OtherImport { .. }
    ));
    assert!(matches!(
        asks(r#"(import "env" "table" (table 1 funcref))"#),
        Fault::UnknownImport { .. }
    ));
}

#[test]
fn exports_something_else() {
    let exports = |export: &str| {
        fault(&format!(
            r#"(module {IMPORTS} (memory (export "memory") 1) {export})"#
        ))
    };
    let rule = || "rule".to_owned();
    assert_eq!(exports(""), Fault::NoRule { rule: rule() });
    let other = [
        (
            r#"(func (export "rule") (param i32))"#,
            "(func (param i32) (result ))",
        ),
        (r#"(global (export "rule") i32 (i32.const 1))"#, "a global"),
    ];
    for (export, found) in other {
        let found = found.to_owned();
        assert_eq!(
            exports(export),
            Fault::OtherRule {
                rule: rule(),
                found
            }
        );
    }
    assert_eq!(
        fault(&format!(
            r#"(module {IMPORTS} (memory 1) (func (export "rule")))"#
        )),
        Fault::NoMemory
    );
}

#[test]
fn is_cut_short() {
    let whole = wat::parse_str(format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) (data (i32.const 0) "said")
            (func $rule (export "rule") (loop (br 0))))"#
    ))
    .unwrap();
    for len in 0..whole.len() {
        let fault = fault_of_bytes(&whole[..len]);
        let expected = match fault {
            Fault::NotWasm => len < 4,
            // What is cut between two sections may be valid and do nothing.
            Fault::NoInterface | Fault::NoMemory | Fault::NoRule { .. } => len >= 8,
            Fault::Invalid { .. } => len >= 4,
            // Behind the code nothing is missed but data and names.
            Fault::OutOfFuel { .. } => len >= 8,
            _ => false,
        };
        assert!(expected, "{len}: {fault:?}");
    }
}

#[test]
fn is_no_module() {
    assert_eq!(fault_of_bytes(b"#!/bin/sh\nrm -rf /\n"), Fault::NotWasm);
    assert_eq!(fault_of_bytes(b""), Fault::NotWasm);
    let component = b"\0asm\x0d\0\x01\0";
    assert!(matches!(fault_of_bytes(component), Fault::Invalid { .. }));
}

#[test]
fn is_larger_than_any_module() {
    let limit = LIMITS.module;
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    module.resize(100 * 1024 * 1024, 0);
    assert_eq!(fault_of_bytes(&module), Fault::TooLarge { limit });
    // From a file, no more than the limit is read.
    let endless = std::io::repeat(0);
    let error = Plugin::read("bad.wasm", endless, LIMITS).unwrap_err();
    assert_eq!(error.fault, Fault::TooLarge { limit });
}

#[test]
fn is_as_large_as_it_may_be() {
    // As many small functions as fit: compiling them all has to end, too.
    let functions = "(func (result i32) (i32.add (i32.const 1) (i32.const 2)))".repeat(20_000);
    let module = format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) {functions} (func (export "rule") (loop (br 0))))"#
    );
    assert!(matches!(fault(&module), Fault::OutOfFuel { .. }));
}
