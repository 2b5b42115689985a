//! `clauselint test --on`: how often a pack's rules fire on policies, and where.

use std::collections::BTreeMap;
use std::io::Write;

use clauselint_engine::{FileReport, Job, Linter, Note, Selection, discover, find, run};
use clauselint_pack::Packs;
use clauselint_report::place;
use clauselint_rule::RuleInfo;

use super::trial::counted;
use crate::args::TestArgs;
use crate::failure::{Failure, warn};
use crate::project::context;

/// Shows the places of every rule.
const ALL: &str = "all";

/// Counts how often each rule fires on policies; false where some could not be read.
pub(super) fn count(packs: &Packs, test: &TestArgs, out: &mut dyn Write) -> Result<bool, Failure> {
    let discovery = discover(&test.on);
    discovery.errors.iter().for_each(|error| warn(error));
    let mut sound = discovery.errors.is_empty();
    let own = own_rules(packs);
    let ids: Vec<String> = own.iter().map(|info| info.id.to_string()).collect();
    let mut tally = Tally::new(packs, &ids, &test.show)?;
    if ids.is_empty() {
        return Ok(sound);
    }
    let selection = Selection::all(own);
    let linter =
        Linter::new(&packs.rules, &selection, context(None)).with_vocabulary(&packs.vocabulary);
    let job = |target| Job {
        target,
        linter: &linter,
    };
    let jobs: Vec<Job<'_, '_>> = discovery.targets.iter().map(job).collect();
    run(&jobs, "<stdin>".as_ref(), |_, outcome| {
        match outcome {
            Ok(report) => tally.add(&report),
            Err(error) => {
                warn(&error);
                sound = false;
            }
        }
        Ok::<(), Failure>(())
    })?;
    tally.write(discovery.skipped, out)?;
    Ok(sound)
}

/// The rules of packs that were asked for.
fn own_rules(packs: &Packs) -> Vec<&RuleInfo> {
    let is_own = |name: &str| {
        let mut loaded = packs.loaded.iter();
        loaded.any(|pack| pack.asked && pack.name == name)
    };
    let infos = packs.rules.iter().map(|rule| rule.info());
    infos.filter(|info| is_own(&info.pack)).collect()
}

/// What was found, by rule.
struct Tally<'t> {
    policies: usize,
    /// Files that are not English, and no policies, on which no rule was run.
    unread: (usize, usize),
    fired: BTreeMap<&'t str, Fired>,
}

#[derive(Default)]
struct Fired {
    files: usize,
    findings: usize,
    /// Where, if that is to be shown.
    places: Option<Vec<String>>,
}

impl<'t> Tally<'t> {
    fn new(packs: &Packs, ids: &'t [String], show: &[String]) -> Result<Self, Failure> {
        for id in show.iter().filter(|id| *id != ALL) {
            let found = find(&packs.rules, id);
            found.map_err(|error| Failure::Engine(vec![error]))?;
        }
        let shown = |id: &String| show.iter().any(|shown| shown == ALL || shown == id);
        let fired = ids.iter().map(|id| {
            let fired = Fired {
                places: shown(id).then(Vec::new),
                ..Fired::default()
            };
            (id.as_str(), fired)
        });
        Ok(Self {
            policies: 0,
            unread: (0, 0),
            fired: fired.collect(),
        })
    }

    fn add(&mut self, report: &FileReport) {
        if report.notes.contains(&Note::NotEnglish) {
            return self.unread.0 += 1;
        }
        if report.notes.contains(&Note::NoPolicy) {
            return self.unread.1 += 1;
        }
        self.policies += 1;
        for (rule, fired) in &mut self.fired {
            let own = report.diagnostics.iter();
            let own = own.filter(|found| found.rule.as_str() == *rule);
            let before = fired.findings;
            for found in own {
                fired.findings += 1;
                if let Some(places) = &mut fired.places {
                    places.push(place(report, found));
                }
            }
            fired.files += usize::from(fired.findings > before);
        }
    }

    fn write(&self, skipped: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let policies = match self.policies {
            0 => "no policy".to_owned(),
            1 => "1 policy".to_owned(),
            policies => format!("{policies} policies"),
        };
        let mut besides = Vec::new();
        if let (others, none) = self.unread
            && others + none > 0
        {
            let reasons = [(others, "not English"), (none, "no privacy policy")];
            let reasons = reasons.into_iter().filter(|(count, _)| *count > 0);
            let reasons: Vec<String> = reasons
                .map(|(count, reason)| format!("{count} {reason}"))
                .collect();
            let were = if others + none == 1 { "was" } else { "were" };
            let more = others + none;
            besides.push(format!(
                "{more} more {were} not read: {}",
                reasons.join(", ")
            ));
        }
        match skipped {
            0 => {}
            1 => besides.push("1 more file is not named like one; name it to have it counted".into()),
            more => besides.push(format!(
                "{more} more files are not named like one; name them, or a pattern, to have them counted"
            )),
        }
        let besides = match besides.join("; ") {
            none if none.is_empty() => none,
            told => format!(" ({told})"),
        };
        if self.policies == 0 {
            writeln!(out, "\nOn {policies}{besides}: nothing was counted")?;
            return Ok(());
        }
        writeln!(out, "\nOn {policies}{besides}:")?;
        let width = self.fired.keys().map(|rule| rule.len()).max().unwrap_or(0);
        for (rule, fired) in &self.fired {
            if fired.findings == 0 {
                writeln!(out, "  {rule:width$}  never")?;
                continue;
            }
            let files = fired.files;
            let share = (files * 100).checked_div(self.policies).unwrap_or(0);
            let findings = counted(fired.findings, "finding");
            writeln!(out, "  {rule:width$}  in {files} ({share} %), {findings}")?;
            for place in fired.places.iter().flatten() {
                writeln!(out, "    {place}")?;
            }
        }
        Ok(())
    }
}
