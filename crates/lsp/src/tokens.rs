//! The words of statements, for editors that colour them.

use clauselint_reading::Reading;
use clauselint_source::Span;
use gen_lsp_types::{SemanticToken, SemanticTokens};

use crate::analysis::{Analysis, Linted};

/// What is coloured, as the protocol's standard types, which every theme knows:
/// who acts, what is done, with which data, to whom, for how long.
pub(crate) const TYPES: [&str; 5] = ["class", "function", "property", "interface", "number"];

/// A part of a statement, by its place in [`TYPES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Token {
    Actor,
    Act,
    Data,
    Recipient,
    Time,
}

/// The words of all statements, by place in the source's text, none twice.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<(Span, Token)> {
    let mut tokens = Vec::new();
    for statement in &reading.statements {
        let mut add = |span: Span, token| tokens.push((reading.document.locate(span), token));
        add(statement.act.span, Token::Act);
        let actors = statement.actors.iter();
        actors.for_each(|actor| add(actor.span, Token::Actor));
        let data = statement.data.iter();
        data.for_each(|data| add(data.span, Token::Data));
        let recipients = statement.recipients.iter();
        recipients.for_each(|to| add(to.span, Token::Recipient));
        statement
            .time
            .iter()
            .for_each(|time| add(*time, Token::Time));
    }
    tokens.sort_unstable();
    let mut end = 0;
    tokens.retain(|(span, _)| {
        let free = span.start >= end && !span.is_empty();
        end = if free { span.end } else { end };
        free
    });
    tokens
}

/// The tokens of a document, line by line.
pub(crate) fn tokens(analysis: &Analysis, linted: &Linted) -> SemanticTokens {
    let mut data = Vec::new();
    let (mut line, mut start) = (0, 0);
    for (span, token) in &linted.tokens {
        let span = linted.report.source.file_span(*span);
        for part in lines(&analysis.text, span) {
            let place = analysis.lines.position(&analysis.text, part.start);
            let begins_line = place.line != line;
            data.push(SemanticToken {
                delta_line: place.line - line,
                delta_start: if begins_line {
                    place.character
                } else {
                    place.character - start
                },
                length: analysis.lines.units(part.of(&analysis.text)),
                token_type: *token as u32,
                token_modifiers_bitset: 0,
            });
            (line, start) = (place.line, place.character);
        }
    }
    SemanticTokens {
        data,
        ..SemanticTokens::default()
    }
}

/// The parts of a span, each on its line: a token does not go over its end.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start;
    let pieces = span.of(text).split_inclusive('\n');
    pieces.filter_map(move |piece| {
        let start = at + (piece.len() - piece.trim_start().len()) as u32;
        let part = Span::new(start, at + piece.trim_end().len() as u32);
        at += piece.len() as u32;
        (!part.is_empty()).then_some(part)
    })
}
