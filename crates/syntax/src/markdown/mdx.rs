//! What MDX puts between paragraphs and CommonMark takes for text.

/// Whether a paragraph is MDX's code: an import, an export, an expression.
pub(super) fn is_code(paragraph: &str) -> bool {
    let text = paragraph.trim();
    let import = text.starts_with("import ")
        && (text.contains(" from ")
            || text.starts_with("import '")
            || text.starts_with("import \""))
        && text.contains(['\'', '"']);
    let export = [
        "export const ",
        "export default ",
        "export let ",
        "export function ",
    ]
    .iter()
    .any(|start| text.starts_with(start));
    import || export || (text.starts_with("{/*") && text.ends_with("*/}"))
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn code_is_told_from_prose() {
        assert!(is_code("import { Note } from \"../note\""));
        assert!(is_code("export const meta = { a: 1 }"));
        assert!(is_code("{/* a note to ourselves */}"));
        assert!(!is_code("import duties are collected from customers"));
        assert!(!is_code("export of your data is free"));
        assert!(!is_code("{{company}} respects privacy"));
    }
}
