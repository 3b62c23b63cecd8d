"""Precision and recall of a run's mirrors.csv against the true movements of a generated world.

    python3 tools/scripts/movement_accuracy.py WORLD RUN

WORLD is a trade folder with truth/truth_declarations.csv (or .csv.gz): rows with the same true_leg
record the same movement. RUN is the run folder. Only goods lines that the run knew count
(resolution.csv). A movement of three goods lines is three pairs. Where WORLD has no truth, that is
said and nothing is measured.
"""

import collections
import csv
import gzip
import itertools
import os
import sys


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if path.endswith(".gz") \
        else open(path, encoding="utf-8", newline="")
    with opened as file:
        yield from csv.DictReader(file)


def identity(row, prefix=""):
    return tuple(row[prefix + name] for name in ("source", "declaration_id", "line"))


def pairs_of(groups):
    return {pair for members in groups for pair in itertools.combinations(sorted(members), 2)}


def joined(links):
    """The groups that pairs make, by following them."""
    parent = {}

    def root(item):
        while parent.setdefault(item, item) != item:
            item = parent[item]
        return item

    for one, other in links:
        parent[root(one)] = root(other)
    groups = collections.defaultdict(list)
    for item in list(parent):
        groups[root(item)].append(item)
    return groups.values()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    world, run = sys.argv[1:]
    truth = next((path for name in ("truth_declarations.csv", "truth_declarations.csv.gz")
                  if os.path.exists(path := os.path.join(world, "truth", name))), None)
    if truth is None:
        print(f"{world}: has no truth, so nothing is measured")
        return
    known = {identity(row) for row in rows(os.path.join(run, "resolution.csv"))}
    leg = {identity(row): row["true_leg"] for row in rows(truth)}
    groups = collections.defaultdict(list)
    for row in known:
        if row in leg:
            groups[leg[row]].append(row)
    true = pairs_of(groups.values())
    mirrors = {pair for pair in true if pair[0][0] != pair[1][0]}

    links = [(identity(row), identity(row, "other_"), row)
             for row in rows(os.path.join(run, "mirrors.csv"))]
    counted = pairs_of(joined(
        [(one, other) for one, other, row in links if row["counted_once"] == "true"]))
    print(f"mirror pairs: {len(mirrors)} true, {len(counted)} counted once, "
          f"precision {len(counted & true) / max(1, len(counted)):.4f}, "
          f"recall {len(counted & mirrors) / max(1, len(mirrors)):.4f}")
    twice = true - mirrors
    filed = {tuple(sorted((one, other))) for one, other, row in links
             if row["reason"] == "filed_twice"}
    print(f"filed twice: {len(twice)} true, {len(filed)} said, "
          f"precision {len(filed & twice) / max(1, len(filed)):.4f}, "
          f"recall {len(filed & twice) / max(1, len(twice)):.4f}")

    bins = collections.defaultdict(lambda: [0, 0, 0.0])
    for one, other, row in links:
        bound = next((bound for bound in (0.02, 0.05, 0.1, 0.15, 0.2) if
                      float(row["misfit"]) <= bound), 1)
        cell = bins[row["reason"], bound]
        cell[0] += 1
        cell[1] += leg.get(one) is not None and leg.get(one) == leg.get(other)
        cell[2] += float(row["probability"])
    print(f"{'reason':20}{'misfit up to':>13}{'pairs':>8}{'true':>9}{'said':>9}")
    for (reason, bound), (count, right, said) in sorted(bins.items()):
        print(f"{reason:20}{bound:13}{count:8}{right / count:9.4f}{said / count:9.4f}")


if __name__ == "__main__":
    main()
