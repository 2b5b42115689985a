//! What holds for a file, and who says so.

use std::path::Path;
use std::sync::Arc;

use clauselint_config::{Children, CommandLine, FailOn, KnownPack, Origin, Settings};
use clauselint_form::{RuleId, Severity};

use crate::setting::{finder, known, running, settings, tree, with};

/// The rules that run for a file of that name.
fn rules(text: &str, path: &str) -> String {
    let folder = tree(&[("clauselint.toml", text)]);
    running(
        &settings(folder.path(), "x.md")
            .unwrap()
            .for_path(Path::new(path)),
    )
}

#[test]
fn selection_follows_the_more_exact_name() {
    for (text, expected) in [
        ("", "no-contact no-period"),
        ("select = ['gdpr']", "no-basis vague-basis"),
        ("select = []", ""),
        ("extend-select = ['hedges']", "hedges no-contact no-period"),
        (
            "extend-select = ['vagueness']",
            "hedges no-contact no-period vague-basis",
        ),
        ("ignore = ['no-contact']", "no-period"),
        (
            "select = ['no-contact', 'gdpr']\nignore = ['core']",
            "no-basis no-contact vague-basis",
        ),
        ("select = ['core']\nignore = ['core']", ""),
        (
            "select = ['all']\nignore = ['completeness']",
            "hedges no-acme vague-basis",
        ),
        (
            "select = ['core']\nignore = ['all']",
            "no-contact no-period",
        ),
        ("select = ['no-basis']\nextend-ignore = ['no-basis']", ""),
        ("rules.no-contact = 'off'", "no-period"),
        ("rules.hedges = 'error'", "no-contact no-period"),
        ("select = ['hedges']\nrules.hedges = 'off'", ""),
    ] {
        assert_eq!(rules(text, "x.md"), expected, "{text}");
    }
}

#[test]
fn off_holds_until_that_very_rule_is_named() {
    let off = "rules.no-contact = 'off'\n[[overrides]]\npaths = ['x.md']\n";
    for (by, expected) in [
        ("select = ['core']", "no-period"),
        (
            "extend-select = ['all']",
            "hedges no-acme no-basis no-parents no-period no-sale no-uk-name vague-basis",
        ),
        ("extend-select = ['no-contact']", "no-contact no-period"),
        ("select = ['no-contact']", "no-contact"),
        ("rules.no-contact = 'note'", "no-contact no-period"),
        ("rules.no-contact.options = {}", "no-period"),
        ("rules.no-period = 'off'", ""),
    ] {
        assert_eq!(rules(&format!("{off}{by}"), "x.md"), expected, "{by}");
        assert_eq!(rules(&format!("{off}{by}"), "y.md"), "no-period", "{by}");
    }
    for (select, expected) in [
        ("core", "no-period"),
        (
            "all",
            "hedges no-acme no-basis no-parents no-period no-sale no-uk-name vague-basis",
        ),
        ("no-contact", "no-contact"),
    ] {
        let folder = tree(&[("clauselint.toml", off)]);
        let line = CommandLine {
            select: Some(vec![select.into()]),
            ..CommandLine::default()
        };
        let settings = with(folder.path(), "y.md", &line).unwrap();
        let applied = settings.for_path(Path::new("y.md"));
        assert_eq!(running(&applied), expected, "--select {select}");
    }
}

#[test]
fn lists_tell_all_who_add_to_them() {
    let folder = tree(&[
        (
            "clauselint.toml",
            "extends = 'base.toml'\n\nextend-select = [\n  'hedges',\n  'gdpr',\n]\nrules.no-period = 'off'",
        ),
        ("base.toml", "\nextend-select = ['no-sale']\n"),
    ]);
    let settings = settings(folder.path(), "x.md").unwrap();
    let applied = settings.for_path(Path::new("x.md"));
    let rows = settings.rows(&applied);
    let told = |key: &str| {
        let row = rows.iter().find(|row| row.key == key).unwrap();
        let origins: Vec<String> = row.origins.iter().map(ToString::to_string).collect();
        format!("{} {}", row.value, origins.join(" "))
    };
    assert_eq!(
        told("extend-select"),
        r#"["no-sale","hedges","gdpr"] base.toml:2 clauselint.toml:4"#
    );
    assert_eq!(
        told("rules.no-period.severity"),
        r#""off" clauselint.toml:7"#
    );
    let selected = &applied.rules[&RuleId::from_static("no-basis")].selected;
    assert_eq!(selected.to_string(), "clauselint.toml:5");
}

#[test]
fn audience_turns_packs_on() {
    for (text, expected) in [
        (
            "audience = ['eu']",
            "no-basis no-contact no-period vague-basis",
        ),
        (
            "audience = ['de']",
            "no-basis no-contact no-period vague-basis",
        ),
        (
            "audience = ['uk']",
            "no-basis no-contact no-period no-uk-name vague-basis",
        ),
        ("audience = ['us-ca']", "no-contact no-period no-sale"),
        ("audience = ['us']", "no-contact no-period no-sale"),
        ("audience = ['us-tx']", "no-contact no-period"),
        (
            "audience = ['us-tx']\nchildren = 'mixed'",
            "no-contact no-parents no-period",
        ),
        (
            "audience = ['us-tx']\nchildren = 'not-directed'",
            "no-contact no-period",
        ),
        ("children = 'directed'", "no-contact no-period"),
        ("audience = ['jp']", "no-contact no-period"),
    ] {
        assert_eq!(
            rules(&format!("[policy]\n{text}"), "x.md"),
            expected,
            "{text}"
        );
    }
    let besides = "select = ['no-contact']\npolicy.audience = ['us-ca']";
    assert_eq!(rules(besides, "x.md"), "no-contact no-sale");
    let without = "ignore = ['ccpa']\npolicy.audience = ['us-ca']";
    assert_eq!(rules(without, "x.md"), "no-contact no-period");
}

#[test]
fn named_packs_run_where_their_readers_are() {
    let rules = |policy: &str, audience: &[&str]| {
        let folder = tree(&[
            ("clauselint.toml", &format!("packs = ['p']\n{policy}")),
            ("p/pack.toml", ""),
        ]);
        let config = finder(folder.path()).find(Path::new("x.md")).unwrap();
        assert_eq!(config.packs().len(), 1);
        let mut known = known();
        known.packs.retain(|pack| pack.name != "acme");
        known.packs.push(KnownPack {
            name: "acme".into(),
            audience: audience.iter().map(ToString::to_string).collect(),
            children: false,
            extends: vec!["ccpa".into()],
            asked: true,
        });
        let line = CommandLine::default();
        let settings = Settings::new(&config, &Arc::new(known), &line, folder.path()).unwrap();
        running(&settings.for_path(Path::new("x.md")))
    };
    let on = "no-acme no-contact no-period no-sale";
    assert_eq!(rules("", &[]), on);
    assert_eq!(
        rules("", &["eu"]),
        on,
        "asked for, and nobody says for whom"
    );
    assert_eq!(
        rules("policy.audience = ['br']", &["eu"]),
        "no-contact no-period"
    );
    assert_eq!(rules("policy.audience = ['br']", &["br"]), on);
    assert_eq!(
        rules("ignore = ['acme']", &[]),
        "no-contact no-period no-sale"
    );
}

#[test]
fn the_name_of_a_pack_stands_for_its_own_rules_alone() {
    let folder = tree(&[("clauselint.toml", "")]);
    let config = finder(folder.path()).find(Path::new("x.md")).unwrap();
    let mut known = known();
    let acme = known.packs.iter_mut().find(|pack| pack.name == "acme");
    acme.unwrap().extends = vec!["ccpa".into()];
    let line = CommandLine {
        select: Some(vec!["acme".into()]),
        ..CommandLine::default()
    };
    let settings = Settings::new(&config, &Arc::new(known), &line, folder.path()).unwrap();
    assert_eq!(running(&settings.for_path(Path::new("x.md"))), "no-acme");
}

#[test]
fn the_command_line_is_over_every_file() {
    let folder = tree(&[(
        "clauselint.toml",
        "fail-on = 'note'\nextend-select = ['gdpr']\n[policy]\naudience = ['uk']\n[[overrides]]\npaths = ['*']\nselect = ['all']\n[rules]\nno-basis = 'error'",
    )]);
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let line = CommandLine {
        select: Some(names(&["core", "no-basis"])),
        ignore: names(&["no-period"]),
        fail_on: Some(FailOn::Never),
        ..CommandLine::default()
    };
    let settings = with(folder.path(), "x.md", &line).unwrap();
    let applied = settings.for_path(Path::new("x.md"));
    assert_eq!(running(&applied), "no-basis no-contact");
    assert_eq!(
        applied.severity(&RuleId::from_static("no-basis")),
        Some(Severity::Error)
    );
    assert_eq!(settings.fail_on.value, FailOn::Never);
    assert_eq!(settings.fail_on.origin, Origin::CommandLine);
    let line = CommandLine {
        select: Some(names(&["cor"])),
        extend_ignore: names(&["no-bass"]),
        ..CommandLine::default()
    };
    let faults = with(folder.path(), "x.md", &line).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "--select: there is no rule, pack or group `cor`",
            "--extend-ignore: there is no rule, pack or group `no-bass`"
        ]
    );
}

#[test]
fn overrides_hold_for_their_files_in_their_order() {
    let text = "
ignore = ['no-period']
[policy]
audience = ['eu']
collects = true
[[overrides]]
paths = ['us/', '*.us.md']
policy.audience = ['us-ca']
rules.no-contact = { severity = 'note' }
[[overrides]]
paths = ['us/kids.md']
select = ['hedges']
policy.children = 'directed'
";
    let folder = tree(&[("clauselint.toml", text)]);
    let settings = settings(folder.path(), "x.md").unwrap();
    let at = |path: &str| settings.for_path(Path::new(path));
    assert_eq!(running(&at("x.md")), "no-basis no-contact vague-basis");
    assert_eq!(running(&at("us/x.md")), "no-contact no-sale");
    assert_eq!(running(&at("a/b.us.md")), "no-contact no-sale");
    let kids = at("us/kids.md");
    assert_eq!(running(&kids), "hedges no-parents no-sale");
    assert_eq!(kids.policy.children.value, Some(Children::Directed));
    assert_eq!(kids.policy.collects.value, Some(true));
    let origins: Vec<String> = kids.overrides.iter().map(ToString::to_string).collect();
    assert_eq!(origins, ["clauselint.toml:6", "clauselint.toml:10"]);
    let contact = RuleId::from_static("no-contact");
    assert_eq!(at("us/x.md").severity(&contact), Some(Severity::Note));
    assert_eq!(at("x.md").severity(&contact), Some(Severity::Warning));
    assert!(Arc::ptr_eq(&at("us/x.md"), &at("us/y.md")), "reckoned once");
}

#[test]
fn what_extends_is_over_what_is_extended() {
    let folder = tree(&[
        (
            "clauselint.toml",
            "extends = ['shared/one.toml', 'shared/two.toml']\nrequire-reasons = true\n[rules]\nno-period = 'note'",
        ),
        (
            "shared/one.toml",
            "fail-on = 'note'\nexclude = ['a.md']\n[rules]\nno-contact = 'error'\nno-period = 'error'",
        ),
        (
            "shared/two.toml",
            "fail-on = 'warning'\nbaseline = 'known.json'\nextend-select = ['gdpr']\n[policy]\ncontroller = 'Acme'",
        ),
    ]);
    let settings = settings(folder.path(), "x.md").unwrap();
    let applied = settings.for_path(Path::new("x.md"));
    assert_eq!(settings.fail_on.value, FailOn::Warning);
    assert_eq!(settings.fail_on.origin.to_string(), "shared/two.toml:1");
    assert_eq!(
        running(&applied),
        "no-basis no-contact no-period vague-basis"
    );
    let severity = |id| applied.severity(&RuleId::from_static(id)).unwrap();
    assert_eq!(
        [severity("no-contact"), severity("no-period")],
        [Severity::Error, Severity::Note]
    );
    let baseline = settings.baseline.value.as_ref().unwrap();
    assert!(
        baseline.ends_with("shared/known.json"),
        "{}",
        baseline.display()
    );
    assert_eq!(applied.policy.controller.value, ["Acme"]);
    assert!(settings.is_excluded(Path::new("shared/a.md"), false));
    assert!(
        settings.is_excluded(Path::new("b/a.md"), false),
        "no slash: anywhere"
    );
    let files: Vec<&str> = settings.config().files().collect();
    assert_eq!(
        files,
        ["clauselint.toml", "shared/two.toml", "shared/one.toml"]
    );
}

#[test]
fn include_and_exclude_are_seen_from_the_file() {
    let folder = tree(&[(
        "a/clauselint.toml",
        "include = ['legal/*.html']\nexclude = ['/old', '!/old/kept.md']",
    )]);
    let settings = settings(folder.path(), "a/x.md").unwrap();
    let included = |path: &str| settings.is_included(Path::new(path)).unwrap();
    assert!(included("a/legal/x.html"));
    assert!(!included("legal/x.html"));
    let excluded = |path: &str| settings.is_excluded(Path::new(path), false);
    assert!(excluded("a/old/x.md"));
    assert!(!excluded("a/b/old/x.md"));
}

#[test]
fn every_value_tells_its_origin() {
    let folder = tree(&[
        (
            "clauselint.toml",
            "extends = 'base.toml'\n\nselect = ['core']\n[policy]\naudience = ['us-ca']\n[rules.no-sale]\nseverity = 'note'\n[rules.hedges.options]\nmost = 3",
        ),
        (
            "base.toml",
            "fail-on = 'never'\nselect = ['all']\n[plugins]\nmemory = '1 MiB'",
        ),
    ]);
    let settings = settings(folder.path(), "x.md").unwrap();
    let rows = settings.rows(&settings.for_path(Path::new("x.md")));
    let shown = |key: &str| {
        let row = rows.iter().find(|row| row.key == key);
        row.map_or("none".into(), |row| {
            format!("{} {}", row.value, row.origins[0])
        })
    };
    for (key, expected) in [
        ("select", "[\"core\"] clauselint.toml:3"),
        ("ignore", "[] default"),
        ("packs", "[\"ccpa\"] clauselint.toml:5"),
        ("fail-on", "\"never\" base.toml:1"),
        ("plugins.memory", "1048576 base.toml:4"),
        ("plugins.fuel", "null default"),
        ("policy.collects", "null default"),
        ("rules.no-sale.severity", "\"note\" clauselint.toml:7"),
        ("rules.hedges.options.most", "none"),
    ] {
        assert_eq!(shown(key), expected, "{key}");
    }
}

#[test]
fn the_authors_facts_reach_the_reading() {
    let folder = tree(&[(
        "clauselint.toml",
        "[policy]\ncontroller = ['Acme GmbH', 'Acme Inc.']\nproduct = 'Roadrunner'\ncollects = false\nchildren = 'not-directed'",
    )]);
    let settings = settings(folder.path(), "x.md").unwrap();
    let known = settings.for_path(Path::new("x.md")).policy.known();
    assert_eq!(known.names, ["Acme GmbH", "Acme Inc.", "Roadrunner"]);
    assert_eq!(known.collects, Some(false));
    assert_eq!(
        known.children,
        Some(clauselint_reading::Children::NotDirected)
    );
}
