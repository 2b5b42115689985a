use std::sync::Arc;

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding, Rule, RuleInfo};
use clauselint_source::Span;

use crate::{Handed, Plugin, PluginError};

/// A rule that a plugin checks.
#[derive(Debug)]
pub struct PluginRule {
    info: RuleInfo,
    plugin: Arc<Plugin>,
}

impl PluginRule {
    /// The rule of a file whose check is a plugin, and the plugin.
    ///
    /// Nothing is compiled yet.
    #[must_use]
    pub const fn new(info: RuleInfo, plugin: Arc<Plugin>) -> Self {
        Self { info, plugin }
    }

    /// Compiles the plugin and looks whether it has the rule, for those who
    /// want to know before any policy is read.
    ///
    /// # Errors
    /// What every policy would else be told.
    pub fn ready(&self) -> Result<(), PluginError> {
        self.plugin.module()?.ready(self.info.id.as_str())
    }

    fn findings(
        &self,
        reading: &Reading<'_>,
        context: &Context,
    ) -> Result<Vec<Finding>, PluginError> {
        let policy = Handed::new(reading, context);
        self.plugin.module()?.check(self.info.id.as_str(), &policy)
    }
}

impl Rule for PluginRule {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    /// What the plugin finds; where it fails, one finding at the title that
    /// says why the rule could not be checked.
    fn check(&self, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
        let found = self.findings(reading, context);
        found.unwrap_or_else(|error| vec![failed(reading, &error)])
    }
}

fn failed(reading: &Reading<'_>, error: &PluginError) -> Finding {
    Finding {
        message: format!("this rule could not be checked: {error}"),
        span: place(reading),
        label: "not checked".into(),
        failed: true,
        ..Finding::default()
    }
}

fn place(reading: &Reading<'_>) -> Span {
    let document = reading.document;
    let title = document
        .title()
        .and_then(|title| document.heading_span(title));
    let first = reading.passages.first().map(|passage| passage.span);
    title.or(first).unwrap_or_default()
}
