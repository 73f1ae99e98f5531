//! `trommel forget`: takes a run off the list.

use std::time::SystemTime;

use anyhow::Result;

use crate::DONE;
use crate::args::{Arguments, ForgetArguments};
use crate::verbs::{print, print_json};
use crate::world::World;

pub fn forget(arguments: &Arguments, forget: &ForgetArguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let forgotten = trommel_store::forget(&world.store, &forget.run, forget.force, SystemTime::now())?;
    if arguments.json {
        print_json(&forgotten)?;
        return Ok(DONE);
    }
    print(&format!("forgot run {} of {}; `trommel gc` deletes what only it used", forgotten.run, forgotten.recipe));
    Ok(DONE)
}
