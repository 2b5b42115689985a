//! Time of each stage over the policies of corpus/, in bytes of text per second.
//!
//! `cargo bench` runs it; `cargo bench -- read` one stage.

mod pack;
mod policies;
mod random;

use std::path::{Path, PathBuf};

use clauselint_builtin::rules;
use clauselint_engine::{FileReport, Linter, Selection};
use clauselint_pack::{Plugins, Setting, load};
use clauselint_reading::Reading;
use clauselint_report::{Catalog, Concise, Json, Reporter, Style, Text};
use clauselint_rule::{Context, Rule, RuleInfo};
use clauselint_source::Source;
use clauselint_syntax::{Document, Format, parse};
use divan::Bencher;
use divan::counter::BytesCount;
use policies::Markup;

fn main() {
    divan::main();
}

struct Policy {
    path: PathBuf,
    bytes: Vec<u8>,
}

fn corpus() -> Vec<Policy> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let paths = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = paths.map(|entry| entry.path());
    let policies = paths.filter(|path| Format::of_path(path).is_some());
    policies
        .filter_map(|path| {
            Some(Policy {
                bytes: std::fs::read(&path).ok()?,
                path,
            })
        })
        .collect()
}

fn sources() -> Vec<(Format, Source)> {
    let format = |policy: &Policy| Format::of_path(&policy.path);
    corpus()
        .into_iter()
        .filter_map(|policy| Some((format(&policy)?, Source::decode(policy.bytes).ok()?)))
        .collect()
}

fn documents() -> Vec<Document> {
    sources()
        .iter()
        .map(|(format, source)| parse(source.text(), *format))
        .collect()
}

fn size(lengths: impl Iterator<Item = usize>) -> BytesCount {
    BytesCount::new(lengths.sum::<usize>())
}

#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    let corpus = corpus();
    bencher
        .counter(size(corpus.iter().map(|policy| policy.bytes.len())))
        .bench(|| {
            corpus
                .iter()
                .map(|policy| Source::decode(policy.bytes.clone()))
                .filter(Result::is_ok)
                .count()
        });
}

#[divan::bench(args = [Format::Markdown, Format::Html, Format::Text])]
fn parse_format(bencher: Bencher<'_, '_>, format: Format) {
    let mut sources = sources();
    sources.retain(|source| source.0 == format);
    bencher
        .counter(size(sources.iter().map(|source| source.1.text().len())))
        .bench(|| {
            sources
                .iter()
                .map(|source| parse(source.1.text(), format).sentences.len())
                .sum::<usize>()
        });
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let documents = documents();
    bencher
        .counter(size(documents.iter().map(|document| document.text.len())))
        .bench(|| {
            documents
                .iter()
                .map(|document| Reading::new(document).clauses.len())
                .sum::<usize>()
        });
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let documents = documents();
    let readings: Vec<Reading<'_>> = documents.iter().map(Reading::new).collect();
    let rules = rules();
    bencher
        .counter(size(documents.iter().map(|document| document.text.len())))
        .bench(|| {
            let found = |reading: &Reading<'_>| {
                rules
                    .iter()
                    .map(|rule| rule.check(reading, &Context::default()).len())
                    .sum::<usize>()
            };
            readings.iter().map(found).sum::<usize>()
        });
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let corpus = corpus();
    let rules = rules();
    let selection = Selection::all(on(&rules, &["core"]));
    let linter = Linter::new(&rules, &selection, Context::default());
    bencher
        .counter(size(corpus.iter().map(|policy| policy.bytes.len())))
        .bench(|| {
            let lint = |policy: &Policy| linter.lint(&policy.path, policy.bytes.clone());
            corpus
                .iter()
                .filter_map(|policy| lint(policy).ok())
                .map(|report| report.diagnostics.len())
                .sum::<usize>()
        });
}

/// Reports of all of core, by the formats that people and editors read most.
#[divan::bench(args = ["concise", "json", "text"])]
fn report(bencher: Bencher<'_, '_>, format: &str) {
    let rules = rules();
    let infos: Vec<&RuleInfo> = rules.iter().map(|rule| rule.info()).collect();
    let catalog = Catalog::new(&infos, clauselint_builtin::provision);
    let style = Style {
        color: true,
        width: 100,
    };
    let selection = Selection::all(on(&rules, &["core"]));
    let linter = Linter::new(&rules, &selection, Context::default());
    let corpus = corpus().into_iter();
    let reports = corpus.filter_map(|policy| linter.lint(&policy.path, policy.bytes).ok());
    let reports: Vec<FileReport> = reports.collect();
    let texts = reports.iter().map(|report| report.source.text().len());
    bencher.counter(size(texts)).bench(|| {
        let mut reporter: Box<dyn Reporter> = match format {
            "concise" => Box::new(Concise::new(true)),
            "json" => Box::new(Json::new(catalog)),
            _ => Box::new(Text::new(catalog, style, true)),
        };
        let mut out = Vec::new();
        for report in &reports {
            let written = reporter.file(report, &mut out);
            written.expect("a vector takes all");
        }
        out.len()
    });
}

/// The rules of packs that are on by default.
fn on<'r>(rules: &'r [Box<dyn Rule>], packs: &[&str]) -> impl Iterator<Item = &'r RuleInfo> {
    let infos = rules.iter().map(|rule| rule.info());
    infos.filter(|info| info.default && packs.contains(&&*info.pack))
}

/// All of core, alone and with a thousand rules of a pack besides.
#[divan::bench(args = [false, true])]
fn lint_with_pack(bencher: Bencher<'_, '_>, with: bool) {
    let folder = tempfile::tempdir().expect("a folder for the pack");
    pack::write(folder.path()).expect("the folder is writable");
    let paths: &[&Path] = if with { &[folder.path()] } else { &[] };
    let setting = Setting {
        version: env!("CARGO_PKG_VERSION"),
        is_law: &|_| false,
        laws: &[],
        plugins: &NoPlugins,
    };
    let Ok(packs) = load(paths, rules(), &setting) else {
        panic!("the pack is sound");
    };
    let selection = Selection::all(on(&packs.rules, &["core", "thousand"]));
    let linter = Linter::new(&packs.rules, &selection, Context::default())
        .with_vocabulary(&packs.vocabulary);
    let corpus = corpus();
    bencher
        .counter(size(corpus.iter().map(|policy| policy.bytes.len())))
        .bench(|| {
            let linted = |policy: &Policy| linter.lint(&policy.path, policy.bytes.clone());
            corpus.iter().map(linted).filter(Result::is_ok).count()
        });
}

/// From bytes to findings, all of core, on policies of known statistics.
#[divan::bench(args = [Markup::Markdown, Markup::Html])]
fn lint_generated(bencher: Bencher<'_, '_>, markup: Markup) {
    let name = match markup {
        Markup::Markdown => "privacy.md",
        Markup::Html => "privacy.html",
    };
    let policies: Vec<Vec<u8>> = (0..GENERATED)
        .map(|seed| policies::policy(seed, markup).into_bytes())
        .collect();
    let rules = rules();
    let selection = Selection::all(on(&rules, &["core"]));
    let linter = Linter::new(&rules, &selection, Context::default());
    bencher
        .counter(size(policies.iter().map(Vec::len)))
        .bench(|| {
            let linted = policies
                .iter()
                .map(|bytes| linter.lint(Path::new(name), bytes.clone()));
            linted.filter(Result::is_ok).count()
        });
}

/// One file, ever larger: bytes a second should not fall.
#[divan::bench(args = [1 << 10, 1 << 14, 1 << 18, 1 << 22], sample_count = 10)]
fn lint_growing(bencher: Bencher<'_, '_>, bytes: usize) {
    let policy = policies::policy_of(0, Markup::Markdown, bytes).into_bytes();
    let rules = rules();
    let selection = Selection::all(on(&rules, &["core"]));
    let linter = Linter::new(&rules, &selection, Context::default());
    bencher
        .counter(BytesCount::new(policy.len()))
        .bench(|| linter.lint(Path::new("privacy.md"), policy.clone()).is_ok());
}

/// Policies generated for one round.
const GENERATED: u64 = 50;

struct NoPlugins;

impl Plugins for NoPlugins {
    fn rule(
        &self,
        _: clauselint_form::RuleInfo,
        _: &str,
        _: &[u8],
    ) -> Result<Box<dyn Rule>, (String, String)> {
        Err(Default::default())
    }
}
