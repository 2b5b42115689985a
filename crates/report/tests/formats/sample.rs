//! Rules and policies to report on, made for the purpose.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clauselint_engine::{Fault, FileError, FileReport, Linter, Outcome, Selection};
use clauselint_reading::Reading;
use clauselint_report::{AddedPack, Catalog};
use clauselint_rule::{Change, Context, Coverage, Finding, Mend, Provision, Rule, RuleInfo};
use clauselint_source::Span;

/// A name with all that formats trip over.
pub(crate) const NAME: &str = "Größe 50%, draft: \"a\" & 'b' <c>.md";

pub(crate) const POLICY: &str = "# Privätes 😀 policy\r\n\r\n\
## Who gets it\r\n\r\n\
Ä 😀 We share your <data> with our\r\npartners & friends @acme. Ask our partners.\r\n\r\n\
## Contact\r\n\r\n\
Write to privacy@acme.test.\r\n";

const MISSING: &str = r#"
id = "missing-retention-period"
group = "completeness"
summary = "nothing says how long data is kept"
severity = "error"
topic = "retention"
why = "People decide what to hand over by how long it stays."
help = "Say how long data is kept."
suggestion = "We keep invoices for ten years."
legal = ["storage", "criteria"]
limits = ["One period is enough."]
check = { missing = { what = ["retention"], message = "no clause says how long data is kept", label = "nothing here" } }
"#;

const CONTACT: &str = r#"
id = "missing-contact-address"
group = "completeness"
summary = "no way to reach the controller"
severity = "error"
topic = "contact"
legal = ["identity"]
check = { missing = { what = ["contact-way"], message = "no way to reach the controller" } }
"#;

const RECIPIENTS: &str = r#"
id = "missing-recipients"
group = "completeness"
summary = "nothing says who gets the data"
severity = "error"
topic = "sharing"
check = { missing = { what = ["sharing"], message = "nothing says who gets the data" } }
"#;

const VAGUE: &str = r#"
id = "vague-recipient"
group = "vagueness"
summary = "a recipient whom the reader cannot place"
severity = "warning"
topic = "sharing"
why = "\"Partners\" may be anybody."
help = "Name the recipients, 100% of them."
suggestion = "We share your address with DHL."
legal = ["recipients"]
check = "native"
"#;

static LAW: [Provision; 4] = [
    provision("GDPR Art. 13(1)(a)", "GDPR", "who the controller is"),
    provision("GDPR Art. 13(2)(a)", "GDPR", "storage period"),
    provision(
        "GDPR Art. 5(1)(e)",
        "GDPR",
        "storage no longer than necessary",
    ),
    provision("CalOPPA 22575(b)(1)", "CalOPPA", "categories of recipients"),
];

const fn provision(cite: &'static str, law: &'static str, title: &'static str) -> Provision {
    Provision {
        law: Cow::Borrowed(law),
        cite: Cow::Borrowed(cite),
        title: Cow::Borrowed(title),
        url: Cow::Borrowed("https://law.test/a?b=c&d"),
        from: Cow::Borrowed("2018-05-25"),
        until: Cow::Borrowed(""),
    }
}

fn law(key: &str) -> Option<&'static Provision> {
    let keys = ["identity", "storage", "criteria", "recipients"];
    keys.iter()
        .position(|known| *known == key)
        .map(|at| &LAW[at])
}

struct Sample(RuleInfo);

static RULES: LazyLock<Vec<Box<dyn Rule>>> = LazyLock::new(|| {
    let rule = |file: &str| {
        let mut info: RuleInfo = toml::from_str(file).unwrap();
        info.pack = if info.group == "vagueness" {
            "acme"
        } else {
            "sample"
        }
        .into();
        info.url = format!("https://rules.test/sample/{}.toml", info.id).into();
        Box::new(Sample(info)) as Box<dyn Rule>
    };
    [CONTACT, RECIPIENTS, MISSING, VAGUE].map(rule).into()
});

impl Rule for Sample {
    fn info(&self) -> &RuleInfo {
        &self.0
    }

    fn check(&self, reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
        let heading = reading
            .document
            .title()
            .and_then(|id| reading.document.heading_span(id));
        match self.0.id.as_str() {
            "missing-retention-period" => vec![Finding {
                message: "no clause says how long data is kept".into(),
                span: heading.unwrap_or_default(),
                label: "nothing here".into(),
                ..Finding::default()
            }],
            "vague-recipient" => vague(&reading.document.text),
            _ => Vec::new(),
        }
    }

    fn coverage(&self, reading: &Reading<'_>, _: &Context) -> Option<Coverage> {
        let text = &reading.document.text;
        let find = |words: &str| {
            let at = text.find(words)? as u32;
            Some(Span::new(at, at + words.len() as u32))
        };
        Some(match self.0.id.as_str() {
            "missing-retention-period" => Coverage::Missing(Span::default()),
            "missing-contact-address" => {
                Coverage::Met(find("privacy@acme.test").into_iter().collect())
            }
            "missing-recipients" => Coverage::Met(
                find("share your")
                    .into_iter()
                    .chain(find("our partners"))
                    .collect(),
            ),
            _ => return None,
        })
    }
}

/// "our partners": the first with the second related to it and a fix for both;
/// any further one by itself.
fn vague(text: &str) -> Vec<Finding> {
    let places = text.match_indices("our partners");
    let places: Vec<Span> = places
        .map(|(at, words)| Span::new(at as u32, (at + words.len()) as u32))
        .collect();
    let change = |span: &Span| Change::Words {
        span: *span,
        text: "DHL & \"UPS\"\n".into(),
    };
    places
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 1)
        .map(|(at, span)| Finding {
            message: format!("\"our partners\" | <who>, 100%: `them`?\nline {}", at + 1),
            span: *span,
            label: "who?".into(),
            related: places
                .get(at + 1)
                .map(|span| (*span, "and here".into()))
                .into_iter()
                .collect(),
            fix: Some(Mend {
                title: "name them".into(),
                safe: false,
                changes: places[at..(at + 2).min(places.len())]
                    .iter()
                    .map(change)
                    .collect(),
            }),
            ..Finding::default()
        })
        .collect()
}

static INFOS: LazyLock<Vec<&'static RuleInfo>> =
    LazyLock::new(|| RULES.iter().map(|rule| rule.info()).collect());

pub(crate) fn catalog() -> Catalog<'static> {
    static ADDED: LazyLock<Vec<AddedPack>> = LazyLock::new(|| {
        vec![AddedPack {
            name: "acme".into(),
            version: "1.2.0".into(),
            summary: "what Acme's counsel asks for".into(),
        }]
    });
    Catalog::new(&INFOS, law).with_packs(&ADDED)
}

pub(crate) fn report(path: &str, text: &str) -> FileReport {
    let selection = Selection::all(INFOS.iter().copied());
    let linter = Linter::new(&RULES, &selection, Context::default()).with_coverage(true);
    linter
        .lint(Path::new(path), text.as_bytes().to_vec())
        .unwrap()
}

pub(crate) fn fault() -> FileError {
    FileError {
        path: PathBuf::from("../../elsewhere/bi%nary: a.md"),
        fault: Fault::Empty,
    }
}

/// A file with findings, one that cannot be read, and one without findings
/// that is outside of the repository.
pub(crate) fn outcomes() -> [Outcome; 3] {
    let mut clean = report("/srv/clean policy.txt", "Privacy\n\nWe collect nothing.\n");
    clean.diagnostics.clear();
    [Ok(report(NAME, POLICY)), Err(fault()), Ok(clean)]
}
