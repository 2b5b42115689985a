//! Lines of a source. Ends of lines are told without their line end.

/// Where the line begins that an offset lies in.
pub(crate) fn start(source: &str, at: u32) -> u32 {
    let before = source.get(..at as usize).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at as u32 + 1)
}

/// Where the line ends that an offset lies in.
pub(crate) fn end(source: &str, at: u32) -> u32 {
    let rest = source.get(at as usize..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len() as u32
}

/// The line that an offset lies in.
pub(crate) fn line(source: &str, at: u32) -> &str {
    let (start, end) = (start(source, at), end(source, at));
    source.get(start as usize..end as usize).unwrap_or_default()
}

/// Where the line behind a line's end begins.
pub(crate) fn next(source: &str, end: u32) -> u32 {
    let rest = source.get(end as usize..).unwrap_or_default();
    match rest.find('\n') {
        Some(at) => end + at as u32 + 1,
        None => source.len() as u32,
    }
}

/// The line behind a line's end, by its start; none at the end of the source.
pub(crate) fn below(source: &str, end: u32) -> Option<(u32, &str)> {
    let start = next(source, end);
    let line_end = self::end(source, start);
    ((start as usize) < source.len()).then(|| (start, &source[start as usize..line_end as usize]))
}

/// The line before a line's start, by its start.
pub(crate) fn above(source: &str, start: u32) -> Option<(u32, &str)> {
    let end = start.checked_sub(1)?;
    let above = self::start(source, end);
    Some((above, line(source, above)))
}

/// Whether nothing stands in the line before a line's start.
pub(crate) fn is_blank_before(source: &str, start: u32) -> bool {
    above(source, start).is_none_or(|(_, line)| line.trim().is_empty())
}

/// Whether nothing stands in the line behind a line's end.
pub(crate) fn is_blank_behind(source: &str, end: u32) -> bool {
    below(source, end).is_none_or(|(_, line)| line.trim().is_empty())
}

/// Where the blank lines behind a line's end are over.
pub(crate) fn blank_end(source: &str, end: u32) -> u32 {
    let mut at = next(source, end);
    while (at as usize) < source.len() && line(source, at).trim().is_empty() {
        at = next(source, self::end(source, at));
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_either_end_are_told_apart() {
        let text = "a\r\n\r\nbc\nd";
        assert_eq!((start(text, 6), end(text, 6)), (5, 7));
        assert_eq!(below(text, 7), Some((8, "d")));
        assert_eq!(above(text, 5), Some((3, "")));
        assert_eq!(below(text, 9), None);
        assert_eq!(blank_end(text, 1), 5);
        assert!(is_blank_before(text, 5) && !is_blank_behind(text, 7));
    }
}
