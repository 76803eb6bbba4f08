"""The AUC of a digit by each score in a table of images that `elbo score` wrote as csv, as JSON."""
import argparse
import csv
import json
from pathlib import Path

import sklearn
from sklearn.metrics import roc_auc_score

# By the names of the columns.
SCORES = {"reconstruction": "reconstruction_log_probability", "elbo": "elbo", "importance": "log_likelihood"}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--table", type=Path, required=True)
    p.add_argument("--anomalous", required=True)
    a = p.parse_args()
    rows = []
    for part in sorted(a.table.glob("part-*")):
        with part.open(newline="") as lines:
            rows += csv.DictReader(lines)
    score = {name: [-float(row[column]) for row in rows] for name, column in SCORES.items()}
    is_anomaly = [row["digit"] == a.anomalous for row in rows]
    print(json.dumps({"auc": {name: roc_auc_score(is_anomaly, values) for name, values in score.items()},
                      "version": f"scikit-learn {sklearn.__version__}"}))


if __name__ == "__main__":
    main()
