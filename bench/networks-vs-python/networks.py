"""The networks of the benchmark as a Python user would write them, with the sizes that the product has by default."""
import torch
from torch import nn


def shape(key, width):
    return (-1, 3, 32, 32) if key in ("resnet", "vit") else (-1, width)


class ResidualBlock(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inside, outside, 3, stride, 1, bias=False), nn.BatchNorm2d(outside)
        self.conv2, self.bn2 = nn.Conv2d(outside, outside, 3, 1, 1, bias=False), nn.BatchNorm2d(outside)
        self.relu = nn.ReLU(inplace=True)
        self.shortcut = nn.Identity()
        if stride != 1 or inside != outside:
            self.shortcut = nn.Sequential(nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        return self.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


def resnet18(classes):
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)]
    inside = 64
    for stage, outside in enumerate((64, 128, 256, 512)):
        layers += [ResidualBlock(inside, outside, 2 if stage else 1), ResidualBlock(outside, outside, 1)]
        inside = outside
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, classes))


class Attention(nn.Module):
    def __init__(self, width, heads, dropout=0.0):
        super().__init__()
        self.heads, self.scale, self.dropout = heads, (width // heads) ** -0.5, nn.Dropout(dropout)
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        rows, tokens, width = x.shape
        q, k, v = self.qkv(x).reshape(rows, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = self.dropout(((q * self.scale) @ k.transpose(-2, -1)).softmax(-1))
        return self.proj((weights @ v).transpose(1, 2).reshape(rows, tokens, width))


class ViTBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(width, 1e-6), Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, 1e-6)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class ViT(nn.Module):
    def __init__(self, classes, width=192, layers=12, heads=3, patch=4, side=32):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.cls = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.places = nn.Parameter(torch.randn(1, (side // patch) ** 2 + 1, width) * 0.02)
        self.blocks = nn.Sequential(*[ViTBlock(width, heads) for _ in range(layers)])
        self.norm, self.head = nn.LayerNorm(width, 1e-6), nn.Linear(width, classes)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).transpose(1, 2)
        tokens = torch.cat([self.cls.expand(x.shape[0], -1, -1), tokens], 1) + self.places
        return self.head(self.norm(self.blocks(tokens)[:, 0]))


def mlp(columns, classes, width=256, layers=2):
    parts, inside = [], columns
    for _ in range(layers):
        parts += [nn.Linear(inside, width), nn.ReLU(), nn.Dropout(0.4)]
        inside = width
    return nn.Sequential(*parts, nn.Linear(width, classes))


class ColumnTokens(nn.Module):
    def __init__(self, columns, width):
        super().__init__()
        bound = width ** -0.5
        self.row = nn.Parameter(torch.empty(1, 1, width).uniform_(-bound, bound))
        self.weight = nn.Parameter(torch.empty(columns, width).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(columns, width).uniform_(-bound, bound))

    def forward(self, x):
        return torch.cat([self.row.expand(x.shape[0], -1, -1), x.unsqueeze(-1) * self.weight + self.bias], 1)


class FtBlock(nn.Module):
    def __init__(self, width, neurons, heads, first, last):
        super().__init__()
        self.norm1 = nn.Identity() if first else nn.LayerNorm(width)
        self.attn = Attention(width, heads, 0.2)
        self.norm2, self.last = nn.LayerNorm(width), last
        self.up, self.dropout, self.down = nn.Linear(width, 2 * neurons), nn.Dropout(0.1), nn.Linear(neurons, width)

    def forward(self, x):
        y = self.attn(self.norm1(x))
        x = x[:, :1] + y[:, :1] if self.last else x + y
        a, b = self.up(self.norm2(x)).chunk(2, -1)
        return x + self.down(self.dropout(a * torch.relu(b)))


class FtTransformer(nn.Module):
    def __init__(self, columns, classes, width=96, layers=3, heads=8):
        super().__init__()
        self.tokens = ColumnTokens(columns, width)
        self.blocks = nn.Sequential(*[FtBlock(width, round(1.33 * width), heads, i == 0, i == layers - 1) for i in range(layers)])
        self.head = nn.Sequential(nn.LayerNorm(width), nn.ReLU(), nn.Linear(width, classes))

    def forward(self, x):
        return self.head(self.blocks(self.tokens(x)).squeeze(1))


def build(key, width, classes):
    return {"resnet": lambda: resnet18(classes), "vit": lambda: ViT(classes), "mlp": lambda: mlp(width, classes),
            "fttransformer": lambda: FtTransformer(width, classes)}[key]()
