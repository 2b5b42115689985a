//! What an element's attributes say about it: its role, its looks and, by its
//! [`names`], what it was built for.

use super::names;

/// A landmark role, or a name as good as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    None,
    Main,
    Article,
    Heading,
    /// Navigation, search, dialogs: never the policy.
    Chrome,
    Banner,
    Footer,
    Aside,
    /// Stands for nothing: a table that only places things.
    Layout,
}

/// What the attributes of a start tag say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) role: Role,
    /// `aria-level`; 0 for none.
    pub(super) level: u8,
    /// Kept from readers.
    pub(super) hidden: bool,
    /// Named as a menu or a sidebar.
    pub(super) menu: bool,
    /// Named as the page's footer.
    pub(super) footer: bool,
    /// Named as a cookie banner or a popup.
    pub(super) popup: bool,
    /// Named as the place of the text.
    pub(super) content: bool,
    /// Written bold, or named as a title.
    pub(super) bold: bool,
    /// Named as a part that folds in and out: hidden for now is not hidden.
    pub(super) folding: bool,
    /// For screen readers alone.
    pub(super) unseen: bool,
    /// Named as the site's sign.
    pub(super) logo: bool,
}

impl Marks {
    /// Reads the value of `class` or `id`.
    pub(super) fn name(&mut self, value: &str) {
        for name in value.split_ascii_whitespace() {
            names::read(name, self);
        }
    }

    /// Reads the value of `style`.
    pub(super) fn style(&mut self, value: &str) {
        for rule in value.split(';') {
            let Some((name, value)) = rule.split_once(':') else {
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            let value = value.split(['!', ' ']).next().unwrap_or(value);
            let is = |other: &str| value.eq_ignore_ascii_case(other);
            match name.to_ascii_lowercase().as_str() {
                "display" => self.hidden |= is("none"),
                "visibility" => self.hidden |= is("hidden"),
                "font-weight" => {
                    self.bold |= is("bold")
                        || is("bolder")
                        || matches!(value, "600" | "700" | "800" | "900");
                }
                _ => {}
            }
        }
    }

    /// Reads the value of `role`.
    pub(super) fn role(&mut self, value: &str) {
        self.role = match value.trim().to_ascii_lowercase().as_str() {
            "main" => Role::Main,
            "article" => Role::Article,
            "heading" => Role::Heading,
            "navigation" | "search" | "dialog" | "alertdialog" | "menu" | "menubar" => Role::Chrome,
            "banner" => Role::Banner,
            "contentinfo" => Role::Footer,
            "complementary" => Role::Aside,
            "presentation" | "none" => Role::Layout,
            _ => Role::None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_tell_what_is_hidden_and_what_is_bold() {
        let styled = |style: &str| {
            let mut marks = Marks::default();
            marks.style(style);
            (marks.hidden, marks.bold)
        };
        assert_eq!(
            styled("color:red; DISPLAY : None !important"),
            (true, false)
        );
        assert_eq!(styled("visibility:hidden"), (true, false));
        assert_eq!(styled("font-weight: 700"), (false, true));
        assert_eq!(styled("display:block;overflow:hidden"), (false, false));
    }
}
