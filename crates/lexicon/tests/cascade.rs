//! Concepts as written, found in words.

use clauselint_lexicon::{CompileError, Compiler, Inflection, Lexicon, Problem, Scan, Source};

fn compile(concepts: &[(&str, &[&str])]) -> Result<Lexicon, Vec<CompileError>> {
    let mut compiler = Compiler::new(Inflection::default());
    for (name, _) in concepts {
        compiler.declare(name);
    }
    for (name, any) in concepts {
        let any = any.iter().map(|&pattern| pattern.to_owned()).collect();
        compiler.add(
            name,
            &Source {
                any,
                ..Source::default()
            },
        );
    }
    compiler.compile()
}

/// The hits by place, as `name:start-end`.
fn found(lexicon: &Lexicon, sentence: &str) -> Vec<String> {
    let words: Vec<_> = sentence.split(' ').map(|word| lexicon.word(word)).collect();
    let mut hits = Vec::new();
    let mut scan = Scan::of(&[lexicon]);
    scan.add(&[&words], &[]);
    scan.run(&lexicon.named, &mut hits);
    hits.sort_unstable();
    hits.iter()
        .map(|hit| format!("{}:{}-{}", lexicon.name(hit.concept), hit.start, hit.end))
        .collect()
}

#[test]
fn phrases_overlap_and_patterns_build_on_patterns() {
    let lexicon = compile(&[
        ("sharing", &["@we ..2 @share-data !never"]),
        ("share-data", &["(share|disclose) [your] @data"]),
        ("data", &["data", "personal data"]),
        ("we", &["we"]),
    ])
    .unwrap();
    assert_eq!(
        found(&lexicon, "we may disclose your personal data"),
        [
            "we:0-1",
            "sharing:0-6",
            "share-data:2-6",
            "data:4-6",
            "data:5-6"
        ]
    );
    assert_eq!(
        found(&lexicon, "we never share data"),
        ["we:0-1", "share-data:2-4", "data:3-4"]
    );
    assert_eq!(
        found(&lexicon, "we in our shop share data"),
        ["we:0-1", "share-data:4-6", "data:5-6"]
    );
}

#[test]
fn steps_are_found_whatever_stands_between() {
    let lexicon = compile(&[("kept", &["keep .. for ..1 years"]), ("years", &["years"])]).unwrap();
    assert_eq!(
        found(&lexicon, "keep it for all of us for two years"),
        ["kept:0-9", "years:8-9"]
    );
    assert_eq!(
        found(&lexicon, "keep it for two or three years"),
        ["years:6-7"]
    );
}

#[test]
fn every_fault_is_named_with_its_concept_and_entry() {
    let faults = |concepts: &[(&str, &[&str])]| -> Vec<String> {
        let errors = compile(concepts).unwrap_err();
        let shown = errors.iter().map(|e| format!("{}: {e}", e.entry));
        shown.collect()
    };
    assert_eq!(
        faults(&[("a", &["x", "@b", "we (share"]), ("c", &["!x"])]),
        [
            "1: concept `a`: there is no concept `b`",
            "2: concept `a`: the pattern `we (share` cannot be read from column 4 on",
            "3: concept `c`: the pattern `!x` names nothing to look for",
        ]
    );
    assert_eq!(
        faults(&[("a", &["x @b"]), ("b", &["y @a"])]),
        ["1: concept `b`: the concept needs itself"]
    );
}

#[test]
fn a_second_lexicon_adds_to_the_first_and_builds_on_it() {
    let below = compile(&[
        ("sharing", &["share ..2 with @company"]),
        ("company", &["google"]),
    ])
    .unwrap();
    let mut compiler = Compiler::over(&below, Inflection::default());
    let mut add = |name: &str, pattern: &str, scope: &str| {
        let source = Source {
            any: vec![pattern.to_owned()],
            ..Source::default()
        };
        compiler.add_within(name, &source, &[scope.to_owned()]);
    };
    add("company", "acme cloud", "");
    add("mine/rule", "@sharing .. @when", "mine/");
    add("mine/when", "tomorrow", "mine/");
    let over = compiler.compile().unwrap();
    let sentence = "we share it with acme cloud and google tomorrow";
    let words = |lexicon: &Lexicon| -> Vec<_> {
        sentence.split(' ').map(|word| lexicon.word(word)).collect()
    };
    let (lower, upper) = (words(&below), words(&over));
    let mut hits = Vec::new();
    let mut scan = Scan::of(&[&below, &over]);
    scan.add(&[&lower, &upper], &[]);
    scan.run(&over.named, &mut hits);
    let names = hits.iter().map(|hit| over.name(hit.concept));
    let names: Vec<&str> = names.collect();
    assert_eq!(
        names,
        ["sharing", "company", "company", "mine/rule", "mine/when"]
    );
}

#[test]
fn patterns_cannot_be_added_to_what_is_looked_for_before_them() {
    let below = compile(&[("company", &["google"])]).unwrap();
    let mut compiler = Compiler::over(&below, Inflection::default());
    let any = vec!["@company ..2 cloud".to_owned()];
    compiler.add(
        "company",
        &Source {
            any,
            ..Source::default()
        },
    );
    let errors = compiler.compile().unwrap_err();
    assert!(matches!(errors[0].problem, Problem::NoPhrase(_)));
}
