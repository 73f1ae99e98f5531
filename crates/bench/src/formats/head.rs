//! What a prompt in a language other than Python says: its first lines and the function that it opens.

use trommel_lang::{Language, TokenKind, tokens};

/// The lines of a prompt that a whole program needs before it: imports, includes, `using`.
pub(super) fn head(language: &str, prompt: &str) -> String {
    let wanted = |line: &str| match language {
        "c" | "cpp" => line.starts_with("#include") || line.starts_with("using namespace"),
        "java" => line.starts_with("import "),
        "rust" => line.starts_with("use "),
        "javascript" | "typescript" => line.starts_with("import ") || line.contains("require("),
        "ruby" => line.starts_with("require"),
        _ => false,
    };
    prompt.lines().filter(|line| wanted(line.trim_start())).map(|line| format!("{line}\n")).collect()
}

/// The function that a prompt ends with: the last name before a parenthesis that is not within one.
pub(super) fn entry_point(language: &str, prompt: &str) -> Option<String> {
    let language: Option<Language> = language.parse().ok();
    let mut found = None;
    let mut before: Option<&str> = None;
    let mut depth = 0_usize;
    let mut arrow_name: Option<&str> = None;
    let mut generic: Option<&str> = None;
    for token in tokens(language, prompt) {
        let text = std::str::from_utf8(token.bytes).unwrap_or_default();
        match (token.kind, text) {
            (TokenKind::Comment, _) => continue,
            (TokenKind::Operator, "(") => {
                if let (0, Some(name)) = (depth, arrow_name.take().or(before)) {
                    found = Some(name.to_owned());
                }
                depth += 1;
                before = None;
            }
            (TokenKind::Operator, ")") => {
                depth = depth.saturating_sub(1);
                before = None;
            }
            // `const name = (…) => {`
            (TokenKind::Operator, "=") => arrow_name = before.take(),
            // `name<'a>(…)`
            (TokenKind::Operator, "<") => generic = before.take(),
            (TokenKind::Operator, ">") => before = generic.take(),
            (TokenKind::Identifier, name) => before = Some(name),
            _ => {
                before = None;
                arrow_name = None;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_function_of_a_prompt_is_its_entry_point() {
        for (language, prompt, name) in [
            ("cpp", "#include<x.h>\n// f(1)\nlong string_length(string s) {\n", "string_length"),
            ("javascript", "const hasClose = (numbers, threshold) => {\n", "hasClose"),
            ("javascript", "function strlen(string){\n", "strlen"),
            ("ruby", "# strlen.call(\"\")\ndef strlen(string)\n", "strlen"),
            ("rust", "/// a(1)\nfn strlen(string: String) -> isize {\n", "strlen"),
            ("java", "class Problem {\n    public static long strlen(String s) {\n", "strlen"),
            ("go", "func strlen(myString string) int {\n", "strlen"),
            ("rust", "fn compare_one<'a>(a:&'a dyn Any) -> T<A,B>{\n", "compare_one"),
            ("typescript", "function f(a: (x: number) => void): number {\n", "f"),
        ] {
            assert_eq!(entry_point(language, prompt).as_deref(), Some(name), "{language}");
        }
    }
}
