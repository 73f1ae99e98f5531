//! `wasi:random`: one sequence, the same in every session.

use super::{CALL, Context, Interfaces, charge};
use crate::ending::Stop;

pub fn define(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    for (interface, call) in [("random/random", "get-random-"), ("random/insecure", "get-insecure-random-")] {
        let mut random = wasi.instance(interface)?;
        random.func_wrap(&format!("{call}bytes"), |mut context: Context<'_>, (len,): (u64,)| {
            if len > context.data().limits.memory_bytes {
                context.data_mut().memory.denied = true;
                return Err(Stop::Memory.into());
            }
            charge(&mut context, CALL.saturating_add(len))?;
            let mut bytes = vec![0; usize::try_from(len)?];
            context.data_mut().random.fill(&mut bytes);
            Ok((bytes,))
        })?;
        random.func_wrap(&format!("{call}u64"), |mut context: Context<'_>, (): ()| Ok((word(&mut context)?,)))?;
    }
    let mut seed = wasi.instance("random/insecure-seed")?;
    seed.func_wrap("insecure-seed", |mut context: Context<'_>, (): ()| {
        Ok(((word(&mut context)?, word(&mut context)?),))
    })
}

fn word(context: &mut Context<'_>) -> wasmtime::Result<u64> {
    charge(context, CALL)?;
    let mut bytes = [0; 8];
    context.data_mut().random.fill(&mut bytes);
    Ok(u64::from_le_bytes(bytes))
}
