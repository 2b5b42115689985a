//! Where concepts stand in a text of several windows.

use clauselint_lexicon::{Compiler, ConceptId, Hit, Inflection, Lexicon, Postings, Scan, Source};

fn lexicon() -> Lexicon {
    let mut compiler = Compiler::new(Inflection::default());
    for (name, any) in [("sharing", "@share ..2 data"), ("share", "share")] {
        compiler.add(
            name,
            &Source {
                any: vec![any.to_owned()],
                ..Source::default()
            },
        );
    }
    compiler.compile().expect("it compiles")
}

/// Reads sentences, those of `known` with the hits that are known.
fn read(lexicon: &Lexicon, sentences: &[&str], known: impl Fn(usize) -> bool) -> Postings {
    let mut scan = Scan::of(&[lexicon]);
    let mut alone = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let words = sentence.split(' ').map(|word| lexicon.word(word));
        let words: Vec<_> = words.collect();
        if known(at) {
            let mut scan = Scan::of(&[lexicon]);
            alone.clear();
            scan.add(&[&words], &[]);
            scan.run(&lexicon.named, &mut alone);
        }
        if known(at) {
            scan.add_known(&alone);
        } else {
            scan.add(&[&words], &[]);
        }
        if scan.is_full() {
            scan.run(&[], &mut Vec::new());
        }
    }
    scan.run(&[], &mut Vec::new());
    scan.finish()
}

/// Every place of a concept, with its sentence.
fn places(postings: &Postings, concept: ConceptId) -> Vec<(u32, u16, u16)> {
    let sentences = postings.sentences(concept);
    let of = |sentence| {
        let hits = postings.of(concept, sentence);
        hits.map(move |Hit { start, end, .. }| (sentence, start, end))
    };
    sentences.flat_map(of).collect()
}

#[test]
fn they_lead_to_every_place_in_every_window() {
    let lexicon = lexicon();
    let share = lexicon.concept("share").expect("it is one");
    let sharing = lexicon.concept("sharing").expect("it is one");
    let mut sentences = vec!["nothing here"; 3 * Scan::WINDOW];
    let (first, last) = (Scan::WINDOW - 1, 2 * Scan::WINDOW);
    sentences[first] = "we share data and share your data";
    sentences[last] = "they share nothing";
    for known in [0, 1, 2, 3, Scan::WINDOW] {
        let postings = read(&lexicon, &sentences, |at| known > 0 && at % known == 0);
        let (first, last) = (first as u32, last as u32);
        assert_eq!(
            places(&postings, share),
            [(first, 1, 2), (first, 4, 5), (last, 1, 2)]
        );
        assert_eq!(places(&postings, sharing), [(first, 1, 3), (first, 4, 7)]);
        assert!(postings.have(sharing, first) && !postings.have(sharing, last));
        assert!(!postings.have(share, first - 1) && !postings.have(share, first + 1));
        assert!(postings.contain(sharing));
    }
}

#[test]
fn what_stands_nowhere_is_in_none() {
    let lexicon = lexicon();
    let sharing = lexicon.concept("sharing").expect("it is one");
    let postings = read(&lexicon, &["they share nothing", "data"], |_| false);
    assert!(!postings.contain(sharing) && !postings.have(sharing, 0));
    assert_eq!(postings.sentences(sharing).count(), 0);
    assert_eq!(postings.of(sharing, 7).len(), 0);
}
