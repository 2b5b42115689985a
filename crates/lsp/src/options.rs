//! What users set in their editor.

use std::path::PathBuf;

use clauselint_config::CommandLine;
use serde::Deserialize;
use serde_json::Value;

/// What users set in their editor; it is over every configuration file, like
/// the options of the command line. Unknown ones are the client's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Options {
    /// The configuration file of every document, in place of those that are
    /// found; seen from the workspace folder.
    configuration: Option<PathBuf>,
    /// Packs besides those that are configured, seen from the workspace folder.
    packs: Option<Vec<PathBuf>>,
    /// Rules that run, in place of those that are configured.
    select: Option<Vec<String>>,
    /// Rules that run besides.
    extend_select: Option<Vec<String>>,
    /// Rules that do not run.
    ignore: Option<Vec<String>>,
}

impl Options {
    /// Of `initializationOptions` or settings, in which they may stand under
    /// the server's name; none where nothing is said.
    ///
    /// # Errors
    /// Why they cannot be used, for the user.
    pub(crate) fn read(value: &Value) -> Result<Option<Self>, String> {
        let own = value.get("clauselint").unwrap_or(value);
        if own.is_null() {
            return Ok(None);
        }
        serde_json::from_value(own.clone())
            .map(Some)
            .map_err(|error| format!("the editor's settings of clauselint are not used: {error}"))
    }

    /// The configuration file of every document.
    pub(crate) fn configuration(&self) -> Option<&PathBuf> {
        // An empty text field is as good as none.
        let set = self.configuration.as_ref();
        set.filter(|path| !path.as_os_str().is_empty())
    }

    pub(crate) fn packs(&self) -> &[PathBuf] {
        self.packs.as_deref().unwrap_or_default()
    }

    pub(crate) fn line(&self) -> CommandLine {
        CommandLine {
            select: self.select.clone().filter(|select| !select.is_empty()),
            extend_select: self.extend_select.clone().unwrap_or_default(),
            ignore: self.ignore.clone().unwrap_or_default(),
            ..CommandLine::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn they_may_stand_under_the_name() {
        let plain = Options::read(&json!({"select": ["gdpr"], "trace": "off"})).unwrap();
        let named = Options::read(&json!({"clauselint": {"select": ["gdpr"]}})).unwrap();
        assert_eq!(plain, named);
        assert_eq!(plain.unwrap().select.unwrap(), ["gdpr"]);
        assert_eq!(Options::read(&json!(null)), Ok(None));
        assert!(Options::read(&json!({"select": "gdpr"})).is_err());
    }
}
