//! A site on a web server, read back as visitors get it.

use super::verify::Published;
use rustls::crypto::ring;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// How many files are asked for at a time: enough to hide the way there and back, not so many that a small server groans.
const AT_ONCE: usize = 8;

/// A site below an address.
#[derive(Debug)]
pub struct Remote {
    agent: ureq::Agent,
    /// Ends with `/`.
    base: String,
}

impl Remote {
    /// The site whose home page has this address. Nothing is asked for yet.
    pub fn new(url: &str) -> Remote {
        let seconds = |n| Some(Duration::from_secs(n));
        let found = if url.starts_with("https:") { rustls_native_certs::load_native_certs().certs } else { Vec::new() };
        let roots: Vec<Certificate<'static>> = found.iter().map(|c| Certificate::from_der(c).to_owned()).collect();
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .root_certs(RootCerts::new_with_certs(&roots))
            .build();
        let agent = ureq::Agent::config_builder()
            .tls_config(tls)
            .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")))
            // Packed bytes would have to be unpacked to be compared.
            .accept_encoding("identity")
            .max_idle_connections_per_host(AT_ONCE)
            .timeout_resolve(seconds(10))
            .timeout_connect(seconds(10))
            .timeout_recv_response(seconds(30))
            .timeout_per_read(seconds(30))
            .timeout_recv_body(seconds(600))
            .build()
            .new_agent();
        let base = if url.ends_with('/') { url.to_owned() } else { format!("{url}/") };
        Remote { agent, base }
    }
}

impl Published for Remote {
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        match self.agent.get(format!("{}{}", self.base, encoded(path))).call() {
            Ok(answer) => Ok(Box::new(answer.into_body().into_reader())),
            Err(ureq::Error::StatusCode(404 | 410)) => Err(io::ErrorKind::NotFound.into()),
            Err(e) => Err(e.into_io()),
        }
    }

    fn paths(&self) -> Option<io::Result<Vec<String>>> {
        None
    }

    fn at_once(&self) -> usize {
        AT_ONCE
    }
}

/// A path as it stands in an address.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
