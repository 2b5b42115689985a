//! Clauses that come in, in the document's own style.

pub(crate) mod lines;

mod heading;
mod number;
mod order;
mod page;
mod plain;
mod wrap;

use clauselint_rule::{Clause, Edit};
use clauselint_syntax::Format;

use crate::Mender;

/// Puts a clause where it belongs; nothing that stands there changes but the
/// numbers of the sections that close the policy.
pub(crate) fn edit(mender: &Mender<'_>, clause: &Clause) -> Option<Vec<Edit>> {
    match mender.document.format {
        Format::Html => page::edit(mender, clause),
        Format::Markdown | Format::Text => plain::edit(mender, clause),
    }
}
