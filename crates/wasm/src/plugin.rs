use std::io::{ErrorKind, Read};
use std::sync::OnceLock;

use crate::{Fault, Limits, Module, PluginError};

/// A module of a pack, compiled when the first of its rules is checked, and
/// then once for the whole run.
#[derive(Debug)]
pub struct Plugin {
    name: String,
    bytes: Vec<u8>,
    limits: Limits,
    module: OnceLock<Result<Module, PluginError>>,
}

impl Plugin {
    /// A plugin of the bytes of a module; `name` is what errors call it.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>, limits: Limits) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
            limits,
            module: OnceLock::new(),
        }
    }

    /// The same from a file, of which no more is read than a module may have.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] and [`Fault::TooLarge`].
    pub fn read(
        name: impl Into<String>,
        mut file: impl Read,
        limits: Limits,
    ) -> Result<Self, PluginError> {
        let name = name.into();
        let mut bytes = Vec::new();
        let most = u64::from(limits.module) + 1;
        let fault = match file.by_ref().take(most).read_to_end(&mut bytes) {
            Ok(len) if len as u64 == most => Fault::TooLarge {
                limit: limits.module,
            },
            Ok(_) => return Ok(Self::new(name, bytes, limits)),
            Err(error) => Fault::Unreadable(match error.kind() {
                ErrorKind::NotFound => "there is no such file".into(),
                _ => error.to_string(),
            }),
        };
        Err(PluginError {
            module: name,
            fault,
        })
    }

    /// The compiled module.
    ///
    /// # Errors
    /// As [`Module::load`], the same each time.
    pub fn module(&self) -> Result<&Module, PluginError> {
        let load = || Module::load(&self.name, &self.bytes, &self.limits);
        self.module.get_or_init(load).as_ref().map_err(Clone::clone)
    }
}
