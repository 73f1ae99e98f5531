//! Plain names that belong to a language and not to the file.

use crate::Language;

/// Whether a plain name that the file neither defines nor binds is part of the language or of a library: built-in functions,
/// types with a capital, macros, and in PHP, whose functions are global, any.
pub(super) fn is_known(language: Language, name: &str) -> bool {
    let is_type = language != Language::C && super::survey::is_capital(name);
    is_type || name.ends_with('!') || language == Language::Php || builtins(language).contains(&name)
}

fn builtins(language: Language) -> &'static [&'static str] {
    match language {
        Language::Python => PYTHON,
        Language::Go => GO,
        Language::C | Language::Cpp => C,
        Language::JavaScript | Language::TypeScript => JAVASCRIPT,
        Language::Ruby => RUBY,
        Language::Java | Language::Rust | Language::CSharp | Language::Php => &[],
    }
}

#[rustfmt::skip]
const PYTHON: &[&str] = &[
    "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr",
    "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "filter", "float",
    "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int", "isinstance",
    "issubclass", "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct", "open", "ord",
    "pow", "print", "property", "range", "repr", "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod",
    "str", "sum", "super", "tuple", "type", "vars", "zip",
];

#[rustfmt::skip]
const GO: &[&str] = &[
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min", "new", "panic",
    "print", "println", "real", "recover",
];

#[rustfmt::skip]
const C: &[&str] = &[
    "abort", "abs", "assert", "atexit", "atof", "atoi", "atol", "bsearch", "calloc", "ceil", "clock", "close", "cos", "exit",
    "exp", "fabs", "fclose", "feof", "ferror", "fflush", "fgetc", "fgets", "floor", "fopen", "fprintf", "fputc", "fputs",
    "fread", "free", "fscanf", "fseek", "ftell", "fwrite", "getc", "getchar", "getenv", "isalnum", "isalpha", "isdigit",
    "islower", "isprint", "isspace", "isupper", "localtime", "log", "malloc", "memchr", "memcmp", "memcpy", "memmove",
    "memset", "open", "perror", "pow", "printf", "putc", "putchar", "puts", "qsort", "rand", "read", "realloc", "remove",
    "rename", "rewind", "scanf", "setvbuf", "sin", "snprintf", "sprintf", "sqrt", "srand", "sscanf", "strcat", "strchr",
    "strcmp", "strcpy", "strcspn", "strdup", "strerror", "strftime", "strlen", "strncat", "strncmp", "strncpy", "strrchr",
    "strspn", "strstr", "strtod", "strtok", "strtol", "strtoul", "system", "tan", "time", "tolower", "toupper", "vfprintf",
    "vprintf", "vsnprintf", "write",
];

#[rustfmt::skip]
const JAVASCRIPT: &[&str] = &[
    "alert", "atob", "btoa", "clearInterval", "clearTimeout", "decodeURIComponent", "encodeURIComponent", "fetch", "import",
    "isFinite", "isNaN", "parseFloat", "parseInt", "queueMicrotask", "require", "setImmediate", "setInterval", "setTimeout",
    "structuredClone",
];

#[rustfmt::skip]
const RUBY: &[&str] = &[
    "abort", "at_exit", "attr_accessor", "attr_reader", "attr_writer", "binding", "catch", "exit", "extend", "fail", "format",
    "freeze", "gets", "include", "lambda", "load", "loop", "p", "pp", "print", "printf", "proc", "putc", "puts", "raise",
    "rand", "require", "require_relative", "sleep", "sprintf", "srand", "system", "throw", "warn",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for language in Language::ALL {
            assert!(builtins(*language).is_sorted(), "{language}");
        }
    }
}
