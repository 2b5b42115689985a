//! What rules that are data find, by the form's features.

use clauselint_matcher::{DataRule, NameError, Scope};
use clauselint_reading::{Reading, Vocabulary};
use clauselint_rule::{Context, Finding, Rule};
use clauselint_syntax::{Date, Format, parse};

/// A rule's file of this check.
fn rule(check: &str) -> Result<DataRule, Vec<NameError>> {
    let file = format!("id = \"tried\"\nsummary = \"tried\"\nseverity = \"note\"\n{check}");
    let scope = Scope {
        vocabulary: Vocabulary::builtin(),
        prefixes: Vec::new(),
    };
    DataRule::new(toml::from_str(&file).expect("the form knows it"), &scope)
}

fn findings(check: &str, text: &str) -> Vec<Finding> {
    let rule = rule(check).expect("its names are known");
    let document = parse(text, Format::Markdown);
    let today = Date::from_iso("2026-01-31");
    rule.check(&Reading::new(&document), &Context { today })
}

/// The messages, `; ` between.
fn told(check: &str, text: &str) -> String {
    let findings = findings(check, text).into_iter();
    let messages: Vec<String> = findings.map(|finding| finding.message).collect();
    messages.join("; ")
}

#[test]
fn the_policys_own_date_counts_wherever_it_stands() {
    let check =
        "[check.says]\nwhat = [\"effective-date before 12 months ago\"]\nmessage = \"{date}\"";
    for (text, date) in [
        (
            "---\ndate: 2024-03-05\n---\n# Policy\nWe log.",
            "2024-03-05",
        ),
        (
            "# Policy\n## Last updated: March 5, 2024\nWe log.",
            "2024-03-05",
        ),
        ("# Policy\nLast updated: 2023\n\nWe log.", "2023"),
        ("# Policy\nLast updated: 2025\n\nWe log.", ""),
    ] {
        assert_eq!(told(check, text), date, "{text}");
    }
}

#[test]
fn a_word_list_is_found_in_the_title_alone() {
    let check =
        "[check.says]\nwhat = [\"@this-site and title/@noun-app-title\"]\nmessage = \"{words}\"";
    let body = "\n## The app\nThis website is ours.";
    assert_eq!(told(check, &format!("# App policy{body}")), "This website");
    assert_eq!(told(check, &format!("# Policy{body}")), "");
    let check = "[check.says]\nwhat = [\"title/@noun-app-title\"]\nmessage = \"{words}\"";
    assert_eq!(told(check, &format!("# App policy{body}")), "App");
}

#[test]
fn a_run_of_capitals_is_one_place() {
    let check = "[check.says]\nwhat = [\"capitals/@waives\"]\nmessage = \"{words}\"";
    let loud = "YOU USE IT AT YOUR OWN RISK. WE ARE NOT LIABLE FOR ANY LOSS OF DATA.";
    for (text, found) in [
        (format!("We log. {loud} We sell nothing."), loud),
        (loud.to_lowercase(), ""),
        ("YOU ACCEPT THIS. We log.".to_owned(), ""),
        (format!("## {loud}"), ""),
    ] {
        assert_eq!(told(check, &text), found, "{text}");
    }
}

#[test]
fn every_link_is_a_place_with_its_target() {
    let check = r##"
        [link.plain]
        target = ["http://*"]
        local = false
        [check.says]
        what = ["#plain"]
        unless.policy = ["count #plain > 2"]
        message = "{target}"
    "##;
    let text = "See [a](http://a.org), http://b.org, [c](https://c.org) and http://10.0.0.1/.";
    assert_eq!(told(check, text), "http://a.org; http://b.org");
    let more = format!("## [d](http://d.org)\n{text}");
    assert_eq!(told(check, &more), "");
}

#[test]
fn dates_differ_as_far_as_both_are_told() {
    let check = "[check.says]\nwhat = [\"@touched-on/@date\"]\ndistinct = true\nmessage = \"{words}, {other}\"";
    for (second, found) in [
        ("3 May 2024", ""),
        ("May 2024", ""),
        ("2024-05-03", ""),
        ("05/03/2024", ""),
        ("June 2024", "June 2024, 3 May 2024"),
        ("3 May 2023", "3 May 2023, 3 May 2024"),
    ] {
        let text = format!("Last updated: 3 May 2024\n\nWe log.\n\nLast updated: {second}");
        assert_eq!(told(check, &text), found, "{second}");
    }
}

#[test]
fn own_names_are_known() {
    let check = "[check.says]\nwhat = [\"@company and not own-name\"]\nwhen = [\"own-name\"]\nmessage = \"{words}\"";
    let body = "We use Stripe. Dropbox keeps our files.";
    assert_eq!(
        told(check, &format!("# Dropbox privacy policy\n{body}")),
        "Stripe"
    );
    assert_eq!(told(check, &format!("# Privacy\n{body}")), "");
}

#[test]
fn a_statement_may_be_asked_to_name_nobody() {
    let check = "[statement.given]\nact = [\"share\"]\nrecipient = [\"none\"]\n[check.says]\nwhat = [\"#given\"]\nmessage = \"{act}\"";
    assert_eq!(told(check, "We share your name."), "share");
    assert_eq!(told(check, "We share your name with advertisers."), "");
}

#[test]
fn things_looked_for_in_the_same_way_have_their_own_texts_days_and_policies() {
    let check = r#"
        [check.says]
        message = "{title}"
        [[check.says.each]]
        what = ["@skype"]
        with = { title = "ended" }
        [[check.says.each]]
        what = ["@mopub"]
        from = "2026-02-01"
        with = { title = "to end" }
        [[check.says.each]]
        what = ["@fabric"]
        when = ["children"]
        with = { title = "for children" }
    "#;
    let text = "We use Skype. We use MoPub. We use Twitter Fabric.";
    assert_eq!(told(check, text), "ended");
    let text = "We use Twitter Fabric. We do not knowingly collect data of children under 13.";
    assert_eq!(told(check, text), "for children");
}

#[test]
fn faults_of_names_tell_their_places() {
    for (what, message) in [
        ("title/app", "cannot be read from here on"),
        ("capitals/@wavies", "there is no word list `@wavies`"),
        ("own-names", "there is no topic or fact `own-names`"),
        ("own-name", ""),
    ] {
        let check = format!("[check.says]\nwhat = [\"@company and {what}\"]\nmessage = \"a\"");
        let error = rule(&check)
            .err()
            .and_then(|errors| errors.into_iter().next());
        let told = error.map(|error| error.message).unwrap_or_default();
        assert!(told.contains(message), "{what}: {told}");
    }
    let check = "[check.says]\nwhat = [\"@skype\"]\nmessage = \"{targets}\"";
    let errors = rule(check).expect_err("nothing fills it");
    assert_eq!(errors[0].help, "did you mean `{target}`?");
}

#[test]
fn messages_name_the_part_that_was_asked_for() {
    let check = r##"
        [statement.given]
        act = ["share"]
        data = ["health-data"]
        recipient = ["of-kind"]
        [check.says]
        what = ["#given"]
        message = "{data} to {recipient}"
    "##;
    let text = "We share your name and your medical records with Stripe and advertisers.";
    assert_eq!(told(check, text), "medical records to advertisers");
}

#[test]
fn what_stands_behind_not_is_left_out_of_statements() {
    let given = |recipient: &str| {
        let text = "We share your name with Stripe and Mixpanel. We share your e-mail address.";
        let check = format!(
            "[statement.given]\nact = [\"share\"]\nrecipient = [{recipient}]\n[check.says]\nwhat = [\"#given\"]\nmessage = \"{{data}}: {{recipient}}\""
        );
        told(&check, text)
    };
    assert_eq!(
        given(r#""not authority""#),
        "name: Stripe; e-mail address: "
    );
    assert_eq!(given(r#""named""#), "name: Stripe");
    assert_eq!(given(r#""third-party", "not @skype""#), "name: Stripe");
    assert_eq!(given(r#""not named""#), "e-mail address: ");
    assert_eq!(given(r#""not named", "not none""#), "");
    let check = "[statement.any]\nact = [\"not share\"]\ndata = [\"not health-data\"]\n[check.says]\nwhat = [\"#any\"]\nmessage = \"{act} {data}\"";
    let text = "We collect your medical records and your name. We share your name. We keep your medical records.";
    assert_eq!(told(check, text), "collect name");
}

#[test]
fn the_policys_data_and_recipients_are_conditions_and_places() {
    let policy = "We collect your medical records. We share your name with Stripe.";
    for (what, found) in [
        ("data/health-data", "medical records"),
        ("data/personal-data", "medical records; name"),
        ("data/location", ""),
        ("recipient/named", "Stripe"),
        ("recipient/third-party", "Stripe"),
        ("recipient/@company", "Stripe"),
        ("recipient/of-kind", ""),
    ] {
        let check = format!("[check.says]\nwhat = [\"{what}\"]\nmessage = \"{{words}}\"");
        assert_eq!(told(&check, policy), found, "{what}");
        let check = format!(
            "[check.missing]\nverbatim = [\"x\"]\nwhen = [\"not {what}\"]\nmessage = \"none\""
        );
        let none = if found.is_empty() { "none" } else { "" };
        assert_eq!(told(&check, policy), none, "{what}");
    }
    let check = "[check.says]\nwhat = [\"@skype\"]\nwhen = [\"recipient/user\"]\nmessage = \"a\"";
    let errors = rule(check).expect_err("only third parties are gathered");
    assert_eq!(errors[0].message, "there is no third party `user`");
}

#[test]
fn of_words_that_begin_alike_the_longest_are_found() {
    let check = "[check.says]\nwhat = [\"@data.data\", \"@data.personal-data\", \"@policy-word\", \"@data.identifier\"]\nmessage = \"{words}\"";
    assert_eq!(
        told(check, "Personal information about you is logged."),
        "Personal information about you"
    );
}

#[test]
fn open_ends_are_longer_than_their_number() {
    let check =
        "[[check.says]]\nwhat = [\"retention/@duration > 10 years\"]\nmessage = \"{words}\"";
    let asked = "[statement.kept]\nact = [\"store\"]\nperiod = [\"> 10 years\"]\n[check.says]\nwhat = [\"#kept\"]\nmessage = \"{period}\"";
    for (period, long) in [
        ("more than 10 years", true),
        ("longer than ten years", true),
        ("10+ years", true),
        ("10 years and 1 day", true),
        ("over a century", true),
        ("at least ten years", true),
        ("up to ten years", false),
        ("no longer than ten years", false),
        ("ten years", false),
    ] {
        let text = format!("# Policy\n## Retention\nWe keep your messages for {period}.");
        assert_eq!(
            told(check, &text),
            if long { period } else { "" },
            "{period}"
        );
        assert_eq!(
            told(asked, &text),
            if long { period } else { "" },
            "{period}"
        );
    }
    let denied = "# Policy\n## Retention\nWe do not keep your messages for more than 10 years.";
    assert_eq!(told(&format!("{check}\ndenied = true"), denied), "");
}

#[test]
fn lengths_are_compared_as_their_bounds_are() {
    for (period, holds) in [
        ("13 months", ["<=", ">=", "="].as_slice()),
        ("up to 13 months", &["<=", ">=", "="]),
        ("less than 13 months", &["<", "<="]),
        ("fewer than 13 months", &["<", "<="]),
        ("under 13 months", &["<", "<="]),
        ("more than 13 months", &[">", ">="]),
        ("over 13 months", &[">", ">="]),
        ("at least 13 months", &[">", ">="]),
        ("no less than 13 months", &[">", ">="]),
        ("less than 14 months", &[">", ">="]),
        ("at least 12 months", &[]),
    ] {
        let text = format!("# Policy\n## Retention\nWe keep your messages for {period}.");
        for sign in ["<", "<=", "=", ">=", ">"] {
            let check = format!(
                "[check.says]\nwhat = [\"retention/@duration {sign} 13 months\"]\nmessage = \"yes\""
            );
            let expected = if holds.contains(&sign) { "yes" } else { "" };
            assert_eq!(told(&check, &text), expected, "{period} {sign}");
        }
    }
    let denied = "# Policy\n## Retention\nWe do not keep your messages for less than 13 months.";
    for (sign, expected) in [("<", ""), (">=", "yes")] {
        let check = format!(
            "[check.says]\nwhat = [\"retention/@duration {sign} 13 months\"]\nmessage = \"yes\"\ndenied = true"
        );
        assert_eq!(told(&check, denied), expected, "{sign}");
    }
}

#[test]
fn data_that_is_given_away_is_had() {
    let check =
        "[check.missing]\nwhat = [\"security\"]\nwhen = [\"data/health-data\"]\nmessage = \"m\"";
    for (text, owed) in [
        ("We share your heart rate with advertisers.", "m"),
        ("We do not share your heart rate with anyone.", ""),
        ("We share your name with advertisers.", ""),
    ] {
        let text = format!("# Privacy policy\nWe collect your name.\n\n{text}");
        assert_eq!(told(check, &text), owed, "{text}");
    }
}

#[test]
fn addresses_are_found_plain_and_linked() {
    let check = "[address.mail]\nemail = [\"*@Acme.example\"]\nurl = [\"acme.example/dpo\"]\n\
                 [check.missing]\nwhat = [\"dpo/#mail\"]\nmessage = \"m\"";
    for (text, missing) in [
        ("Our data protection officer: jane@ACME.example.", ""),
        (
            "## Data protection officer\nJane Doe. E-mail: jane@acme.example.",
            "",
        ),
        (
            "## Data protection officer\n[Write to Jane](mailto:jane@acme.example?subject=x).",
            "",
        ),
        (
            "## Data protection officer\nSee https://www.acme.example/dpo/ please.",
            "",
        ),
        (
            "## Data protection officer\nWrite to jane@acme.example.org.",
            "m",
        ),
        (
            "## Data protection officer\nWrite to jane@mail.acme.example.",
            "m",
        ),
        ("## Cookies\nWrite to jane@acme.example.", "m"),
    ] {
        let text = format!("# Privacy policy\nWe collect your name.\n\n{text}");
        assert_eq!(told(check, &text), missing, "{text}");
    }
}

#[test]
fn what_could_never_work_is_refused() {
    for (check, message) in [
        (
            "[check.says]\nwhat = [\"retention/@duration > 10\"]\nmessage = \"m\"",
            "a unit is missing",
        ),
        (
            "[check.says]\nwhat = [\"@age < 13 months\"]\nmessage = \"m\"",
            "ages are told in years",
        ),
        (
            "[check.says]\nwhat = [\"@age < 13\"]\nmessage = \"{recipient}\"",
            "`{recipient}` is a part of a `[statement.NAME]`, and this rule has none",
        ),
        (
            "[address.a]\nemail = [\"acme.example\"]\n[check.missing]\nwhat = [\"#a\"]\nmessage = \"m\"",
            "`acme.example` is no e-mail address",
        ),
    ] {
        let errors = rule(check).expect_err("it never works");
        assert_eq!(errors[0].message, message);
    }
    let check =
        "[statement.s]\nact = [\"disclose\"]\n[check.says]\nwhat = [\"#s\"]\nmessage = \"m\"";
    let errors = rule(check).expect_err("there is no such act");
    assert_eq!(errors[0].help, "did you mean `share`?");
}
