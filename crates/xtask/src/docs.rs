//! Pages and schemas that the types, their comments and the rules tell.

mod names;
mod reference;
mod rules;
mod schemas;

use std::fs;
use std::path::Path;

use clauselint_config::ConfigFile;
use clauselint_form::{Manifest, RuleInfo};

use reference::Reference;

/// A file under the repository's root.
struct Page {
    path: &'static str,
    text: String,
}

fn pages() -> Vec<Page> {
    let mut rule_form = Reference::new(include_str!("docs/rule-form.md"));
    rule_form.add::<RuleInfo>("A rule");
    rule_form.add::<Manifest>("A pack");
    let mut configuration = Reference::new(include_str!("docs/configuration.md"));
    configuration.add::<ConfigFile>("The file");
    let page = |path, text| Page { path, text };
    vec![
        page("docs/reference/rule-form.md", rule_form.page()),
        page("docs/reference/configuration.md", configuration.page()),
        page("docs/reference/names.md", names::page()),
        page("docs/rules.md", rules::page()),
        page(
            "docs/schema/rule.schema.json",
            schemas::of::<RuleInfo>("rule", "A rule of clauselint"),
        ),
        page(
            "docs/schema/pack.schema.json",
            schemas::of::<Manifest>("pack", "A pack of rules of clauselint"),
        ),
        page(
            "docs/schema/config.schema.json",
            schemas::of::<ConfigFile>("config", "The configuration of clauselint"),
        ),
    ]
}

/// Writes all pages that are not as they ought to be.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let mut written = String::new();
    for page in stale(root) {
        let path = root.join(page.path);
        let fail = |error| format!("{}: {error}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        fs::write(&path, &page.text).map_err(fail)?;
        written += &format!("{} written\n", page.path);
    }
    Ok(written)
}

/// Tells which pages are not as they ought to be.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let stale: Vec<&str> = stale(root).iter().map(|page| page.path).collect();
    match &*stale {
        [] => Ok(String::new()),
        [one] => Err(format!("{one} is stale; `cargo xtask docs` writes it anew")),
        several => Err(format!(
            "{} are stale; `cargo xtask docs` writes them anew",
            several.join(", ")
        )),
    }
}

fn stale(root: &Path) -> Vec<Page> {
    let differs = |page: &Page| {
        let text = fs::read_to_string(root.join(page.path)).unwrap_or_default();
        text.replace("\r\n", "\n") != page.text
    };
    pages().into_iter().filter(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_generated_is_up_to_date() {
        assert_eq!(check(&crate::root()), Ok(String::new()));
    }

    #[test]
    fn every_link_within_a_page_leads_to_a_heading() {
        for (path, text) in unfenced_pages() {
            let headings = text.lines().filter(|line| line.starts_with('#'));
            let mut anchors: Vec<String> = headings.map(reference::anchor).collect();
            let all = anchors.len();
            anchors.sort();
            anchors.dedup();
            assert_eq!(anchors.len(), all, "{path}: a heading twice");
            for link in targets(&text, "](#") {
                assert!(
                    anchors.iter().any(|anchor| anchor == link),
                    "{path}: #{link}"
                );
            }
        }
    }

    #[test]
    fn every_link_to_a_file_leads_to_one() {
        for (path, text) in unfenced_pages() {
            let page = crate::root().join(path);
            let folder = page.parent().expect("it has one").join("..");
            for link in targets(&text, "](../") {
                let file = link.split('#').next().unwrap_or_default();
                assert!(folder.join(file).exists(), "{path}: ../{link}");
            }
        }
    }

    fn targets<'t>(text: &'t str, start: &str) -> impl Iterator<Item = &'t str> {
        let rests = text.split(start).skip(1);
        rests.map(|rest| rest.split(')').next().unwrap_or_default())
    }

    /// The Markdown pages without what stands in fences.
    fn unfenced_pages() -> Vec<(&'static str, String)> {
        let pages = pages().into_iter();
        let markdown = pages.filter(|page| page.path.ends_with(".md"));
        markdown
            .map(|page| (page.path, unfenced(&page.text)))
            .collect()
    }

    fn unfenced(text: &str) -> String {
        let (mut fence, mut kept) = (None, String::new());
        for line in text.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match fence {
                Some(open) if line.len() == open && ticks == open => fence = None,
                None if ticks >= 3 => fence = Some(ticks),
                None => kept += &format!("{line}\n"),
                _ => {}
            }
        }
        kept
    }
}
