//! Policies made of sentences that policies are made of, the same for a number
//! on every run and every machine.
//!
//! Their statistics are known: fifteen sections in an order of their own, each
//! with two to five paragraphs of two to six sentences of 8 to 40 words; a list
//! of three to seven entries in every second section, a table in every fifth,
//! a link in every eighth paragraph. A policy has 8 to 30 KB, 18 KB in the
//! middle, as privacy policies of the web do (R. Amos et al., "Privacy Policies
//! over Time", 2021, count 2,000 to 3,000 words in the middle). No two
//! paragraphs are alike, so nothing is won by remembering sentences.

#[path = "policies/frame.rs"]
mod frame;
#[path = "policies/sentences.rs"]
mod sentences;

use std::fmt::Write;

use crate::random::Random;
use sentences::{HEADINGS, SECTIONS, SLOTS};

/// In what a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Markup {
    /// CommonMark with tables.
    Markdown,
    /// A whole page as it is saved, most of it not the policy.
    Html,
}

/// Policy number `seed`.
pub(crate) fn policy(seed: u64, markup: Markup) -> String {
    let mut page = Page::new(seed, markup);
    for section in page.order() {
        page.section(section);
    }
    page.end()
}

/// Policy number `seed` with further sections until it has `bytes` bytes.
pub(crate) fn policy_of(seed: u64, markup: Markup, bytes: usize) -> String {
    let mut page = Page::new(seed, markup);
    while page.text.len() < bytes {
        let section = page.random.below(SECTIONS.len());
        page.section(section);
    }
    page.end()
}

struct Page {
    random: Random,
    markup: Markup,
    text: String,
    company: String,
    sections: usize,
    paragraphs: usize,
}

impl Page {
    fn new(seed: u64, markup: Markup) -> Self {
        let mut random = Random::new(seed + 1);
        let name = [
            ("Bal", "dor"),
            ("Kes", "trin"),
            ("Mo", "vara"),
            ("Tin", "wick"),
        ];
        let (first, last) = (random.one(&name).0, random.one(&name).1);
        let company = format!("{first}{last} {seed} Ltd");
        let mut page = Self {
            random,
            markup,
            text: String::new(),
            company,
            sections: 0,
            paragraphs: 0,
        };
        page.begin();
        page
    }

    /// The sections, each once, in an order of this policy's own.
    fn order(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..SECTIONS.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, self.random.below(at + 1));
        }
        order
    }

    fn begin(&mut self) {
        let (day, year) = (1 + self.random.below(28), 2023 + self.random.below(3));
        let month = self.random.one(&["January", "March", "June", "October"]);
        let company = self.company.clone();
        if self.markup == Markup::Html {
            let _ = frame::before(&mut self.text);
        }
        self.heading(1, "Privacy Policy");
        self.paragraph(&format!("Last updated: {day} {month} {year}"));
        self.paragraph(&format!(
            "{company} (\"we\", \"us\") is the controller of your personal data. \
             Write to {company}, 12 Mill Lane, Oxford OX1 4AA, or to privacy@company.example."
        ));
    }

    fn end(mut self) -> String {
        if self.markup == Markup::Html {
            let _ = frame::behind(&mut self.text);
        }
        self.text
    }

    fn section(&mut self, section: usize) {
        self.sections += 1;
        let headings = HEADINGS[section];
        let heading = self.random.one(headings);
        self.heading(2, heading);
        for _ in 0..2 + self.random.below(4) {
            let sentences = 2 + self.random.below(5);
            let sentences = (0..sentences).map(|_| self.sentence(section));
            let paragraph = sentences.collect::<Vec<_>>().join(" ");
            self.paragraphs += 1;
            let linked = self.paragraphs.is_multiple_of(8);
            self.paragraph(&paragraph);
            if linked {
                self.link();
            }
        }
        if self.sections.is_multiple_of(2) {
            self.list();
        }
        if self.sections.is_multiple_of(5) {
            self.table();
        }
    }

    /// A sentence of a section with its gaps filled in.
    fn sentence(&mut self, section: usize) -> String {
        let mut rest = self.random.one(SECTIONS[section]);
        let mut sentence = String::new();
        while let Some((before, (slot, behind))) = split_slot(rest) {
            sentence += before;
            let company = slot == "company";
            let filled = if company {
                ""
            } else {
                self.random.one(slot_of(slot))
            };
            sentence += if company { &self.company } else { filled };
            rest = behind;
        }
        sentence + rest
    }

    fn heading(&mut self, level: usize, words: &str) {
        let _ = match self.markup {
            Markup::Markdown => write!(self.text, "{} {words}\n\n", "#".repeat(level)),
            Markup::Html => writeln!(self.text, "<h{level}>{words}</h{level}>"),
        };
    }

    fn paragraph(&mut self, words: &str) {
        let _ = match self.markup {
            Markup::Markdown => write!(self.text, "{words}\n\n"),
            Markup::Html => writeln!(self.text, "<p class=\"body\">{words}</p>"),
        };
    }

    fn link(&mut self) {
        let _ = match self.markup {
            Markup::Markdown => write!(
                self.text,
                "See the [terms of service](https://company.example/terms).\n\n"
            ),
            Markup::Html => writeln!(
                self.text,
                "<p>See the <a href=\"https://company.example/terms\">terms of service</a>.</p>"
            ),
        };
    }

    fn list(&mut self) {
        self.paragraph("We collect the following kinds of data:");
        let html = self.markup == Markup::Html;
        self.text += if html { "<ul>\n" } else { "" };
        for _ in 0..3 + self.random.below(5) {
            let (data, purpose) = (self.slot("data"), self.slot("purpose"));
            let _ = match html {
                true => writeln!(self.text, "<li>{data}, {purpose}</li>"),
                false => writeln!(self.text, "- {data}, {purpose}"),
            };
        }
        self.text += if html { "</ul>\n" } else { "\n" };
    }

    fn table(&mut self) {
        let html = self.markup == Markup::Html;
        self.text += if html {
            "<table><tr><th>Data</th><th>Why</th><th>How long</th></tr>\n"
        } else {
            "| Data | Why | How long |\n|---|---|---|\n"
        };
        for _ in 0..3 + self.random.below(3) {
            let row = ["data", "purpose", "period"].map(|slot| self.slot(slot));
            let _ = match html {
                true => writeln!(self.text, "<tr><td>{}</td></tr>", row.join("</td><td>")),
                false => writeln!(self.text, "| {} |", row.join(" | ")),
            };
        }
        self.text += if html { "</table>\n" } else { "\n" };
    }

    fn slot(&mut self, name: &str) -> &'static str {
        self.random.one(slot_of(name))
    }
}

fn slot_of(name: &str) -> &'static [&'static str] {
    let slot = SLOTS.iter().find(|(slot, _)| *slot == name);
    slot.map_or(&["?"], |(_, words)| words)
}

/// What stands before the first `{slot}`, its name, and the rest.
fn split_slot(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}
