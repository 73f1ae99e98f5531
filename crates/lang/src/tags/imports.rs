//! What each language's import forms bind: a name in the file, and what it stands for. Wildcards bind nothing.

use tree_sitter::Node;

use super::scope::Import;
use crate::Language;

/// Names bound by an importing node.
pub(super) fn of(language: Language, node: Node, text: &str) -> Vec<(String, Import)> {
    match language {
        Language::Python => python(node, text),
        Language::Java => java(node, text),
        Language::Go => go(node, text),
        Language::Cpp => cpp(node, text),
        Language::Rust => rust(node, text),
        Language::JavaScript | Language::TypeScript => javascript(node, text),
        Language::CSharp => c_sharp(node, text),
        Language::Php => php(node, text),
        Language::C | Language::Ruby => Vec::new(),
    }
}

/// PHP functions and classes have names of their own: a function `f` is bound as this.
pub(super) fn php_function(name: &str) -> String {
    format!("{name}()")
}

fn python(node: Node, text: &str) -> Vec<(String, Import)> {
    let module = node.child_by_field_name("module_name").map(|module| squeezed(module, text));
    let mut cursor = node.walk();
    let names = node.children_by_field_name("name", &mut cursor);
    let bind = |name: Node| {
        let path = squeezed(name.child_by_field_name("name").unwrap_or(name), text);
        let alias = name.child_by_field_name("alias").map(|alias| squeezed(alias, text));
        match (&module, alias) {
            (Some(module), alias) => {
                let dot = if module.ends_with('.') { "" } else { "." };
                (alias.unwrap_or_else(|| path.clone()), Import::of(format!("{module}{dot}{path}")))
            }
            (None, Some(alias)) => (alias, Import::of(path)),
            // `import os.path` binds `os`.
            (None, None) => {
                let root = path.split('.').next().unwrap_or_default().to_owned();
                (root.clone(), Import::of(root))
            }
        }
    };
    names.map(bind).collect()
}

fn java(node: Node, text: &str) -> Vec<(String, Import)> {
    let mut cursor = node.walk();
    let named: Vec<Node> = node.named_children(&mut cursor).collect();
    let wildcard = named.iter().any(|child| child.kind() == "asterisk");
    let path = named.iter().find(|child| child.kind().ends_with("identifier")).filter(|_| !wildcard);
    path.map(|path| by_last_name(squeezed(*path, text), ".")).into_iter().collect()
}

fn go(node: Node, text: &str) -> Vec<(String, Import)> {
    let Some(path) = node.child_by_field_name("path") else { return Vec::new() };
    let path = unquoted(path, text);
    let name = match node.child_by_field_name("name") {
        Some(name) if name.kind() == "package_identifier" => squeezed(name, text),
        Some(_) => return Vec::new(),
        None => go_package(&path).to_owned(),
    };
    vec![(name, Import::of(path))]
}

/// The last element that is not a version: of `a/yaml/v2` and `a/yaml.v2` it is `yaml`.
fn go_package(path: &str) -> &str {
    let is_version = |text: &str| {
        text.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut elements = path.rsplit('/');
    let last = elements.next().unwrap_or(path);
    let last = if is_version(last) { elements.next().unwrap_or(last) } else { last };
    last.rsplit_once('.').filter(|(_, version)| is_version(version)).map_or(last, |(name, _)| name)
}

fn cpp(node: Node, text: &str) -> Vec<(String, Import)> {
    let mut cursor = node.walk();
    let children: Vec<Node> = node.children(&mut cursor).collect();
    if node.kind() == "namespace_alias_definition" {
        let name = node.child_by_field_name("name");
        let path = children.iter().rev().find(|child| child.is_named() && Some(**child) != name);
        return match (name, path) {
            (Some(name), Some(path)) => vec![(squeezed(name, text), Import::of(absolute(squeezed(*path, text))))],
            _ => Vec::new(),
        };
    }
    let path = children.iter().find(|child| child.kind() == "qualified_identifier");
    let is_wide = children.iter().any(|child| matches!(child.kind(), "namespace" | "enum"));
    path.filter(|_| !is_wide).map(|path| by_last_name(absolute(squeezed(*path, text)), "::")).into_iter().collect()
}

fn absolute(path: String) -> String {
    path.strip_prefix("::").map(str::to_owned).unwrap_or(path)
}

fn rust(node: Node, text: &str) -> Vec<(String, Import)> {
    let mut bound = Vec::new();
    let mut open: Vec<(Node, String)> =
        node.child_by_field_name("argument").map(|tree| (tree, String::new())).into_iter().collect();
    while let Some((tree, prefix)) = open.pop() {
        let path = |own: String| match (prefix.is_empty(), own == "self") {
            (true, _) => own,
            (false, true) => prefix.clone(),
            (false, false) => format!("{prefix}::{own}"),
        };
        match tree.kind() {
            "use_list" => {
                let mut cursor = tree.walk();
                open.extend(tree.named_children(&mut cursor).map(|child| (child, prefix.clone())));
            }
            "scoped_use_list" => {
                let own = tree.child_by_field_name("path").map(|own| path(squeezed(own, text)));
                open.extend(tree.child_by_field_name("list").map(|list| (list, own.unwrap_or(prefix))));
            }
            "use_as_clause" => {
                let parts = (tree.child_by_field_name("path"), tree.child_by_field_name("alias"));
                if let (Some(own), Some(alias)) = parts {
                    bound.push((squeezed(alias, text), Import::of(path(squeezed(own, text)))));
                }
            }
            "identifier" | "scoped_identifier" | "self" | "crate" | "super" => {
                bound.push(by_last_name(absolute(path(squeezed(tree, text))), "::"));
            }
            _ => {}
        }
    }
    bound.retain(|(name, _)| name != "_");
    bound
}

fn javascript(node: Node, text: &str) -> Vec<(String, Import)> {
    match node.kind() {
        "variable_declarator" => required(node, text),
        "import_alias" => match (node.named_child(0), node.named_child(1)) {
            (Some(name), Some(path)) => vec![(squeezed(name, text), Import::of(squeezed(path, text)))],
            _ => Vec::new(),
        },
        _ => imported(node, text),
    }
}

/// `import f, {a as b} from "m"`.
fn imported(node: Node, text: &str) -> Vec<(String, Import)> {
    let mut bound = Vec::new();
    let mut cursor = node.walk();
    for clause in node.named_children(&mut cursor) {
        let source = clause.child_by_field_name("source").or_else(|| node.child_by_field_name("source"));
        let Some(module) = source.map(|source| unquoted(source, text)) else { continue };
        let default = || Import { called: format!("{module}.default"), holder: module.clone() };
        let mut inner = clause.walk();
        for part in clause.named_children(&mut inner) {
            match part.kind() {
                // `import fs = require("fs")`.
                "identifier" if clause.kind() == "import_require_clause" => {
                    bound.push((squeezed(part, text), Import::of(&module)));
                }
                "identifier" => bound.push((squeezed(part, text), default())),
                "namespace_import" => {
                    bound.extend(part.named_child(0).map(|name| (squeezed(name, text), Import::of(&module))));
                }
                "named_imports" => {
                    let mut names = part.walk();
                    for specifier in part.named_children(&mut names) {
                        let Some(name) = specifier.child_by_field_name("name") else { continue };
                        let own = squeezed(name, text);
                        let alias = specifier.child_by_field_name("alias").unwrap_or(name);
                        let import = if own == "default" { default() } else { Import::of(format!("{module}.{own}")) };
                        bound.push((squeezed(alias, text), import));
                    }
                }
                _ => {}
            }
        }
    }
    bound
}

/// `const {a: b} = require("m")`, `const f = require("m").f`, `const m = await import("m")`.
fn required(node: Node, text: &str) -> Vec<(String, Import)> {
    let (Some(name), Some(mut value)) = (node.child_by_field_name("name"), node.child_by_field_name("value")) else {
        return Vec::new();
    };
    if value.kind() == "await_expression" {
        value = value.named_child(0).unwrap_or(value);
    }
    let mut member = String::new();
    if let (Some(object), Some(property)) = (value.child_by_field_name("object"), value.child_by_field_name("property"))
    {
        member = format!(".{}", squeezed(property, text));
        value = object;
    }
    let function = value.child_by_field_name("function").map(|function| &text[function.byte_range()]);
    let argument = value.child_by_field_name("arguments").and_then(|arguments| arguments.named_child(0));
    let module = match (function, argument) {
        (Some("require" | "import"), Some(module)) if module.kind() == "string" => unquoted(module, text) + &member,
        _ => return Vec::new(),
    };
    if name.kind() != "object_pattern" {
        return vec![(squeezed(name, text), Import::of(module))];
    }
    let mut cursor = name.walk();
    let bind = |part: Node| {
        let key = part.child_by_field_name("key").unwrap_or(part);
        let own = part.child_by_field_name("value").unwrap_or(key);
        let simple = matches!(own.kind(), "identifier" | "shorthand_property_identifier_pattern");
        simple.then(|| (squeezed(own, text), Import::of(format!("{module}.{}", squeezed(key, text)))))
    };
    name.named_children(&mut cursor).filter_map(bind).collect()
}

fn c_sharp(node: Node, text: &str) -> Vec<(String, Import)> {
    let Some(name) = node.child_by_field_name("name") else { return Vec::new() };
    let target = node.named_child(node.named_child_count().saturating_sub(1) as u32).filter(|target| *target != name);
    let path = target.map(|target| {
        let path = squeezed(target, text);
        let path = path.strip_prefix("global::").unwrap_or(&path);
        path.split('<').next().unwrap_or_default().to_owned()
    });
    path.map(|path| (squeezed(name, text), Import::of(path))).into_iter().collect()
}

fn php(node: Node, text: &str) -> Vec<(String, Import)> {
    let mut cursor = node.walk();
    let children: Vec<Node> = node.named_children(&mut cursor).collect();
    let prefix = children.iter().find(|child| child.kind() == "namespace_name").map(|prefix| squeezed(*prefix, text));
    let group = node.child_by_field_name("body");
    let clauses = match group {
        Some(group) => {
            let mut cursor = group.walk();
            group.named_children(&mut cursor).collect()
        }
        None => children,
    };
    let what = |node: Node| node.child_by_field_name("type").map(|kind| text[kind.byte_range()].to_owned());
    let mut bound = Vec::new();
    for clause in clauses.into_iter().filter(|child| child.kind() == "namespace_use_clause") {
        let mut cursor = clause.walk();
        let alias = clause.child_by_field_name("alias");
        let kind = what(clause).or_else(|| what(node));
        let own = clause.named_children(&mut cursor).find(|child| matches!(child.kind(), "name" | "qualified_name"));
        let Some(own) = own.map(|own| squeezed(own, text)) else { continue };
        let path = match &prefix {
            Some(prefix) => format!("{prefix}\\{own}"),
            None => own,
        };
        let path = path.trim_start_matches('\\').to_owned();
        let (last, import) = by_last_name(path, "\\");
        let name = alias.map_or(last, |alias| squeezed(alias, text));
        match kind.as_deref() {
            Some("const") => {}
            Some("function") => bound.push((php_function(&name), import)),
            _ => bound.push((name, import)),
        }
    }
    bound
}

fn by_last_name(path: String, separator: &str) -> (String, Import) {
    let last = path.rsplit(separator).next().unwrap_or_default().to_owned();
    (last, Import::of(path))
}

/// The text of a node without whitespace.
fn squeezed(node: Node, text: &str) -> String {
    text[node.byte_range()].split_whitespace().collect()
}

fn unquoted(node: Node, text: &str) -> String {
    text[node.byte_range()].trim_matches(['"', '\'', '`']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_packages_are_named_without_their_version() {
        for (path, want) in [
            ("fmt", "fmt"),
            ("math/rand", "rand"),
            ("github.com/x/y/v2", "y"),
            ("gopkg.in/yaml.v3", "yaml"),
            ("v2", "v2"),
            ("a/vec", "vec"),
        ] {
            assert_eq!(go_package(path), want);
        }
    }
}
