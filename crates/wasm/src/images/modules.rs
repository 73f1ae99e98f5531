//! The modules of command languages, kept by content: C and C++ are compiled by the same compiler, which takes half a minute to compile
//! itself.

use std::{fs, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::{ImageError, Images, Progress, commands::Piece, commands::failed, store};
use crate::{CommandImage, Engine, languages::Language};

/// What is written beside a compiled file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vouched {
    component: String,
    blake3: String,
}

impl Images {
    fn module_file(&self, piece: &Piece, ending: &str) -> PathBuf {
        self.folder().join("modules").join(format!("{}.{ending}", piece.sha256))
    }

    /// Whether a module's component is there.
    pub(super) fn has_module(&self, piece: &Piece) -> bool {
        self.module_file(piece, "wasm").is_file()
    }

    /// Keeps a component.
    pub(super) fn put_module(&self, component: &[u8]) -> Result<Piece, ImageError> {
        let piece = Piece::of(component);
        let folder = self.folder().join("modules");
        fs::create_dir_all(&folder).map_err(ImageError::at(&folder))?;
        self.put(&self.module_file(&piece, "wasm"), component)?;
        Ok(piece)
    }

    /// A component's bytes, checked.
    pub(super) fn module_bytes(&self, piece: &Piece) -> Result<Vec<u8>, ImageError> {
        let path = self.module_file(piece, "wasm");
        let bytes = fs::read(&path).map_err(ImageError::at(&path))?;
        let found = store::sha256(&bytes);
        if found == piece.sha256 {
            return Ok(bytes);
        }
        let what = format!("its SHA-256 is {found}");
        Err(ImageError::Altered { path, what, expected: piece.sha256.clone(), hint: store::REBUILD })
    }

    /// A module, compiled for this engine now if it was not yet. A compiled file that is not as it was written is made anew.
    pub(super) fn module(
        &self,
        language: &Language,
        engine: &Engine,
        piece: &Piece,
        progress: &dyn Fn(Progress),
    ) -> Result<CommandImage, ImageError> {
        let told = |error: crate::Error| failed(language, &error.to_string());
        let file = |ending: &str| self.module_file(piece, &format!("{}.{ending}", engine.fingerprint()));
        let known = || -> Result<_, ImageError> {
            let known = store::read_json::<Vouched>(&file("json"))?.filter(|known| known.component == piece.sha256);
            Ok(known.and_then(|known| engine.load(&file("cwasm"), &known.blake3).ok()))
        };
        if let Some(component) = known()? {
            return CommandImage::new(engine, &component).map_err(told);
        }
        let _lock = self.lock(&piece.sha256, progress)?;
        let component = match known()? {
            Some(component) => component,
            None => {
                progress(Progress::Compiling);
                let machine_code = engine.compile(&self.module_bytes(piece)?).map_err(told)?;
                let blake3 = blake3::hash(&machine_code).to_hex().to_string();
                // First the file, then what vouches for it.
                self.put(&file("cwasm"), &machine_code)?;
                let note = Vouched { component: piece.sha256.clone(), blake3: blake3.clone() };
                self.put(&file("json"), &store::json(&note))?;
                engine.load(&file("cwasm"), &blake3).map_err(told)?
            }
        };
        CommandImage::new(engine, &component).map_err(told)
    }
}
