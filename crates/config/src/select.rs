//! Which rules run: layers of what is selected and ignored.

use std::collections::HashSet;

use clauselint_form::Manifest;

use crate::known::{DEFAULT, Exactness, Known};
use crate::{Origin, audience};

/// Names of rules, groups and packs, with who names them.
pub(crate) type Names = Vec<(String, Origin)>;

/// What one file, one override or the command line selects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layer {
    /// In place of everything before.
    pub(crate) select: Option<Names>,
    /// Besides.
    pub(crate) add: Names,
    /// Taken out.
    pub(crate) ignore: Names,
    /// Rules that are off, until something stronger names that very rule.
    pub(crate) off: Names,
    /// Rules that have a severity, and so are not off.
    pub(crate) on: Vec<String>,
}

/// The rules that run, by their place, each with who says so.
pub(crate) fn select(
    known: &Known,
    packs: &Names,
    layers: &[&Layer],
    command_line: &Layer,
) -> Vec<Option<Origin>> {
    let mut chosen = vec![None; known.rules.len()];
    let mut off = HashSet::new();
    let first = Layer {
        select: Some(vec![(DEFAULT.into(), Origin::Default)]),
        ..Layer::default()
    };
    for layer in std::iter::once(&first).chain(layers.iter().copied()) {
        apply(known, layer, packs, &mut chosen);
        layer.switch(&mut off);
    }
    apply(known, command_line, &Names::new(), &mut chosen);
    command_line.switch(&mut off);
    for (rule, chosen) in known.rules.iter().zip(&mut chosen) {
        if off.contains(rule.id.as_str()) {
            *chosen = None;
        }
    }
    chosen
}

impl Layer {
    /// Which rules are off behind it: a pack or group that it selects switches
    /// none on, an id does.
    fn switch<'l>(&'l self, off: &mut HashSet<&'l str>) {
        let named = self.select.iter().flatten().chain(&self.add);
        let on = named.map(|(name, _)| name).chain(&self.on);
        on.for_each(|name| {
            off.remove(&**name);
        });
        off.extend(self.off.iter().map(|(name, _)| &**name));
    }
}

/// `packs` come besides whatever is selected; a layer that selects nothing
/// leaves them as they are.
fn apply(known: &Known, layer: &Layer, packs: &Names, chosen: &mut [Option<Origin>]) {
    let mut add: Vec<&(String, Origin)> = layer.add.iter().collect();
    if let Some(select) = &layer.select {
        chosen.fill(None);
        add.extend(packs.iter().chain(select));
    }
    let steps = |names: Vec<&'_ (String, Origin)>, selecting: bool| -> Vec<Step> {
        let named = |(name, origin): &(String, Origin)| {
            let (exactness, rules) = known.named(name, selecting)?;
            Some(Step {
                exactness,
                rules,
                origin: selecting.then(|| origin.clone()),
            })
        };
        names.into_iter().filter_map(named).collect()
    };
    let mut steps = [
        steps(add, true),
        steps(layer.ignore.iter().collect(), false),
    ]
    .concat();
    // Of two as exact the later one wins, which is what is ignored.
    steps.sort_by_key(|step| step.exactness);
    for step in steps {
        for rule in step.rules {
            chosen[rule].clone_from(&step.origin);
        }
    }
}

#[derive(Clone)]
struct Step {
    exactness: Exactness,
    rules: Vec<usize>,
    /// Who selects; none where it is ignored.
    origin: Option<Origin>,
}

/// Whom policies are for, and who says so.
pub(crate) struct Readers<'r> {
    pub(crate) audience: &'r [String],
    pub(crate) children: bool,
    pub(crate) origin: &'r Origin,
}

/// The packs that run besides what is selected: those for the audience, those
/// that the configuration names, and what either extend.
pub(crate) fn packs_on(known: &Known, readers: &Readers<'_>, asked: &Origin) -> Names {
    let mut on: Names = Vec::new();
    for pack in &known.packs {
        let audience = readers.audience.iter().map(|code| &**code);
        let fits = fits(audience, readers.children, &pack.audience, pack.children);
        let for_all = pack.audience.is_empty() || readers.audience.is_empty();
        if fits || pack.asked && for_all {
            let origin = if fits && !pack.asked {
                readers.origin
            } else {
                asked
            };
            on.push((pack.name.clone(), origin.clone()));
        }
    }
    // A name alone brings a pack's own rules only.
    for (name, origin) in on.clone() {
        for extended in known.with_extended(&name) {
            if !on.iter().any(|(name, _)| name == extended) {
                on.push((extended.to_owned(), origin.clone()));
            }
        }
    }
    on
}

fn fits<'a>(
    addressed: impl Iterator<Item = &'a str> + Clone,
    for_children: bool,
    audience: &[impl AsRef<str>],
    children: bool,
) -> bool {
    let meets = |own: &str| addressed.clone().any(|code| audience::meets(code, own));
    audience.iter().any(|own| meets(own.as_ref())) && (for_children || !children)
}

/// The names of the packs that are for an audience, with those that they extend.
#[must_use]
pub fn packs_for<'p>(packs: &'p [Manifest], audience: &[&str], children: bool) -> Vec<&'p str> {
    let fit = packs.iter().filter(|pack| {
        let addressed = audience.iter().copied();
        fits(addressed, children, &pack.audience, pack.children)
    });
    let names = fit.flat_map(|pack| {
        let extended = pack.extends.iter().map(|name| &**name);
        extended.chain([&*pack.name])
    });
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
