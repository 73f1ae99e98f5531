//! `secrets`: keys, tokens and passwords, addresses of people and machines: found, and masked where the recipe says so.
//!
//! What is found is a column; `keep-if = { sets = ["no-secrets"] }` drops the documents that still hold a secret. Masking puts
//! a placeholder of the same shape in its place, so the text parses as before.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_lang::Secret;
use trommel_store::overlay;

use crate::rows::{Cell, text_list, u32_list};
use crate::stage::{Document, Map, Stage, Work};
use crate::stages::config_of;

/// Finds secrets and personal addresses; masks those that it is told to, so that the text parses as before.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secrets {
    /// What is masked.
    pub mask: Mask,
}

/// What is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mask {
    /// Nothing: all are listed only.
    Nothing,
    /// E-mail and IP addresses.
    Addresses,
    /// Addresses, keys, tokens and passwords.
    Everything,
}

impl Default for Secrets {
    fn default() -> Self {
        Secrets { mask: Mask::Addresses }
    }
}

impl Stage for Secrets {
    fn kind(&self) -> &'static str {
        "secrets"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Map(self)
    }
}

impl Map for Secrets {
    /// `secrets`: the kinds of what was found and not masked, in order of place; `secret_ranges`: their byte ranges as start,
    /// end, start, end, … in the text as this stage leaves it; `masked`: the kinds of what was masked. `has_secrets`: a
    /// key, token or password is left; `was_masked`: something was masked.
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![
            overlay(Field::new("content", DataType::Utf8, true)),
            Field::new("secrets", text_list(), false),
            Field::new("secret_ranges", u32_list(), false),
            Field::new("masked", text_list(), false),
            Field::new("has_secrets", DataType::Boolean, false),
            Field::new("was_masked", DataType::Boolean, false),
        ]))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let found = trommel_lang::secrets(document.language(), document.text());
        let masks = |secret: &Secret| match self.mask {
            Mask::Nothing => false,
            Mask::Addresses => secret.kind.is_pii(),
            Mask::Everything => true,
        };
        let (masked, mut left): (Vec<Secret>, Vec<Secret>) = found.into_iter().partition(masks);
        let mut content = Cell::Null;
        if !masked.is_empty() {
            let text = trommel_lang::mask(document.text(), &masked);
            // Ranges move with the text, and a placeholder is no finding.
            left =
                trommel_lang::secrets(document.language(), &text).into_iter().filter(|secret| !masks(secret)).collect();
            document.set_text(text.clone());
            content = Cell::Text(text);
        }
        let names = |secrets: &[Secret]| secrets.iter().map(|secret| secret.kind.name().to_owned()).collect();
        vec![
            content,
            Cell::Texts(names(&left)),
            Cell::U32s(left.iter().flat_map(|secret| [secret.start, secret.end]).collect()),
            Cell::Texts(names(&masked)),
            Cell::Bool(left.iter().any(|secret| !secret.kind.is_pii())),
            Cell::Bool(!masked.is_empty()),
        ]
    }
}
