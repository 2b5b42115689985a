use clauselint_reading::Reading;
use clauselint_rule::{Context, Coverage, Diagnostic, Rule, RuleId, RuleInfo};
use clauselint_source::Span;

/// Groups of rules whose findings make what is said weak.
const WEAKENING: [&str; 2] = ["vagueness", "fairness"];

/// How a policy stands to something that a rule asks it to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// The rule that asks.
    pub rule: RuleId,
    /// Whether it is said.
    pub state: State,
    /// Where it is said, or else where a reader would look; none where only
    /// what surrounds the policy says it, and where it is not owed.
    pub place: Option<Place>,
    /// The rules that found fault with what is said, each once.
    pub faults: Vec<RuleId>,
}

/// Whether something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// No.
    Missing,
    /// Yes, and a rule finds it vague or unfair.
    Weak,
    /// Yes.
    Met,
    /// The policy need not say it.
    NotOwed,
}

/// A place in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the source's text.
    pub span: Span,
    /// The heading above; empty before the first.
    pub heading: String,
    /// Its words.
    pub words: String,
}

/// How a policy stands to what `rules` ask of it, in their order.
pub(crate) fn gather(
    rules: &[&dyn Rule],
    reading: &Reading<'_>,
    context: &Context,
    diagnostics: &[Diagnostic],
) -> Vec<Disclosure> {
    let infos: Vec<&RuleInfo> = rules.iter().map(|rule| rule.info()).collect();
    let asked = |rule: &&dyn Rule| {
        let coverage = rule.coverage(reading, context)?;
        let disclosure = |state, place: Option<Span>, faults| Disclosure {
            rule: rule.info().id.clone(),
            state,
            place: place.map(|span| self::place(reading, span)),
            faults,
        };
        Some(match coverage {
            Coverage::NotOwed => disclosure(State::NotOwed, None, Vec::new()),
            Coverage::Missing(span) => disclosure(State::Missing, Some(span), Vec::new()),
            Coverage::Met(places) => {
                let located = places.iter().map(|span| reading.document.locate(*span));
                let located: Vec<Span> = located.collect();
                let topic = &*rule.info().topic;
                let (fault, faults) = faults(topic, &located, diagnostics, &infos);
                let state = if faults.is_empty() {
                    State::Met
                } else {
                    State::Weak
                };
                let chief = fault.unwrap_or(0);
                disclosure(state, places.get(chief).copied(), faults)
            }
        })
    };
    rules.iter().filter_map(asked).collect()
}

/// The rules that found fault with one of the places, and the first such place.
fn faults(
    topic: &str,
    places: &[Span],
    diagnostics: &[Diagnostic],
    rules: &[&RuleInfo],
) -> (Option<usize>, Vec<RuleId>) {
    let weakens = |id: &RuleId| {
        let info = rules.iter().find(|info| info.id == *id);
        info.is_some_and(|info| info.topic == topic && WEAKENING.contains(&&*info.group))
    };
    let mut first = None;
    let mut found: Vec<RuleId> = Vec::new();
    for diagnostic in diagnostics.iter().filter(|found| weakens(&found.rule)) {
        if found.contains(&diagnostic.rule) {
            continue;
        }
        let place = places
            .iter()
            .position(|place| place.overlaps(diagnostic.span));
        if place.is_some() {
            first = first.or(place);
            found.push(diagnostic.rule.clone());
        }
    }
    (first, found)
}

fn place(reading: &Reading<'_>, span: Span) -> Place {
    let document = reading.document;
    let block = document
        .blocks
        .partition_point(|block| block.span.start <= span.start);
    let block = block.checked_sub(1).map(|at| &document.blocks[at]);
    let heading = block.map_or("", |block| document.heading(block.section));
    Place {
        span: document.locate(span),
        heading: heading.to_owned(),
        words: document.str(span).to_owned(),
    }
}
