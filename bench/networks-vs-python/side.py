"""The Python side of the benchmark: side.py NETWORK THREADS BATCH ROWS WIDTH builds the same network as the product does and
answers each line of standard input: "train" (one epoch) and "score" with rows a second, "memory" with the peak in megabytes.

It trains as a careful user would: rows cached in one tensor, shuffled, standardised, AdamW without decay of norms and biases, a
schedule, clipped gradients, a check of the loss in each step and a running accuracy.
"""
import sys
import time

import torch
from torch import nn

import networks

KEY = sys.argv[1]
THREADS, BATCH, ROWS, WIDTH = map(int, sys.argv[2:6])
CLASSES = 10
torch.set_num_threads(THREADS)
torch.manual_seed(1)

network = networks.build(KEY, WIDTH, CLASSES)
rows, labels = torch.rand(ROWS, WIDTH), torch.randint(0, CLASSES, (ROWS,))
mean, scale = rows.mean(), 1 / rows.std()
decayed = [p for p in network.parameters() if p.dim() > 1]
others = [p for p in network.parameters() if p.dim() <= 1]
optimizer = torch.optim.AdamW([{"params": decayed}, {"params": others, "weight_decay": 0.0}], 1e-3, weight_decay=1e-2)
steps = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 1000)


def shaped(batch):
    return (batch.reshape(networks.shape(KEY, WIDTH)) - mean) * scale


def train():
    network.train()
    right = 0
    order = torch.randperm(ROWS)
    start = time.perf_counter()
    for picked in order.split(BATCH):
        x, y = shaped(rows.index_select(0, picked)), labels.index_select(0, picked)
        optimizer.zero_grad()
        outputs = network(x)
        loss = nn.functional.cross_entropy(outputs, y)
        if not torch.isfinite(loss).item():
            raise ValueError("the loss is not finite")
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        steps.step()
        right += (outputs.detach().argmax(1) == y).sum().item()
    return ROWS / (time.perf_counter() - start)


def score():
    network.eval()
    start = time.perf_counter()
    with torch.inference_mode():
        scores = [network(shaped(part)).softmax(1).numpy() for part in rows.split(256)]
    assert sum(len(part) for part in scores) == ROWS
    return ROWS / (time.perf_counter() - start)


def memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


print(torch.__version__, sum(p.numel() for p in network.parameters()), flush=True)
for line in sys.stdin:
    print({"train": train, "score": score, "memory": memory}[line.strip()](), flush=True)
