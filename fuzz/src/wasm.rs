//! Modules from strangers.

use std::path::Path;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use clauselint_engine::open;
use clauselint_reading::Reading;
use clauselint_rule::Finding;
use clauselint_source::Source;
use clauselint_syntax::Document;
use clauselint_wasm::{Handed, Limits, Module, PluginError};
use wasm_smith::Config;

use crate::pool::context;

const LIMITS: Limits = Limits {
    fuel: 2_000_000,
    memory: 1024 * 1024,
    module: 64 * 1024,
    calls: 100,
    findings: 20,
};

static POLICY: LazyLock<(Source, Document)> = LazyLock::new(|| {
    let text = "# Privacy policy\n\nWe keep your \u{e9}-mail address for 30 days.\n";
    open(Path::new("a.md"), text.into()).expect("it is a policy")
});

/// What a module imports and exports that can be run.
static SHAPE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let shape = r#"(module
        (import "clauselint_1" "read" (func (param i32 i32 i32 i32) (result i32)))
        (import "clauselint_1" "report" (func (param i32 i32 i32 i32)))
        (import "clauselint_1" "label" (func (param i32 i32)))
        (import "clauselint_1" "relate" (func (param i32 i32 i32 i32)))
        (import "clauselint_1" "fail" (func (param i32 i32)))
        (memory (export "memory") 1 2)
        (func (export "rule")))"#;
    wat::parse_str(shape).expect("it is a module")
});

/// Bytes as they come.
pub(crate) fn module(data: &[u8]) {
    check(data);
}

/// A valid module that does whatever the choices tell.
pub(crate) fn plugin(data: &[u8]) {
    let config = Config {
        module_shape: Some(SHAPE.clone()),
        max_memory32_bytes: 4 * 1024 * 1024,
        max_table_elements: 10_000,
        max_instructions: 400,
        exceptions_enabled: false,
        gc_enabled: false,
        memory64_enabled: false,
        threads_enabled: false,
        simd_enabled: false,
        relaxed_simd_enabled: false,
        shared_everything_threads_enabled: false,
        compact_imports_enabled: false,
        wide_arithmetic_enabled: false,
        max_memories: 1,
        ..Config::default()
    };
    let mut choices = Unstructured::new(data);
    if let Ok(module) = wasm_smith::Module::new(config, &mut choices) {
        check(&module.to_bytes());
    }
}

/// A module does within limits what it does, the same each time, and what it
/// finds lies in the policy.
fn check(bytes: &[u8]) {
    let Ok(module) = Module::load("a.wasm", bytes, &LIMITS) else {
        return;
    };
    let first = found(&module);
    assert_eq!(first, found(&module));
    let text = &POLICY.1.text;
    for finding in first.iter().flatten() {
        let related = finding.related.iter().map(|(span, _)| *span);
        for span in related.chain([finding.span]) {
            assert!(text.get(span.range()).is_some(), "{span:?}");
        }
        assert!(finding.message.len() <= Limits::MESSAGE as usize);
    }
}

fn found(module: &Module) -> Result<Vec<Finding>, String> {
    let reading = Reading::new(&POLICY.1);
    let context = context();
    let policy = Handed::new(&reading, &context);
    let told = |error: PluginError| {
        let told = error.to_string();
        assert!(told.starts_with("plugin `a.wasm` "), "{told}");
        told
    };
    module.check("rule", &policy).map_err(told)
}
