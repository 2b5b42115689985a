//! Words left to be filled in.

use nom::branch::alt;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{
    ends_word, head, is_one_of, literal, reject, rest, run, strip, strip_word, word,
};

/// Longest placeholder in bytes, brackets included.
const WIDTH: usize = 320;
/// More words are a remark, unless they order something to be filled in.
const FEW: usize = 10;

/// Words that templates leave to be filled in.
const TEMPLATE: &[&str] = &[
    "company",
    "name",
    "app",
    "application",
    "date",
    "email",
    "e-mail",
    "mail",
    "address",
    "insert",
    "your",
    "website",
    "site",
    "url",
    "phone",
    "telephone",
    "contact",
    "country",
    "state",
    "city",
    "number",
    "entity",
    "organisation",
    "organization",
    "product",
    "link",
    "days",
    "business",
    "service",
    "domain",
    "owner",
    "developer",
    "street",
    "zip",
    "postcode",
    "month",
    "day",
    "year",
    "example",
    "placeholder",
    "tbd",
    "todo",
    "jurisdiction",
    "title",
    "period",
    "dpo",
    "specify",
    "describe",
    "amount",
    "fax",
    "brand",
    "legal",
    "time",
    "list",
    "officer",
    "representative",
    "hours",
    "months",
    "years",
    "province",
    "region",
    "municipality",
    "vat",
    "registration",
    "provider",
    "platform",
    "currency",
];
/// Words that order something to be filled in.
const ORDERS: &[&str] = &[
    "insert", "your", "enter", "add", "fill", "name", "specify", "describe", "list", "link",
];
/// Those of them that nothing but a template begins a bracket with.
const INSERTS: &[&str] = &["insert", "enter", "fill", "specify", "describe", "add"];
/// Hosts of addresses that show what one looks like.
const SHOWN: &[&str] = &[
    "@example.",
    "@yourdomain",
    "@yourcompany",
    "@company.",
    "@domain.",
];
const JOINTS: &[&str] = &[
    "of",
    "the",
    "and",
    "or",
    "to",
    "here",
    "full",
    "registered",
    "effective",
    "last",
    "updated",
    "policy",
    "privacy",
    "in",
    "for",
    "a",
    "an",
    "days",
    "if",
    "applicable",
    "officer",
    "person",
];
/// Bracketed words that stand for themselves.
const PLAIN: &[&str] = &[
    "sic",
    "at",
    "dot",
    "cls",
    "sep",
    "mask",
    "pad",
    "unk",
    "emphasis added",
    "edit",
    "citation needed",
    "email protected",
    "contact us",
    "legal",
    "service",
    "contact",
    "list",
    "day",
    "time",
    "state",
    "product",
    "site",
    "the company",
    "the service",
    "the website",
    "the app",
];
/// Words of titles and menus: their brackets are what is left of a link.
const MENUS: &[&str] = &[
    "rights",
    "choices",
    "terms",
    "store",
    "map",
    "settings",
    "center",
    "centre",
    "help",
    "providers",
    "login",
    "page",
    "form",
];
/// Choices that authors leave to their readers.
const CHOICES: &[&str] = &[
    "and/or", "he/she", "his/her", "him/her", "she/he", "her/his", "i/o",
];
/// What is rated so, or shows it.
const RATED: &[&str] = &[
    "rated", "content", "material", "sites", "movies", "videos", "adult",
];
const TAGS: &[&str] = &[
    "link", "address", "time", "title", "data", "name", "email", "a", "list", "year", "url",
];

/// A placeholder that begins with a bracket or sign: "[DATE]", "{{company}}".
pub(super) fn bracketed(input: &str) -> IResult<&str, ()> {
    match input.as_bytes().first() {
        Some(b'[') => alt((doubled, square)).parse(input),
        Some(b'{') => alt((doubled, braces)).parse(input),
        Some(b'$') => braces(input),
        Some(b'<') => angle(input),
        Some(b'%') => percent(input),
        _ => reject(input),
    }
}

/// A placeholder that begins with a word: "TODO", "XX/XX/XXXX", "lorem ipsum".
pub(super) fn spelled(input: &str) -> IResult<&str, ()> {
    let exact = |phrases: &[&str]| {
        let found = phrases.iter().find(|phrase| input.starts_with(**phrase));
        let after = found.map(|phrase| &input[phrase.len()..]);
        rest(input, after.filter(|after| ends_word(after)))
    };
    let names = [
        "Your Company Name",
        "Your App Name",
        "Your Website Name",
        "Your Website",
    ];
    match input.as_bytes() {
        [b'Y', b'o', ..] => exact(&names),
        [b'T', ..] => exact(&["TODO", "TBD"]),
        [b'l' | b'L', ..] => word("lorem ipsum").parse(input),
        [first, second, ..] if first.eq_ignore_ascii_case(second) => crossed(input),
        _ => reject(input),
    }
}

/// "XXX", "XX/XX/XXXX", "YYYY-MM-DD".
fn crossed(input: &str) -> IResult<&str, ()> {
    let (after, all) = run(input, 20, |byte| b"XxYyMmDd-/.".contains(byte))?;
    let all = all.trim_end_matches(['-', '/', '.']);
    let after = after_of(input, all.len()).unwrap_or(after);
    let parts = || all.split(['-', '/', '.']);
    let count = parts().count();
    let shouted = all.len() >= 3 && count == 1 && all.bytes().all(|byte| byte == b'X');
    // "xxx.xxx.xxx.xxx" masks an IP address.
    let mask = all.contains('.') && count > 3;
    let crosses = count >= 2 && !mask && parts().all(|part| part.len() >= 2 && same(part, b"Xx"));
    let date = count == 3 && parts().all(|part| part.len() >= 2 && same(part, b"YyMmDd"));
    let rated = shouted
        && RATED
            .iter()
            .any(|word| strip_word(after.get(1..).unwrap_or_default(), word).is_some());
    if (shouted || crosses || date) && !rated && ends_word(after) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// Whether all bytes are one letter of `allowed`.
fn same(part: &str, allowed: &[u8]) -> bool {
    let bytes = part.as_bytes();
    bytes
        .windows(2)
        .all(|pair| pair[0].eq_ignore_ascii_case(&pair[1]))
        && bytes.iter().all(|byte| allowed.contains(byte))
}

/// "{{ company }}", "[[Company]]".
fn doubled(input: &str) -> IResult<&str, ()> {
    if let Some(after) = input.strip_prefix("{{") {
        let end = head(after, WIDTH).find("}}").filter(|&end| end > 0);
        return rest(input, end.and_then(|end| after_of(after, end + 2)));
    }
    let (after, ()) = literal("[[").parse(input)?;
    let (inner, after) = inside(after, ']', input)?;
    let (after, ()) = literal("]").parse(after)?;
    if fills(inner) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

fn square(input: &str) -> IResult<&str, ()> {
    let (after, ()) = literal("[").parse(input)?;
    let (inner, after) = inside(after, ']', input)?;
    // A Markdown link keeps its words; the text behind it tells.
    if fills(inner) && !after.starts_with('(') {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// "{company_name}", "${app}".
fn braces(input: &str) -> IResult<&str, ()> {
    let (after, _) = opt(literal("$")).parse(input)?;
    let (after, ()) = literal("{").parse(after)?;
    let (inner, after) = inside(after, '}', input)?;
    // With a dot it is an expression of the page's own code.
    let name = |byte: u8| byte.is_ascii_alphanumeric() || b"_- ".contains(&byte);
    let named = inner.len() > 1
        && inner.bytes().all(name)
        && inner.bytes().any(|byte| byte.is_ascii_alphabetic());
    if named {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

fn angle(input: &str) -> IResult<&str, ()> {
    let (after, ()) = literal("<").parse(input)?;
    let (inner, after) = inside(after, '>', input)?;
    let tag = is_one_of(inner, TAGS) && inner.starts_with(char::is_lowercase);
    let address = inner.contains(['@', ':', '=']) || inner.contains("//");
    if fills(inner) && !tag && !address {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// "%COMPANY%".
fn percent(input: &str) -> IResult<&str, ()> {
    let (after, ()) = literal("%").parse(input)?;
    let (after, name) = run(after, 40, |byte| byte.is_ascii_uppercase() || *byte == b'_')?;
    let (after, ()) = literal("%").parse(after)?;
    if name.len() > 1 {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// What stands before the closing bracket, without a nested one.
fn inside<'a>(
    after: &'a str,
    close: char,
    input: &'a str,
) -> Result<(&'a str, &'a str), nom::Err<nom::error::Error<&'a str>>> {
    let near = head(after, WIDTH);
    let end = near.find(['[', ']', '{', '}', '<', '>', '\n']);
    match end.filter(|&end| end > 0 && near[end..].starts_with(close)) {
        Some(end) => Ok((near[..end].trim(), &after[end + 1..])),
        None => reject::<()>(input).map(|_| ("", "")),
    }
}

/// Whether bracketed words are to be filled in.
fn fills(inner: &str) -> bool {
    if inner.chars().all(|c| "_.-•●*…".contains(c)) {
        return inner.starts_with(['_', '•', '●']);
    }
    if is_choice(inner) {
        return true;
    }
    let count = words(inner).count();
    let plain = is_one_of(inner, PLAIN) && !shouted(inner);
    let remark = count > FEW && !inserts(inner);
    let addressed = inner.contains('@') && !shows_address(inner) || strip(inner, "re:").is_some();
    if count == 0 || remark || plain || addressed {
        return false;
    }
    let template = words(inner).any(is_template);
    if shouted(inner) {
        let known = !is_one_of(
            inner,
            &["CLS", "SEP", "MASK", "PAD", "UNK", "SIC", "AT", "DOT"],
        );
        return known && (template || inner.contains('_'));
    }
    let identifier = count == 1 && inner.contains('_');
    identifier || (template && is_gap(inner, count)) || tells_author(inner)
}

/// "Insert the name and address of your representative".
fn inserts(inner: &str) -> bool {
    let first = words(inner).next().unwrap_or_default();
    is_one_of(first, INSERTS) && words(inner).skip(1).any(is_template)
}

/// An address among words to be filled in: "insert e-mail, such as
/// dpo@example.com". One that stands for itself is somebody's.
fn shows_address(inner: &str) -> bool {
    let first = words(inner).next().unwrap_or_default();
    let lower = || inner.to_ascii_lowercase();
    let shown = is_one_of(first, ORDERS) && SHOWN.iter().any(|host| lower().contains(host));
    shown || is_one_of(first, INSERTS) && inner.contains(char::is_whitespace)
}

/// "Add any other data you collect".
fn tells_author(inner: &str) -> bool {
    let first = words(inner).next().unwrap_or_default();
    let told = is_one_of(first, ORDERS) && !is_one_of(first, &["your", "name", "link"]);
    told && words(inner).any(|word| is_one_of(word, &["you", "your", "here"]))
}

/// Whether words of templates are written as something to be filled in: an
/// order ("insert date"), nothing but such words, or a short title.
fn is_gap(inner: &str, count: usize) -> bool {
    let first = words(inner).next().unwrap_or_default();
    // "[Your Privacy Rights]" was a link, "[your company]" was none.
    let beyond = || words(inner).skip(1).any(is_template);
    let asks = is_one_of(first, ORDERS) && !is_one_of(first, &["your", "name", "link"]);
    let orders = asks && count > 1 || is_one_of(first, ORDERS) && count > 1 && beyond();
    let known = words(inner).all(|word| is_template(word) || is_one_of(word, JOINTS));
    let titled =
        words(inner).all(|word| word.starts_with(char::is_uppercase) || is_one_of(word, JOINTS));
    let menu = words(inner).any(|word| is_one_of(word, MENUS));
    let own = is_one_of(first, &["your"]) && !beyond();
    orders || !own && (known || titled && !menu && count < 6)
}

/// "date", and in one "AppName".
fn is_template(word: &str) -> bool {
    is_one_of(word, TEMPLATE) || is_joined(word)
}

/// Whether a word is two or more words of templates, each with its capital.
fn is_joined(word: &str) -> bool {
    let starts = word.char_indices().filter(|(_, c)| c.is_uppercase());
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.len() > 1
        && starts[0] == 0
        && starts
            .iter()
            .zip(ends)
            .all(|(from, to)| is_one_of(&word[*from..to], TEMPLATE))
}

/// "I/We", "13/16", "free/freemium/commercial".
fn is_choice(inner: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
    };
    let parts = inner.split('/').count();
    let long = inner.len() >= parts * 2;
    parts > 1 && long && inner.split('/').all(part) && !is_one_of(inner, CHOICES)
}

fn shouted(inner: &str) -> bool {
    let letters = || inner.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

fn words(inner: &str) -> impl Iterator<Item = &str> {
    let parts = inner.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    parts.filter(|part| part.contains(char::is_alphabetic))
}

fn after_of(text: &str, length: usize) -> Option<&str> {
    text.get(length..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_be_filled_in() {
        for text in [
            "[Company Name]",
            "[INSERT DATE]",
            "[DATE]",
            "[your email]",
            "{{company}}",
            "{company_name}",
            "${app}",
            "<insert date>",
            "<Company>",
            "%COMPANY%",
            "[link]",
            "[number of days]",
            "[[Company]]",
            "[___]",
            "[insert the name and address of your data protection officer here, for example dpo@example.com]",
            "[your e-mail address, such as privacy@example.com]",
            "[Describe here which kinds of data you collect from people who visit the website, and for which of them consent is asked]",
        ] {
            assert_eq!(bracketed(text), Ok(("", ())), "{text}");
        }
        for text in [
            "lorem ipsum",
            "TODO",
            "TBD",
            "XXX",
            "XX/XX/XXXX",
            "YYYY-MM-DD",
            "Your Company Name",
        ] {
            assert_eq!(spelled(text), Ok(("", ())), "{text}");
        }
    }

    #[test]
    fn standing_for_themselves() {
        for text in [
            "[1]",
            "[a]",
            "[sic]",
            "[...]",
            "[emphasis added]",
            "[email protected]",
            "[at]",
            "[CLS]",
            "[SEP]",
            "[^1]",
            "[x]",
            "[ ]",
            "[X]",
            "[including IP addresses]",
            "<br>",
            "<link>",
            "<a@b.com>",
            "[US]",
            "50% and 60%",
            "{",
            "[link](url)",
            "[privacy@acme.org]",
            "[the company and its affiliates may also use the name and address for other purposes]",
            "[insert the name of your data protection officer](https://acme.org)",
            "[emphasis in the original, which the company had not seen at the time of the decision]",
        ] {
            assert!(bracketed(text).is_err(), "{text}");
        }
        for text in ["todo", "xxx", "MM", "Your company", "XX", "D"] {
            assert!(spelled(text).is_err(), "{text}");
        }
    }
}
