//! The live preview over a real socket: what it answers, whom it refuses, and what it tells after a change.
#![cfg(feature = "serve")]

mod harness;

use harness::{copy, data, gongkai, root};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// A preview of the small site, on a port of its own.
struct Server {
    child: Child,
    port: u16,
    dir: Arc<tempfile::TempDir>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start() -> Server {
        let dir = tempfile::tempdir().unwrap();
        copy(&data("rules/base"), &dir.path().join("content"));
        copy(&root().join("themes"), &dir.path().join("themes"));
        Server::on(Arc::new(dir))
    }

    /// Another preview of a site that is there already.
    fn on(dir: Arc<tempfile::TempDir>) -> Server {
        let mut child = gongkai()
            .args(["serve", "--port", "0", "--today", "2023-11-15"])
            .current_dir(dir.path())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("it says its address").unwrap();
            if let Some(rest) = line.split("127.0.0.1:").nth(1).filter(|_| line.contains("http://")) {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        // Keeps the pipe empty, so that the program never waits for its reader.
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, port, dir }
    }

    fn path(&self, rel: &str) -> PathBuf {
        self.dir.path().join(rel)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Status line and headers, and the body.
    fn ask(&self, request: &str) -> (String, String) {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = String::new();
        stream.read_to_string(&mut all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_ascii_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    fn findings(&self) -> Value {
        serde_json::from_str(&self.get("/.gongkai/findings?path=/entries/about.html").1).unwrap()
    }

    /// The server's news; the first is its greeting.
    fn news(&self) -> impl FnMut() -> Value + use<> {
        let mut stream = self.connect();
        write!(stream, "GET /.gongkai/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut lines = BufReader::new(stream).lines();
        move || loop {
            let line = lines.next().expect("the stream stays open").unwrap();
            if let Some(news) = line.strip_prefix("data: ") {
                return serde_json::from_str(news).unwrap();
            }
        }
    }
}

#[test]
fn answers_from_memory_and_only_to_its_own_name() {
    let server = Server::start();
    let (head, page) = server.get("/entries/about.html");
    assert!(
        head.starts_with("http/1.1 200") && head.contains("default-src 'self'") && head.contains("no-store"),
        "{head}"
    );
    assert!(page.contains("这里没有差错。") && page.contains("/.gongkai/preview.js"), "{page}");
    assert!(!server.path("public").exists(), "a preview writes no site");

    let (head, _) = server.get("/entries");
    assert!(head.starts_with("http/1.1 307") && head.contains("location: /entries/"), "{head}");
    let (head, page) = server.get("/nothing-here.html");
    assert!(head.starts_with("http/1.1 404") && page.contains("示例县政务公开专栏"), "{head}");
    for path in
        ["/../Cargo.toml", "/%2e%2e/content/site.yaml", "/entries/%2e%2e%2f%2e%2e/content/site.yaml", "//etc/passwd"]
    {
        assert!(server.get(path).0.starts_with("http/1.1 404"), "{path}");
    }
    for host in ["evil.example", "localhost.evil.example:8000"] {
        let (head, _) = server.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(head.starts_with("http/1.1 403"), "{host}: {head}");
    }
    let (head, _) = server.ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert!(head.starts_with("http/1.1 405"), "{head}");
    // A form of another site could post, but can't add the header.
    let open = "POST /.gongkai/open?path=/entries/about.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert!(server.ask(open).0.starts_with("http/1.1 403"));
}

#[test]
fn tells_what_changed_and_keeps_the_last_good_site() {
    let server = Server::start();
    let mut news = server.news();
    assert_eq!(news()["hello"], true);

    let about = server.path("content/entries/about.md");
    let good = std::fs::read_to_string(&about).unwrap();
    std::fs::write(&about, good.replace("这里没有差错。", "这里改过了。")).unwrap();
    let told = news();
    assert!(told["changed"].as_array().unwrap().contains(&"entries/about.html".into()), "{told}");
    assert!(server.get("/entries/about.html").1.contains("这里改过了。"));

    // A fault: the page stays, the finding shows the line.
    std::fs::write(&about, good.replace("unit: office", "unit: ofice")).unwrap();
    let told = news();
    assert_eq!((&told["fresh"], told["changed"].as_array().unwrap().len()), (&Value::Bool(false), 0), "{told}");
    assert!(server.get("/entries/about.html").1.contains("这里改过了。"));
    let findings = server.findings();
    let of_page = |f: &&Value| f["page"] == "entries/about.html" && f["severity"] == "error";
    let fault = findings["findings"].as_array().unwrap().iter().find(of_page).expect("a finding of the page");
    assert_eq!(fault["source"], serde_json::json!(["unit: ", "ofice", ""]), "{fault}");
    assert_eq!(findings["source"], "content/entries/about.md");

    // Mended: fresh again.
    std::fs::write(&about, &good).unwrap();
    let told = news();
    assert_eq!(told["fresh"], true, "{told}");
    assert!(server.get("/entries/about.html").1.contains("这里没有差错。"));

    // A new style has a new name; no page is told to load again for that alone.
    let css = server.path("themes/default/static/site.css");
    let text = std::fs::read_to_string(&css).unwrap();
    std::fs::write(&css, text + "\n:root { --new: 1 }\n").unwrap();
    let told = news();
    assert_eq!(told["changed"].as_array().map(Vec::len), Some(0), "{told}");
    let styles = told["styles"].as_object().unwrap();
    let (_, new) = styles.iter().next().expect("a renamed style");
    assert!(server.get(&format!("/{}", new.as_str().unwrap())).1.contains("--new"));
}

/// Two editors' previews of one folder; files come in halves, faults come and go, and always while a build runs.
#[test]
fn a_hundred_edits_during_builds_end_in_the_last_one_for_two_servers() {
    let first = Server::start();
    let servers = [Server::on(first.dir.clone()), first];
    let mut all_news = [servers[0].news(), servers[1].news()];
    let about = servers[0].path("content/entries/about.md");
    let good = std::fs::read_to_string(&about).unwrap();
    for turn in 0..100 {
        let text = good.replace("这里没有差错。", &format!("第 {turn} 稿。"));
        let text = match turn % 4 {
            1 => text.lines().take(3).collect::<Vec<_>>().join("\n"),
            2 => text.replace("unit: office", "unit: ofice"),
            _ => text,
        };
        std::fs::write(&about, text).unwrap();
        std::thread::sleep(Duration::from_millis(7));
    }
    for (server, news) in servers.iter().zip(&mut all_news) {
        while !server.get("/entries/about.html").1.contains("第 99 稿。") {
            news();
        }
    }
}

#[test]
fn a_taken_port_gives_the_next_and_a_broken_site_still_serves_its_faults() {
    let first = Server::start();
    let dir = tempfile::tempdir().unwrap();
    copy(&data("rules/base"), &dir.path().join("content"));
    std::fs::write(dir.path().join("content/site.yaml"), "name: [").unwrap();
    let mut child = gongkai()
        .args(["serve", "--today", "2023-11-15", "--lang", "en", "--port", &first.port.to_string()])
        .arg("--themes")
        .arg(root().join("themes"))
        .current_dir(dir.path())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let said = lines.next().unwrap().unwrap();
    assert!(said.starts_with(&format!("port {} is taken; using ", first.port)), "{said}");
    let port: u16 = said.rsplit(' ').next().unwrap().parse().unwrap();
    let second = Server { child, port, dir: Arc::new(dir) };
    std::thread::spawn(move || lines.for_each(drop));
    // Once it answers, the page that isn't there carries the preview's tools, and they list the fault.
    let findings = second.findings();
    assert_eq!(findings["fresh"], false);
    assert!(!findings["findings"].as_array().unwrap().is_empty());
    assert!(second.get("/").1.contains("/.gongkai/preview.js"));
}
