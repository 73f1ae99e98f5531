//! The import by which a test room asks the candidate's room.

use std::time::Instant;

use trommel_sandbox::{Called, Transfer, Value};
use wasmtime::component::Linker;

use crate::ending::Stop;
use crate::guest::{GuestCalled, GuestEnding, GuestReturned, Raised};
use crate::marshal;
use crate::room::Room;
use crate::wasi::{CALL, Context, charge};

/// Registers `answer`. A component that does not import it is not disturbed.
pub fn define(linker: &mut Linker<Room>) -> wasmtime::Result<()> {
    linker.root().func_wrap("answer", |mut context: Context<'_>, (name, arguments): (String, Vec<u8>)| {
        charge(&mut context, CALL + arguments.len() as u64)?;
        let answer = answer(&mut context, &name, &arguments)?;
        if let GuestCalled::Returned(returned) = &answer {
            charge(&mut context, (returned.value.len() + returned.arguments.len()) as u64)?;
        }
        Ok((answer,))
    })
}

fn answer(context: &mut Context<'_>, name: &str, arguments: &[u8]) -> wasmtime::Result<GuestCalled> {
    let arguments = match marshal::decode(arguments) {
        Ok(Value::List(arguments)) => arguments,
        Ok(_) => return Ok(raised("TypeError", "the arguments are no list")),
        Err(error) => return Ok(raised("TypeError", &format!("the arguments cannot leave this room: {error}"))),
    };
    let Some(mut callee) = context.data_mut().callee.take() else {
        return Ok(raised("RuntimeError", "there is no room behind this one"));
    };
    let began = Instant::now();
    let called = callee.call(name, &arguments, Transfer::Room);
    let room = context.data_mut();
    room.elsewhere += began.elapsed();
    room.callee = Some(callee);
    match called.map_err(|error| Stop::Host(error.to_string()))? {
        Called::Returned { value, arguments } => Ok(GuestCalled::Returned(GuestReturned {
            value: marshal::encode(&value),
            arguments: marshal::encode(&Value::List(arguments)),
        })),
        Called::Ended(ending) => Ok(GuestCalled::Ended(GuestEnding::told(ending).map_err(Stop::Callee)?)),
    }
}

fn raised(kind: &str, message: &str) -> GuestCalled {
    GuestCalled::Ended(GuestEnding::Raised(Raised { kind: kind.into(), message: message.into(), line: None }))
}
