//! Rules about suppressing comments, and about the version before, do what the
//! examples in their files say, and comments suppress what they say.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use clauselint_builtin::rules;
use clauselint_engine::{FileReport, Linter, Selection};
use clauselint_rule::{Check, Context, Rule, RuleInfo};
use clauselint_syntax::Date;

fn lint(
    rules: &[Box<dyn Rule>],
    names: &[&str],
    text: &str,
    name: &str,
    today: &str,
) -> FileReport {
    lint_since(rules, names, (None, text), name, today)
}

/// Lints the second text as the version that came after the first.
fn lint_since(
    rules: &[Box<dyn Rule>],
    names: &[&str],
    (before, text): (Option<&str>, &str),
    name: &str,
    today: &str,
) -> FileReport {
    let infos = rules.iter().map(|rule| rule.info());
    let named = |info: &&RuleInfo| {
        names.contains(&info.id.as_str()) || info.default && names.contains(&&*info.pack)
    };
    let selection = Selection::all(infos.filter(named));
    let context = Context {
        today: Date::from_iso(today),
    };
    let before = |_: &Path| Ok(before.map(Into::into));
    let linter = Linter::new(rules, &selection, context).with_previous(&before);
    linter
        .lint(Path::new(name), text.into())
        .expect("it has words")
}

#[test]
fn examples_of_the_engines_own_rules() {
    let rules = rules();
    let own = rules
        .iter()
        .map(|rule| rule.info())
        .filter(|info| matches!(info.check, Check::Engine));
    let mut seen = 0;
    for info in own {
        let id = info.id.as_str();
        let found = |example: &clauselint_rule::Example| -> Vec<String> {
            let before = Some(&*example.before).filter(|before| !before.is_empty());
            let report = lint_since(
                &rules,
                &["core", id],
                (before, &example.text),
                "x.md",
                &example.today,
            );
            let own = report.diagnostics.iter().filter(|d| d.rule == info.id);
            own.map(|d| d.span.of(report.source.text()).to_owned())
                .collect()
        };
        for example in info.fails.iter() {
            let expected: Vec<&str> = example.at.iter().map(|at| &**at).collect();
            assert_eq!(found(example), expected, "{id}: {}", example.note);
        }
        for example in info.passes.iter() {
            assert!(found(example).is_empty(), "{id}: {}", example.note);
        }
        seen += info.fails.len();
    }
    assert!(seen > 4, "there are such rules");
}

/// Rules found, and those suppressed with the reason.
fn sifted(text: &str, name: &str) -> (Vec<String>, Vec<String>) {
    let rules = rules();
    let names = ["consent-by-use", "vague-security", "unused-suppression"];
    let report = lint(&rules, &names, text, name, "2026-11-22");
    let line = |span: clauselint_source::Span| report.source.position(span.start).line + 1;
    let found = report.diagnostics.iter();
    let suppressed = report.suppressed.iter();
    (
        found
            .map(|d| format!("{} {}", line(d.span), d.rule))
            .collect(),
        suppressed
            .map(|s| {
                let reason = s.reason.as_deref().unwrap_or("-");
                format!("{} {} {reason}", line(s.diagnostic.span), s.diagnostic.rule)
            })
            .collect(),
    )
}

const FAULT: &str = "By using our website, you agree to this privacy policy.";

#[test]
fn the_next_line_is_the_paragraph_that_begins_on_it() {
    let wrapped = "We collect your name.\nBy using our website, you\nagree to this privacy policy.";
    let text = format!(
        "# Privacy policy\n<!-- clauselint-disable-next-line consent-by-use -- a -->\n\n{wrapped}\n"
    );
    assert_eq!(
        sifted(&text, "x.md"),
        (vec![], vec!["5 consent-by-use a".into()])
    );
    let after = format!(
        "# Privacy policy\n<!-- clauselint-disable-next-line consent-by-use -->\nWe collect your name.\n\n{FAULT}\n"
    );
    let (found, suppressed) = sifted(&after, "x.md");
    assert_eq!(found, ["2 unused-suppression", "5 consent-by-use"]);
    assert!(suppressed.is_empty());
}

#[test]
fn ranges_files_groups_and_packs() {
    let range = format!(
        "# Privacy policy\n<!-- clauselint-disable fairness -->\n{FAULT}\n\n<!-- clauselint-enable fairness -->\n\nWe collect your name.\n"
    );
    assert_eq!(sifted(&range, "x.md").1, ["3 consent-by-use -"]);
    let file = format!("# Privacy policy\n{FAULT}\n\n<!-- clauselint-disable-file core -- b -->\n");
    assert_eq!(
        sifted(&file, "x.md"),
        (vec![], vec!["2 consent-by-use b".into()])
    );
    let html = format!(
        "<html><body><h1>Privacy policy</h1><!-- clauselint-disable all --><p>{FAULT}</p></body></html>"
    );
    assert_eq!(sifted(&html, "x.html").1, ["1 consent-by-use -"]);
}

#[test]
fn plain_text_has_line_comments_that_are_no_text() {
    let text =
        format!("PRIVACY POLICY\n\n# clauselint-disable-next-line consent-by-use -- c\n{FAULT}\n");
    assert_eq!(
        sifted(&text, "x.txt"),
        (vec![], vec!["4 consent-by-use c".into()])
    );
    let report = lint(&rules(), &["consent-by-use"], &text, "x.txt", "");
    assert!(!report.document().text.contains("clauselint"));
}

#[test]
fn a_million_comments_take_linear_time() {
    let line = "<!-- clauselint-disable-next-line consent-by-use -->\n";
    let text = format!("# Privacy policy\n{}{FAULT}\n", line.repeat(100_000));
    let started = std::time::Instant::now();
    let (found, suppressed) = sifted(&text, "x.md");
    assert_eq!((found.len(), suppressed.len()), (99_999, 1));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn what_stands_above_a_comment_is_told() {
    for comment in [
        "<!-- clauselint-disable-next-line consent-by-use, all -->\nWe like tea.\n",
        "<!-- clauselint-disable consent-by-use -->\n\nWe like tea.\n\n<!-- clauselint-enable consent-by-use -->\n",
    ] {
        let text = format!("# Privacy policy\n{FAULT}\n\n{comment}");
        let (found, suppressed) = sifted(&text, "x.md");
        assert_eq!(found[0], "2 consent-by-use", "{comment}");
        assert!(found[1].ends_with(" unused-suppression"), "{found:?}");
        assert!(suppressed.is_empty(), "{suppressed:?}");
    }
}

#[test]
fn comments_within_a_range_do_not_end_it() {
    let line = "<!-- clauselint-disable-next-line consent-by-use -->\nWe like tea.\n\n";
    let text = format!(
        "# Privacy policy\n<!-- clauselint-disable vague-security -->\n\nWe like milk.\n\n<!-- clauselint-enable vague-security -->\n\n\
         <!-- clauselint-disable consent-by-use -- here -->\n\n{}{FAULT}\n",
        line.repeat(5)
    );
    let (_, suppressed) = sifted(&text, "x.md");
    assert_eq!(suppressed.len(), 1, "{suppressed:?}");
    assert!(
        suppressed[0].ends_with("consent-by-use here"),
        "{suppressed:?}"
    );
}

#[test]
fn what_is_told_once_is_told_where_no_comment_reaches_it() {
    let other = "By using our app, you accept this policy.";
    let off = "<!-- clauselint-disable-next-line consent-by-use -- a -->";
    for (text, found, suppressed) in [
        (
            format!("# P\n\n{off}\n{FAULT}\n\n## App\n\n{other}\n"),
            "8 consent-by-use",
            "4 consent-by-use a",
        ),
        (
            format!("# P\n\n{FAULT}\n\n## App\n\n{off}\n{other}\n"),
            "3 consent-by-use",
            "8 consent-by-use a",
        ),
    ] {
        let told = (vec![found.to_owned()], vec![suppressed.to_owned()]);
        assert_eq!(sifted(&text, "x.md"), told, "{text}");
    }
    let text = format!("# P\n\n{off}\n{FAULT}\n\n## App\n\n{other}\n\n{other}\n");
    let report = lint(&rules(), &["consent-by-use"], &text, "x.md", "");
    let [found] = &report.diagnostics[..] else {
        panic!("{:?}", report.diagnostics)
    };
    // It speaks of the words where it stands, and of the places that are left.
    assert!(found.message.contains("By using our app"), "{found:?}");
    let lines = found.related.iter().map(|place| place.span.start);
    let lines = lines.map(|at| report.source.position(at).line + 1);
    assert_eq!(lines.collect::<Vec<_>>(), [10]);
}

#[test]
fn what_contradicts_a_finding_does_not_take_its_place() {
    let text = "# P\n\n<!-- clauselint-disable-next-line contradictory-statements -->\n\
        We do not sell your personal data.\n\n## More\n\nWe sell your personal data to advertisers.\n";
    let shown = |text: &str| -> Vec<String> {
        let report = lint(&rules(), &["contradictory-statements"], text, "x.md", "");
        let found = report.diagnostics.iter();
        found.map(|d| d.span.of(text).to_owned()).collect()
    };
    let open = text.replace("clauselint-", "");
    assert_eq!(shown(&open).len(), 1, "{:?}", shown(&open));
    assert!(shown(text).is_empty(), "{:?}", shown(text));
}

#[test]
fn the_fix_of_links_goes_to_those_that_no_comment_reaches() {
    let link = |host: &str| format!("See the [privacy policy](http://{host}/privacy) of our host.");
    let text = format!(
        "# Privacy policy\n\n<!-- clauselint-disable-next-line insecure-link -->\n{}\n\n{}\n",
        link("old.host.org"),
        link("google.com")
    );
    let report = lint(&rules(), &["insecure-link"], &text, "x.md", "");
    let fixes = report.diagnostics.iter().filter_map(|d| d.fix.as_ref());
    let edits: Vec<&str> = fixes
        .flat_map(|fix| fix.edits.iter().map(|edit| edit.text.as_str()))
        .collect();
    assert_eq!(edits, ["https://google.com/privacy"]);
    assert_eq!(report.suppressed.len(), 1, "{:?}", report.suppressed);
}
