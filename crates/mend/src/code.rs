//! Code, which fixes leave as it is: what it does hangs on every sign.

use clauselint_source::Span;
use clauselint_syntax::Format;

use crate::Mender;

/// Elements whose words are code. Policies are set in `pre` as well.
const NAMES: [&str; 5] = ["code", "kbd", "samp", "tt", "var"];

impl Mender<'_> {
    /// Whether words of the source are code, or part of it.
    pub(crate) fn is_code(&self, place: Span) -> bool {
        let meets = |code: &Span| code.start < place.end && place.start < code.end;
        self.document.code.iter().any(meets) || self.is_in_code_element(place)
    }

    fn is_in_code_element(&self, place: Span) -> bool {
        if self.document.format == Format::Text || !self.source.contains("</") {
            return false;
        }
        let around = self.elements().iter();
        let mut around = around.filter(|element| element.outer.contains(place));
        around.any(|element| {
            let name = element.start.of(self.source).trim_start_matches('<');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric());
            let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
            // One that nothing ends is a word of the text.
            let all = element.outer.of(self.source).to_ascii_lowercase();
            NAMES.contains(&&*name) && all.ends_with(&format!("</{name}>"))
        })
    }
}
