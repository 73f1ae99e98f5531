"""Loads model directories and adapters that we wrote, and compares torch's logits with those that we computed.

    python check.py FOLDER

FOLDER is laid out as `make.py` does it; besides, each adapter may have its merged model in `NAME-merged`. Prints the
largest difference of each as JSON. Ends with 1 where one is above 1e-6 of the largest logit, or where transformers or PEFT
found a key missing or left over: PEFT only warns of that, and computes as if there were no adapter.
"""

import json
import pathlib
import sys
import warnings

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM


def base(at):
    net, found = AutoModelForCausalLM.from_pretrained(at, attn_implementation="eager", output_loading_info=True)
    wrong = {kind: sorted(map(str, names)) for kind, names in found.items() if names}
    assert not wrong, f"{at}: {wrong}"
    return net


def main():
    warnings.filterwarnings("error", message=".*adapter keys.*")
    folder, differences, fine = pathlib.Path(sys.argv[1]), {}, True
    for file in sorted(folder.glob("*/logits.json")):
        at, wanted = file.parent, json.loads(file.read_text())
        ids = torch.tensor(wanted.pop("ids"))
        for name, want in wanted.items():
            if name == "base":
                net = base(at)
            elif name.endswith("-merged"):
                net = base(at / name)
            else:
                net = PeftModel.from_pretrained(base(at), at / name)
            with torch.no_grad():
                found = net.double().eval()(ids).logits.flatten()
            want = torch.tensor(want, dtype=torch.float64)
            difference = (found - want).abs().max().item()
            differences[f"{at.name}/{name}"] = difference
            fine &= difference <= 1e-6 * max(1.0, want.abs().max().item())
    print(json.dumps(differences))
    sys.exit(0 if differences and fine else 1)


if __name__ == "__main__":
    main()
