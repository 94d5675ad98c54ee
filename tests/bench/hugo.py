#!/usr/bin/env python3
"""Hugo on an equal site, for the table of comparisons. Not part of the tests: it takes minutes.

    cargo bench --bench build -- --corpus DIR 10000      # writes DIR/content
    python3 tests/bench/hugo.py DIR/content --gongkai target/release/gongkai --hugo hugo

Both programs build the same entries (title, date, unit, column, topics, body) with an article page (facts, table of
contents, previous and next), paged lists per column, pages per unit and topic, a feed, a site map. Hugo has no
checks, no search and no manifest; we build with ours. CPU seconds are user and system time of all processes.
"""
import argparse, os, pathlib, re, resource, shutil, signal, subprocess, sys, tempfile, time, urllib.request

LAYOUTS = {
    "baseof.html": """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Params.summary }}"><link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/site.css"></head><body><header><a href="/">{{ site.Title }}</a>
<nav><ul>{{ range site.Home.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>示例县人民政府办公室 {{ site.Params.phone }}</footer></body></html>""",
    "page.html": """{{ define "main" }}<nav aria-label="位置"><a href="/">首页</a> › <a href="{{ .Parent.RelPermalink }}">{{ .Parent.Title }}</a></nav>
<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006年1月2日" }} {{ range .GetTerms "units" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
<p>{{ .Params.summary }}</p><nav>{{ .TableOfContents }}</nav><table><caption>信息</caption>
<tr><th scope="row">类型</th><td>{{ .Params.kind }}</td></tr><tr><th scope="row">发布日期</th><td>{{ .Date.Format "2006-01-02" }}</td></tr>
<tr><th scope="row">主题</th><td>{{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</td></tr></table>
<article>{{ .Content }}</article><nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">上一篇 {{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">下一篇 {{ .Title }}</a>{{ end }}</nav>{{ end }}""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ .Date.Format "2006-01-02" }} {{ .Params.summary }}</li>{{ end }}</ul>{{ partial "pages.html" . }}{{ end }}""",
    "home.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 20 site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}""",
    "_partials/pages.html": """{{ with .Paginator }}<nav>{{ if .HasPrev }}<a href="{{ .Prev.URL }}">上一页</a>{{ end }} 第{{ .PageNumber }}页，共{{ .TotalPages }}页
{{ if .HasNext }}<a href="{{ .Next.URL }}">下一页</a>{{ end }}</nav>{{ end }}""",
}
CONFIG = """baseURL = "http://127.0.0.1:%d/"
languageCode = "zh-CN"
title = "示例县政务公开专栏"
hasCJKLanguage = true
[taxonomies]
  unit = "units"
  topic = "topics"
[pagination]
  pagerSize = 20
[outputs]
  home = ["html", "rss"]
  section = ["html"]
  taxonomy = ["html"]
  term = ["html"]
[params]
  phone = "12345"
"""


def convert(content: pathlib.Path, site: pathlib.Path, port: int) -> int:
    """Writes the Hugo site; gives the number of entries."""
    for name, text in LAYOUTS.items():
        path = site / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (site / "hugo.toml").write_text(CONFIG % port)
    (site / "static").mkdir()
    (site / "static/site.css").write_text("body{max-width:60em;margin:auto}")
    count = 0
    for file in sorted(content.rglob("*.md")):
        _, head, body = file.read_text().split("---\n", 2)
        value = lambda key: (re.search(rf"^{key}: (.*)$", head, re.M) or [None, ""])[1].strip('"')
        if value("type") == "plan":
            continue
        lines = [f'title: "{value("title")}"']
        if file.name != "_index.md":
            count += 1
            lines += [f"date: {value('date').replace(' ', 'T')}:00+08:00", f'units: ["{value("unit")}"]', f"topics: {value('topics') or '[]'}",
                      f'kind: "{value("type")}"', f'summary: "{value("summary")}"']
        target = site / "content" / file.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("---\n" + "\n".join(lines) + "\n---\n" + body)
    return count


def cost(command: list[str], **more) -> tuple[float, float, int]:
    """CPU seconds, wall seconds, peak KB of one command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "peak %M", *command], capture_output=True, text=True, **more)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    peak = int(re.search(r"peak (\d+)", done.stderr)[1])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, peak


def cpu_of(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def served(command, url, edits, give_up=60.0):
    """Edits one entry again and again under a running server: seconds until its page and its list show it, CPU per edit."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    get = lambda path: urllib.request.urlopen(url + path, timeout=30).read().decode()
    start = time.monotonic()
    try:
        while True:
            try:
                get("")
                break
            except OSError:
                if time.monotonic() - start > 300:
                    sys.exit("the server doesn't start")
                time.sleep(0.02)
        ready = time.monotonic() - start
        time.sleep(1)
        rows = []
        for i, (file, page, listing) in enumerate(edits):
            mark = f"改动之{i}"
            cpu, at = cpu_of(server.pid), time.monotonic()
            text = file.read_text()
            file.write_text(re.sub(r"^title: (\"?)", rf"title: \g<1>{mark}", text, count=1, flags=re.M))
            fresh = {}
            while len(fresh) < 2 and time.monotonic() - at < give_up:
                for name, path in (("page", page), ("list", listing)):
                    if name not in fresh and mark in get(path):
                        fresh[name] = time.monotonic() - at
                time.sleep(0.005)
            time.sleep(2)
            rows.append((fresh.get("page"), fresh.get("list"), cpu_of(server.pid) - cpu))
        return ready, rows
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("content", type=pathlib.Path)
    words.add_argument("--hugo", default="hugo")
    words.add_argument("--gongkai", default="target/release/gongkai")
    words.add_argument("--themes", default="themes")
    words.add_argument("--edits", type=int, default=3)
    args = words.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    try:
        content, site = work / "content", work / "hugo"
        shutil.copytree(args.content, content)
        n = convert(content, site, 1313)
        today = ["--today", "2023-11-15"]
        ours = [args.gongkai, "build", "-q", "--content", str(content), "--themes", args.themes, "--out", str(work / "ours"), *today]
        theirs = [args.hugo, "--source", str(site), "--destination", str(work / "theirs"), "--quiet"]
        print(f"{n} entries, in {work}")
        a, b = cost(ours), cost(theirs)
        for name, (cpu, wall, peak) in (("gongkai (checks, search, manifest)", a), ("hugo", b)):
            print(f"{name}: {cpu:.2f} s CPU, {wall:.2f} s wall, {peak // 1024} MB peak")
        print(f"hugo / gongkai: CPU {b[0] / a[0]:.1f} x, wall {b[1] / a[1]:.1f} x")
        files = sorted((content / "c/00").glob("e*.md"))[-args.edits:]
        edits = [(f, f"c/00/{f.stem}.html", "c/00/") for f in files]
        serve = [args.gongkai, "serve", "-q", "--port", "8911", "--content", str(content), "--themes", args.themes, *today]
        report("gongkai serve", served(serve, "http://127.0.0.1:8911/", newest(edits, content)))
        edits = [(site / "content/c/00" / f.name, f"c/00/{f.stem}/", "c/00/") for f in files]
        serve = [args.hugo, "server", "--source", str(site), "--port", "1313", "--disableLiveReload"]
        report("hugo server", served(serve, "http://127.0.0.1:1313/", newest(edits, site / "content")))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def newest(edits, content):
    """Makes the entries the newest of their list, so that its first page shows them."""
    for i, (file, _, _) in enumerate(edits):
        file.write_text(re.sub(r"^date: [0-9-]{10}", f"date: 2024-06-{10 + i:02}", file.read_text(), count=1, flags=re.M))
    return edits


def report(name, measured):
    ready, rows = measured
    print(f"{name}: ready after {ready:.2f} s")
    shown = lambda s: "not within a minute" if s is None else f"{s * 1000:.0f} ms"
    for page, listing, cpu in rows:
        print(f"  an edit: page after {shown(page)}, list after {shown(listing)}, {cpu:.2f} s CPU")


if __name__ == "__main__":
    main()
