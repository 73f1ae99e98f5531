//! `wasi:cli`: arguments and three streams. No environment, no terminal.

use wasmtime::component::{Resource, ResourceType};

use super::io::{InputStream, OutputStream};
use super::{CALL, Context, Interfaces, charge};
use crate::ending::Stop;

/// A terminal; there is none.
enum Terminal {}

pub fn define(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    let mut environment = wasi.instance("cli/environment")?;
    environment.func_wrap("get-environment", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((Vec::<(String, String)>::new(),))
    })?;
    environment.func_wrap("get-arguments", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((context.data().arguments.clone(),))
    })?;
    environment.func_wrap("initial-cwd", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((Some("/".to_owned()),))
    })?;
    let mut exit = wasi.instance("cli/exit")?;
    exit.func_wrap("exit", |_: Context<'_>, (status,): (Result<(), ()>,)| -> wasmtime::Result<()> {
        Err(Stop::Exit(i32::from(status.is_err())).into())
    })?;
    exit.func_wrap("exit-with-code", |_: Context<'_>, (code,): (u8,)| -> wasmtime::Result<()> {
        Err(Stop::Exit(i32::from(code)).into())
    })?;
    wasi.instance("cli/stdin")?.func_wrap("get-stdin", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((context.data_mut().table.push(InputStream::Stdin)?,))
    })?;
    wasi.instance("cli/stdout")?.func_wrap("get-stdout", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((context.data_mut().table.push(OutputStream::Stdout)?,))
    })?;
    wasi.instance("cli/stderr")?.func_wrap("get-stderr", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((context.data_mut().table.push(OutputStream::Stderr)?,))
    })?;
    for kind in ["terminal-input", "terminal-output"] {
        let mut terminal = wasi.instance(&format!("cli/{kind}"))?;
        terminal.resource(kind, ResourceType::host::<Terminal>(), |_, _| Ok(()))?;
    }
    for stream in ["stdin", "stdout", "stderr"] {
        let mut terminal = wasi.instance(&format!("cli/terminal-{stream}"))?;
        terminal.func_wrap(&format!("get-terminal-{stream}"), |mut context: Context<'_>, (): ()| {
            charge(&mut context, CALL)?;
            Ok((None::<Resource<Terminal>>,))
        })?;
    }
    Ok(())
}
