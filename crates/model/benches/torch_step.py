"""The training step of step.rs with PyTorch, transformers and (for lora) PEFT: the same shapes, batch and threads.

    python torch_step.py [small|medium] [full|lora] [steps] [threads]
"""

import resource
import sys
import time

import torch
from transformers import GPT2Config, GPT2LMHeadModel

SHAPES = {
    "small": (dict(vocab_size=65, n_positions=64, n_embd=128, n_layer=4, n_head=4), 12, 64),
    "medium": (dict(vocab_size=8192, n_positions=256, n_embd=512, n_layer=6, n_head=8), 2, 256),
}


def measure(name, kind, steps):
    shape, rows, tokens = SHAPES[name]
    torch.manual_seed(1)
    config = GPT2Config(**shape, embd_pdrop=0.0, attn_pdrop=0.0, resid_pdrop=0.0, bos_token_id=0, eos_token_id=0)
    model = GPT2LMHeadModel(config)
    parameters = sum(p.numel() for p in model.parameters())
    if kind == "lora":
        from peft import LoraConfig, get_peft_model

        targets = ["c_attn", "c_proj", "c_fc"]
        model = get_peft_model(model, LoraConfig(r=8, lora_alpha=16, target_modules=targets, task_type="CAUSAL_LM"))
    model.train()
    ids = torch.tensor([[(r * 7919 + t * 104729) % shape["vocab_size"] for t in range(tokens + 1)] for r in range(rows)])
    trained = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=1e-3, weight_decay=0.01)

    def step():
        logits = model(input_ids=ids[:, :-1]).logits
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), ids[:, 1:].reshape(-1))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        return loss.item()

    first = step()
    step()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(steps):
        last = step()
    cpu, wall = (time.process_time() - cpu) / steps * 1e3, (time.perf_counter() - wall) / steps * 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:8} {kind:5} {parameters / 1e6:6.2f} M  cpu {cpu:8.1f} ms  wall {wall:8.1f} ms  "
        f"peak {peak:6.0f} MB  loss {first:.4f} -> {last:.4f}"
    )


def main():
    words = sys.argv[1:]
    numbers = [int(w) for w in words if w.isdigit()]
    steps, threads = (numbers + [20, 2][len(numbers):])[:2]
    torch.set_num_threads(threads)
    print(f"torch {torch.__version__}, {threads} threads, {steps} steps")
    for name in [w for w in words if w in SHAPES] or SHAPES:
        for kind in [w for w in words if w in ("full", "lora")] or ["full", "lora"]:
            measure(name, kind, steps)


if __name__ == "__main__":
    main()
