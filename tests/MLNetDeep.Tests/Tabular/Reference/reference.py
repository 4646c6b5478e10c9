"""Writes small networks for tables with random weights, with an input and its output.

python3 reference.py FOLDER writes CASE.safetensors (the weights) and CASE.answer.safetensors (input, output) for each case.
The networks are written from the papers, one column and one member of an ensemble at a time, with PyTorch's own attention.
"""
import json
import struct
import sys

import torch
from torch import nn
from torch.nn.functional import layer_norm, linear

NUMBERS, CATEGORIES, OUTPUTS = 3, [4, 2, 7], 3


class Network:
    """Weights by name, made at random when first asked for."""

    def __init__(self, bins):
        self.weights, self.bins = {}, bins

    def get(self, name, *shape):
        if name not in self.weights:
            self.weights[name] = torch.randn(shape) * (0.5 if len(shape) < 2 else 0.7 / shape[-1] ** 0.5) + ("norm" in name and name.endswith("weight"))
        return self.weights[name]

    def linear(self, name, x, outside):
        return linear(x, self.get(f"{name}.weight", outside, x.shape[-1]), self.get(f"{name}.bias", outside))

    def layer_norm(self, name, x):
        width = x.shape[-1]
        return layer_norm(x, (width,), self.get(f"{name}.weight", width), self.get(f"{name}.bias", width), 1e-5)

    def batch_norm(self, name, x):
        width = x.shape[-1]
        mean, variance = self.get(f"{name}.running_mean", width), self.get(f"{name}.running_var", width).abs_().add_(0.1)
        self.weights[f"{name}.num_batches_tracked"] = torch.tensor(0)
        return (x - mean) / (variance + 1e-5).sqrt() * self.get(f"{name}.weight", width) + self.get(f"{name}.bias", width)

    def number(self, name, x, column, width):
        weight, bias = self.get(f"{name}.embedding", NUMBERS, self.bins, width), self.get(f"{name}.bias", NUMBERS, width)
        return x[:, column * self.bins:(column + 1) * self.bins] @ weight[column] + bias[column]

    def code(self, name, x, column, width):
        table = self.get(f"{name}.table.weight", sum(CATEGORIES), width)
        self.weights[f"{name}.last"] = torch.tensor([[c - 1.0 for c in CATEGORIES]])
        self.weights[f"{name}.offset"] = torch.tensor([[float(sum(CATEGORIES[:i])) for i in range(len(CATEGORIES))]])
        return table[x[:, NUMBERS * self.bins + column].long() + sum(CATEGORIES[:column])]

    def columns(self, x, code_width, number_width):
        numbers = [self.number("columns.numbers.linear", x, i, number_width) for i in range(NUMBERS)] if number_width else [x[:, :NUMBERS * self.bins]]
        return torch.cat(numbers + [self.code("columns.codes", x, i, code_width) for i in range(len(CATEGORIES))], 1)


def transformer(net, x, width, layers, heads, neurons):
    tokens = [net.get("tokens.row_token", 1, 1, width)[0].expand(len(x), width)]
    tokens += [net.number("tokens.numbers.linear", x, i, width) for i in range(NUMBERS)]
    shift = net.get("tokens.code_token", len(CATEGORIES), width)
    tokens += [net.code("tokens.codes", x, i, width) + shift[i] for i in range(len(CATEGORIES))]
    x = torch.stack(tokens, 1)
    for i in range(layers):
        name = f"blocks.{i}"
        y = net.layer_norm(f"{name}.norm1", x) if i else x
        attention = nn.MultiheadAttention(width, heads, batch_first=True)
        attention.in_proj_weight.data = net.get(f"{name}.attn.qkv.weight", 3 * width, width)
        attention.in_proj_bias.data = net.get(f"{name}.attn.qkv.bias", 3 * width)
        attention.out_proj.weight.data = net.get(f"{name}.attn.proj.weight", width, width)
        attention.out_proj.bias.data = net.get(f"{name}.attn.proj.bias", width)
        x = x + attention(y, y, y, need_weights=False)[0]
        y = net.linear(f"{name}.mlp.first", net.layer_norm(f"{name}.mlp.norm", x), 2 * neurons)
        x = x + net.linear(f"{name}.mlp.second", y[..., :neurons] * torch.relu(y[..., neurons:]), width)
    return net.linear("head.linear", torch.relu(net.layer_norm("head.norm", x[:, 0])), OUTPUTS)


def tabm(net, x, members, width, layers, number_width, mini):
    columns = net.columns(x, 4, number_width)
    answers = []
    for member in range(members):
        y = columns * net.get("adapter", members, columns.shape[1])[member] if mini else columns
        for i in range(layers):
            name = f"layers.{i}.linear"
            if mini:
                y = torch.relu(net.linear(name, y, width))
                continue
            inside = y * net.get(f"{name}.adapter_in", members, y.shape[1])[member]
            product = inside @ net.get(f"{name}.shared.weight", width, y.shape[1]).T
            y = torch.relu(product * net.get(f"{name}.adapter_out", members, width)[member] + net.get(f"{name}.bias", members, width)[member])
        answers.append(y @ net.get("head.weight", members, width, OUTPUTS)[member] + net.get("head.bias", members, OUTPUTS)[member])
    return torch.stack(answers, 1)


def residual(net, x, width, layers):
    x = net.linear("first", net.columns(x, 4, 0), width)
    for i in range(layers):
        name = f"blocks.{i}.branch"
        y = torch.relu(net.linear(f"{name}.linear1", net.batch_norm(f"{name}.norm", x), 2 * width))
        x = x + net.linear(f"{name}.linear2", y, width)
    return net.linear("head", torch.relu(net.batch_norm("norm", x)), OUTPUTS)


def smooth_clip(x):
    return x / torch.sqrt(1 + (x / 3) ** 2)


def one_hot(net, x):
    """The first two categories: three values, of which each has a number, and one value against none."""
    name, codes = "columns.categories.onehot", x[:, NUMBERS:].long()
    for key, values in dict(places=[0, 0, 0, 1], last=[3, 3, 3, 1], on=[1, 2, 3, 1], off=[-1, -1, -1, 0]).items():
        net.weights[f"{name}.{key}"] = torch.tensor(values) if key == "places" else torch.tensor([values]).float()
    hot = [(codes[:, 0] == value).float() for value in (1, 2, 3)] + [torch.where(codes[:, 1] == 1, 1.0, -1.0)]
    return smooth_clip((torch.stack(hot, 1) - net.get(f"{name}.shift", 1, 4)) * net.get(f"{name}.scale", 1, 4))


def real_mlp(net, x, width, layers, frequencies, number_width, activation):
    features = []
    for i in range(NUMBERS):
        waves = torch.cos(2 * torch.pi * x[:, i:i + 1] * net.get("columns.numbers.frequency", NUMBERS, frequencies)[i] + net.get("columns.numbers.phase", NUMBERS, frequencies)[i])
        weight = net.get("columns.numbers.linear.weight", NUMBERS, frequencies, number_width - 1)[i]
        features += [waves @ weight + net.get("columns.numbers.linear.bias", NUMBERS, number_width - 1)[i], x[:, i:i + 1]]
    table = net.get("columns.categories.embedding.table.weight", CATEGORIES[2], 4)
    net.weights["columns.categories.places"] = torch.tensor([2])
    net.weights["columns.categories.embedding.last"] = torch.tensor([[CATEGORIES[2] - 1.0]])
    net.weights["columns.categories.embedding.offset"] = torch.tensor([[0.0]])
    y = torch.cat(features + [one_hot(net, x), table[x[:, NUMBERS + 2].long()]], 1)
    y = y * net.get("scale.scale", y.shape[1])
    for i in range(layers):
        y = net.linear(f"layers.{i}.weight.linear", y / y.shape[1] ** 0.5, width)
        weight = net.get(f"layers.{i}.activation.weight", width)
        y = (1 - weight) * y + weight * activation(y)
    return net.linear("head.linear", y / width ** 0.5, OUTPUTS)


def modern_nca(net, x, width, frequencies, number_width, candidates, flags):
    features = []
    for i in range(NUMBERS):
        angles = 2 * torch.pi * x[:, i:i + 1] * net.get("encoder.columns.numbers.frequency", NUMBERS, frequencies)[i]
        features.append(torch.relu(net.linear("encoder.columns.numbers.linear", torch.cat([angles.cos(), angles.sin()], 1), number_width)))
    for i, count in enumerate(CATEGORIES):
        table = net.get("encoder.columns.categories.embedding.table.weight", sum(CATEGORIES), 4)
        features.append(table[x[:, NUMBERS + i].long() + sum(CATEGORIES[:i])])
    net.weights["encoder.columns.categories.places"] = torch.arange(3)
    net.weights["encoder.columns.categories.embedding.last"] = torch.tensor([[c - 1.0 for c in CATEGORIES]])
    net.weights["encoder.columns.categories.embedding.offset"] = torch.tensor([[float(sum(CATEGORIES[:i])) for i in range(len(CATEGORIES))]])
    rows = net.linear("encoder.linear", torch.cat(features, 1), width)
    keys, targets = net.get("neighbours.embedding", candidates, width), net.get("neighbours.target", candidates, OUTPUTS)
    if "softened" not in net.__dict__:
        net.softened = True
        targets.copy_(targets.sigmoid() if flags else targets.softmax(1))
    shares = (-torch.cdist(rows, keys, compute_mode="donot_use_mm_for_euclid_dist")).softmax(1) @ targets
    return (shares + 1e-7).log() - (1 - shares + 1e-7).log() if flags else (shares + 1e-7).log()


CASES = {  # numbers that stand for a numeric column, the network
    "fttransformer": (1, lambda net, x: transformer(net, x, 12, 3, 4, 16)),
    "fttransformer-encoded": (5, lambda net, x: transformer(net, x, 12, 1, 2, 16)),
    "realmlp": (1, lambda net, x: real_mlp(net, x, 10, 2, 5, 3, nn.functional.selu)),
    "realmlp-mish": (1, lambda net, x: real_mlp(net, x, 10, 1, 5, 3, nn.functional.mish)),
    "modernnca": (1, lambda net, x: modern_nca(net, x, 10, 5, 3, 40, False)),
    "modernnca-flags": (1, lambda net, x: modern_nca(net, x, 10, 5, 3, 40, True)),
    "tabm": (5, lambda net, x: tabm(net, x, 6, 10, 3, 3, False)),
    "tabm-numbers": (1, lambda net, x: tabm(net, x, 6, 10, 2, 0, False)),
    "tabm-mini": (5, lambda net, x: tabm(net, x, 6, 10, 2, 3, True)),
    "tableresnet": (1, lambda net, x: residual(net, x, 10, 2)),
}


def save(path, tensors):
    header, at = {}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * tensor.element_size()
        kind = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        header[name] = dict(dtype=kind, shape=list(tensor.shape), data_offsets=[at, at + size])
        at += size
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.detach().contiguous().numpy().tobytes())


def main(folder):
    torch.set_num_threads(1)
    for case, (bins, forward) in CASES.items():
        torch.manual_seed(1)
        codes = torch.stack([torch.randint(0, count, (20,)) for count in CATEGORIES], 1)
        rows = torch.cat([torch.randn(20, NUMBERS * bins), codes.float()], 1)
        network = Network(bins)
        with torch.no_grad():
            forward(network, rows)
            answer = forward(network, rows)
        save(f"{folder}/{case}.safetensors", network.weights)
        save(f"{folder}/{case}.answer.safetensors", dict(input=rows, output=answer))


if __name__ == "__main__":
    main(sys.argv[1])
