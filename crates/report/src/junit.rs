//! JUnit's XML: a suite a file, a case a rule.

use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport};
use clauselint_rule::{Diagnostic, RuleId};

use crate::region::Region;
use crate::xml::Xml;
use crate::{Reporter, Summary};

/// Writes a suite a file: each rule that ran is a case, and fails where it
/// found something, whatever its severity.
pub struct JUnit {
    rules: Vec<RuleId>,
    begun: bool,
}

impl JUnit {
    /// A reporter of a run of these rules.
    #[must_use]
    pub const fn new(rules: Vec<RuleId>) -> Self {
        Self {
            rules,
            begun: false,
        }
    }

    fn begin(&mut self, xml: &mut Xml<'_>) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        xml.declaration()?;
        xml.open("testsuites", &[("name", "clauselint")])
    }
}

impl Reporter for JUnit {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        self.begin(&mut xml)?;
        let found = |id: &RuleId| {
            let found = report.diagnostics.iter();
            found.filter(|found| found.rule == *id).collect::<Vec<_>>()
        };
        let mut cases: Vec<(&RuleId, Vec<&Diagnostic>)> =
            self.rules.iter().map(|id| (id, found(id))).collect();
        // What is found beside rules, such as by the engine itself.
        for diagnostic in &report.diagnostics {
            if !cases.iter().any(|(id, _)| **id == diagnostic.rule) {
                cases.push((&diagnostic.rule, found(&diagnostic.rule)));
            }
        }
        let failures = cases.iter().filter(|(_, found)| !found.is_empty());
        let failures = failures.count().to_string();
        suite(&mut xml, &report.path, cases.len(), &failures, "0")?;
        for (id, found) in &cases {
            case(&mut xml, report, id, found)?;
        }
        xml.close("testsuite")
    }

    fn failed(&mut self, error: &FileError, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        self.begin(&mut xml)?;
        let path = error.path.to_string_lossy();
        let fault = error.fault.to_string();
        suite(&mut xml, &path, 1, "0", "1")?;
        xml.open(
            "testcase",
            &[("name", "readable"), ("classname", &path), ("time", "0")],
        )?;
        xml.empty("error", &[("type", "unreadable"), ("message", &fault)])?;
        xml.close("testcase")?;
        xml.close("testsuite")
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        self.begin(&mut xml)?;
        xml.close("testsuites")
    }
}

fn suite(
    xml: &mut Xml<'_>,
    path: &str,
    tests: usize,
    failures: &str,
    errors: &str,
) -> io::Result<()> {
    let tests = tests.to_string();
    let attributes = [
        ("name", path),
        ("tests", &tests),
        ("failures", failures),
        ("errors", errors),
        ("time", "0"),
    ];
    xml.open("testsuite", &attributes)
}

/// All that a rule found is one failure, since few readers know of several.
fn case(
    xml: &mut Xml<'_>,
    report: &FileReport,
    id: &RuleId,
    found: &[&Diagnostic],
) -> io::Result<()> {
    let attributes = [
        ("name", id.as_str()),
        ("classname", &report.path),
        ("time", "0"),
    ];
    let Some(first) = found.first() else {
        return xml.empty("testcase", &attributes);
    };
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let line = |found: &&Diagnostic| {
        let start = Region::new(&report.source, found.span).start;
        let (path, severity, message) = (&report.path, found.severity, &found.message);
        format!(
            "{path}:{}:{}: {severity}: {}",
            start.line,
            start.column,
            message.replace(['\r', '\n'], " ")
        )
    };
    let lines: Vec<String> = found.iter().map(line).collect();
    let failure = [
        ("message", &*format!("{}{more}", first.message)),
        ("type", id.as_str()),
    ];
    xml.open("testcase", &attributes)?;
    xml.text("failure", &failure, &lines.join("\n"))?;
    xml.close("testcase")
}
