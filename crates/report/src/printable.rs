/// Text that came from outside, made safe for a terminal.
///
/// What a terminal would take for a command, and what would reverse the order
/// of the text around it, is shown as U+FFFD; a tab is shown as a space.
#[must_use]
pub fn printable(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let shown = |c: char| match c {
        '\t' => ' ',
        c if c.is_control() || turns(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// Words with a capital to begin with.
pub(crate) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}

/// Marks that turn the direction of writing.
const fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_commands_are_not_passed_on() {
        assert_eq!(
            printable("a\u{1b}[31m\tb\u{7}\u{9b}2J\u{202e}é"),
            "a\u{FFFD}[31m b\u{FFFD}\u{FFFD}2J\u{FFFD}é"
        );
    }
}
