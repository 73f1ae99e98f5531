//! The edits, line by line, outside of what is protected.

use memchr::memchr;

use super::indent::{Plan, indentation_width, plan};
use super::protect::Protected;
use super::{Edits, NormalizeOptions};
use crate::Language;

pub(super) const BOM: &str = "\u{feff}";

/// The new text and what was done to it. Only whitespace and the byte order mark differ.
pub(super) fn rewrite(
    language: Language,
    text: &str,
    options: &NormalizeOptions,
    protected: &Protected,
) -> (String, Edits) {
    let plan = if options.indentation { plan(language, text, protected) } else { Plan::Keep };
    let mut edits = Edits::default();
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut start = 0;
    if options.bom && text.starts_with(BOM) {
        edits.bom = 1;
        start = BOM.len();
    }
    while start < text.len() {
        let line_end = memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |length| start + length);
        let line = &text[start..line_end];
        let kept = kept_end(line, start, line_end < text.len(), options, protected, &mut edits);
        let width = indentation_width(kept.body.as_bytes());
        let (indentation, rest) = kept.body.split_at(width);
        let new_indentation = match rest.is_empty() || protected.keeps_indentation(start..start + width) {
            true => None,
            false => plan.apply(indentation),
        };
        edits.indentation += u32::from(new_indentation.is_some());
        out.push_str(new_indentation.as_deref().unwrap_or(indentation));
        out.push_str(rest);
        out.push_str(kept.ending);
        if line_end < text.len() {
            out.push('\n');
        }
        start = line_end + 1;
    }
    if options.final_newline && may_edit_end(text, protected) {
        edits.final_newline = u32::from(fix_end(&mut out));
    }
    (out, edits)
}

/// A line without what goes from its end. `ending` is the carriage returns that stay.
struct Kept<'a> {
    body: &'a str,
    ending: &'a str,
}

fn kept_end<'a>(
    line: &'a str,
    start: usize,
    has_newline: bool,
    options: &NormalizeOptions,
    protected: &Protected,
    edits: &mut Edits,
) -> Kept<'a> {
    let without_returns = line.trim_end_matches('\r');
    let whole = Kept { body: line, ending: "" };
    let (body, ending) = match (options.line_endings, options.trailing_whitespace) {
        (true, true) => (line.trim_end_matches([' ', '\t', '\r']), ""),
        (true, false) if has_newline => (without_returns, ""),
        (false, true) => (without_returns.trim_end_matches([' ', '\t']), &line[without_returns.len()..]),
        _ => return whole,
    };
    let (body, ending) = match body.ends_with('\\') && body.len() < without_returns.len() {
        // A blank after a backslash keeps it from joining the lines: only carriage returns go.
        true if options.line_endings && has_newline => (without_returns, ""),
        true => return whole,
        false => (body, ending),
    };
    let removed = &line[body.len()..line.len() - ending.len()];
    if removed.is_empty() || protected.is_frozen(start + body.len()..start + line.len() - ending.len()) {
        return whole;
    }
    edits.line_endings += u32::from(removed.contains('\r'));
    edits.trailing_whitespace += u32::from(removed.contains([' ', '\t']));
    Kept { body, ending }
}

/// Not where a literal or an error goes on to the end of the text, unless the literal is closed by a quote.
fn may_edit_end(text: &str, protected: &Protected) -> bool {
    protected.frozen_until() < text.len() || text.ends_with(['"', '\'', '`'])
}

fn fix_end(out: &mut String) -> bool {
    let before = out.len();
    while out.ends_with("\n\n") || out.ends_with("\n\r\n") {
        out.pop();
        if out.ends_with('\r') {
            out.pop();
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.len() != before
}
