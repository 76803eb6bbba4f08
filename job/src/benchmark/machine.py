"""What was measured on, and with which kernels."""
import os
import platform
import re
import subprocess
import sys

import contestants

# Each changes how fast some side computes.
INHERITED = (
    "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "DNNL_MAX_CPU_ISA", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "SPARK_HOME", "SPARK_CONF_DIR", "HADOOP_CONF_DIR",
)


def torch_python(given):
    """A python that can import torch, or None."""
    for python in [given] if given else [sys.executable, "/usr/bin/python3"]:
        if subprocess.run([python, "-c", "import torch"], capture_output=True).returncode == 0:
            return python
    return None


def busy_seconds():
    """Seconds that each core has worked since the start of the machine, for whomever; stolen time included."""
    busy = {}
    with open("/proc/stat") as stat:
        for row in stat:
            if re.match(r"cpu\d", row):
                name, user, nice, system, _, _, irq, softirq, steal, *_ = row.split()
                ticks = sum(map(int, (user, nice, system, irq, softirq, steal)))
                busy[name[3:]] = ticks / os.sysconf("SC_CLK_TCK")
    return busy


def describe(place):
    java = output([contestants.java(), "-version"]).splitlines()
    return {
        "cpu": cpu(),
        "cores": os.cpu_count(),
        "pinned_to": place.cores,
        "memory_gigabytes": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "kernel": platform.release(),
        "java": java[1] if len(java) > 1 else "missing",
        "elbo": output(["git", "-C", str(place.root), "describe", "--always", "--dirty"]).strip(),
        "natives": sorted(set(re.findall(r"(?:nd4j-native|openblas|javacpp)-[\w.-]+-linux-[\w-]+(?=\.jar)",
                                         place.class_path()))),
        "kernels": kernels(place),
        "load_at_start": os.getloadavg()[0],
    }


def kernels(place):
    """Which matrix kernels each side picks on this CPU."""
    ours = output(place.java("KERNELS"), {"ONEDNN_VERBOSE": "1", "DNNL_VERBOSE": "1"})
    onednn = re.search(r"info,cpu,isa:(.*)", ours)
    matmul = sorted(set(re.findall(r"exec,cpu,matmul,([^,]+)", ours)))
    core = re.search(r'"openblas":"(\w+)"', ours)
    found = {
        "elbo_openblas": core.group(1) if core else "unknown",
        "elbo_onednn": f"{onednn.group(1)} ({', '.join(matmul)})" if onednn else "none",
        "pytorch": "missing: no python3 with torch",
    }
    if place.python:
        code = "import torch; torch.mm(torch.ones(64, 64), torch.ones(64, 64)); print('torch', torch.__version__)"
        theirs = output([place.python, "-c", code], {"OPENBLAS_VERBOSE": "2"})
        names = re.findall(r"^Core: (\w+)", theirs, re.M)
        version = re.search(r"^torch (\S+)", theirs, re.M)
        found["pytorch"] = f"{', '.join(sorted(set(names))) or 'no OpenBLAS'}; torch {version.group(1)}"
        found["same_openblas_kernels"] = found["elbo_openblas"] in names
    return found


def cpu():
    with open("/proc/cpuinfo") as info:
        fields = dict(re.findall(r"^([^\t:\n]+)\t*: (.*)$", info.read(), re.M))
    isa = "avx512" if "avx512f" in fields["flags"] else "avx2" if "avx2" in fields["flags"] else "older than avx2"
    return f"{fields['model name']} (family {fields['cpu family']}, model {fields['model']}, {isa})"


def output(command, more=None):
    run = subprocess.run(command, env={**os.environ, **(more or {})}, text=True, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.stdout
