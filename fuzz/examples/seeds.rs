//! Writes the inputs that fuzzing begins with: `seeds FOLDER`, one folder a target.

use std::fs;
use std::io;
use std::path::Path;

use clauselint_fuzz::{TARGETS, seeds};

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "seeds".into());
    for target in TARGETS {
        let folder = Path::new(&folder).join(target.name);
        fs::create_dir_all(&folder)?;
        for (at, seed) in seeds(target.name).into_iter().enumerate() {
            fs::write(folder.join(format!("seed-{at}")), seed)?;
        }
    }
    Ok(())
}
