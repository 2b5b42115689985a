//! Modules that are wrong before they run.

use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_syntax::{Format, parse};
use clauselint_wasm::{Fault, Handed, Limits, Module, Plugin};

use crate::{IMPORTS, LIMITS, POLICY, fault, fault_of_bytes};

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
fn writes_data_beyond_its_memory() {
    let fault = fault(&format!(
        r#"(module {IMPORTS} (memory (export "memory") 1) (data (i32.const 65535) "too far")
            (func (export "rule")))"#
    ));
    assert!(matches!(fault, Fault::Trapped { .. }), "{fault:?}");
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

/// Short to write, long to compile or to run.
#[test]
fn is_of_a_shape_that_no_compiler_makes() {
    let bloated = |what: &str| {
        fault(&format!(
            r#"(module {IMPORTS} (memory (export "memory") 1) {what})"#
        ))
    };
    let many = "(local i64) ".repeat(20_000);
    let parameters = "i32 ".repeat(100);
    for (what, limit) in [
        (format!("(func {many})"), 1000),
        (
            format!("(func {}) ", &many[..12 * 900]).repeat(1200),
            1_000_000,
        ),
        (format!("(type (func (param {parameters})))"), 64),
        (format!("(type (func (result {parameters})))"), 64),
        ("(func)".repeat(60_000), 50_000),
    ] {
        let fault = bloated(&what);
        assert!(
            matches!(fault, Fault::Bloated { limit: known, .. } if known == limit),
            "{fault:?}"
        );
    }
}

/// So many functions with 960 locals each, in the binary format, where each
/// takes five bytes.
#[test]
fn has_more_locals_than_any_module() {
    let functions = 1200_u16;
    let count = [functions as u8 & 0x7f | 0x80, (functions >> 7) as u8];
    let section = |id: u8, body: Vec<u8>| {
        let len = body.len();
        let len = [len as u8 | 0x80, (len >> 7) as u8 | 0x80, (len >> 14) as u8];
        [vec![id], len.to_vec(), body].concat()
    };
    let types = vec![0; functions.into()];
    let body = [5, 1, 0xc0, 0x07, 0x7e, 0x0b];
    let module = [
        b"\0asm\x01\0\0\0".to_vec(),
        section(1, vec![1, 0x60, 0, 0]),
        section(3, [count.to_vec(), types].concat()),
        section(10, [count.to_vec(), body.repeat(functions.into())].concat()),
    ];
    let fault = fault_of_bytes(&module.concat());
    assert!(
        matches!(
            fault,
            Fault::Bloated {
                limit: 1_000_000,
                ..
            }
        ),
        "{fault:?}"
    );
}

/// Whatever becomes of a module on its way, there is an answer, and what is
/// found lies within the text.
#[test]
fn has_a_bit_turned_over() {
    let module =
        include_bytes!("../../../../examples/packs/period-tables/unclosed-parenthesis.wasm");
    let document = parse(POLICY, Format::Text);
    let reading = Reading::new(&document);
    let policy = Handed::new(&reading, &Context::default());
    let limits = Limits {
        fuel: 200_000,
        ..LIMITS
    };
    for bit in 0..module.len() * 8 {
        let mut module = module.to_vec();
        module[bit / 8] ^= 1 << (bit % 8);
        let module = Module::load("bad.wasm", &module, &limits);
        let found = module.and_then(|module| module.check("unclosed-parenthesis", &policy));
        for finding in found.unwrap_or_default() {
            assert!(document.text.get(finding.span.range()).is_some(), "{bit}");
        }
    }
}
