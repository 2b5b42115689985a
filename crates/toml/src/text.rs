use std::ops::Range;

/// Where a part of a text stands in the text as written, quotes and all.
///
/// `within` counts bytes of `read`, the result those of `written`. None where
/// it is no part of the text, or the text is broken before its end.
pub(crate) fn part(written: &str, read: &str, within: &Range<usize>) -> Option<Range<usize>> {
    if within.start > within.end || within.end > read.len() {
        return None;
    }
    let (mut at, escapes) = opening(written)?;
    let (mut done, mut start) = (0, None);
    while done < within.end {
        let step = Step::next(written.get(at..)?, &read[done..], escapes)?;
        // A folded line end before the part is no piece of it.
        if step.read > 0 && done <= within.start {
            start = Some(at);
        }
        at += step.written;
        done += step.read;
    }
    Some(start.filter(|_| !within.is_empty()).unwrap_or(at)..at)
}

/// The bytes before the first of the text, and whether backslashes escape.
fn opening(written: &str) -> Option<(usize, bool)> {
    let quote = written
        .chars()
        .next()
        .filter(|quote| "\"'".contains(*quote))?;
    let marks = written.chars().take_while(|next| *next == quote).count();
    // Two are an empty text; of four or more, three open and the others are in it.
    let open = if marks < 3 { 1 } else { 3 };
    // A line end right behind three is not in the text.
    let folded = match &written.as_bytes()[open..] {
        [b'\n', ..] if open == 3 => 1,
        [b'\r', b'\n', ..] if open == 3 => 2,
        _ => 0,
    };
    Some((open + folded, quote == '"'))
}

/// One character, as many bytes as it takes on either side.
struct Step {
    written: usize,
    read: usize,
}

impl Step {
    fn next(written: &str, read: &str, escapes: bool) -> Option<Self> {
        let (first, value) = (written.chars().next()?, read.chars().next()?);
        if escapes && first == '\\' {
            return Self::escaped(written, value);
        }
        if written.starts_with("\r\n") && value == '\n' {
            return Some(Self {
                written: 2,
                read: 1,
            });
        }
        (first == value).then(|| Self {
            written: first.len_utf8(),
            read: first.len_utf8(),
        })
    }

    fn escaped(written: &str, value: char) -> Option<Self> {
        let rest = &written[1..];
        let folded = rest.len() - rest.trim_start().len();
        if folded > 0 {
            return Some(Self {
                written: 1 + folded,
                read: 0,
            });
        }
        let letter = rest.chars().next()?;
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code = &rest.as_bytes()[letter.len_utf8()..];
        let is_whole = code.get(..digits)?.iter().all(u8::is_ascii_hexdigit);
        is_whole.then(|| Self {
            written: 1 + letter.len_utf8() + digits,
            read: value.len_utf8(),
        })
    }
}
