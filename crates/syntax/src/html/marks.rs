//! What an element's attributes say about it: its role, its looks, and the
//! names that site builders give to menus, banners and the text itself.

/// Names end in these without changing their meaning: "menu-items", "sidebar-inner".
const NEUTRAL: [&str; 33] = [
    "container",
    "wrapper",
    "wrap",
    "list",
    "lists",
    "link",
    "links",
    "item",
    "items",
    "inner",
    "outer",
    "widget",
    "block",
    "top",
    "bottom",
    "left",
    "right",
    "primary",
    "secondary",
    "mobile",
    "desktop",
    "area",
    "region",
    "column",
    "columns",
    "col",
    "box",
    "group",
    "toggle",
    "button",
    "btn",
    "holder",
    "root",
];
/// Behind one of these a name tells where something else stands.
const RELATIVE: [&str; 12] = [
    "no", "has", "with", "without", "not", "below", "under", "above", "beside", "after", "before",
    "offset",
];
const MENUS: [&str; 27] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "menubar",
    "megamenu",
    "topnav",
    "sidenav",
    "navmenu",
    "sitenav",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "pagination",
    "pager",
    "footer",
    "sitefooter",
    "siteheader",
    "masthead",
    "topbar",
    "offcanvas",
    "hamburger",
    "skiplink",
    "sharedaddy",
    "addtoany",
    "addthis",
];
/// Footers of these are the page's own; those of cards and tables are not.
const SITE: [&str; 9] = [
    "site", "page", "global", "main", "app", "layout", "footer", "web", "web2",
];
const POPUPS: [&str; 5] = ["popup", "modal", "lightbox", "snackbar", "toast"];
const CONSENT: [&str; 7] = [
    "cookie", "cookies", "consent", "gdpr", "ccpa", "cmp", "privacy",
];
const BANNERS: [&str; 21] = [
    "banner",
    "bar",
    "popup",
    "pop",
    "modal",
    "notice",
    "notification",
    "consent",
    "overlay",
    "dialog",
    "alert",
    "toast",
    "message",
    "prompt",
    "bubble",
    "wall",
    "popover",
    "disclaimer",
    "law",
    "manager",
    "snackbar",
];
/// The makers of cookie banners, and names written in one word.
const CONSENT_TOOLS: [&str; 18] = [
    "cookieconsent",
    "cookiebanner",
    "cookienotice",
    "cookiebar",
    "cookiebot",
    "cookielaw",
    "onetrust",
    "optanon",
    "cky",
    "cmplz",
    "iubenda",
    "osano",
    "usercentrics",
    "didomi",
    "klaro",
    "truste",
    "termsfeed",
    "borlabs",
];
const CONTENT: [&str; 9] = [
    "content", "policy", "privacy", "legal", "prose", "markdown", "article", "rte", "wysiwyg",
];
/// May stand beside a [`CONTENT`] word in a name of the policy's element.
const BESIDE_CONTENT: [&str; 12] = [
    "entry",
    "post",
    "page",
    "main",
    "body",
    "text",
    "rich",
    "container",
    "wrapper",
    "inner",
    "doc",
    "terms",
];
const TITLES: [&str; 6] = [
    "title",
    "heading",
    "subtitle",
    "subheading",
    "subhead",
    "headline",
];
const LOGOS: [&str; 4] = ["logo", "brand", "branding", "logotype"];
/// What style sheets in wide use call bold text.
const BOLD: [&[&str]; 5] = [
    &["bold"],
    &["font", "bold"],
    &["font", "semibold"],
    &["fw", "bold"],
    &["fw", "semibold"],
];
const FOLDING: [&str; 10] = [
    "accordion",
    "collapse",
    "collapsible",
    "panel",
    "tab",
    "tabs",
    "toggle",
    "faq",
    "expandable",
    "expander",
];

/// A name's words beyond these are not looked at.
const MAX_PARTS: usize = 8;

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
    /// Named as a menu, a sidebar, a page's footer.
    pub(super) menu: bool,
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
            if !name.contains(['[', '/', ':', '=']) {
                self.one_name(&Parts::of(name));
            }
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

    fn one_name(&mut self, parts: &Parts<'_>) {
        let Some(last) = parts.last_telling() else {
            return;
        };
        let all = || parts.iter();
        let any = |words: &[&str]| all().any(|part| is_one_of(part, words));
        self.folding |= any(&FOLDING);
        self.logo |= is_one_of(last, &LOGOS);
        self.bold |= is_one_of(last, &TITLES) || BOLD.iter().any(|name| parts.joined_is(name));
        self.content |=
            any(&CONTENT) && all().all(|p| is_one_of(p, &CONTENT) || is_one_of(p, &BESIDE_CONTENT));
        self.unseen |= parts.joined_is(&["sr", "only"])
            || parts.joined_is(&["visually", "hidden"])
            || parts.joined_is(&["visuallyhidden"])
            || parts.joined_is(&["screen", "reader", "text"]);
        if any(&RELATIVE) {
            return;
        }
        self.menu |= is_menu(parts, last);
        self.popup |= is_popup(parts, last);
    }
}

fn is_menu(parts: &Parts<'_>, last: &str) -> bool {
    let first = parts.iter().next().unwrap_or(last);
    if last.eq_ignore_ascii_case("footer") {
        return is_one_of(first, &SITE);
    }
    let sharing = is_one_of(first, &["social", "share", "sharing"])
        && parts.iter().any(|p| {
            is_one_of(
                p,
                &["links", "icons", "buttons", "share", "bar", "menu", "nav"],
            )
        })
        && parts.len > 1;
    is_one_of(last, &MENUS)
        || sharing
        || (first.eq_ignore_ascii_case("skip") && parts.len > 1)
        || (is_one_of(first, &["site", "global"]) && last.eq_ignore_ascii_case("header"))
}

/// Whether a name is a banner's. "cookie-policy" and "cookies" are names of
/// clauses.
fn is_popup(parts: &Parts<'_>, last: &str) -> bool {
    let consent = |part: &&str| is_one_of(part, &CONSENT);
    let banner = |part: &&str| is_one_of(part, &BANNERS);
    let about = parts.iter().position(|part| consent(&part));
    let shows = parts.iter().rposition(|part| banner(&part));
    if parts.iter().any(|part| is_one_of(part, &CONSENT_TOOLS)) {
        return true;
    }
    match (about, shows) {
        (Some(about), Some(shows)) if about != shows => {
            // "privacy-modal" and "privacy-notice" may hold the policy.
            parts
                .iter()
                .any(|part| consent(&part) && !part.eq_ignore_ascii_case("privacy"))
        }
        (Some(_), _) => false,
        _ => is_one_of(last, &POPUPS),
    }
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| other.eq_ignore_ascii_case(word))
}

/// The words that a name is made of: `site-nav`, `siteNav`, `site__nav`.
struct Parts<'a> {
    words: [&'a str; MAX_PARTS],
    len: usize,
}

impl<'a> Parts<'a> {
    fn of(name: &'a str) -> Self {
        let mut parts = Parts {
            words: [""; MAX_PARTS],
            len: 0,
        };
        for word in name.split(['-', '_', '.']) {
            parts.split_camel(word);
        }
        parts
    }

    fn split_camel(&mut self, word: &'a str) {
        let bytes = word.as_bytes();
        let mut from = 0;
        for at in 1..bytes.len() {
            if bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase() {
                self.push(&word[from..at]);
                from = at;
            }
        }
        self.push(&word[from..]);
    }

    fn push(&mut self, word: &'a str) {
        if !word.is_empty() && self.len < MAX_PARTS {
            self.words[self.len] = word;
            self.len += 1;
        }
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator + use<'a, '_> {
        self.words[..self.len].iter().copied()
    }

    /// The last word that is neither neutral nor a number.
    fn last_telling(&self) -> Option<&'a str> {
        let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        self.iter()
            .rev()
            .find(|word| !number(word) && !is_one_of(word, &NEUTRAL))
            .or_else(|| self.iter().next())
    }

    fn joined_is(&self, words: &[&str]) -> bool {
        self.len == words.len()
            && self
                .iter()
                .zip(words)
                .all(|(part, word)| part.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Marks {
        let mut marks = Marks::default();
        marks.name(name);
        marks
    }

    #[test]
    fn names_of_menus_and_footers_are_known() {
        for name in [
            "navbar",
            "main-nav",
            "siteNav",
            "nav__links",
            "menu-item",
            "breadcrumbs",
            "page-footer",
            "footer",
            "footer-links",
            "skip-link",
            "social-links",
            "site-header",
            "left-sidebar",
        ] {
            assert!(named(name).menu, "{name}");
        }
        for name in [
            "main-nav-offset content",
            "has-sidebar",
            "no-menu",
            "md:nav",
            "card-footer",
            "sharing",
            "data-sharing",
            "social-media",
            "header",
            "navigation-data",
            "container",
        ] {
            assert!(!named(name).menu, "{name}");
        }
    }

    #[test]
    fn names_of_banners_are_known_from_names_of_clauses() {
        for name in [
            "cookie-banner",
            "cookieConsent",
            "gdpr-popup",
            "CybotCookiebotDialog",
            "cookie_notice",
            "onetrust-banner-sdk",
            "popup",
            "newsletter-modal",
        ] {
            assert!(named(name).popup, "{name}");
        }
        for name in [
            "cookie-policy",
            "cookies",
            "consent",
            "privacy-notice",
            "privacy-modal",
            "gdpr",
            "gdpr-rights",
            "withdraw-consent",
        ] {
            assert!(!named(name).popup, "{name}");
        }
    }

    #[test]
    fn names_of_the_text_itself_are_known() {
        for name in [
            "content",
            "privacy-policy",
            "entry-content",
            "policyContent",
            "legal_text",
        ] {
            assert!(named(name).content, "{name}");
        }
        for name in ["content-sidebar", "privacy-banner", "page", "main-nav"] {
            assert!(!named(name).content, "{name}");
        }
    }

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
