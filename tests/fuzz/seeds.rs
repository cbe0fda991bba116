//! Writes the seeds of every target to `seeds/TARGET`.

use std::fs;
use std::path::Path;

use unxref_fuzz::law::{LAWS, seeds};

fn main() -> std::io::Result<()> {
    for (target, _) in LAWS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
        fs::create_dir_all(&folder)?;
        for (nth, seed) in seeds::of(target).iter().enumerate() {
            fs::write(folder.join(nth.to_string()), seed)?;
        }
    }
    Ok(())
}
