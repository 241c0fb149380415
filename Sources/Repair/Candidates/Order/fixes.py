#!/usr/bin/env python3
"""Small fixes from the history of public repositories, one JSON line each, for `Bench --repairs`.

usage: fixes.py GIT_DIRECTORY... > fixes.jsonl

A fix is a commit whose message says so, and which changes few lines of one source file in one
place. The lines around the change are given as suspicious. Nothing of the repositories is kept but
what the program counts: how often each template makes the change, and how many it makes in all."""
import json, os, re, subprocess, sys

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


for directory in sys.argv[1:]:
    for count, fix in enumerate(fixes(directory.rstrip("/"))):
        if count == MOST_FIXES:
            break
        print(json.dumps(fix), flush=True)
