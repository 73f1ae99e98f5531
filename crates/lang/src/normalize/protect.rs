//! Where edits are forbidden.

use std::ops::Range;

use tree_sitter::Node;

use crate::lex::{TokenKind, tokens};
use crate::parse::{Inner, Parse, preorder};

/// Byte ranges, each list sorted and without overlap.
pub(super) struct Protected {
    /// Literals and syntax errors: nothing changes.
    frozen: Vec<Range<usize>>,
    /// Other tokens that span lines, such as the body of a C macro: their lines keep their indentation.
    rigid: Vec<Range<usize>>,
    /// Comments that span lines: edited, but their indentation says nothing about that of the code.
    comments: Vec<Range<usize>>,
}

impl Protected {
    pub fn of(parse: &Parse, text: &str) -> Protected {
        let mut frozen = Vec::new();
        let mut rigid = Vec::new();
        let mut comments = Vec::new();
        let spans_lines = |range: &Range<usize>| text.as_bytes()[range.clone()].contains(&b'\n');
        let macro_body = parse.kind_id("preproc_arg");
        for visit in preorder(parse) {
            let range = visit.node.byte_range();
            match visit.inner {
                _ if visit.node.is_error() => frozen.push(range),
                Inner::Literal => frozen.push(range),
                Inner::Token if Some(visit.node.kind_id()) == macro_body => {
                    let directive = directive(visit.node);
                    if is_misread(visit.node, text) {
                        frozen.push(directive);
                    } else if spans_lines(&directive) {
                        rigid.push(directive);
                    }
                }
                Inner::Token if spans_lines(&range) => rigid.push(range),
                Inner::Comment if spans_lines(&range) => comments.push(range),
                Inner::Children | Inner::Token | Inner::Comment => {}
            }
        }
        // Some grammars read a macro's body as one token, literals that span lines in it included; some have no node for
        // blanks that the program prints, which the lexer knows as a literal.
        let mut at = 0;
        for token in tokens(Some(parse.language()), text) {
            let blank_first = token.bytes.first().is_some_and(u8::is_ascii_whitespace);
            if token.kind == TokenKind::String && (blank_first || token.bytes.contains(&b'\n')) {
                // Tokens are pieces of the text, in order.
                let start = token.bytes.as_ptr() as usize - text.as_ptr() as usize;
                at = start.max(at);
                frozen.push(at..at + token.bytes.len());
            }
        }
        Protected { frozen: merged(frozen), rigid: merged(rigid), comments: merged(comments) }
    }

    pub fn is_frozen(&self, edit: Range<usize>) -> bool {
        overlaps(&self.frozen, &edit)
    }

    /// Whether the indentation of a line may not change.
    pub fn keeps_indentation(&self, edit: Range<usize>) -> bool {
        overlaps(&self.frozen, &edit) || overlaps(&self.rigid, &edit)
    }

    /// Whether this is within a comment that began on an earlier line.
    pub fn in_comment(&self, edit: Range<usize>) -> bool {
        overlaps(&self.comments, &edit)
    }

    /// Where the last frozen range ends.
    pub fn frozen_until(&self) -> usize {
        self.frozen.last().map_or(0, |range| range.end)
    }
}

/// A C directive up to the end of its body. The body is a token that starts behind the first backslash: the line before it
/// belongs to it all the same.
fn directive(body: Node) -> Range<usize> {
    body.parent().map_or(body.start_byte(), |directive| directive.start_byte())..body.end_byte()
}

/// Whether the body of a directive is on a later line that does not belong to it. Where a directive without a body has blanks
/// behind it, the grammar takes the next line for its body: removing the blanks would be right, and yet give another tree.
fn is_misread(body: Node, text: &str) -> bool {
    let Some(directive) = body.parent() else { return false };
    let mut cursor = directive.walk();
    let mut at = directive.start_byte();
    // Comments are children as well: only what lies between matters.
    directive.children(&mut cursor).take_while(|child| child.start_byte() <= body.start_byte()).any(|child| {
        let gap = &text[at.min(child.start_byte())..child.start_byte()];
        at = child.end_byte();
        gap.split_inclusive('\n').any(|line| line.ends_with('\n') && !line.trim_end().ends_with('\\'))
    })
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    ranges
}

fn overlaps(ranges: &[Range<usize>], edit: &Range<usize>) -> bool {
    let first = ranges.partition_point(|range| range.end <= edit.start);
    ranges.get(first).is_some_and(|range| range.start < edit.end)
}
