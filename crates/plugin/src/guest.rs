//! The plugin's side of the interface; `docs/plugins.md` describes it.

// Imported functions cannot be declared without `unsafe`.
#![allow(unsafe_code, reason = "talking to the host; compiled for wasm32 alone")]

use crate::{Finding, Item, Policy};

// SAFETY: as the interface says. Integers go by value; the host checks every
// pointer against the plugin's memory, so that no value of them is unsound,
// and `read` alone writes there: `len` bytes at `into`, which `item` owns.
#[link(wasm_import_module = "clauselint_1")]
unsafe extern "C" {
    unsafe fn read(item: u32, at: u32, into: *mut u8, len: u32) -> u32;
    safe fn report(start: u32, end: u32, message: *const u8, len: u32);
    safe fn label(text: *const u8, len: u32);
    safe fn relate(start: u32, end: u32, message: *const u8, len: u32);
    safe fn fail(reason: *const u8, len: u32) -> !;
}

/// Reads the policy, runs a rule over it, reports what it finds.
pub fn run(rule: fn(&Policy) -> Vec<Finding>) {
    std::panic::set_hook(Box::new(|panic| {
        let reason = panic.to_string();
        fail(reason.as_ptr(), reason.len() as u32)
    }));
    rule(&Policy::new(item)).iter().for_each(tell);
}

fn item(item: Item) -> Vec<u8> {
    // SAFETY: nothing is written where `len` is 0.
    let len = unsafe { read(item as u32, 0, std::ptr::null_mut(), 0) };
    let mut bytes = vec![0; len as usize];
    // SAFETY: `bytes` has room for `len` bytes.
    unsafe { read(item as u32, 0, bytes.as_mut_ptr(), len) };
    bytes
}

fn tell(finding: &Finding) {
    let Finding {
        span,
        message,
        label: text,
        related,
    } = finding;
    report(span.start, span.end, message.as_ptr(), message.len() as u32);
    if !text.is_empty() {
        label(text.as_ptr(), text.len() as u32);
    }
    for (span, message) in related {
        relate(span.start, span.end, message.as_ptr(), message.len() as u32);
    }
}
