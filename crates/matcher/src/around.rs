//! What is said around a fault and makes it none.

use std::cell::OnceCell;
use std::collections::HashSet;

use clauselint_form::{Names, Unless};
use clauselint_reading::PassageId;
use clauselint_syntax::SectionId;

use crate::PathPart;
use crate::place::Scene;
use crate::resolve::Resolver;
use crate::said::Said;

/// What makes a fault none, its names resolved.
#[derive(Debug)]
pub(crate) struct UnlessCheck {
    sentence: Vec<Said>,
    list: Vec<Said>,
    near: Vec<Said>,
    section: Vec<Said>,
    policy: Vec<Said>,
}

impl UnlessCheck {
    pub(crate) fn new(unless: &Unless, resolver: &mut Resolver<'_>, path: &[PathPart]) -> Self {
        let mut names = |key: &'static str, names: &Names| {
            // Most say nothing, and nobody asks where.
            if names.is_empty() {
                return Vec::new();
            }
            let mut path = path.to_vec();
            path.extend([PathPart::from("unless"), key.into()]);
            resolver.conditions(names, &path)
        };
        Self {
            sentence: names("sentence", &unless.sentence),
            list: names("list", &unless.list),
            near: names("near", &unless.near),
            section: names("section", &unless.section),
            policy: names("policy", &unless.policy),
        }
    }

    pub(crate) fn in_policy(&self, scene: &Scene<'_>) -> bool {
        self.policy.iter().any(|said| said.in_policy(scene))
    }

    /// Whether a fault in a passage is none.
    pub(crate) fn excuses(&self, scene: &Scene<'_>, id: PassageId, around: &Around) -> bool {
        let passage = &scene.reading.passages[id as usize];
        let listed = |id| !self.list.is_empty() && around.lists(self, scene).contains(&id);
        any(&self.sentence, scene, id)
            || listed(id)
            || passage.leader.is_some_and(listed)
            || self.near.iter().any(|said| is_near(scene, id, said))
            || !self.section.is_empty()
                && around
                    .sections(self, scene)
                    .contains(&scene.reading.section(passage))
    }
}

/// What is said around faults, looked up when the first of them asks.
#[derive(Default)]
pub(crate) struct Around {
    /// Passages that lead a list with an item that makes the fault none.
    lists: OnceCell<HashSet<PassageId>>,
    /// Sections in which something makes it none.
    sections: OnceCell<HashSet<SectionId>>,
}

impl Around {
    fn lists(&self, unless: &UnlessCheck, scene: &Scene<'_>) -> &HashSet<PassageId> {
        let passages = &scene.reading.passages;
        let leader = |id: PassageId| passages[id as usize].leader;
        let leaders = || saying(&unless.list, scene).filter_map(leader);
        self.lists.get_or_init(|| leaders().collect())
    }

    fn sections(&self, unless: &UnlessCheck, scene: &Scene<'_>) -> &HashSet<SectionId> {
        let section = |id: PassageId| scene.reading.section(&scene.reading.passages[id as usize]);
        let sections = || saying(&unless.section, scene).map(section);
        self.sections.get_or_init(|| sections().collect())
    }
}

/// The passages that say any of these.
fn saying<'s>(said: &'s [Said], scene: &'s Scene<'_>) -> impl Iterator<Item = PassageId> + 's {
    let passages = 0..scene.reading.passages.len() as PassageId;
    passages.filter(move |id| any(said, scene, *id))
}

pub(crate) fn any(said: &[Said], scene: &Scene<'_>, id: PassageId) -> bool {
    said.iter().any(|said| said.in_passage(scene, id))
}

/// In the sentence itself, those right before and behind it, or the items that it leads.
fn is_near(scene: &Scene<'_>, id: PassageId, said: &Said) -> bool {
    let reading = scene.reading;
    let at = id as usize;
    let section = |at: usize| reading.section(&reading.passages[at]);
    let beside = at.saturating_sub(1)..(at + 2).min(reading.passages.len());
    let led = (at + 1..reading.passages.len())
        .take_while(|next| reading.passages[*next].leader == Some(id));
    beside
        .filter(|near| section(*near) == section(at))
        .chain(led)
        .any(|near| said.in_passage(scene, near as PassageId))
}
