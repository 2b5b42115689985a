//! Tables for plugins without a JSON parser: rows of little-endian `u32`.

use clauselint_reading::Reading;
use clauselint_syntax::{Date, Entity, EntityKind};

use super::document::entity_kind;

pub(super) fn sentences(reading: &Reading<'_>) -> Vec<u8> {
    let sentences = reading.document.sentences.iter();
    let rows = sentences.flat_map(|sentence| [sentence.span.start, sentence.span.end]);
    rows.flat_map(u32::to_le_bytes).collect()
}

pub(super) fn entities(reading: &Reading<'_>) -> Vec<u8> {
    let entities = reading.document.entities.iter();
    let rows = entities.flat_map(|entity| {
        let kind = entity_kind(entity.kind) as u32 + 1;
        [kind, entity.span.start, entity.span.end, value(entity)]
    });
    rows.flat_map(u32::to_le_bytes).collect()
}

fn value(entity: &Entity) -> u32 {
    match entity.kind {
        EntityKind::Date(Date { year, month, day }) => {
            u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
        }
        EntityKind::Duration(duration) => duration.days(),
        EntityKind::Age(years) => u32::from(years),
        _ => 0,
    }
}
