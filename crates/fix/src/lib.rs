//! Fixes applied to a file: those that do not stand in each other's way, then
//! those that are left, until there is none.
//!
//! Reads and writes no file.

mod choose;

use std::collections::{BTreeMap, BTreeSet};

use clauselint_engine::{Fault, FileReport};
use clauselint_rule::{Diagnostic, Fix, RuleId};
use clauselint_source::{EncodeError, Span};

use choose::choose;

/// Further rounds are not made.
const ROUNDS: usize = 100;

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinds {
    /// Those that change no meaning.
    Safe,
    /// All: what they write is to be read before it goes anywhere.
    All,
}

impl Kinds {
    /// The fix of a finding, if it is one of these.
    #[must_use]
    pub fn of(self, diagnostic: &Diagnostic) -> Option<&Fix> {
        let fix = diagnostic.fix.as_ref()?;
        (fix.safe || self == Self::All).then_some(fix)
    }
}

/// What came of a file.
#[derive(Debug)]
pub struct Fixed {
    /// The file as it is now.
    pub bytes: Vec<u8>,
    /// What is found in it now.
    pub report: FileReport,
    /// How many fixes of each rule were applied.
    pub applied: BTreeMap<RuleId, usize>,
    /// Rules whose fixes do not silence them; what they would do again is not done.
    pub stuck: BTreeSet<RuleId>,
    /// Why some fixes were left out: the file's encoding lacks their characters.
    pub unwritable: Option<EncodeError>,
}

/// Applies the fixes of a file whose bytes are `bytes`.
///
/// Each round applies fixes that neither overlap nor touch, by place; `lint`
/// reads what comes of it. A file that its encoding cannot hold any more stays
/// as the last round left it.
///
/// # Errors
/// What `lint` returned.
pub fn fix(
    bytes: Vec<u8>,
    kinds: Kinds,
    mut lint: impl FnMut(Vec<u8>) -> Result<FileReport, Fault>,
) -> Result<Fixed, Fault> {
    let report = lint(bytes.clone())?;
    let mut fixed = Fixed {
        bytes,
        report,
        applied: BTreeMap::new(),
        stuck: BTreeSet::new(),
        unwritable: None,
    };
    let mut added = BTreeSet::new();
    for _ in 0..ROUNDS {
        let open = fixed.open(kinds, &added);
        if open.is_empty() {
            return Ok(fixed);
        }
        let edits: Vec<(Span, &str)> = edits(open.values().copied());
        let bytes = match fixed.report.source.patch(&fixed.bytes, &edits) {
            Ok(bytes) => bytes,
            Err(error) => {
                fixed.unwritable = Some(error);
                return Ok(fixed);
            }
        };
        let ids: Vec<(RuleId, bool)> = open
            .values()
            .map(|found| (found.rule.clone(), adds(found)))
            .collect();
        fixed.report = lint(bytes.clone())?;
        fixed.bytes = bytes;
        for (rule, adds) in ids {
            if adds {
                added.insert(rule.clone());
            }
            *fixed.applied.entry(rule).or_default() += 1;
        }
        fixed.note_stuck(kinds, &added);
    }
    let left = fixed.open(kinds, &added);
    let left: Vec<RuleId> = left.values().map(|found| found.rule.clone()).collect();
    fixed.stuck.extend(left);
    Ok(fixed)
}

impl Fixed {
    /// Whether anything was applied.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.applied.is_empty()
    }

    /// The findings whose fixes are applied next. What a rule has added once
    /// to no avail is not added again.
    fn open(&self, kinds: Kinds, added: &BTreeSet<RuleId>) -> BTreeMap<u32, &Diagnostic> {
        let fixable = self.report.diagnostics.iter();
        let fixable = fixable.filter(|found| kinds.of(found).is_some());
        choose(
            fixable.filter(|found| !(adds(found) && added.contains(&found.rule))),
            self.report.source.text(),
        )
    }

    fn note_stuck(&mut self, kinds: Kinds, added: &BTreeSet<RuleId>) {
        let found = self.report.diagnostics.iter();
        let again = found.filter(|found| kinds.of(found).is_some() && adds(found));
        let again = again.filter(|found| added.contains(&found.rule));
        self.stuck.extend(again.map(|found| found.rule.clone()));
    }
}

/// Whether a finding's fix adds something, whatever else it does for that.
fn adds(found: &Diagnostic) -> bool {
    let mut edits = found.fix.iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| edit.span.is_empty())
}

fn edits<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> Vec<(Span, &'a str)> {
    let edits = found.flat_map(|found| found.fix.iter().flat_map(|fix| &fix.edits));
    let mut edits: Vec<(Span, &str)> = edits.map(|edit| (edit.span, &*edit.text)).collect();
    edits.sort_unstable();
    edits
}
