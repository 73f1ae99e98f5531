//! Making components of commands for WASI preview 1, as interpreters and compilers ship and as our compilers make them.
//!
//! The component model's adapter tells its host of an exit only whether it went well: `wasi:cli/exit` 0.2 has a stable `exit(result)` and no
//! more, and the adapter calls nothing else (its `exit-with-code` is unstable). So a module's `proc_exit` is led past the adapter, to an import
//! of ours that takes the code. Every other import of preview 1 goes through the adapter.

use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER,
};
use wasm_encoder::{EntityType, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};
use wasmtime::component::Linker;
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

use crate::ending::Stop;
use crate::error::Error;
use crate::room::Room;
use crate::wasi::Context;

/// The import that takes a command's exit code, as the component model says it; to a module it looks like `proc_exit`.
const WIT: &str =
    "package trommel:sandbox;\ninterface exit { exit: func(code: u32); }\nworld command { import exit; }\n";
const INTERFACE: &str = "trommel:sandbox/exit";
const FUNCTION: &str = "exit";

/// Makes a component of a command for WASI preview 1, so that one host serves all.
///
/// # Errors
/// The bytes are no module, or one that imports more than preview 1.
pub fn componentize(module: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |message: String| Error::Engine { what: "make a component of a module", message };
    let led = lead_exit(module).map_err(|error| failed(error.to_string()))?;
    let encode = || {
        let encoder = ComponentEncoder::default();
        let encoder = match led {
            None => encoder.module(module)?,
            Some(mut module) => {
                let mut wit = Resolve::default();
                let package = wit.push_source("exit.wit", WIT)?;
                let world = wit.select_world(&[package], None)?;
                embed_component_metadata(&mut module, &wit, world, StringEncoding::UTF8)?;
                encoder.module(&module)?
            }
        };
        encoder.adapter(WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER)?.encode()
    };
    encode().map_err(|error| failed(format!("{error:#}")))
}

/// The module with `proc_exit` under our name; none where it does not import it.
fn lead_exit(module: &[u8]) -> Result<Option<Vec<u8>>, Box<dyn std::error::Error>> {
    let mut copy = Module::new();
    let mut led = false;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import?;
                let exits = (import.module, import.name) == (WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, "proc_exit");
                led |= exits;
                let (from, name) = if exits { (INTERFACE, FUNCTION) } else { (import.module, import.name) };
                section.import(from, name, EntityType::try_from(import.ty)?);
            }
            copy.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            copy.section(&RawSection { id, data: &module[range] });
        }
    }
    Ok(led.then(|| copy.finish()))
}

/// Registers the import. A component that does not import it is not disturbed.
pub(crate) fn define(linker: &mut Linker<Room>) -> wasmtime::Result<()> {
    linker.instance(INTERFACE)?.func_wrap(FUNCTION, |_: Context<'_>, (code,): (u32,)| -> wasmtime::Result<()> {
        // A parent process sees the low eight bits, as everywhere.
        Err(Stop::Exit((code & 0xff) as i32).into())
    })
}

#[cfg(test)]
mod tests {
    use trommel_sandbox::{Ending, Limits, Session};

    use super::*;
    use crate::made_modules::command;
    use crate::{CommandImage, Engine, Invocation, STACK_BYTES};

    fn ending(module: &[u8]) -> Ending {
        let engine = Engine::new(STACK_BYTES).unwrap();
        let component = engine.component(&componentize(module).unwrap()).unwrap();
        let limits = Limits {
            fuel: 1_000_000,
            memory_bytes: 1 << 20,
            wall: std::time::Duration::from_secs(60),
            output_bytes: 1,
            stack_bytes: STACK_BYTES,
            scratch_bytes: 0,
            scratch_files: 0,
        };
        let image = CommandImage::new(&engine, &component).unwrap();
        let mut session = image.open(&engine, "none", &Invocation::default(), &[], &limits).unwrap();
        session.run_main(b"").unwrap().ending
    }

    #[test]
    fn the_exit_code_arrives_whole() {
        for (asked, told) in [(0, 0), (1, 1), (3, 3), (255, 255), (-1, 255), (256, 0)] {
            assert_eq!(ending(&command(Some(asked))), Ending::Exited { code: told }, "{asked}");
        }
        assert_eq!(ending(&command(None)), Ending::Finished);
    }

    #[test]
    fn what_is_no_module_is_told() {
        let mut torn = command(Some(1));
        torn.truncate(torn.len() / 2);
        for bad in [b"\x7fELF".to_vec(), torn] {
            let told = componentize(&bad).unwrap_err().to_string();
            assert!(told.contains("could not make a component of a module"), "{told}");
        }
    }
}
