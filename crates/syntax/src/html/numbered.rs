//! Numbered lines: which are titles, and which follow one another.

use crate::heading;

const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX",
];

/// The number of a line that is a numbered title; a house number is none.
pub(super) fn title(line: &str) -> Option<String> {
    let (number, skipped) = heading::split_number(line);
    let words = &line[skipped as usize..];
    let address =
        || words.matches(", ").count() > 1 && words.contains(|c: char| c.is_ascii_digit());
    number.filter(|_| heading::is_numbered_title(line) && !address())
}

/// Whether `next` is the number that comes after `number`.
pub(super) fn follows(number: &str, next: &str) -> bool {
    let (front, last) = number.rsplit_once('.').unwrap_or(("", number));
    let (next_front, next) = next.rsplit_once('.').unwrap_or(("", next));
    let roman = |number: &str| {
        ROMAN
            .iter()
            .position(|roman| roman.eq_ignore_ascii_case(number))
    };
    let counted = match (last.parse::<u16>(), next.parse::<u16>()) {
        (Ok(last), Ok(next)) => next == last + 1,
        _ => false,
    };
    let lettered = match (last.as_bytes(), next.as_bytes()) {
        ([last], [next]) => last.is_ascii_alphabetic() && *next == last + 1,
        _ => false,
    };
    let in_roman = roman(last).is_some_and(|last| roman(next) == Some(last + 1));
    front == next_front && (counted || lettered || in_roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_in_their_own_way() {
        for (number, next) in [
            ("1", "2"),
            ("9", "10"),
            ("4.2", "4.3"),
            ("A", "B"),
            ("III", "IV"),
        ] {
            assert!(follows(number, next), "{number} {next}");
        }
        for (number, next) in [
            ("1", "1.1"),
            ("13", "1"),
            ("I", "A"),
            ("4.2", "5.3"),
            ("A", "1"),
        ] {
            assert!(!follows(number, next), "{number} {next}");
        }
    }

    #[test]
    fn addresses_are_no_titles() {
        assert_eq!(
            title("1. Collection, Use, and Sharing"),
            Some("1".to_owned())
        );
        assert_eq!(title("17 The Esplanade, St Helier, Jersey, JE1 1WT"), None);
    }
}
