//! Which documents must stay together, and where each group goes.

use arrow::array::{Array, AsArray};
use arrow::datatypes::UInt32Type;
use trommel_dedup::{Edge, components};
use trommel_store::View;

use super::history::History;
use super::{Side, Split};
use crate::stage::Context;
use crate::stages::ranks::id_at;
use crate::{Result, marks};

/// What splitting needs of every row, kept or not, in order of shards and rows.
#[derive(Default)]
pub(super) struct Documents {
    pub ids: Vec<[u8; 16]>,
    /// What a document is called from run to run: a hash of source and path, or its id where several share them.
    pub names: Vec<[u8; 16]>,
    pub bytes: Vec<u64>,
    pub kept: Vec<bool>,
    /// Repositories, and of each row its place among them.
    repos: Vec<String>,
    repo: Vec<Option<u32>>,
    /// Rows with the same key belong together.
    links: Vec<([u8; 16], u32)>,
}

impl Documents {
    pub(super) fn load(context: &Context<'_>, view: &View) -> Result<Documents> {
        let mut documents = Documents::default();
        let mut repos = std::collections::HashMap::new();
        let known = |name: &&str| view.schema().index_of(name).is_ok();
        let links: Vec<&str> = ["cluster", "survivor", "parent"].into_iter().filter(known).collect();
        for shard in 0..view.shards().len() {
            context.check()?;
            let mut columns = vec!["id", "source", "path", "repo", "bytes"];
            columns.extend(&links);
            let batch = view.read_shard(shard, &columns)?;
            let text = |column: usize| batch.column(column).as_string::<i32>();
            let (ids, sources, paths, repo_names) = (batch.column(0).as_fixed_size_binary(), text(1), text(2), text(3));
            let bytes = batch.column(4).as_primitive::<UInt32Type>();
            for row in 0..batch.num_rows() {
                let document = documents.ids.len() as u32;
                let id = id_at(ids, row);
                documents.ids.push(id);
                documents.names.push(name_of(sources.value(row), paths.value(row)));
                documents.bytes.push(u64::from(bytes.value(row)));
                let repo = repo_names.is_valid(row).then(|| {
                    let name = format!("{}/{}", sources.value(row), repo_names.value(row));
                    *repos.entry(name).or_insert_with_key(|name: &String| {
                        documents.repos.push(name.clone());
                        documents.repos.len() as u32 - 1
                    })
                });
                documents.repo.push(repo);
                documents.links.push((id, document));
                for index in 0..links.len() {
                    let column = batch.column(5 + index).as_fixed_size_binary();
                    if column.is_valid(row) {
                        documents.links.push((id_at(column, row), document));
                    }
                }
            }
            documents.kept.extend(marks::kept(view, shard)?);
        }
        documents.name_namesakes_by_id();
        Ok(documents)
    }

    /// Records of one file share a path, so it does not name them.
    fn name_namesakes_by_id(&mut self) {
        let mut sorted = self.names.clone();
        sorted.sort_unstable();
        let shared: Vec<[u8; 16]> =
            sorted.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect();
        for (name, id) in self.names.iter_mut().zip(&self.ids) {
            if shared.binary_search(name).is_ok() {
                *name = *id;
            }
        }
    }
}

/// A hash of source and path.
pub(super) fn name_of(source: &str, path: &str) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(source.len() as u64).to_le_bytes()).update(source.as_bytes()).update(path.as_bytes());
    first16(hasher.finalize())
}

fn first16(hash: blake3::Hash) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&hash.as_bytes()[..16]);
    first
}

/// Two partitions of the documents: what must stay together, and what should.
pub(super) struct Groups {
    /// Label of each document: near-duplicates, duplicates and their survivors, functions of one file.
    must: Vec<u32>,
    /// Label of each document, repositories joined as well.
    should: Vec<u32>,
    /// Groups that should stay together.
    pub count: usize,
    /// Bytes of the largest.
    pub largest: u64,
    /// Repositories that were not joined because a group would have held too much.
    pub not_joined: Vec<String>,
}

impl Groups {
    pub(super) fn of(documents: &Documents, split: &Split) -> Groups {
        let mut links = documents.links.clone();
        links.sort_unstable();
        let must_edges: Vec<Edge> = links
            .chunk_by(|a, b| a.0 == b.0)
            .flat_map(|same| same.windows(2).map(|pair| edge(pair[0].1, pair[1].1)))
            .collect();
        let must = components(documents.ids.len(), &must_edges);
        let limit = (split.largest_group * documents.bytes.iter().sum::<u64>() as f64) as u64;
        let mut sizes = vec![0u64; documents.repos.len()];
        for (repo, bytes) in documents.repo.iter().zip(&documents.bytes) {
            repo.iter().for_each(|repo| sizes[*repo as usize] += bytes);
        }
        let mut joined: Vec<bool> = sizes.iter().map(|size| split.by_repo && *size <= limit).collect();
        let mut should = join(&must_edges, documents, &joined);
        if largest(&should, &documents.bytes) > limit && largest(&must, &documents.bytes) <= limit {
            // Clusters chain repositories into one group that is too large: let none be joined.
            joined.fill(false);
            should.clone_from(&must);
        }
        let not_joined = documents.repos.iter().zip(&joined).filter(|(_, joined)| split.by_repo && !**joined);
        let mut not_joined: Vec<String> = not_joined.map(|(name, _)| name.clone()).collect();
        not_joined.sort();
        Groups {
            count: should.iter().enumerate().filter(|(document, label)| *document == **label as usize).count(),
            largest: largest(&should, &documents.bytes),
            must,
            should,
            not_joined,
        }
    }

    /// Where each document goes. What must stay together and was assigned before stays so, the stronger side where several
    /// were; what is new goes where most of its repository is, else where a draw by seeded hash says.
    pub(super) fn assign(&self, documents: &Documents, history: &History, split: &Split) -> Assigned {
        let before: Vec<Option<Side>> = (0..documents.ids.len())
            .map(|document| history.side(&documents.ids[document], &documents.names[document]))
            .collect();
        let mut strongest: Vec<Option<Side>> = vec![None; before.len()];
        let mut conflicts = 0;
        for (label, side) in self.must.iter().zip(&before).filter_map(|(label, side)| Some((*label as usize, (*side)?)))
        {
            conflicts += u64::from(strongest[label].is_some_and(|known| known != side));
            strongest[label] = strongest[label].max(Some(side));
        }
        let mut bytes = vec![[0u64; 3]; before.len()];
        let mut namesake: Vec<Option<[u8; 16]>> = vec![None; before.len()];
        for (document, label) in self.should.iter().map(|label| *label as usize).enumerate() {
            if let Some(side) = strongest[self.must[document] as usize] {
                bytes[label][side as usize] += documents.bytes[document].max(1);
            }
            let name = documents.names[document];
            if namesake[label].is_none_or(|known| name < known) {
                namesake[label] = Some(name);
            }
        }
        let side = |document: usize| {
            let label = self.should[document] as usize;
            let most = Side::ALL.into_iter().max_by_key(|side| (bytes[label][*side as usize], *side));
            let most = most.filter(|side| bytes[label][*side as usize] > 0);
            strongest[self.must[document] as usize]
                .or(most)
                .unwrap_or_else(|| draw(split, &namesake[label].unwrap_or_default()))
        };
        let sides: Vec<Side> = (0..before.len()).map(side).collect();
        let moved =
            sides.iter().zip(&before).filter(|(now, before)| before.is_some_and(|before| before != **now)).count();
        let kept = before.iter().flatten().count() - moved;
        Assigned { sides, kept: kept as u64, moved: moved as u64, conflicts }
    }
}

/// The outcome of [`Groups::assign`].
pub(super) struct Assigned {
    pub sides: Vec<Side>,
    /// Documents that stay where the last run put them.
    pub kept: u64,
    /// Documents that changed sides because something links them to a stronger one.
    pub moved: u64,
    /// Documents of one group that stood on different sides.
    pub conflicts: u64,
}

fn edge(a: u32, b: u32) -> Edge {
    Edge { a, b, jaccard: 1.0 }
}

/// The labels when the documents of joined repositories stay together as well.
fn join(must: &[Edge], documents: &Documents, joined: &[bool]) -> Vec<u32> {
    let mut first: Vec<Option<u32>> = vec![None; documents.repos.len()];
    let mut edges = must.to_vec();
    for (document, repo) in documents.repo.iter().enumerate() {
        let Some(repo) = repo.map(|repo| repo as usize).filter(|repo| joined[*repo]) else { continue };
        match first[repo] {
            Some(first) => edges.push(edge(first, document as u32)),
            None => first[repo] = Some(document as u32),
        }
    }
    components(documents.ids.len(), &edges)
}

fn largest(labels: &[u32], bytes: &[u64]) -> u64 {
    let mut sums = vec![0; labels.len()];
    labels.iter().zip(bytes).for_each(|(label, bytes)| sums[*label as usize] += bytes);
    sums.into_iter().max().unwrap_or(0)
}

/// By a hash of the seed and of the group's smallest name: the same whatever else there is.
fn draw(split: &Split, name: &[u8; 16]) -> Side {
    let drawn = crate::stages::draw("split", split.seed, name) as f64 / 2f64.powi(64);
    match drawn {
        drawn if drawn < split.test => Side::Test,
        drawn if drawn < split.test + split.validation => Side::Validation,
        _ => Side::Train,
    }
}
