//! What is decoded is what was encoded.

use crate::fixture::{Random, TRICKY, each};

#[test]
fn every_text_comes_back() {
    for (mode, tokenizer) in each() {
        let mut random = Random(11);
        let mut texts: Vec<String> = (0..1500).map(|_| random.text(12)).collect();
        texts.extend(TRICKY.iter().map(|tricky| (*tricky).to_owned()));
        texts.push((0..=255u8).map(char::from).collect());
        texts.extend((0..=255u8).map(|byte| char::from(byte).to_string()));
        let all = tokenizer.encode_all(&texts).expect("ids");
        for (text, ids) in texts.iter().zip(all) {
            assert_eq!(&tokenizer.decode(&ids, true).expect("text"), text, "{mode:?}");
            assert_eq!(&tokenizer.decode(&ids, false).expect("text"), text, "{mode:?}: no special token is in {ids:?}");
            assert_eq!(tokenizer.encode(text).expect("ids"), ids, "{mode:?}");
        }
    }
}

#[test]
fn every_byte_has_a_token() {
    for (mode, tokenizer) in each() {
        for letter in ['\0', ' ', 'z', '\u{7f}', 'ÿ', '߿', '\u{ffff}', '\u{10ffff}'] {
            let ids = tokenizer.encode(&letter.to_string()).expect("ids");
            assert!((1..=letter.len_utf8()).contains(&ids.len()), "{mode:?} {letter:?} {ids:?}");
        }
    }
    // All 256 single bytes are there, under GPT-2's letters or as byte pieces.
    for (mode, tokenizer) in each() {
        let pieces = (0..=255u8).filter(|byte| tokenizer.id(&format!("<0x{byte:02X}>")).is_some()).count();
        let letters = tokenizers::pre_tokenizers::byte_level::ByteLevel::alphabet();
        let letters = letters.iter().filter(|letter| tokenizer.id(&letter.to_string()).is_some()).count();
        assert!(pieces == 256 || letters == 256, "{mode:?}: {pieces} {letters}");
    }
}

#[test]
fn special_tokens_in_text_are_text() {
    for (mode, tokenizer) in each() {
        let special = tokenizer.special_tokens();
        assert!(special.len() >= 5, "{special:?}");
        for (id, token) in &special {
            let text = format!("a{token}b {token}{token}\n");
            let ids = tokenizer.encode(&text).expect("ids");
            assert!(ids.iter().all(|id| !special.contains_key(id)), "{mode:?} {token}: {ids:?}");
            let marked = tokenizer.encode_marked(&text).expect("ids");
            assert_eq!(marked.iter().filter(|other| *other == id).count(), 3, "{mode:?} {token}: {marked:?}");
            assert_eq!(tokenizer.decode(&marked, true).expect("text"), text);
            assert_eq!(tokenizer.decode(&marked, false).expect("text"), text.replace(token.as_str(), ""));
        }
    }
}

#[test]
fn an_unknown_id_is_refused() {
    for (_, tokenizer) in each() {
        let id = tokenizer.rows() as u32;
        let error = tokenizer.decode(&[0, id], true).expect_err("no such id").to_string();
        assert_eq!(error, format!("token id {id} at position 1: the tokenizer has ids up to {}", id - 1));
    }
}
