//! Tests of the training stage.

mod accumulation;
mod data;
mod errors;
mod files;
mod fixture;
mod golden;
mod methods;
mod mlflow;
mod progressive;
mod resume;
mod stopping;
mod threads;
