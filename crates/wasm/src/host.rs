//! The functions that plugins import; every pointer and range is checked here.

use std::fmt;

use clauselint_plugin::{INTERFACE, Item};
use clauselint_rule::Finding;
use clauselint_source::Span;
use wasmi::errors::HostError;
use wasmi::{
    Caller, Engine, Error, Extern, Linker, Memory, StoreLimits, StoreLimitsBuilder, TrapCode,
    ValType,
};

use crate::{Fault, Handed, Limits};

/// Bytes that the host copies for a unit of fuel.
const BYTES_PER_FUEL: u64 = 16;
/// Fuel of a call, however little it does.
const CALL: u64 = 10;

const I32: ValType = ValType::I32;

/// The functions, with the types of their parameters and results.
pub(crate) const FUNCTIONS: [(&str, &[ValType], &[ValType]); 5] = [
    ("read", &[I32, I32, I32, I32], &[I32]),
    ("report", &[I32, I32, I32, I32], &[]),
    ("label", &[I32, I32], &[]),
    ("relate", &[I32, I32, I32, I32], &[]),
    ("fail", &[I32, I32], &[]),
];

/// What an instance works on.
pub(crate) struct State<'p> {
    policy: &'p Handed<'p>,
    limits: Limits,
    pub(crate) store: StoreLimits,
    pub(crate) findings: Vec<Finding>,
    places: u32,
}

impl<'p> State<'p> {
    pub(crate) fn new(policy: &'p Handed<'p>, limits: Limits) -> Self {
        let store = StoreLimitsBuilder::new()
            .memory_size(limits.memory as usize)
            .table_elements(Limits::TABLE)
            .tables(1)
            // Else the plugin would break down later, for no apparent reason.
            .trap_on_grow_failure(true)
            .build();
        Self {
            policy,
            limits,
            store,
            findings: Vec::new(),
            places: 0,
        }
    }

    fn span(&self, start: u32, end: u32) -> Result<Span, Error> {
        let text = self.policy.text();
        let span = Span::new(start, end);
        match text.get(span.range()) {
            Some(_) => Ok(span),
            None => Err(stop(Fault::BadSpan {
                span,
                len: text.len() as u32,
            })),
        }
    }

    /// Counts a finding or another place.
    fn count(&mut self) -> Result<(), Error> {
        self.places += 1;
        let limit = self.limits.findings;
        if self.places > limit {
            return Err(stop(Fault::TooManyFindings { limit }));
        }
        Ok(())
    }

    fn last(&mut self) -> Result<&mut Finding, Error> {
        self.findings
            .last_mut()
            .ok_or_else(|| stop(Fault::NoFinding))
    }
}

/// A fault that ends a run from within a function of the host.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) Fault);

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl HostError for Stop {}

fn stop(fault: Fault) -> Error {
    Error::host(Stop(fault))
}

/// All functions, by name.
///
/// # Errors
/// None but for two functions of one name.
pub(crate) fn linker<'p>(engine: &Engine) -> Result<Linker<State<'p>>, Error> {
    let mut linker = Linker::new(engine);
    linker.func_wrap(INTERFACE, "read", read)?;
    linker.func_wrap(INTERFACE, "report", report)?;
    linker.func_wrap(INTERFACE, "label", label)?;
    linker.func_wrap(INTERFACE, "relate", relate)?;
    linker.func_wrap(INTERFACE, "fail", fail)?;
    Ok(linker)
}

/// Copies up to `len` bytes of an item from byte `at`, and tells how many it
/// has in all; `u32::MAX` for an item that there is not.
fn read(
    mut caller: Caller<'_, State<'_>>,
    item: u32,
    at: u32,
    into: u32,
    len: u32,
) -> Result<u32, Error> {
    let Some(item) = Item::numbered(item) else {
        charge(&mut caller, 0)?;
        return Ok(u32::MAX);
    };
    let policy = caller.data().policy;
    let bytes = policy.item(item);
    let rest = bytes.get(at as usize..).unwrap_or_default();
    let rest = &rest[..rest.len().min(len as usize)];
    charge(&mut caller, rest.len() as u64)?;
    let memory = memory(&caller)?.data_mut(&mut caller);
    let range = range(memory.len(), into, rest.len() as u32)?;
    memory[range].copy_from_slice(rest);
    Ok(bytes.len() as u32)
}

fn report(
    mut caller: Caller<'_, State<'_>>,
    start: u32,
    end: u32,
    message: u32,
    len: u32,
) -> Result<(), Error> {
    let span = caller.data().span(start, end)?;
    let message = message_at(&mut caller, message, len)?;
    let state = caller.data_mut();
    state.count()?;
    state.findings.push(Finding {
        message,
        span,
        ..Finding::default()
    });
    Ok(())
}

fn label(mut caller: Caller<'_, State<'_>>, text: u32, len: u32) -> Result<(), Error> {
    let text = text_at(&mut caller, text, len)?;
    caller.data_mut().last()?.label = text;
    Ok(())
}

fn relate(
    mut caller: Caller<'_, State<'_>>,
    start: u32,
    end: u32,
    message: u32,
    len: u32,
) -> Result<(), Error> {
    let span = caller.data().span(start, end)?;
    let message = message_at(&mut caller, message, len)?;
    let state = caller.data_mut();
    state.count()?;
    state.last()?.related.push((span, message));
    Ok(())
}

fn fail(mut caller: Caller<'_, State<'_>>, reason: u32, len: u32) -> Result<(), Error> {
    // A panic's words may be long; their start is enough.
    let reason = bytes_at(&mut caller, reason, len.min(Limits::MESSAGE))?;
    let reason = String::from_utf8_lossy(&reason);
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Err(stop(Fault::GaveUp { reason }))
}

fn message_at(caller: &mut Caller<'_, State<'_>>, at: u32, len: u32) -> Result<String, Error> {
    let message = text_at(caller, at, len)?;
    if message.trim().is_empty() {
        return Err(stop(Fault::NoMessage));
    }
    Ok(message)
}

fn text_at(caller: &mut Caller<'_, State<'_>>, at: u32, len: u32) -> Result<String, Error> {
    if len > Limits::MESSAGE {
        return Err(stop(Fault::LongMessage { len }));
    }
    String::from_utf8(bytes_at(caller, at, len)?).map_err(|_| stop(Fault::NotUtf8))
}

fn bytes_at(caller: &mut Caller<'_, State<'_>>, at: u32, len: u32) -> Result<Vec<u8>, Error> {
    charge(caller, u64::from(len))?;
    let memory = memory(caller)?.data(&*caller);
    Ok(memory[range(memory.len(), at, len)?].to_vec())
}

/// Makes work of the host count as the plugin's.
fn charge(caller: &mut Caller<'_, State<'_>>, bytes: u64) -> Result<(), Error> {
    let cost = CALL + bytes / BYTES_PER_FUEL;
    let left = caller.get_fuel()?.checked_sub(cost);
    caller.set_fuel(left.unwrap_or(0))?;
    left.map(|_| ()).ok_or_else(|| TrapCode::OutOfFuel.into())
}

/// That it is exported was checked when the module was loaded.
fn memory(caller: &Caller<'_, State<'_>>) -> Result<Memory, Error> {
    caller
        .get_export("memory")
        .and_then(Extern::into_memory)
        .ok_or_else(|| stop(Fault::NoMemory))
}

fn range(size: usize, at: u32, len: u32) -> Result<std::ops::Range<usize>, Error> {
    let end = u64::from(at) + u64::from(len);
    if end > size as u64 {
        let size = size as u64;
        return Err(stop(Fault::BadPointer { at, end, size }));
    }
    Ok(at as usize..end as usize)
}
