"""The AUC of a digit by each score in a table of images that `elbo score` wrote as csv, as JSON."""
import argparse
import base64
import csv
import json
from pathlib import Path

import numpy
import sklearn
from sklearn.metrics import roc_auc_score

# In place of 0 in a logarithm whose factor is 0.
TINY = 1e-12


def entropy(pixels):
    """What an image would cost a Bernoulli that reconstructs it perfectly, in nats: nothing only if it is black and white."""
    return -(pixels * numpy.log(numpy.maximum(pixels, TINY))
             + (1 - pixels) * numpy.log(numpy.maximum(1 - pixels, TINY))).sum(axis=1)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--table", type=Path, required=True)
    p.add_argument("--anomalous", required=True)
    a = p.parse_args()
    rows = []
    for part in sorted(a.table.glob("part-*")):
        with part.open(newline="") as lines:
            rows += csv.DictReader(lines)
    pixels = numpy.array([numpy.frombuffer(base64.b64decode(row["pixels"]), numpy.uint8) for row in rows]) / 255
    score = {name: -numpy.array([float(row[column]) for row in rows]) for name, column in
             (("reconstruction", "reconstruction_log_probability"), ("elbo", "elbo"), ("importance", "log_likelihood"))}
    score["excess"] = score["reconstruction"] - entropy(pixels)
    score["entropy"] = entropy(pixels)
    is_anomaly = [row["digit"] == a.anomalous for row in rows]
    print(json.dumps({"auc": {name: roc_auc_score(is_anomaly, values) for name, values in score.items()},
                      "version": f"scikit-learn {sklearn.__version__}"}))


if __name__ == "__main__":
    main()
