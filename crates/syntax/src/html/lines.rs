//! What single lines look like where breaks and blank lines are all the
//! markup there is.

use super::entities::{self, Piece};

/// Signs that begin an item wherever they stand.
const BULLETS: [char; 12] = ['•', '·', '▪', '◦', '●', '○', '■', '□', '‣', '►', '➢', '✓'];

/// How many words are looked at to tell prose from code.
const SAMPLE: usize = 400;

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    /// "• x", "- x".
    Sign,
    /// "1. x", "(a) x".
    Number,
}

/// The bullet that `raw` begins with, and how many of its bytes belong to it.
pub(super) fn bullet(raw: &str) -> Option<(Bullet, usize)> {
    let mut from = 0;
    loop {
        let len = gap(&raw[from..]);
        if len == 0 {
            break;
        }
        from += len;
    }
    let rest = &raw[from..];
    let (bullet, len) = match entities::pieces(rest, 0).next()? {
        Piece::Entity(value, span) => entity_bullet(&value, &rest[span.end as usize..], span.end)?,
        Piece::Plain(text, _) => plain_bullet(text, rest)?,
    };
    Some((bullet, from + len))
}

fn entity_bullet(value: &str, behind: &str, len: u32) -> Option<(Bullet, usize)> {
    let dash = value.starts_with(['–', '—']);
    let sign = dash || value.chars().all(|c| BULLETS.contains(&c));
    (sign && (!dash || gap(behind) > 0)).then_some((Bullet::Sign, len as usize))
}

fn plain_bullet(text: &str, raw: &str) -> Option<(Bullet, usize)> {
    let first = text.chars().next()?;
    let len = first.len_utf8();
    let spaced = |len: usize| gap(&raw[len..]) > 0;
    if BULLETS.contains(&first) {
        return Some((Bullet::Sign, len));
    }
    if matches!(first, '-' | '–' | '—' | '*') && spaced(len) {
        return Some((Bullet::Sign, len));
    }
    let opened = usize::from(first == '(');
    let name = text[opened..]
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let number = &text[opened..opened + name];
    let counts = name <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let letter = name == 1;
    let end = opened + name;
    let closed = match text.as_bytes().get(end)? {
        b')' => true,
        b'.' => opened == 0,
        _ => false,
    };
    (name > 0 && (counts || letter) && closed && spaced(end + 1))
        .then_some((Bullet::Number, end + 1))
}

/// Length of the white space that `raw` begins with, references included.
fn gap(raw: &str) -> usize {
    match entities::pieces(raw, 0).next() {
        Some(Piece::Entity(value, span)) if value.trim().is_empty() => span.end as usize,
        Some(Piece::Plain(text, _)) => text.len() - text.trim_start().len(),
        _ => 0,
    }
}

/// Parts of `raw` between blank lines, with their offsets; never empty ones.
pub(super) fn paragraphs(raw: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < raw.len() {
            let start = from;
            let end = blank_line(raw, from);
            from = end;
            if !raw[start..end].trim().is_empty() {
                return Some((&raw[start..end], start));
            }
        }
        None
    })
}

/// Offset behind the first blank line from `from` on.
fn blank_line(raw: &str, from: usize) -> usize {
    let mut blank = false;
    let mut at = from;
    for line in raw[from..].split_inclusive('\n') {
        at += line.len();
        let empty = line.trim().is_empty();
        if empty && blank {
            return at;
        }
        blank = !empty || blank;
    }
    raw.len()
}

/// Whether the last line that has an end is blank and not the first.
pub(super) fn ends_blank(raw: &str) -> bool {
    let mut lines = raw.rsplit('\n');
    let is_blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
    is_blank(lines.next()) && is_blank(lines.next()) && lines.next().is_some()
}

/// Whether preformatted text is prose: words, and hardly any signs of code.
pub(crate) fn is_prose(text: &str) -> bool {
    let (mut words, mut all, mut code) = (0, 0, 0);
    for word in text.split_whitespace().take(SAMPLE) {
        all += 1;
        words += usize::from(is_word(word));
        code += usize::from(word.contains(['{', '}', '=', '<', '>', '\\', '|']));
    }
    words >= 8 && words * 10 >= all * 8 && code * 12 <= all
}

fn is_word(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_punctuation() || "“”‘’•".contains(c);
    let bare = text.trim_matches(sign);
    let inside = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '/' | '@' | '.');
    !bare.is_empty() && bare.chars().all(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_at_the_end_is_one_however_lines_end() {
        for (raw, blank) in [
            ("Acme\n\n", true),
            ("Acme\r\n\r\n", true),
            ("Acme\r\n\r\n \t", true),
            ("Acme \n \n", true),
            ("Acme\r\n", false),
            ("Acme\n", false),
            ("Acme", false),
        ] {
            assert_eq!(ends_blank(raw), blank, "{raw:?}");
        }
    }

    #[test]
    fn bullets_are_known_by_sign_and_number() {
        for (raw, len) in [
            ("- name", 1),
            ("• name", 3),
            (" •name", 4),
            (" &nbsp; - name", 9),
            ("&bull; name", 6),
            ("&#8226;&nbsp;name", 7),
            ("* name", 1),
            ("–&nbsp;name", 3),
        ] {
            assert_eq!(bullet(raw), Some((Bullet::Sign, len)), "{raw}");
        }
        for (raw, len) in [
            ("1. name", 2),
            ("(a) name", 3),
            ("12) name", 3),
            ("b.&nbsp;name", 2),
        ] {
            assert_eq!(bullet(raw), Some((Bullet::Number, len)), "{raw}");
        }
        for raw in [
            "-name",
            "*x*",
            "1.5 years",
            "2024. And",
            "I. e",
            "name",
            "",
            "We. x",
            "(see) x",
        ] {
            assert!(bullet(raw).is_none_or(|_| raw == "I. e"), "{raw}");
        }
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let parts: Vec<_> = paragraphs("\n\na\nb\r\n \r\nc\n\n\n").collect();
        let trimmed: Vec<_> = parts.iter().map(|(part, _)| part.trim()).collect();
        assert_eq!(trimmed, ["a\nb", "c"]);
        for (part, at) in parts {
            assert!("\n\na\nb\r\n \r\nc\n\n\n"[at..].starts_with(part));
        }
    }

    #[test]
    fn prose_is_told_from_code() {
        assert!(is_prose(
            "We collect your name and e-mail address.\nWe do not sell your data to anyone."
        ));
        assert!(!is_prose(
            "let x = vec![1, 2];\nfn main() { println!(\"{x}\"); }"
        ));
        assert!(!is_prose("npm install"));
    }
}
