"""Writes reference.json: loss, logits, gradients and AdamW losses of a tiny Llama, computed with PyTorch in double precision.

Run from this folder with a Python that has torch: python3 reference.py > reference.json
The model is written the textbook way (repeated key heads, rotate-half) and shares no code with the graphs it checks.
Weights, tokens and adapters come from the integer hash in ../tiny-model.ts, so that no data file is needed.
"""
import json
import math

import torch

torch.set_num_threads(1)
F64 = torch.float64
MASK32 = 0xFFFFFFFF

CONFIG = dict(hidden=24, layers=2, heads=6, kv=2, head=4, ffn=40, vocab=61, theta=10000.0, eps=1e-5)
BATCH, LENGTH = 2, 12
RANK, ALPHA, FROZEN_RANK = 3, 6.0, 2
STEPS, RATE, DECAY, CLIP = 15, 0.01, 0.1, 1.0
TARGETS = ["q", "k", "v", "o", "gate", "up", "down"]
MODULE = {"q": "self_attn.q_proj", "k": "self_attn.k_proj", "v": "self_attn.v_proj", "o": "self_attn.o_proj",
          "gate": "mlp.gate_proj", "up": "mlp.up_proj", "down": "mlp.down_proj"}


def hashed_value(stream, i):
    x = (((stream + 1) * 0x9E3779B1) ^ ((i + 1) * 0x85EBCA6B)) & MASK32
    x = ((x ^ (x >> 15)) * 0x2C1B3C6D) & MASK32
    x = ((x ^ (x >> 12)) * 0x297A2D39) & MASK32
    return ((x ^ (x >> 15)) >> 16) / 32768 - 1


def hashed(stream, shape, scale, offset=0.0):
    count = math.prod(shape)
    return torch.tensor([offset + scale * hashed_value(stream, i) for i in range(count)], dtype=F64).reshape(shape)


def size(target):
    c = CONFIG
    q, kv = c["heads"] * c["head"], c["kv"] * c["head"]
    return {"q": (q, c["hidden"]), "k": (kv, c["hidden"]), "v": (kv, c["hidden"]), "o": (c["hidden"], q),
            "gate": (c["ffn"], c["hidden"]), "up": (c["ffn"], c["hidden"]), "down": (c["hidden"], c["ffn"])}[target]


def make_weights(tied):
    c = CONFIG
    shapes = [("model.embed_tokens.weight", (c["vocab"], c["hidden"]))]
    for layer in range(c["layers"]):
        shapes.append((f"model.layers.{layer}.input_layernorm.weight", (c["hidden"],)))
        shapes.append((f"model.layers.{layer}.post_attention_layernorm.weight", (c["hidden"],)))
        shapes += [(f"model.layers.{layer}.{MODULE[t]}.weight", size(t)) for t in TARGETS]
    shapes.append(("model.norm.weight", (c["hidden"],)))
    if not tied:
        shapes.append(("lm_head.weight", (c["vocab"], c["hidden"])))
    return {name: hashed(i, shape, 1 / 8, 1.0) if len(shape) == 1 else hashed(i, shape, 1 / 4)
            for i, (name, shape) in enumerate(shapes)}


def make_adapter(first_stream, rank, role):
    pairs, stream = {}, first_stream
    for layer in range(CONFIG["layers"]):
        for target in TARGETS:
            out, inner = size(target)
            pairs[f"{role}.{layer}.{target}.A"] = hashed(stream, (rank, inner), 1 / 4)
            pairs[f"{role}.{layer}.{target}.B"] = hashed(stream + 1, (out, rank), 1 / 4)
            stream += 2
    return pairs


def rms_norm(x, weight):
    return weight * (x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + CONFIG["eps"]))


def rotate(x):
    head, length = CONFIG["head"], x.shape[2]
    frequency = CONFIG["theta"] ** (-torch.arange(0, head, 2, dtype=F64) / head)
    angle = torch.arange(length, dtype=F64)[:, None] * frequency[None, :]
    angle = torch.cat([angle, angle], -1)
    half = head // 2
    turned = torch.cat([-x[..., half:], x[..., :half]], -1)
    return x * angle.cos() + turned * angle.sin()


def logits_of(weights, adapters, ids):
    c = CONFIG
    batch, length = ids.shape

    def project(layer, target, x):
        y = torch.nn.functional.linear(x, weights[f"model.layers.{layer}.{MODULE[target]}.weight"])
        for role, factor in (("frozen", 1.0), ("lora", ALPHA / RANK)):
            a, b = adapters.get(f"{role}.{layer}.{target}.A"), adapters.get(f"{role}.{layer}.{target}.B")
            if a is not None:
                y = y + factor * torch.nn.functional.linear(torch.nn.functional.linear(x, a), b)
        return y

    x = torch.nn.functional.embedding(ids, weights["model.embed_tokens.weight"])
    hidden_later = torch.ones(length, length, dtype=torch.bool).triu(1)
    for layer in range(c["layers"]):
        h = rms_norm(x, weights[f"model.layers.{layer}.input_layernorm.weight"])
        q = rotate(project(layer, "q", h).view(batch, length, c["heads"], c["head"]).transpose(1, 2))
        k = rotate(project(layer, "k", h).view(batch, length, c["kv"], c["head"]).transpose(1, 2))
        v = project(layer, "v", h).view(batch, length, c["kv"], c["head"]).transpose(1, 2)
        k = k.repeat_interleave(c["heads"] // c["kv"], dim=1)
        v = v.repeat_interleave(c["heads"] // c["kv"], dim=1)
        scores = (q @ k.transpose(-1, -2) / math.sqrt(c["head"])).masked_fill(hidden_later, -math.inf)
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, -1)
        x = x + project(layer, "o", mixed)
        h = rms_norm(x, weights[f"model.layers.{layer}.post_attention_layernorm.weight"])
        x = x + project(layer, "down", torch.nn.functional.silu(project(layer, "gate", h)) * project(layer, "up", h))
    head = weights.get("lm_head.weight", weights["model.embed_tokens.weight"])
    return torch.nn.functional.linear(rms_norm(x, weights["model.norm.weight"]), head)


def batch_of_tokens():
    total = BATCH * LENGTH
    ids = torch.tensor([int((hashed_value(900, i) + 1) * 32768) % CONFIG["vocab"] for i in range(total)]).reshape(BATCH, LENGTH)
    labels = torch.tensor([int((hashed_value(901, i) + 1) * 32768) % CONFIG["vocab"] for i in range(total)]).reshape(BATCH, LENGTH)
    weights = torch.tensor([0.0 if i % 5 == 0 else 1.0 if i % 2 else 0.5 for i in range(total)], dtype=F64)
    return ids, labels, weights


def loss_of(weights, adapters, tokens):
    ids, labels, token_weights = tokens
    flat = logits_of(weights, adapters, ids).reshape(-1, CONFIG["vocab"])
    nll = torch.nn.functional.cross_entropy(flat, labels.reshape(-1), reduction="none")
    return (nll * token_weights).sum() / token_weights.sum()


def case(tied, lora):
    weights = make_weights(tied)
    adapters = {**make_adapter(300, FROZEN_RANK, "frozen"), **make_adapter(500, RANK, "lora")} if lora else {}
    trained = {n: t for n, t in adapters.items() if n.startswith("lora.")} if lora else weights
    for tensor in trained.values():
        tensor.requires_grad_()
    tokens = batch_of_tokens()
    loss = loss_of(weights, adapters, tokens)
    loss.backward()
    gradients = {}
    for name, tensor in trained.items():
        flat = tensor.grad.reshape(-1)
        places = sorted({0, flat.numel() // 3, flat.numel() - 1, int(flat.abs().argmax())})
        gradients[name] = {"norm": flat.norm().item(), "entries": [[i, flat[i].item()] for i in places]}
    with torch.no_grad():
        first_row = logits_of(weights, adapters, tokens[0][:1])[0, -1].tolist()
    groups = [{"params": [t for t in trained.values() if t.dim() > 1], "weight_decay": DECAY},
              {"params": [t for t in trained.values() if t.dim() == 1], "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW([g for g in groups if g["params"]], lr=RATE)
    losses = []
    for _ in range(STEPS):
        optimiser.zero_grad()
        step_loss = loss_of(weights, adapters, tokens)
        step_loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), CLIP)
        optimiser.step()
        losses.append(step_loss.item())
    return {"tied": tied, "lora": lora, "loss": loss.item(), "lastLogits": first_row, "gradients": gradients, "losses": losses}


cases = [case(True, False), case(False, False), case(True, True)]
settings = dict(config=CONFIG, batch=BATCH, length=LENGTH, rank=RANK, alpha=ALPHA, frozenRank=FROZEN_RANK, rate=RATE, decay=DECAY, clip=CLIP)
print(json.dumps({"framework": f"torch {torch.__version__}", "settings": settings, "cases": cases}))
