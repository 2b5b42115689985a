//! What the author of a policy knows better than its text tells.

use clauselint_reading::{Children as Known, KnownFacts};
use clauselint_toml::Key;

use crate::form::{Children, OneOrMore, Policy};
use crate::read::ReadFile;
use crate::{Origin, Setting};

/// `[policy]`, merged.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The names of the controller.
    pub controller: Setting<Vec<String>>,
    /// The names of the product.
    pub product: Setting<Vec<String>>,
    /// Where the readers are.
    pub audience: Setting<Vec<String>>,
    /// Whether personal data is collected.
    pub collects: Setting<Option<bool>>,
    /// Whether the service is for children.
    pub children: Setting<Option<Children>>,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            controller: Setting::default(Vec::new()),
            product: Setting::default(Vec::new()),
            audience: Setting::default(Vec::new()),
            collects: Setting::default(None),
            children: Setting::default(None),
        }
    }
}

impl Facts {
    /// What the reading of a policy is to know.
    #[must_use]
    pub fn known(&self) -> KnownFacts {
        KnownFacts {
            names: [&*self.controller.value, &*self.product.value].concat(),
            collects: self.collects.value,
            children: self.children.value.map(|children| match children {
                Children::Directed => Known::Directed,
                Children::Mixed => Known::Mixed,
                Children::NotDirected => Known::NotDirected,
            }),
        }
    }

    /// Whether children are among those whom the service is for, by the author's word.
    pub(crate) const fn for_children(&self) -> bool {
        matches!(
            self.children.value,
            Some(Children::Directed | Children::Mixed)
        )
    }

    /// What a table says, over what held before.
    pub(crate) fn add(&mut self, policy: &Policy, file: &ReadFile, around: &[Key<'_>]) {
        let origin =
            |key: &str| file.origin(&[around, &["policy".into(), Key::Name(key)]].concat());
        if let Some(names) = &policy.controller {
            self.controller = told(names, origin("controller"));
        }
        if let Some(names) = &policy.product {
            self.product = told(names, origin("product"));
        }
        if let Some(audience) = &policy.audience {
            self.audience = Setting {
                value: audience.clone(),
                origin: origin("audience"),
            };
        }
        if policy.collects.is_some() {
            self.collects = Setting {
                value: policy.collects,
                origin: origin("collects"),
            };
        }
        if policy.children.is_some() {
            self.children = Setting {
                value: policy.children,
                origin: origin("children"),
            };
        }
    }
}

fn told(names: &OneOrMore, origin: Origin) -> Setting<Vec<String>> {
    Setting {
        value: names.all().to_vec(),
        origin,
    }
}
