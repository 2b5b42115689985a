//! `cargo xtask eval`: scores clauselint against labelled policies, where they
//! are at hand, and shows what changed since the figures were recorded.
//! `cargo xtask docs`: writes what the code itself can tell under `docs/`.
//! `cargo xtask policies` and `cargo xtask pack`: write what benches measure with.
//! `cargo xtask hash`: reads and hashes, what a warm cache is measured against.

mod docs;
mod figures;
mod hash;
#[path = "../../../benches/pack.rs"]
mod pack;
#[path = "../../../benches/policies.rs"]
mod policies;
#[path = "../../../benches/random.rs"]
mod random;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Parser;

use figures::Figures;
use policies::Markup;

/// Tasks of those who work on clauselint.
#[derive(Debug, Parser)]
enum Task {
    /// Score against labelled policies and show the change since the recorded
    /// figures; does nothing where the policies are not at hand.
    Eval {
        /// The folder with `score.py` and the labelled policies.
        #[arg(long, value_name = "DIR", env = "CLAUSELINT_EVAL")]
        data: Option<PathBuf>,
        /// Record the figures.
        #[arg(long)]
        record: bool,
    },
    /// Write the reference, the rules page and the JSON Schemas under `docs/`.
    Docs {
        /// Write nothing, and fail where something is stale.
        #[arg(long)]
        check: bool,
    },
    /// Write generated policies, the same on every run: what speed is measured with.
    Policies {
        /// The folder to write them to; it is made where it is not there.
        folder: PathBuf,
        /// How many.
        #[arg(long, default_value_t = 100)]
        count: u64,
        /// Web pages, not Markdown.
        #[arg(long)]
        html: bool,
        /// Bytes that each has at least; 8 to 30 KB where none are given.
        #[arg(long)]
        bytes: Option<usize>,
    },
    /// Write a generated pack of 1,000 phrase rules.
    Pack {
        /// The folder to write it to; it is made where it is not there.
        folder: PathBuf,
    },
    /// Read and hash all files of a folder as the cache does, and nothing else.
    Hash {
        /// The folder.
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Task::parse() {
        Task::Eval { data, record } => eval(data, record),
        Task::Docs { check: true } => docs::check(&root()),
        Task::Docs { check: false } => docs::write(&root()),
        Task::Policies {
            folder,
            count,
            html,
            bytes,
        } => generate(&folder, count, html, bytes),
        Task::Pack { folder } => pack::write(&folder)
            .map(|()| format!("{} rules in {}\n", pack::RULES, folder.display()))
            .map_err(|e| format!("{}: {e}", folder.display())),
        Task::Hash { folder } => hash::all(&folder),
    };
    match done {
        Ok(report) => {
            say(&report);
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("xtask: {error}\n"));
            ExitCode::from(2)
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[allow(clippy::print_stdout, reason = "a task speaks to who runs it")]
fn say(text: &str) {
    print!("{text}");
}

fn generate(folder: &Path, count: u64, html: bool, bytes: Option<usize>) -> Result<String, String> {
    let (markup, ending) = match html {
        true => (Markup::Html, "html"),
        false => (Markup::Markdown, "md"),
    };
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut written = 0;
    for seed in 0..count {
        let text = match bytes {
            Some(bytes) => policies::policy_of(seed, markup, bytes),
            None => policies::policy(seed, markup),
        };
        let path = folder.join(format!("privacy-policy-{seed:05}.{ending}"));
        written += text.len();
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(format!(
        "{count} policies, {written} bytes, in {}\n",
        folder.display()
    ))
}

fn eval(data: Option<PathBuf>, record: bool) -> Result<String, String> {
    let root = root();
    let data = data.unwrap_or_else(|| root.join("../shared/eval"));
    let script = data.join("score.py");
    if !script.is_file() {
        return Ok(format!("no labelled policies in {}\n", data.display()));
    }
    run(Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--bin", "clauselint"])
        .current_dir(&root))?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let json = folder.path().join("score.json");
    run(Command::new("python3")
        .arg(&script)
        .args([
            "--bin".as_ref(),
            root.join("target/release/clauselint").as_os_str(),
        ])
        .args(["--data".as_ref(), data.as_os_str()])
        .args(["--json".as_ref(), json.as_os_str()])
        .stdout(std::process::Stdio::null()))?;
    let now = Figures::of_score(&read(&json)?)?;
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("figures.json");
    let before = read(&recorded)
        .and_then(|text| Figures::of_record(&text))
        .unwrap_or_default();
    if record {
        std::fs::write(&recorded, now.record()).map_err(|e| e.to_string())?;
    }
    Ok(now.against(&before))
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command
        .status()
        .map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "{} ended with {status}",
            command.get_program().display()
        ))
    }
}
