//! What `score.py` measures, as a flat table of names and figures.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

/// Changes below this are none.
const SAME: f64 = 0.000_5;

/// Figures by name: "gdpr-annotated / topics / micro_f1"; shares between 0 and
/// 1, but for the seeds, which count expectations.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// The figures of the script's JSON; hits and misses become F1.
    pub(crate) fn of_score(json: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(json).map_err(|e| format!("score.py: {e}"))?;
        let mut figures = Self::default();
        figures.add(&mut Vec::new(), &value);
        Ok(figures)
    }

    /// The figures as [`Figures::record`] wrote them.
    pub(crate) fn of_record(json: &str) -> Result<Self, String> {
        let figures = serde_json::from_str(json).map_err(|e| format!("recorded figures: {e}"))?;
        Ok(Self(figures))
    }

    pub(crate) fn record(&self) -> String {
        let rounded = self
            .0
            .iter()
            .map(|(name, figure)| (name, (figure * 1000.0).round() / 1000.0));
        let rounded: BTreeMap<&String, f64> = rounded.collect();
        serde_json::to_string_pretty(&rounded).unwrap_or_default() + "\n"
    }

    fn add(&mut self, path: &mut Vec<String>, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(f1) = f1(object) {
                    self.0.insert(path.join(" / "), f1);
                    return;
                }
                for (key, value) in object {
                    path.push(key.clone());
                    self.add(path, value);
                    path.pop();
                }
            }
            Value::Number(number) => {
                if let Some(figure) = number.as_f64() {
                    self.0.insert(path.join(" / "), figure);
                }
            }
            _ => {}
        }
    }

    /// A table of all figures, with what they were where they differ.
    pub(crate) fn against(&self, before: &Self) -> String {
        let width = self.0.keys().map(String::len).max().unwrap_or(0);
        let mut table = String::new();
        for (name, now) in &self.0 {
            let change = match before.0.get(name) {
                None => "   new".into(),
                Some(before) if (now - before).abs() < SAME => String::new(),
                Some(before) => format!("  {:+.3} from {before:.3}", now - before),
            };
            let _ = writeln!(table, "{name:width$}  {now:.3}{change}");
        }
        for (name, before) in &before.0 {
            if !self.0.contains_key(name) {
                let _ = writeln!(table, "{name:width$}   gone  from {before:.3}");
            }
        }
        table
    }
}

/// F1 of an object that counts hits, false alarms and misses.
fn f1(object: &serde_json::Map<String, Value>) -> Option<f64> {
    let count = |key: &str| object.get(key).and_then(Value::as_f64);
    let (tp, fp, fn_) = (count("tp")?, count("fp")?, count("fn")?);
    let all = 2.0 * tp + fp + fn_;
    Some(if all > 0.0 { 2.0 * tp / all } else { 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORE: &str = r#"{"seeds": {"good": 3, "bad": 1},
        "a": {"missing": {"micro_f1": 0.5, "rule": {"tp": 1, "fp": 1, "fn": 0}}}}"#;

    #[test]
    fn counts_become_f1() {
        let figures = Figures::of_score(SCORE).unwrap();
        let expected = [
            ("a / missing / micro_f1", 0.5),
            ("a / missing / rule", 2.0 / 3.0),
            ("seeds / bad", 1.0),
            ("seeds / good", 3.0),
        ];
        let expected = expected.map(|(name, figure)| (name.to_owned(), figure));
        assert_eq!(figures.0, BTreeMap::from(expected));
    }

    #[test]
    fn changes_are_shown_and_nothing_else() {
        let now = Figures::of_score(SCORE).unwrap();
        let mut before = Figures::of_record(&now.record()).unwrap();
        before.0.insert("seeds / bad".into(), 2.0);
        before.0.remove("seeds / good");
        let table = now.against(&before);
        assert_eq!(
            table,
            "a / missing / micro_f1  0.500\n\
             a / missing / rule      0.667\n\
             seeds / bad             1.000  -1.000 from 2.000\n\
             seeds / good            3.000   new\n"
        );
    }
}
