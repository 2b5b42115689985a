//! What JUnit and Checkstyle have in common: XML, one element behind the other.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::printable::printable;

/// Writes XML with an element a line.
pub(crate) struct Xml<'w>(Writer<&'w mut dyn Write>);

impl<'w> Xml<'w> {
    /// Goes on at a depth of so many open elements.
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        Self(Writer::new(out))
    }

    /// The line that every document begins with.
    pub(crate) fn declaration(&mut self) -> io::Result<()> {
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        self.0.write_event(Event::Decl(declaration))?;
        self.line()
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0
            .write_event(Event::Start(element(name, attributes)))?;
        self.line()
    }

    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0
            .write_event(Event::Empty(element(name, attributes)))?;
        self.line()
    }

    /// An element with nothing but text, line breaks kept.
    pub(crate) fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        self.0
            .write_event(Event::Start(element(name, attributes)))?;
        let lines: Vec<String> = text.lines().map(allowed).collect();
        let text = lines.join("\n");
        self.0.write_event(Event::Text(BytesText::new(&text)))?;
        self.close(name)
    }

    pub(crate) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))?;
        self.line()
    }

    fn line(&mut self) -> io::Result<()> {
        self.0.get_mut().write_all(b"\n")
    }
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, allowed(value).as_str()));
    }
    element
}

/// Text without the characters that XML has no way to write, and without line
/// breaks, which attributes do not keep.
fn allowed(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    printable(&text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
