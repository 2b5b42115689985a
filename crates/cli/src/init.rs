//! `clauselint init`: a configuration file fitted to the policies that are there.

mod draft;
mod learn;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clauselint_config::Finder;
use clauselint_engine::{EngineError, FileError, discover};
use clauselint_report::printable;

use crate::args::{Args, InitArgs};
use crate::failure::{Failure, warn};
use crate::output;
use crate::project::working_folder;
use crate::sink::Sink;
use learn::Learnt;

/// The file that is written.
const NAME: &str = "clauselint.toml";

/// Writes a configuration file, and tells what it drew on.
pub(crate) fn init(init: &InitArgs, args: &Args) -> Result<ExitCode, Failure> {
    output::threads(args.threads)?;
    if !init.path.is_dir() {
        let path = init.path.clone();
        return Err(Failure::Engine(vec![EngineError::Missing { path }]));
    }
    let file = tidy(&init.path.join(NAME));
    if !init.force {
        refuse_to_replace(&init.path)?;
    }
    let discovery = discover(&[&init.path]);
    for error in &discovery.errors {
        // That there is no policy yet is no reason to write nothing.
        if !matches!(error, EngineError::Nothing { .. }) {
            warn(error);
        }
    }
    let mut learnt = Learnt::default();
    for target in &discovery.targets {
        let path = target.path(Path::new(""));
        if let Err(fault) = learnt.add(target, path, &init.path) {
            let path = path.to_owned();
            warn(&FileError { path, fault });
        }
    }
    let mut sink = Sink::open(Some(&file))?;
    let text = draft::text(&learnt);
    sink.write_all(text.as_bytes())
        .map_err(|error| sink.failure(error))?;
    sink.commit()?;
    tell(&file, &learnt)
}

/// A configuration that is there is kept, and so is one that the new file
/// would hide.
fn refuse_to_replace(folder: &Path) -> Result<(), Failure> {
    let finder = Finder::new(&working_folder()?, env!("CARGO_PKG_VERSION"));
    // One that has faults is one as well.
    let own = folder.join(NAME);
    let there = if own.symlink_metadata().is_ok() {
        Some(own)
    } else {
        finder.inside(folder)
    };
    match there {
        None => Ok(()),
        Some(there) => {
            let there = printable(&tidy(&there).to_string_lossy());
            let message = format!("{there} is there already; `--force` writes {NAME} all the same");
            Err(Failure::Usage(message))
        }
    }
}

fn tell(file: &Path, learnt: &Learnt) -> Result<ExitCode, Failure> {
    let policies = match &*learnt.policies {
        [] => "no policy found, so everything in it is a default".to_owned(),
        [one] => format!("fitted to {}", printable(one)),
        more => format!("fitted to {} policies", more.len()),
    };
    let mut out = Sink::stdout();
    let name = printable(&file.to_string_lossy());
    writeln!(out, "{name} written, {policies}")?;
    out.commit()?;
    Ok(ExitCode::SUCCESS)
}

/// Without the `./` before it.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}
