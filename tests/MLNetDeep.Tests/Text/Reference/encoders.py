"""Writes folders of small transformers with random weights, with an input and its output.

python3 encoders.py FOLDER writes CASE/config.json, CASE/model.safetensors (or two parts of it with an index) and CASE.answer.safetensors
(input, output) for each case. The networks are written from the papers, one head at a time.
"""
import json
import os
import struct
import sys

import torch
from torch.nn.functional import gelu, layer_norm, linear

LAYERS, WIDTH, HEADS, NEURONS, VOCABULARY, PLACES = 3, 24, 3, 40, 50, 40
COMMON = dict(num_hidden_layers=LAYERS, hidden_size=WIDTH, num_attention_heads=HEADS, intermediate_size=NEURONS, vocab_size=VOCABULARY)


class Network:
    """Weights by name, made at random when first asked for."""

    def __init__(self, epsilon):
        self.weights, self.epsilon = {}, epsilon

    def get(self, name, *shape):
        if name not in self.weights:
            self.weights[name] = torch.randn(shape) * (0.3 if len(shape) < 2 else 1.5 / shape[-1] ** 0.5) + (len(shape) == 1 and name.endswith("weight"))
        return self.weights[name]

    def linear(self, name, x, to, bias=True):
        return linear(x, self.get(f"{name}.weight", to, x.shape[-1]), self.get(f"{name}.bias", to) if bias else None)

    def norm(self, name, x, bias=True):
        return layer_norm(x, (WIDTH,), self.get(f"{name}.weight", WIDTH), self.get(f"{name}.bias", WIDTH) if bias else None, self.epsilon)


def attend(q, k, v, allowed, turn=lambda x: x):
    """allowed: [rows, tokens, tokens]"""
    width, mixed = WIDTH // HEADS, []
    for head in range(HEADS):
        part = slice(head * width, (head + 1) * width)
        scores = turn(q[..., part]) @ turn(k[..., part]).transpose(1, 2) / width ** 0.5
        mixed.append(scores.masked_fill(~allowed, -1e9).softmax(-1) @ v[..., part])
    return torch.cat(mixed, -1)


def bert(net, ids, padding, act, segments, first):
    allowed = (ids != padding)[:, None, :].expand(-1, ids.shape[1], -1)
    places = torch.arange(ids.shape[1]) + first
    x = net.get("embeddings.word_embeddings.weight", VOCABULARY, WIDTH)[ids] + net.get("embeddings.position_embeddings.weight", PLACES, WIDTH)[places]
    x = net.norm("embeddings.LayerNorm", x + net.get("embeddings.token_type_embeddings.weight", segments, WIDTH)[0])
    for i in range(LAYERS):
        name = f"encoder.layer.{i}"
        q, k, v = (net.linear(f"{name}.attention.self.{part}", x, WIDTH) for part in ("query", "key", "value"))
        x = net.norm(f"{name}.attention.output.LayerNorm", x + net.linear(f"{name}.attention.output.dense", attend(q, k, v, allowed), WIDTH))
        y = net.linear(f"{name}.output.dense", act(net.linear(f"{name}.intermediate.dense", x, NEURONS)), WIDTH)
        x = net.norm(f"{name}.output.LayerNorm", x + y)
    return x


def distilled(net, ids, padding):
    allowed = (ids != padding)[:, None, :].expand(-1, ids.shape[1], -1)
    x = net.get("embeddings.word_embeddings.weight", VOCABULARY, WIDTH)[ids] + net.get("embeddings.position_embeddings.weight", PLACES, WIDTH)[:ids.shape[1]]
    x = net.norm("embeddings.LayerNorm", x)
    for i in range(LAYERS):
        name = f"transformer.layer.{i}"
        q, k, v = (net.linear(f"{name}.attention.{part}_lin", x, WIDTH) for part in "qkv")
        x = net.norm(f"{name}.sa_layer_norm", x + net.linear(f"{name}.attention.out_lin", attend(q, k, v, allowed), WIDTH))
        x = net.norm(f"{name}.output_layer_norm", x + net.linear(f"{name}.ffn.lin2", gelu(net.linear(f"{name}.ffn.lin1", x, NEURONS)), WIDTH))
    return x


def modern(net, ids, padding, every, window):
    places = torch.arange(ids.shape[1])
    seen = (ids != padding)[:, None, :].expand(-1, ids.shape[1], -1)
    near = seen & ((places[:, None] - places[None, :]).abs() <= window // 2)

    def turner(theta):
        width = WIDTH // HEADS
        angle = places[:, None].float() * theta ** (-torch.arange(0, width, 2).float() / width)

        def turn(x):
            a, b = x[..., :width // 2], x[..., width // 2:]
            return torch.cat([a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()], -1)
        return turn

    x = net.norm("embeddings.norm", net.get("embeddings.tok_embeddings.weight", VOCABULARY, WIDTH)[ids], bias=False)
    for i in range(LAYERS):
        name, whole = f"layers.{i}", i % every == 0
        y = net.norm(f"{name}.attn_norm", x, bias=False) if i else x
        q, k, v = net.linear(f"{name}.attn.Wqkv", y, 3 * WIDTH, bias=False).chunk(3, -1)
        mixed = attend(q, k, v, seen if whole else near, turner(1000.0 if whole else 100.0))
        x = x + net.linear(f"{name}.attn.Wo", mixed, WIDTH, bias=False)
        given, gate = net.linear(f"{name}.mlp.Wi", net.norm(f"{name}.mlp_norm", x, bias=False), 2 * NEURONS, bias=False).chunk(2, -1)
        x = x + net.linear(f"{name}.mlp.Wo", gelu(given) * gate, WIDTH, bias=False)
    return net.norm("final_norm", x, bias=False)


def smooth(x):
    return gelu(x, approximate="tanh")


PLAIN = dict(COMMON, max_position_embeddings=PLACES)
CASES = {  # config.json, the prefix of names, the number of the padding, the network
    "bert": (dict(PLAIN, model_type="bert"), "bert.", 0, 1e-12, lambda net, ids: bert(net, ids, 0, gelu, 2, 0)),
    "minilm": (dict(PLAIN, model_type="bert", hidden_act="gelu_new", layer_norm_eps=1e-5), "", 0, 1e-5, lambda net, ids: bert(net, ids, 0, smooth, 2, 0)),
    "roberta": (dict(PLAIN, model_type="roberta", type_vocab_size=1, layer_norm_eps=1e-5), "roberta.", 1, 1e-5, lambda net, ids: bert(net, ids, 1, gelu, 1, 2)),
    "camembert": (dict(PLAIN, model_type="camembert", type_vocab_size=1, pad_token_id=3, hidden_act="relu"), "roberta.", 3, 1e-12, lambda net, ids: bert(net, ids, 3, torch.relu, 1, 4)),
    "distilbert": (dict(model_type="distilbert", n_layers=LAYERS, dim=WIDTH, n_heads=HEADS, hidden_dim=NEURONS, vocab_size=VOCABULARY, max_position_embeddings=PLACES), "distilbert.", 0, 1e-12,
                   lambda net, ids: distilled(net, ids, 0)),
    "modernbert": (dict(PLAIN, model_type="modernbert", pad_token_id=0, global_attn_every_n_layers=2, local_attention=6, global_rope_theta=1000.0, local_rope_theta=100.0), "model.", 0, 1e-5,
                   lambda net, ids: modern(net, ids, 0, 2, 6)),
}


def save(path, tensors):
    header, at = {}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * tensor.element_size()
        kind = {torch.float32: "F32", torch.float16: "F16", torch.int64: "I64"}[tensor.dtype]
        header[name] = dict(dtype=kind, shape=list(tensor.shape), data_offsets=[at, at + size])
        at += size
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.detach().contiguous().numpy().tobytes())


def write(folder, case, config, weights):
    os.makedirs(folder)
    with open(f"{folder}/config.json", "w") as file:
        json.dump(config, file)
    if case != "roberta":
        save(f"{folder}/model.safetensors", weights)
        return
    # In two parts, as large models are.
    names = list(weights)
    parts = {"model-00001-of-00002.safetensors": names[::2], "model-00002-of-00002.safetensors": names[1::2]}
    for part, its in parts.items():
        save(f"{folder}/{part}", {name: weights[name] for name in its})
    with open(f"{folder}/model.safetensors.index.json", "w") as file:
        json.dump(dict(metadata={}, weight_map={name: part for part, its in parts.items() for name in its}), file)


def main(folder):
    torch.set_num_threads(1)
    for case, (config, prefix, padding, epsilon, forward) in CASES.items():
        torch.manual_seed(1)
        ids = torch.randint(5, VOCABULARY, (3, 15))
        ids[1, 9:], ids[2, 12:] = padding, padding
        network = Network(epsilon)
        with torch.no_grad():
            forward(network, ids)
            if case == "distilbert":
                network.weights = {name: tensor.half().float() for name, tensor in network.weights.items()}
            answer = forward(network, ids)
        weights = {prefix + name: tensor for name, tensor in network.weights.items()}
        if case == "bert":
            weights = {name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): tensor for name, tensor in weights.items()}
            weights["cls.predictions.bias"] = torch.zeros(VOCABULARY)
        if case == "distilbert":
            weights = {name: tensor.half() for name, tensor in weights.items()}
        write(f"{folder}/{case}", case, config, weights)
        save(f"{folder}/{case}.answer.safetensors", dict(input=ids, output=answer))


if __name__ == "__main__":
    main(sys.argv[1])
