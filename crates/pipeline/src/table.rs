//! A run's view as a DataFusion table: one partition a shard, its tables read in lockstep.

use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
use datafusion::physical_plan::{ExecutionPlan, SendableRecordBatchStream};
use trommel_store::View;

/// A [`View`] that queries can read.
#[derive(Clone)]
pub struct RunTable {
    view: View,
}

impl RunTable {
    /// A table over a view.
    pub fn new(view: View) -> Self {
        RunTable { view }
    }
}

impl std::fmt::Debug for RunTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RunTable of {} shards", self.view.shards().len())
    }
}

#[async_trait::async_trait]
impl TableProvider for RunTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(self.view.schema())
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let all: Vec<usize> = (0..self.view.schema().fields().len()).collect();
        let schema = Arc::new(self.view.schema().project(projection.unwrap_or(&all))?);
        let partition = |shard: usize| {
            let partition = ShardPartition { view: self.view.clone(), shard, schema: Arc::clone(&schema) };
            Arc::new(partition) as Arc<dyn PartitionStream>
        };
        let partitions = (0..self.view.shards().len()).map(partition).collect();
        Ok(Arc::new(StreamingTableExec::try_new(schema, partitions, None, [], false, limit)?))
    }
}

struct ShardPartition {
    view: View,
    shard: usize,
    schema: SchemaRef,
}

impl std::fmt::Debug for ShardPartition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "shard {}", self.shard)
    }
}

impl PartitionStream for ShardPartition {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut builder = RecordBatchReceiverStreamBuilder::new(Arc::clone(&self.schema), 2);
        let (send, view, shard, schema) = (builder.tx(), self.view.clone(), self.shard, Arc::clone(&self.schema));
        let batch_rows = context.session_config().batch_size();
        builder.spawn_blocking(move || {
            let columns: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            let external = |error| DataFusionError::External(Box::new(error));
            for batch in view.read(shard, &columns, batch_rows, true).map_err(external)? {
                if send.blocking_send(batch.map_err(external)).is_err() {
                    break; // Nobody reads on: a limit was reached.
                }
            }
            Ok(())
        });
        builder.build()
    }
}
