use std::fmt;

use clauselint_reading::Reading;
use clauselint_source::{Encoding, Source};
use serde::{Deserialize, Serialize};

/// What a user should know of how a file was read. As text it goes on behind the
/// name of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// So many bytes are not UTF-8, and were read as Windows-1252.
    Salvaged(u32),
    /// Its words are not English: no rule was run.
    NotEnglish,
    /// It does not speak as a policy does: no rule was run.
    NoPolicy,
    /// It says nothing of what is done with data.
    NothingSaid,
}

impl Note {
    /// All notes on a file.
    pub(crate) fn all(source: &Source, reading: &Reading<'_>) -> Vec<Self> {
        let salvaged = match source.encoding() {
            Encoding::Salvaged(count) => Some(Self::Salvaged(count)),
            _ => None,
        };
        let facts = &reading.facts;
        let of_words = if !facts.understood {
            Some(Self::NotEnglish)
        } else if !facts.is_policy {
            Some(Self::NoPolicy)
        } else {
            let silent = reading.clauses.is_empty() && reading.statements.is_empty();
            silent.then_some(Self::NothingSaid)
        };
        salvaged.into_iter().chain(of_words).collect()
    }
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Salvaged(1) => "is not valid UTF-8: 1 byte was read as Windows-1252",
            Self::Salvaged(count) => {
                return write!(
                    out,
                    "is not valid UTF-8: {count} bytes were read as Windows-1252"
                );
            }
            Self::NotEnglish => {
                "does not read like English prose, which is all that the word lists know: no rule was run"
            }
            Self::NoPolicy => {
                "does not read like a privacy policy: hardly a sentence speaks of data; no rule was run"
            }
            Self::NothingSaid => {
                "does not read like a privacy policy: no sentence says what is done with data"
            }
        })
    }
}
