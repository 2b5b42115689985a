//! What the standard allows, no compiler makes, and a few bytes of which cost
//! seconds to compile or to run: a function may declare tens of thousands of
//! locals in four bytes, each of them cleared whenever it is called.

use wasmparser::{FunctionBody, Parser, Payload, TypeSectionReader};

use crate::Fault;

/// Functions; those of a module of 4 MiB from a compiler are 20,000.
const FUNCTIONS: u32 = 50_000;
/// Locals of a function; compilers make dozens, unoptimised hundreds.
const LOCALS: u32 = 1000;
/// Locals of all functions.
const ALL_LOCALS: u32 = 1_000_000;
/// Parameters of a function or block, and results.
const PARAMETERS: u32 = 64;

/// Whether a module is of a shape that compilers make.
///
/// Stops where the module is not valid: compiling it stops there, too.
pub(crate) fn check(module: &[u8]) -> Result<(), Fault> {
    let mut all_locals = 0_u32;
    for part in Parser::new(0).parse_all(module) {
        match part {
            Ok(Payload::TypeSection(types)) => check_types(types)?,
            Ok(Payload::CodeSectionStart { count, .. }) => {
                at_most(count, FUNCTIONS, "too many functions")?;
            }
            Ok(Payload::CodeSectionEntry(body)) => {
                let locals = locals(&body);
                at_most(locals, LOCALS, "a function with too many locals")?;
                all_locals += locals;
                at_most(all_locals, ALL_LOCALS, "too many locals in all")?;
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    Ok(())
}

fn check_types(types: TypeSectionReader<'_>) -> Result<(), Fault> {
    let types = types.into_iter_err_on_gc_types();
    for function in types.map_while(Result::ok) {
        let most = function.params().len().max(function.results().len());
        at_most(most as u32, PARAMETERS, "a type with too many parameters")?;
    }
    Ok(())
}

fn locals(body: &FunctionBody<'_>) -> u32 {
    let groups = body.get_locals_reader().into_iter().flatten();
    let groups = groups.map_while(Result::ok);
    groups.fold(0, |sum, (count, _)| count.saturating_add(sum))
}

fn at_most(count: u32, limit: u32, what: &'static str) -> Result<(), Fault> {
    if count > limit {
        return Err(Fault::Bloated { what, limit });
    }
    Ok(())
}
