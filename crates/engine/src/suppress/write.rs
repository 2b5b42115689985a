//! Comments that suppress findings, written where they take effect.

use clauselint_rule::{Edit, RuleId};
use clauselint_source::Span;
use clauselint_syntax::{Block, BlockKind, Format};

use crate::FileReport;

/// Writes comments that suppress findings of a file. Where its blocks stand is
/// looked up once, however many comments there are to be.
pub struct Suppressor<'r> {
    report: &'r FileReport,
    /// Where each block stands in the source.
    spans: Vec<Span>,
    /// Blocks by where they stand, each with how far those up to it reach.
    order: Vec<(Span, usize, u32)>,
    /// The item that each block is a further block of.
    items: Vec<Option<usize>>,
}

impl<'r> Suppressor<'r> {
    /// For a file as it was linted.
    #[must_use]
    pub fn new(report: &'r FileReport) -> Self {
        let document = report.document();
        let blocks = document.blocks.iter();
        let spans: Vec<Span> = blocks.map(|block| document.locate(block.span)).collect();
        let placed = spans.iter().copied().enumerate();
        let mut order: Vec<_> = placed.map(|(block, span)| (span, block, 0)).collect();
        order.sort_unstable();
        let mut reach = 0;
        for (span, _, reaches) in &mut order {
            reach = reach.max(span.end);
            *reaches = reach;
        }
        Self {
            report,
            spans,
            order,
            items: items(&document.blocks),
        }
    }

    /// What suppresses the findings of rules in the paragraph, item or row at a
    /// place, in bytes of the source's text; nothing where no comment may stand,
    /// as in front matter.
    #[must_use]
    pub fn here(&self, at: u32, rules: &[RuleId], reason: &str) -> Vec<Edit> {
        let Some(block) = self.block(at) else {
            return vec![self.above(self.line_start(at), "", rules, reason)];
        };
        let kind = self.blocks()[block].kind;
        match self.format() {
            _ if matches!(kind, BlockKind::Meta | BlockKind::Code) => Vec::new(),
            Format::Markdown if is_row(kind) && !self.is_markup(block) => {
                self.around_table(block, rules, reason)
            }
            Format::Html if self.is_crowded(block) || self.title(block).is_some() => {
                self.inline(block, rules, reason)
            }
            _ => {
                let start = self.line_start(self.spans[block].start);
                let indent = self.indent(block, start);
                vec![self.above(start, &indent, rules, reason)]
            }
        }
    }

    /// What suppresses the findings of rules in the whole file.
    #[must_use]
    pub fn everywhere(&self, rules: &[RuleId], reason: &str) -> Edit {
        let comment = self.comment(&directive("disable-file", rules, reason));
        let at = match self.format() {
            Format::Markdown => behind_front_matter(self.text()),
            Format::Html => behind_doctype(self.text()),
            Format::Text => 0,
        };
        let own_line = self.text()[..at].is_empty() || self.text()[..at].ends_with('\n');
        Edit {
            span: Span::new(at as u32, at as u32),
            text: if own_line {
                comment + self.newline()
            } else {
                self.newline().to_owned() + &comment
            },
        }
    }

    const fn format(&self) -> Format {
        self.report.format
    }

    fn text(&self) -> &'r str {
        self.report.source.text()
    }

    fn blocks(&self) -> &'r [Block] {
        &self.report.document().blocks
    }

    /// The innermost block at a place, or else the next one.
    fn block(&self, at: u32) -> Option<usize> {
        let next = self.order.partition_point(|(span, ..)| span.start <= at);
        let before = self.order[..next].iter().rev();
        let around = before
            .take_while(|(.., reaches)| *reaches >= at)
            .filter(|(span, ..)| span.end >= at);
        // Of those that begin together one that goes on behind the place.
        let mut around = around.peekable();
        let start = around.peek().map(|(span, ..)| span.start);
        let alike = around.take_while(|(span, ..)| Some(span.start) == start);
        let innermost = alike.max_by_key(|(span, block, _)| (at < span.end, *block));
        let next = || self.order[next..].first();
        innermost.or_else(next).map(|(_, block, _)| *block)
    }

    fn line_start(&self, at: u32) -> u32 {
        let before = &self.text()[..at as usize];
        before.rfind('\n').map_or(0, |end| end as u32 + 1)
    }

    /// The end of the line that a place lies on, its line break included.
    fn line_end(&self, at: u32) -> u32 {
        let rest = &self.text()[at as usize..];
        at + rest.find('\n').map_or(rest.len(), |len| len + 1) as u32
    }

    fn newline(&self) -> &'static str {
        let first = self.text().split_inclusive('\n').next();
        if first.is_some_and(|line| line.ends_with("\r\n")) {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// Whether a block of a Markdown file is written in HTML.
    fn is_markup(&self, block: usize) -> bool {
        let span = self.spans[block];
        let line = &self.text()[self.line_start(span.start) as usize..span.start as usize];
        line.contains('<')
    }

    /// Whether a line above would not do: other blocks begin on the same line,
    /// or the line begins within a tag.
    fn is_crowded(&self, block: usize) -> bool {
        let own = self.spans[block];
        let (start, end) = (self.line_start(own.start), self.line_end(own.start));
        let from = self.order.partition_point(|(span, ..)| span.start < start);
        let begun = self.order[from..].iter();
        let mut begun = begun.take_while(|(span, ..)| span.start < end);
        let before = &self.text()[..start as usize];
        before.rfind('<') > before.rfind('>') || begun.any(|(_, at, _)| *at != block)
    }

    /// What stands before a comment on a line of its own, so that it is part of
    /// the quote and list that the block is part of.
    fn indent(&self, block: usize, start: u32) -> String {
        let line = &self.text()[start as usize..];
        let marks: &[char] = match self.format() {
            Format::Markdown => &[' ', '\t', '>'],
            Format::Html | Format::Text => &[' ', '\t'],
        };
        let rest = line.trim_start_matches(marks);
        let mut indent = line[..line.len() - rest.len()].to_owned();
        if self.format() == Format::Markdown {
            // As deep as text indented by accident it would be text as well.
            if self.blocks()[block].depth == 0 {
                let quote = indent.rfind('>').map_or(0, |at| at + 1);
                let (space, own) = (&indent[quote..], usize::from(quote > 0));
                if space.len() > own + 3 || space.contains('\t') {
                    indent.truncate(quote);
                    indent.push_str(&" ".repeat(own));
                }
            } else if let Some(item) = self.item(block)
                && indent.len() > item + 3
            {
                return " ".repeat(item);
            }
        }
        if self.format() == Format::Markdown && self.goes_on(block) {
            // Below the words of the item before, or the list would end here.
            indent.push_str(&" ".repeat(marker(rest)));
        }
        indent
    }

    /// How far the words of the item are indented that a further block is part
    /// of; none where more than space stands before its mark.
    fn item(&self, block: usize) -> Option<usize> {
        let at = self.items[block]?;
        let start = self.line_start(self.spans[at].start);
        let line = &self.text()[start as usize..];
        let words = line.trim_start_matches(' ');
        let marker = marker(words);
        (marker > 0).then(|| line.len() - words.len() + marker)
    }

    /// Whether an item is not the first of its list.
    fn goes_on(&self, block: usize) -> bool {
        let own = &self.blocks()[block];
        let before = block.checked_sub(1).map(|at| &self.blocks()[at]);
        own.depth > 0 && before.is_some_and(|before| before.depth >= own.depth)
    }

    fn comment(&self, words: &str) -> String {
        match self.format() {
            Format::Markdown | Format::Html => format!("<!-- clauselint-{words} -->"),
            // A line with `#` might make Markdown of it.
            Format::Text => format!("// clauselint-{words}"),
        }
    }

    fn above(&self, line: u32, indent: &str, rules: &[RuleId], reason: &str) -> Edit {
        let comment = self.comment(&directive("disable-next-line", rules, reason));
        Edit {
            span: Span::new(line, line),
            text: format!("{indent}{comment}{}", self.newline()),
        }
    }

    /// A table ends where a comment stands between its rows.
    fn around_table(&self, block: usize, rules: &[RuleId], reason: &str) -> Vec<Edit> {
        let rows = |at: &usize| is_row(self.blocks()[*at].kind);
        let first = (0..=block).rev().take_while(rows).last().unwrap_or(block);
        let last = (block..self.blocks().len()).take_while(rows).last();
        let first = self.line_start(self.spans[first].start);
        let last = self.line_end(self.spans[last.unwrap_or(block)].end);
        let newline = self.newline();
        let on = self.comment(&directive("disable", rules, reason));
        let off = self.comment(&format!("enable {}", listed(rules)));
        let indent = self.indent(block, first);
        let ended = self.text()[..last as usize].ends_with('\n');
        let before = if ended { "" } else { newline };
        vec![
            Edit {
                span: Span::new(first, first),
                text: format!("{indent}{on}{newline}"),
            },
            Edit {
                span: Span::new(last, last),
                text: format!("{before}{indent}{off}{newline}"),
            },
        ]
    }

    /// The title of a page, where a block is one: within it a comment is none.
    fn title(&self, block: usize) -> Option<Span> {
        let span = self.spans[block];
        let before = &self.text()[..span.start as usize];
        let start = before.rfind('<')?;
        let name = before[start..].get(..6)?;
        let rest = &self.text()[span.end as usize..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1) as u32;
        let title = Span::new(start as u32, span.end + end);
        name.eq_ignore_ascii_case("<title").then_some(title)
    }

    fn inline(&self, block: usize, rules: &[RuleId], reason: &str) -> Vec<Edit> {
        let span = self.title(block).unwrap_or(self.spans[block]);
        let at = |at, words: String| Edit {
            span: Span::new(at, at),
            text: self.comment(&words),
        };
        vec![
            at(span.start, directive("disable", rules, reason)),
            at(span.end, format!("enable {}", listed(rules))),
        ]
    }
}

/// For each block the item that it is a further block of.
fn items(blocks: &[Block]) -> Vec<Option<usize>> {
    // The items that are open, by depth.
    let mut open: Vec<Option<usize>> = Vec::new();
    let item = |(at, block): (usize, &Block)| {
        open.resize(usize::from(block.depth), None);
        let item = open.last_mut()?;
        match block.kind {
            BlockKind::Item => *item = Some(at),
            // It begins an item as well.
            BlockKind::Heading => *item = None,
            _ => return *item,
        }
        None
    };
    blocks.iter().enumerate().map(item).collect()
}

/// What a comment says; a reason that is empty is none.
fn directive(kind: &str, rules: &[RuleId], reason: &str) -> String {
    let rules = listed(rules);
    match reason {
        "" => format!("{kind} {rules}"),
        reason => format!("{kind} {rules} -- {reason}"),
    }
}

fn listed(rules: &[RuleId]) -> String {
    let rules: Vec<&str> = rules.iter().map(RuleId::as_str).collect();
    rules.join(", ")
}

const fn is_row(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::HeaderRow | BlockKind::Row)
}

/// The length of a list item's mark with the space behind it.
fn marker(line: &str) -> usize {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(rest) = digits.strip_prefix(['-', '*', '+', '.', ')']) else {
        return 0;
    };
    let words = rest.trim_start_matches([' ', '\t']);
    match rest.len() - words.len() {
        0 => 0,
        // A longer gap begins code within the item.
        space => line.len() - rest.len() + if space > 4 { 1 } else { space },
    }
}

fn behind_front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return 0;
    }
    let mut at = first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == fence {
            return at;
        }
    }
    0
}

fn behind_doctype(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = text[at..].trim_start();
        let is_head = rest.starts_with("<?")
            || rest
                .get(..9)
                .is_some_and(|head| head.eq_ignore_ascii_case("<!doctype"));
        match rest.find('>') {
            Some(end) if is_head => at = text.len() - rest.len() + end + 1,
            _ => return at,
        }
    }
}
