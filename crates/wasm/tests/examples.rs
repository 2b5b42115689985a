//! The example plugins do what their rules' files say, and their modules are
//! those of their sources.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_plugin::{Finding as Told, Policy};
use clauselint_reading::{Children, KnownFacts, Reading, Vocabulary};
use clauselint_rule::{Context, Finding, Rule, RuleInfo};
use clauselint_source::Span;
use clauselint_syntax::{Date, Format, parse};
use clauselint_wasm::{Handed, Limits, Module, Plugin, PluginRule};
use period_without_category::period_without_category;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A rule of the example pack with its module.
fn rule(id: &str) -> PluginRule {
    let pack = root().join("examples/packs/period-tables");
    let info = fs::read_to_string(pack.join(format!("{id}.toml"))).unwrap();
    let info: RuleInfo = toml::from_str(&info).unwrap();
    let name = format!("{id}.wasm");
    let file = File::open(pack.join(&name)).unwrap();
    let plugin = Plugin::read(name, file, Limits::default()).unwrap();
    let rule = PluginRule::new(info, Arc::new(plugin));
    rule.ready().unwrap();
    rule
}

/// What a rule finds in a text.
fn found(rule: &dyn Rule, text: &str) -> Vec<Finding> {
    let document = parse(text, Format::Markdown);
    let reading = Reading::new(&document);
    let mut found = rule.check(&reading, &Context::default());
    assert!(found.iter().all(|finding| !finding.failed), "{found:?}");
    found.sort_by_key(|finding| finding.span);
    found
}

/// Policies of the corpus, by path.
fn corpus() -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(root().join("corpus")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let policies = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    policies
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn rules_do_what_their_examples_say() {
    for id in ["period-without-category", "unclosed-parenthesis"] {
        let rule = rule(id);
        let info = rule.info();
        assert_eq!(info.id.as_str(), id);
        for example in info.passes.iter() {
            let found = found(&rule, &example.text);
            assert!(found.is_empty(), "{id}: {}: {found:?}", example.note);
        }
        for example in info.fails.iter() {
            let text = parse(&example.text, Format::Markdown).text;
            let found = found(&rule, &example.text);
            let found: Vec<&str> = found.iter().map(|found| found.span.of(&text)).collect();
            assert_eq!(found, *example.at, "{id}: {}", example.note);
        }
    }
}

/// The same rule natively and in its module; a module that is older than its
/// source tells here.
#[test]
fn the_rust_module_finds_what_its_source_does() {
    let rule = rule("period-without-category");
    let examples = rule.info().fails.iter().chain(rule.info().passes.iter());
    let examples = examples.map(|example| (PathBuf::new(), example.text.to_string()));
    for (path, text) in corpus().into_iter().chain(examples) {
        let document = parse(&text, Format::Markdown);
        let reading = Reading::new(&document);
        let handed = Handed::new(&reading, &Context::default());
        let parts = clauselint_plugin::Item::ALL.map(|item| (item, handed.item(item).to_vec()));
        let policy = Policy::new(move |asked| {
            let part = parts.iter().find(|(item, _)| *item == asked);
            part.map(|(_, part)| part.clone()).unwrap_or_default()
        });
        let native: Vec<Finding> = period_without_category(&policy)
            .into_iter()
            .map(finding)
            .collect();
        assert_eq!(found(&rule, &text), native, "{}", path.display());
    }
}

fn finding(told: Told) -> Finding {
    let span = |span: clauselint_plugin::Span| Span::new(span.start, span.end);
    let related = told.related.into_iter();
    Finding {
        message: told.message,
        span: span(told.span),
        label: told.label,
        related: related.map(|(place, what)| (span(place), what)).collect(),
        ..Finding::default()
    }
}

#[test]
fn the_text_module_finds_what_its_source_does() {
    let rule = rule("unclosed-parenthesis");
    let source = root().join("examples/plugins/unclosed-parenthesis/unclosed-parenthesis.wat");
    let source = wat::parse_file(source).unwrap();
    let source = Module::load("unclosed-parenthesis.wat", &source, &Limits::default()).unwrap();
    let long = format!("# Policy\n{}(open", "All is well (here). ".repeat(10_000));
    for (path, text) in corpus().into_iter().chain([(PathBuf::new(), long)]) {
        let document = parse(&text, Format::Markdown);
        let reading = Reading::new(&document);
        let handed = Handed::new(&reading, &Context::default());
        let found_in_source = source.check("unclosed-parenthesis", &handed).unwrap();
        assert_eq!(found(&rule, &text), found_in_source, "{}", path.display());
    }
}

/// Every part of every policy is what the SDK's types say.
#[test]
fn all_that_is_handed_over_can_be_read() {
    for (path, text) in corpus() {
        let document = parse(&text, Format::Markdown);
        let reading = Reading::new(&document);
        let today = Date::from_iso("2025-02-28");
        let handed = Handed::new(&reading, &Context { today });
        let parts = clauselint_plugin::Item::ALL.map(|item| (item, handed.item(item).to_vec()));
        let policy = Policy::new(move |asked| {
            let part = parts.iter().find(|(item, _)| *item == asked);
            part.map(|(_, part)| part.clone()).unwrap_or_default()
        });
        let path = path.display();
        assert_eq!(policy.text(), document.text, "{path}");
        assert_eq!(policy.about().today.as_deref(), Some("2025-02-28"));
        assert_eq!(policy.about().schema, clauselint_plugin::SCHEMA);
        assert_eq!(policy.sections().len(), document.sections.len(), "{path}");
        assert_eq!(policy.blocks().len(), document.blocks.len(), "{path}");
        assert_eq!(policy.sentences().len(), document.sentences.len(), "{path}");
        assert_eq!(policy.clauses().len(), reading.clauses.len(), "{path}");
        assert_eq!(
            policy.statements().len(),
            reading.statements.len(),
            "{path}"
        );
        assert_eq!(policy.entities().len(), document.entities.len(), "{path}");
        assert_eq!(policy.links().len(), document.links.len(), "{path}");
        assert!(policy.is_kind_of("email-address", "personal-data"));
        let rows = policy
            .blocks()
            .iter()
            .filter(|block| !block.cells.is_empty());
        for cell in rows.flat_map(|row| &row.cells) {
            assert!(!policy.str(*cell).contains('|'), "{path}");
        }
        assert_eq!(
            handed.item(clauselint_plugin::Item::SentenceTable).len(),
            document.sentences.len() * 8
        );
        assert_eq!(
            handed.item(clauselint_plugin::Item::EntityTable).len(),
            document.entities.len() * 16
        );
    }
}

/// What the configuration tells is among the facts that plugins are handed.
#[test]
fn what_the_author_knows_is_handed_over() {
    let text = "# Privacy policy\n\nAcme collects your name. We share your payment details with our bank.\n";
    let document = parse(text, Format::Markdown);
    let known = KnownFacts {
        names: vec!["Acme".into()],
        collects: Some(false),
        children: Some(Children::Mixed),
    };
    let told = Reading::with_known(&document, Vocabulary::builtin(), &known);
    let read = Reading::new(&document);
    let about = |reading: &Reading<'_>| {
        let about = Handed::new(reading, &Context::default());
        let about = about.item(clauselint_plugin::Item::About).to_vec();
        let whole = move |_| about.clone();
        Policy::new(whole).about().clone()
    };
    let (told, read) = (about(&told).facts, about(&read).facts);
    assert_eq!(told.told_names, ["acme"]);
    assert!(!told.collects && told.for_children);
    assert!(read.told_names.is_empty() && read.collects && !read.for_children);
    let given = |facts: &clauselint_plugin::data::Facts| {
        let given = facts.given.iter();
        let given = given.map(|found| found.span.start as usize..found.span.end as usize);
        given
            .map(|place| document.text[place].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(given(&read), ["payment details"]);
}

/// Limits are for what goes wrong: a long policy needs a small part of them.
#[test]
fn a_policy_of_100_kb_is_far_from_the_limits() {
    let texts: Vec<String> = corpus().into_iter().map(|(_, text)| text).collect();
    let text: String = texts.iter().cycle().take(100).cloned().collect();
    let cut = (100_000..).find(|at| text.is_char_boundary(*at)).unwrap();
    let document = parse(&text[..cut], Format::Markdown);
    let reading = Reading::new(&document);
    let handed = Handed::new(&reading, &Context::default());
    let limits = Limits::default();
    let limits = Limits {
        fuel: limits.fuel / 6,
        memory: limits.memory / 10,
        ..limits
    };
    for id in ["period-without-category", "unclosed-parenthesis"] {
        let module = root().join(format!("examples/packs/period-tables/{id}.wasm"));
        let module = Module::load(id, &fs::read(module).unwrap(), &limits).unwrap();
        module.check(id, &handed).unwrap();
    }
}
