use std::path::PathBuf;

use clap::ValueEnum;

/// What `check` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Concise,
    Json,
    JsonLines,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Checkstyle,
    Rdjson,
    Rdjsonl,
    Markdown,
    Html,
}

impl ReportFormat {
    /// Whether counts can stand in for it.
    pub(crate) const fn tells_statistics(self) -> bool {
        matches!(self, Self::Text | Self::Concise)
    }
}

/// A format, and the file that it goes to; without one it goes where
/// `--output-file` says, or to standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) format: ReportFormat,
    pub(crate) path: Option<PathBuf>,
}

/// Reads `NAME` or `NAME=PATH`.
pub(crate) fn output(text: &str) -> Result<Output, String> {
    let (name, path) = match text.split_once('=') {
        Some((_, "")) => return Err("a path is missing behind `=`".into()),
        Some((name, path)) => (name, Some(PathBuf::from(path))),
        None => (text, None),
    };
    let known = ReportFormat::value_variants().iter();
    let named = known.copied().find(|format| self::name(*format) == name);
    let format = named.ok_or_else(|| {
        format!(
            "there is no format `{name}`; there are {}",
            names().join(", ")
        )
    })?;
    Ok(Output { format, path })
}

/// The names of all formats.
pub(crate) fn names() -> Vec<String> {
    let all = ReportFormat::value_variants().iter();
    all.map(|format| name(*format)).collect()
}

fn name(format: ReportFormat) -> String {
    let value = format.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}
