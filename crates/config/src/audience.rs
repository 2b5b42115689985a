//! Where people are: the codes of `[policy] audience`.

/// The member states of the European Union.
const EU: &str = "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk";
/// The other states of the European Economic Area.
const EEA: &str = "is li no";
/// The states of the United States, and its capital.
const STATES: &str = "al ak az ar ca co ct dc de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy";
/// Every other country and territory, by ISO 3166-1.
const OTHERS: &str = "ad ae af ag ai al am ao aq ar as au aw ax az ba bb bd bf bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx dj dm do dz ec eg eh er et fj fk fm fo ga gd ge gf gg gh gi gl gm gn gp gq gs gt gu gw gy hk hm hn ht id il im in io iq ir je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc lk lr ls ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mu mv mw mx my mz na nc ne nf ng ni np nr nu nz om pa pe pf pg ph pk pm pn pr ps pw py qa re rs ru rw sa sb sc sd sg sh sj sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// What is wrong with a code, as help; none where it is one.
pub(crate) fn fault(code: &str) -> Option<String> {
    let lower = code.to_lowercase();
    if is_code(code) {
        return None;
    }
    let meant = match &*lower {
        "gb" | "en" => "uk",
        "el" => "gr",
        "california" | "cal" => "us-ca",
        "usa" | "america" => "us",
        "europe" | "gdpr" => "eu",
        other if is_code(other) => other,
        _ => {
            return Some(
                "`eu`, `eea`, `uk`, `us`, a state as `us-ca`, or a country's two letters".into(),
            );
        }
    };
    Some(format!("did you mean `{meant}`?"))
}

fn is_code(code: &str) -> bool {
    let among = |list: &str, code: &str| list.split(' ').any(|known| known == code);
    match code.strip_prefix("us-") {
        Some(state) => among(STATES, state),
        None => {
            ["eu", "eea", "uk", "us"].contains(&code)
                || [EU, EEA, OTHERS].iter().any(|list| among(list, code))
        }
    }
}

/// Whether people of one code are, all or some of them, those of another.
pub(crate) fn meets(one: &str, other: &str) -> bool {
    is_within(one, other) || is_within(other, one)
}

fn is_within(inner: &str, outer: &str) -> bool {
    let mut at = Some(inner);
    while let Some(code) = at {
        if code == outer {
            return true;
        }
        at = around(code);
    }
    false
}

/// What a code lies in.
fn around(code: &str) -> Option<&'static str> {
    let among = |list: &str| list.split(' ').any(|known| known == code);
    if code.starts_with("us-") {
        Some("us")
    } else if among(EU) {
        Some("eu")
    } else if code == "eu" || among(EEA) {
        Some("eea")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known() {
        for code in [
            "eu", "eea", "uk", "us", "us-ca", "us-dc", "de", "no", "ch", "br", "ca",
        ] {
            assert_eq!(fault(code), None, "{code}");
        }
        for (code, meant) in [
            ("gb", "uk"),
            ("US-CA", "us-ca"),
            ("EU", "eu"),
            ("usa", "us"),
        ] {
            assert_eq!(fault(code), Some(format!("did you mean `{meant}`?")));
        }
        for code in ["", "xx", "us-xx", "us-", "eu-de", "e u"] {
            assert!(fault(code).is_some(), "{code}");
        }
    }

    #[test]
    fn places_lie_in_others() {
        for (one, other) in [
            ("de", "eu"),
            ("de", "eea"),
            ("eu", "eea"),
            ("us-tx", "us"),
            ("no", "eea"),
        ] {
            assert!(meets(one, other) && meets(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("no", "eu"),
            ("uk", "eu"),
            ("us-tx", "us-ca"),
            ("ca", "us-ca"),
        ] {
            assert!(!meets(one, other), "{one} {other}");
        }
    }
}
