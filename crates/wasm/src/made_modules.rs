//! Modules of a few instructions, for tests that need no guest.

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, MemArg, MemorySection, MemoryType, Module, TypeSection, ValType,
};

const PREVIEW1: &str = "wasi_snapshot_preview1";
const FOUR: MemArg = MemArg { offset: 0, align: 2, memory_index: 0 };

/// A command that leaves with `code`, or returns where there is none.
pub fn command(code: Option<i32>) -> Vec<u8> {
    let mut start = Function::new([]);
    if let Some(code) = code {
        start.instructions().i32_const(code).call(0);
    }
    start.instructions().end();
    let imports: &[Import] = if code.is_some() { &[("proc_exit", &[ValType::I32], false)] } else { &[] };
    module(imports, &start, &[])
}

/// A command that writes `content` to the file `name`, as a compiler does.
pub fn writer(name: &str, content: &[u8]) -> Vec<u8> {
    use ValType::{I32, I64};
    let (name_at, content_at, opened, written) = (1024, 2048, 512, 516);
    let mut start = Function::new([]);
    let mut code = start.instructions();
    // path_open(3, 0, name, CREATE | TRUNCATE, the right to write, …), which answers 0.
    code.i32_const(3).i32_const(0).i32_const(name_at).i32_const(length(name.as_bytes())).i32_const(1 | 8);
    code.i64_const(1 << 6).i64_const(0).i32_const(0).i32_const(opened).call(0);
    code.if_(wasm_encoder::BlockType::Empty).unreachable().end();
    code.i32_const(0).i32_const(content_at).i32_store(FOUR);
    code.i32_const(4).i32_const(length(content)).i32_store(FOUR);
    code.i32_const(opened).i32_load(FOUR).i32_const(0).i32_const(1).i32_const(written).call(1);
    code.if_(wasm_encoder::BlockType::Empty).unreachable().end();
    code.end();
    let imports: [Import; 2] = [
        ("path_open", &[I32, I32, I32, I32, I32, I64, I64, I32, I32], true),
        ("fd_write", &[I32, I32, I32, I32], true),
    ];
    module(&imports, &start, &[(name_at, name.as_bytes()), (content_at, content)])
}

/// A function of preview 1: its name, what it takes, and whether it answers with a number.
type Import = (&'static str, &'static [ValType], bool);

fn module(functions: &[Import], start: &Function, data: &[(i32, &[u8])]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    for (at, (name, takes, answers)) in (1..).zip(functions) {
        types.ty().function(takes.iter().copied(), answers.then_some(ValType::I32));
        imports.import(PREVIEW1, name, EntityType::Function(at));
    }
    let mut own = FunctionSection::new();
    own.function(0);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut exports = ExportSection::new();
    exports.export("_start", ExportKind::Func, functions.len() as u32);
    exports.export("memory", ExportKind::Memory, 0);
    let mut bodies = CodeSection::new();
    bodies.function(start);
    let mut segments = DataSection::new();
    for (at, bytes) in data {
        segments.active(0, &ConstExpr::i32_const(*at), bytes.iter().copied());
    }
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&own).section(&memories).section(&exports);
    module.section(&bodies).section(&segments);
    module.finish()
}

fn length(bytes: &[u8]) -> i32 {
    i32::try_from(bytes.len()).expect("test modules are small")
}
