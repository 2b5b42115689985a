//! For writing clauselint plugins in Rust.
//!
//! A plugin is a WebAssembly module that exports a function for each of its
//! rules, by the rule's id. In Rust that is a function from a [`Policy`] to
//! [`Finding`]s, named in [`rules!`]:
//!
//! ```
//! use clauselint_plugin::{Finding, Policy, rules};
//!
//! rules! {
//!     "shouting-heading" => shouting_heading,
//! }
//!
//! fn shouting_heading(policy: &Policy) -> Vec<Finding> {
//!     let sections = policy.sections().iter();
//!     let headed = sections.filter_map(|section| Some((section, section.heading_span?)));
//!     headed
//!         .filter(|(section, _)| section.heading.contains('!'))
//!         .map(|(section, span)| Finding::new(span, format!("\"{}\" shouts", section.heading)))
//!         .collect()
//! }
//! ```
//!
//! The same function runs in a native unit test, on a [`Policy`] made of JSON
//! by [`Policy::new`].
//!
//! The types of [`data`] are what the host hands over, so both sides are built
//! from the same ones. What a plugin sees only grows: within [`SCHEMA`] fields,
//! kinds and items are added, never taken away, renamed or given another
//! meaning; unknown fields are skipped, and kinds that are enums have an `Other`.

pub mod data;
mod finding;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod guest;
mod item;
mod policy;

pub use data::Span;
pub use finding::Finding;
pub use item::Item;
pub use policy::Policy;

/// The module that plugins import their functions from; it names the version
/// of the interface.
pub const INTERFACE: &str = "clauselint_1";

/// The version of the typed data.
pub const SCHEMA: u32 = 1;

/// Declares the rules of a plugin: ids, and the functions that check them.
///
/// Each function takes `&Policy` and gives `Vec<Finding>`.
#[macro_export]
macro_rules! rules {
    ($($id:literal => $rule:path),+ $(,)?) => {
        $(
            const _: () = {
                const RULE: fn(&$crate::Policy) -> ::std::vec::Vec<$crate::Finding> = $rule;
                #[cfg(target_arch = "wasm32")]
                #[unsafe(export_name = $id)]
                extern "C" fn run() {
                    $crate::guest::run(RULE);
                }
            };
        )+
    };
}
