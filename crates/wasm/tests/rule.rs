//! Plugins as rules among others.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::sync::Arc;
use std::thread;

use clauselint_engine::{FileReport, Linter, Selection};
use clauselint_reading::Reading;
use clauselint_rule::{Context, Rule, RuleInfo, Severity};
use clauselint_syntax::{Format, parse};
use clauselint_wasm::{Fault, Handed, Limits, Plugin, PluginRule};

/// Reports the first byte of the policy, then says what `then` does.
fn plugin(then: &str) -> Arc<Plugin> {
    let module = format!(
        r#"(module
            (import "clauselint_1" "report" (func $report (param i32 i32 i32 i32)))
            (memory (export "memory") 1)
            (global $runs (mut i32) (i32.const 0))
            (data (i32.const 0) "first said, with a label")
            (func (export "first-byte")
                (call $report (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 10))
                {then}))"#
    );
    let module = wat::parse_str(module).unwrap();
    Arc::new(Plugin::new("first.wasm", module, Limits::default()))
}

fn rule(plugin: Arc<Plugin>) -> PluginRule {
    let info = r#"
        id = "first-byte"
        summary = "it has a first byte"
        severity = "note"
        [check.plugin]
        module = "first.wasm"
    "#;
    let mut info: RuleInfo = toml::from_str(info).unwrap();
    info.pack = "tests".into();
    PluginRule::new(info, plugin)
}

fn lint(rule: PluginRule) -> FileReport {
    let rules: Vec<Box<dyn Rule>> = vec![Box::new(rule)];
    let selection = Selection::all(rules.iter().map(|rule| rule.info()));
    let linter = Linter::new(&rules, &selection, Context::default());
    let policy = "# Privacy policy\nWe keep your e-mail address for 30 days.\n";
    let path = Path::new("policy.md");
    linter.lint(path, policy.into()).unwrap()
}

#[test]
fn what_it_reports_is_a_finding() {
    let report = lint(rule(plugin("")));
    assert!(!report.failed);
    let [found] = &report.diagnostics[..] else {
        panic!("{:?}", report.diagnostics);
    };
    assert_eq!(found.message, "first said");
    assert_eq!(found.severity, Severity::Note);
}

#[test]
fn a_plugin_that_fails_is_one_finding_that_is_an_error() {
    let report = lint(rule(plugin("(unreachable)")));
    assert!(report.failed);
    let [found] = &report.diagnostics[..] else {
        panic!("{:?}", report.diagnostics);
    };
    assert!(
        found
            .message
            .starts_with("this rule could not be checked: plugin `first.wasm` broke down: "),
        "{}",
        found.message
    );
    assert_eq!(found.severity, Severity::Error);
    let title = "Privacy policy".len() as u32;
    assert_eq!(found.span.len(), title);
}

#[test]
fn a_plugin_without_the_rule_is_known_before_any_policy() {
    let module = wat::parse_str("(module)").unwrap();
    let plugin = Arc::new(Plugin::new("first.wasm", module, Limits::default()));
    let rule = rule(plugin);
    assert_eq!(rule.ready().unwrap_err().fault, Fault::NoInterface);
    let report = lint(rule);
    assert!(report.failed);
    assert_eq!(report.diagnostics.len(), 1);
}

/// A second run in the same instance would trap.
#[test]
fn nothing_passes_from_one_policy_to_the_next() {
    let plugin = plugin(
        "(if (global.get $runs) (then (unreachable)))
         (global.set $runs (i32.const 1))",
    );
    let document = parse("# Privacy policy\nText.\n", Format::Markdown);
    let reading = Reading::new(&document);
    let policy = Handed::new(&reading, &Context::default());
    let module = plugin.module().unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..100 {
                    assert_eq!(module.check("first-byte", &policy).unwrap().len(), 1);
                }
            });
        }
    });
}
