"""Counts the instructions of kernels under callgrind and compares them with what is recorded.

Only instructions of the program itself count. Those of the C library, the Swift runtime and
libdispatch depend on the processor, on their version and on how threads happen to meet. A kernel's
count is the difference between running it three times and once, so start-up and preparation drop
out.
"""

import json
import os
import subprocess
import sys
import tempfile

TOLERANCE = 0.03


def own_instructions(text, program):
    """Sums the cost lines that callgrind attributes to the program itself."""
    names = {}
    total = 0
    is_own = False
    skip = False
    wanted = os.path.basename(program)
    for line in text.splitlines():
        if line.startswith("ob="):
            key, _, name = line[3:].partition(" ")
            if name:
                names[key] = name
            is_own = os.path.basename(names.get(key, key)) == wanted
        elif line.startswith("cob="):
            # The object of a callee may be named here first.
            key, _, name = line.partition("=")[2].partition(" ")
            if name:
                names[key] = name
        elif line.startswith("calls="):
            skip = True  # the next line is the cost of the call, which the callee has itself
        elif line and line[0] in "0123456789+-*":
            if skip:
                skip = False
            elif is_own:
                total += int(line.split()[1])
    return total


def run(program, kernel, times, folder):
    out = os.path.join(folder, f"{kernel}-{times}.callgrind")
    environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1")
    subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, kernel, str(times)],
        check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    with open(out, encoding="utf-8") as file:
        return own_instructions(file.read(), program)


def count(program):
    kernels = subprocess.run([program, "list"], check=True, capture_output=True, text=True)
    with tempfile.TemporaryDirectory() as folder:
        return {
            kernel: (run(program, kernel, 3, folder) - run(program, kernel, 1, folder)) // 2
            for kernel in kernels.stdout.split()
        }


def compiler():
    words = subprocess.run(["swift", "--version"], check=True, capture_output=True, text=True)
    return " on ".join(
        line.split("Target: ")[-1].strip() for line in words.stdout.strip().splitlines()[:2])


def main():
    mode, program, thresholds = sys.argv[1:]
    counted = count(program)
    if mode == "record":
        with open(thresholds, "w", encoding="utf-8") as file:
            json.dump({"compiler": compiler(), "instructions": counted}, file, indent=2)
            file.write("\n")
        print(f"recorded {len(counted)} kernels in {thresholds}")
        return 0
    with open(thresholds, encoding="utf-8") as file:
        recorded = json.load(file)
    if recorded["compiler"] != compiler():
        print(f"recorded with {recorded['compiler']}, this is {compiler()}: not compared.")
        print("Record again with tools/bench/instructions --record.")
        return 0
    failed = []
    for kernel in sorted(set(counted) | set(recorded["instructions"])):
        before = recorded["instructions"].get(kernel)
        now = counted.get(kernel)
        change = now / before - 1 if before and now else None
        words = f"{change:+.2%}" if change is not None else "recorded or counted only"
        print(f"  {kernel:18} {before or 0:>13,} -> {now or 0:>13,}  {words}")
        if change is None or abs(change) > TOLERANCE:
            failed.append(kernel)
    if failed:
        print(f"more than {TOLERANCE:.0%} from what is recorded: {', '.join(failed)}")
        print("Where that is meant, record with tools/bench/instructions --record and say why.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
