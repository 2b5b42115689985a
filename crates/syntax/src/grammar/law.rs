//! Laws by name.

use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, beginning, capital, consumed, digit_run, ends_word, letters, literal, reject, rest,
    run, space, strip_word, word,
};

/// Names of laws and frameworks by first letter; the longest that fits counts.
pub(super) const LAWS: &[&str] = &[
    "AVG",
    "APPI",
    "Australian Privacy Act",
    "Australian Privacy Principles",
    "BIPA",
    "BDSG",
    "CCPA",
    "CCPA/CPRA",
    "CPRA",
    "COPPA",
    "CalOPPA",
    "CPA",
    "CTDPA",
    "CAN-SPAM Act",
    "CAN SPAM Act",
    "CAN-SPAM",
    "California Consumer Privacy Act",
    "California Privacy Rights Act",
    "California Online Privacy Protection Act",
    "California's Shine the Light law",
    "California's Shine the Light",
    "California \"Shine the Light\" law",
    "California's \"Shine the Light\" law",
    "California Shine the Light law",
    "California Shine the Light",
    "California Civil Code",
    "California's Civil Code",
    "California Business and Professions Code",
    "California Business & Professions Code",
    "California Penal Code",
    "Cal. Civ. Code",
    "Cal Civ Code",
    "Cal. Bus. & Prof. Code",
    "Civil Code",
    "Children's Online Privacy Protection Rule",
    "Children's Online Privacy Protection Act",
    "Childrens Online Privacy Protection Act",
    "Children Online Privacy Protection Act",
    "Colorado Privacy Act",
    "Connecticut Data Privacy Act",
    "California's Consumer Privacy Act",
    "Consumer Privacy Act",
    "DSGVO",
    "DS-GVO",
    "Data Protection Act",
    "Data Protection Directive",
    "Data Protection Law",
    "DDG",
    "Digital Services Act",
    "Digital Millennium Copyright Act",
    "DMCA",
    "Data Privacy Framework",
    "EU GDPR",
    "EU-GDPR",
    "EU General Data Protection Regulation",
    "European General Data Protection Regulation",
    "ePrivacy Directive",
    "e-Privacy Directive",
    "ePrivacy Regulation",
    "EU-U.S. and Swiss-U.S. Privacy Shield",
    "EU-US and Swiss-US Privacy Shield",
    "EU-U.S. Privacy Shield",
    "EU-US Privacy Shield",
    "EU-U.S. Data Privacy Framework",
    "EU-US Data Privacy Framework",
    "EU Standard Contractual Clauses",
    "EU Model Clauses",
    "Federal Data Protection Act",
    "Federal Act on Data Protection",
    "FADP",
    "FERPA",
    "FCRA",
    "Family Educational Rights and Privacy Act",
    "Fair Credit Reporting Act",
    "Federal Trade Commission Act",
    "FTC Act",
    "GDPR",
    "General Data Protection Regulation",
    "General Data Protection Law",
    "GLBA",
    "Gramm-Leach-Bliley Act",
    "HIPAA",
    "HGB",
    "Health Insurance Portability and Accountability Act",
    "LGPD",
    "nFADP",
    "Nevada Privacy Law",
    "PIPEDA",
    "PIPL",
    "PDPA",
    "POPIA",
    "POPI Act",
    "PECR",
    "Personal Information Protection and Electronic Documents Act",
    "Personal Information Protection Law",
    "Personal Information Protection Act",
    "Personal Data Protection Act",
    "Protection of Personal Information Act",
    "Privacy and Electronic Communications Regulations",
    "Privacy Act",
    "Privacy Shield",
    "RGPD",
    "Swiss Federal Act on Data Protection",
    "Swiss Data Protection Act",
    "Shine the Light law",
    "Shine the Light Act",
    "Shine the Light",
    "Swiss-U.S. Privacy Shield",
    "Swiss-US Privacy Shield",
    "Swiss-U.S. Data Privacy Framework",
    "Swiss-US Data Privacy Framework",
    "Safe Harbor",
    "Safe Harbour",
    "Standard Contractual Clauses",
    "TDPSA",
    "TCPA",
    "TTDSG",
    "TDDDG",
    "TMG",
    "Texas Data Privacy and Security Act",
    "UK GDPR",
    "UK-GDPR",
    "UK Data Protection Act",
    "UK General Data Protection Regulation",
    "UCPA",
    "Utah Consumer Privacy Act",
    "U.S.-EU Safe Harbor",
    "US-EU Safe Harbor",
    "U.S.-Swiss Safe Harbor",
    "US-Swiss Safe Harbor",
    "VCDPA",
    "VPPA",
    "Video Privacy Protection Act",
    "Virginia Consumer Data Protection Act",
];

/// Names that are ordinary words unless written with capitals.
const CAPITALISED: &[&str] = &[
    "CPA",
    "AVG",
    "DDG",
    "APPI",
    "Privacy Act",
    "Civil Code",
    "Data Protection Law",
];

/// A law by its name, with "Framework" and the year: "Data Protection Act 2018".
pub(super) fn law(input: &str) -> IResult<&str, ()> {
    let longest = beginning(LAWS, |name| name, input)
        .iter()
        .filter_map(|name| {
            let after = strip_word(input, name)?;
            let plain = CAPITALISED.contains(name) && !input.starts_with(name);
            (!plain).then_some(after)
        });
    let (after, ()) = rest(input, longest.min_by_key(|after| after.len()))?;
    let framework = (
        space,
        any_word(&["framework", "frameworks", "principles", "program"]),
    );
    let (after, _) = opt(framework).parse(after)?;
    let (after, _) = opt(year).parse(after)?;
    Ok((after, ()))
}

/// An act that no list knows, by its capitals: "Electronic Commerce Act".
pub(super) fn unnamed(input: &str) -> IResult<&str, ()> {
    let mut at = input;
    for index in 0..8 {
        let (after, _) = consumed(act_word, at)?;
        let kind = any_word(&["Act", "Code", "Law", "Regulation", "Directive", "Ordinance"]);
        if index > 0 && (kind, opt(year)).parse(at).is_ok() {
            let (rest, _) = opt(year).parse(after)?;
            return Ok((rest, ()));
        }
        (at, ()) = space(after)?;
    }
    reject(input)
}

fn act_word(input: &str) -> IResult<&str, ()> {
    let small = any_word(&["and", "of", "the", "on", "for", "in", "to"]);
    if !capital(input) && consumed(small, input).is_err() {
        return reject(input);
    }
    let (after, _) = letters(input)?;
    let (after, _) = opt((literal("'"), letters)).parse(after)?;
    if ends_word(after) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// " of 2018", " 1998", ", 2000", "/2018".
fn year(input: &str) -> IResult<&str, ()> {
    let (after, _) = match opt((space, word("of"), space)).parse(input)? {
        (after, Some(_)) => (after, ""),
        (after, None) => {
            let comma = after.strip_prefix(',').unwrap_or(after);
            run(comma, 1, |byte| b" /".contains(byte))?
        }
    };
    let (after, digits) = digit_run(after, 4)?;
    let (after, _) = opt((literal("/"), |input| digit_run(input, 4))).parse(after)?;
    let plausible = digits.len() == 4 && digits.starts_with(['1', '2']) && ends_word(after);
    if plausible {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexeme::is_ordered;
    use super::*;

    #[test]
    fn laws_by_name() {
        assert!(is_ordered(LAWS, |name| name));
        assert_eq!(law("gdpr."), Ok((".", ())));
        assert_eq!(
            law("California Consumer Privacy Act of 2018 ("),
            Ok((" (", ()))
        );
        assert_eq!(law("Data Protection Act 1998/2018"), Ok(("", ())));
        assert_eq!(law("EU-US Privacy Shield Framework"), Ok(("", ())));
        assert!(law("data protection").is_err());
        assert!(law("privacy act").is_err());
        assert_eq!(
            unnamed("Electronic Commerce Act 2000 and"),
            Ok((" and", ()))
        );
        assert!(unnamed("Service").is_err());
    }
}
