"""PyTorch's side of bench/train-step.ts: one training step for every line read, its milliseconds written back.

Arguments: a JSON object {config: Hugging Face field names, batch, length, mode: "full" | "lora", rank, threads}.
"""
import json
import math
import sys
import time

import torch
import torch.nn.functional as F

job = json.loads(sys.argv[1])
c, batch, length = job["config"], job["batch"], job["length"]
torch.set_num_threads(job["threads"])
torch.manual_seed(1)
hidden, ffn, heads, kv = c["hidden_size"], c["intermediate_size"], c["num_attention_heads"], c["num_key_value_heads"]
head = hidden // heads
sizes = {"q": (hidden, hidden), "k": (kv * head, hidden), "v": (kv * head, hidden), "o": (hidden, hidden),
         "gate": (ffn, hidden), "up": (ffn, hidden), "down": (hidden, ffn)}
full = job["mode"] == "full"


def parameter(shape, trained, scale=0.02):
    return (torch.randn(shape) * scale).requires_grad_(trained)


embedding = parameter((c["vocab_size"], hidden), full)
final_norm = torch.ones(hidden, requires_grad=full)
layers = []
for _ in range(c["num_hidden_layers"]):
    layer = {name: parameter(size, full) for name, size in sizes.items()}
    layer["n1"], layer["n2"] = torch.ones(hidden, requires_grad=full), torch.ones(hidden, requires_grad=full)
    if not full:
        layer["lora"] = {name: (parameter((job["rank"], i), True), parameter((o, job["rank"]), True)) for name, (o, i) in sizes.items()}
    layers.append(layer)

angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(head // 2) / (head // 2))[None, :]
cos, sin = angle.cos(), angle.sin()
mask = torch.full((length, length), -1e9).triu(1)


def rms(x, w):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * w


def rope(x):
    a, b = x[..., : head // 2], x[..., head // 2:]
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


def linear(layer, name, x):
    y = F.linear(x, layer[name])
    if not full:
        a, b = layer["lora"][name]
        y = y + 2.0 * F.linear(F.linear(x, a), b)
    return y


def loss_of(ids, labels):
    x = embedding[ids]
    for layer in layers:
        h = rms(x, layer["n1"])
        q = rope(linear(layer, "q", h).view(batch, length, heads, head).transpose(1, 2))
        k = rope(linear(layer, "k", h).view(batch, length, kv, head).transpose(1, 2))
        v = linear(layer, "v", h).view(batch, length, kv, head).transpose(1, 2)
        group = heads // kv
        q = (q * (1 / math.sqrt(head))).reshape(batch, kv, group * length, head)
        scores = (q @ k.transpose(-1, -2)).view(batch, kv, group, length, length) + mask
        a = scores.softmax(-1).view(batch, kv, group * length, length) @ v
        x = x + linear(layer, "o", a.view(batch, heads, length, head).transpose(1, 2).reshape(batch * length, hidden))
        h = rms(x, layer["n2"])
        x = x + linear(layer, "down", F.silu(linear(layer, "gate", h)) * linear(layer, "up", h))
    return F.cross_entropy(rms(x, final_norm) @ embedding.t(), labels)


if full:
    trained = [embedding, final_norm] + [t for layer in layers for t in layer.values()]
else:
    trained = [t for layer in layers for pair in layer["lora"].values() for t in pair]
optimiser = torch.optim.AdamW(trained, lr=1e-4)
ids = torch.randint(0, c["vocab_size"], (batch * length,))
labels = torch.randint(0, c["vocab_size"], (batch * length,))

print(json.dumps({"torch": torch.__version__}), flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    optimiser.zero_grad()
    loss_of(ids, labels).backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimiser.step()
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000}), flush=True)
