"""The textbook VAE in PyTorch on a GPU, as fast as its users make it: eager, with the whole step in a CUDA graph, and
compiled (torch.compile) with the whole step in a CUDA graph. Rows lie on the GPU, the loss is read once an epoch, Adam is
PyTorch's fused one, matrix products use TF32. Prints a JSON line a result; with --mnist, what it learns in ten epochs.
"""
import argparse, gzip, json, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

p = argparse.ArgumentParser()
p.add_argument("--widths", default="784-400-20"); p.add_argument("--batch", default="128"); p.add_argument("--rows", type=int, default=65536)
p.add_argument("--seconds", type=float, default=2); p.add_argument("--who", default="eager,graph,compile")
p.add_argument("--fp32", action="store_true"); p.add_argument("--mnist"); p.add_argument("--device", default="cuda")
a = p.parse_args()
torch.backends.cuda.matmul.allow_tf32 = not a.fp32
torch.manual_seed(1)
wait = torch.cuda.synchronize if a.device == "cuda" else lambda: None


def mlp(sizes):
    layers = []
    for i, o in zip(sizes, sizes[1:]):
        layers += [nn.Linear(i, o), nn.ReLU()]
    return nn.Sequential(*layers)


class VAE(nn.Module):
    def __init__(self, widths):
        super().__init__()
        h, latent = widths[:-1], widths[-1]
        self.encoder = mlp(h); self.mean = nn.Linear(h[-1], latent); self.log_var = nn.Linear(h[-1], latent)
        self.decoder = mlp([latent] + h[:0:-1]); self.logits = nn.Linear(h[1], h[0])

    def forward(self, x):
        h = self.encoder(x); mean, log_var = self.mean(h), self.log_var(h)
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_var)
        reconstruction = F.binary_cross_entropy_with_logits(self.logits(self.decoder(z)), x, reduction="sum")
        return (reconstruction - 0.5 * torch.sum(1 + log_var - mean.pow(2) - log_var.exp())) / len(x)


def stepper(who, widths, rows, batch):
    """A function from the numbers of a minibatch's rows to nothing, and the sum of losses."""
    model = VAE(widths).to(a.device)
    optimizer = torch.optim.Adam(model.parameters(), 1e-3, fused=a.device == "cuda", capturable=a.device == "cuda" and who != "eager")
    loss_of = torch.compile(model, dynamic=False) if who == "compile" else model
    total = torch.zeros((), device=a.device)
    index = torch.zeros(batch, dtype=torch.long, device=a.device)

    def step(order):
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(rows[order])
        loss.backward()
        optimizer.step()
        total.add_(loss.detach() * len(order))

    if who == "eager" or a.device != "cuda":
        return step, total, model
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(4):
            step(index)
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step(index)

    def replay(order):
        if len(order) < batch:
            return step(order)
        index.copy_(order)
        graph.replay()

    return replay, total, model


def epoch(step, rows, batch):
    order = torch.randperm(len(rows), device=a.device)
    for piece in order.split(batch):
        step(piece)


def images(part):
    raw = gzip.open(f"{a.mnist}/{part}-images-idx3-ubyte.gz").read()
    return torch.from_numpy(np.frombuffer(raw, dtype=np.uint8, offset=16).reshape(-1, 784).astype(np.float32) / 255).to(a.device)


if a.mnist:
    rows, test = images("train"), images("t10k")
    step, total, model = stepper("eager", [784, 400, 20], rows, 128)
    for _ in range(10):
        epoch(step, rows, 128)
    with torch.no_grad():
        print(json.dumps({"who": "eager", "test_elbo": -model(test).item()}), flush=True)
    raise SystemExit
for text in a.widths.split(","):
    widths = [int(w) for w in text.split("-")]
    rows = torch.randint(0, 256, (a.rows, widths[0]), device=a.device).float() / 255
    for batch in map(int, a.batch.split(",")):
        for who in a.who.split(","):
            begun = time.time()
            step, total, model = stepper(who, widths, rows, batch)
            epoch(step, rows, batch); wait()
            ready, count, start = time.time() - begun, 0, time.time()
            while time.time() - start < a.seconds:
                epoch(step, rows, batch); total.item(); count += len(rows)
            seconds = time.time() - start
            print(json.dumps({"who": who, "shape": text, "batch": batch, "examples_per_second": round(count / seconds),
                              "microseconds_a_step": round(seconds * 1e6 * batch / count, 1), "ready_after": round(ready, 1)}), flush=True)
            del step, total, model
