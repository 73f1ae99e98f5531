//! `trommel worker`, hidden: this binary as one of its own worker processes.

use anyhow::Result;

use crate::DONE;
use crate::judging::kit;

pub fn worker(guests: &str) -> Result<u8> {
    kit::serve(guests)?;
    Ok(DONE)
}
