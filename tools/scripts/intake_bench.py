"""Measures how fast declarations go into a store, beside DuckDB and sqlite3 (see tools/bench/intake)."""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time

DUCKDB = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("SET threads = 2")
# Rows that do not fit the types that it guesses are left out, as Entrepot rejects them.
connection.execute(
    "CREATE TABLE declaration AS SELECT * FROM read_csv($files, header = true, "
    "ignore_errors = true)", {"files": sys.argv[2:]})
connection.close()
"""


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("generator")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder")
    return parser.parse_args()


def timed(command, **options):
    """Seconds, cores kept busy and peak memory (MiB) of a command; its output only where it fails.

    Cores busy tell a machine that had other work: what waits for a core is no slower by itself.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed with status {process.returncode}:\n{output}")
    seconds = time.perf_counter() - start
    return seconds, (usage.ru_utime + usage.ru_stime) / seconds, usage.ru_maxrss / 1024


def world(options, folder, rows):
    """The files of declarations of a generated world, in a folder of their own."""
    place = os.path.join(folder, f"world-{options.seed}-{rows}")
    if not os.path.isdir(place):
        subprocess.run(
            [options.generator, place, "--seed", str(options.seed), "--rows", str(rows)],
            check=True, stdout=subprocess.DEVNULL)
    trade = place + "-declarations"
    os.makedirs(trade, exist_ok=True)
    files = sorted(name for name in os.listdir(place) if name.startswith("declarations"))
    for name in files:
        link = os.path.join(trade, name)
        if not os.path.exists(link):
            os.link(os.path.join(place, name), link)
    return trade, [os.path.join(trade, name) for name in files]


def count(files):
    total = 0
    for path in files:
        with open(path, newline="", encoding="utf-8") as file:
            total += sum(1 for _ in csv.reader(file)) - 1
    return total


def middle(runs, command, database, **options):
    """The run with the median of the seconds, but with the most memory of any."""
    results = []
    for _ in range(runs):
        for suffix in ["", "-wal", "-shm", ".wal"]:
            if os.path.exists(database + suffix):
                os.remove(database + suffix)
        results.append(timed(command, **options))
    seconds, cores, _ = sorted(results)[len(results) // 2]
    return seconds, cores, max(memory for _, _, memory in results)


def main():
    options = arguments()
    folder = options.folder or tempfile.mkdtemp(prefix="entrepot-bench-")
    os.makedirs(folder, exist_ok=True)
    try:
        measure(options, folder)
    finally:
        if not options.folder:
            shutil.rmtree(folder)


def measure(options, folder):
    trade, files = world(options, folder, options.rows)
    rows = count(files)
    size = sum(os.path.getsize(path) for path in files)
    print(f"{rows} rows, {size / 1e6:.0f} MB, median of {options.runs}")
    print(f"{'':34}{'seconds':>9}{'rows/s':>11}{'cores':>7}{'MiB':>7}")

    def line(name, result, rows=rows):
        seconds, cores, memory = result
        print(f"{name:34}{seconds:9.2f}{rows / seconds:11.0f}{cores:7.2f}{memory:7.0f}", flush=True)

    database = os.path.join(folder, "bench.sqlite")
    line("entrepot, temporary database",
         middle(options.runs, [options.program, "ingest", trade], database))
    line("entrepot, database that is kept",
         middle(options.runs, [options.program, "ingest", trade, "--database", database],
                 database))
    quarter, quarter_files = world(options, folder, options.rows // 4)
    line("entrepot, a quarter of the rows",
         middle(options.runs, [options.program, "ingest", quarter], database), count(quarter_files))
    peers(options, folder, files, line)


def peers(options, folder, files, line):
    probe = subprocess.run(
        [sys.executable, "-c", "import duckdb"], capture_output=True, check=False)
    if probe.returncode == 0:
        database = os.path.join(folder, "bench.duckdb")
        line("DuckDB, two threads, to a file",
             middle(options.runs, [sys.executable, "-c", DUCKDB, database, *files], database))
        os.remove(database)
    else:
        print("DuckDB is left out: this Python has no module duckdb (pip install duckdb)")
    if shutil.which("sqlite3"):
        database = os.path.join(folder, "bench-import.sqlite")
        script = ["PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF"]
        command = ["sqlite3", database]
        for step in script:
            command += ["-cmd", step]
        command += ["-cmd", ".mode csv"]
        for path in files:
            command += ["-cmd", f'.import "{path}" declaration']
        line("sqlite3 .import",
             middle(options.runs, [*command, "SELECT 1"], database))
        os.remove(database)
    else:
        print("sqlite3 is left out: it is not installed")


if __name__ == "__main__":
    main()
