//! What a plugin costs: once a run, and for each policy of 100 KB.

use std::fs;
use std::path::Path;

use clauselint_plugin::Item;
use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_syntax::{Document, Format, parse};
use clauselint_wasm::{Handed, Limits, Module};

fn main() {
    divan::main();
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn bytes(name: &str) -> Vec<u8> {
    let pack = root().join("examples/packs/period-tables");
    fs::read(pack.join(format!("{name}.wasm"))).unwrap_or_default()
}

fn module(name: &str) -> Module {
    match Module::load(name, &bytes(name), &Limits::default()) {
        Ok(module) => module,
        Err(error) => panic!("{error}"),
    }
}

/// Policies of the corpus, one behind the other.
fn document(bytes: usize) -> Document {
    let files = fs::read_dir(root().join("corpus")).into_iter().flatten();
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    let mut text = String::new();
    for path in paths.iter().cycle() {
        if path.extension().is_some_and(|ending| ending == "md") {
            text += &fs::read_to_string(path).unwrap_or_default();
        }
        if text.len() >= bytes {
            return parse(&text, Format::Markdown);
        }
    }
    parse(&text, Format::Markdown)
}

const NAMES: [&str; 2] = ["period-without-category", "unclosed-parenthesis"];

#[divan::bench(args = NAMES)]
fn compile(bencher: divan::Bencher<'_, '_>, name: &str) {
    let bytes = bytes(name);
    bencher.bench(|| Module::load(name, &bytes, &Limits::default()).is_ok());
}

#[divan::bench(args = NAMES)]
fn check_100_kb(bencher: divan::Bencher<'_, '_>, name: &str) {
    let document = document(100_000);
    let reading = Reading::new(&document);
    let module = module(name);
    bencher.bench(|| {
        let policy = Handed::new(&reading, &Context::default());
        module.check(name, &policy).is_ok()
    });
}

#[divan::bench(args = NAMES)]
fn check_1_kb(bencher: divan::Bencher<'_, '_>, name: &str) {
    let document = parse(
        "# Privacy policy\nWe keep your e-mail address for 30 days.\n",
        Format::Markdown,
    );
    let reading = Reading::new(&document);
    let module = module(name);
    bencher.bench(|| {
        let policy = Handed::new(&reading, &Context::default());
        module.check(name, &policy).is_ok()
    });
}

#[divan::bench]
fn hand_over_100_kb(bencher: divan::Bencher<'_, '_>) {
    let document = document(100_000);
    let reading = Reading::new(&document);
    bencher.bench(|| {
        let policy = Handed::new(&reading, &Context::default());
        Item::ALL.map(|item| policy.item(item).len())
    });
}

/// For comparison: what every policy costs without plugins.
#[divan::bench]
fn parse_and_read_100_kb(bencher: divan::Bencher<'_, '_>) {
    let document = document(100_000);
    bencher.bench(|| Reading::new(&document).statements.len());
}
