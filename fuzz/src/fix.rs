//! Fixes: what they leave can be read, and has nothing left to fix.

use std::path::Path;

use arbitrary::Unstructured;
use clauselint_fix::{Fixed, Kinds, fix};
use clauselint_source::Source;

use crate::check::{lint, sound};
use crate::input::{Policy, format, path};
use crate::pool::linter;
use crate::words;

pub(crate) fn run(data: &[u8]) {
    if let Some(policy) = Policy::new(data) {
        check(policy.path, &policy.bytes);
    }
}

pub(crate) fn words(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let text = words::policy(&mut choices, of);
    check(path(of), text.as_bytes());
}

fn check(path: &Path, bytes: &[u8]) {
    let Some(report) = lint(linter(), path, bytes) else {
        return;
    };
    for kinds in [Kinds::Safe, Kinds::All] {
        if report
            .diagnostics
            .iter()
            .all(|found| kinds.of(found).is_none())
        {
            continue;
        }
        let fixed = fixed(path, bytes, kinds);
        sound(&fixed.report, &fixed.bytes);
        assert!(Source::decode(fixed.bytes.clone()).is_ok());
        assert_eq!(
            fixed.is_changed(),
            fixed.bytes != bytes,
            "{:?}",
            fixed.applied
        );
        if fixed.stuck.is_empty() && fixed.unwritable.is_none() {
            let again = self::fixed(path, &fixed.bytes, kinds);
            assert!(!again.is_changed(), "{:?} again", again.applied);
        }
        let rounds = fixed.applied.values().sum::<usize>();
        assert!(rounds <= bytes.len() + 200, "{:?}", fixed.applied);
    }
}

fn fixed(path: &Path, bytes: &[u8], kinds: Kinds) -> Fixed {
    let fixed = fix(bytes.to_vec(), kinds, |bytes| linter().lint(path, bytes));
    fixed.expect("a policy that is fixed can still be read")
}
