//! The parts of the tool that rules are of: clauselint itself, and packs that
//! were added to it, which SARIF calls extensions.

use clauselint_rule::{RuleId, RuleInfo};
use serde_json::{Value, json};

use super::log::{ComponentReference, RuleReference};
use super::rule::descriptor;
use super::sentence;
use crate::printable::capital;
use crate::{AddedPack, Catalog, HOME};

/// Rules by the part of the tool that they are of.
pub(super) struct Components<'c> {
    driver: Vec<&'c RuleInfo>,
    extensions: Vec<(&'c AddedPack, Vec<&'c RuleInfo>)>,
}

impl<'c> Components<'c> {
    pub(super) fn new(catalog: &Catalog<'c>, rules: Vec<&'c RuleInfo>) -> Self {
        let mut driver = rules;
        let packs = catalog.packs().iter();
        let extensions = packs.map(|pack| {
            let own = driver.extract_if(.., |info| info.pack == pack.name);
            (pack, own.collect())
        });
        let extensions = extensions.collect();
        Self { driver, extensions }
    }

    /// SARIF's `tool`.
    pub(super) fn tool(&self, catalog: &Catalog<'_>) -> Value {
        let described = |rules: &[&RuleInfo]| -> Vec<Value> {
            rules.iter().map(|info| descriptor(catalog, info)).collect()
        };
        let mut tool = json!({"driver": {
            "name": "clauselint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": HOME,
            "rules": described(&self.driver),
        }});
        let extension = |(pack, rules): &(&AddedPack, Vec<&RuleInfo>)| {
            let mut extension = json!({
                "name": pack.name,
                "semanticVersion": pack.version,
                "rules": described(rules),
            });
            if !pack.summary.is_empty() {
                let summary = sentence(&capital(&pack.summary));
                extension["shortDescription"] = json!({ "text": summary });
            }
            extension
        };
        if !self.extensions.is_empty() {
            tool["extensions"] = self.extensions.iter().map(extension).collect();
        }
        tool
    }

    /// How a result refers to its rule: by its index where it is clauselint's
    /// own, with the extension's where it is one's.
    pub(super) fn refer<'r>(
        &'r self,
        id: &'r RuleId,
    ) -> (Option<usize>, Option<RuleReference<'r>>) {
        let place = |rules: &[&RuleInfo]| rules.iter().position(|info| info.id == *id);
        let mut extensions = self.extensions.iter().enumerate();
        let of_extension = extensions.find_map(|(at, (pack, rules))| {
            Some(RuleReference {
                id: id.as_str(),
                index: place(rules)?,
                tool_component: ComponentReference {
                    name: &pack.name,
                    index: at,
                },
            })
        });
        (place(&self.driver), of_extension)
    }
}
