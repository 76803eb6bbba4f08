"""The table of AUCs, a digit a row, and the page around it."""
import statistics

import detectors

# As many as Elbo's model has latents.
LATENTS = 20


def page(by_digit, place, command):
    elbo = next(iter(by_digit.values()))["gaussian"]
    versions = sorted({found[name]["version"] for found in by_digit.values() for name in found})
    most = best_components(by_digit)
    return "\n".join([
        f"{', '.join(versions)}. {place}.",
        "",
        f"    {command}",
        "",
        *table(by_digit, most),
        "",
        *verdicts(by_digit, most),
        "",
        f"Elbo's scores are means over {elbo['draws']} draws. scikit-learn's AUC of the scores that `elbo score` writes "
        f"differs from that of `elbo evaluate` by {disagreement(by_digit):.0e} at most.",
        "",
        "Mean AUC of PCA by components: " + ", ".join(f"{k}: {mean(by_digit, 'pca', str(k)):.4f}"
                                                     for k in detectors.COMPONENTS)
        + f". The forest has {detectors.TREES} trees, seed {detectors.SEED}.",
    ])


def best_components(by_digit):
    """The one number of components that is best over all digits, not another one for each."""
    return max(detectors.COMPONENTS, key=lambda k: mean(by_digit, "pca", str(k)))


def table(by_digit, most):
    best = [] if most == LATENTS else [(f"PCA, {most}: the best mean", "pca", str(most))]
    columns = [
        ("Elbo, Gaussian: `reconstruction`", "gaussian", "reconstruction"),
        (f"PCA, {LATENTS} components" + ("" if best else ": the best mean"), "pca", str(LATENTS)),
        *best,
        ("Isolation forest", "forest", "forest"),
        ("Gaussian: `elbo`", "gaussian-table", "elbo"),
        ("Gaussian: `importance`", "gaussian-table", "importance"),
        ("Elbo, Bernoulli: `reconstruction`", "bernoulli", "reconstruction"),
        ("Bernoulli: `deviance`", "bernoulli", "deviance"),
        ("Bernoulli: `elbo`", "bernoulli-table", "elbo"),
    ]
    rows = [["Left out", *(title for title, _, _ in columns)], ["---", *("---:" for _ in columns)]]
    for digit, found in by_digit.items():
        rows.append([str(digit), *(f"{found[name]['auc'][score]:.4f}" for _, name, score in columns)])
    rows.append(["mean", *(f"{mean(by_digit, name, score):.4f}" for _, name, score in columns)])
    return [f"| {' | '.join(row)} |" for row in rows]


def verdicts(by_digit, most):
    """Whether Elbo is ahead, in words that follow the numbers."""
    for likelihood in detectors.LIKELIHOODS:
        yield from verdicts_of(by_digit, most, likelihood, mean(by_digit, likelihood, "reconstruction"))


def verdicts_of(by_digit, most, likelihood, ours):
    for title, theirs in ((f"PCA with {most} components", mean(by_digit, "pca", str(most))),
                          ("the isolation forest", mean(by_digit, "forest", "forest"))):
        yield f"- On the mean, `reconstruction` of the {likelihood} likelihood is {'ahead of' if ours > theirs else 'behind'} {title} by {abs(ours - theirs):.4f}."


def disagreement(by_digit):
    return max(abs(found[name]["auc"]["reconstruction"] - found[f"{name}-table"]["auc"]["reconstruction"])
               for found in by_digit.values() for name in detectors.LIKELIHOODS)


def mean(by_digit, name, score):
    return statistics.mean(found[name]["auc"][score] for found in by_digit.values())
