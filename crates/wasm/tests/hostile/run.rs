//! What goes wrong while a plugin runs.

use std::time::Instant;

use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_syntax::{Format, parse};
use clauselint_wasm::{Fault, Handed, Limits, Module};

use crate::{IMPORTS, IN_TIME, LIMITS, POLICY, fault, fault_of};

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

/// Each call clears as many locals as a function may have.
#[test]
fn calls_what_is_costly_to_call() {
    let limit = LIMITS.fuel;
    let locals = "(local i64) ".repeat(1000);
    let module = format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) (func $costly {locals})
            (func (export "rule") (loop (call $costly) (br 0))))"#
    );
    assert_eq!(fault(&module), Fault::OutOfFuel { limit });
}
