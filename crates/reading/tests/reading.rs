//! What sentences are read as, and what whole policies are found to say.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use clauselint_reading::{
    Children, Collection, Contact, Fact, KnownFacts, Party, Reading, Vocabulary,
};
use clauselint_syntax::{Document, Format, parse};

fn document(text: &str) -> Document {
    parse(text, Format::Markdown)
}

/// The topics of the last sentence.
fn topics(text: &str) -> Vec<&'static str> {
    let document = document(text);
    let reading = Reading::new(&document);
    let last = reading.passages.len() as u32 - 1;
    let clauses = reading.clauses.iter();
    clauses
        .filter(|clause| clause.passage == last)
        .map(|clause| clause.topic.name())
        .collect()
}

#[test]
fn sentences_have_the_topics_that_they_speak_of() {
    for (sentence, topic) in [
        ("We keep your data for two years.", "retention"),
        ("Logs are deleted after 30 days.", "retention"),
        ("We do not knowingly collect data of children.", "children"),
        ("You must be at least 16 years old.", "children"),
        ("Questions? Write to us: privacy@acme.test.", "contact"),
        ("We share your address with carriers.", "sharing"),
        (
            "You have the right to lodge a complaint with a supervisory authority.",
            "complaint",
        ),
        (
            "We process it on the basis of Art. 6(1)(b) GDPR, performance of a contract.",
            "legal-basis",
        ),
        ("We encrypt your data in transit.", "security"),
        (
            "We may also automatically collect your IP address.",
            "collection",
        ),
        (
            "Your answers and other data are used to improve the app.",
            "use",
        ),
        (
            "We receive information about you from third parties.",
            "source",
        ),
        ("We use cookies to keep you signed in.", "cookies"),
        ("Advertisers may collect information about you.", "sharing"),
        ("You can opt out of our newsletter.", "choice"),
        (
            "This policy describes what happens to your data.",
            "introduction",
        ),
        (
            "We may update this policy and will post the changes here.",
            "change",
        ),
    ] {
        assert!(
            topics(sentence).contains(&topic),
            "{sentence}: {:?}",
            topics(sentence)
        );
    }
}

#[test]
fn words_near_a_topic_do_not_make_it() {
    for (sentence, topic) in [
        ("Our cookies expire after 30 days.", "retention"),
        (
            "We reserve and retain the right to change prices.",
            "retention",
        ),
        ("We answer requests within 30 days.", "retention"),
        ("Keep your password safe until you need it.", "retention"),
        ("We made minor changes to the site.", "children"),
        ("Our parent company is in Leeds.", "children"),
    ] {
        assert!(!topics(sentence).contains(&topic), "{sentence}");
    }
}

#[test]
fn a_practice_that_is_only_mentioned_is_no_clause_of_it() {
    for sentence in [
        "This policy explains how we collect information and how we use it.",
        "We take measures to protect the information that we collect from loss.",
        "You may ask us to delete the information we collect about you.",
        "If you have questions about the information we collect, write to us.",
        "We do not knowingly collect personal information from children under 13.",
        "You can disable cookies in your browser settings.",
    ] {
        for practice in ["collection", "use", "sharing", "cookies"] {
            assert!(!topics(sentence).contains(&practice), "{sentence}");
        }
    }
}

#[test]
fn an_introduction_tells_what_its_items_are_about() {
    let purpose = topics("We collect your e-mail address to:\n\n- send the invoice");
    assert!(purpose.contains(&"use") && !purpose.contains(&"collection"));
    let kind = topics("We collect the following information:\n\n- what you wrote on the card");
    assert!(kind.contains(&"collection") && !kind.contains(&"use"));
    let need = "We may disclose your data where it is necessary to:";
    assert!(!topics(need).contains(&"sharing"));
    assert!(topics(&format!("{need}\n\n- obey a court")).contains(&"use"));
}

#[test]
fn a_few_words_say_a_topic_where_the_heading_says_no_other() {
    assert!(topics("- Phone number").contains(&"collection"));
    assert!(topics("# Data we collect\n\n- Phone number").contains(&"collection"));
    assert!(!topics("# Contact\n\n- Phone number").contains(&"collection"));
}

#[test]
fn what_is_said_by_the_way_yields_to_what_its_block_is_about() {
    let opt_out = "You can opt out at any time.";
    let told = format!("We use your address to send our newsletter. {opt_out}");
    assert!(topics(opt_out).contains(&"choice"));
    assert!(!topics(&told).contains(&"choice"));
    assert!(topics(&format!("# Your choices\n\n{told}")).contains(&"choice"));
    assert!(topics(&told.replace(". ", ".\n\n")).contains(&"choice"));
}

#[test]
fn the_title_introduces_the_policy() {
    assert_eq!(topics("# Privacy policy of Acme"), ["introduction"]);
    assert!(topics("# Acme\n\n## Privacy policy").is_empty());
}

#[test]
fn a_list_is_read_with_what_introduces_it() {
    assert!(topics("You have the right\n\n- to erasure of your data").contains(&"right-erasure"));
    assert!(topics("We share your data with:\n\n- our partners").contains(&"sharing"));
    assert!(
        topics("| Data | Storage period |\n|---|---|\n| Orders | ten years |")
            .contains(&"retention")
    );
    assert!(topics("**Retention:** Two years.").contains(&"retention"));
    assert!(
        !topics("We share your data with partners.\n\n- Our name is Acme.").contains(&"sharing")
    );
}

#[test]
fn collecting_nothing_needs_a_denial_and_no_affirmation() {
    let collection = |text: &str| {
        let document = document(text);
        Reading::new(&document).facts.collection
    };
    for nothing in [
        "We do not collect any personal data.",
        "This app collects no data. Everything stays on your device.",
        "# What we collect\n\nNothing.",
    ] {
        assert_eq!(collection(nothing), Collection::Nothing, "{nothing}");
    }
    for some in [
        "We collect your name.",
        "We do not collect personal data of children.",
        "We do not collect any personal data. We use Google Analytics to count visits.",
        "We do not collect personal information unless you register.",
        "We value your privacy.",
    ] {
        assert_eq!(collection(some), Collection::Some, "{some}");
    }
}

#[test]
fn dates_contacts_and_names_are_the_first_partys() {
    let text = "# Acme Privacy Policy\n\n_Effective: 3 May 2024_\n\nThe GDPR applies since 25 May 2018.\n\nAcme Ltd (\"we\") writes to you. Opt out at Google: data-access@google.com. Contact us at privacy@acme.test.";
    let document = document(text);
    let facts = Reading::new(&document).facts;
    let (span, date) = facts.effective_date.unwrap();
    assert_eq!(document.str(span), "3 May 2024");
    assert_eq!((date.year, date.month, date.day), (2024, 5, 3));
    let Some(Contact::Said(contact)) = facts.contact else {
        panic!("{:?}", facts.contact)
    };
    assert_eq!(document.str(contact), "privacy@acme.test");
    assert!(
        facts.own_names.contains(&"acme".to_owned()),
        "{:?}",
        facts.own_names
    );
    assert!(!facts.own_names.contains(&"google".to_owned()));
}

#[test]
fn denials_reach_over_coordination_and_end_with_their_clause() {
    let denied = |text: &str, act: &str| {
        let document = document(text);
        let reading = Reading::new(&document);
        let passage = &reading.passages[0];
        let hit = reading
            .of(passage, clauselint_reading::concept::SHARE)
            .find(|hit| document.str(reading.span(passage, *hit)) == act)
            .unwrap();
        reading.is_denied(passage, hit)
    };
    assert!(denied(
        "We do not sell, trade or otherwise transfer your data.",
        "transfer"
    ));
    assert!(denied("We never share your data.", "share"));
    assert!(!denied(
        "We do not sell your data but share it with carriers.",
        "share"
    ));
    assert!(!denied("We share your data.", "share"));
}

/// Reads a policy whose author has told something.
fn known<T>(text: &str, known: &KnownFacts, look: impl Fn(&Reading<'_>) -> T) -> T {
    let document = document(text);
    look(&Reading::with_known(
        &document,
        Vocabulary::builtin(),
        known,
    ))
}

#[test]
fn what_the_author_knows_counts_whatever_the_text_says() {
    let nothing = "# Privacy\n\nWe do not collect any personal data.";
    let something = "# Privacy\n\nWe collect your name and your address.";
    let game = "# Privacy\n\nOur game is designed for children. We collect a nickname.";
    let collects = |text: &str, collects| {
        let facts = KnownFacts {
            collects,
            ..KnownFacts::default()
        };
        known(text, &facts, |reading| reading.facts.collection)
    };
    assert_eq!(collects(nothing, None), Collection::Nothing);
    assert_eq!(collects(nothing, Some(true)), Collection::Some);
    assert_eq!(collects(something, None), Collection::Some);
    assert_eq!(collects(something, Some(false)), Collection::Nothing);
    let for_children = |text: &str, children| {
        let facts = KnownFacts {
            children,
            ..KnownFacts::default()
        };
        known(text, &facts, |reading| {
            reading.facts.tells(Fact::ForChildren)
        })
    };
    assert!(for_children(game, None));
    assert!(!for_children(game, Some(Children::NotDirected)));
    assert!(!for_children(something, None));
    assert!(for_children(something, Some(Children::Mixed)));
}

#[test]
fn names_that_the_author_tells_are_the_first_partys() {
    let text = "# Privacy\n\nZorblat shares your name with Acme. Acme Widgets keeps it for a year.";
    let facts = KnownFacts {
        names: vec!["Zorblat GmbH".into(), "Acme".into()],
        ..KnownFacts::default()
    };
    let actors = |reading: &Reading<'_>| -> Vec<Party> {
        let statements = reading.statements.iter();
        statements
            .flat_map(|statement| statement.actors.iter().map(|actor| actor.what))
            .collect()
    };
    let first = |actors: &[Party]| actors.first().copied();
    let unknown = known(text, &KnownFacts::default(), actors);
    let told = known(text, &facts, actors);
    assert_eq!(first(&told), Some(Party::FirstParty), "{told:?}");
    assert_ne!(unknown, told);
    let own = known(text, &facts, |reading| reading.facts.own_names.clone());
    assert_eq!(own, ["acme", "gmbh", "zorblat"]);
}

#[test]
fn menus_do_not_hide_a_policy() {
    let menu: String = (0..200).map(|n| format!("Great news {n}\n\n")).collect();
    let policy = "# Privacy policy\n\nWe collect your name. We share your address with advertisers. We keep your messages for a year.";
    let shop = "# Everything must go\n\nCoats and hats are cheap this week at all of our shops. We use your address to send you coats.";
    for (body, is_policy) in [(policy, true), (shop, false)] {
        let document = document(&format!("{menu}{body}\n\n{menu}"));
        assert!(document.sentences.len() > 400, "menus that look like text");
        let reading = Reading::new(&document);
        assert_eq!(reading.facts.is_policy, is_policy, "{body}");
    }
}
