//! The program dependence graph: which operation of a program takes the result of which, and on which decision it depends.
//!
//! After Ferrante, Ottenstein and Warren, *The program dependence graph and its use in optimization*, TOPLAS 9 (1987), made from the syntax
//! tree alone, in the form of a value graph. Nodes are operations (a call, an operator, a literal, a free name), stores,
//! decisions (`if`, loop, `switch`, `case`, `try`), returns and other jumps, functions, classes and parameters. Names that the text binds are not in it:
//! a use is an edge from the operation whose value it is. Where several values meet there is a `merge` or `phi` node. So the graph is the same under
//! renaming of variables, parameters and functions, and under reordering of statements that have nothing to do with each other.
//!
//! **What it sees.** Operators, literals, free names (of the library, of members), operands and their order (the operands of `==`, `!=`,
//! `*`, `&`, `|` and `^` have none, and `a > b` is `b < a`), each statement with what it depends on, the position of parameters.
//! `x += 1`, `x++` and `x = x + 1` are the same operation; a copy adds a store and else nothing. What follows `if (c) return;` depends on `c`.
//!
//! **What it does not see.** Layout, comments, documentation strings, types in declarations, modifiers; the order of effects on things that are no variables of the text
//! (two prints can change places); aliases: a method called for its effect (`xs.append(x);`), an assignment to a member or element and a
//! variable whose address is passed change the variable they name, and no other; what functions change in their arguments. A jump out of a
//! decision within another makes what follows depend on the inner one only within the outer.

mod assign;
mod build;
mod definitions;
mod expressions;
mod roles;
mod state;
mod statements;
#[cfg(test)]
mod tests;

use crate::Parse;

/// A program dependence graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// The labels of nodes, each once, by the order in which they first occur.
    pub labels: Vec<String>,
    /// Of each node its label, as an index into `labels`. The first node is the program itself.
    pub nodes: Vec<u32>,
    /// What depends on what, by `to`, then in the order in which they were found.
    pub edges: Vec<Dependence>,
    /// Subtrees nested so deeply that each became one node.
    pub opaque: usize,
}

/// An edge of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dependence {
    /// What depends.
    pub to: u32,
    /// On what.
    pub from: u32,
    /// How.
    pub kind: DependenceKind,
}

/// How one node depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DependenceKind {
    /// It takes its value, as the operand in this place; operands without an order are all in place 0.
    Data(u16),
    /// It happens only if that goes this way: the arm of the decision, from 0.
    Control(u16),
}

impl Graph {
    /// The label of a node.
    #[must_use]
    pub fn label(&self, node: u32) -> &str {
        self.nodes.get(node as usize).map_or("", |label| &self.labels[*label as usize])
    }
}

/// The program dependence graph of a text with the tree `parse`. It takes time about proportional to the text, never fails, and uses a bounded
/// part of the stack however deep the tree is.
#[must_use]
pub fn dependence_graph(parse: &Parse, text: &str) -> Graph {
    build::graph(parse, text)
}
