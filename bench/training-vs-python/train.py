"""The Python side of the benchmark: the same network and batch as Trainer.cs. For each number of steps on a line of
standard input it trains that many and answers with the seconds taken and the last loss."""
import sys
import time

import torch
import torch.nn as nn

threads, batch = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(1)


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()]


model = nn.Sequential(*block(1, 16), nn.MaxPool2d(2), *block(16, 32), nn.MaxPool2d(2), *block(32, 64),
                      nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
optimizer = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=1e-2)
x, y = torch.randn(batch, 1, 28, 28), torch.randint(0, 10, (batch,))
print(torch.__version__, flush=True)

for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    print(time.perf_counter() - start, loss.item(), flush=True)
