//! Concepts as written, found in words.

use clauselint_lexicon::{CompileError, Compiler, Inflection, Lexicon, Scan, Source};

fn compile(concepts: &[(&str, &[&str])]) -> Result<Lexicon, CompileError> {
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

/// The hits with plain names, as `name:start-end`.
fn found(lexicon: &Lexicon, sentence: &str) -> Vec<String> {
    let words: Vec<_> = sentence.split(' ').map(|word| lexicon.word(word)).collect();
    Scan::default()
        .run(lexicon, &words, &[])
        .iter()
        .filter(|hit| !lexicon.name(hit.concept).starts_with('"'))
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
fn faults_name_the_concept() {
    assert_eq!(
        compile(&[("a", &["@b"])]).unwrap_err(),
        CompileError::Unknown {
            concept: "a".into(),
            unknown: "b".into()
        }
    );
    assert!(matches!(
        compile(&[("a", &["x @b"]), ("b", &["y @a"])]).unwrap_err(),
        CompileError::Circle { .. }
    ));
    assert!(matches!(
        compile(&[("a", &["we (share"])]).unwrap_err(),
        CompileError::Pattern { column: 4, .. }
    ));
}
