//! `rules/law/*.toml`: provisions resolved against the instruments they are of.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clauselint_form::{Instrument, Provision};
use serde::Deserialize;

use super::{baked, read};

/// A file of `rules/law`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    instrument: BTreeMap<String, Instrument>,
    #[serde(default)]
    provision: BTreeMap<String, Entry>,
}

/// A provision as written: link and dates are its instrument's unless told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    of: String,
    at: String,
    title: String,
    url: Option<String>,
    from: Option<String>,
    until: Option<String>,
}

/// The tables `PROVISIONS`, by key, and `INSTRUMENTS`.
pub(super) fn tables(files: &[PathBuf]) -> String {
    let mut all = File::default();
    for path in files {
        let file: File = read(path);
        let twice = |kind: &str, key: &str| panic!("{}: {kind} {key} is there", path.display());
        for (key, instrument) in file.instrument {
            if all.instrument.insert(key.clone(), instrument).is_some() {
                twice("instrument", &key);
            }
        }
        for (key, entry) in file.provision {
            if all.provision.insert(key.clone(), entry).is_some() {
                twice("provision", &key);
            }
        }
    }
    let mut code = String::from("\npub(crate) static PROVISIONS: &[(&str, Provision)] = &[\n");
    for (key, entry) in &all.provision {
        let of = all.instrument.get(&entry.of);
        let of = of.unwrap_or_else(|| panic!("provision {key}: no instrument {}", entry.of));
        code += &format!("({key:?}, {}),\n", baked(&provision(entry, of)));
    }
    code += "];\n\npub(crate) static INSTRUMENTS: &[Instrument] = &[\n";
    all.instrument
        .values()
        .for_each(|entry| code += &(baked(entry) + ",\n"));
    code + "];\n"
}

fn provision(entry: &Entry, of: &Instrument) -> Provision {
    let or = |own: &Option<String>, its: &str| own.clone().unwrap_or_else(|| its.to_owned()).into();
    Provision {
        law: of.cite.clone(),
        cite: format!("{} {}", of.cite, entry.at).into(),
        title: entry.title.clone().into(),
        url: or(&entry.url, &of.url),
        from: or(&entry.from, &of.from),
        until: or(&entry.until, &of.until),
    }
}
