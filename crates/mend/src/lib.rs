//! What mends a finding, worked out as edits of the file.
//!
//! Rules tell what ought to change in terms of the document ([`Mend`]); here it
//! becomes text at places of the source ([`Fix`]), in the document's own style.
//! What cannot be done without harm to what stands around it is not done.
//! Knows no rule.

mod clause;
mod code;
mod removal;
mod stray;
mod target;
mod words;

use std::sync::OnceLock;

use clauselint_rule::{Change, Edit, Fix, Mend};
use clauselint_source::Span;
use clauselint_syntax::{Document, Element, Format, elements};

/// Makes fixes for one file.
pub struct Mender<'d> {
    document: &'d Document,
    source: &'d str,
    elements: OnceLock<Vec<Element>>,
}

impl<'d> Mender<'d> {
    /// For `document`, which was parsed from `source`.
    #[must_use]
    pub const fn new(document: &'d Document, source: &'d str) -> Self {
        Self {
            document,
            source,
            elements: OnceLock::new(),
        }
    }

    /// The edits that make what ought to change; none where one of them cannot
    /// be made, but of links alone those that can. Edits come by place and do not
    /// overlap.
    ///
    /// A fix is safe only where every word that it replaces stands in the
    /// source as the rule has read it.
    #[must_use]
    pub fn fix(&self, mend: &Mend) -> Option<Fix> {
        let mut all = Edits {
            edits: Vec::new(),
            safe: mend.safe,
        };
        let is_link = |change: &Change| matches!(change, Change::Target { .. });
        let links = mend.changes.iter().all(is_link);
        for change in &mend.changes {
            match change {
                Change::Words { span, text } => words::edit(self, *span, text, &mut all)?,
                Change::Target { span, from, to } => {
                    let made = target::edit(self, *span, from, to, &mut all);
                    if made.is_none() && !links {
                        return None;
                    }
                }
                Change::Remove(block) => all.edits.push(removal::edit(self, *block)?),
                Change::Stray(stray) => all.edits.push(stray::edit(self, *stray)?),
                Change::Clause(clause) => all.edits.extend(clause::edit(self, clause)?),
            }
        }
        all.edits.sort();
        // Links that are written once may be used often.
        all.edits.dedup();
        let mut pairs = all.edits.windows(2);
        let apart = pairs.all(|pair| pair[0].span.end <= pair[1].span.start);
        (apart && !all.edits.is_empty()).then(|| Fix {
            title: mend.title.clone(),
            safe: all.safe,
            edits: all.edits,
        })
    }

    /// The words of a span of the clean text, as the source has them.
    fn raw(&self, span: Span) -> (Span, &'d str) {
        let place = self.document.locate(span);
        (place, place.of(self.source))
    }

    /// The elements of the page.
    fn elements(&self) -> &[Element] {
        self.elements.get_or_init(|| elements(self.source))
    }

    /// Text as the source's format has it.
    fn escaped(&self, text: &str) -> String {
        match self.document.format {
            Format::Html => text.replace('&', "&amp;").replace('<', "&lt;"),
            Format::Markdown | Format::Text => text.to_owned(),
        }
    }

    /// The line end that the source uses.
    fn newline(&self) -> &'static str {
        match self.source.find('\n') {
            Some(at) if self.source[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }
}

/// What a fix comes to so far.
struct Edits {
    edits: Vec<Edit>,
    safe: bool,
}
