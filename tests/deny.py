#!/usr/bin/env python3
"""Licence and ban checks of deny.toml where cargo-deny is not installed.

Reads deny.toml and `cargo metadata`. Knows [licenses] allow and exceptions, [bans] deny, multiple-versions and
wildcards, [sources] unknown-registry. Advisories need cargo-deny and its database: said, not done.
"""
import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

def allowed(expression: str, allow: set[str]) -> bool:
    """Value of an SPDX expression: OR needs one side, AND both."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))
    at = 0

    def either() -> bool:
        nonlocal at
        value = both()
        while at < len(words) and words[at].upper() == "OR":
            at += 1
            value = both() or value
        return value

    def both() -> bool:
        nonlocal at
        value = one()
        while at < len(words) and words[at].upper() == "AND":
            at += 1
            value = one() and value
        return value

    def one() -> bool:
        nonlocal at
        word = words[at]
        at += 1
        if word == "(":
            value = either()
            at += 1
            return value
        if at < len(words) and words[at].upper() == "WITH":
            word = f"{word} WITH {words[at + 1]}"
            at += 2
            return word in allow or word.split(" ")[0] in allow
        return word in allow

    return either()


SELF_TEST = [
    ("MIT", True), ("MIT OR GPL-3.0", True), ("GPL-3.0 OR MIT", True), ("MIT AND GPL-3.0", False), ("MIT/GPL-3.0", True),
    ("(MIT OR GPL-3.0) AND Apache-2.0", True), ("(GPL-2.0 OR GPL-3.0) AND MIT", False), ("GPL-3.0", False),
    ("Apache-2.0 WITH LLVM-exception", True), ("GPL-2.0 WITH Classpath-exception-2.0 OR Zlib", False),
]
for expression, expected in SELF_TEST:
    assert allowed(expression, {"MIT", "Apache-2.0"}) is expected, expression

root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
rules = tomllib.loads((root / "deny.toml").read_text("utf-8"))
faults: list[str] = []
notes: list[str] = []


command = ["cargo", "metadata", "--format-version", "1", "--locked"]
for target in rules.get("graph", {}).get("targets", []):
    command += ["--filter-platform", target if isinstance(target, str) else target["triple"]]
meta = json.loads(subprocess.run(command, cwd=root, check=True, capture_output=True).stdout)
mine = set(meta["workspace_members"])
nodes = {n["id"] for n in meta["resolve"]["nodes"]}
packages = [p for p in meta["packages"] if p["id"] in nodes]

licenses = rules.get("licenses", {})
allow = set(licenses.get("allow", []))
extra = defaultdict(set)
for e in licenses.get("exceptions", []):
    extra[e.get("name") or e.get("crate", "").split("@")[0]] |= set(e["allow"])
for p in packages:
    if p["id"] in mine and licenses.get("private", {}).get("ignore"):
        continue
    if not p["license"]:
        faults.append(f"{p['name']} {p['version']} states no licence")
    elif not allowed(p["license"], allow | extra[p["name"]]):
        faults.append(f"{p['name']} {p['version']}: {p['license']} is not allowed by deny.toml")

bans = rules.get("bans", {})
names = defaultdict(list)
for p in packages:
    names[p["name"]].append(p["version"])
for d in bans.get("deny", []):
    name = d if isinstance(d, str) else d.get("crate") or d.get("name", "")
    name, _, version = name.partition("@")
    if name in names and (not version or version in names[name]):
        users = [p["name"] for p in packages if any(x["name"] == name for x in p["dependencies"])]
        faults.append(f"banned: {name} {', '.join(names[name])}, used by {', '.join(users)}")
skipped = {(s if isinstance(s, str) else s.get("crate") or s.get("name", "")).split("@")[0] for s in bans.get("skip", [])}
for name, versions in names.items():
    if len(versions) > 1 and name not in skipped:
        line = f"{name} in {len(versions)} versions: {', '.join(versions)}"
        (faults if bans.get("multiple-versions", "warn") == "deny" else notes).append(line)
if bans.get("wildcards") == "deny":
    for p in packages:
        if p["id"] in mine:
            faults += [f"{p['name']} wants any version of {d['name']}" for d in p["dependencies"] if d["req"] == "*" and not d.get("path")]
if rules.get("sources", {}).get("unknown-registry", "warn") == "deny" or rules.get("sources", {}).get("unknown-git") == "deny":
    for p in packages:
        if p["source"] and not p["source"].startswith(("registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io")):
            faults.append(f"{p['name']} comes from {p['source']}")

for line in notes:
    print(f"     note: {line}")
for line in faults:
    print(f"     {line}")
print(f"     {len(packages)} packages, {len(allow)} allowed licences; advisories were not looked at (that needs cargo-deny)")
sys.exit(1 if faults else 0)
