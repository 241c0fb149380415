#!/usr/bin/env python3
"""Learns what the templates of repairs cost from the history of public repositories.

    priors.py fixes GIT_DIRECTORY... > fixes.jsonl
    Bench --repairs fixes.jsonl --only Repairs --json > counts.json
    priors.py blend counts.json Priors.swift

`fixes` writes small fixes, one JSON object a line: commits whose messages say that they are one, and
which change few lines of one source file in one place. The lines around the change are given as
suspicious. `Bench` counts how often each template makes the change, and how many changes it makes
in all. `blend` prints the table `usual` of Priors.swift anew: each cost is the negative logarithm of
the share that was right, where the number that stands there counts as if it had been seen on as
many candidates as PSEUDO says. Costs are only compared with each other: OFFSET is taken off them."""
import itertools, json, math, os, re, subprocess, sys

LANGUAGES = {"py": "python", "js": "javascript", "ts": "typescript", "go": "go", "rs": "rust",
             "java": "java", "c": "c", "cc": "cpp", "cpp": "cpp", "rb": "ruby", "swift": "swift",
             "php": "php", "lua": "lua"}
SAYS_FIX = re.compile(
    r"\b(fix(es|ed)?|bug|wrong|incorrect|crash|regression|off.by.one|broken)\b", re.I)
IS_TEST = re.compile(
    r"(^|/)(tests?|spec|__tests__|docs?|examples?|bench\w*|vendor|third_party|deps)/"
    r"|test_|_test\.|\.spec\.|Test\.java|setup\.py|version", re.I)
IS_OTHER = re.compile(
    r"^\s*(#|//|\*|/\*|--|import |from |use |require|\"\"\"|@)|^\s*$|version", re.I)
MOST_CHANGED, NEAR, MOST_BYTES, MOST_FIXES = 3, 5, 80_000, 150
PSEUDO, OFFSET, LEAST = 10_000, 4.3, 0.5


def git(directory, *arguments):
    command = ["git", "--git-dir", directory, *arguments]
    return subprocess.run(command, capture_output=True).stdout


def fixes(directory):
    log = git(directory, "log", "--no-merges", "--format=%x00%H%x01%s", "-U0", "-p",
              "--diff-filter=M", "--no-color", "--no-ext-diff", "--no-textconv")
    log = log.decode("utf-8", "replace")
    for commit in log.split("\0")[1:]:
        head, _, diff = commit.partition("\n")
        sha, _, subject = head.partition("\1")
        if not SAYS_FIX.search(subject):
            continue
        sources = []
        for file in diff.split("diff --git ")[1:]:
            name = re.search(r"^\+\+\+ b/(.*)$", file, re.M)
            if name and name[1].rsplit(".", 1)[-1] in LANGUAGES and not IS_TEST.search(name[1]):
                sources.append((name[1], file))
        if len(sources) != 1:
            continue
        path, file = sources[0]
        hunks = re.findall(r"^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@", file, re.M)
        if len(hunks) != 1:
            continue
        line, removed, added = int(hunks[0][0]), *(int(n or 1) for n in hunks[0][1:])
        body = [l[1:] for l in file.split("@@", 2)[2].split("\n")[1:] if l[:1] in "+-"]
        if removed > MOST_CHANGED or added > MOST_CHANGED or all(IS_OTHER.search(l) for l in body):
            continue
        before, after = (git(directory, "show", f"{sha}{at}:{path}") for at in ("~", ""))
        if not before or not after or len(before) > MOST_BYTES:
            continue
        try:
            before, after = before.decode(), after.decode()
        except UnicodeDecodeError:
            continue
        yield dict(
            id=f"{os.path.basename(os.path.dirname(directory))}:{sha[:10]}",
            language=LANGUAGES[path.rsplit(".", 1)[-1]], buggy=before, fixed=[after],
            lines=list(range(max(0, line - 1 - NEAR), line + removed + NEAR)))


def blend(counts, priors):
    figures = {f["name"]: f for g in counts["groups"] for f in g["figures"]}
    table = re.search(r"static let usual: .*?= \[\n(.*?)\n    \]", priors, re.S)[1]
    costs = []
    for name, cost in re.findall(r"\.(\w+): ([0-9.]+)", table):
        cost = float(cost)
        seen = figures.get(name)
        if seen:
            expected = PSEUDO * math.exp(-cost - OFFSET)
            share = (seen["right"] + expected) / (seen["made"] + PSEUDO)
            cost = max(LEAST, -math.log(share) - OFFSET)
        costs.append(f".{name}: {cost:.1f}")
    return ", ".join(costs)


if sys.argv[1] == "fixes":
    for directory in sys.argv[2:]:
        for fix in itertools.islice(fixes(directory.rstrip("/")), MOST_FIXES):
            print(json.dumps(fix), flush=True)
else:
    print(blend(json.load(open(sys.argv[2])), open(sys.argv[3]).read()))
