//! Rules whose code fails.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding, Rule};

/// What a rule finds. One that panics takes neither the others nor whoever asked
/// down with it.
pub(crate) fn guarded(rule: &dyn Rule, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
    let check = AssertUnwindSafe(|| rule.check(reading, context));
    catch_unwind(check).unwrap_or_else(|panic| {
        let id = &rule.info().id;
        vec![Finding {
            message: format!(
                "`{id}` could not be checked, which is a fault of its code: {}",
                said(&*panic)
            ),
            label: "not checked".into(),
            failed: true,
            ..Finding::default()
        }]
    })
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("it panicked")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_say_what_they_can() {
        let said_of = |panic: Box<dyn Any + Send>| said(&*panic).to_owned();
        assert_eq!(said_of(Box::new("one")), "one");
        assert_eq!(said_of(Box::new("two".to_owned())), "two");
        assert_eq!(said_of(Box::new(3)), "it panicked");
    }
}
