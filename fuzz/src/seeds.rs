//! Inputs to begin with, made of what the repository holds.

use std::fs;
use std::path::{Path, PathBuf};

use clauselint_syntax::Format;
use serde_json::{Value, json};

use crate::pool::infos;
use crate::{baseline, cache, pack};

/// Longer parts of policies are cut.
const LONGEST: usize = 2000;

/// Inputs to begin with for the target of a name.
#[must_use]
pub fn seeds(name: &str) -> Vec<Vec<u8>> {
    match name {
        "source" | "markdown" | "html" | "text" => plain(name),
        "reading" | "check" | "layout" | "fix" | "suppress" => policies(),
        "diff" => {
            let all = policies();
            let pairs = all
                .windows(2)
                .map(|pair| [&*pair[0], b"\0", &pair[1][1..]].concat());
            pairs
                .chain(all.iter().map(|one| [&**one, b"\0", &one[1..]].concat()))
                .collect()
        }
        "config" => blocks(&["docs/configuration.md", "docs/suppressions.md"]),
        "rule" | "query" => rules(|file| file != "pack.toml"),
        "manifest" => rules(|file| file == "pack.toml"),
        "archive" => pack::archives(&files("examples/packs/house-style")),
        "lock" => vec![pack::locked()],
        "baseline" => vec![baseline::written()],
        "cache" => vec![cache::entry()],
        "frames" => vec![session()],
        "module" => files("examples/packs/period-tables")
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "wasm"))
            .filter_map(|path| fs::read(path).ok())
            .collect(),
        _ => choices(),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// Policies of the corpus in pieces, and those of the rules' examples.
fn texts() -> Vec<(Format, String)> {
    let mut texts = Vec::new();
    for path in files("corpus") {
        let (Some(format), Ok(bytes)) = (Format::of_path(&path), fs::read(&path)) else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut piece = String::new();
        for line in text.split_inclusive('\n') {
            if piece.len() + line.len() > LONGEST {
                texts.push((format, std::mem::take(&mut piece)));
            }
            piece += line;
        }
        texts.push((format, piece));
    }
    for info in infos() {
        let examples = info.fails.iter().chain(&*info.passes);
        texts.extend(examples.map(|example| (Format::Markdown, example.text.to_string())));
    }
    texts.retain(|(_, text)| text.len() <= 2 * LONGEST);
    texts
}

fn plain(name: &str) -> Vec<Vec<u8>> {
    let of = match name {
        "markdown" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        "text" => Some(Format::Text),
        _ => None,
    };
    let texts = texts().into_iter();
    let texts = texts.filter(|(format, _)| of.is_none_or(|of| of == *format));
    texts.map(|(_, text)| text.into_bytes()).collect()
}

fn policies() -> Vec<Vec<u8>> {
    let byte = |format| match format {
        Format::Markdown => 0,
        Format::Html => 1,
        Format::Text => 2,
    };
    let texts = texts().into_iter();
    texts
        .map(|(format, text)| [&[byte(format)], text.as_bytes()].concat())
        .collect()
}

/// The blocks of TOML in documents.
fn blocks(documents: &[&str]) -> Vec<Vec<u8>> {
    let texts = documents
        .iter()
        .filter_map(|path| fs::read_to_string(root().join(path)).ok());
    let texts: Vec<String> = texts.collect();
    let blocks = texts
        .iter()
        .flat_map(|text| text.split("```toml\n").skip(1));
    let blocks = blocks.filter_map(|block| block.split("```").next());
    blocks.map(|block| block.as_bytes().to_vec()).collect()
}

/// The TOML files of packs.
fn rules(takes: fn(&str) -> bool) -> Vec<Vec<u8>> {
    let folders = [
        "rules/core",
        "rules/gdpr",
        "rules/ccpa",
        "examples/packs/cookbook",
        "examples/packs/house-style",
        "examples/packs/health-app",
        "examples/packs/kids-games",
        "examples/packs/period-tables",
    ];
    let files = folders.into_iter().flat_map(files);
    let files = files.filter(|path| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        name.ends_with(".toml") && takes(name)
    });
    files.filter_map(|path| fs::read(path).ok()).collect()
}

/// What a client says from beginning to end.
fn session() -> Vec<u8> {
    let document = json!({"uri": "file:///a/privacy.md"});
    let text = "# Privacy policy\n\nWe collect your name.\n";
    let item =
        json!({"uri": document["uri"], "languageId": "markdown", "version": 1, "text": text});
    let place = json!({"line": 2, "character": 4});
    let range = json!({"start": place, "end": {"line": 2, "character": 7}});
    let change = json!([{"range": range, "text": "e"}]);
    let versioned = json!({"uri": document["uri"], "version": 2});
    let messages = [
        (
            Some(1),
            "initialize",
            json!({"capabilities": {}, "rootUri": null}),
        ),
        (None, "initialized", json!({})),
        (None, "textDocument/didOpen", json!({"textDocument": item})),
        (
            None,
            "textDocument/didChange",
            json!({"textDocument": versioned, "contentChanges": change}),
        ),
        (
            Some(2),
            "textDocument/hover",
            json!({"textDocument": document, "position": place}),
        ),
        (
            Some(3),
            "textDocument/codeAction",
            json!({"textDocument": document, "range": range, "context": {"diagnostics": []}}),
        ),
        (
            Some(4),
            "textDocument/documentSymbol",
            json!({"textDocument": document}),
        ),
        (
            Some(5),
            "textDocument/diagnostic",
            json!({"textDocument": document}),
        ),
        (None, "$/cancelRequest", json!({"id": 5})),
        (
            None,
            "workspace/didChangeConfiguration",
            json!({"settings": {"clauselint": {"select": ["all"]}}}),
        ),
        (
            None,
            "textDocument/didClose",
            json!({"textDocument": document}),
        ),
        (Some(6), "shutdown", Value::Null),
        (None, "exit", Value::Null),
    ];
    let mut stream = Vec::new();
    for (id, method, params) in messages {
        let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        if let Some(id) = id {
            message["id"] = id.into();
        }
        let message = message.to_string();
        stream.extend(format!("Content-Length: {}\r\n\r\n{message}", message.len()).bytes());
    }
    stream
}

/// Bytes as dice would throw them, the same each time.
fn choices() -> Vec<Vec<u8>> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (1..40)
        .map(|times| (0..times * 20).map(|_| next()).collect())
        .collect()
}
