//! `trommel gc`: deletes what nobody needs.

use std::time::SystemTime;

use anyhow::Result;
use trommel_store::GcOptions;

use crate::args::{Arguments, GcArguments};
use crate::verbs::{print, print_json};
use crate::world::World;
use crate::{DONE, show};

pub fn gc(arguments: &Arguments, gc: &GcArguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let options = GcOptions { min_age: gc.min_age, keep_runs: gc.keep_runs, dry_run: gc.dry_run };
    let report = trommel_store::gc(&world.store, &options, SystemTime::now())?;
    if arguments.json {
        print_json(&report)?;
        return Ok(DONE);
    }
    let verb = if gc.dry_run { "would delete" } else { "deleted" };
    print(&format!(
        "{verb} {} objects, {}; kept {}, {}",
        show::count(report.deleted),
        show::bytes(report.deleted_bytes),
        show::count(report.kept),
        show::bytes(report.kept_bytes)
    ));
    if !report.runs.is_empty() {
        let runs: Vec<String> = report.runs.iter().map(u64::to_string).collect();
        print(&format!("runs {verb}: {}", runs.join(", ")));
    }
    if report.leases > 0 {
        print(&format!("{} live runs were left what they hold", report.leases));
    }
    Ok(DONE)
}
