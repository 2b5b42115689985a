use std::fmt::Write;

use crate::layout::is_named;
use crate::lexicon::Lexicon;
use crate::rows::Rows;

impl Lexicon {
    /// Rust code of this lexicon as a static named `LEXICON`, and of a module
    /// `concept` with a constant for every concept that has a plain name
    /// (`-` and `.` become `_`).
    #[must_use]
    pub fn to_rust(&self) -> String {
        let mut code = String::new();
        let mut write = |field: &str, value: String| {
            let _ = writeln!(code, "    {field}: Cow::Borrowed({value}),");
        };
        write("text", format!("{:?}", self.text));
        write("ends", format!("&{:?}", self.ends));
        write("table", format!("&{:?}", self.table));
        write("roots", format!("&{:?}", self.roots));
        write(
            "nodes",
            list(&self.nodes, |node| {
                format!("Node {{ outputs: {:?} }}", node.outputs)
            }),
        );
        write(
            "edges",
            list(&self.edges, |edge| {
                format!(
                    "Edge {{ from: {}, to: {}, word: WordId({}) }}",
                    edge.from, edge.to, edge.word.0
                )
            }),
        );
        write(
            "outputs",
            list(&self.outputs, |concept| format!("ConceptId({})", concept.0)),
        );
        write(
            "names",
            list(&self.names, |name| format!("Cow::Borrowed({name:?})")),
        );
        write("named", format!("&{:?}", self.named));
        write("by_name", format!("&{:?}", self.by_name));
        write(
            "made",
            list(&self.made, |made| {
                format!(
                    "Made {{ concept: ConceptId({}), end: {} }}",
                    made.concept.0, made.end
                )
            }),
        );
        write(
            "steps",
            list(&self.steps, |step| {
                format!(
                    "Step {{ concept: ConceptId({}), gap: {}, depth: {}, skip: {}, begins: {:?} }}",
                    step.concept.0, step.gap, step.depth, step.skip, step.begins
                )
            }),
        );
        let mut write = |field: &str, rows: String| {
            let _ = writeln!(code, "    {field}: {rows},");
        };
        write(
            "alone",
            rows(&self.alone, |concept| format!("ConceptId({})", concept.0)),
        );
        write(
            "alone_of",
            rows(&self.alone_of, |word| format!("WordId({})", word.0)),
        );
        write(
            "barred",
            rows(&self.barred, |concept| format!("ConceptId({})", concept.0)),
        );
        format!(
            "/// The concepts of the word lists.\npub(crate) static LEXICON: Lexicon = Lexicon {{\n{code}}};\n\n{}",
            self.constants()
        )
    }

    fn constants(&self) -> String {
        let mut code = String::from(
            "/// The concepts by name, for code that asks for them.\n#[allow(missing_docs, reason = \"the word lists say what each holds\")]\npub mod concept {\n    use super::ConceptId;\n",
        );
        for (id, name) in self.names.iter().enumerate() {
            if is_named(name) {
                let constant = name.replace(['-', '.'], "_").to_uppercase();
                let _ = writeln!(
                    code,
                    "    pub const {constant}: ConceptId = ConceptId({id});"
                );
            }
        }
        code + "}\n"
    }
}

fn list<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    let shown: Vec<String> = items.iter().map(show).collect();
    format!("&[{}]", shown.join(", "))
}

fn rows<T: Clone>(rows: &Rows<T>, show: impl Fn(&T) -> String) -> String {
    format!(
        "Rows {{ starts: Cow::Borrowed(&{:?}), items: Cow::Borrowed({}) }}",
        rows.starts,
        list(&rows.items, show)
    )
}
