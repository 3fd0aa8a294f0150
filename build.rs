//! Turns `locales/` into one typed method a message; what is wrong with a text stops the build.

// Beside the texts' other code; not part of the crate, but of its build and its tests.
#[path = "src/i18n/compile/mod.rs"]
mod locales;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use locales::{File, Locale};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/i18n/compile");
    println!("cargo::rerun-if-changed=locales");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    match locales::compile(&read(&root)?) {
        Ok(code) => fs::write(Path::new(&env::var("OUT_DIR")?).join("messages.rs"), code)?,
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
    Ok(())
}

/// Every `locales/<language>/*.ftl`, in the order of the names.
fn read(root: &Path) -> io::Result<Vec<Locale>> {
    entries(&root.join("locales"))?
        .into_iter()
        .map(|folder| {
            let files = entries(&folder)?
                .into_iter()
                .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
                .map(|path| Ok(File { text: fs::read_to_string(&path)?, path: relative(&path, root) }))
                .collect::<io::Result<_>>()?;
            Ok(Locale { language: relative(&folder, &root.join("locales")), files })
        })
        .collect()
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// With `/` on every system: the path is shown to people and written into code.
fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
