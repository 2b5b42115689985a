//! `clauselint config`: what applies to a path, and where each value came from.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use clauselint_config::{Applied, CommandLine, Origin, Row, Settings};
use clauselint_report::{Style, printable};
use serde_json::{Value, json};

use crate::args::{Args, ConfigArgs, OutputFormat};
use crate::failure::Failure;
use crate::output;
use crate::project::Opened;
use crate::sink::Sink;

/// Values longer than this many columns go on below.
const WIDEST: usize = 44;

/// Shows what applies to a path.
pub(crate) fn config(config: &ConfigArgs, args: &Args) -> Result<ExitCode, Failure> {
    let style = output::style(args, false);
    let opened = Opened::new(&config.project, CommandLine::default(), args)?;
    let project = opened.of(&config.path)?;
    opened.tell_notes();
    let settings = &project.settings;
    let applied = settings.for_path(&config.path);
    let page = match config.output_format {
        OutputFormat::Text => text(config, settings, &applied, style),
        OutputFormat::Json => format!("{}\n", json_page(config, settings, &applied)),
    };
    let mut out = Sink::stdout();
    out.write_all(page.as_bytes())?;
    out.commit()?;
    Ok(ExitCode::SUCCESS)
}

fn text(config: &ConfigArgs, settings: &Settings, applied: &Applied, style: Style) -> String {
    let mut page = String::new();
    let path = printable(&config.path.to_string_lossy());
    let files: Vec<String> = settings.config().files().map(printable).collect();
    let files = if files.is_empty() {
        "no configuration file".into()
    } else {
        files.join(", which extends ")
    };
    let _ = writeln!(page, "{path}: {files}");
    let overrides: Vec<String> = applied.overrides.iter().map(shown).collect();
    if !overrides.is_empty() {
        let _ = writeln!(page, "overrides: {}", overrides.join(", "));
    }
    let row = |row: &Row| {
        let value = match &row.value {
            Value::Null => "-".into(),
            value => printable(&value.to_string()),
        };
        let origins: Vec<String> = row.origins.iter().map(shown).collect();
        [row.key.clone(), value, origins.join(", ")]
    };
    let _ = write!(
        page,
        "\n{}",
        table(settings.rows(applied).iter().map(row), style)
    );
    if config.rules {
        let rules = applied.rules.iter().map(|(id, rule)| {
            let by = &rule.severity.origin;
            let origin = match (&rule.selected, by) {
                (selected, Origin::Default) => shown(selected),
                (selected, by) => format!("{}, severity {}", shown(selected), shown(by)),
            };
            [id.to_string(), rule.severity.value.to_string(), origin]
        });
        let _ = write!(
            page,
            "\n{} rules\n{}",
            applied.rules.len(),
            table(rules, style)
        );
    }
    page
}

/// Three columns, the first two as wide as they need.
fn table(rows: impl Iterator<Item = [String; 3]>, style: Style) -> String {
    let rows: Vec<(String, Vec<String>, String)> = rows
        .map(|[key, value, origin]| (key, folded(&value), origin))
        .collect();
    let columns = |text: &str| text.chars().count();
    let first = rows.iter().map(|(key, ..)| columns(key)).max().unwrap_or(0);
    let values = rows.iter().flat_map(|(_, lines, _)| lines);
    let widths = values.map(|line| columns(line));
    let second = widths.filter(|width| *width <= WIDEST).max().unwrap_or(0);
    let (faint, plain) = if style.color {
        ("\u{1b}[2m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let mut page = String::new();
    for (key, lines, origin) in &rows {
        // Beside the first line that leaves it room, or below.
        let mut origin = Some(origin);
        for (nth, line) in lines.iter().enumerate() {
            let key = if nth == 0 { &**key } else { "" };
            let beside = origin.take_if(|_| columns(line) <= second);
            let _ = match beside {
                Some(origin) => {
                    writeln!(page, "{key:first$}  {line:second$}  {faint}{origin}{plain}")
                }
                None => writeln!(page, "{}", format!("{key:first$}  {line}").trim_end()),
            };
        }
        if let Some(origin) = origin {
            let _ = writeln!(
                page,
                "{:first$}  {:second$}  {faint}{origin}{plain}",
                "", ""
            );
        }
    }
    page
}

/// A value in lines of [`WIDEST`] columns, as far as it has commas to part at.
fn folded(value: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in value.split_inclusive("\",") {
        let last = lines.last_mut().filter(|line| {
            line.is_empty() || line.chars().count() + part.chars().count() <= WIDEST
        });
        match last {
            Some(line) => line.push_str(part),
            None => lines.push(format!(" {part}")),
        }
    }
    lines
}

fn shown(origin: &Origin) -> String {
    printable(&origin.to_string())
}

fn json_page(config: &ConfigArgs, settings: &Settings, applied: &Applied) -> Value {
    let row = |row: &Row| {
        json!({
            "key": row.key,
            "value": row.value,
            "origin": row.origins.last().map(from),
            "origins": row.origins.iter().map(from).collect::<Vec<_>>(),
        })
    };
    let settings_rows: Vec<Value> = settings.rows(applied).iter().map(row).collect();
    let mut page = json!({
        "schema": 1,
        "path": config.path.to_string_lossy().replace('\\', "/"),
        "files": settings.config().files().collect::<Vec<_>>(),
        "overrides": applied.overrides.iter().map(from).collect::<Vec<_>>(),
        "settings": settings_rows,
    });
    if config.rules {
        let rules = applied.rules.iter().map(|(id, rule)| {
            json!({
                "rule": id.as_str(),
                "severity": rule.severity.value.to_string(),
                "severity-origin": from(&rule.severity.origin),
                "selected-by": from(&rule.selected),
            })
        });
        page["rules"] = rules.collect();
    }
    page
}

fn from(origin: &Origin) -> Value {
    match origin {
        Origin::Default => json!({ "from": "default" }),
        Origin::CommandLine => json!({ "from": "command-line" }),
        Origin::File { file, line } => json!({ "from": "file", "file": &**file, "line": line }),
    }
}
