"""The textbook VAE in PyTorch: the program Elbo is measured against. Written for Elbo, under its licence.

784-H-L-H-784, ReLU, Bernoulli likelihood from logits on grey images, closed-form KL, one sample, Adam.
    python3 vae_pytorch.py --data <folder of MNIST> --threads 1 --batch 128 --epochs 10
Without --data it makes rows of --features columns: grey noise, or with --likelihood gaussian a table, for which the
decoder gives means and log-variances. With --score it measures latents and the ELBO of each row, without gradients.
On Debian: apt-get install python3-torch libopenblas0-pthread (check with: update-alternatives --query libblas.so.3-x86_64-linux-gnu).
Unset OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE; set OMP_NUM_THREADS and OPENBLAS_NUM_THREADS to the same number as --threads.
Prints one JSON line an epoch; losses are nats per example (-ELBO).
"""
import argparse, gzip, json, math, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

p = argparse.ArgumentParser()
p.add_argument("--data"); p.add_argument("--threads", type=int, default=1)
p.add_argument("--batch", type=int, default=128); p.add_argument("--epochs", type=int, default=10)
p.add_argument("--hidden", type=int, nargs="+", default=[400]); p.add_argument("--latent", type=int, default=20)
p.add_argument("--lr", type=float, default=1e-3); p.add_argument("--seed", type=int, default=1)
p.add_argument("--features", type=int, default=784); p.add_argument("--rows", type=int, default=60000)
p.add_argument("--likelihood", choices=["bernoulli", "gaussian"], default="bernoulli")
p.add_argument("--score", action="store_true")
a = p.parse_args()
torch.set_num_threads(a.threads); torch.manual_seed(a.seed)


def images(name):
    raw = gzip.open(f"{a.data}/{name}-images-idx3-ubyte.gz").read()
    return torch.from_numpy(np.frombuffer(raw, dtype=np.uint8, offset=16).reshape(-1, 784).astype(np.float32) / 255)


def made(rows):
    if a.likelihood == "bernoulli":
        return torch.rand(rows, a.features)
    x = torch.randn(rows, 4) @ torch.randn(4, a.features) + torch.randn(rows, a.features)
    return (x - x.mean(0)) / x.std(0)


def mlp(sizes):
    layers = []
    for i, o in zip(sizes, sizes[1:]):
        layers += [nn.Linear(i, o), nn.ReLU()]
    return nn.Sequential(*layers)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        h = a.hidden
        self.encoder = mlp([a.features] + h); self.mean = nn.Linear(h[-1], a.latent); self.log_var = nn.Linear(h[-1], a.latent)
        self.decoder = mlp([a.latent] + h[::-1]); self.logits = nn.Linear(h[0], a.features)
        if a.likelihood == "gaussian":
            self.x_log_var = nn.Linear(h[0], a.features)

    def negative_elbo(self, x):
        h = self.encoder(x); mean, log_var = self.mean(h), self.log_var(h)
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_var)
        if a.likelihood == "gaussian":
            h = self.decoder(z); x_log_var = self.x_log_var(h)
            reconstruction = 0.5 * torch.sum(math.log(2 * math.pi) + x_log_var + (x - self.logits(h)).pow(2) * torch.exp(-x_log_var))
        else:
            logits = self.logits(self.decoder(z))
            reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        return reconstruction - 0.5 * torch.sum(1 + log_var - mean.pow(2) - log_var.exp())

    def score(self, x):
        """The latent means and the -ELBO of each row."""
        h = self.encoder(x); mean, log_var = self.mean(h), self.log_var(h)
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_var)
        reconstruction = F.binary_cross_entropy_with_logits(self.logits(self.decoder(z)), x, reduction="none").sum(1)
        return mean, reconstruction - 0.5 * torch.sum(1 + log_var - mean.pow(2) - log_var.exp(), 1)


if a.data:
    train, test, model = images("train")[:a.rows], images("t10k")[:a.rows], VAE()
else:
    rows, model = made(a.rows + 1000), VAE()
    train, test = rows[:a.rows], rows[a.rows:]
if a.score:
    for epoch in range(1, a.epochs + 1):
        start, total = time.time(), 0.0
        with torch.no_grad():
            for i in range(0, len(train), a.batch):
                latents, loss = model.score(train[i:i + a.batch]); total += loss.sum().item()
        seconds = time.time() - start
        print(json.dumps({"epoch": epoch, "seconds": round(seconds, 3), "examples_per_second": round(len(train) / seconds),
                          "train": round(total / len(train), 3)}), flush=True)
    raise SystemExit
optimizer = torch.optim.Adam(model.parameters(), a.lr)
for epoch in range(1, a.epochs + 1):
    start, total, order = time.time(), 0.0, torch.randperm(len(train))
    for i in range(0, len(train), a.batch):
        optimizer.zero_grad(); loss = model.negative_elbo(train[order[i:i + a.batch]]); loss.backward(); optimizer.step()
        total += loss.item()
    seconds = time.time() - start
    with torch.no_grad():
        held_out = model.negative_elbo(test).item() / len(test)
    print(json.dumps({"epoch": epoch, "seconds": round(seconds, 3), "examples_per_second": round(len(train) / seconds),
                      "train": round(total / len(train), 3), "test": round(held_out, 3)}), flush=True)
