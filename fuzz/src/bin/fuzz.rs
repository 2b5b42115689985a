//! libFuzzer on the target that `FUZZ_TARGET` names. Writes the inputs to begin
//! with into the folder that `FUZZ_SEEDS` names, if it names one.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs, io};

use clauselint_fuzz::{Target, seeds, target};

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = env::var("FUZZ_TARGET").unwrap_or_default();
    target(&name).unwrap_or_else(|| panic!("FUZZ_TARGET: there is no target `{name}`"))
});

libfuzzer_sys::fuzz_target!(
    init: {
        let folder = env::var_os("FUZZ_SEEDS").filter(|folder| !folder.is_empty());
        if let Some(folder) = folder {
            sow(Path::new(&folder)).expect("seeds can be written");
        }
    },
    |data: &[u8]| (TARGET.run)(data)
);

fn sow(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (at, seed) in seeds(TARGET.name).into_iter().enumerate() {
        fs::write(folder.join(format!("seed-{at}")), seed)?;
    }
    Ok(())
}
