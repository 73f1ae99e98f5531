//! `trommel sql`: queries over a run's tables.

use anyhow::Result;
use arrow::json::ArrayWriter;
use arrow::util::pretty::pretty_format_batches;
use trommel_pipeline::query;
use trommel_store::RunManifest;

use crate::DONE;
use crate::args::{Arguments, SqlArguments};
use crate::judging::functions;
use crate::verbs::print;
use crate::world::World;

pub fn sql(arguments: &Arguments, sql: &SqlArguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let run = RunManifest::load(&world.store, &sql.run)?;
    let engine = world.engine()?;
    query::register(&engine, &world.store, &run)?;
    functions::register(&engine)?;
    let mut batches = Vec::new();
    query::select(&engine, &sql.query, |batch| {
        batches.push(batch);
        Ok(())
    })?;
    if arguments.json {
        let mut writer = ArrayWriter::new(Vec::new());
        batches.iter().try_for_each(|batch| writer.write(batch))?;
        writer.finish()?;
        print(&format!("{{\"rows\": {}}}", String::from_utf8(writer.into_inner())?));
    } else {
        print(&format!("{}", pretty_format_batches(&batches)?));
    }
    Ok(DONE)
}
