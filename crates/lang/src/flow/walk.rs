//! The walk over a tree that finds data flow.

use std::collections::HashMap;

use super::edges::Items;
use super::rules::{Construct, Field, Pairing, Place, Table};
use super::state::{Delta, Lists, State};
use super::tree::{Flat, Leaf};
use super::{DEEPEST, FlowEdge, MOST_WORK};

/// Why there is no data flow.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// A part that a construct must have is not there: the package then takes none of the text.
    Nothing,
    /// It is too deep, or too much work.
    TooLarge,
}

/// The data flow of a text.
pub(super) fn edges(flat: &Flat, table: &Table) -> Result<Vec<FlowEdge>, Stop> {
    if flat.depth > DEEPEST {
        return Err(Stop::TooLarge);
    }
    let mut walk = Walk {
        flat,
        table,
        items: Items::new(flat.tokens.len()),
        state: State::new(flat.names),
        lists: Lists::new(flat.tokens.len() as u32),
        linked: Vec::new(),
        loops: HashMap::new(),
        work: 0,
    };
    walk.visit(0)?;
    Ok(walk.items.edges(flat, table.is_strict()))
}

struct Walk<'t> {
    flat: &'t Flat,
    table: &'t Table,
    items: Items,
    state: State,
    lists: Lists,
    /// For each joined list: its places are marked as sources.
    linked: Vec<bool>,
    /// What each loop did, by its row and the state before it.
    loops: HashMap<(u32, u64), Delta>,
    work: u64,
}

impl Walk<'_> {
    fn visit(&mut self, row: u32) -> Result<(), Stop> {
        self.spend(1)?;
        let node = &self.flat.nodes[row as usize];
        match node.leaf {
            Leaf::Token(token) => {
                self.read(token);
                return Ok(());
            }
            Leaf::Nothing => return Ok(()),
            Leaf::Inside => return Err(Stop::Nothing),
            Leaf::No => {}
        }
        match node.role.construct {
            Construct::Plain => self.plain(row),
            Construct::Define { name, value } => self.define(row, name, value),
            Construct::Assign { left, right, pairing } => self.assign(row, left, right, pairing),
            Construct::Update => self.pair(row, row, true, Pairing::Each),
            Construct::If => self.branch(row),
            Construct::For | Construct::Each { .. } | Construct::While => self.repeat(row, node.role.construct),
        }
    }

    /// Children in order, but for those that come first.
    fn plain(&mut self, row: u32) -> Result<(), Stop> {
        let flat = self.flat;
        let first = |child: &u32| flat.nodes[*child as usize].role.first;
        if !self.table.spec.first.is_empty() {
            flat.children(row).filter(first).try_for_each(|child| self.visit(child))?;
        }
        flat.children(row).filter(|child| !first(child)).try_for_each(|child| self.visit(child))
    }

    fn read(&mut self, token: u32) {
        let token = &self.flat.tokens[self.flat.tokens[token as usize].number as usize];
        if token.keyword {
            return;
        }
        let list = self.state.get(token.name);
        let from = if list == 0 { None } else { Some(token.name) };
        let run = self.items.run(from.into_iter());
        self.items.push(token.number, false, run);
        if list == 0 {
            if token.identifier {
                self.state.set(token.name, Lists::alone(token.number));
            }
            return;
        }
        self.items.link(token.number);
        match self.lists.joined(list) {
            None => self.items.link(list - 1),
            Some(places) => {
                let at = list as usize;
                if self.linked.len() <= at {
                    self.linked.resize(at + 1, false);
                }
                if !std::mem::replace(&mut self.linked[at], true) {
                    places.iter().for_each(|place| self.items.link(*place));
                }
            }
        }
    }

    fn define(&mut self, row: u32, name: Place, value: Place) -> Result<(), Stop> {
        let Some(name) = self.part(row, name) else { return self.lacking(row) };
        if let Some(value) = self.part(row, value) {
            self.visit(value)?;
            let strict = self.table.is_strict();
            return self.pair(name, value, strict, if strict { Pairing::All } else { Pairing::Each });
        }
        let none = self.items.run(std::iter::empty());
        let names: Vec<u32> = self.variables(name).collect();
        for token in names {
            self.items.push(token, false, none);
            self.write(token);
        }
        Ok(())
    }

    fn assign(&mut self, row: u32, left: Place, right: Place, pairing: Pairing) -> Result<(), Stop> {
        match (self.part(row, left), self.part(row, right)) {
            (Some(left), Some(right)) => {
                let sides = self.sides(left, right, pairing);
                sides.iter().try_for_each(|(_, right)| self.visit(*right))?;
                sides.iter().try_for_each(|(left, right)| self.pair(*left, *right, true, pairing))
            }
            // Python declares a variable without a value so.
            (_, None) if self.table.spec.language == crate::Language::Python => Ok(()),
            _ => self.lacking(row),
        }
    }

    /// A construct lacks a part.
    fn lacking(&mut self, row: u32) -> Result<(), Stop> {
        if self.table.is_strict() { self.plain(row) } else { Err(Stop::Nothing) }
    }

    /// What on the left belongs to what on the right.
    fn sides(&self, left: u32, right: u32, pairing: Pairing) -> Vec<(u32, u32)> {
        let listed = |row: u32| !self.table.is_strict() || self.flat.nodes[row as usize].role.list;
        if pairing != Pairing::Aligned || !listed(left) || !listed(right) {
            return vec![(left, right)];
        }
        let parts = |row: u32| -> Vec<u32> {
            let rows = self.flat.children(row);
            let strict = self.table.is_strict();
            let counts = |child: &u32| {
                let role = self.flat.nodes[*child as usize].role;
                if strict { role.named } else { !role.comma }
            };
            rows.filter(counts).collect()
        };
        let (lefts, rights) = (parts(left), parts(right));
        if lefts.len() != rights.len() || lefts.is_empty() {
            return vec![(left, right)];
        }
        lefts.into_iter().zip(rights).collect()
    }

    /// Variables of `left` take their value from those of `right`.
    fn pair(&mut self, left: u32, right: u32, computed: bool, pairing: Pairing) -> Result<(), Stop> {
        if [left, right].iter().any(|row| self.flat.nodes[*row as usize].leaf == Leaf::Inside) {
            return Err(Stop::Nothing);
        }
        let targets: Vec<u32> = self.variables(left).collect();
        let sources: Vec<u32> = self.variables(right).collect();
        self.spend((targets.len() as u64 + 1) * (sources.len() as u64 + 1))?;
        let each = pairing == Pairing::Each;
        let run = self.items.run(sources.iter().map(|token| self.flat.tokens[*token as usize].name));
        for target in &targets {
            if !(each && sources.is_empty()) {
                self.items.push(*target, computed, run);
                if !sources.is_empty() {
                    self.items.link(*target);
                }
                if each && sources.len() > 1 {
                    self.items.see_twice([*target]);
                }
            }
            self.write(*target);
        }
        if !targets.is_empty() {
            sources.iter().for_each(|token| self.items.link(*token));
        }
        Ok(())
    }

    fn write(&mut self, token: u32) {
        self.state.set(self.flat.tokens[token as usize].name, Lists::alone(token));
    }

    /// The variables below a row.
    fn variables(&self, row: u32) -> impl Iterator<Item = u32> + use<'_> {
        let (from, to) = self.flat.nodes[row as usize].tokens;
        let tokens = &self.flat.tokens;
        let numbers = (from..to).filter(|at| !tokens[*at as usize].keyword).map(|at| tokens[at as usize].number);
        numbers.filter(|number| !tokens[*number as usize].keyword)
    }

    /// Branches each start from the state before; the state after is that of all of them together.
    fn branch(&mut self, row: u32) -> Result<(), Stop> {
        let (flat, spec, strict) = (self.flat, self.table.spec, self.table.is_strict());
        let moment = self.state.moment();
        let mut straight: Delta = Vec::new();
        let mut ways: Vec<Delta> = Vec::new();
        let mut branching = false;
        let mut says_else = flat.nodes[row as usize].role.says_else;
        for child in flat.children(row) {
            let role = flat.nodes[child as usize].role;
            says_else |= role.says_else;
            if !(role.branch || (branching && spec.sticky)) {
                if branching && self.state.moment() == moment {
                    self.state.apply(&straight);
                }
                self.visit(child)?;
                continue;
            }
            // The first branch, or the straight way went on after a branch.
            if self.state.moment() != moment {
                straight = self.state.since(moment);
                self.state.back(moment);
            }
            branching = true;
            if strict && !role.named {
                continue;
            }
            self.visit(child)?;
            ways.push(self.state.since(moment));
            self.state.back(moment);
        }
        if !branching || self.state.moment() != moment {
            straight = self.state.since(moment);
            self.state.back(moment);
        }
        ways.push(straight);
        if !says_else || spec.always_skips {
            ways.push(Vec::new());
        }
        self.join(ways)
    }

    /// From a state, the state in which any of some ways was gone.
    fn join(&mut self, ways: Vec<Delta>) -> Result<(), Stop> {
        let count = ways.len();
        let mut changes: Vec<(u32, u32)> = ways.into_iter().flatten().collect();
        self.spend(changes.len() as u64)?;
        changes.sort_unstable();
        for same in changes.chunk_by(|one, other| one.0 == other.0) {
            let name = same[0].0;
            let mut lists: Vec<u32> = same.iter().map(|(_, list)| *list).collect();
            if lists.len() < count {
                lists.push(self.state.get(name));
            }
            let list = self.lists.join(lists);
            self.spend(self.lists.joined(list).map_or(1, |places| places.len() as u64))?;
            self.state.set(name, list);
        }
        Ok(())
    }

    /// A loop, unless it was walked from this very state before.
    fn repeat(&mut self, row: u32, construct: Construct) -> Result<(), Stop> {
        let key = (row, self.state.hash);
        if let Some(delta) = self.loops.get(&key) {
            let (from, to) = self.flat.nodes[row as usize].tokens;
            let work = u64::from(to - from) + delta.len() as u64;
            self.state.apply(delta);
            self.items.see_twice(from..to);
            return self.spend(work);
        }
        let moment = self.state.moment();
        let flat = self.flat;
        match construct {
            Construct::Each { target, source, body, pairing } => {
                for _ in 0..2 {
                    let (Some(target), Some(source)) = (self.part(row, target), self.part(row, source)) else {
                        return self.lacking(row);
                    };
                    let sides = self.sides(target, source, pairing);
                    sides.iter().try_for_each(|(_, source)| self.visit(*source))?;
                    sides.iter().try_for_each(|(target, source)| self.pair(*target, *source, true, pairing))?;
                    match self.part(row, body) {
                        Some(body) => self.visit(body)?,
                        None if body == Place::LastBlock => {}
                        None => return self.lacking(row),
                    }
                }
            }
            Construct::For => {
                flat.children(row).try_for_each(|child| self.visit(child))?;
                let start = flat.children(row).find(|child| flat.nodes[*child as usize].role.start);
                let again = start.unwrap_or(if self.table.is_strict() { row } else { u32::MAX });
                let update = start.and_then(|start| self.field(start, Field::Update));
                update.map_or(Ok(()), |update| self.visit(update))?;
                flat.children(row).filter(|child| *child > again).try_for_each(|child| self.visit(child))?;
            }
            _ => {
                for _ in 0..2 {
                    flat.children(row).try_for_each(|child| self.visit(child))?;
                }
            }
        }
        let delta = self.state.since(moment);
        self.spend(delta.len() as u64)?;
        self.loops.insert(key, delta);
        Ok(())
    }

    fn field(&self, row: u32, field: Field) -> Option<u32> {
        self.flat.children(row).find(|child| self.flat.nodes[*child as usize].field == field)
    }

    fn part(&self, row: u32, place: Place) -> Option<u32> {
        let flat = self.flat;
        let mut children = flat.children(row);
        match place {
            Place::Field(field) => self.field(row, field),
            Place::Child(child) => children.nth(child),
            Place::ChildOf { child, exactly } => {
                if flat.children(row).count() == exactly {
                    children.nth(child)
                } else {
                    None
                }
            }
            Place::ChildFrom { child, least } => {
                if flat.children(row).count() >= least {
                    children.nth(child)
                } else {
                    None
                }
            }
            Place::Last => children.last(),
            Place::LastBlock => children.last().filter(|last| flat.nodes[*last as usize].role.block),
            Place::Variable(child) => children.filter(|child| flat.nodes[*child as usize].role.php_variable).nth(child),
            Place::LastOfThree => {
                if flat.children(row).count() >= 3 {
                    children.last()
                } else {
                    None
                }
            }
        }
    }

    fn spend(&mut self, work: u64) -> Result<(), Stop> {
        self.work += work;
        if self.work > MOST_WORK { Err(Stop::TooLarge) } else { Ok(()) }
    }
}
