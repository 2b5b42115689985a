//! Bytes, decoded, and other text written into them.

use clauselint_source::{Encoding, Source, Span};

/// Every character has its place in the file, in order; nothing written leaves
/// every byte as it was; one character written in place of another changes no
/// other.
pub(crate) fn run(data: &[u8]) {
    let Ok(source) = Source::decode(data.to_vec()) else {
        return;
    };
    places(&source, data);
    assert_eq!(source.patch(data, &[]).as_deref(), Ok(data));
    let text = source.text();
    let Some((at, c)) = text.char_indices().nth(data.len() / 3) else {
        return;
    };
    let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
    if let Ok(patched) = source.patch(data, &[(span, "x")]) {
        let again = Source::decode(patched).expect("what was written can be read");
        assert_eq!(
            again.text(),
            [&text[..at], "x", &text[at + c.len_utf8()..]].concat()
        );
    } else {
        let is_unicode = matches!(source.encoding(), Encoding::Utf8 | Encoding::Utf16);
        assert!(!is_unicode, "ASCII can be written in every encoding");
    }
}

fn places(source: &Source, data: &[u8]) {
    let text = source.text();
    let mut end = 0;
    let mut line = 0;
    for (at, c) in text.char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let place = source.file_span(span);
        assert!(end <= place.start && place.start < place.end, "{place:?}");
        let bytes = data.get(place.range()).expect("a place lies in the file");
        if source.encoding() == Encoding::Utf8 {
            assert_eq!(bytes, span.of(text).as_bytes());
        }
        end = place.end;
        let position = source.position(span.start);
        assert!(position.line >= line);
        line = position.line + u32::from(c == '\n');
    }
    assert!(end as usize <= data.len());
}
