"""scikit-learn's isolation forest on images in IDX files: prints the AUC of a digit by its score, as JSON."""
import argparse
import gzip
import json

import numpy
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score


def read(file):
    raw = (gzip.open(file) if file.endswith(".gz") else open(file, "rb")).read()
    lengths = [int.from_bytes(raw[4 + 4 * i:8 + 4 * i], "big") for i in range(raw[3])]
    return numpy.frombuffer(raw, numpy.uint8, offset=4 + 4 * len(lengths)).reshape(lengths[0], -1)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    for name in ("--train", "--test", "--labels"):
        p.add_argument(name, required=True)
    for name in ("--anomalous", "--trees", "--seed"):
        p.add_argument(name, type=int, required=True)
    a = p.parse_args()
    forest = IsolationForest(n_estimators=a.trees, random_state=a.seed).fit(read(a.train))
    strange = -forest.score_samples(read(a.test))
    auc = roc_auc_score(read(a.labels)[:, 0] == a.anomalous, strange)
    print(json.dumps({"auc": {"forest": auc}, "trees": a.trees, "seed": a.seed,
                      "version": f"scikit-learn {sklearn.__version__}"}))


if __name__ == "__main__":
    main()
