"""Builds what a benchmark needs, once, before anything is measured."""
import subprocess


def build(root, *arguments):
    """Runs Maven with the profile of the benchmarks, without the micro-benchmarks."""
    command = ["mvn", "-q", "-B", "-Pbenchmark", "-Dexec.skip", *arguments]
    print("building:", *command, flush=True)
    subprocess.run(command, cwd=root, check=True, stdin=subprocess.DEVNULL)
