use std::env;
use std::io::{self, IsTerminal};

use clauselint_report::Style;

use crate::args::{Args, Color};
use crate::failure::Failure;

/// Columns where output is no terminal.
const WIDTH: usize = 100;

/// How text looks: `--color` beats `NO_COLOR` beats `CLICOLOR_FORCE` and
/// `FORCE_COLOR` beat the kind of output.
pub(crate) fn style(args: &Args, to_file: bool) -> Style {
    let terminal = !to_file && io::stdout().is_terminal();
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = |name: &str| set(name) && env::var_os(name).is_none_or(|value| value != "0");
    let color = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto => terminal || forced("CLICOLOR_FORCE") || forced("FORCE_COLOR"),
    };
    Style {
        color,
        width: width(terminal),
    }
}

fn width(terminal: bool) -> usize {
    let size = terminal.then(terminal_size::terminal_size).flatten();
    size.map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(60, 120))
}

/// Uses as many threads as asked for.
pub(crate) fn threads(count: u16) -> Result<(), Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(count))
        .build_global()
        .map_err(|error| Failure::Threads {
            threads: count,
            reason: error.to_string(),
        })
}
