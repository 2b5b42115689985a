//! Quoted words.

use nom::IResult;

use super::lexeme::{head, reject};

/// Longest quotation in bytes that can name something.
const WIDTH: usize = 80;

/// Words between straight quotes, single or double; what stands between.
pub(super) fn quoted(input: &str) -> IResult<&str, &str> {
    let mark = match input.as_bytes() {
        [b'"', ..] => '"',
        [b'\'', ..] => '\'',
        _ => return reject(input),
    };
    let inner = &input[1..];
    let near = head(inner, WIDTH);
    let Some(end) = closing(near, mark) else {
        return reject(input);
    };
    if !near[..end].contains(char::is_alphanumeric) || near[..end].contains('\n') {
        return reject(input);
    }
    Ok((&inner[end + 1..], &near[..end]))
}

/// A single quote closes only where no letter follows: "children's".
fn closing(near: &str, mark: char) -> Option<usize> {
    near.match_indices(mark)
        .map(|(at, _)| at)
        .find(|&at| mark == '"' || !near[at + 1..].starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close() {
        assert_eq!(quoted("\"we,\" or"), Ok((" or", "we,")));
        assert_eq!(quoted("'the user's data'."), Ok((".", "the user's data")));
        for text in ["\"\"", "\"we", "we", "\"...\""] {
            assert!(quoted(text).is_err(), "{text}");
        }
    }
}
