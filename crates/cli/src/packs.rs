//! Packs on the command line: what is linted with, and the commands for those
//! who write them.

mod count;
mod modules;
pub(crate) mod new;
pub(crate) mod trial;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clauselint_builtin::{law_keys, provision, rules};
use clauselint_engine::{EngineError, Selection};
use clauselint_pack::{Loaded, PackError, Packs, Setting, load};
use clauselint_reading::Vocabulary;
use clauselint_report::{AddedPack, Catalog, printable};
use clauselint_rule::Rule;
use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::failure::Failure;
use modules::Modules;

/// All rules at hand, with the words that they look for.
pub(crate) struct Ruleset {
    pub(crate) rules: Vec<Box<dyn Rule>>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) packs: Vec<Loaded>,
    added: Vec<AddedPack>,
}

impl Ruleset {
    /// clauselint's own rules and those of packs, whose examples are tried.
    pub(crate) fn load(paths: &[PathBuf]) -> Result<Self, Failure> {
        if paths.is_empty() {
            return Ok(Self {
                rules: rules(),
                vocabulary: Vocabulary::default(),
                packs: Vec::new(),
                added: Vec::new(),
            });
        }
        let packs = loaded(paths)?;
        let faults = packs.example_faults();
        if !faults.is_empty() {
            return Err(Failure::Packs(faults));
        }
        let added = |pack: &Loaded| AddedPack {
            name: pack.name.clone(),
            version: pack.version.clone(),
            summary: pack.summary.clone(),
        };
        Ok(Self {
            added: packs.loaded.iter().map(added).collect(),
            rules: packs.rules,
            vocabulary: packs.vocabulary,
            packs: packs.loaded,
        })
    }

    /// The rules that are asked for; where none is, the core pack, the packs at
    /// hand and what those extend. A pack that is asked for brings its own rules.
    pub(crate) fn select(
        &self,
        select: &[String],
        ignore: &[String],
    ) -> Result<Selection, Failure> {
        if !select.is_empty() {
            return Selection::new(&self.rules, select, ignore).map_err(Failure::Engine);
        }
        let mut names = vec![Selection::DEFAULT.to_owned()];
        for pack in self.packs.iter().filter(|pack| pack.asked) {
            names.push(pack.name.clone());
            names.extend(pack.extends.iter().cloned());
        }
        Selection::new(&self.rules, &names, ignore).map_err(Failure::Engine)
    }

    pub(crate) fn catalog(&self) -> Catalog<'_> {
        Catalog::new(&self.rules, provision).with_packs(&self.added)
    }

    /// The rule of an id.
    pub(crate) fn find(&self, id: &str) -> Result<&dyn Rule, Failure> {
        let fail = |error: EngineError| Failure::Engine(vec![error]);
        clauselint_engine::find(&self.rules, id).map_err(fail)
    }
}

/// Packs with clauselint's own rules, their examples not tried.
pub(crate) fn loaded(paths: &[PathBuf]) -> Result<Packs, Failure> {
    let laws: Vec<&str> = law_keys().collect();
    let setting = Setting {
        version: env!("CARGO_PKG_VERSION"),
        is_law: &|key| provision(key).is_some(),
        laws: &laws,
        plugins: &Modules::default(),
    };
    load(paths, rules(), &setting).map_err(Failure::Packs)
}

/// Draws what is wrong with packs for standard error.
pub(crate) fn tell(errors: &[PackError]) {
    let mut stderr = io::stderr().lock();
    let theme = if stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for error in errors {
        let mut drawn = String::new();
        let text = match handler.render_report(&mut drawn, error) {
            Ok(()) => drawn,
            Err(_) => error.to_string(),
        };
        let _ = writeln!(stderr, "{}\n", lines(&text));
    }
    let faults = match errors.len() {
        1 => "1 fault in a pack".to_owned(),
        more => format!("{more} faults in packs"),
    };
    let _ = writeln!(stderr, "clauselint: {faults}; nothing was loaded");
}

/// Lines without white space at their ends, and without what could command a
/// terminal.
pub(crate) fn lines(drawn: &str) -> String {
    let clean = drawn.trim_matches('\n').lines().map(|line| {
        // Colours are the theme's own.
        if line.contains('\u{1b}') {
            line.trim_end().to_owned()
        } else {
            printable(line.trim_end())
        }
    });
    clean.collect::<Vec<_>>().join("\n")
}
