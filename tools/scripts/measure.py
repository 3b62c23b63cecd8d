"""Runs `entrepot run` several times and prints seconds and peak memory; called by tools/measure."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def one_run(binary, folder, as_of):
    """Wall seconds, processor seconds and peak mebibytes of one run into a scratch folder."""
    with tempfile.TemporaryDirectory(prefix="entrepot-measure-") as scratch:
        command = [binary, "run", folder, "--out", os.path.join(scratch, "run"), "--as-of", as_of]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        # wait4 gives this child's own peak; getrusage would give the largest of all of them.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    exit_code = os.waitstatus_to_exitcode(status)
    process.returncode = exit_code
    if exit_code != 0:
        sys.exit(f"measure: {' '.join(command)} ended with status {exit_code}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(prog="tools/measure")
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--as-of", default="2025-09-30")
    parser.add_argument("--max-seconds", type=float)
    parser.add_argument("--max-mebibytes", type=float)
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    if not os.path.isdir(arguments.folder):
        parser.error(f"no such trade folder: {arguments.folder}")

    print(f"{'run':>6} {'seconds':>9} {'cpu s':>9} {'MiB':>9}")
    runs = []
    for number in range(1, arguments.runs + 1):
        runs.append(one_run(arguments.binary, arguments.folder, arguments.as_of))
        print(f"{number:>6} {runs[-1][0]:>9.2f} {runs[-1][1]:>9.2f} {runs[-1][2]:>9.1f}", flush=True)
    seconds, processor, mebibytes = (statistics.median(column) for column in zip(*runs))
    print(f"{'median':>6} {seconds:>9.2f} {processor:>9.2f} {mebibytes:>9.1f}")

    too_much = []
    if arguments.max_seconds is not None and seconds > arguments.max_seconds:
        too_much.append(f"{seconds:.2f} s is above {arguments.max_seconds:g} s")
    if arguments.max_mebibytes is not None and mebibytes > arguments.max_mebibytes:
        too_much.append(f"{mebibytes:.1f} MiB is above {arguments.max_mebibytes:g} MiB")
    if too_much:
        sys.exit("tools/measure: " + "; ".join(too_much))
    print("tools/measure: done, within the limits" if arguments.max_seconds is not None
          or arguments.max_mebibytes is not None else "tools/measure: done")


main()
