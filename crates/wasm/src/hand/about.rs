use clauselint_plugin::SCHEMA;
use clauselint_plugin::data::{About, Contact, Dated, Facts, Period, Text};
use clauselint_reading::{Collection, Contact as Way, Reading, Topic};
use clauselint_rule::Context;
use clauselint_source::Span;
use clauselint_syntax::{Date, Format};

use super::span;
use super::statement::{data, parties};

pub(super) fn about(reading: &Reading<'_>, context: &Context) -> About {
    let document = reading.document;
    let title = document
        .title()
        .and_then(|title| document.heading_span(title));
    About {
        schema: SCHEMA,
        format: format_name(document.format).into(),
        title: title.map(span),
        today: context.today.map(|date| date.to_string().into()),
        facts: facts(reading),
    }
}

const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Text => "text",
    }
}

fn facts(reading: &Reading<'_>) -> Facts {
    let facts = &reading.facts;
    let periods = facts.periods.iter().map(|period| Period {
        data: data(&period.data),
        time: span(period.time),
    });
    let names = |names: &[String]| names.iter().map(|name| name.clone().into()).collect();
    Facts {
        collects: facts.collection == Collection::Some,
        effective_date: facts.effective_date.map(dated),
        dates: facts.dates.iter().copied().map(dated).collect(),
        contact: facts.contact.as_ref().map(contact),
        own_names: names(&facts.own_names),
        told_names: names(&facts.told_names),
        for_children: facts.for_children,
        collected: data(&facts.collected),
        given: data(&facts.given),
        recipients: parties(&facts.recipients),
        periods: periods.collect(),
        rights: topics(&facts.rights),
        regions: topics(&facts.regions),
    }
}

fn dated((place, date): (Span, Date)) -> Dated {
    Dated {
        date: date.to_string().into(),
        span: span(place),
    }
}

fn contact(way: &Way) -> Contact {
    match way {
        Way::Said(place) => Contact {
            span: Some(span(*place)),
            target: None,
        },
        Way::Linked(target) => Contact {
            span: None,
            target: Some(target.clone().into()),
        },
    }
}

fn topics(topics: &[Topic]) -> Vec<Text> {
    topics.iter().map(|topic| topic.name().into()).collect()
}
