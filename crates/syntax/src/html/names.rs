//! Names that site builders give to menus, banners and the text itself, in
//! classes and ids.

use super::marks::Marks;

macro_rules! words {
    ($($word:ident)*) => {
        &[$(stringify!($word)),*]
    };
}

/// Names end in these without changing their meaning: "menu-items", "sidebar-inner".
const NEUTRAL: &[&str] = words![
    container wrapper wrap list lists link links item items inner outer widget block top bottom
    left right primary secondary mobile desktop area region column columns col box group toggle
    button btn holder root
];
/// Behind one of these a name tells where something else stands.
const RELATIVE: &[&str] =
    words![no has with without not below under above beside after before offset];
const MENUS: &[&str] = words![
    nav navbar navigation menu submenu menubar megamenu topnav sidenav navmenu sitenav breadcrumb
    breadcrumbs sidebar pagination pager siteheader masthead topbar offcanvas
    hamburger skiplink sharedaddy addtoany addthis
];
const SHARING: &[&str] = words![social share sharing];
/// A name of [`SHARING`] and one of these is a row of buttons, not a clause.
const BUTTONS: &[&str] = words![links icons buttons share bar menu nav];
/// Footers of these are the page's own; those of cards and tables are not.
const SITE: &[&str] = words![site page global main app layout footer web web2];
const POPUPS: &[&str] = words![popup modal lightbox snackbar toast];
const CONSENT: &[&str] = words![cookie cookies consent gdpr ccpa cmp privacy];
const BANNERS: &[&str] = words![
    banner bar popup pop modal notice notification consent overlay dialog alert toast message
    prompt bubble wall popover disclaimer law manager snackbar
];
/// The makers of cookie banners, and names written in one word.
const CONSENT_TOOLS: &[&str] = words![
    cookieconsent cookiebanner cookienotice cookiebar cookiebot cookielaw onetrust optanon cky
    cmplz osano usercentrics didomi klaro truste termsfeed borlabs
];
const CONTENT: &[&str] = words![content policy privacy legal prose markdown article rte wysiwyg];
/// May stand beside a [`CONTENT`] word in a name of the policy's element.
const BESIDE_CONTENT: &[&str] =
    words![entry post page main body text rich container wrapper inner doc terms];
const TITLES: &[&str] = words![title heading subtitle subheading subhead headline];
const LOGOS: &[&str] = words![logo brand branding logotype];
/// What style sheets in wide use call bold text.
const BOLD: [&[&str]; 5] = [
    &["bold"],
    &["font", "bold"],
    &["font", "semibold"],
    &["fw", "bold"],
    &["fw", "semibold"],
];
const FOLDING: &[&str] = words![
    accordion collapse collapsible panel tab tabs toggle faq expandable expander
];

/// A name's words beyond these are not looked at.
const MAX_PARTS: usize = 8;

/// Reads one name of an element.
pub(super) fn read(name: &str, marks: &mut Marks) {
    // Style sheets' own languages: "md:hidden", "[&_nav]", "group/menu".
    if name.contains(['[', '/', ':', '=']) {
        return;
    }
    let parts = &Parts::of(name);
    let Some(last) = parts.last_telling() else {
        return;
    };
    let all = || parts.iter();
    let any = |words: &[&str]| all().any(|part| is_one_of(part, words));
    marks.folding |= any(FOLDING);
    marks.logo |= is_one_of(last, LOGOS);
    marks.bold |= is_one_of(last, TITLES) || BOLD.iter().any(|name| parts.joined_is(name));
    marks.content |=
        any(CONTENT) && all().all(|p| is_one_of(p, CONTENT) || is_one_of(p, BESIDE_CONTENT));
    marks.unseen |= parts.joined_is(&["sr", "only"])
        || parts.joined_is(&["visually", "hidden"])
        || parts.joined_is(&["visuallyhidden"])
        || parts.joined_is(&["screen", "reader", "text"]);
    if any(RELATIVE) {
        return;
    }
    marks.menu |= is_menu(parts, last);
    marks.footer |= is_footer(parts, last);
    marks.popup |= is_popup(parts, last);
}

fn is_menu(parts: &Parts<'_>, last: &str) -> bool {
    let first = parts.iter().next().unwrap_or(last);
    let several = parts.len > 1;
    let shares = is_one_of(first, SHARING) && parts.iter().any(|part| is_one_of(part, BUTTONS));
    is_one_of(last, MENUS)
        || (several && (shares || first.eq_ignore_ascii_case("skip")))
        || (is_one_of(first, &["site", "global"]) && last.eq_ignore_ascii_case("header"))
}

fn is_footer(parts: &Parts<'_>, last: &str) -> bool {
    let first = parts.iter().next().unwrap_or(last);
    last.eq_ignore_ascii_case("footer") && is_one_of(first, SITE)
}

/// Whether a name is a banner's. "cookie-policy" and "cookies" are names of
/// clauses.
fn is_popup(parts: &Parts<'_>, last: &str) -> bool {
    let consent = |part: &&str| is_one_of(part, CONSENT);
    let banner = |part: &&str| is_one_of(part, BANNERS);
    let about = parts.iter().position(|part| consent(&part));
    let shows = parts.iter().rposition(|part| banner(&part));
    if parts.iter().any(|part| is_one_of(part, CONSENT_TOOLS)) {
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
        _ => is_one_of(last, POPUPS),
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
            .find(|word| !number(word) && !is_one_of(word, NEUTRAL))
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
            assert!(named(name).menu || named(name).footer, "{name}");
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
            assert!(!named(name).menu && !named(name).footer, "{name}");
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
}
