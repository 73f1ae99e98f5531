//! Chat templates: bytes as transformers writes them, and what the assistant said.

use serde_json::json;
use trommel_tokens::{ChatTemplate, Training};

use crate::fixture::{MODES, corpus};

/// ChatML, as Qwen's models have it, with the assistant's words marked.
const CHATML: &str = "{%- for message in messages %}
    {%- if message.role == 'assistant' %}
        {{- '<|im_start|>assistant\\n' }}
        {%- generation %}
        {{- message['content'].strip() + '<|im_end|>' }}
        {%- endgeneration %}
        {{- '\\n' }}
    {%- else %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}";

fn tokenizer() -> trommel_tokens::Tokenizer {
    let mut training = Training::new(MODES[0], 420);
    training.special_tokens = vec!["<|im_start|>".to_owned(), "<|im_end|>".to_owned()];
    training.run(&corpus()).expect("a tokenizer").0
}

fn messages() -> Vec<serde_json::Value> {
    vec![
        json!({ "role": "user", "content": "Add é to <b>x</b> & 'y'." }),
        json!({ "role": "assistant", "content": " return x\n" }),
        json!({ "role": "user", "content": "Thanks" }),
        json!({ "role": "assistant", "content": "🦀" }),
    ]
}

#[test]
fn rendered_text_and_spans() {
    let (template, tokenizer) = (ChatTemplate::new(CHATML).expect("a template"), tokenizer());
    assert!(template.marks_assistant());
    let rendered = template.render(&tokenizer, &messages(), true).expect("text");
    assert_eq!(
        rendered.text,
        "<|im_start|>user\nAdd é to <b>x</b> & 'y'.<|im_end|>\n<|im_start|>assistant\nreturn x<|im_end|>\n\
         <|im_start|>user\nThanks<|im_end|>\n<|im_start|>assistant\n🦀<|im_end|>\n<|im_start|>assistant\n"
    );
    let said: Vec<&str> = rendered.assistant.iter().map(|&(from, to)| &rendered.text[from..to]).collect();
    assert_eq!(said, ["return x<|im_end|>", "🦀<|im_end|>"]);
}

#[test]
fn the_mask_is_on_the_assistants_tokens() {
    let (template, tokenizer) = (ChatTemplate::new(CHATML).expect("a template"), tokenizer());
    let (ids, mask) = template.encode(&tokenizer, &messages()).expect("ids");
    let learned: Vec<u32> = ids.iter().zip(&mask).filter(|(_, mask)| **mask == 1).map(|(id, _)| *id).collect();
    assert_eq!(tokenizer.decode(&learned, true).expect("text"), "return x<|im_end|>🦀<|im_end|>");
    let rendered = template.render(&tokenizer, &messages(), false).expect("text");
    assert_eq!(tokenizer.decode(&ids, true).expect("text"), rendered.text);
}

#[test]
fn a_prompt_is_a_prefix_of_the_conversation() {
    let (template, tokenizer) = (ChatTemplate::new(CHATML).expect("a template"), tokenizer());
    let whole = template.render(&tokenizer, &messages(), false).expect("text").text;
    for turns in [1, 3] {
        let prompt = template.render(&tokenizer, &messages()[..turns], true).expect("text").text;
        assert!(whole.starts_with(&prompt), "{prompt}");
    }
}

#[test]
fn what_published_templates_use() {
    let tokenizer = tokenizer();
    let check = |source: &str, want: &str| {
        let template = ChatTemplate::new(source).expect("a template");
        assert_eq!(template.render(&tokenizer, &messages()[..1], false).expect(source).text, want, "{source}");
    };
    check("{% for m in messages %}\n  {% if true %}\n{{ m.role }}\n  {% endif %}\n{% endfor %}", "user\n");
    check("{{ messages[0] | tojson }}", r#"{"content": "Add é to <b>x</b> & 'y'.", "role": "user"}"#);
    check("{{ [1, 'a'] | tojson(indent=2) }}", "[\n  1,\n  \"a\"\n]");
    check("{{ 'a=b=c'.split('=', 1)[-1] }}{{ ' x '.rstrip() }}{{ 'xax'.lstrip('x') }}", "b=c xax");
    check("{{ messages[0].get('tools', 'none') }} {{ messages[0].get('role') }}", "none user");
    check("{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}", "a1");
    check("{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}", "1");
    check("{{ bos_token }}{{ eos_token }}{{ pad_token }}", "<|endoftext|><|pad|>");
}

#[test]
fn failures_say_why() {
    let tokenizer = tokenizer();
    let error = ChatTemplate::new("{% for %}").err().expect("refused").to_string();
    assert!(error.starts_with("chat template: syntax error"), "{error}");
    let fails = |source: &str| {
        let template = ChatTemplate::new(source).expect("a template");
        template.render(&tokenizer, &messages(), false).expect_err("fails").to_string()
    };
    assert!(fails("{{ raise_exception('roles must alternate') }}").contains("roles must alternate"));
    assert!(fails("{{ strftime_now('%d') }}").contains("no two runs would agree"));
    assert!(fails("{{ 'x'.swapcase() }}").contains("calls `swapcase` of string"));
    let unmarked = ChatTemplate::new("{{ messages[0].content }}").expect("a template");
    let error = unmarked.encode(&tokenizer, &messages()).expect_err("unmarked").to_string();
    assert!(error.contains("`{% generation %}`"), "{error}");
    let sly = [json!({ "role": "user", "content": "a\u{f0f00}b" })];
    assert!(unmarked.render(&tokenizer, &sly, false).expect_err("sly").to_string().contains("U+F0F00"));
}
