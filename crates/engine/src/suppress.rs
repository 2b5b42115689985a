//! Findings that comments in the policy suppress, and what is wrong with such
//! comments.

mod directive;
mod faults;
mod words;
mod write;

use std::collections::{BTreeMap, HashMap, HashSet};

use clauselint_rule::{Check, Diagnostic, Rule, RuleId, RuleInfo, Severity};
use clauselint_source::{Source, Span};
use clauselint_syntax::{Date, Document, Format};

pub use write::Suppressor;

use directive::{Directive, Kind, Malformed};

/// A finding that a comment suppresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why, as far as the comment says.
    pub reason: Option<String>,
}

/// A comment that suppresses findings; spans count bytes of the source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The whole comment.
    pub span: Span,
    /// The rules, groups or packs as written, each with its place.
    pub names: Vec<(String, Span)>,
}

/// The comments of a file that suppress findings, in order.
#[must_use]
pub fn comments(source: &Source, document: &Document) -> Vec<Comment> {
    let found = directive::find(source.text(), document).into_iter();
    let comment = |found: Result<Directive<'_>, Malformed>| {
        let found = found.ok()?;
        let names = found.names.into_iter();
        Some(Comment {
            span: found.span,
            names: names.map(|(name, span)| (name.to_owned(), span)).collect(),
        })
    };
    found.filter_map(comment).collect()
}

/// Whether comments can suppress the findings of a rule: not those that are
/// about such comments.
#[must_use]
pub fn is_suppressible(rule: &RuleId) -> bool {
    !faults::ALL.contains(rule)
}

/// What is left of a file's findings.
pub(crate) struct Sifted {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) suppressed: Vec<Suppressed>,
}

/// What is known of rules: the names of all there are, and those that run.
pub(crate) struct Names<'r> {
    known: HashSet<&'r str>,
    /// Names of rules that run, so that they could be of use.
    used: HashSet<&'r str>,
    running: HashMap<&'r str, &'r RuleInfo>,
}

impl<'r> Names<'r> {
    pub(crate) fn new(all: &[&'r dyn Rule], running: &[&'r dyn Rule]) -> Self {
        let names = |rules: &[&'r dyn Rule]| -> HashSet<&'r str> {
            let names = rules.iter().flat_map(|rule| names(rule.info()));
            names.chain(["all"]).collect()
        };
        let infos = running.iter().map(|rule| rule.info());
        Self {
            known: names(all),
            used: names(running),
            running: infos.map(|info| (info.id.as_str(), info)).collect(),
        }
    }
}

/// What a rule can be suppressed by, its own id first.
fn names(info: &RuleInfo) -> [&str; 3] {
    [info.id.as_str(), &info.group, &info.pack]
}

/// Takes out what comments suppress, and adds what is wrong with the comments.
pub(crate) fn sift(
    diagnostics: Vec<Diagnostic>,
    source: &Source,
    document: &Document,
    names: &Names<'_>,
    severities: &HashMap<&str, Severity>,
    today: Option<Date>,
) -> Sifted {
    let found = directive::find(source.text(), document);
    if found.is_empty() {
        return Sifted {
            diagnostics,
            suppressed: Vec::new(),
        };
    }
    let (mut told, mut directives) = (Vec::new(), Vec::new());
    for found in found {
        match found {
            Ok(directive) => directives.push(directive),
            Err(malformed) => told.push(faults::unreadable(&malformed, source.text(), names)),
        }
    }
    let mut reach = Reach::new(&directives, source, document, today);
    let (mut left, mut suppressed) = (Vec::new(), Vec::new());
    for diagnostic in diagnostics {
        let Some(info) = names.running.get(diagnostic.rule.as_str()) else {
            left.push(diagnostic);
            continue;
        };
        // What is wrong in several places is told where no comment reaches it.
        let covering = |place: Span| reach.covering(info, place.start);
        for (directive, diagnostic) in by_group(diagnostic, Some(info), None, covering) {
            if let Some(directive) = directive {
                suppressed.push(Suppressed {
                    diagnostic,
                    reason: directives[directive].reason.map(str::to_owned),
                });
            } else {
                left.push(reach.spared(info, diagnostic));
            }
        }
    }
    for (at, directive) in directives.iter().enumerate() {
        told.extend(faults::of(directive, &reach.used[at], names, source, today));
    }
    // They are rules like others: those that do not run say nothing.
    told.retain_mut(|diagnostic| {
        let severity = severities.get(diagnostic.rule.as_str());
        severity.is_some_and(|severity| {
            diagnostic.severity = *severity;
            true
        })
    });
    left.extend(told);
    left.sort();
    Sifted {
        diagnostics: left,
        suppressed,
    }
}

/// Which places each name of each directive reaches.
struct Reach<'d> {
    names: HashMap<&'d str, Places>,
    /// For each directive, which of its names suppressed something.
    used: Vec<Vec<bool>>,
}

/// The places that one name reaches.
#[derive(Default)]
struct Places {
    /// What begins on a line, by start.
    lines: Vec<Place>,
    /// For each of the lines, where it and all before it end at the latest.
    ends: Vec<u32>,
    /// From one comment to another, by start; none reaches into the next.
    ranges: Vec<Place>,
    /// Who reaches the whole file.
    file: Option<(usize, usize)>,
}

/// From, to, the directive, the name's place in it.
type Place = (u32, u32, usize, usize);

impl Places {
    fn sort(&mut self) {
        self.lines.sort_unstable();
        self.ranges.sort_unstable();
        let mut end = 0;
        self.ends = self
            .lines
            .iter()
            .map(|(_, to, ..)| {
                end = end.max(*to);
                end
            })
            .collect();
    }

    /// Who reaches a place: the nearest before it, and the whole file last.
    fn covering(&self, at: u32) -> Option<(usize, usize)> {
        let begun = |places: &[Place]| places.partition_point(|(from, ..)| *from <= at);
        let lines = (0..begun(&self.lines)).rev();
        let mut lines = lines.take_while(|line| self.ends[*line] > at);
        let line = lines.find_map(|line| reaching(&self.lines[line], at));
        let range = || {
            let last = begun(&self.ranges).checked_sub(1)?;
            reaching(&self.ranges[last], at)
        };
        line.or_else(range).or(self.file)
    }
}

fn reaching((_, to, directive, nth): &Place, at: u32) -> Option<(usize, usize)> {
    (at < *to).then_some((*directive, *nth))
}

impl<'d> Reach<'d> {
    fn new(
        directives: &'d [Directive<'d>],
        source: &Source,
        document: &Document,
        today: Option<Date>,
    ) -> Self {
        let mut reach = Self {
            names: HashMap::new(),
            used: directives
                .iter()
                .map(|directive| vec![false; directive.names.len()])
                .collect(),
        };
        let end = source.text().len() as u32 + 1;
        let mut blocks: Vec<Span> = document
            .blocks
            .iter()
            .map(|block| document.locate(block.span))
            .collect();
        blocks.sort_unstable();
        let next = next(source.text(), document.format, &blocks, directives);
        // Names that are switched off, since which directive.
        let mut open: HashMap<&str, (u32, usize, usize)> = HashMap::new();
        for (at, directive) in directives.iter().enumerate() {
            let dead = directive.is_past(today);
            for (nth, (name, _)) in directive.names.iter().enumerate() {
                match directive.kind {
                    Kind::File if !dead => {
                        reach.of(name).file.get_or_insert((at, nth));
                    }
                    Kind::NextLine if !dead => {
                        if let Some((from, to)) = next[at] {
                            reach.of(name).lines.push((from, to, at, nth));
                        }
                    }
                    Kind::Disable if !dead => {
                        open.entry(name).or_insert((directive.span.end, at, nth));
                    }
                    Kind::Enable => {
                        if let Some((from, of, first)) = open.remove(name) {
                            let range = (from, directive.span.start, of, first);
                            reach.of(name).ranges.push(range);
                            reach.used[at][nth] = true;
                        }
                    }
                    _ => {}
                }
            }
        }
        for (name, (from, at, nth)) in open {
            reach.of(name).ranges.push((from, end, at, nth));
        }
        reach.names.values_mut().for_each(Places::sort);
        reach
    }

    fn of(&mut self, name: &'d str) -> &mut Places {
        self.names.entry(name).or_default()
    }

    /// A finding whose fix leaves links alone that are suppressed where they stand.
    fn spared(&mut self, info: &RuleInfo, mut diagnostic: Diagnostic) -> Diagnostic {
        if let Some(mut fix) = diagnostic.fix.take_if(|_| is_of_links(info)) {
            fix.edits
                .retain(|edit| self.covering(info, edit.span.start).is_none());
            diagnostic.fix = Some(fix).filter(|fix| !fix.edits.is_empty());
        }
        diagnostic
    }

    /// The directive that reaches a rule's finding, which is used by that.
    fn covering(&mut self, info: &RuleInfo, at: u32) -> Option<usize> {
        let mut names = names(info).into_iter().chain(["all"]);
        let (directive, nth) = names.find_map(|name| self.names.get(name)?.covering(at))?;
        self.used[directive][nth] = true;
        Some(directive)
    }
}

/// A finding told of each group of its places. A fix that mends links, all of
/// them at once, goes to the group that is told.
pub(crate) fn by_group<K: Ord>(
    found: Diagnostic,
    info: Option<&RuleInfo>,
    told: K,
    group: impl FnMut(Span) -> K,
) -> BTreeMap<K, Diagnostic> {
    let links = found.fix.clone().filter(|_| info.is_some_and(is_of_links));
    let mut groups = found.parted(group);
    if let (Some(links), Some(found)) = (links, groups.get_mut(&told)) {
        found.fix = Some(links);
    }
    groups
}

/// Whether a rule's fix mends links, all of them at once.
fn is_of_links(info: &RuleInfo) -> bool {
    match &info.check {
        Check::Says(all) => all.0.iter().any(|says| says.scheme.is_some()),
        _ => false,
    }
}

/// For each directive the next line that is not blank and no directive, with
/// the whole of the paragraph, item or row that begins on it: a paragraph may
/// be wrapped, and a comment inside would break it.
fn next(
    text: &str,
    format: Format,
    blocks: &[Span],
    directives: &[Directive<'_>],
) -> Vec<Option<(u32, u32)>> {
    // What stands from a line on, so that no line is looked at twice.
    let mut known: HashMap<u32, Option<(u32, u32)>> = HashMap::new();
    let mut all = Vec::with_capacity(directives.len());
    for directive in directives.iter().rev() {
        let mut passed = Vec::new();
        let mut line = next_line(text, directive.span.end);
        let found = loop {
            let Some(start) = line else { break None };
            if let Some(known) = known.get(&start) {
                break *known;
            }
            passed.push(start);
            let words = text[start as usize..]
                .split('\n')
                .next()
                .unwrap_or_default();
            if !is_skipped(words.trim(), format) {
                break Some(block(blocks, start, start + words.len() as u32));
            }
            line = next_line(text, start);
        };
        known.extend(passed.into_iter().map(|start| (start, found)));
        all.push(found);
    }
    all.reverse();
    all
}

/// The start of the line behind the one that a place lies on.
fn next_line(text: &str, from: u32) -> Option<u32> {
    let len = memchr::memchr(b'\n', &text.as_bytes()[from as usize..])?;
    Some(from + len as u32 + 1)
}

/// Blank, or nothing but a comment.
fn is_skipped(line: &str, format: Format) -> bool {
    let is_comment = match format {
        Format::Text => is_line_comment(line),
        // What begins with `#` is a heading there.
        Format::Markdown | Format::Html => line.starts_with("<!--") && line.ends_with("-->"),
    };
    line.is_empty() || is_comment
}

/// A line with the block that begins on it.
fn block(blocks: &[Span], start: u32, end: u32) -> (u32, u32) {
    let first = blocks.partition_point(|block| block.start < start);
    let begun = blocks[first..].iter().take_while(|block| block.start < end);
    let last = begun.map(|block| block.end).max();
    (start, last.unwrap_or(end).max(end))
}

fn is_line_comment(words: &str) -> bool {
    let rest = words.strip_prefix('#').or_else(|| words.strip_prefix("//"));
    rest.is_some_and(|rest| rest.trim_start().starts_with("clauselint-"))
}
