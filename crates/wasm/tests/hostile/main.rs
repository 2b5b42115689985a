//! Plugins that are broken or mean harm: each ends in one clear error, in time.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod module;
mod report;
mod run;

use std::time::{Duration, Instant};

use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_syntax::{Format, parse};
use clauselint_wasm::{Fault, Handed, Limits, Module};

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
