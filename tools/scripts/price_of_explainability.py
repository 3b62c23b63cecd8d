"""What a score that adds up in words costs: the same lines of evidence in models of other kinds.

    entrepot fit WORLD --out x.yml --why x --as-of DAY --measures MEASURES.csv
    python3 tools/scripts/price_of_explainability.py WEIGHTS.yml WORLD=MEASURES.csv ... [--json FILE]

WORLD is a trade folder with truth/, MEASURES.csv what `entrepot fit --measures` says of it, WEIGHTS.yml
the weight set. Judged are the tested exports of the truth. Compared, by area under precision-recall,
the mean over worlds:

  as it is      the weights as they are; they saw none of the labels
  groups        one factor for each group, not below zero
  levels        a weight for each level of each line, monotone, pulled to where it was
  boosting      gradient boosting on the raw measures (scikit-learn), which may do what it likes
  boosting, levels   the same on what the lines weigh, so that only their sum is given up

All but the first are cross-validated in two ways: by network (exports whose parties trade with one
another are in one part; parties with many tie nothing) and by world (one world after the other is left
out). Needs numpy, scipy, scikit-learn and PyYAML; for comparison only, no part of the product.
"""

import argparse
import csv
import gzip
import json
import os

import numpy
import scipy.optimize
import scipy.sparse
import yaml
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score

PARTS = 5
HUB = 60
DECIBAN = numpy.log(10) / 10
SHARE_OF_PRIOR = {"groups": 0.5, "levels": 2.0}


def rows(path):
    if not os.path.exists(path):
        path += ".gz"
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if path.endswith(".gz") \
        else open(path, encoding="utf-8", newline="")
    with opened as file:
        yield from csv.DictReader(file)


class Table:
    """The tested exports of some worlds, as measured."""

    def __init__(self, pairs, codes):
        self.world, self.label, self.score, self.parties, measures = [], [], [], [], []
        for number, pair in enumerate(pairs):
            world, path = pair.rsplit("=", 1)
            truth = {}
            for row in rows(os.path.join(world, "truth", "truth_declarations.csv")):
                if row["eligible_for_test"] == "1":
                    truth[row["source"], row["declaration_id"], row["line"]] = row["diverted"] == "1"
            for row in rows(path):
                label = truth.get((row["source"], row["declaration_id"], row["line"]))
                if label is None:
                    continue
                self.world.append(number)
                self.label.append(label)
                self.score.append(float(row["decibans"]))
                self.parties.append(((number, row["shipper"]), (number, row["consignee"])))
                measures.append([float(row[code] or "nan") for code in codes])
        self.world = numpy.array(self.world)
        self.label = numpy.array(self.label)
        self.score = numpy.array(self.score)
        self.measures = numpy.array(measures)

    def parts_by_network(self):
        """The part of each export; those that share a party are in one."""
        members = {}
        for row, parties in enumerate(self.parties):
            for party in parties:
                members.setdefault(party, []).append(row)
        parent = list(range(len(self.parties)))

        def root(row):
            while parent[row] != row:
                parent[row] = parent[parent[row]]
                row = parent[row]
            return row

        for rows_of_party in members.values():
            if len(rows_of_party) <= HUB:
                for row in rows_of_party[1:]:
                    parent[root(row)] = root(rows_of_party[0])
        groups = {}
        for row in range(len(parent)):
            groups.setdefault(root(row), []).append(row)
        part = numpy.zeros(len(parent), int)
        sizes = [0] * PARTS
        for group in sorted(groups.values(), key=lambda group: (-len(group), group[0])):
            smallest = sizes.index(min(sizes))
            sizes[smallest] += len(group)
            part[group] = smallest
        return part


class Lines:
    """The lines of a weight set: which level each measure reaches, and what that weighs."""

    def __init__(self, weights):
        self.weights = weights
        self.codes = list(weights["lines"])
        self.groups = list(weights["groups"])

    def levels(self, measures):
        """The level of each line, -1 where it cannot be checked."""
        levels = numpy.full(measures.shape, -1)
        for column, code in enumerate(self.codes):
            steps = [step["from"] for step in self.weights["lines"][code]["steps"]]
            known = ~numpy.isnan(measures[:, column])
            levels[known, column] = numpy.searchsorted(steps, measures[known, column], side="right")
        return levels

    def decibans_of(self, code):
        line = self.weights["lines"][code]
        return [line["base"]] + [step["decibans"] for step in line["steps"]]

    def weighed(self, levels):
        """What each line weighs by itself."""
        weighed = numpy.zeros(levels.shape)
        for column, code in enumerate(self.codes):
            table = numpy.array(self.decibans_of(code) + [0.0])
            weighed[:, column] = table[levels[:, column]]
        return weighed

    def sums(self, weighed):
        """What each group adds, its limits honoured."""
        sums = numpy.zeros((len(weighed), len(self.groups)))
        for column, code in enumerate(self.codes):
            sums[:, self.groups.index(self.weights["lines"][code]["group"])] += weighed[:, column]
        for number, name in enumerate(self.groups):
            limits = self.weights["groups"][name]
            sums[:, number] = sums[:, number].clip(limits["least"], limits["most"])
        return sums

    def ladder(self, levels):
        """A column for each step that a line takes, so that weights that do not fall are monotone;
        with the column, what the step is now."""
        columns, now, names = [], [], []
        for column, code in enumerate(self.codes):
            decibans = self.decibans_of(code)
            sign = 1 if decibans[-1] >= decibans[0] else -1
            known = levels[:, column] >= 0
            for level, (one, other) in enumerate(zip(decibans, decibans[1:]), start=1):
                columns.append(sign * (known & (levels[:, column] >= level)))
                now.append(abs(other - one))
                names.append((code, level))
            # The base is free: it tells "checked and clear" from "not checkable".
            columns.append(known * 1.0)
            now.append(decibans[0])
            names.append((code, 0))
        return scipy.sparse.csr_matrix(numpy.array(columns, float).T), numpy.array(now), names


def logistic(columns, label, start, spread, floors):
    """Weights in decibans, pulled to `start`, none below its floor; the intercept is free."""
    columns = columns * DECIBAN

    def loss(values):
        odds = columns @ values[:-1] + values[-1]
        pull = (values[:-1] - start) / spread
        value = numpy.logaddexp(0, numpy.where(label, -odds, odds)).sum() + (pull ** 2).sum() / 2
        slope = 1 / (1 + numpy.exp(-odds)) - label
        return value, numpy.append(columns.T @ slope + pull / spread, slope.sum())

    found = scipy.optimize.minimize(
        loss, numpy.append(start, -5.0), jac=True, method="L-BFGS-B",
        bounds=[(floor, None) for floor in floors] + [(None, None)], options={"maxiter": 200})
    return found.x


class Models:
    """Each model as a function from training rows to scores of all rows."""

    def __init__(self, table, lines):
        levels = lines.levels(table.measures)
        self.label = table.label
        self.weighed = lines.weighed(levels)
        self.sums = lines.sums(self.weighed)
        self.steps, self.now, self.names = lines.ladder(levels)
        self.measures = table.measures

    def groups(self, chosen):
        one = numpy.ones(self.sums.shape[1])
        values = logistic(
            self.sums[chosen], self.label[chosen], one, SHARE_OF_PRIOR["groups"], one * 0)
        return self.sums @ values[:-1], values

    def levels(self, chosen):
        floors = [None if level == 0 else 0.0 for _, level in self.names]
        values = logistic(
            self.steps[chosen], self.label[chosen], self.now, SHARE_OF_PRIOR["levels"], floors)
        return self.steps @ values[:-1], values

    @staticmethod
    def _boosted(columns, label, chosen):
        model = HistGradientBoostingClassifier(
            max_iter=150, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=30,
            l2_regularization=1.0, random_state=1)
        model.fit(columns[chosen], label[chosen])
        return model.decision_function(columns), None

    def boosting(self, chosen):
        return self._boosted(self.measures, self.label, chosen)

    def boosting_levels(self, chosen):
        return self._boosted(self.weighed, self.label, chosen)


def held_out(model, part):
    """Scores of rows by fits that did not see them; each part ranked by itself is comparable."""
    scores = numpy.zeros(len(part))
    for number in numpy.unique(part):
        found, _ = model(part != number)
        scores[part == number] = found[part == number]
    return scores


def areas(table, scores, part):
    """The mean area over worlds and parts: only scores of one fit are compared with one another."""
    by_world = []
    for world in numpy.unique(table.world):
        found, positives = [], []
        for number in numpy.unique(part):
            rows_here = (table.world == world) & (part == number)
            count = int(table.label[rows_here].sum())
            if count:
                found.append(average_precision_score(table.label[rows_here], scores[rows_here]))
                positives.append(count)
        by_world.append(float(numpy.average(found, weights=positives)))
    return by_world


def main():
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("weights")
    reader.add_argument("pairs", nargs="+", metavar="WORLD=MEASURES.csv")
    reader.add_argument("--json", help="write all figures and the fitted weights to this file")
    arguments = reader.parse_args()
    with open(arguments.weights, encoding="utf-8") as file:
        lines = Lines(yaml.safe_load(file))
    table = Table(arguments.pairs, lines.codes)
    models = Models(table, lines)
    ways = {"by network": table.parts_by_network()}
    if len(arguments.pairs) > 1:
        ways["by world"] = table.world
    print(f"{len(arguments.pairs)} worlds, {len(table.label)} tested exports, "
          f"{int(table.label.sum())} diverted")
    figures = {}
    for way, part in ways.items():
        print(f"\nheld out {way}: mean area over worlds (least, most); difference to levels")
        found = {"as it is": areas(table, table.score, part)}
        for name, model in [("groups", models.groups), ("levels", models.levels),
                            ("boosting", models.boosting),
                            ("boosting, levels", models.boosting_levels)]:
            found[name] = areas(table, held_out(model, part), part)
        for name, values in found.items():
            gap = numpy.mean(values) - numpy.mean(found["levels"])
            print(f"  {name:18} {numpy.mean(values):.4f} ({min(values):.3f}, {max(values):.3f})"
                  f"  {gap:+.4f}")
        figures[way] = found
    everything = numpy.ones(len(table.label), bool)
    _, factors = models.groups(everything)
    _, steps = models.levels(everything)
    print("\nfactor of each group, fitted to all:")
    for name, factor in zip(lines.groups, factors):
        print(f"  {name:12} {factor:.2f}")
    print("\nsteps that would move by two decibans or more (level 0: base):")
    for (code, level), now, then in zip(models.names, models.now, steps):
        if abs(then - now) >= 2:
            print(f"  {code:32} level {level}  {now:6.1f} -> {then:6.1f}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({
                "areas": figures, "factors": dict(zip(lines.groups, factors[:-1])),
                "steps": [[code, level, now, then] for (code, level), now, then
                          in zip(models.names, models.now.tolist(), steps.tolist())],
            }, file, indent=1)


if __name__ == "__main__":
    main()
