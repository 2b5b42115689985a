//! What others wrote is shown, and commands no terminal: policies, packs,
//! configurations, baselines, arguments.

use std::path::Path;
use std::process::Output;

use super::{command, stderr, stdout, write};

/// Clears the screen, in 7 and in 8 bits; as TOML and JSON write it.
const ESCAPED: &str = "\\u001b[2J\\u009b2J";
const RAW: &str = "\u{1b}[2J\u{9b}2J\u{202e}\u{7}";

const PACK: &str = "version = \"1.0.0\"\nlicence = \"MIT\"\nengine = \"*\"\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder).output().unwrap()
}

fn acts(c: char) -> bool {
    let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() && !matches!(c, '\n' | '\t')
}

/// Files of every kind, each with something that acts.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let policy = format!(
        "# Privacy {RAW}\n\nWe share your data with {RAW} partners.\n\n\
         <!-- clauselint-disable-next-line {RAW} -->\n\nSee section {RAW}.\n"
    );
    let other = policy.replace("share", "sell").replace("See", "Read");
    for (name, text) in [
        ("privacy.md", &*policy),
        ("other.md", &*other),
        ("select.toml", &format!("select = [\"{ESCAPED}\"]")),
        ("key.toml", &format!("\"{ESCAPED}\" = 1")),
        ("raw.toml", &format!("select = ['{RAW}']")),
        ("extends.toml", &format!("extends = \"{ESCAPED}.toml\"")),
        (
            "controller.toml",
            &format!("policy.controller = \"{ESCAPED}\""),
        ),
        ("format.toml", &format!("output-format = \"{ESCAPED}\"")),
        (
            "known.json",
            &format!(
                "{{\"schema\": 1, \"findings\": [{{\"path\": \"privacy.md\", \"rule\": \"stale-policy\", \"clause\": \"x\", \"message\": \"{ESCAPED}\"}}]}}"
            ),
        ),
        (
            "broken.json",
            &format!("{{\"schema\": 1, \"{ESCAPED}\": 1}}"),
        ),
        ("name/pack.toml", &format!("name = \"{ESCAPED}\"\n{PACK}")),
        (
            "summary/pack.toml",
            &format!("name = \"x\"\nsummary = \"{ESCAPED}\"\n{PACK}"),
        ),
        ("rule/pack.toml", &format!("name = \"x\"\n{PACK}")),
        (
            "rule/said.toml",
            &format!(
                "id = \"said\"\nseverity = \"error\"\nsummary = \"{ESCAPED}\"\n[check.says]\nwhat = [\"data\"]\nmessage = \"{ESCAPED}\"\n[[fails]]\ntext = \"data {ESCAPED}\"\nat = [\"data\"]\n"
            ),
        ),
    ] {
        write(folder.path(), name, text);
    }
    folder
}

#[test]
fn nothing_that_others_wrote_commands_a_terminal() {
    let folder = hostile();
    let odd = format!("{RAW}.md");
    let option = format!("--{RAW}");
    let formats = [
        "text",
        "concise",
        "github",
        "junit",
        "checkstyle",
        "markdown",
        "html",
    ];
    let formats = formats.map(|format| format!("--output-format={format}"));
    let checks = formats
        .iter()
        .map(|format| vec!["check", "--select=all", format, "privacy.md"]);
    let configs = ["select", "key", "raw", "extends", "controller", "format"];
    let configs = configs.map(|name| format!("--config={name}.toml"));
    let configured = configs
        .iter()
        .map(|config| vec!["check", config, "privacy.md"]);
    let shown = configs.iter().map(|config| vec!["config", config]);
    let packs = ["name", "summary", "rule"].map(|name| format!("--pack={name}"));
    let packed = packs.iter().flat_map(|pack| {
        [
            vec!["check", pack, "privacy.md"],
            vec!["rules", pack],
            vec!["test", &pack[7..]],
        ]
    });
    let others = [
        vec!["check", "--statistics", "privacy.md"],
        vec!["check", "--baseline=known.json", "privacy.md"],
        vec!["check", "--baseline=broken.json", "privacy.md"],
        vec!["check", &odd],
        vec!["check", "--select", &odd, "privacy.md"],
        vec!["explain", &odd],
        vec!["outline", "privacy.md"],
        vec!["outline", "--concepts", "privacy.md"],
        vec!["coverage", "privacy.md"],
        vec!["coverage", "--output-format=markdown", "privacy.md"],
        vec!["diff", "privacy.md", "other.md"],
        vec!["diff", "--output-format=markdown", "privacy.md", "other.md"],
        vec!["test", "../nothing", "--on", "privacy.md"],
        vec![&odd],
        vec!["check", &option],
        vec!["check", "--fail-on", &odd],
        vec!["check", "--output-format", &odd],
    ];
    for arguments in checks
        .chain(configured)
        .chain(shown)
        .chain(packed)
        .chain(others)
    {
        let output = run(folder.path(), &arguments);
        for page in [stdout(&output), stderr(&output)] {
            let found = page.find(acts);
            let around = found.map(|at| page[at..].chars().take(40).collect::<String>());
            assert_eq!(around, None, "{arguments:?}");
        }
        assert!(output.status.code().is_some(), "{arguments:?}");
    }
}

/// Folders are called as those who made them liked.
#[cfg(target_os = "linux")]
#[test]
fn names_of_folders_command_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let inner = |name: &str| format!("{RAW}\n/{name}");
    let policy = "# Privacy\n\nWe share your data with our partners.\n";
    write(folder.path(), &inner("privacy.md"), policy);
    write(
        folder.path(),
        &inner("other.md"),
        policy.replace("share", "sell"),
    );
    write(
        folder.path(),
        &inner("clauselint.toml"),
        "packs = ['pack']\n",
    );
    write(
        folder.path(),
        &inner("pack/pack.toml"),
        format!("name = \"x\"\n{PACK}"),
    );
    write(
        folder.path(),
        &inner("pack/said.toml"),
        "id = \"said\"\nsummary = \"s\"\nseverity = \"note\"\n[check.says]\nwhat = [\"@partner\"]\nmessage = \"m\"\n",
    );
    let [all, one, other, config, pack, new] = [
        "",
        "privacy.md",
        "other.md",
        "clauselint.toml",
        "pack",
        "new",
    ]
    .map(inner);
    let config_option = format!("--config={config}");
    for arguments in [
        vec!["config", &one],
        vec!["config", "--rules", &all],
        vec!["check", &all],
        vec!["check", &all, "--update-baseline"],
        vec!["check", &config_option, &one],
        vec!["check", "--diff", "--unsafe-fixes", &one],
        vec!["check", "--add-suppressions=x", &other],
        vec!["coverage", &all],
        vec!["outline", &one],
        vec!["diff", &other, &one],
        vec!["lock", &config_option],
        vec!["lock", "--check", &config_option],
        vec!["test", &pack, "--on", &all, "--show", "all"],
        vec!["rules", &config_option],
        vec!["explain", "said", &config_option],
        vec!["new-pack", &new],
        vec!["new-rule", &new, "more"],
        vec!["init", &all],
    ] {
        let output = run(folder.path(), &arguments);
        for page in [stdout(&output), stderr(&output)] {
            let found = page.find(acts);
            let around = found.map(|at| page[at..].chars().take(40).collect::<String>());
            assert_eq!(around, None, "{arguments:?}");
        }
    }
}

#[test]
fn a_name_commands_no_runner() {
    let folder = tempfile::tempdir().unwrap();
    let name = "##[stop-commands]x.md";
    write(folder.path(), name, "\0");
    let output = run(folder.path(), &["check", "--output-format=github", name]);
    assert!(
        stderr(&output).contains("# #[stop-commands]x.md: this is a binary file"),
        "{}",
        stderr(&output)
    );
    // Within a command of the newer form the older one is nothing.
    for line in stdout(&output).lines() {
        assert!(line.starts_with("::error file="), "{line}");
    }
}
