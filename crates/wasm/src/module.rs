use clauselint_plugin::INTERFACE;
use clauselint_rule::Finding;
use wasmi::errors::{ErrorKind, InstantiationError};
use wasmi::{
    CompilationMode, Config, Engine, Error, ExternType, OperatorCost, Store, TrapCode, ValType,
};
use wasmparser::{Validator, WasmFeatures};

use crate::host::{self, FUNCTIONS, State, Stop};
use crate::shape;
use crate::{Fault, Handed, Limits, PluginError};

/// What every version of the interface is called.
const ANY_INTERFACE: &str = "clauselint";
/// Fuel of a call, which clears the locals of what it calls.
const CALL: u8 = 16;
/// How a module begins.
const MAGIC: &[u8] = b"\0asm";
/// Bytes of a page of memory.
const PAGE: u64 = 64 * 1024;
/// Bytes of value stack; with [`Limits::calls`], what bounds recursion.
const STACK: usize = 1024 * 1024;

/// A module, checked and compiled; threads share it.
#[derive(Debug)]
pub struct Module {
    name: String,
    limits: Limits,
    module: wasmi::Module,
}

impl Module {
    /// Checks and compiles the bytes of a module; `name` is what errors call it.
    ///
    /// # Errors
    /// For what is too large, invalid, speaks another version or asks for more
    /// than plugins are given.
    pub fn load(name: &str, bytes: &[u8], limits: &Limits) -> Result<Self, PluginError> {
        let compiled = compile(bytes, limits).and_then(|module| {
            check_imports(&module)?;
            check_memory(&module, limits)?;
            Ok(module)
        });
        match compiled {
            Ok(module) => Ok(Self {
                name: name.to_owned(),
                limits: *limits,
                module,
            }),
            Err(fault) => Err(PluginError {
                module: name.to_owned(),
                fault,
            }),
        }
    }

    /// Whether it has something under a rule's id.
    #[must_use]
    pub fn exports(&self, rule: &str) -> bool {
        self.module.get_export(rule).is_some()
    }

    /// Whether it has a function that can be run under a rule's id.
    ///
    /// # Errors
    /// [`Fault::NoRule`] and [`Fault::OtherRule`].
    pub fn ready(&self, rule: &str) -> Result<(), PluginError> {
        let fault = match self.module.get_export(rule) {
            Some(ExternType::Func(found))
                if found.params().is_empty() && found.results().is_empty() =>
            {
                return Ok(());
            }
            Some(found) => Fault::OtherRule {
                rule: rule.to_owned(),
                found: kind(&found),
            },
            None => Fault::NoRule {
                rule: rule.to_owned(),
            },
        };
        Err(self.error(fault))
    }

    /// What a rule finds in a policy: an instance is made, the function of the
    /// rule's id is run, and the instance is gone.
    ///
    /// # Errors
    /// For all that goes wrong in it; what it had found until then is dropped.
    pub fn check(&self, rule: &str, policy: &Handed<'_>) -> Result<Vec<Finding>, PluginError> {
        self.ready(rule)?;
        self.run(rule, policy)
            .map_err(|error| self.error(fault(&error, &self.limits)))
    }

    fn run(&self, rule: &str, policy: &Handed<'_>) -> Result<Vec<Finding>, Error> {
        let engine = self.module.engine();
        let mut store = Store::new(engine, State::new(policy, self.limits));
        store.limiter(|state| &mut state.store);
        store.set_fuel(self.limits.fuel)?;
        let linker = host::linker(engine)?;
        let instance = linker.instantiate_and_start(&mut store, &self.module)?;
        let function = instance.get_typed_func::<(), ()>(&store, rule)?;
        function.call(&mut store, ())?;
        Ok(store.into_data().findings)
    }

    fn error(&self, fault: Fault) -> PluginError {
        PluginError {
            module: self.name.clone(),
            fault,
        }
    }
}

fn compile(bytes: &[u8], limits: &Limits) -> Result<wasmi::Module, Fault> {
    if bytes.len() > limits.module as usize {
        return Err(Fault::TooLarge {
            limit: limits.module,
        });
    }
    if !bytes.starts_with(MAGIC) {
        return Err(Fault::NotWasm);
    }
    shape::check(bytes)?;
    // The interpreter validates as it compiles, and counts on more than it has
    // seen until then.
    Validator::new_with_features(WasmFeatures::all())
        .validate_all(bytes)
        .map_err(|error| Fault::Invalid {
            reason: error.to_string(),
        })?;
    let mut costs = OperatorCost::default();
    for cost in [
        &mut costs.call,
        &mut costs.call_indirect,
        &mut costs.return_call,
        &mut costs.return_call_indirect,
    ] {
        *cost = CALL;
    }
    let mut config = Config::default();
    config
        .consume_fuel(true)
        .operator_cost(costs)
        // Whoever comes first would pay for compiling lazily, so that fuel
        // would depend on the order of threads.
        .compilation_mode(CompilationMode::Eager)
        .ignore_custom_sections(true)
        .wasm_multi_memory(false)
        .set_max_recursion_depth(limits.calls as usize)
        .set_max_stack_height(STACK);
    let invalid = |error: Error| Fault::Invalid {
        reason: error.to_string(),
    };
    wasmi::Module::new(&Engine::new(&config), bytes).map_err(invalid)
}

fn check_imports(module: &wasmi::Module) -> Result<(), Fault> {
    if module.imports().next().is_none() {
        return Err(Fault::NoInterface);
    }
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        if from != INTERFACE && from.starts_with(ANY_INTERFACE) {
            return Err(Fault::OtherInterface { found: from.into() });
        }
        if from != INTERFACE {
            return Err(Fault::UnknownImport {
                import: format!("{from}.{name}"),
            });
        }
        let is_known = |(known, params, results): &(&str, &[_], &[_])| {
            *known == name
                && matches!(import.ty(), ExternType::Func(found)
                    if found.params() == *params && found.results() == *results)
        };
        if !FUNCTIONS.iter().any(is_known) {
            return Err(Fault::OtherImport {
                import: format!("{from}.{name}"),
                found: kind(import.ty()),
            });
        }
    }
    Ok(())
}

fn check_memory(module: &wasmi::Module, limits: &Limits) -> Result<(), Fault> {
    let Some(ExternType::Memory(memory)) = module.get_export("memory") else {
        return Err(Fault::NoMemory);
    };
    let bytes = memory.minimum().saturating_mul(PAGE);
    if bytes > u64::from(limits.memory) {
        return Err(Fault::MemoryDeclared {
            bytes,
            limit: limits.memory,
        });
    }
    Ok(())
}

/// What something is, in the words of the text format.
fn kind(found: &ExternType) -> String {
    match found {
        ExternType::Func(found) => {
            let types = |types: &[ValType]| {
                let names = types.iter().map(|of| format!("{of:?}").to_lowercase());
                names.collect::<Vec<_>>().join(" ")
            };
            let (params, results) = (types(found.params()), types(found.results()));
            format!("(func (param {params}) (result {results}))")
        }
        ExternType::Global(_) => "a global".into(),
        ExternType::Table(_) => "a table".into(),
        ExternType::Memory(_) => "a memory".into(),
    }
}

/// What went wrong, from what the interpreter says.
fn fault(error: &Error, limits: &Limits) -> Fault {
    if let Some(Stop(fault)) = error.downcast_ref() {
        return fault.clone();
    }
    match error.as_trap_code() {
        Some(TrapCode::OutOfFuel) => Fault::OutOfFuel { limit: limits.fuel },
        Some(TrapCode::StackOverflow) => Fault::StackOverflow {
            limit: limits.calls,
        },
        Some(TrapCode::GrowthOperationLimited | TrapCode::OutOfSystemMemory) => {
            Fault::OutOfMemory {
                limit: limits.memory,
            }
        }
        _ => match error.kind() {
            ErrorKind::Instantiation(
                InstantiationError::FailedToInstantiateTable(_) | InstantiationError::TooManyTables,
            ) => Fault::LargeTable,
            // Its words count the instances of the run.
            ErrorKind::Instantiation(InstantiationError::ElementSegmentDoesNotFit { .. }) => {
                Fault::Trapped {
                    reason: "an element segment does not fit into its table".into(),
                }
            }
            _ => Fault::Trapped {
                reason: error.to_string(),
            },
        },
    }
}
