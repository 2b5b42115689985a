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

/// Values longer than this many columns do not widen their column.
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
        [row.key.clone(), value, shown(&row.origin)]
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
    let rows: Vec<[String; 3]> = rows.collect();
    let widths = [0, 1].map(|column| {
        let widths = rows
            .iter()
            .map(|row: &[String; 3]| row[column].chars().count());
        widths.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    });
    let (faint, plain) = if style.color {
        ("\u{1b}[2m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let mut page = String::new();
    for [key, value, origin] in &rows {
        let (first, second) = (widths[0], widths[1]);
        let _ = writeln!(
            page,
            "{key:first$}  {value:second$}  {faint}{origin}{plain}"
        );
    }
    page
}

fn shown(origin: &Origin) -> String {
    printable(&origin.to_string())
}

fn json_page(config: &ConfigArgs, settings: &Settings, applied: &Applied) -> Value {
    let row =
        |row: &Row| json!({ "key": row.key, "value": row.value, "origin": from(&row.origin) });
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
