//! Rules that are WebAssembly modules of packs.

use clauselint_config::PluginLimits;
use clauselint_form::RuleInfo;
use clauselint_pack::Plugins;
use clauselint_rule::Rule;

#[cfg(feature = "plugins")]
pub(super) use with::Modules;

#[cfg(feature = "plugins")]
mod with {
    use std::cell::RefCell;
    use std::collections::HashMap;
    use std::sync::Arc;

    use clauselint_wasm::{Limits, Plugin, PluginRule};

    use super::{PluginLimits, Plugins, Rule, RuleInfo};

    /// The modules that were asked for, each once whatever the number of its rules.
    pub(crate) struct Modules {
        limits: Limits,
        known: RefCell<HashMap<(String, String), Arc<Plugin>>>,
    }

    impl Modules {
        pub(crate) fn new(configured: PluginLimits) -> Self {
            let usual = Limits::default();
            // What does not fit is more than there can be.
            let bytes = |bytes: Option<u64>, usual| {
                bytes.map_or(usual, |bytes| u32::try_from(bytes).unwrap_or(u32::MAX))
            };
            Self {
                limits: Limits {
                    fuel: configured.fuel.unwrap_or(usual.fuel),
                    memory: bytes(configured.memory, usual.memory),
                    module: bytes(configured.module_size, usual.module),
                    ..usual
                },
                known: RefCell::default(),
            }
        }
    }

    impl Plugins for Modules {
        fn rule(
            &self,
            info: RuleInfo,
            module: &str,
            bytes: &[u8],
        ) -> Result<Box<dyn Rule>, (String, String)> {
            let key = (info.pack.to_string(), module.to_owned());
            let known = self.known.borrow().get(&key).map(Arc::clone);
            let plugin = known.unwrap_or_else(|| {
                let plugin = Arc::new(Plugin::new(module, bytes, self.limits));
                self.known.borrow_mut().insert(key, Arc::clone(&plugin));
                plugin
            });
            let rule = PluginRule::new(info, plugin);
            let ready = rule.ready().map(|()| rule);
            match ready {
                Ok(rule) => Ok(Box::new(rule)),
                Err(error) => Err((error.to_string(), String::new())),
            }
        }
    }
}

/// A clauselint that was built without plugins.
#[cfg(not(feature = "plugins"))]
pub(super) struct Modules;

#[cfg(not(feature = "plugins"))]
impl Modules {
    pub(crate) const fn new(_: PluginLimits) -> Self {
        Self
    }
}

#[cfg(not(feature = "plugins"))]
impl Plugins for Modules {
    fn rule(&self, _: RuleInfo, module: &str, _: &[u8]) -> Result<Box<dyn Rule>, (String, String)> {
        Err((
            format!("`{module}` cannot be run: this clauselint was built without plugins"),
            "build it with the feature `plugins`, which is on by default".into(),
        ))
    }
}
