#!/usr/bin/env python3
"""Writes reference.txt: what PyTorch gives for the cases of LayerTests, OptimizerTests and SchedulerTests.
Run it with the PyTorch of the same libtorch: the numbers depend on its random generator."""
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)


def digest(t):
    t = t.detach().double().flatten()
    return (t * torch.cos(torch.arange(1, t.numel() + 1, dtype=torch.float64))).sum().item()


def first(out):
    return out[0] if isinstance(out, tuple) else out


def layer(name, make, shape, integer=None):
    torch.manual_seed(7)
    m = make()
    x = torch.randint(0, integer, shape) if integer else torch.randn(*shape)
    if not integer:
        x.requires_grad_()
    out = first(m(x))
    out.pow(2).sum().backward()
    grads = sum(digest(p.grad) for p in m.parameters() if p.grad is not None)
    print(f"layer {name} {digest(out):.9g} {0 if integer else digest(x.grad):.9g} {grads:.9g} {' '.join(m.state_dict().keys())}")


layer("Linear", lambda: nn.Linear(5, 3), (4, 5))
layer("Bilinear", lambda: nn.Sequential(nn.Linear(5, 3)), (4, 5))
layer("Conv1d", lambda: nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2), (2, 4, 9))
layer("Conv2d", lambda: nn.Conv2d(3, 4, 3, padding=1), (2, 3, 6, 6))
layer("Conv2dRectangle", lambda: nn.Conv2d(3, 4, (3, 1), stride=(2, 1), padding=(1, 0), dilation=(1, 2), bias=False), (2, 3, 6, 6))
layer("Conv2dSame", lambda: nn.Conv2d(3, 4, 3, padding="same"), (2, 3, 6, 6))
layer("Conv2dReflect", lambda: nn.Conv2d(3, 4, 3, padding=1, padding_mode="reflect"), (2, 3, 6, 6))
layer("Conv2dCircular", lambda: nn.Conv2d(3, 4, 3, padding=1, padding_mode="circular"), (2, 3, 6, 6))
layer("ConvTranspose2d", lambda: nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1), (2, 3, 5, 5))
layer("BatchNorm1d", lambda: nn.BatchNorm1d(5), (6, 5))
layer("BatchNorm2d", lambda: nn.BatchNorm2d(3, eps=1e-3, momentum=0.2), (4, 3, 5, 5))
layer("InstanceNorm2d", lambda: nn.InstanceNorm2d(3, affine=True), (4, 3, 5, 5))
layer("LayerNorm", lambda: nn.LayerNorm([3, 5]), (4, 3, 5))
layer("GroupNorm", lambda: nn.GroupNorm(2, 6), (4, 6, 5))
layer("LocalResponseNorm", lambda: nn.LocalResponseNorm(3), (2, 6, 4, 4))
layer("Embedding", lambda: nn.Embedding(10, 4, padding_idx=0), (3, 5), 10)
layer("EmbeddingBag", lambda: nn.EmbeddingBag(10, 4), (3, 5), 10)
layer("MaxPool2d", lambda: nn.MaxPool2d(2, stride=1, padding=1), (2, 3, 6, 6))
layer("AvgPool2d", lambda: nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), (2, 3, 6, 6))
layer("AdaptiveAvgPool2d", lambda: nn.AdaptiveAvgPool2d((2, 3)), (2, 3, 6, 6))
layer("AdaptiveMaxPool2d", lambda: nn.AdaptiveMaxPool2d((2, 3)), (2, 3, 6, 6))
layer("MaxPool1d", lambda: nn.MaxPool1d(2), (2, 3, 6))
layer("Dropout", lambda: nn.Dropout(0.3), (4, 5))
layer("Dropout2d", lambda: nn.Dropout2d(0.3), (4, 5, 2, 2))
layer("PixelShuffle", lambda: nn.PixelShuffle(2), (2, 8, 3, 3))
layer("Unflatten", lambda: nn.Unflatten(1, (2, 4)), (2, 8))
layer("Upsample", lambda: nn.Upsample(scale_factor=2, mode="bilinear"), (1, 2, 3, 3))
layer("ZeroPad2d", lambda: nn.ZeroPad2d((1, 2, 0, 1)), (1, 2, 3, 3))
for name, make in [("ReLU", nn.ReLU), ("ReLU6", nn.ReLU6), ("LeakyReLU", lambda: nn.LeakyReLU(0.2)), ("ELU", lambda: nn.ELU(0.7)),
                   ("CELU", nn.CELU), ("SELU", nn.SELU), ("GELU", nn.GELU), ("SiLU", nn.SiLU), ("Mish", nn.Mish),
                   ("Sigmoid", nn.Sigmoid), ("LogSigmoid", nn.LogSigmoid), ("Tanh", nn.Tanh), ("Tanhshrink", nn.Tanhshrink),
                   ("Hardswish", nn.Hardswish), ("Hardsigmoid", nn.Hardsigmoid), ("Hardtanh", nn.Hardtanh),
                   ("Softplus", nn.Softplus), ("Softsign", nn.Softsign), ("Softshrink", nn.Softshrink),
                   ("Softmax", lambda: nn.Softmax(1)), ("LogSoftmax", lambda: nn.LogSoftmax(1)), ("GLU", lambda: nn.GLU(1)),
                   ("PReLU", lambda: nn.PReLU(6)), ("Threshold", lambda: nn.Threshold(0.1, 20))]:
    layer(name, make, (4, 6))
layer("LSTM", lambda: nn.LSTM(4, 3, num_layers=2, batch_first=True, bidirectional=True), (2, 5, 4))
layer("GRU", lambda: nn.GRU(4, 3), (5, 2, 4))
layer("LSTMCell", lambda: nn.LSTMCell(4, 3), (2, 4))
layer("GRUCell", lambda: nn.GRUCell(4, 3), (2, 4))
layer("RNNCell", lambda: nn.RNNCell(4, 3, bias=False), (2, 4))
layer("RNN", lambda: nn.RNN(4, 3, nonlinearity="relu"), (5, 2, 4))


class Attend(nn.MultiheadAttention):
    def forward(self, x):
        return super().forward(x, x, x)[0]


layer("MultiheadAttention", lambda: Attend(6, 2), (5, 2, 6))
layer("TransformerEncoder", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(6, 2, 8, dropout=0.0), 2), (5, 2, 6))

losses = {
    "cross_entropy": lambda p, c, y: F.cross_entropy(p, c),
    "cross_entropy_weighted": lambda p, c, y: F.cross_entropy(p, c, weight=torch.tensor([1.0, 2, 3, 4]), label_smoothing=0.1),
    "cross_entropy_ignore": lambda p, c, y: F.cross_entropy(p, c, ignore_index=1, reduction="sum"),
    "nll": lambda p, c, y: F.nll_loss(F.log_softmax(p, 1), c),
    "mse": lambda p, c, y: F.mse_loss(p, y), "l1": lambda p, c, y: F.l1_loss(p, y),
    "smooth_l1": lambda p, c, y: F.smooth_l1_loss(p, y, beta=0.5), "huber": lambda p, c, y: F.huber_loss(p, y, delta=0.7),
    "kl_div": lambda p, c, y: F.kl_div(F.log_softmax(p, 1), F.softmax(y, 1)),
    "bce": lambda p, c, y: F.binary_cross_entropy(p.sigmoid(), y.sigmoid()),
    "bce_logits": lambda p, c, y: F.binary_cross_entropy_with_logits(p, y.sigmoid(), pos_weight=torch.tensor([1.0, 2, 3, 4])),
    "cosine_similarity": lambda p, c, y: F.cosine_similarity(p, y).sum(),
}
torch.manual_seed(3)
p, c, y = torch.randn(6, 4), torch.randint(0, 4, (6,)), torch.randn(6, 4)
for name, loss in losses.items():
    q = p.clone().requires_grad_()
    value = loss(q, c, y)
    value.backward()
    print(f"loss {name} {value.item():.9g} {digest(q.grad):.9g}")


def optimizer(name, make):
    torch.manual_seed(5)
    m = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 2))
    x, y = torch.randn(8, 4), torch.randn(8, 2)
    o = make(m)
    for _ in range(6):
        o.zero_grad()
        F.mse_loss(m(x), y).backward()
        o.step()
    print(f"optimizer {name} " + " ".join(f"{digest(p):.9g}" for p in m.parameters()))


optimizer("SGD", lambda m: torch.optim.SGD(m.parameters(), 0.1))
optimizer("SGDMomentum", lambda m: torch.optim.SGD(m.parameters(), 0.1, momentum=0.9, weight_decay=0.01))
optimizer("SGDNesterov", lambda m: torch.optim.SGD(m.parameters(), 0.1, momentum=0.9, nesterov=True))
optimizer("Adam", lambda m: torch.optim.Adam(m.parameters(), 0.05, weight_decay=0.01))
optimizer("AdamAmsgrad", lambda m: torch.optim.Adam(m.parameters(), 0.05, amsgrad=True))
optimizer("AdamW", lambda m: torch.optim.AdamW(m.parameters(), 0.05, weight_decay=0.1))
optimizer("Groups", lambda m: torch.optim.AdamW([{"params": m[0].parameters(), "lr": 0.1}, {"params": m[2].parameters(), "weight_decay": 0.2}], lr=0.05, weight_decay=0.0))

S = torch.optim.lr_scheduler


def scheduler(name, make, steps=12, metric=None):
    o = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 0.5, momentum=0.9)
    s = make(o)
    rates = []
    for i in range(steps):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        s.step(metric[i]) if metric else s.step()
    print(f"scheduler {name} " + " ".join(f"{r:.9g}" for r in rates))


scheduler("StepLR", lambda o: S.StepLR(o, 3, 0.5))
scheduler("MultiStepLR", lambda o: S.MultiStepLR(o, [2, 5], 0.1))
scheduler("ExponentialLR", lambda o: S.ExponentialLR(o, 0.9))
scheduler("CosineAnnealingLR", lambda o: S.CosineAnnealingLR(o, 5, 0.01))
scheduler("LambdaLR", lambda o: S.LambdaLR(o, lambda e: 1 / (1 + e)))
scheduler("ConstantLR", lambda o: S.ConstantLR(o, 0.5, 4))
scheduler("LinearLR", lambda o: S.LinearLR(o, 0.1, 1.0, 4))
scheduler("SequentialLR", lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.1, 1.0, 4), S.CosineAnnealingLR(o, 8)], [4]))
scheduler("OneCycleLR", lambda o: S.OneCycleLR(o, 0.8, total_steps=20))
scheduler("OneCycleLRLinear", lambda o: S.OneCycleLR(o, 0.8, epochs=4, steps_per_epoch=5, anneal_strategy="linear", three_phase=True))
scheduler("ReduceLROnPlateau", lambda o: S.ReduceLROnPlateau(o, factor=0.5, patience=1),
          metric=[3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1])
