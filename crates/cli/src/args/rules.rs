//! Commands that tell of rules.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clauselint_builtin::names;

use super::{OutputFormat, ProjectArgs};

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: OutputFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NamesArgs {
    /// The kind of names; all of them where it is left out.
    #[arg(value_name = "KIND", value_parser = kind())]
    pub(crate) kind: Option<String>,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

fn kind() -> PossibleValuesParser {
    PossibleValuesParser::new(names().map(|kind| PossibleValue::new(kind.id).help(kind.title)))
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The rule's id; or a pack or group, whose rules are listed.
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: OutputFormat,
}
