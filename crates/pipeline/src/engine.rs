//! Where relational work runs: DataFusion under a memory pool that spills, with our functions registered.

use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::error::Result as QueryResult;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::logical_expr::ScalarUDF;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion::sql::parser::DFParser;
use datafusion::sql::sqlparser::ast::{Expr, Ident, Visit, Visitor};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use futures::StreamExt;

use crate::{PipelineError, Result, udf};

/// Runs plans. One for a process.
pub struct Engine {
    runtime: tokio::runtime::Runtime,
    session: SessionContext,
}

impl Engine {
    /// An engine whose plans hold at most `memory` bytes and spill to `spill`, on `threads` threads.
    ///
    /// # Errors
    /// When threads cannot be started or the spill folder cannot be made.
    pub fn new(memory: usize, threads: usize, spill: Option<&Path>) -> Result<Engine> {
        let mut environment = RuntimeEnvBuilder::new().with_memory_pool(Arc::new(FairSpillPool::new(memory)));
        if let Some(folder) = spill {
            environment = environment.with_temp_file_path(folder);
        }
        // A sort keeps this much aside to merge what it spilled; the default (10 MB a partition) is most of a small pool.
        let reserve = (memory / (8 * threads.max(1))).min(10 << 20);
        let config = SessionConfig::new()
            .with_target_partitions(threads.max(1))
            .with_sort_spill_reservation_bytes(reserve)
            .with_information_schema(true);
        let session = SessionContext::new_with_config_rt(config, environment.build_arc()?);
        for function in functions() {
            session.register_udf(function);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads.max(1))
            .thread_name("trommel-query")
            .build()
            .map_err(|error| PipelineError::stage("query", error.to_string()))?;
        Ok(Engine { runtime, session })
    }

    /// The session, with our functions.
    pub fn session(&self) -> &SessionContext {
        &self.session
    }

    /// Runs a query and hands each batch to `sink`, in order.
    pub fn query(&self, sql: &str, sink: impl FnMut(RecordBatch) -> Result<()>) -> Result<Spilled> {
        let plan = self.runtime.block_on(async { self.session.sql(sql).await?.create_physical_plan().await })?;
        self.execute(plan, sink)
    }

    /// Runs a plan and hands each batch to `sink`, in order.
    pub fn execute(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        mut sink: impl FnMut(RecordBatch) -> Result<()>,
    ) -> Result<Spilled> {
        self.runtime.block_on(async {
            let mut stream = execute_stream(Arc::clone(&plan), self.session.task_ctx())?;
            while let Some(batch) = stream.next().await {
                sink(batch?)?;
            }
            Ok(Spilled { bytes: spilled(&plan) })
        })
    }

    /// Runs asynchronous work of the query engine to its end.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }
}

/// What a plan wrote to disk for want of memory.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spilled {
    /// Bytes.
    pub bytes: usize,
}

fn spilled(plan: &Arc<dyn ExecutionPlan>) -> usize {
    let own = plan.metrics().and_then(|metrics| metrics.spilled_bytes()).unwrap_or(0);
    own + plan.children().into_iter().map(spilled).sum::<usize>()
}

/// Our functions, for `keep-if` and `trommel sql`.
pub fn functions() -> Vec<ScalarUDF> {
    udf::all()
}

/// Names in an SQL condition that may be columns.
pub(crate) fn names_in(condition: &str) -> QueryResult<Vec<String>> {
    struct Names(Vec<String>);
    impl Visitor for Names {
        type Break = ();
        fn pre_visit_expr(&mut self, expr: &Expr) -> std::ops::ControlFlow<()> {
            let name = |ident: &Ident| match ident.quote_style {
                Some(_) => ident.value.clone(),
                None => ident.value.to_lowercase(),
            };
            match expr {
                Expr::Identifier(ident) => self.0.push(name(ident)),
                Expr::CompoundIdentifier(idents) => self.0.extend(idents.last().map(name)),
                _ => {}
            }
            std::ops::ControlFlow::Continue(())
        }
    }
    let parsed = DFParser::parse_sql_into_expr_with_dialect(condition, &GenericDialect {})?;
    let mut names = Names(Vec::new());
    let _ = parsed.expr.visit(&mut names);
    Ok(names.0)
}
