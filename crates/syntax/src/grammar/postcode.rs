//! What shows where a postal address ends: postcodes, states, countries.

use super::lexeme::{beginning, capital, digit_run, ends_word, run, space, strip_word};

const STATES: &[&str] = &[
    "AL",
    "AK",
    "AZ",
    "AR",
    "Alabama",
    "Alaska",
    "Arizona",
    "Arkansas",
    "CA",
    "CO",
    "CT",
    "California",
    "Colorado",
    "Connecticut",
    "Calif.",
    "DC",
    "DE",
    "D.C.",
    "Delaware",
    "FL",
    "Florida",
    "GA",
    "Georgia",
    "HI",
    "Hawaii",
    "IA",
    "ID",
    "IL",
    "IN",
    "Idaho",
    "Illinois",
    "Indiana",
    "Iowa",
    "KS",
    "KY",
    "Kansas",
    "Kentucky",
    "LA",
    "Louisiana",
    "MA",
    "MD",
    "ME",
    "MI",
    "MN",
    "MO",
    "MS",
    "MT",
    "Maine",
    "Maryland",
    "Massachusetts",
    "Michigan",
    "Minnesota",
    "Mississippi",
    "Missouri",
    "Montana",
    "Mass.",
    "NC",
    "ND",
    "NE",
    "NH",
    "NJ",
    "NM",
    "NV",
    "NY",
    "Nebraska",
    "Nevada",
    "New Hampshire",
    "New Jersey",
    "New Mexico",
    "New York",
    "North Carolina",
    "North Dakota",
    "N.Y.",
    "N.J.",
    "OH",
    "OK",
    "OR",
    "Ohio",
    "Oklahoma",
    "Oregon",
    "PA",
    "PR",
    "Pennsylvania",
    "RI",
    "Rhode Island",
    "SC",
    "SD",
    "South Carolina",
    "South Dakota",
    "TN",
    "TX",
    "Tennessee",
    "Texas",
    "UT",
    "Utah",
    "VA",
    "VT",
    "Vermont",
    "Virginia",
    "WA",
    "WI",
    "WV",
    "WY",
    "Washington",
    "West Virginia",
    "Wisconsin",
    "Wyoming",
];

const COUNTRIES: &[&str] = &[
    "Australia",
    "Austria",
    "Argentina",
    "Belgium",
    "Brazil",
    "Bulgaria",
    "Bermuda",
    "Canada",
    "Czech Republic",
    "China",
    "Cyprus",
    "Deutschland",
    "Denmark",
    "England",
    "Estonia",
    "France",
    "Finland",
    "Germany",
    "Greece",
    "Hong Kong",
    "Hungary",
    "Ireland",
    "India",
    "Italy",
    "Israel",
    "Iceland",
    "Indonesia",
    "Japan",
    "Korea",
    "Latvia",
    "Lithuania",
    "Luxembourg",
    "Mexico",
    "Malta",
    "Malaysia",
    "New Zealand",
    "Netherlands",
    "Norway",
    "Portugal",
    "Poland",
    "Philippines",
    "Romania",
    "Scotland",
    "Switzerland",
    "Sweden",
    "Spain",
    "Singapore",
    "South Korea",
    "South Africa",
    "Schweiz",
    "The Netherlands",
    "Turkey",
    "Taiwan",
    "Thailand",
    "United States of America",
    "United States",
    "U.S.A.",
    "U.S.A",
    "USA",
    "U.S.",
    "United Kingdom",
    "UK",
    "U.K.",
    "Ukraine",
    "Vietnam",
];

/// How surely a sign tells a postal address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// A state's name, which prose has as well.
    State,
    /// A country's name, behind which no address goes on.
    Country,
    /// A postcode in its usual company.
    Code,
}

/// The sign that stands at a word's start, and what follows it.
pub(super) fn sign(input: &str) -> Option<(&str, Sign)> {
    let first = *input.as_bytes().first()?;
    if first.is_ascii_digit() {
        return leading_code(input).map(|rest| (rest, Sign::Code));
    }
    if let Some(rest) = state_and_zip(input).or_else(|| lettered(input)) {
        return Some((rest, Sign::Code));
    }
    if let Some(rest) = prefixed(input).or_else(|| town_and_code(input)) {
        return Some((rest, Sign::Code));
    }
    if !capital(input) {
        return None;
    }
    let countries = beginning(COUNTRIES, |name| name, input).iter();
    if let Some(rest) = countries
        .filter_map(|name| strip_word(input, name))
        .min_by_key(|rest| rest.len())
    {
        return Some((rest, Sign::Country));
    }
    state(input)
        .filter(|rest| closes(rest))
        .map(|rest| (rest, Sign::State))
}

/// "CA 94105", "California, 94105-1234".
fn state_and_zip(input: &str) -> Option<&str> {
    let rest = state(input)?;
    let rest = rest
        .strip_prefix(',')
        .or_else(|| rest.strip_prefix('.'))
        .unwrap_or(rest);
    zip(space(rest).ok()?.0)
}

fn state(input: &str) -> Option<&str> {
    let states = beginning(STATES, |state| state, input).iter();
    states
        .filter_map(|state| strip_word(input, state))
        .min_by_key(|rest| rest.len())
}

fn zip(input: &str) -> Option<&str> {
    let (rest, code) = digit_run(input, 5)
        .ok()
        .filter(|(_, code)| code.len() == 5)?;
    let long = rest
        .strip_prefix('-')
        .and_then(|more| digit_run(more, 4).ok());
    let rest = long
        .filter(|(_, more)| more.len() == 4)
        .map_or(rest, |(behind, _)| behind);
    (code.len() == 5 && ends_word(rest)).then_some(rest)
}

/// British, Canadian and Irish codes: "SW1A 2AA", "K1A 0B1", "D02 X285".
fn lettered(input: &str) -> Option<&str> {
    let upper = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    if let Ok((rest, joined)) = run(input, 8, upper)
        && matches!(joined.len(), 5..=7)
    {
        // Written without its space: the inner code is the last three or four.
        let cut = if joined.len() == 7 && joined.as_bytes()[2].is_ascii_digit() {
            3
        } else {
            joined.len() - 3
        };
        let (outer, inner) = joined.split_at(cut);
        return (ends_word(rest) && is_lettered(outer.as_bytes(), inner.as_bytes()))
            .then_some(rest);
    }
    let (rest, outer) = run(input, 4, u8::is_ascii_alphanumeric).ok()?;
    let (rest, inner) = run(space(rest).ok()?.0, 4, u8::is_ascii_alphanumeric).ok()?;
    (ends_word(rest) && is_lettered(outer.as_bytes(), inner.as_bytes())).then_some(rest)
}

fn is_lettered(outer: &[u8], inner: &[u8]) -> bool {
    let letters = outer
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let digit = outer.get(letters).is_some_and(u8::is_ascii_digit);
    let kind = |byte: &u8| if byte.is_ascii_digit() { b'9' } else { b'A' };
    let known = match inner {
        [a, b, c] => match [kind(a), kind(b), kind(c)] {
            [b'9', b'A', b'A'] => true,
            [b'9', b'A', b'9'] => outer.len() == 3,
            _ => false,
        },
        [_, _, _, _] => letters == 1 && outer.len() == 3 && inner.iter().any(u8::is_ascii_digit),
        _ => false,
    };
    (1..=2).contains(&letters) && digit && known
}

/// "75002 Paris", "1015 CJ Amsterdam"; the code and the town behind it.
fn leading_code(input: &str) -> Option<&str> {
    let (after, code) = digit_run(input, 6)
        .ok()
        .filter(|(_, code)| code.len() >= 4)?;
    let year = code.len() == 4 && ("1980"..="2100").contains(&code);
    let after = after.strip_prefix([' ', '\u{a0}'])?;
    let dutch = run(after, 2, u8::is_ascii_uppercase)
        .ok()
        .filter(|(_, two)| two.len() == 2);
    let after = match dutch.and_then(|(rest, _)| space(rest).ok()) {
        Some((town, ())) if code.len() == 4 => town,
        _ if year => return None,
        _ => after,
    };
    town(after)
}

/// "D-10115 Berlin", "CH-8001 Zurich".
fn prefixed(input: &str) -> Option<&str> {
    let (rest, _) = run(input, 2, u8::is_ascii_uppercase).ok()?;
    let (rest, code) = digit_run(rest.strip_prefix('-')?, 5).ok()?;
    (code.len() >= 4).then(|| space(rest).ok().and_then(|(rest, ())| town(rest)))?
}

/// "Singapore 018989", "NSW 2000".
fn town_and_code(input: &str) -> Option<&str> {
    let rest = capital(input).then(|| town(input))??;
    let (rest, code) = digit_run(space(rest).ok()?.0, 6).ok()?;
    let year = code.len() == 4 && ("1980"..="2100").contains(&code);
    (code.len() >= 4 && !year && closes(rest)).then_some(rest)
}

/// One capitalised word with its inner dashes.
pub(super) fn town(input: &str) -> Option<&str> {
    if !capital(input) {
        return None;
    }
    let end = input
        .char_indices()
        .take(40)
        .find(|&(_, c)| !c.is_alphabetic() && c != '-' && c != '\'')
        .map_or(input.len().min(input.ceil_char_boundary(80)), |(at, _)| at);
    (end > 2).then(|| &input[end..])
}

/// Whether punctuation or the end follows.
fn closes(rest: &str) -> bool {
    rest.trim_start_matches(' ').is_empty()
        || rest.starts_with([',', '.', ';', ')', '\n', '|', '('])
}

#[cfg(test)]
mod tests {
    use super::super::lexeme::is_ordered;
    use super::*;

    #[test]
    fn postcodes_with_their_company() {
        for text in [
            "CA 94105",
            "California 94105-1234",
            "SW1A 2AA",
            "K1A 0B1",
            "D02 X285",
            "75002 Paris",
            "SE19LQ",
            "D02HX96",
            "1015 CJ Amsterdam",
            "CH-8001 Zurich",
            "Singapore 018989",
            "ca 94105",
        ] {
            assert_eq!(sign(text), Some(("", Sign::Code)), "{text}");
        }
        assert!(is_ordered(STATES, |name| name) && is_ordered(COUNTRIES, |name| name));
        assert_eq!(sign("Germany."), Some((".", Sign::Country)));
        for text in [
            "2018 Update",
            "94105",
            "in 30",
            "California law",
            "Version 2018",
        ] {
            assert_eq!(sign(text), None, "{text}");
        }
    }
}
