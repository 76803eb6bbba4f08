"""Who runs, with which command line, and where its number is in what it leaves."""
import dataclasses
import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Callable

FILES = [f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")]

# widths, likelihood, batch, rows of an epoch (with --quick a fraction), whether MNIST
SHAPES = [
    ("784-400-20", "bernoulli", 128, 60000, True),
    ("784-400-20", "bernoulli", 512, 60000, True),
    ("784-500-500-50", "bernoulli", 128, 60000, True),
    ("64-128-64-8", "gaussian", 256, 100000, False),
    ("3072-1024-512-64", "bernoulli", 256, 4096, False),
]
QUICK = 20
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclasses.dataclass
class Contestant:
    name: str
    cores: list
    # Gives a sample: value and unit, or missing, or failed.
    run: Callable


@dataclasses.dataclass
class Place:
    """Where everything is."""
    root: Path
    here: Path
    mnist: Path
    scratch: Path
    cores: list
    quick: bool
    python: str

    def class_path(self):
        file = self.root / "job/target/benchmark.classpath"
        return file.read_text() if file.is_file() else ""

    def java(self, *arguments, heap="2g", main="dev.elbo.job.benchmark.Contestant", options=()):
        opens = re.search(r"<spark.add-opens>(.*?)</spark.add-opens>", (self.root / "pom.xml").read_text(), re.S)
        target = self.root / "job/target"
        return [java(), *opens.group(1).split(), f"-Xmx{heap}", *options,
                "-cp", f"{target}/test-classes:{target}/classes:{self.class_path()}", main, *arguments]

    def rows(self, rows):
        return rows // QUICK if self.quick else rows

    def epochs(self, count):
        """So many that count, after one that does not."""
        return 1 if self.quick else count


def all_of(place):
    yield from micro(place)
    yield from dl4j(place)
    yield from runs(place)
    # The DataFrame scorer comes later.
    yield Contestant("score-dataframe", [], lambda: {"missing": "not built yet"})


def micro(place):
    """One core, no Spark: roofline, step, PyTorch; and both without gradients."""
    one = place.cores[:1]
    for widths, likelihood, batch, rows, is_mnist in SHAPES:
        name = f"{widths}-b{batch}"
        shape = ["--widths", widths, "--likelihood", likelihood, "--batch", str(batch)]
        epochs = ["--rows", str(place.rows(rows)), "--epochs", str(1 + place.epochs(3)), "--warm-up", "1"]
        epochs += ["--mnist", str(place.mnist)] if is_mnist else []
        yield jvm(place, f"roofline-{name}", one, ["ROOFLINE", *shape, "--seconds", "0.3" if place.quick else "3"])
        yield jvm(place, f"step-{name}", one, ["STEP", *shape, *epochs])
        yield torch(place, f"pytorch-{name}", widths, likelihood, batch, rows, is_mnist)
        if widths == "784-400-20":
            yield jvm(place, f"score-{name}", one, ["SCORE", *shape, *epochs])
            yield torch(place, f"pytorch-score-{name}", widths, likelihood, batch, rows, is_mnist, "--score")


def dl4j(place):
    mnist = ["--mnist", str(place.mnist), "--rows", str(place.rows(60000))]
    for batch in (128, 512):
        yield jvm(place, f"dl4j-vae-b{batch}", place.cores[:1],
                  ["DL4J_VAE", *mnist, "--batch", str(batch), "--epochs", str(1 + place.epochs(2))])
    # Its default is to average every 5 minibatches; once an epoch, as Elbo, is the kindest to it.
    often = max(1, place.rows(60000) // 128 // 2 // 5)
    for name, averagings in (("often", often), ("once", 1)):
        yield jvm(place, f"dl4j-spark-{name}", place.cores,
                  ["DL4J_SPARK", *mnist, "--averagings", str(averagings), "--epochs", "2"], heap="5g")
    # The same VAE layer under stock averaging and under Elbo's master.
    yield jvm(place, "dl4j-spark-vae-once", place.cores, ["DL4J_SPARK_VAE", *mnist, "--epochs", "2"], heap="5g")
    yield jvm(place, "dl4j-elbo-master", place.cores,
              ["DL4J_ELBO_MASTER", *mnist, "--epochs", str(1 + place.epochs(3))], heap="5g")


def jvm(place, name, cores, arguments, heap="2g"):
    def run():
        code, out, err, usage = pinned(place.java(*arguments, heap=heap), cores, ONE_THREAD)
        lines = [line for line in out.splitlines() if line.startswith("{")]
        if code or not lines:
            return {"failed": tail(out + err)}
        sample = json.loads(lines[-1])
        return {"value": sample.pop("examples_per_second"), "unit": "examples/s", **sample, **usage}
    return Contestant(name, cores, run)


def torch(place, name, widths, likelihood, batch, rows, is_mnist, *more):
    numbers = widths.split("-")
    command = [place.python, str(place.here / "vae_pytorch.py"), "--threads", "1", "--batch", str(batch),
               "--features", numbers[0], "--hidden", *numbers[1:-1], "--latent", numbers[-1],
               "--likelihood", likelihood, "--rows", str(place.rows(rows)), "--epochs", str(1 + place.epochs(3)), *more]
    command += ["--data", str(place.mnist)] if is_mnist else []

    def run():
        if not place.python:
            return {"missing": "no python3 with torch"}
        code, out, err, usage = pinned(command, place.cores[:1], ONE_THREAD)
        if code:
            return {"failed": tail(out + err)}
        # The first does not count.
        epochs = [json.loads(line) for line in out.splitlines() if line.startswith("{")][1:]
        rates = [e["examples_per_second"] for e in epochs]
        return {"value": len(rates) / sum(1 / r for r in rates), "unit": "examples/s", "epochs": rates,
                "loss": epochs[-1]["train"], **usage}
    return Contestant(name, place.cores[:1], run)


def runs(place):
    """The elbo command as users start it."""
    both, (first, second) = place.cores, place.cores
    yield Contestant("train-local1", [first], lambda: train(place, [(part(place, 0, 1), [first], 1)]))
    yield Contestant("train-local2", both, lambda: train(place, [(part(place, 0, 1), both, 2)]))
    yield Contestant("train-independent", both, lambda: train(
        place, [(part(place, 0, 2), [first], 1), (part(place, 1, 2), [second], 1)]))
    yield Contestant("start", both, lambda: start(place))


def train(place, starts):
    """Runs side by side, (folder, cores, shards) each: the sum of their rates over all epochs but the first."""
    folders = [Path(tempfile.mkdtemp(dir=place.scratch)) for _ in starts]
    processes = []
    for (data, cores, shards), folder in zip(starts, folders):
        command = [str(place.root / "submit/bin/elbo"), "train", str(place.root / "conf/mnist.conf"), "--quiet",
                   "--master", f"local[{shards}]", "--run-id", "benchmark"]
        for setting in (f"data.path={data}", f"training.shards={shards}", f"training.epochs={1 + place.epochs(4)}",
                        f"output.dir={folder}"):
            command += ["--set", f"elbo.{setting}"]
        processes.append(spawn(command, cores))
    ended = [finish(process) for process in processes]
    if any(code for code, *_ in ended):
        return {"failed": tail("".join(out + err for _, out, err, _ in ended))}
    rates, shares, peaks = [], [], []
    for folder in folders:
        file = next(folder.glob("runs/*/metrics.jsonl"))
        rows = [json.loads(line) for line in file.read_text().splitlines()][1:]
        seconds = sum(row["seconds"] for row in rows)
        rates.append(sum(row["examples"] for row in rows) / seconds)
        shares.append(sum(row["averaging_seconds"] for row in rows) / seconds)
        shutil.rmtree(folder)
    peaks = [usage["peak_megabytes"] for *_, usage in ended]
    return {"value": sum(rates), "unit": "examples/s", "rates": rates, "averaging_share": max(shares),
            "peak_megabytes": max(peaks), "cpu_seconds": sum(usage["cpu_seconds"] for *_, usage in ended)}


def part(place, which, parts):
    """A folder with a part of MNIST's training images, and with all that they are tested on."""
    parts = parts * QUICK if place.quick else parts
    folder = place.scratch / f"part-{which}-of-{parts}"
    if not folder.is_dir():
        folder.mkdir()
        for name in FILES:
            raw = gzip.open(place.mnist / name).read()
            if name.startswith("train"):
                header = 16 if "images" in name else 8
                count = int.from_bytes(raw[4:8], "big")
                length = (len(raw) - header) // count
                from_row, to_row = which * count // parts, (which + 1) * count // parts
                raw = (raw[:4] + (to_row - from_row).to_bytes(4, "big") + raw[8:header]
                       + raw[header + from_row * length:header + to_row * length])
            (folder / name.removesuffix(".gz")).write_bytes(raw)
    return folder


def start(place):
    """Seconds from the command to the line of the first epoch, on the bundled digits."""
    folder = tempfile.mkdtemp(dir=place.scratch)
    command = [str(place.root / "submit/bin/elbo"), "train", str(place.root / "conf/digits.conf"), "--json",
               "--set", f"elbo.output.dir={folder}"]
    began = time.time()
    process = subprocess.Popen(["taskset", "-c", ",".join(place.cores), *command], text=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds = None
    for line in process.stdout:
        if seconds is None and '"event":"epoch"' in line.replace(" ", ""):
            seconds = time.time() - began
    if process.wait() or seconds is None:
        return {"failed": f"exit code {process.returncode}"}
    return {"value": seconds, "unit": "s"}


def pinned(command, cores, more):
    return finish(spawn(command, cores, more))


def spawn(command, cores, more=None):
    # Into files: a pipe that nobody reads would stop one of two side by side.
    out, err = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
    process = subprocess.Popen(["taskset", "-c", ",".join(cores), *command], env={**os.environ, **(more or {})},
                               stdin=subprocess.DEVNULL, stdout=out, stderr=err)
    return process, out, err


def finish(spawned):
    """Exit code, standard output, standard error, and what it used."""
    process, out, err = spawned
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    texts = []
    for file in (out, err):
        file.seek(0)
        texts.append(file.read())
        file.close()
    return process.returncode, *texts, {"cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
                                        "peak_megabytes": usage.ru_maxrss // 1024}


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def tail(text):
    return "\n".join(text.strip().splitlines()[-8:])
