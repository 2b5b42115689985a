//! `clauselint new-pack` and `new-rule`: files that pass, to begin with.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clauselint_project::Ruleset;
use clauselint_report::printable;
use clauselint_rule::RuleInfo;

use crate::args::{NewPackArgs, NewRuleArgs};
use crate::failure::Failure;
use crate::sink::Sink;

const MANIFEST: &str = include_str!("../../templates/pack.toml");
const MISSING: &str = include_str!("../../templates/missing.toml");
const SAYS: &str = include_str!("../../templates/says.toml");
const STATEMENT: &str = include_str!("../../templates/statement.toml");
const SPELLING: &str = include_str!("../../templates/spelling.toml");

/// What a new rule looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Something that ought to be said and is not.
    Missing,
    /// Words that ought not to be there.
    Says,
    /// A statement that ought not to be made: who does what with which data.
    Statement,
    /// Names that are to be written one way.
    Spelling,
}

/// Writes a pack with one rule.
pub(crate) fn pack(new: &NewPackArgs) -> Result<ExitCode, Failure> {
    let folder = &new.path;
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name
        .map(|name| kebab(&name))
        .filter(|name| !name.is_empty());
    let Some(name) = name else {
        return Err(Failure::Usage(format!(
            "{}: a pack is called like its folder, in letters of a to z",
            folder.display()
        )));
    };
    refuse_taken(&name)?;
    if folder.join("pack.toml").exists() {
        return Err(Failure::Usage(format!(
            "{}: is a pack already; `clauselint new-rule` writes a rule into it",
            folder.display()
        )));
    }
    fs::create_dir_all(folder).map_err(|error| failure(folder, error))?;
    let version = env!("CARGO_PKG_VERSION");
    let engine = version.rsplit_once('.').map_or(version, |(minor, _)| minor);
    let manifest = MANIFEST
        .replace("{name}", &name)
        .replace("{engine}", engine);
    let written = [
        write(&folder.join("pack.toml"), &manifest)?,
        write(
            &folder.join("click-here.toml"),
            &SAYS.replace("{id}", "click-here"),
        )?,
    ];
    tell(&written, folder)
}

/// Writes a rule into a pack.
pub(crate) fn rule(new: &NewRuleArgs) -> Result<ExitCode, Failure> {
    if kebab(&new.id) != new.id || new.id.is_empty() {
        return Err(Failure::Usage(format!(
            "`{}` is no id of a rule: small letters, digits and single hyphens, such as `click-here`",
            new.id
        )));
    }
    if new.pack.is_file()
        && new
            .pack
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("zip"))
    {
        return Err(Failure::Usage(format!(
            "{}: is an archive; unpack it, and name its folder",
            new.pack.display()
        )));
    }
    if !new.pack.join("pack.toml").is_file() {
        return Err(Failure::Usage(format!(
            "{}: has no `pack.toml`, so it is no pack; `clauselint new-pack` makes one",
            new.pack.display()
        )));
    }
    refuse_taken(&new.id)?;
    if new.pack.file_name().is_some_and(|name| *name == *new.id) {
        return Err(Failure::Usage(format!(
            "the pack is called `{}`, and rules and packs are selected by name: choose another id",
            new.id
        )));
    }
    let template = match new.kind {
        Kind::Missing => MISSING,
        Kind::Says => SAYS,
        Kind::Statement => STATEMENT,
        Kind::Spelling => SPELLING,
    };
    let path = new.pack.join(format!("{}.toml", new.id));
    let written = write(&path, &template.replace("{id}", &new.id))?;
    tell(&[written], &new.pack)
}

/// Refuses what something of clauselint's own is called.
fn refuse_taken(name: &str) -> Result<(), Failure> {
    let ruleset = Ruleset::builtin();
    let infos = ruleset.infos();
    let is = |info: &&RuleInfo| [info.id.as_str(), &info.pack, &info.group].contains(&name);
    if name == "all" || infos.iter().any(is) {
        return Err(Failure::Usage(format!(
            "`{name}` is a name of clauselint's own, and rules, groups and packs are selected by name: choose another"
        )));
    }
    Ok(())
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> Result<PathBuf, Failure> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Failure::Usage(format!(
                "{}: is there already, and was left as it is; choose another name, or remove it",
                path.display()
            )),
            _ => failure(path, error),
        })?;
    Ok(path.to_owned())
}

fn failure(path: &Path, error: std::io::Error) -> Failure {
    Failure::Output {
        path: path.to_owned(),
        error,
    }
}

fn tell(written: &[PathBuf], pack: &Path) -> Result<ExitCode, Failure> {
    let mut out = Sink::stdout();
    for path in written {
        writeln!(out, "wrote {}", shown(path))?;
    }
    writeln!(
        out,
        "`clauselint test {}` tries it on its examples.",
        shown(pack)
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A path as a terminal may show it.
fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

/// A name in small letters, digits and single hyphens, beginning with a letter.
fn kebab(name: &str) -> String {
    let fold = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let folded: String = name.chars().map(fold).collect();
    let parts = folded.split('-').filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("-");
    name.trim_start_matches(|c: char| !c.is_ascii_lowercase())
        .to_owned()
}
