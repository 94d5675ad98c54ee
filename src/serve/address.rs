//! What a request may ask: for which host, for which file.

use percent_encoding::percent_decode_str;
use std::net::IpAddr;

/// Where a request's path leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file below the site's root.
    File(String),
    /// A folder asked for without its closing slash.
    Folder(String),
    /// Outside the site's own sub-path, or no path of a site at all.
    Nowhere,
}

/// The file that a path asks for. `base` is the site's sub-path, with slashes on both ends.
pub(super) fn target(path: &str, base: &str, exists: impl Fn(&str) -> bool) -> Target {
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Target::Nowhere };
    let Some(rest) = path.strip_prefix(base) else { return Target::Nowhere };
    // Keys of the site never hold these; said all the same, because a file's name must not depend on it.
    if rest.split('/').any(|p| p == "." || p == "..") || rest.contains(['\\', '\0']) {
        return Target::Nowhere;
    }
    if rest.is_empty() || rest.ends_with('/') {
        return Target::File(format!("{rest}index.html"));
    }
    if !exists(rest) && exists(&format!("{rest}/index.html")) {
        return Target::Folder(format!("{base}{rest}/"));
    }
    Target::File(rest.to_owned())
}

/// Whether a `Host` header names this machine: a page of somebody else's, made to point here, does not
/// (DNS rebinding). A server that was opened to the network answers to any address, but to no foreign name.
pub(super) fn is_own_host(host: &str, bound: IpAddr) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    match name.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback() || !bound.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_files_below_the_root_only() {
        let files = ["index.html", "a/index.html", "a/b.html", "字.txt"];
        let at = |path| target(path, "/x/", |f| files.contains(&f));
        assert_eq!(at("/x/"), Target::File("index.html".into()));
        assert_eq!(at("/x/a/"), Target::File("a/index.html".into()));
        assert_eq!(at("/x/a"), Target::Folder("/x/a/".into()));
        assert_eq!(at("/x/%E5%AD%97.txt"), Target::File("字.txt".into()));
        for bad in
            ["/", "/y/a", "/x/../etc/passwd", "/x/%2e%2e/etc/passwd", "/x/a/..%2f..%2fb", "/x/a\\b", "/x/%00", "/x/%ff"]
        {
            assert_eq!(at(bad), Target::Nowhere, "{bad}");
        }
    }

    #[test]
    fn foreign_hosts_are_told_apart() {
        let (here, open): (IpAddr, IpAddr) = ("127.0.0.1".parse().unwrap(), "0.0.0.0".parse().unwrap());
        for own in ["localhost:8000", "LOCALHOST", "127.0.0.1:8000", "127.0.0.1", "[::1]:8000"] {
            assert!(is_own_host(own, here) && is_own_host(own, open), "{own}");
        }
        for foreign in ["evil.example:8000", "localhost.evil.example", "", "127.0.0.1.evil.example:80"] {
            assert!(!is_own_host(foreign, here) && !is_own_host(foreign, open), "{foreign}");
        }
        assert!(!is_own_host("192.0.2.7:8000", here) && is_own_host("192.0.2.7:8000", open));
    }
}
