//! Plain text: headings by their looks, bullets of every shape, lines that a
//! mailer wrapped put together again.

mod line;

use clauselint_source::Span;

use crate::builder::{Builder, Place};
use crate::document::{BlockId, BlockKind, Document, Format};
use crate::heading;
use line::{Line, Shape};

/// A text whose longest line has so many bytes was wrapped by hand.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=100;
/// A wrapped line that is shorter ends its paragraph.
const WRAP_SLACK: usize = 25;

/// Parses plain text.
pub(crate) fn parse(text: &str) -> Document {
    let lines = line::lines(text);
    let mut flow = Flow {
        builder: Builder::new(Format::Text, text.len()),
        wrap: wrap_width(&lines),
        lead: None,
        items: Vec::new(),
        titled: false,
    };
    for (at, line) in lines.iter().enumerate() {
        flow.line(
            line,
            at.checked_sub(1).map(|at| &lines[at]),
            lines.get(at + 1),
        );
    }
    flow.builder.finish()
}

/// The width that the text was wrapped at; none where each line is a paragraph.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let widths = || lines.iter().map(|line| line.text.len());
    let widest = widths().max().unwrap_or(0);
    let long = widths()
        .filter(|&width| width + WRAP_SLACK >= widest)
        .count();
    (WRAPPED.contains(&widest) && long >= 3).then_some(widest)
}

struct Flow {
    builder: Builder,
    wrap: Option<usize>,
    /// The paragraph that may introduce the next list.
    lead: Option<BlockId>,
    /// Open items: indentation and block.
    items: Vec<(usize, BlockId)>,
    /// Whether a heading has been seen.
    titled: bool,
}

impl Flow {
    fn line(&mut self, line: &Line<'_>, before: Option<&Line<'_>>, after: Option<&Line<'_>>) {
        match &line.shape {
            Shape::Blank => self.builder.end(),
            Shape::Rule => self.builder.end(),
            Shape::Underline { .. } if !self.builder.is_open() => {}
            Shape::Underline { level } => {
                self.builder.retitle(*level);
                self.close_heading();
            }
            Shape::Bullet { marker } => self.item(line, *marker),
            Shape::Prose => {
                let underlined =
                    after.is_some_and(|next| matches!(next.shape, Shape::Underline { .. }));
                let goes_on = self.goes_on(line, before);
                if !goes_on && !underlined && self.is_heading(line, before, after) {
                    self.heading(line);
                } else {
                    self.prose(line, goes_on);
                }
            }
        }
    }

    /// Whether a line of prose belongs to the paragraph that is open.
    fn goes_on(&self, line: &Line<'_>, before: Option<&Line<'_>>) -> bool {
        let Some(before) = before.filter(|_| self.builder.is_open()) else {
            return false;
        };
        if line.text.starts_with(|c: char| c.is_lowercase()) && !before.ends_sentence() {
            return true;
        }
        let wrapped = |width| before.end_column() + WRAP_SLACK >= width;
        self.wrap.is_some_and(wrapped)
    }

    fn is_heading(
        &self,
        line: &Line<'_>,
        before: Option<&Line<'_>>,
        after: Option<&Line<'_>>,
    ) -> bool {
        let stands_over = after.is_none_or(|next| next.text.is_empty() || next.text.len() > 60);
        let parted = !self.builder.is_open()
            || before.is_none_or(Line::ends_sentence)
            || (self.wrap.is_none() && stands_over);
        let followed = after.is_some_and(|next| !matches!(next.shape, Shape::Blank));
        let (number, skipped) = heading::split_number(line.text);
        let words = &line.text[skipped as usize..];
        if !parted || !heading::is_title(words) || self.runs_on(line, after) {
            return false;
        }
        if line::is_upper(words) {
            return true;
        }
        if number.is_some() {
            return heading::is_numbered_title(line.text);
        }
        let short = words.split_whitespace().count() <= 9;
        let opens = words.starts_with(|c: char| c.is_uppercase() || c == '"');
        let introduces = line.text.ends_with(':') && followed && !line::is_title_case(words);
        short && opens && line.indent < 4 && !introduces
    }

    /// Whether a line as wide as the text was wrapped goes on in the next one:
    /// "4.3 Where a contractor who repairs the / building asks for it".
    fn runs_on(&self, line: &Line<'_>, after: Option<&Line<'_>>) -> bool {
        let full = |width| line.end_column() + WRAP_SLACK >= width;
        let next = after.filter(|next| next.shape == Shape::Prose);
        self.wrap.is_some_and(full)
            && next.is_some_and(|next| {
                next.text.starts_with(|c: char| c.is_lowercase())
                    || (line::is_upper(line.text) && line::is_upper(next.text))
            })
    }

    fn heading(&mut self, line: &Line<'_>) {
        let level = match heading::split_number(line.text).0 {
            _ if !self.titled => 1,
            Some(number) => 1 + heading::depth(&number),
            None => 2,
        };
        self.builder.begin_heading(level);
        self.builder.text(line.text, line.start);
        self.close_heading();
    }

    fn close_heading(&mut self) {
        self.builder.end();
        self.titled = true;
        self.lead = None;
        self.items.clear();
    }

    fn prose(&mut self, line: &Line<'_>, goes_on: bool) {
        if goes_on {
            let gap = line.start.saturating_sub(1);
            self.builder.space(Span::new(gap, line.start));
        } else {
            self.begin_prose(line);
        }
        self.builder.text(line.text, line.start);
    }

    /// Ends the block that is open; one without words leads nothing.
    fn close(&mut self) {
        self.builder.end();
        let written = |block| self.builder.has(block);
        self.items.pop_if(|item| !written(item.1));
        self.lead = self.lead.filter(|lead| written(*lead));
    }

    fn begin_prose(&mut self, line: &Line<'_>) {
        self.close();
        while self
            .items
            .last()
            .is_some_and(|(indent, _)| line.indent <= *indent)
        {
            self.items.pop();
        }
        let place = Place {
            lead: self.items.last().map(|item| item.1),
            depth: self.items.len() as u8,
            quoted: false,
        };
        self.builder.begin(BlockKind::Paragraph, place);
        if self.items.is_empty() {
            self.lead = Some(self.builder.next_block());
        }
    }

    fn item(&mut self, line: &Line<'_>, marker: usize) {
        self.close();
        while self
            .items
            .last()
            .is_some_and(|(indent, _)| line.indent <= *indent)
        {
            self.items.pop();
        }
        let lead = self.items.last().map(|item| item.1).or(self.lead);
        let depth = (self.items.len() + 1).min(usize::from(u8::MAX)) as u8;
        let place = Place {
            lead,
            depth,
            quoted: false,
        };
        self.builder.begin(BlockKind::Item, place);
        if depth < u8::MAX {
            self.items.push((line.indent, self.builder.next_block()));
        }
        self.builder
            .text(&line.text[marker..], line.start + marker as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::dump;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(dump(&parse(text), text), expected, "{text}");
    }

    #[test]
    fn headings_by_their_looks() {
        check(
            "Privacy Policy\n\nWe are Acme.\n\nDATA WE COLLECT\nWe ask for your name.\n\n2.1 Sharing\nNever done.\n\nContact\n-------\nMail us.\n",
            &[
                "Heading1 Privacy Policy",
                "Paragraph We are Acme.",
                "Heading2 DATA WE COLLECT",
                "Paragraph We ask for your name.",
                "Heading3 #2.1 Sharing",
                "Paragraph Never done.",
                "Heading2 Contact",
                "Paragraph Mail us.",
            ],
        );
    }

    #[test]
    fn bullets_of_every_shape() {
        check(
            "We collect:\n- name\n* mail\n  • work\n(a) age\ni. town\n7\\. street\n3) zip\n",
            &[
                "Paragraph We collect:",
                "Item1 name <- We collect:",
                "Item1 mail <- We collect:",
                "Item2 work <- mail",
                "Item1 age <- We collect:",
                "Item1 town <- We collect:",
                "Item1 street <- We collect:",
                "Item1 zip <- We collect:",
            ],
        );
    }

    #[test]
    fn what_nobody_sees_leads_nothing() {
        check(
            "We ask you for this.\n\u{200b}\n- name\n- \u{200b}\n  - mail\n  - town\n",
            &[
                "Paragraph We ask you for this.",
                "Item1 name <- We ask you for this.",
                "Item1 mail <- We ask you for this.",
                "Item1 town <- We ask you for this.",
            ],
        );
    }

    #[test]
    fn wrapped_lines_are_put_together_and_unwrapped_ones_are_not() {
        let wrapped = "We keep what you write to us for as long as your account\nis open and then for two years, after which we remove\nall of it from our machines. Copies are held for three\nmonths.\nNew paragraph.\n";
        check(
            wrapped,
            &[
                "Paragraph We keep what you write to us for as long as your account is open and then for two years, after which we remove all of it from our machines. Copies are held for three months.",
                "Paragraph New paragraph.",
            ],
        );
        check(
            "Last updated: April 22, 2026\nOverview\n\nThis policy says how we use data.\nWe sell none.\n",
            &[
                "Paragraph Last updated: April 22, 2026",
                "Heading1 Overview",
                "Paragraph This policy says how we use data.",
                "Paragraph We sell none.",
            ],
        );
    }

    #[test]
    fn a_clause_whose_first_line_is_full_is_no_heading() {
        let clauses = "7. Liability\n\n7.1 Where a contractor who repairs a part of the building asks\nfor it, we tell the contractor the name of the tenant.\n\n7.2 BY STAYING IN THE UNIT THE TENANT AGREES THAT ACME IS NOT\nLIABLE FOR ANY LOSS.\n";
        check(
            clauses,
            &[
                "Heading1 #7 Liability",
                "Paragraph 7.1 Where a contractor who repairs a part of the building asks for it, we tell the contractor the name of the tenant.",
                "Paragraph 7.2 BY STAYING IN THE UNIT THE TENANT AGREES THAT ACME IS NOT LIABLE FOR ANY LOSS.",
            ],
        );
    }

    #[test]
    fn a_hanging_indent_belongs_to_its_item() {
        check(
            "- Your name, which\n  you type in\n- Your mail\n\n  Only if given.\n\nEnd.\n",
            &[
                "Item1 Your name, which you type in",
                "Item1 Your mail",
                "Paragraph1 Only if given. <- Your mail",
                "Paragraph End.",
            ],
        );
    }
}
