use std::process::ExitCode;
use std::sync::Arc;

use clauselint_lsp::{End, Setup, serve_stdio};

use crate::args::{LspArgs, format_names};
use crate::failure::Failure;
use crate::project::{context, working_folder};

/// Serves an editor at standard input and output until it ends the session.
pub(crate) fn lsp(args: &LspArgs) -> Result<ExitCode, Failure> {
    let day = args.today;
    let setup = Setup {
        cwd: working_folder()?,
        context: Arc::new(move || context(day)),
        output_formats: format_names(),
    };
    Ok(match serve_stdio(setup) {
        End::Orderly => ExitCode::SUCCESS,
        // As the protocol has it.
        End::Abrupt => ExitCode::FAILURE,
    })
}
