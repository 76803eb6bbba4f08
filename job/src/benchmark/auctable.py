"""The table of AUCs, a digit a row, and the page around it."""
import statistics

import detectors


def page(by_digit, place, command):
    elbo = next(iter(by_digit.values()))["elbo"]
    versions = sorted({found[name]["version"] for found in by_digit.values() for name in found})
    most = best_components(by_digit)
    return "\n".join([
        f"{', '.join(versions)}. {place}.",
        "",
        f"    {command}",
        "",
        *table(by_digit, most),
        "",
        f"Elbo's scores are means over {elbo['draws']} draws. PCA's best is the number of components with the best mean: "
        + ", ".join(f"{k}: {mean(by_digit, 'pca', str(k)):.4f}" for k in detectors.COMPONENTS)
        + f". The forest has {detectors.TREES} trees, seed {detectors.SEED}.",
    ])


def best_components(by_digit):
    """The one number of components that is best over all digits, not another one for each."""
    return max(detectors.COMPONENTS, key=lambda k: mean(by_digit, "pca", str(k)))


def table(by_digit, most):
    columns = [
        ("Elbo, `reconstruction`", "elbo", "reconstruction"),
        ("PCA, 20 components", "pca", "20"),
        (f"PCA, best: {most}", "pca", str(most)),
        ("Isolation forest", "forest", "forest"),
        ("Elbo, `elbo`", "elbo", "elbo"),
        ("Elbo, `importance`", "elbo", "importance"),
    ]
    rows = [["Left out", *(title for title, _, _ in columns)], ["---", *("---:" for _ in columns)]]
    for digit, found in by_digit.items():
        rows.append([str(digit), *(f"{found[name]['auc'][score]:.4f}" for _, name, score in columns)])
    rows.append(["mean", *(f"{mean(by_digit, name, score):.4f}" for _, name, score in columns)])
    return [f"| {' | '.join(row)} |" for row in rows]


def mean(by_digit, name, score):
    return statistics.mean(found[name]["auc"][score] for found in by_digit.values())
