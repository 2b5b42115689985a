//! What a finding is known by from one run to the next.

use std::collections::HashMap;
use std::fmt::Write;

use clauselint_rule::{Check, Diagnostic, RuleId, RuleInfo};
use clauselint_source::{Source, Span};
use clauselint_syntax::Document;
use sha2::{Digest, Sha256};

use crate::Located;

/// Bytes of the hash that are kept.
const BYTES: usize = 16;

/// Hands out the fingerprints of a file's findings, in their order.
///
/// A fingerprint is a hash of the path, the rule, and the words of the
/// sentence that the finding starts in, in lower case and without punctuation,
/// so that moved lines, new headings' numbers and other markup leave it as it
/// is. What misses something is known by path and rule alone: the place where
/// a reader would look moves. A count tells apart what is alike.
pub struct Fingerprints<'r> {
    source: &'r Source,
    document: &'r Document,
    sentences: Located,
    seen: HashMap<String, usize>,
}

/// What a finding is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hexadecimal digits; those of findings that are alike are the same.
    pub hash: String,
    /// 1 for the first of those that are alike.
    pub count: usize,
}

impl<'r> Fingerprints<'r> {
    /// The fingerprints of a file.
    #[must_use]
    pub fn new(source: &'r Source, document: &'r Document) -> Self {
        Self {
            source,
            document,
            sentences: Located::sentences(document),
            seen: HashMap::new(),
        }
    }

    /// The fingerprint of the next finding, which is one of `rule`; `path` is
    /// what the file goes by.
    pub fn next(
        &mut self,
        rule: Option<&RuleInfo>,
        path: &str,
        diagnostic: &Diagnostic,
    ) -> Fingerprint {
        let digits = self.hash(rule, path, &diagnostic.rule, diagnostic.span);
        let count = self.seen.entry(digits.clone()).or_default();
        *count += 1;
        Fingerprint {
            hash: digits,
            count: *count,
        }
    }

    /// What a place of a finding is known by, but for the count.
    pub(crate) fn hash(
        &self,
        info: Option<&RuleInfo>,
        path: &str,
        rule: &RuleId,
        place: Span,
    ) -> String {
        let words = if matches!(info.map(|info| &info.check), Some(Check::Missing(_))) {
            String::new()
        } else {
            self.words(place)
        };
        let mut hash = Sha256::new();
        for part in [path, rule.as_str(), &words] {
            hash.update(part);
            hash.update([0]);
        }
        let mut digits = String::with_capacity(2 * BYTES);
        for byte in &hash.finalize()[..BYTES] {
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }

    fn words(&self, place: Span) -> String {
        let document = self.document;
        let sentence = self.sentences.at(place).next();
        let words = sentence.map_or_else(
            || place.of(self.source.text()),
            |at| document.str(document.sentences[at].span),
        );
        let words = words.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    }
}

impl Fingerprint {
    /// One that no other finding has.
    #[must_use]
    pub fn unique(&self) -> String {
        match self.count {
            1 => self.hash.clone(),
            count => format!("{}-{count}", self.hash),
        }
    }
}
