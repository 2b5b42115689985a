//! `rules/service/discontinued.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::read;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: String,
    until: String,
    ended: String,
    #[serde(default)]
    replaced: String,
    #[serde(default)]
    url: String,
}

/// The table `SERVICES`, by the concept that names each.
pub(super) fn table(file: &Path) -> String {
    let mut code = String::from("\npub(crate) static SERVICES: &[Service] = &[\n");
    for (concept, entry) in read::<BTreeMap<String, Entry>>(file) {
        let Entry {
            title,
            until,
            ended,
            replaced,
            url,
        } = entry;
        let told = url.is_empty() || url.starts_with("https://");
        assert!(told, "{}: {concept}: {url}", file.display());
        code += &format!(
            "Service {{ concept: {concept:?}, title: {title:?}, until: {until:?}, ended: {ended:?}, replaced: {replaced:?} }},\n",
        );
    }
    code + "];\n"
}
