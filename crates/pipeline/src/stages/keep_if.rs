//! `keep-if`: SQL over a document's columns, one rule a conjunct, so that a dropped row names the rule it broke.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, SchemaRef};
use datafusion::common::{DFSchema, ScalarValue};
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::logical_expr::utils::split_conjunction_owned;
use datafusion::logical_expr::{BinaryExpr, Expr};
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::physical_plan::PhysicalExpr;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_store::View;

use crate::marks::{self, Drop};
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::{BLAST_RADIUS, config_of, share_problem};
use crate::{PipelineError, Result};

/// Keeps the documents for which every rule holds; a rule that gives null does not hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KeepIf {
    /// A condition over the document's columns, e.g. `line_max <= 1000 and is_permissive(license)`.
    pub sql: Option<String>,
    /// Ready sets of rules.
    pub sets: Vec<Set>,
    /// The largest share of any language or source that may be dropped.
    pub blast_radius: f64,
}

/// A ready set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// BigCode's preprocessing of The Stack: lines of at most 1,000 characters and 100 on average, a quarter
    /// alphanumeric, not generated.
    Stack,
    /// A licence that is known and permissive.
    PermissiveLicense,
    /// Parses without an error; documents without a grammar stay.
    Parses,
    /// Holds no key, token or password (which `secrets` found and did not mask).
    NoSecrets,
}

impl Set {
    fn sql(self) -> &'static str {
        match self {
            Set::Stack => "line_max <= 1000 and line_mean <= 100 and alnum_fraction >= 0.25 and not is_generated",
            Set::PermissiveLicense => "is_permissive(license)",
            Set::Parses => "coalesce(parses, true)",
            Set::NoSecrets => "not has_secrets",
        }
    }
}

impl Default for KeepIf {
    fn default() -> Self {
        KeepIf { sql: None, sets: Vec::new(), blast_radius: BLAST_RADIUS }
    }
}

impl Stage for KeepIf {
    fn kind(&self) -> &'static str {
        "keep-if"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Barrier(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems: Vec<_> = share_problem("blast_radius", self.blast_radius).into_iter().collect();
        if self.sql.is_none() && self.sets.is_empty() {
            problems.push(("sql", "is missing; give a condition, or `sets`".to_owned()));
        }
        if let (Err(error), Some(sql)) = (self.columns(), &self.sql) {
            problems.push(("sql", format!("`{sql}` is no SQL condition: {error}")));
        }
        problems
    }
}

impl KeepIf {
    fn conditions(&self) -> Vec<String> {
        self.sets.iter().map(|set| set.sql().to_owned()).chain(self.sql.clone()).collect()
    }

    /// Names in the conditions that may be columns.
    fn columns(&self) -> Result<Vec<String>, datafusion::error::DataFusionError> {
        let mut names = Vec::new();
        for condition in self.conditions() {
            names.extend(crate::engine::names_in(&condition)?);
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}

impl Barrier for KeepIf {
    fn reads(&self) -> Vec<String> {
        let mut names = self.columns().unwrap_or_default(); // A recipe with a bad condition was refused.
        names.push("id".to_owned());
        names
    }

    fn adds(&self) -> SchemaRef {
        marks::schema()
    }

    fn blast_radius(&self) -> f64 {
        self.blast_radius
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        let rules = self.rules(context, view)?;
        let decide = |shard: usize| {
            context.check()?;
            decide_shard(&rules, view, shard)
        };
        let decided: Vec<_> = (0..view.shards().len()).into_par_iter().map(decide).collect::<Result<_>>()?;
        let mut counts = vec![0u64; rules.len()];
        for (_, dropped) in &decided {
            counts.iter_mut().zip(dropped).for_each(|(count, more)| *count += more);
        }
        let reasons: serde_json::Map<String, Value> =
            rules.iter().zip(counts).map(|(rule, count)| (rule.name.clone(), json!(count))).collect();
        let tables = decided.into_iter().map(|(table, _)| table).collect();
        Ok(Decision { tables, facts: json!({ "reasons": reasons }), objects: Vec::new() })
    }
}

struct Rule {
    name: String,
    holds: Arc<dyn PhysicalExpr>,
    /// The measured side of a comparison with a number, and that number.
    measured: Option<(Arc<dyn PhysicalExpr>, f64)>,
    columns: Vec<String>,
}

impl KeepIf {
    fn rules(&self, context: &Context<'_>, view: &View) -> Result<Vec<Rule>> {
        let session = context.engine.session();
        let schema = DFSchema::try_from(Arc::clone(view.schema()))?;
        // Some functions exist only as what simplification makes of them (`coalesce` becomes `case`).
        let info = SimplifyContext::builder().with_schema(Arc::new(schema.clone())).build();
        let simplifier = ExprSimplifier::new(info);
        let physical = |expr: Expr| -> Result<Arc<dyn PhysicalExpr>> {
            let simplified = simplifier.simplify(simplifier.coerce(expr, &schema)?)?;
            Ok(session.create_physical_expr(simplified, &schema)?)
        };
        let mut rules = Vec::new();
        for condition in self.conditions() {
            let parsed = session.parse_sql_expr(&condition, &schema).map_err(|error| {
                let known: Vec<&str> = view.schema().fields().iter().map(|field| field.name().as_str()).collect();
                PipelineError::stage(
                    "keep-if",
                    format!("`{condition}`: {}; the columns are {}", error.strip_backtrace(), known.join(", ")),
                )
            })?;
            for conjunct in split_conjunction_owned(parsed) {
                let measured = match &conjunct {
                    Expr::BinaryExpr(BinaryExpr { left, right, .. }) => match &**right {
                        Expr::Literal(number, _) => match number.cast_to(&DataType::Float64) {
                            Ok(ScalarValue::Float64(Some(number))) if left.as_literal().is_none() => {
                                Some((physical((**left).clone())?, number))
                            }
                            _ => None,
                        },
                        _ => None,
                    },
                    _ => None,
                };
                let name = conjunct.human_display().to_string();
                let columns = conjunct.column_refs().iter().map(|column| column.name.clone()).collect();
                rules.push(Rule { name, columns, holds: physical(conjunct)?, measured });
            }
        }
        Ok(rules)
    }
}

fn decide_shard(rules: &[Rule], view: &View, shard: usize) -> Result<(arrow::array::RecordBatch, Vec<u64>)> {
    let kept = marks::kept(view, shard)?;
    let mut columns: Vec<&str> =
        rules.iter().flat_map(|rule| &rule.columns).map(String::as_str).chain(["id"]).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut drops: Vec<Option<Drop>> = vec![None; kept.len()];
    let mut counts = vec![0u64; rules.len()];
    // Physical expressions name columns by position in the whole view, so the batch has all of them, the unread as nulls.
    let batch = widen(view, view.read_shard(shard, &columns)?)?;
    for (rule, count) in rules.iter().zip(&mut counts) {
        let holds = rule.holds.evaluate(&batch)?.into_array(batch.num_rows())?;
        let holds: &BooleanArray = holds.as_boolean_opt().ok_or_else(|| {
            PipelineError::stage(
                "keep-if",
                format!("`{}` is a {}, expected true or false", rule.name, holds.data_type()),
            )
        })?;
        let values = measured(rule, &batch)?;
        for row in (0..batch.num_rows()).filter(|row| kept[*row]) {
            if drops[row].is_none() && !(holds.is_valid(row) && holds.value(row)) {
                *count += 1;
                let value = values.as_ref().filter(|values| values.is_valid(row));
                drops[row] = Some(Drop {
                    reason: match holds.is_valid(row) {
                        true => format!("not {}", rule.name),
                        false => format!("{} is null", rule.name),
                    },
                    value: value.map(|values| values.as_primitive::<Float64Type>().value(row)),
                    threshold: rule.measured.as_ref().map(|(_, threshold)| *threshold),
                    survivor: None,
                });
            }
        }
    }
    let ids = view.read_shard(shard, &["id"])?;
    Ok((marks::to_batch("keep-if", ids.column(0), &kept, &drops)?, counts))
}

fn measured(rule: &Rule, batch: &arrow::array::RecordBatch) -> Result<Option<ArrayRef>> {
    let Some((expression, _)) = &rule.measured else { return Ok(None) };
    let values = expression.evaluate(batch)?.into_array(batch.num_rows())?;
    Ok(cast(&values, &DataType::Float64).ok())
}

fn widen(view: &View, read: arrow::array::RecordBatch) -> Result<arrow::array::RecordBatch> {
    let fields: Vec<_> =
        view.schema().fields().iter().map(|field| Arc::new(field.as_ref().clone().with_nullable(true))).collect();
    let columns = fields
        .iter()
        .map(|field| match read.column_by_name(field.name()) {
            Some(column) => Arc::clone(column),
            None => arrow::array::new_null_array(field.data_type(), read.num_rows()),
        })
        .collect();
    Ok(arrow::array::RecordBatch::try_new(Arc::new(arrow::datatypes::Schema::new(fields)), columns)?)
}
