//! Signatures, packed files, a site read back over HTTP, and what two releases differ in.

#![cfg(unix)]

mod harness;

use harness::site::Site;
use harness::{Run, data, gongkai, run, tree};
use std::fs::{self, read, read_to_string, write};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

const ENTRY: &str = "content/policies/notices/new.md";
const PAGE: &str = "policies/notices/new.html";

impl Site {
    fn build(&self, more: &[&str]) -> Run {
        let words = ["build", "--theme", "theme", "--today", "2023-11-15", "--format", "concise", "--out", "www"];
        self.run(&[&words, more].concat())
    }

    fn verify(&self, words: &[&str]) -> (Option<i32>, String) {
        let done = self.run(&[&["verify"], words].concat());
        (done.code, done.out + &done.err)
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        write(path, text.replace(from, to)).unwrap();
    }
}

fn fine(done: &Run) {
    assert_eq!(done.code, Some(0), "{done:?}");
}

fn replace(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::remove_file(path).unwrap();
    write(path, bytes).unwrap();
}

#[test]
fn a_signed_manifest_is_checked() {
    let site = Site::new();
    fine(&site.run(&["keygen", "a.key", "--no-password"]));
    fine(&site.run(&["keygen", "b.key", "--no-password"]));
    let mode = |file: &str| fs::metadata(site.path(file)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("a.key"), mode("a.pub")), (0o600, 0o644));
    let again = site.run(&["keygen", "a.key", "--no-password"]);
    assert!(again.code == Some(2) && again.out.contains("isn't overwritten"), "{again:?}");

    fine(&site.build(&[]));
    let (code, said) = site.verify(&["www", "--public-key", "a.pub"]);
    assert!(code == Some(1) && said.contains("no whole signature"), "{said}");
    fine(&site.build(&["--sign", "a.key"]));
    let (manifest, signature) = (site.path("www/manifest.json"), site.path("www/manifest.json.minisig"));
    let (code, said) = site.verify(&["www"]);
    assert!(code == Some(0) && said.contains("check it with --public-key"), "{said}");
    let line = read_to_string(site.path("a.pub")).unwrap().lines().nth(1).unwrap().to_owned();
    for key in ["a.pub", &line] {
        let (code, said) = site.verify(&["www", "--public-key", key]);
        assert!(code == Some(0) && said.contains("the signature is right (file:manifest.json release:1)"), "{said}");
    }
    let (code, said) = site.verify(&["www", "--public-key", "b.pub"]);
    assert!(code == Some(1) && said.contains("another key"), "{said}");
    let (code, said) = site.verify(&["www", "--public-key", "content/site.yaml"]);
    assert!(code == Some(2) && said.contains("no public key"), "{said}");
    // The same release keeps its signature, to the inode.
    let inode = fs::metadata(&signature).unwrap().ino();
    fine(&site.build(&["--sign", "a.key"]));
    assert_eq!(fs::metadata(&signature).unwrap().ino(), inode);

    // A page and its line of the manifest are changed together: only the signature tells.
    let (old_manifest, old_signature) = (read(&manifest).unwrap(), read_to_string(&signature).unwrap());
    let page = read_to_string(site.path("www").join(PAGE)).unwrap().replace("补贴", "补帖");
    let sum = |b: &[u8]| gongkai::write::sha256(b);
    let old_page = read(site.path("www").join(PAGE)).unwrap();
    let forged = String::from_utf8(old_manifest.clone()).unwrap().replace(&sum(&old_page), &sum(page.as_bytes()));
    replace(&site.path("www").join(PAGE), &page);
    replace(&manifest, &forged);
    assert_eq!(site.verify(&["www"]).0, Some(0), "without a key it can't be seen");
    let (code, said) = site.verify(&["www", "--public-key", "a.pub"]);
    assert!(code == Some(1) && said.contains("wrong signature"), "{said}");
    replace(&site.path("www").join(PAGE), &old_page);
    replace(&manifest, &old_manifest);
    // The signature itself: its comment is signed too.
    for (from, to) in [("release:1", "release:2"), ("trusted comment", "rusted comment")] {
        replace(&signature, old_signature.replacen(from, to, 1));
        let (code, said) = site.verify(&["www", "--public-key", "a.pub"]);
        assert_eq!(code, Some(1), "{to}: {said}");
    }
    replace(&signature, &old_signature[..old_signature.len() / 2]);
    assert_eq!(site.verify(&["www", "--public-key", "a.pub"]).0, Some(1));
    fine(&site.build(&["--sign", "a.key"]));
    assert_eq!(site.verify(&["www", "--public-key", "a.pub"]).0, Some(0), "the next build heals it");
}

#[test]
fn a_key_is_kept_from_the_public() {
    let site = Site::new();
    fine(&site.build(&[]));
    for file in ["content/a.key", "content/static/a.key", "themes/a.key", "www/a.key", "www/policies/a.key"] {
        let done = site.run(&["keygen", file, "--no-password"]);
        assert!(done.code == Some(2) && done.out.contains("a key may not lie"), "{file}: {done:?}");
        assert!(!site.path(file).exists());
    }
    fine(&site.run(&["keygen", "a.key", "--no-password"]));
    fs::copy(site.path("a.key"), site.path("content/a.key")).unwrap();
    std::os::unix::fs::symlink(site.path("content/a.key"), site.path("way.key")).unwrap();
    for file in ["content/a.key", "way.key"] {
        let done = site.build(&["--sign", file]);
        assert!(done.code == Some(2) && done.out.contains("a key may not lie"), "{file}: {done:?}");
    }
    fs::set_permissions(site.path("a.key"), fs::Permissions::from_mode(0o640)).unwrap();
    let done = site.build(&["--sign", "a.key"]);
    assert!(done.code == Some(2) && done.out.contains("others may read"), "{done:?}");
    write(site.path("no.key"), "untrusted comment: x\nRWQAAEIy\n").unwrap();
    fs::set_permissions(site.path("no.key"), fs::Permissions::from_mode(0o600)).unwrap();
    let done = site.build(&["--sign", "no.key"]);
    assert!(done.code == Some(2) && done.out.contains("no secret key"), "{done:?}");
}

/// Our signatures are the tool's, and its are ours.
#[test]
fn the_minisign_tool_agrees() {
    if Command::new("minisign").arg("-v").output().is_err() {
        eprintln!("left out: no minisign here (Debian package minisign)");
        return;
    }
    let site = Site::new();
    fine(&site.run(&["keygen", "a.key", "--no-password"]));
    fine(&site.build(&["--sign", "a.key"]));
    let tool = |words: &[&str]| run(Command::new("minisign").current_dir(site.0.path()).args(words));
    fine(&tool(&["-V", "-p", "a.pub", "-m", "www/manifest.json"]));
    fine(&tool(&["-G", "-W", "-p", "t.pub", "-s", "t.key"]));
    fs::set_permissions(site.path("t.key"), fs::Permissions::from_mode(0o600)).unwrap();
    fine(&tool(&["-S", "-s", "t.key", "-m", "www/manifest.json"]));
    let (code, said) = site.verify(&["www", "--public-key", "t.pub"]);
    assert!(code == Some(0) && said.contains("the signature is right"), "{said}");
    fine(&site.build(&["--sign", "t.key"]));
    fine(&tool(&["-V", "-p", "t.pub", "-m", "www/manifest.json"]));
}

#[test]
fn texts_are_packed_beside_themselves() {
    let site = Site::new();
    fine(&site.build(&[]));
    let plain = tree(&site.path("www"));
    fine(&site.build(&["--compress"]));
    let packed = tree(&site.path("www"));
    let mut seen = 0;
    for (name, bytes) in &packed {
        if let Some(of) = name.strip_suffix(".gz") {
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).unwrap();
            assert!(text == plain[of] && bytes.len() < text.len(), "{name}");
            assert_eq!(bytes[4..8], [0; 4], "{name} tells a time");
            seen += 1;
        } else if let Some(of) = name.strip_suffix(".br") {
            let mut text = Vec::new();
            brotli::BrotliDecompress(&mut bytes.as_slice(), &mut text).unwrap();
            assert!(text == plain[of] && bytes.len() < text.len(), "{name}");
            seen += 1;
        } else {
            assert!(name == "manifest.json" || plain[name] == *bytes, "{name}");
        }
    }
    assert!(seen > 40 && packed.contains_key("index.html.br") && !packed.contains_key("manifest.json.gz"));
    assert_eq!(site.verify(&["www"]).0, Some(0));
    // One entry changes: what is the same is linked, what was tampered with is packed anew.
    let inode = |name: &str| fs::metadata(site.path("www").join(name)).unwrap().ino();
    let (same, other) = (inode("404.html.br"), inode(&format!("{PAGE}.br")));
    replace(&site.path("www/index.html.gz"), "tampered");
    site.edit(ENTRY, "打电话到", "请打电话到");
    fine(&site.build(&["--compress"]));
    assert_eq!(inode("404.html.br"), same);
    assert_ne!(inode(&format!("{PAGE}.br")), other);
    assert_eq!(site.verify(&["www"]).0, Some(0));
    // The same bytes from nothing, with another number of threads.
    let made = tree(&site.path("www"));
    fs::remove_dir_all(site.path("www")).unwrap();
    fs::remove_dir_all(site.path(".www.gongkai-releases")).unwrap();
    fine(&site.build(&["--compress", "--jobs", "1"]));
    let mut fresh = tree(&site.path("www"));
    fresh.insert("manifest.json".to_owned(), made["manifest.json"].clone());
    assert!(fresh == made);
    fine(&site.build(&[]));
    assert!(!tree(&site.path("www")).keys().any(|n| n.ends_with(".br") || n.ends_with(".gz")));
}

/// A server of one folder that answers each request as `answer` says, until the test ends.
fn serve(answer: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}/a/b", listener.local_addr().unwrap());
    let answer = std::sync::Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.unwrap(), answer.clone());
            std::thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                while let Some(Ok(first)) = lines.next() {
                    while lines.next().is_some_and(|l| l.is_ok_and(|l| !l.is_empty())) {}
                    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                    let (status, body) = match answer(path.strip_prefix("/a/b/").unwrap_or_default()) {
                        Some(body) => ("200 OK", body),
                        None => ("404 Not Found", b"none".to_vec()),
                    };
                    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
                    if stream.write_all(&[head.as_bytes(), &body].concat()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    origin
}

#[test]
fn a_site_is_verified_over_http() {
    let site = Site::new();
    write(site.path("content/static/two-words.txt"), "x").unwrap();
    fine(&site.run(&["keygen", "a.key", "--no-password"]));
    fine(&site.build(&["--sign", "a.key", "--compress"]));
    let root = site.path("www");
    let origin = serve(move |path| read(root.join(path)).ok());
    let (code, said) = site.verify(&[&origin, "--public-key", "a.pub"]);
    assert!(code == Some(0) && said.contains("the signature is right"), "{said}");
    assert!(said.contains("only the manifest's files can be seen"), "{said}");
    let json = site.run(&["verify", &origin, "--format", "json"]);
    assert!(json.out.contains("\"listed\": false"), "{json:?}");

    let mut page = read(site.path("www").join(PAGE)).unwrap();
    page[10] ^= 1;
    replace(&site.path("www").join(PAGE), page);
    fs::remove_file(site.path("www/404.html")).unwrap();
    write(site.path("www/more.html"), "").unwrap();
    let (code, said) = site.verify(&[&origin]);
    assert_eq!(code, Some(1), "{said}");
    let found: Vec<&str> = said.lines().filter(|l| l.contains('\t')).collect();
    assert_eq!(found, [format!("changed\t{PAGE}"), "missing\t404.html".to_owned()]);

    // A page without end, a server that is gone, a site that isn't there.
    let root = site.path("www");
    let endless = serve(move |path| match path {
        PAGE => Some(vec![b'x'; 4 << 20]),
        _ => read(root.join(path)).ok(),
    });
    assert_eq!(site.verify(&[&endless]).0, Some(1));
    let (code, said) = site.verify(&[&serve(|_| None)]);
    assert!(code == Some(2) && said.contains("no manifest.json"), "{said}");
    let (code, said) = site.verify(&["http://127.0.0.1:1/"]);
    assert!(code == Some(2) && said.contains("can't be read"), "{said}");
    let manifest = read(site.path("www/manifest.json")).unwrap();
    let cut = serve(move |path| (path == "manifest.json").then(|| manifest[..manifest.len() / 2].to_vec()));
    let (code, said) = site.verify(&[&cut]);
    assert!(code == Some(1) && said.contains("cut off"), "{said}");
}

#[test]
fn two_releases_are_told_apart() {
    let site = Site::new();
    fine(&site.build(&[]));
    site.edit(ENTRY, "打电话到", "请打电话到");
    site.edit(ENTRY, "title: 关于住房补贴的新通知", "title: 关于住房补贴的最新通知");
    let text = read_to_string(site.path(ENTRY)).unwrap();
    let another = text
        .replace("最新通知", "补充通知")
        .replace("2023〕3号", "2023〕4号")
        .replace("/old/2023-3.html", "/old/2023-4.html");
    write(site.path("content/policies/notices/newer.md"), another).unwrap();
    fs::remove_file(site.path("content/policies/notices/withdrawn.md")).unwrap();
    write(site.path("content/static/form.txt"), "表").unwrap();
    fine(&site.build(&[]));
    let told = run(gongkai().current_dir(site.0.path()).args(["diff", "--out", "www", "--lang", "zh"]));
    let out = told.out.clone() + &told.err;
    harness::report(harness::golden(&data("trust/diff.txt"), &out).err().into_iter().collect());
    let json = site.run(&["diff", "1", "www", "--out", "www", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["new"][0]["path"], "policies/notices/newer.html");
    let changed = json["changed"].as_array().unwrap().iter().find(|e| e["path"] == PAGE).unwrap();
    assert_eq!(changed["before"], "关于住房补贴的新通知");
    assert_eq!(json["gone"][0]["path"], "policies/notices/withdrawn.html");
    assert_eq!(json["files"]["new"], serde_json::json!(["form.txt"]));
    let back = site.run(&["diff", "2", "1", "--out", "www", "--format", "json"]);
    assert!(back.out.contains("\"before\": \"关于住房补贴的最新通知\""), "{back:?}");
    let none = site.run(&["diff", "www", "www"]);
    assert!(none.code == Some(0) && none.err.contains("no entry and no file differs"), "{none:?}");
    let missing = site.run(&["diff", "9", "www", "--out", "www"]);
    assert!(missing.code == Some(2) && missing.out.contains("no such release"), "{missing:?}");
}
