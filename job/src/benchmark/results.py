"""Medians, ratios of the same round, and the page that shows them."""
import statistics

# More than this part of a core taken by others is said aloud.
DISTURBED = 0.03
BEGIN, END = "<!-- results: written by run -->", "<!-- end of results -->"

# name, numerator, denominator, what is asked for (at least, or at most with a minus)
RATIOS = [
    ("step / PyTorch, batch 128", "step-784-400-20-b128", "pytorch-784-400-20-b128", 1.5),
    ("step / PyTorch, batch 512", "step-784-400-20-b512", "pytorch-784-400-20-b512", 1.2),
    ("step / roofline, batch 128", "step-784-400-20-b128", "roofline-784-400-20-b128", None),
    ("step / roofline, batch 512", "step-784-400-20-b512", "roofline-784-400-20-b512", 0.75),
    ("step / PyTorch, 784-500-500-50", "step-784-500-500-50-b128", "pytorch-784-500-500-50-b128", 1.0),
    ("step / PyTorch, 64-128-64-8 Gaussian", "step-64-128-64-8-b256", "pytorch-64-128-64-8-b256", 1.0),
    ("step / PyTorch, 3072-1024-512-64", "step-3072-1024-512-64-b256", "pytorch-3072-1024-512-64-b256", 1.0),
    ("step / DL4J's VAE layer, batch 128", "step-784-400-20-b128", "dl4j-vae-b128", None),
    ("step / DL4J's VAE layer, batch 512", "step-784-400-20-b512", "dl4j-vae-b512", None),
    ("elbo train local[1] / step", "train-local1", "step-784-400-20-b128", None),
    ("elbo train local[2] / two independent runs", "train-local2", "train-independent", 0.95),
    ("elbo train local[2] / dl4j-spark, averaging every 5 minibatches", "train-local2", "dl4j-spark-often", 10),
    ("elbo train local[2] / dl4j-spark, averaging once an epoch", "train-local2", "dl4j-spark-once", 10),
    ("Elbo's master / stock averaging once an epoch, on the same VAE layer", "dl4j-elbo-master",
     "dl4j-spark-vae-once", None),
    ("scoring / step, batch 128", "score-784-400-20-b128", "step-784-400-20-b128", 1.8),
    ("scoring / step, batch 512", "score-784-400-20-b512", "step-784-400-20-b512", 1.8),
    ("scoring / PyTorch's forward, batch 128", "score-784-400-20-b128", "pytorch-score-784-400-20-b128", None),
    ("scoring / PyTorch's forward, batch 512", "score-784-400-20-b512", "pytorch-score-784-400-20-b512", None),
]


def summary(measured):
    found = {}
    for name, samples in measured.items():
        values = [s["value"] for s in samples if "value" in s]
        problems = [s.get("missing") or s.get("failed") for s in samples if "value" not in s]
        found[name] = {**spread(values), "unit": samples[0].get("unit", "")} if values else {}
        if problems:
            found[name]["problem"] = problems[0]
        others = [s["others"] for s in samples if "others" in s]
        if others:
            found[name]["others"] = max(others)
        for key in ("averaging_share", "peak_megabytes", "trained_an_epoch", "sgemm_examples_per_second",
                    "matmul_examples_per_second"):
            part = [s[key] for s in samples if key in s]
            if part:
                found[name][key] = part[-1] if isinstance(part[0], list) else statistics.median(part)
    return found


def ratios(measured):
    found = {}
    for name, over, under, asked in RATIOS:
        pairs = zip(measured.get(over, []), measured.get(under, []))
        values = [a["value"] / b["value"] for a, b in pairs if "value" in a and "value" in b]
        if values:
            found[name] = {**spread(values), "asked": asked}
    for name in ("train-local1", "train-local2"):
        values = [s["averaging_share"] for s in measured.get(name, []) if "averaging_share" in s]
        if values:
            found[f"Spark and averaging / epoch, {name}"] = {**spread(values), "asked": -0.05}
    return found


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "pairs": len(values)}


def line(sample):
    if "value" not in sample:
        return "missing: " + sample["missing"] if "missing" in sample else "FAILED: " + sample["failed"]
    more = [f"{k} {sample[k]:.3g}" for k in ("averaging_share", "loss", "peak_megabytes", "others") if k in sample]
    return f"{number(sample['value'])} {sample['unit']}  {', '.join(more)}"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def markdown(whole):
    m = whole["machine"]
    rows = [
        f"{place(m)}; Elbo {m['elbo']}.",
        "",
        f"Kernels: Elbo OpenBLAS {m['kernels']['elbo_openblas']}, oneDNN {m['kernels']['elbo_onednn']}; "
        f"PyTorch {m['kernels']['pytorch']}.",
        "",
        f"{whole['rounds']} interleaved rounds; where one core is meant, all were pinned to core {m['pinned_to'][0]}."
        + (" Quick: these numbers mean nothing." if whole["quick"] else ""),
        *warnings(whole),
        "",
        "| Ratio | Median | Least | Most | Asked |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for name, r in whole["ratios"].items():
        rows.append(f"| {name} | {r['median']:.3g} | {r['min']:.3g} | {r['max']:.3g} | {asked(r)} |")
    rows += [
        "",
        "| Contestant | Median | Least | Most | Taken by others | |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, r in whole["results"].items():
        if "median" not in r:
            rows.append(f"| {name} | | | | | {first_line(r['problem'])} |")
            continue
        others = f"{r['others']:.1%}" if "others" in r else ""
        rows.append(f"| {name} | {number(r['median'])} {r['unit']} | {number(r['min'])} | {number(r['max'])} "
                    f"| {others} | {notes(r)} |")
    return "\n".join(rows)


def place(m):
    return (f"{m['cpu']}, {m['cores']} cores, {m['memory_gigabytes']} GB, Linux {m['kernel']}; {m['java']}; "
            f"{', '.join(m['natives'])}")


def warnings(whole):
    if m := whole["machine"]["kernels"]:
        if m.get("same_openblas_kernels") is False:
            yield f"\n**Void beside PyTorch: its OpenBLAS picked [{m['pytorch']}], Elbo's [{m['elbo_openblas']}].**"
    disturbed = [name for name, r in whole["results"].items() if r.get("others", 0) > DISTURBED]
    if disturbed:
        yield f"\n**Disturbed, others took more than {DISTURBED:.0%} of the cores: {', '.join(disturbed)}.**"


def asked(r):
    if r["asked"] is None:
        return ""
    limit = abs(r["asked"])
    met = r["median"] >= limit if r["asked"] > 0 else r["median"] <= limit
    return f"{'at least' if r['asked'] > 0 else 'at most'} {limit:g}: {'met' if met else 'not met'}"


def notes(r):
    found = []
    if "sgemm_examples_per_second" in r:
        found.append(f"sgemm {number(r['sgemm_examples_per_second'])}, matmul {number(r['matmul_examples_per_second'])}")
    if "averaging_share" in r:
        found.append(f"Spark and averaging {r['averaging_share']:.1%}")
    if "trained_an_epoch" in r:
        found.append(f"trained {r['trained_an_epoch']} of the rows an epoch")
    if r["unit"] == "examples/s" and "averaging_share" in r:
        found.append(f"peak {r['peak_megabytes']:.0f} MB")
    if "problem" in r:
        found.append(first_line(r["problem"]))
    return "; ".join(found)


def first_line(text):
    return text.strip().splitlines()[0] if text.strip() else "failed without a word"


def write_into(file, results):
    """Replaces the part of a page between the marks, or appends it."""
    text = file.read_text() if file.is_file() else "# Results\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    file.write_text(f"{before.rstrip()}\n\n{BEGIN}\n\n{results}\n\n{END}\n{after.lstrip()}")
