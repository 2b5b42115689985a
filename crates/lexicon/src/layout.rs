//! Compiled concepts as flat tables.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::compile::{Compiled, Problem};
use crate::lexicon::{
    ConceptId, Edge, Lexicon, Node, PatternEntry, Step, Wake, WordHash, WordId, edge_slot,
};

/// Ids are 16 bits wide, and some are left for what is counted from 1.
const MOST_IDS: usize = 65_000;

/// Lays out concepts by name, the phrases of each, and patterns in the order
/// in which they are to be tried; `made` are the concepts that patterns of the
/// lexicon below find.
pub(crate) fn lexicon(
    names: Vec<Cow<'static, str>>,
    phrases: &[(Vec<String>, ConceptId)],
    patterns: &[Compiled],
    common: Vec<u32>,
    made: &[ConceptId],
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
        common: common.into(),
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
    lay_out_patterns(&mut lexicon, patterns, made);
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
        let mut slot = WordHash::of(word).0 as usize & (size - 1);
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

fn lay_out_patterns(lexicon: &mut Lexicon, patterns: &[Compiled], made: &[ConceptId]) {
    let made = made.iter().copied();
    let made: HashSet<ConceptId> = made.chain(patterns.iter().map(|p| p.concept)).collect();
    let mut wakes: Vec<Vec<Wake>> = vec![Vec::new(); lexicon.len()];
    let (mut entries, mut steps, mut barred) = (Vec::new(), Vec::new(), Vec::new());
    for (at, pattern) in patterns.iter().enumerate() {
        if let Some((waking, needs)) = woken_by(&pattern.steps, &lexicon.common, &made) {
            let pattern = at as u16;
            wakes[usize::from(waking.0)].push(Wake { pattern, needs });
        }
        let (step, bar) = (steps.len() as u32, barred.len() as u32);
        steps.extend_from_slice(&pattern.steps);
        barred.extend_from_slice(&pattern.barred);
        entries.push(PatternEntry {
            concept: pattern.concept,
            steps: (step, steps.len() as u32),
            barred: (bar, barred.len() as u32),
        });
    }
    let mut wakers = vec![0_u64; lexicon.len().div_ceil(64)];
    for (id, _) in wakes
        .iter()
        .enumerate()
        .filter(|(_, woken)| !woken.is_empty())
    {
        wakers[id / 64] |= 1 << (id % 64);
    }
    lexicon.patterns = entries.into();
    lexicon.steps = steps.into();
    lexicon.barred = barred.into();
    lexicon.wakers = wakers.into();
    lexicon.wakes = wakes.into_iter().collect();
}

/// The rarest concept of a pattern, and what else must have been found by the
/// time that no pattern has been tried.
fn woken_by(
    steps: &[Step],
    common: &[u32],
    made: &HashSet<ConceptId>,
) -> Option<(ConceptId, [ConceptId; 2])> {
    let rarity = |concept: &ConceptId| common[usize::from(concept.0)];
    let concepts = steps.iter().map(|step| step.concept);
    let waking = concepts.clone().min_by_key(rarity)?;
    let mut needs: Vec<ConceptId> = concepts
        .filter(|concept| *concept != waking && !made.contains(concept))
        .collect();
    needs.sort_by_key(rarity);
    needs.dedup();
    needs.resize(2, waking);
    Some((waking, [needs[0], needs[1]]))
}
