"""Writes small networks with random weights, under the names of torchvision and of timm, with an input and its output.

python3 reference.py FOLDER writes CASE.safetensors (the weights) and CASE.answer.safetensors (input, output) for each case.
The networks are written from the papers and from the names in published files, with PyTorch's own layers only.
"""
import json
import struct
import sys
from collections import OrderedDict
from functools import partial

import torch
from torch import nn

CLASSES = 5


def divisible(value):
    rounded = max(8, int(value + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * value else rounded


# ---- residual networks: torchvision's names, which are timm's too

class ResidualBlock(nn.Module):
    def __init__(self, inside, width, outside, stride):
        super().__init__()
        bottleneck = outside != width
        kernels = [(inside, width, 1, 1), (width, width, 3, stride), (width, outside, 1, 1)] if bottleneck else \
            [(inside, width, 3, stride), (width, width, 3, 1)]
        self.count = len(kernels)
        for i, (a, b, kernel, step) in enumerate(kernels, 1):
            setattr(self, f"conv{i}", nn.Conv2d(a, b, kernel, step, kernel // 2, bias=False))
            setattr(self, f"bn{i}", nn.BatchNorm2d(b))
        self.downsample = None
        if stride != 1 or inside != outside:
            self.downsample = nn.Sequential(nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x):
        y = x
        for i in range(1, self.count + 1):
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            y = torch.relu(y) if i < self.count else y
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, blocks, expansion, width):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        inside = width
        for stage, count in enumerate(blocks):
            layers = []
            for block in range(count):
                outside = (width << stage) * expansion
                layers.append(ResidualBlock(inside, width << stage, outside, 2 if stage and not block else 1))
                inside = outside
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layers))
        self.fc = nn.Linear(inside, CLASSES)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


# ---- MobileNetV3 (large)

MOBILE = [  # kernel, expanded, out, squeezes, hard swish, stride
    (3, 16, 16, 0, 0, 1), (3, 64, 24, 0, 0, 2), (3, 72, 24, 0, 0, 1), (5, 72, 40, 1, 0, 2), (5, 120, 40, 1, 0, 1),
    (5, 120, 40, 1, 0, 1), (3, 240, 80, 0, 1, 2), (3, 200, 80, 0, 1, 1), (3, 184, 80, 0, 1, 1), (3, 184, 80, 0, 1, 1),
    (3, 480, 112, 1, 1, 1), (3, 672, 112, 1, 1, 1), (5, 672, 160, 1, 1, 2), (5, 960, 160, 1, 1, 1), (5, 960, 160, 1, 1, 1)]


def conv_norm(inside, outside, kernel, stride, groups, act, eps):
    layers = [nn.Conv2d(inside, outside, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outside, eps)]
    return nn.Sequential(*layers, *([act()] if act else []))


class Squeeze(nn.Module):
    def __init__(self, width, squeezed, names):
        super().__init__()
        self.names = names
        setattr(self, names[0], nn.Conv2d(width, squeezed, 1))
        setattr(self, names[1], nn.Conv2d(squeezed, width, 1))

    def forward(self, x):
        first, second = (getattr(self, name) for name in self.names)
        return x * nn.functional.hardsigmoid(second(torch.relu(first(x.mean((2, 3), keepdim=True)))))


class MobileBlockTorchvision(nn.Module):
    def __init__(self, inside, kernel, wide, outside, squeezes, act, stride):
        super().__init__()
        layers = [conv_norm(inside, wide, 1, 1, 1, act, 1e-3)] if wide != inside else []
        layers.append(conv_norm(wide, wide, kernel, stride, wide, act, 1e-3))
        if squeezes:
            layers.append(Squeeze(wide, divisible(wide // 4), ("fc1", "fc2")))
        layers.append(conv_norm(wide, outside, 1, 1, 1, None, 1e-3))
        self.block = nn.Sequential(*layers)
        self.adds = stride == 1 and inside == outside

    def forward(self, x):
        return self.block(x) + x if self.adds else self.block(x)


class MobileTorchvision(nn.Module):
    def __init__(self, share):
        super().__init__()
        inside = divisible(16 * share)
        layers = [conv_norm(3, inside, 3, 2, 1, nn.Hardswish, 1e-3)]
        for kernel, wide, out, squeezes, hard, stride in MOBILE:
            out = divisible(out * share)
            layers.append(MobileBlockTorchvision(inside, kernel, divisible(wide * share), out, squeezes, nn.Hardswish if hard else nn.ReLU, stride))
            inside = out
        layers.append(conv_norm(inside, 6 * inside, 1, 1, 1, nn.Hardswish, 1e-3))
        self.features = nn.Sequential(*layers)
        hidden = divisible(1280 * share)
        self.classifier = nn.Sequential(nn.Linear(6 * inside, hidden), nn.Hardswish(), nn.Dropout(0.2), nn.Linear(hidden, CLASSES))

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


class MobileBlockTimm(nn.Module):
    def __init__(self, inside, kernel, wide, outside, squeezes, act, stride):
        super().__init__()
        self.act = act()
        expands = wide != inside
        if expands:
            self.conv_pw, self.bn1 = nn.Conv2d(inside, wide, 1, bias=False), nn.BatchNorm2d(wide)
        self.conv_dw = nn.Conv2d(wide, wide, kernel, stride, kernel // 2, groups=wide, bias=False)
        setattr(self, "bn2" if expands else "bn1", nn.BatchNorm2d(wide))
        self.se = Squeeze(wide, divisible(wide // 4), ("conv_reduce", "conv_expand")) if squeezes else nn.Identity()
        setattr(self, "conv_pwl" if expands else "conv_pw", nn.Conv2d(wide, outside, 1, bias=False))
        setattr(self, "bn3" if expands else "bn2", nn.BatchNorm2d(outside))
        self.expands, self.adds = expands, stride == 1 and inside == outside

    def forward(self, x):
        if self.expands:
            y = self.act(self.bn1(self.conv_pw(x)))
            y = self.bn3(self.conv_pwl(self.se(self.act(self.bn2(self.conv_dw(y))))))
        else:
            y = self.bn2(self.conv_pw(self.se(self.act(self.bn1(self.conv_dw(x))))))
        return y + x if self.adds else y


class MobileTimm(nn.Module):
    def __init__(self, share):
        super().__init__()
        inside = divisible(16 * share)
        self.conv_stem, self.bn1 = nn.Conv2d(3, inside, 3, 2, 1, bias=False), nn.BatchNorm2d(inside)
        lines, stages = iter(MOBILE), []
        for count in (1, 2, 3, 4, 2, 3):
            blocks = []
            for kernel, wide, out, squeezes, hard, stride in (next(lines) for _ in range(count)):
                out = divisible(out * share)
                blocks.append(MobileBlockTimm(inside, kernel, divisible(wide * share), out, squeezes, nn.Hardswish if hard else nn.ReLU, stride))
                inside = out
            stages.append(nn.Sequential(*blocks))
        wide = 6 * inside
        stages.append(nn.Sequential(nn.Sequential(OrderedDict(
            conv=nn.Conv2d(inside, wide, 1, bias=False), bn1=nn.BatchNorm2d(wide), act=nn.Hardswish()))))
        self.blocks = nn.Sequential(*stages)
        hidden = divisible(1280 * share)
        self.conv_head = nn.Conv2d(wide, hidden, 1)
        self.classifier = nn.Linear(hidden, CLASSES)

    def forward(self, x):
        x = self.blocks(nn.functional.hardswish(self.bn1(self.conv_stem(x))))
        x = nn.functional.hardswish(self.conv_head(x.mean((2, 3), keepdim=True)))
        return self.classifier(x.flatten(1))


# ---- ConvNeXt

class ChannelNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Permute(nn.Module):
    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(self.order)


norm = partial(nn.LayerNorm, eps=1e-6)
channel_norm = partial(ChannelNorm, eps=1e-6)


class NextBlockTorchvision(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layer_scale = nn.Parameter(torch.rand(width, 1, 1))
        self.block = nn.Sequential(nn.Conv2d(width, width, 7, 1, 3, groups=width), Permute(0, 2, 3, 1), norm(width),
                                   nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width), Permute(0, 3, 1, 2))

    def forward(self, x):
        return x + self.layer_scale * self.block(x)


class NextTorchvision(nn.Module):
    def __init__(self, depths, width):
        super().__init__()
        layers = [nn.Sequential(nn.Conv2d(3, width, 4, 4), channel_norm(width))]
        for stage, depth in enumerate(depths):
            wide = width << stage
            if stage:
                layers.append(nn.Sequential(channel_norm(wide // 2), nn.Conv2d(wide // 2, wide, 2, 2)))
            layers.append(nn.Sequential(*[NextBlockTorchvision(wide) for _ in range(depth)]))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(channel_norm(wide), nn.Flatten(1), nn.Linear(wide, CLASSES))

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3), keepdim=True))


class NextBlockTimm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gamma = nn.Parameter(torch.rand(width))
        self.conv_dw, self.norm = nn.Conv2d(width, width, 7, 1, 3, groups=width), norm(width)
        self.mlp = nn.Sequential(OrderedDict(fc1=nn.Linear(width, 4 * width), act=nn.GELU(), fc2=nn.Linear(4 * width, width)))

    def forward(self, x):
        y = self.mlp(self.norm(self.conv_dw(x).permute(0, 2, 3, 1)))
        return x + (self.gamma * y).permute(0, 3, 1, 2)


class NextStageTimm(nn.Module):
    def __init__(self, inside, width, depth):
        super().__init__()
        self.downsample = nn.Identity() if inside == width else nn.Sequential(channel_norm(inside), nn.Conv2d(inside, width, 2, 2))
        self.blocks = nn.Sequential(*[NextBlockTimm(width) for _ in range(depth)])

    def forward(self, x):
        return self.blocks(self.downsample(x))


class NextTimm(nn.Module):
    def __init__(self, depths, width):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 4, 4), channel_norm(width))
        self.stages = nn.Sequential(*[NextStageTimm(width << max(0, s - 1), width << s, d) for s, d in enumerate(depths)])
        wide = width << len(depths) - 1
        self.head = nn.Sequential(OrderedDict(norm=channel_norm(wide), flatten=nn.Flatten(1), fc=nn.Linear(wide, CLASSES)))

    def forward(self, x):
        return self.head(self.stages(self.stem(x)).mean((2, 3), keepdim=True))


# ---- vision transformers

class LayerTorchvision(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.ln_1, self.ln_2 = norm(width), norm(width)
        self.self_attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Dropout(0), nn.Linear(4 * width, width), nn.Dropout(0))

    def forward(self, x):
        y = self.ln_1(x)
        x = x + self.self_attention(y, y, y, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))


class ViTTorchvision(nn.Module):
    def __init__(self, width, layers, heads, patch, tokens):
        super().__init__()
        self.class_token = nn.Parameter(torch.randn(1, 1, width))
        self.conv_proj = nn.Conv2d(3, width, patch, patch)
        self.encoder = nn.Module()
        self.encoder.pos_embedding = nn.Parameter(torch.randn(1, tokens + 1, width))
        self.encoder.layers = nn.Sequential(OrderedDict((f"encoder_layer_{i}", LayerTorchvision(width, heads)) for i in range(layers)))
        self.encoder.ln = norm(width)
        self.heads = nn.Sequential(OrderedDict(head=nn.Linear(width, CLASSES)))

    def forward(self, x):
        x = self.conv_proj(x).flatten(2).permute(0, 2, 1)
        x = torch.cat([self.class_token.expand(len(x), -1, -1), x], 1) + self.encoder.pos_embedding
        return self.heads(self.encoder.ln(self.encoder.layers(x))[:, 0])


class AttentionTimm(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.qkv, self.proj = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        rows, tokens, width = x.shape
        q, k, v = (t.view(rows, tokens, self.heads, -1).transpose(1, 2) for t in self.qkv(x).split(width, -1))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5, -1)
        return self.proj((weights @ v).transpose(1, 2).flatten(2))


class BlockTimm(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attn, self.norm2 = norm(width), AttentionTimm(width, heads), norm(width)
        self.mlp = nn.Sequential(OrderedDict(fc1=nn.Linear(width, 4 * width), act=nn.GELU(), fc2=nn.Linear(4 * width, width)))

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class ViTTimm(nn.Module):
    def __init__(self, width, layers, heads, patch, side):
        super().__init__()
        self.side = side
        self.cls_token = nn.Parameter(torch.randn(1, 1, width))
        self.pos_embed = nn.Parameter(torch.randn(1, side * side + 1, width))
        self.patch_embed = nn.Sequential(OrderedDict(proj=nn.Conv2d(3, width, patch, patch)))
        self.blocks = nn.Sequential(*[BlockTimm(width, heads) for _ in range(layers)])
        self.norm, self.head = norm(width), nn.Linear(width, CLASSES)

    def forward(self, x):
        x = self.patch_embed(x)
        height, width = x.shape[2:]
        first, places = self.pos_embed[:, :1], self.pos_embed[:, 1:]
        if (height, width) != (self.side, self.side):
            places = places.transpose(1, 2).unflatten(2, (self.side, self.side))
            places = nn.functional.interpolate(places, (height, width), mode="bicubic", align_corners=False).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x.flatten(2).transpose(1, 2)], 1) + torch.cat([first, places], 1)
        return self.head(self.norm(self.blocks(x)[:, 0]))


CASES = {
    "resnet-18": lambda: ResNet([2, 2, 2, 2], 1, 8),
    "resnet-50": lambda: ResNet([3, 4, 6, 3], 4, 8),
    "mobilenetv3-torchvision": lambda: MobileTorchvision(0.35),
    "mobilenetv3-timm": lambda: MobileTimm(0.35),
    "convnext-torchvision": lambda: NextTorchvision([1, 1, 3, 1], 8),
    "convnext-timm": lambda: NextTimm([1, 1, 3, 1], 8),
    "vit-torchvision": lambda: ViTTorchvision(32, 2, 2, 16, 4 * 3),
    "vit-timm": lambda: ViTTimm(32, 2, 2, 16, 5),
}


def shake(network):
    """Makes every number count: fresh networks have scales of 1, biases and means of 0."""
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if name.endswith("running_var"):
                value.uniform_(0.001, 2)
            elif value.dtype == torch.float32 and value.dim() == 1:
                value.add_(torch.randn_like(value) * 0.1)


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
    for case, make in CASES.items():
        torch.manual_seed(1)
        network = make()
        shake(network)
        network.eval()
        pictures = torch.randn(2, 3, 64, 48)
        with torch.no_grad():
            answer = network(pictures)
        save(f"{folder}/{case}.safetensors", network.state_dict())
        save(f"{folder}/{case}.answer.safetensors", dict(input=pictures, output=answer))


if __name__ == "__main__":
    main(sys.argv[1])
