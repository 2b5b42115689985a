//! What things of a pack may be called.

/// Whether a name is kebab-case: small letters, digits and single hyphens.
pub(crate) fn is_kebab(name: &str) -> bool {
    let part = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(part)
}
