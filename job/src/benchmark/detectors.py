"""What finds anomalies: trained on images without one digit, each gives the AUC of that digit among the test images."""
import dataclasses
import gzip
import hashlib
import json
import subprocess
from pathlib import Path
from typing import Callable

from contestants import tail

# How the elbo command reads the test images.
LABELLED = ["--master", "local[1]", "--set", "elbo.data.label=digit"]
COMPONENTS = (5, 10, 20, 40, 80, 160)
# What Elbo trains with beside conf/mnist.conf. The variance is about what 20 components leave of a pixel's.
LIKELIHOODS = {
    "gaussian": ["elbo.model.likelihood=gaussian", "elbo.model.likelihood-variance=0.02"],
    "bernoulli": [],
}
# Of Elbo's scores, those that `elbo evaluate` ranks; scikit-learn ranks the columns of a table.
RANKED = ("reconstruction", "deviance")
TREES, SEED = 100, 0
TRAIN_IMAGES, TRAIN_LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


@dataclasses.dataclass
class Split:
    """The images to train on, without a digit; and all that are there to test."""
    digit: int
    folder: Path
    test_images: Path
    test_labels: Path

    @staticmethod
    def without(digit, mnist, folder):
        data = folder / "data"
        if not (data / TRAIN_LABELS).is_file():
            data.mkdir(parents=True, exist_ok=True)
            images = gzip.open(mnist / f"{TRAIN_IMAGES}.gz").read()
            labels = gzip.open(mnist / f"{TRAIN_LABELS}.gz").read()
            kept = [i for i, label in enumerate(labels[8:]) if label != digit]
            size = (len(images) - 16) // (len(labels) - 8)
            count = len(kept).to_bytes(4, "big")
            (data / TRAIN_IMAGES).write_bytes(
                images[:4] + count + images[8:16] + b"".join(images[16 + i * size:16 + (i + 1) * size] for i in kept))
            (data / TRAIN_LABELS).write_bytes(labels[:4] + count + bytes(labels[8 + i] for i in kept))
        return Split(digit, folder, mnist / "t10k-images-idx3-ubyte.gz", mnist / "t10k-labels-idx1-ubyte.gz")

    def train(self):
        return self.folder / "data"


@dataclasses.dataclass
class Detector:
    name: str
    # Tells apart what was trained otherwise.
    variant: str
    # From a split and a core: AUCs by the name of the score, and with which versions.
    run: Callable

    def on(self, split, core):
        """What was measured, now or before."""
        file = split.folder / f"{self.name}{self.variant}.json"
        if not file.is_file():
            unfinished = file.with_suffix(".tmp")
            unfinished.write_text(json.dumps(self.run(split, core)) + "\n")
            unfinished.rename(file)
        return json.loads(file.read_text())


def all_of(place, asked, commit):
    changed = "-" + hashlib.sha256("\n".join(asked.set).encode()).hexdigest()[:8] if asked.set else ""
    variant = f"-{asked.epochs}-epochs-{asked.shards}-shards{changed}"
    return [
        *(Detector(name, variant, lambda split, core, run=f"{name}{variant}", settings=settings:
                   elbo(place, asked, commit, run, settings, split, core)) for name, settings in LIKELIHOODS.items()),
        *(Detector(f"{name}-table", variant, lambda split, core, run=f"{name}{variant}":
                   table(place, asked.python, run, split, core)) for name in LIKELIHOODS),
        Detector("pca", "", lambda split, core: pca(place, split, core)),
        Detector("forest", "", lambda split, core: forest(place, asked.python, split, core)),
    ]


def elbo(place, asked, commit, run, settings, split, core):
    """The commands that users have."""
    command = str(place.root / "submit/bin/elbo")
    train = [command, "train", str(place.root / "conf/mnist.conf"), "--master", "local[1]", "--run-id", run]
    # The test images hold the digit, so training sees none of them, not even for the threshold.
    for setting in (f"data.path={split.train()}", "data.validation.path=null", "data.validation.fraction=0",
                    f"training.epochs={asked.epochs}", f"training.shards={asked.shards}",
                    f"output.dir={split.folder}"):
        train += ["--set", f"elbo.{setting}"]
    for setting in [*settings, *asked.set]:
        train += ["--set", setting]
    model = split.folder / "runs" / run
    if not (model / "model" / "metadata.json").is_file():
        output(train, core)
    evaluate = [command, "evaluate", str(model), str(split.test_images), *LABELLED, "--json", "--label", "digit",
                "--anomalous", str(split.digit), "--samples", "1", "--score"]
    facts = {score: next(line for line in map(json.loads, output([*evaluate, score], core).splitlines())
                         if "roc_auc" in line) for score in RANKED}
    return {"auc": {score: found["roc_auc"] for score, found in facts.items()},
            "draws": facts[RANKED[0]]["samples"], "version": f"Elbo {commit}"}


def table(place, python, run, split, core):
    """The scores of the same model as a table, ranked by scikit-learn."""
    model, table = split.folder / "runs" / run, split.folder / f"scored-{run}"
    if not table.is_dir():
        output([str(place.root / "submit/bin/elbo"), "score", str(model), str(split.test_images), *LABELLED, "--quiet",
                "--columns", "reconstruction_log_probability,elbo,log_likelihood", "--out", str(table),
                "--out-format", "csv"], core)
    rank = [python, str(place.here / "rank_scores.py"), "--table", str(table), "--anomalous", str(split.digit)]
    return json.loads(output(rank, core).splitlines()[-1])


def pca(place, split, core):
    counts = ",".join(map(str, COMPONENTS))
    command = place.java(str(split.train() / TRAIN_IMAGES), str(split.test_images), str(split.digit), counts,
                         main="dev.elbo.job.anomaly.PrincipalComponents")
    return json.loads(output(command, core).splitlines()[-1])


def forest(place, python, split, core):
    command = [python, str(place.here / "isolation_forest.py"), "--train", str(split.train() / TRAIN_IMAGES),
               "--test", str(split.test_images), "--labels", str(split.test_labels),
               "--anomalous", str(split.digit), "--trees", str(TREES), "--seed", str(SEED)]
    return json.loads(output(command, core).splitlines()[-1])


def output(command, core):
    done = subprocess.run(["taskset", "-c", core, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\nended with {done.returncode}:\n{tail(done.stdout + done.stderr)}")
    return done.stdout
