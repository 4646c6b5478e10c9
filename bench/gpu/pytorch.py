"""Rows a second that PyTorch trains the default Cnn and ResNet-18 on, for pictures of 32 x 32 pixels: single precision, and bfloat16 by autocast."""
import itertools
import sys
import time

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, into, out, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(),
            nn.Conv2d(out, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out))
        same = stride == 1 and into == out
        self.skip = nn.Identity() if same else nn.Sequential(nn.Conv2d(into, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        return torch.relu(self.body(x) + self.skip(x))


def cnn():
    layers, into = [], 3
    for block, out in enumerate((32, 64)):
        for _ in range(2):
            layers += [nn.Conv2d(into, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU()]
            into = out
        if block == 0:
            layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.1), nn.Linear(into, 10))


def resnet():
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    into = 64
    for out, stride in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        layers.append(Block(into, out, stride))
        into = out
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def main(device, rows, rounds, batch=256):
    features, labels = torch.rand(rows, 3, 32, 32, device=device), torch.randint(10, (rows,), device=device)
    for (name, make), half in itertools.product((("Cnn", cnn), ("ResNet-18", resnet)), (False, True)):
        network = make().to(device)
        optimizer = torch.optim.AdamW(network.parameters(), 1e-3, weight_decay=0.05)
        speeds = []
        for _ in range(rounds + 1):
            begin, order = time.time(), torch.randperm(rows, device=device)
            for at in range(0, rows, batch):
                picked = order[at:at + batch]
                optimizer.zero_grad()
                with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=half):
                    loss = nn.functional.cross_entropy(network(features[picked]), labels[picked])
                if not torch.isfinite(loss):
                    raise ValueError("the loss is no number")
                loss.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
            speeds.append(rows / (time.time() - begin))
        speeds = sorted(speeds[1:])
        print(f"PyTorch {torch.__version__}, {name}, {'bfloat16' if half else 'single'}: {speeds[len(speeds) // 2]:.0f} rows/s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
