//! Lines that name the language: the shebang, the opening tag of PHP, and the mode lines of Emacs and Vim.

use crate::Language;

/// Mode lines are looked for in this many lines from the start.
const MODE_LINES: usize = 5;

/// The language of the interpreter that the first line names, versions aside (`python3.11`, `ruby2.7`).
pub(super) fn by_shebang(content: &[u8]) -> Option<Language> {
    let content = content.strip_prefix("\u{feff}".as_bytes()).unwrap_or(content);
    let line = content.strip_prefix(b"#!")?.split(|&byte| byte == b'\n' || byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
    let mut program = base_name(words.next()?);
    if program == "env" {
        program = base_name(words.find(|word| !word.starts_with('-') && !word.contains('='))?);
    }
    let program = program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
    Language::ALL.iter().copied().find(|language| language.spec().interpreters.contains(&program))
}

/// PHP when the text starts with `<?php`.
pub(super) fn by_tag(content: &[u8]) -> Option<Language> {
    let content = content.strip_prefix("\u{feff}".as_bytes()).unwrap_or(content).trim_ascii_start();
    let tag = content.get(..5)?.eq_ignore_ascii_case(b"<?php");
    (tag && content.get(5).is_none_or(u8::is_ascii_whitespace)).then_some(Language::Php)
}

/// The language that a mode line names: `-*- C++ -*-`, `-*- mode: python -*-`, `vim: ft=ruby`.
pub(super) fn by_mode_line(content: &[u8]) -> Option<Language> {
    content.split(|&byte| byte == b'\n').take(MODE_LINES).find_map(|line| {
        let line = std::str::from_utf8(line).ok()?;
        emacs_mode(line).or_else(|| vim_mode(line))
    })
}

fn emacs_mode(line: &str) -> Option<Language> {
    let (_, rest) = line.split_once("-*-")?;
    let (settings, _) = rest.split_once("-*-")?;
    let mode = match settings.contains(':') {
        false => settings,
        true => settings.split(';').find_map(|setting| {
            let (key, value) = setting.split_once(':')?;
            key.trim().eq_ignore_ascii_case("mode").then_some(value)
        })?,
    };
    mode.trim().parse().ok()
}

fn vim_mode(line: &str) -> Option<Language> {
    let (_, settings) = line.split_once("vim:").or_else(|| line.split_once(" vi:"))?;
    let kind = settings
        .split([' ', ':', '\t', '\r'])
        .find_map(|setting| setting.strip_prefix("ft=").or_else(|| setting.strip_prefix("filetype=")))?;
    kind.parse().ok()
}

fn base_name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}
