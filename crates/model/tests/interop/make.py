"""Writes tiny models as transformers does, adapters as PEFT does, and the logits that torch finds.

    PYTHONHASHSEED=0 python make.py FOLDER [--width 8] [--seed 1]

The files of `fixtures/` came from this, with torch 2.15, transformers 5.23 and PEFT 0.21.2.

Below FOLDER each family has a model directory, `lora`, `rslora` and `dora` beside it, and `logits.json`: the token ids
that were fed in, and for `base` and each adapter the logits in double precision, row after row.

The adapters are not alike on purpose: default and other layers, a rank and an alpha of their own for some layers, one
block of two, trained rows of the embedding. No B is zero; DoRA's magnitudes are not the norms of the weights.
"""

import argparse
import json
import pathlib
import warnings

import torch
from peft import LoraConfig, get_peft_model
from transformers import (GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM,
                          Qwen3Config, Qwen3ForCausalLM)

VOCABULARY = 16
GPT2_LAYERS = ["c_attn", "c_proj", "c_fc"]
LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def model(family, width):
    if family == "gpt2":
        return GPT2LMHeadModel(GPT2Config(vocab_size=VOCABULARY, n_positions=16, n_embd=width, n_layer=2, n_head=2,
                                          bos_token_id=0, eos_token_id=0))
    kind, config = {"llama": (LlamaForCausalLM, LlamaConfig), "qwen2": (Qwen2ForCausalLM, Qwen2Config),
                    "qwen3": (Qwen3ForCausalLM, Qwen3Config)}[family]
    more = {"head_dim": width // 2 + 2} if family == "qwen3" else {}
    return kind(config(vocab_size=VOCABULARY, hidden_size=width, intermediate_size=width + 4, num_hidden_layers=2,
                       num_attention_heads=2, num_key_value_heads=1, max_position_embeddings=16,
                       tie_word_embeddings=family != "llama", bos_token_id=0, eos_token_id=1, **more))


def adapters(family):
    gpt2 = family == "gpt2"
    common = {"task_type": "CAUSAL_LM", "fan_in_fan_out": gpt2}
    every, one = (GPT2_LAYERS, "c_attn") if gpt2 else (LAYERS, "q_proj")
    yield "lora", LoraConfig(r=2, lora_alpha=4, target_modules=every, lora_dropout=0.1, **common)
    yield "rslora", LoraConfig(r=2, lora_alpha=3, use_rslora=True, rank_pattern={one: 3}, alpha_pattern={one: 5},
                               trainable_token_indices=[3, 7], target_modules=every, **common)
    yield "dora", LoraConfig(r=2, lora_alpha=4, use_dora=True, layers_to_transform=[1],
                             target_modules=None if gpt2 else ["q_proj", "down_proj"], **common)


def randomise(parameters):
    for name, parameter in parameters:
        noise = torch.randn_like(parameter) * 0.15
        with torch.no_grad():
            if "magnitude" in name or parameter.dim() == 1 and name.endswith("weight"):
                parameter.mul_(1 + noise)
            elif "token_adapter" in name:
                parameter.add_(noise)
            else:
                parameter.copy_(noise)


def logits(net, ids):
    with torch.no_grad():
        return net.double().eval()(ids).logits.flatten().tolist()


def main():
    # PEFT looks on the hub for the bases, whose names are made up.
    warnings.filterwarnings("ignore", module="peft")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ids = torch.tensor([[(5 * i + 3 + 7 * row) % VOCABULARY for i in range(6)] for row in range(2)])
    for family in ["gpt2", "llama", "qwen2", "qwen3"]:
        torch.manual_seed(asked.seed)
        at = asked.folder / family
        net = model(family, asked.width)
        randomise(net.named_parameters())
        net.save_pretrained(at)
        found = {"ids": ids.tolist(), "base": logits(net, ids)}
        for name, config in adapters(family):
            base = type(net).from_pretrained(at, attn_implementation="eager")
            base.config._name_or_path = base.name_or_path = f"tiny-{family}"
            adapted = get_peft_model(base, config)
            randomise((n, p) for n, p in adapted.named_parameters() if p.requires_grad)
            adapted.save_pretrained(at / name)
            (at / name / "README.md").unlink()
            found[name] = logits(adapted, ids)
        rounded = {key: [round(x, 9) for x in value] if key != "ids" else value for key, value in found.items()}
        (at / "logits.json").write_text(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main()
