//! All rules, each loaded once.

use std::sync::LazyLock;

use clauselint_builtin::{provision, rules};
use clauselint_engine::{Linter, Selection};
use clauselint_report::Catalog;
use clauselint_rule::{Context, Rule, RuleInfo};
use clauselint_syntax::Date;

static RULES: LazyLock<Vec<Box<dyn Rule>>> = LazyLock::new(rules);
static INFOS: LazyLock<Vec<&RuleInfo>> =
    LazyLock::new(|| RULES.iter().map(|rule| rule.info()).collect());

static LINTER: LazyLock<Linter<'static>> = LazyLock::new(|| {
    let selection = Selection::all(INFOS.iter().copied());
    Linter::new(&RULES, &selection, context())
});

/// The day on which everything is read.
pub(crate) fn context() -> Context {
    Context {
        today: Date::from_iso("2025-02-28"),
    }
}

/// Who runs all rules of all packs.
pub(crate) fn linter() -> &'static Linter<'static> {
    &LINTER
}

/// A new one of the same.
pub(crate) fn another() -> Linter<'static> {
    let selection = Selection::all(INFOS.iter().copied());
    Linter::new(&RULES, &selection, context())
}

/// What all rules say of themselves.
pub(crate) fn infos() -> &'static [&'static RuleInfo] {
    &INFOS
}

pub(crate) fn catalog() -> Catalog<'static> {
    Catalog::new(&INFOS, provision)
}
