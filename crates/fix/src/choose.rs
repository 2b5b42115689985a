//! Which fixes can be applied at once.

use std::collections::BTreeMap;

use clauselint_rule::{Diagnostic, Edit};

/// Findings whose fixes neither overlap nor touch, by where they begin. First
/// come, first served: by place, then by rule. A fix whose edits overlap each
/// other or cut a character is none.
pub(crate) fn choose<'a>(
    found: impl Iterator<Item = &'a Diagnostic>,
    text: &str,
) -> BTreeMap<u32, &'a Diagnostic> {
    let edits = |found: &'a Diagnostic| found.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
    let mut all: Vec<&Diagnostic> = found.filter(|found| is_sound(edits(found), text)).collect();
    all.sort_by_key(|found| (edits(found).first().map(|edit| edit.span), &found.rule));
    // Where edits that are taken begin, and where they end.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut chosen = BTreeMap::new();
    for found in all {
        let edits = edits(found);
        let free = |edit: &Edit| {
            let before = taken.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, end)| *end < edit.span.start)
        };
        if let Some(first) = edits.first().filter(|_| edits.iter().all(free)) {
            chosen.insert(first.span.start, found);
            taken.extend(edits.iter().map(|edit| (edit.span.start, edit.span.end)));
        }
    }
    chosen
}

fn is_sound(edits: &[Edit], text: &str) -> bool {
    let fits = |edit: &Edit| text.get(edit.span.range()).is_some();
    edits.iter().all(fits)
        && edits
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start)
}

#[cfg(test)]
mod tests {
    use clauselint_rule::{Fix, RuleId, Severity};
    use clauselint_source::Span;

    use super::*;

    fn found(rule: &'static str, edits: &[(u32, u32)]) -> Diagnostic {
        let edit = |(start, end): &(u32, u32)| Edit {
            span: Span::new(*start, *end),
            text: String::new(),
        };
        Diagnostic {
            span: Span::new(0, 1),
            rule: RuleId::from_static(rule),
            message: String::new(),
            severity: Severity::Note,
            label: String::new(),
            related: Vec::new(),
            fix: Some(Fix {
                title: String::new(),
                safe: true,
                edits: edits.iter().map(edit).collect(),
            }),
        }
    }

    fn chosen(all: &[Diagnostic]) -> Vec<&str> {
        let chosen = choose(all.iter(), "0123456789é123456789");
        chosen.values().map(|found| found.rule.as_str()).collect()
    }

    #[test]
    fn what_overlaps_or_touches_waits() {
        let all = [
            found("b", &[(2, 4)]),
            found("a", &[(2, 3)]),
            found("c", &[(3, 5)]),
            found("d", &[(4, 6)]),
            found("e", &[(5, 5)]),
        ];
        assert_eq!(chosen(&all), ["a", "d"]);
        assert_eq!(
            chosen(&[found("a", &[(3, 3)]), found("b", &[(3, 3)])]),
            ["a"]
        );
    }

    #[test]
    fn edits_of_a_fix_are_taken_together() {
        let all = [
            found("a", &[(0, 1), (8, 9)]),
            found("b", &[(3, 4), (9, 10)]),
            found("c", &[(5, 6)]),
        ];
        assert_eq!(chosen(&all), ["a", "c"]);
        // Edits that touch within one fix are no trouble.
        assert_eq!(chosen(&[found("a", &[(0, 1), (1, 2)])]), ["a"]);
    }

    #[test]
    fn unsound_fixes_are_none() {
        for edits in [[(0, 4), (3, 5)], [(0, 1), (11, 12)], [(0, 1), (9, 99)]] {
            assert_eq!(chosen(&[found("a", &edits)]), [""; 0]);
        }
    }
}
