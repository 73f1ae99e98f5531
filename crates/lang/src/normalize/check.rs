//! Whether two texts are the same program: the same tree, comments and whitespace aside.

use crate::parse::{Inner, Parse, Visit, preorder};

/// The trees have the same kinds of node at the same depths, in the same order, and the same text in every leaf. Kinds and
/// depths of inner nodes count as well: in Python, leaves alone would not tell a line that left its block.
pub(super) fn same_program(before: (&Parse, &str), after: (&Parse, &str)) -> bool {
    let ((before, before_text), (after, after_text)) = (before, after);
    if !before.same_grammar(after) {
        return false;
    }
    let mut nodes_after = preorder(after).filter(|visit| counts(visit, after_text));
    for a in preorder(before).filter(|visit| counts(visit, before_text)) {
        let Some(b) = nodes_after.next() else {
            return false;
        };
        let same_node = a.depth == b.depth
            && a.inner == b.inner
            && a.node.kind_id() == b.node.kind_id()
            && a.node.is_missing() == b.node.is_missing();
        let texts = (&before_text[a.node.byte_range()], &after_text[b.node.byte_range()]);
        let same_text = match a.inner {
            Inner::Children | Inner::Comment => true,
            Inner::Literal => texts.0 == texts.1,
            Inner::Token => texts.0 == texts.1 || same_but_line_ends(texts.0, texts.1),
        };
        if !same_node || !same_text {
            return false;
        }
    }
    nodes_after.next().is_none()
}

/// Not comments, and not tokens that are whitespace: a line end, Go's end of file.
fn counts(visit: &Visit, text: &str) -> bool {
    match visit.inner {
        Inner::Comment => false,
        Inner::Token if visit.node.is_missing() => !visit.node.kind().trim().is_empty(),
        Inner::Token => !text[visit.node.byte_range()].trim_matches(['\0', ' ', '\t', '\r', '\n']).is_empty(),
        Inner::Literal | Inner::Children => true,
    }
}

/// Some tokens, such as the body of a C macro, hold the blanks before their line's end and the line ends inside.
fn same_but_line_ends(a: &str, b: &str) -> bool {
    fn bytes(text: &str) -> impl Iterator<Item = u8> + '_ {
        let text = text.trim_end().as_bytes();
        let in_line_end = |at: usize| {
            text[at] == b'\r' && text[at..].trim_ascii_start().len() < text.len() - at && {
                text[at..].iter().find(|byte| **byte != b'\r') == Some(&b'\n')
            }
        };
        (0..text.len()).filter(move |at| !in_line_end(*at)).map(|at| text[at])
    }
    bytes(a).eq(bytes(b))
}
