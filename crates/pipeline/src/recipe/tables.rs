//! Tables of a recipe beside its stages.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::Reader;
use crate::hints::{plain_types, unknown_field_hint};

/// What is wrong with a table's values, each with the key it is about.
type Problems<T> = fn(&T) -> Vec<(&'static str, String)>;

impl Reader<'_> {
    /// Reads a table into its type. What is wrong with it is told at its line.
    pub(super) fn table<T: DeserializeOwned>(
        &mut self,
        name: &str,
        value: Spanned<DeValue<'_>>,
        problems: Problems<T>,
    ) -> Option<T> {
        let span = value.span();
        let DeValue::Table(table) = value.get_ref() else {
            let found = value.get_ref().type_str();
            self.problem(Some(span), format!("`{name}` is a {found}, expected a table `[{name}]`"), None);
            return None;
        };
        let at = spans(table);
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => {
                for (key, message) in problems(&read) {
                    let found = at.iter().find(|(known, _)| known == key).map_or(span.clone(), |(_, at)| at.clone());
                    self.problem(Some(found), format!("`[{name}]`: {key} {message}"), None);
                }
                Some(read)
            }
            Err(error) => {
                let message = plain_types(error.message());
                let hint = unknown_field_hint(&message);
                self.problem(error.span().or(Some(span)), format!("`[{name}]`: {message}"), hint);
                None
            }
        }
    }
}

fn spans(table: &DeTable<'_>) -> Vec<(String, std::ops::Range<usize>)> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), value.span())).collect()
}
