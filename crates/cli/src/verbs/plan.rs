//! `trommel plan` and `trommel status`.

use anyhow::Result;
use trommel_pipeline::Silent;
use trommel_pipeline::plan::Plan;
use trommel_pipeline::run::Selection;

use crate::args::{Arguments, RecipeArguments, StatusArguments};
use crate::verbs::{print, print_json};
use crate::world::World;
use crate::{DONE, WITH_FAILURES, show};

pub fn plan(arguments: &Arguments, recipe: &RecipeArguments, selection: &Selection) -> Result<u8> {
    let plan = make(arguments, recipe, selection)?;
    if arguments.json {
        print_json(&plan)?;
        return Ok(DONE);
    }
    let dash = |number: u64| if number == 0 { "–".to_owned() } else { show::count(number) };
    let row = |stage: &trommel_pipeline::plan::PlanStage| {
        vec![stage.stage.clone(), show::count(stage.shards), dash(stage.reuse), dash(stage.compute), stage.why.clone()]
    };
    let rows: Vec<Vec<String>> = plan.stages.iter().map(row).collect();
    print(show::table(&["stage", "shards", "reuse", "compute", "why"], &rows, &[1, 2, 3]).trim_end());
    print(&format!("  reads {} of {}", show::bytes(plan.reads_bytes), show::bytes(plan.bytes)));
    Ok(DONE)
}

pub fn status(arguments: &Arguments, status: &StatusArguments) -> Result<u8> {
    let plan = make(arguments, &status.recipe, &Selection::default())?;
    if status.quiet {
        return Ok(if plan.up_to_date { DONE } else { WITH_FAILURES });
    }
    if arguments.json {
        print_json(&plan)?;
        return Ok(DONE);
    }
    if let (true, Some(run)) = (plan.up_to_date, plan.previous) {
        print(&format!("{}: up to date with run {run}", plan.recipe));
        return Ok(DONE);
    }
    for stage in plan.stages.iter().filter(|stage| stage.compute > 0) {
        print(&format!("{}: {} of {} shards to do: {}", stage.stage, stage.compute, stage.shards, stage.why));
    }
    Ok(DONE)
}

fn make(arguments: &Arguments, recipe: &RecipeArguments, selection: &Selection) -> Result<Plan> {
    let checked = recipe.load()?;
    let world = World::open(arguments)?;
    let engine = world.engine()?;
    let environment = world.environment(&engine, &Silent, recipe.verify_inputs);
    Ok(trommel_pipeline::plan::plan(&checked, selection, &environment)?)
}
