//! `croissant.json`: the dataset in the vocabulary of Croissant 1.1 (`docs.mlcommons.org/croissant`), by which loaders
//! find files, check their hashes and know the columns' types, and catalogues find where the dataset comes from.

use arrow::datatypes::DataType;
use serde_json::{Map, Value, json};

use super::body::{count, plural, reasons, size};
use super::licenses::{page, spdx_ids};
use super::{CardFacts, SplitFacts, StageFacts, features, is_unknown};

/// The stage whose counts say what personal or secret text was found.
const SECRETS: &str = "secrets";

impl CardFacts {
    /// The whole `croissant.json`.
    ///
    /// Of what Croissant requires it leaves out what a run cannot know: `url` and `creator` are for those who upload the
    /// folder to add.
    pub fn croissant(&self) -> Value {
        let mut dataset = Map::new();
        let mut say = |key: &str, value: Value| {
            if !matches!(&value, Value::Array(items) if items.is_empty()) && value != json!("") && !value.is_null() {
                dataset.insert(key.to_owned(), value);
            }
        };
        say("@context", context());
        say("@type", json!("sc:Dataset"));
        say("conformsTo", json!(["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]));
        say("name", json!(self.name));
        say("description", json!(self.description()));
        say("version", json!(format!("{}.0.0", self.run)));
        say("identifier", json!(self.root));
        say("datePublished", json!(self.date));
        say("license", self.license_pages());
        say("keywords", self.known_languages().map(String::as_str).chain(["code"]).collect());
        say("distribution", self.distribution());
        say("recordSet", self.loadable().map(|split| self.record_set(split)).collect());
        say("prov:wasDerivedFrom", self.sources.iter().map(source).collect());
        say("prov:wasGeneratedBy", self.activity());
        say("rai:dataPreprocessingProtocol", self.stages.iter().map(protocol).collect());
        say("rai:personalSensitiveInformation", self.personal());
        Value::Object(dataset)
    }

    fn description(&self) -> String {
        format!(
            "{} of source code, {}, in {}. README.md says where they come from and what was dropped and changed, and \
             why.",
            plural(self.rows, "document"),
            size(self.bytes),
            plural(self.known_languages().count() as u64, "language"),
        )
    }

    fn license_pages(&self) -> Value {
        let ids = spdx_ids(self.licenses.keys()).into_iter().map(|id| page(id).unwrap_or_else(|| id.to_owned()));
        let unknown = self.licenses.keys().any(|name| is_unknown(name)).then(|| "unknown".to_owned());
        ids.chain(unknown).collect()
    }

    /// Every file with its hash, and for each split the set of its files, which records are read from.
    fn distribution(&self) -> Value {
        let files = self.loadable().flat_map(|split| &split.files).map(|file| {
            json!({
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path.rsplit('/').next(),
                "contentUrl": file.path,
                "contentSize": format!("{} B", file.size),
                "encodingFormat": PARQUET,
                "sha256": file.sha256,
            })
        });
        let sets = self.loadable().map(|split| {
            json!({
                "@type": "cr:FileSet",
                "@id": file_set(split),
                "name": file_set(split),
                "description": format!("{} in {}.", plural(split.rows(), "document"), plural(split.files.len() as u64, "file")),
                "encodingFormat": PARQUET,
                "includes": format!("data/{}-*.parquet", split.name),
            })
        });
        files.chain(sets).collect()
    }

    fn record_set(&self, split: &SplitFacts) -> Value {
        let name = &split.name;
        let field = |feature: &super::Feature| {
            let mut field = json!({
                "@type": "cr:Field",
                "@id": format!("{name}/{}", feature.name),
                "name": feature.name,
                "dataType": data_types(&feature.data_type),
                "source": { "fileSet": { "@id": file_set(split) }, "extract": { "column": feature.name } },
            });
            if let Some(shape) = array_shape(&feature.data_type) {
                field["isArray"] = json!(true);
                field["arrayShape"] = json!(shape);
            }
            field
        };
        let mut set = json!({
            "@type": "cr:RecordSet",
            "@id": name,
            "name": name,
            "description": format!("Split `{name}`: {}.", plural(split.rows(), "document")),
            "field": self.features.iter().map(field).collect::<Vec<_>>(),
        });
        if self.features.iter().any(|feature| feature.name == "id") {
            set["key"] = json!({ "@id": format!("{name}/id") });
        }
        set
    }

    /// The run: which recipe, with its text, by which version of the program.
    fn activity(&self) -> Value {
        let program = concat!("trommel ", env!("CARGO_PKG_VERSION"));
        json!({
            "@type": "prov:Activity",
            "prov:label": format!("run {} of the recipe `{}` by {program}", self.run, self.name),
            "prov:used": { "@type": "prov:Plan", "prov:label": format!("recipe `{}`", self.name), "prov:value": self.recipe },
            "prov:wasAssociatedWith": { "@type": "prov:SoftwareAgent", "prov:label": program },
        })
    }

    fn personal(&self) -> Value {
        let Some(stage) = self.stages.iter().find(|stage| stage.name == SECRETS) else { return Value::Null };
        let found = stage.reasons.iter().map(|(kind, documents)| format!("{kind}: {}", plural(*documents, "document")));
        let whole = format!(
            "Texts were searched for keys, passwords and personal data by pattern; {} of {} documents were changed and \
             {} dropped. What no pattern tells may still be there.",
            count(stage.edited),
            count(stage.rows_in),
            count(stage.dropped)
        );
        [whole].into_iter().chain(found).collect()
    }
}

const PARQUET: &str = "application/x-parquet";

fn file_set(split: &SplitFacts) -> String {
    format!("{}-files", split.name)
}

fn source((name, documents): (&String, &u64)) -> Value {
    json!({ "@type": "prov:Entity", "prov:label": name, "prov:value": plural(*documents, "document") })
}

fn protocol(stage: &StageFacts) -> String {
    let StageFacts { name, rows_in, dropped, edited, .. } = stage;
    let [rows_in, dropped, edited] = [rows_in, dropped, edited].map(|number| count(*number));
    let reasons = match reasons(stage) {
        reasons if reasons.is_empty() => reasons,
        reasons => format!(" ({reasons})"),
    };
    format!("{name}: {rows_in} in, {dropped} dropped, {edited} changed{reasons}")
}

/// The general type, which every reader knows, then the exact one where there is one.
fn data_types(data_type: &DataType) -> Vec<String> {
    let integer = |exact: &str| vec!["sc:Integer".to_owned(), format!("cr:{exact}")];
    let float = |exact: &str| vec!["sc:Float".to_owned(), format!("cr:{exact}")];
    let other = |name: &str| vec![name.to_owned()];
    match data_type {
        DataType::Boolean => other("sc:Boolean"),
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64 => integer(&data_type.to_string()),
        DataType::UInt8 | DataType::UInt16 | DataType::UInt32 | DataType::UInt64 => integer(&data_type.to_string()),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => float(&data_type.to_string()),
        DataType::Date32 | DataType::Date64 => other("sc:Date"),
        DataType::Timestamp(..) => other("sc:DateTime"),
        DataType::Time32(_) | DataType::Time64(_) => other("sc:Time"),
        DataType::Dictionary(_, value) => data_types(value),
        // Text; and bytes, which Croissant has no word for and its reader takes as they are.
        other_type => features::item(other_type).map_or_else(|| other("sc:Text"), data_types),
    }
}

/// `-1` for a list, `-1,-1` for a list of lists, and so on.
fn array_shape(data_type: &DataType) -> Option<String> {
    let item = features::item(data_type)?;
    Some(array_shape(item).map_or_else(|| "-1".to_owned(), |inner| format!("-1,{inner}")))
}

/// The context that the specification recommends, with the prefixes of provenance and responsible use.
fn context() -> Value {
    let mut context = json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "conformsTo": "dct:conformsTo",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "name": { "@container": "@language" },
        "description": { "@container": "@language" },
    });
    for term in TERMS.split_whitespace() {
        context[term] = json!(format!("cr:{term}"));
    }
    context
}

/// Words of Croissant's own.
const TERMS: &str = "annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field \
    fileObject fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path readLines \
    recordSet references regex repeated replace samplingRate sdVersion separator source subField transform unArchive \
    value";

#[cfg(test)]
mod tests {
    use super::super::tests::facts;
    use super::*;
    use arrow::datatypes::Field;
    use std::sync::Arc;

    #[test]
    fn every_file_is_there_with_its_hash_and_every_split_with_its_files() {
        let croissant = facts().croissant();
        let of_type = |kind: &str| -> Vec<&Value> {
            let parts = croissant["distribution"].as_array().into_iter().flatten();
            parts.filter(|part| part["@type"] == kind).collect()
        };
        let files: Vec<_> = of_type("cr:FileObject")
            .iter()
            .map(|file| (file["contentUrl"].clone(), file["contentSize"].clone(), file["sha256"].clone()))
            .collect();
        let file = |path: &str, size: &str, sha256: &str| (json!(path), json!(size), json!(sha256));
        let want = [
            file("data/train-00000-of-00002.parquet", "60 B", "0train"),
            file("data/train-00001-of-00002.parquet", "30 B", "1train"),
            file("data/test-00000-of-00002.parquet", "10 B", "0test"),
        ];
        assert_eq!(files, want);
        let sets: Vec<_> = of_type("cr:FileSet").iter().map(|set| set["includes"].clone()).collect();
        assert_eq!(sets, ["data/train-*.parquet", "data/test-*.parquet"]);
        let records: Vec<_> =
            croissant["recordSet"].as_array().into_iter().flatten().map(|set| set["@id"].clone()).collect();
        assert_eq!(records, ["train", "test"], "a split without files has no records");
    }

    #[test]
    fn provenance_and_protocol_are_told() {
        let mut facts = facts();
        let croissant = facts.croissant();
        for (pointer, want) in [
            ("/conformsTo/0", json!("http://mlcommons.org/croissant/1.1")),
            ("/version", json!("3.0.0")),
            ("/datePublished", json!("2026-11-21")),
            (
                "/license",
                json!(["https://spdx.org/licenses/Apache-2.0.html", "https://spdx.org/licenses/MIT.html", "unknown"]),
            ),
            ("/prov:wasDerivedFrom/0/prov:label", json!("cargo")),
            ("/prov:wasGeneratedBy/prov:used/prov:value", json!(facts.recipe)),
            (
                "/rai:dataPreprocessingProtocol",
                json!(["near-dup: 41,924 in, 14,020 dropped, 0 changed (J | 0.70: 14,020)"]),
            ),
        ] {
            assert_eq!(croissant.pointer(pointer), Some(&want), "{pointer}");
        }
        assert_eq!(croissant.get("rai:personalSensitiveInformation"), None, "nobody searched");
        let reasons = [("email".to_owned(), 4)].into();
        facts.stages.push(StageFacts { name: "secrets".into(), rows_in: 9, edited: 4, reasons, ..Default::default() });
        let personal = &facts.croissant()["rai:personalSensitiveInformation"];
        assert!(personal[0].as_str().is_some_and(|text| text.contains("4 of 9 documents were changed")), "{personal}");
        assert_eq!(personal[1], "email: 4 documents");
    }

    #[test]
    fn columns_have_types_and_lists_a_shape() {
        let list = |item: DataType| DataType::List(Arc::new(Field::new_list_field(item, true)));
        let check = |data_type: DataType, want: &[&str], shape: Option<&str>| {
            assert_eq!(data_types(&data_type), want, "{data_type}");
            assert_eq!(array_shape(&data_type).as_deref(), shape, "{data_type}");
        };
        check(DataType::Utf8, &["sc:Text"], None);
        check(DataType::FixedSizeBinary(16), &["sc:Text"], None);
        check(DataType::Boolean, &["sc:Boolean"], None);
        check(DataType::Int64, &["sc:Integer", "cr:Int64"], None);
        check(DataType::UInt32, &["sc:Integer", "cr:UInt32"], None);
        check(DataType::Float32, &["sc:Float", "cr:Float32"], None);
        check(list(DataType::UInt32), &["sc:Integer", "cr:UInt32"], Some("-1"));
        check(list(list(DataType::Utf8)), &["sc:Text"], Some("-1,-1"));
        check(DataType::Date32, &["sc:Date"], None);
    }
}
