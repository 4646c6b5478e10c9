"""Writes a small network as TorchScript, with an input and its output.

python3 scripted.py FOLDER writes scripted.pt and scripted.answer.safetensors (input, output).
"""
import json
import os
import struct
import sys

import torch


def write(path, tensors):
    header, at = {}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * 4
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.detach().contiguous().numpy().tobytes())


torch.manual_seed(1)
folder = sys.argv[1]
network = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 8), torch.nn.Tanh())
torch.jit.script(network).save(os.path.join(folder, "scripted.pt"))
rows = torch.randn(5, 2)
write(os.path.join(folder, "scripted.answer.safetensors"), {"input": rows, "output": network(rows)})
