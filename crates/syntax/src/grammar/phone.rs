//! Telephone numbers.

use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{ends_word, literal, reject, run, space, spaces, tail, word};

/// Words that announce a number within the bytes before it.
const CUES: &[&str] = &[
    "tel", "phone", "call", "fax", "mobile", "dial", "hotline", "whatsapp", "toll",
];
const CUE_REACH: usize = 24;

/// Longest number in bytes, separators included.
const WIDTH: usize = 32;

/// How a number is written: its digit groups and what parts them.
#[derive(Default)]
struct Shape {
    groups: [u8; 8],
    count: usize,
    digits: usize,
    slashes: usize,
    length: usize,
}

/// "+49 (0)30 1234567", "(555) 123-4567", "1-800-555-0199".
///
/// `before` is the text in front of it, which may announce a number.
pub(super) fn phone<'a>(before: &str, input: &'a str) -> IResult<&'a str, ()> {
    let toll_free = matches!(
        input.as_bytes(),
        [b'1', b'-' | b' ' | b'.', ..] | [b'8', ..] | [b'(', b'8', ..]
    );
    if toll_free && let Ok((rest, ())) = vanity(input) {
        return Ok((rest, ()));
    }
    let shape = shape(input);
    let (number, after) = input.split_at(shape.length);
    // "(1-800-555-0199)": the parenthesis is not the number's.
    if number.starts_with('(') && !number.contains(')') {
        return reject(input);
    }
    let digits = (7..=15).contains(&shape.digits);
    if !digits || !ends_number(after) || !plausible(before, input, &shape) {
        return reject(input);
    }
    let (rest, _) = opt(extension).parse(after)?;
    Ok((rest, ()))
}

fn plausible(before: &str, input: &str, shape: &Shape) -> bool {
    if input.starts_with('+') {
        return true;
    }
    let groups = &shape.groups[..shape.count];
    let american = matches!(groups, [3, 3, 4] | [1, 3, 3, 4]) && shape.slashes == 0;
    if input.starts_with('(') {
        return american || announced(before) || (input.starts_with("(0") && shape.digits >= 9);
    }
    let national = input.starts_with('0') && shape.count > 1 && shape.digits >= 9;
    american || national || (announced(before) && shape.slashes <= 1)
}

/// Whether the words before tell of a telephone.
fn announced(before: &str) -> bool {
    let near = tail(before, CUE_REACH).as_bytes();
    CUES.iter().any(|cue| {
        near.windows(cue.len())
            .any(|window| window.eq_ignore_ascii_case(cue.as_bytes()))
    })
}

/// Reads digit groups with at most two separators between them.
fn shape(input: &str) -> Shape {
    let mut shape = Shape::default();
    let mut since_digit = 0;
    for (at, byte) in input.bytes().take(WIDTH).enumerate() {
        match byte {
            b'0'..=b'9' => {
                if (since_digit > 0 || at == 0 || shape.count == 0) && shape.count < 8 {
                    shape.count += 1;
                }
                shape.groups[shape.count - 1] += 1;
                shape.digits += 1;
                since_digit = 0;
                shape.length = at + 1;
            }
            b'+' if at == 0 => {}
            b'(' if at > 8 => break,
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' if since_digit < 3 => {
                let doubled = since_digit > 0 && input.as_bytes()[at - 1] == byte;
                if doubled || (byte == b'.' && input.as_bytes().get(at + 1) == Some(&b' ')) {
                    break;
                }
                shape.slashes += usize::from(byte == b'/');
                since_digit += 1;
            }
            _ => break,
        }
    }
    shape
}

/// Whether nothing behind it makes it part of something longer.
fn ends_number(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let joined = bytes.first().is_some_and(|byte| b"-/.:,%".contains(byte))
        && bytes.get(1).is_some_and(u8::is_ascii_alphanumeric);
    let more_digits = bytes.first() == Some(&b' ') && bytes.get(1).is_some_and(u8::is_ascii_digit);
    ends_word(rest) && !joined && !more_digits && bytes.first() != Some(&b'%')
}

/// "1-877-FTC-HELP".
fn vanity(input: &str) -> IResult<&str, ()> {
    let (after, _) = opt((literal("1"), dash)).parse(input)?;
    let (after, _) = opt(literal("(")).parse(after)?;
    let (after, ()) = literal("8").parse(after)?;
    let (after, code) = run(after, 2, u8::is_ascii_digit)?;
    let (after, _) = opt(literal(")")).parse(after)?;
    let (after, ()) = dash(after)?;
    let named = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
    let (rest, name) = run(after, 11, named)?;
    let length = name.bytes().filter(|byte| *byte != b'-').count();
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    let good = code.len() == 2 && (7..=10).contains(&length) && letters >= 3;
    if good && ends_word(rest) && !name.ends_with('-') {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

fn dash(input: &str) -> IResult<&str, ()> {
    let (rest, _) = run(input, 1, |byte| b"- .".contains(byte))?;
    Ok((rest, ()))
}

/// " ext. 12", "x12".
fn extension(input: &str) -> IResult<&str, ()> {
    let after = spaces(input.strip_prefix(',').unwrap_or(input));
    let (after, ()) =
        nom::branch::alt((word("extension"), word("ext"), literal("x"))).parse(after)?;
    let after = after.strip_prefix('.').unwrap_or(after);
    let (after, _) = opt(space).parse(after)?;
    let (rest, _) = run(after, 6, u8::is_ascii_digit)?;
    if ends_word(rest) {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> bool {
        phone("", text).is_ok_and(|(rest, ())| rest.is_empty())
    }

    #[test]
    fn written_with_separators() {
        for text in [
            "+49 (0)30 1234567",
            "(555) 123-4567",
            "1-800-555-0199",
            "800.555.1234",
            "0800 123 4567",
            "+4930123456",
            "1-877-FTC-HELP",
            "555-123-4567 ext. 12",
        ] {
            assert!(read(text), "{text}");
        }
    }

    #[test]
    fn other_numbers() {
        for text in [
            "1798.100",
            "2016/679",
            "192.168.100.200",
            "4111 1111 1111 1111",
            "12345678",
            "27001:2013",
            "1,000,000",
            "95/46",
            "2018-05-25",
        ] {
            assert!(!read(text), "{text}");
        }
        assert!(phone("call us at ", "5551234567").is_ok());
    }
}
