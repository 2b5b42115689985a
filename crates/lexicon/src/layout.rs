//! Compiled concepts as flat tables.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::compile::{Compiled, Problem};
use crate::lexicon::{ConceptId, Edge, Lexicon, Made, Node, Step, WordHash, WordId, edge_slot};
use crate::path::DEEPEST;

/// Ids are 16 bits wide, and some are left for what is counted from 1.
const MOST_IDS: usize = 65_000;

/// Lays out concepts by name, the phrases of each, and patterns in the order
/// in which they are to be tried.
pub(crate) fn lexicon(
    names: Vec<Cow<'static, str>>,
    phrases: &[(Vec<String>, ConceptId)],
    patterns: &[Compiled],
) -> Result<Lexicon, Problem> {
    if names.len() > MOST_IDS || patterns.len() > MOST_IDS {
        return Err(Problem::TooMany("concepts or patterns"));
    }
    let mut by_name: Vec<u16> = (0..names.len() as u16).collect();
    by_name.sort_unstable_by_key(|id| &names[usize::from(*id)]);
    let mut named = vec![0_u64; names.len().div_ceil(64)];
    for (id, _) in names.iter().enumerate().filter(|(_, name)| is_named(name)) {
        named[id / 64] |= 1 << (id % 64);
    }
    let mut lexicon = Lexicon {
        named: named.into(),
        names: names.into(),
        by_name: by_name.into(),
        ..Lexicon::default()
    };
    lay_out_words(&mut lexicon, phrases)?;
    let (alone, phrases): (Vec<_>, Vec<_>) = phrases.iter().partition(|(words, concept)| {
        words.len() == 1 && !is_named(&lexicon.names[usize::from(concept.0)])
    });
    lay_out_alone(&mut lexicon, &alone);
    lay_out_trie(&mut lexicon, &phrases);
    lay_out_patterns(&mut lexicon, patterns)?;
    Ok(lexicon)
}

/// Whether a concept is more than the words inside some pattern.
pub(crate) fn is_named(name: &str) -> bool {
    !name.starts_with('"')
}

fn lay_out_words(
    lexicon: &mut Lexicon,
    phrases: &[(Vec<String>, ConceptId)],
) -> Result<(), Problem> {
    let mut words: Vec<&str> = phrases
        .iter()
        .flat_map(|p| &p.0)
        .map(String::as_str)
        .collect();
    words.sort_unstable();
    words.dedup();
    if words.len() > MOST_IDS {
        return Err(Problem::TooMany("words"));
    }
    let mut text = String::new();
    let mut ends = vec![0];
    for word in &words {
        text.push_str(word);
        ends.push(text.len() as u32);
    }
    let size = (words.len() * 2).next_power_of_two().max(2);
    let mut table = vec![0_u16; size];
    for (at, word) in words.iter().enumerate() {
        let mut slot = WordHash::of(word).slot() & (size - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = at as u16 + 1;
    }
    lexicon.text = text.into();
    lexicon.ends = ends.into();
    lexicon.table = table.into();
    Ok(())
}

/// Words that say a concept alone which nobody but patterns asks for.
fn lay_out_alone(lexicon: &mut Lexicon, phrases: &[&(Vec<String>, ConceptId)]) {
    let mut of_word = vec![Vec::new(); lexicon.ends.len()];
    let mut of_concept = vec![Vec::new(); lexicon.len()];
    for (words, concept) in phrases {
        let word = lexicon.word(&words[0]);
        of_word[usize::from(word.0)].push(*concept);
        of_concept[usize::from(concept.0)].push(word);
    }
    lexicon.alone = of_word.into_iter().collect();
    lexicon.alone_of = of_concept.into_iter().collect();
}

fn lay_out_trie(lexicon: &mut Lexicon, phrases: &[&(Vec<String>, ConceptId)]) {
    let mut edges: Vec<BTreeMap<WordId, u32>> = vec![BTreeMap::new()];
    let mut outputs: Vec<Vec<ConceptId>> = vec![Vec::new()];
    for (words, concept) in phrases {
        let mut node = 0_usize;
        for word in words {
            let next = edges.len() as u32;
            let target = *edges[node].entry(lexicon.word(word)).or_insert(next);
            if target == next {
                edges.push(BTreeMap::new());
                outputs.push(Vec::new());
            }
            node = target as usize;
        }
        if !outputs[node].contains(concept) {
            outputs[node].push(*concept);
        }
    }
    let (edges, outputs) = share_ends(edges, outputs);
    let mut nodes = Vec::new();
    let mut flat = Vec::new();
    for outputs in &outputs {
        let from = flat.len() as u32;
        flat.extend(outputs);
        nodes.push(Node {
            outputs: (from, flat.len() as u32),
        });
    }
    let mut roots = vec![0; lexicon.ends.len()];
    for (word, node) in edges.first().into_iter().flatten() {
        roots[usize::from(word.0)] = *node;
    }
    lexicon.roots = roots.into();
    lexicon.nodes = nodes.into();
    lexicon.edges = edge_table(&edges).into();
    lexicon.outputs = flat.into();
}

fn edge_table(edges: &[BTreeMap<WordId, u32>]) -> Vec<Edge> {
    let behind = edges.iter().zip(0..).skip(1);
    let edges = behind.flat_map(|(edges, from)| {
        let edges = edges.iter();
        edges.map(move |(word, to)| Edge {
            from,
            to: *to,
            word: *word,
        })
    });
    let edges: Vec<Edge> = edges.collect();
    let size = (edges.len() * 2).next_power_of_two().max(2);
    let mut table = vec![Edge::default(); size];
    for edge in edges {
        let mut slot = edge_slot(edge.from, edge.word) & (size - 1);
        while table[slot].from != 0 {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = edge;
    }
    table
}

/// Merges nodes from which the same words lead to the same concepts: phrases
/// multiplied out of alternatives end alike, and the trie would be a hundred
/// times the size (minimal acyclic automata: Daciuk et al., "Incremental
/// Construction of Minimal Acyclic Finite-State Automata", 2000).
fn share_ends(
    edges: Vec<BTreeMap<WordId, u32>>,
    outputs: Vec<Vec<ConceptId>>,
) -> (Vec<BTreeMap<WordId, u32>>, Vec<Vec<ConceptId>>) {
    let mut known: HashMap<(BTreeMap<WordId, u32>, Vec<ConceptId>), u32> = HashMap::new();
    let mut merged = vec![0; edges.len()];
    let mut kept: Vec<(BTreeMap<WordId, u32>, Vec<ConceptId>)> = Vec::new();
    // Children come behind their parents, so from the last to the first all
    // that a node leads to is known.
    for (at, (edges, mut outputs)) in edges.into_iter().zip(outputs).enumerate().rev() {
        let edges = edges.into_iter();
        let edges = edges.map(|(word, node)| (word, merged[node as usize]));
        outputs.sort_unstable();
        let node = (edges.collect::<BTreeMap<_, _>>(), outputs);
        merged[at] = *known.entry(node).or_insert_with_key(|node| {
            kept.push(node.clone());
            kept.len() as u32 - 1
        });
    }
    // The root was the last to be kept, and stands first.
    let last = kept.len() as u32 - 1;
    kept.reverse();
    let renumbered = |edges: BTreeMap<WordId, u32>| {
        let edges = edges.into_iter();
        edges.map(|(word, node)| (word, last - node)).collect()
    };
    kept.into_iter()
        .map(|(edges, outputs)| (renumbered(edges), outputs))
        .unzip()
}

fn lay_out_patterns(lexicon: &mut Lexicon, patterns: &[Compiled]) -> Result<(), Problem> {
    let (mut made, mut steps, mut barred) = (Vec::new(), Vec::new(), Vec::new());
    for of_one in patterns.chunk_by(|one, next| one.concept == next.concept) {
        lay_out_steps(of_one, &mut steps, &mut barred)?;
        made.push(Made {
            concept: of_one[0].concept,
            end: steps.len() as u32,
        });
    }
    lexicon.made = made.into();
    lexicon.steps = steps.into();
    lexicon.barred = barred.into_iter().collect();
    Ok(())
}

/// The patterns of a concept as one trie, from the last step to the first:
/// alternatives multiplied out end alike.
fn lay_out_steps(
    patterns: &[Compiled],
    steps: &mut Vec<Step>,
    barred: &mut Vec<Vec<ConceptId>>,
) -> Result<(), Problem> {
    let mut backwards = Vec::new();
    for pattern in patterns {
        if pattern.steps.len() > DEEPEST {
            return Err(Problem::TooMany("parts of a pattern"));
        }
        backwards.push((turned(&pattern.steps), pattern.barred.as_slice()));
    }
    backwards.sort_unstable();
    backwards.dedup();
    // The nodes from the root to the last one that was laid out.
    let mut path: Vec<(usize, (u8, ConceptId))> = Vec::new();
    for (pattern, bars) in backwards {
        let alike = path.iter().zip(&pattern);
        let alike = alike
            .take_while(|((_, before), own)| before == *own)
            .count();
        for (node, _) in path.drain(alike..) {
            steps[node].skip = steps.len() as u32;
        }
        for (gap, concept) in pattern.into_iter().skip(alike) {
            path.push((steps.len(), (gap, concept)));
            steps.push(Step {
                concept,
                gap,
                depth: path.len() as u8 - 1,
                skip: 0,
                begins: (0, 0),
            });
        }
        if let Some((node, _)) = path.last() {
            // Those that differ in bars alone follow each other.
            let begins = &mut steps[*node].begins;
            begins.0 = if begins.1 == 0 {
                barred.len() as u32
            } else {
                begins.0
            };
            begins.1 = barred.len() as u32 + 1;
            barred.push(bars.to_vec());
        }
    }
    for (node, _) in path {
        steps[node].skip = steps.len() as u32;
    }
    Ok(())
}

/// Steps from the last to the first, each with the gap behind it.
fn turned(steps: &[(u8, ConceptId)]) -> Vec<(u8, ConceptId)> {
    let gaps = steps.iter().map(|(gap, _)| *gap).skip(1).chain([0]);
    let concepts = steps.iter().map(|(_, concept)| *concept);
    let mut turned: Vec<_> = gaps.zip(concepts).collect();
    turned.reverse();
    turned
}
