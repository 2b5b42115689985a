use clauselint_form::{Check, RuleInfo};
use clauselint_reading::Reading;
use clauselint_rule::{Context, Coverage, Finding, Rule};
use std::borrow::Cow;

use crate::missing::MissingCheck;
use crate::place::{Queries, Scene};
use crate::resolve::{Resolver, Scope};
use crate::says::SaysCheck;
use crate::spelling::SpellingCheck;
use crate::{NameError, PathPart};

/// A rule that is data alone.
#[derive(Debug)]
pub struct DataRule {
    info: RuleInfo,
    /// The same with its options filled in, where it has any.
    filled: Option<Box<RuleInfo>>,
    queries: Queries,
    look: Look,
}

#[derive(Debug)]
enum Look {
    Missing(MissingCheck),
    Says(Vec<SaysCheck>),
    Spelling(SpellingCheck),
    /// Code, which somebody else runs.
    Code,
}

impl DataRule {
    /// The rule of a file, its names resolved.
    ///
    /// # Errors
    /// Every name and text in it that means nothing. A rule whose check is
    /// code has nothing to resolve and finds nothing.
    pub fn new(info: RuleInfo, scope: &Scope<'_>) -> Result<Self, Vec<NameError>> {
        Self::with_options(info, scope, |_| None)
    }

    /// The rule with its options as `value` tells them, else as its file does.
    ///
    /// # Errors
    /// As [`DataRule::new`].
    pub fn with_options(
        own: RuleInfo,
        scope: &Scope<'_>,
        value: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<NameError>> {
        let info = own.filled(value);
        let mut resolver = Resolver::new(scope, &info);
        if !info.topic.is_empty() {
            let topic = std::slice::from_ref(&info.topic).to_vec().into();
            resolver.topics(&topic, &[PathPart::from("topic")]);
        }
        let queries = resolver.queries();
        let look = match &info.check {
            Check::Missing(missing) => Look::Missing(MissingCheck::new(missing, &mut resolver)),
            Check::Says(says) => {
                let says = says.0.iter().enumerate();
                let checks = says.map(|(at, says)| SaysCheck::new(says, at, &mut resolver));
                Look::Says(checks.collect())
            }
            Check::Spelling(spelling) => {
                Look::Spelling(SpellingCheck::new(spelling, &mut resolver))
            }
            Check::Plugin(_) | Check::Native | Check::Engine => Look::Code,
        };
        let errors = resolver.errors;
        if !errors.is_empty() {
            return Err(errors);
        }
        let filled = match info {
            Cow::Owned(filled) => Some(Box::new(filled)),
            Cow::Borrowed(_) => None,
        };
        Ok(Self {
            info: own,
            filled,
            queries,
            look,
        })
    }

    fn own(&self) -> &RuleInfo {
        self.filled.as_deref().unwrap_or(&self.info)
    }

    const fn scene<'r>(&'r self, reading: &'r Reading<'r>, context: &Context) -> Scene<'r> {
        Scene {
            reading,
            today: context.today,
            queries: &self.queries,
        }
    }
}

impl Rule for DataRule {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    fn check(&self, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
        let scene = self.scene(reading, context);
        let mut findings = match (&self.look, &self.own().check) {
            (Look::Missing(check), Check::Missing(missing)) => {
                check.run(self.own(), missing, &scene)
            }
            (Look::Says(checks), Check::Says(says)) => {
                let checks = checks.iter().zip(says.0.iter());
                checks
                    .flat_map(|(check, says)| check.run(says, &scene))
                    .collect()
            }
            (Look::Spelling(check), Check::Spelling(spelling)) => check.run(spelling, &scene),
            _ => Vec::new(),
        };
        findings.sort_by_key(|finding| finding.span);
        findings
    }

    fn coverage(&self, reading: &Reading<'_>, context: &Context) -> Option<Coverage> {
        match (&self.look, &self.own().check) {
            (Look::Missing(check), Check::Missing(missing)) => {
                let scene = self.scene(reading, context);
                Some(check.coverage(self.own(), missing, &scene))
            }
            _ => None,
        }
    }
}
