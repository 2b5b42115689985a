//! Numbers of headings.

/// The number that follows: "8" behind "7", "B" behind "A", "X" behind "IX",
/// "4.3" behind "4.2". `before` is the one before it, which tells whether "I"
/// is a letter.
pub(crate) fn next(number: &str, before: Option<&str>) -> Option<String> {
    let (stem, last) = match number.rfind('.') {
        Some(at) => number.split_at(at + 1),
        None => ("", number),
    };
    let next = if let Ok(value) = last.parse::<u32>() {
        (value + 1).to_string()
    } else if is_letter(last, before) {
        let letter = last.bytes().next()?;
        let next = letter + 1;
        next.is_ascii_alphabetic()
            .then(|| char::from(next).to_string())?
    } else {
        let upper = last.to_ascii_uppercase();
        let roman = roman(value_of(&upper)? + 1);
        match upper == last {
            true => roman,
            false => roman.to_ascii_lowercase(),
        }
    };
    Some(format!("{stem}{next}"))
}

fn is_letter(number: &str, before: Option<&str>) -> bool {
    let [letter] = number.as_bytes() else {
        return false;
    };
    let before = before.and_then(|before| before.bytes().next());
    letter.is_ascii_alphabetic() && (!b"IVXivx".contains(letter) || before == letter.checked_sub(1))
}

const ROMAN: [(u32, &str); 9] = [
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(mut value: u32) -> String {
    let mut text = String::new();
    for (worth, digits) in ROMAN {
        while value >= worth {
            text.push_str(digits);
            value -= worth;
        }
    }
    text
}

fn value_of(text: &str) -> Option<u32> {
    (1..200).find(|value| roman(*value) == text)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn numbers_of_every_kind_go_on() {
        for (number, before, after) in [
            ("7", None, Some("8")),
            ("4.2", None, Some("4.3")),
            ("A", None, Some("B")),
            ("c", Some("b"), Some("d")),
            ("Z", Some("Y"), None),
            ("IX", Some("VIII"), Some("X")),
            ("i", None, Some("ii")),
            ("I", Some("H"), Some("J")),
            ("?", None, None),
        ] {
            assert_eq!(next(number, before).as_deref(), after, "{number}");
        }
    }
}
