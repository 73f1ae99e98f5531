//! Tokenizer training, vocabulary fusion, packing.
