//! The server: GET and HEAD of the site's files from memory, news as server-sent events, the preview's own
//! tools below `/.gongkai/`. All of its asynchrony is in this file.

use super::address::{Target, is_own_host, target};
use super::findings::source_of;
use super::live::{Live, State};
use super::types::content_type;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Query, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde_json::json;
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

/// The same that a careful web server sends with the published site.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self' https:; frame-ancestors 'self'";

/// What all requests share.
pub(super) struct Service {
    pub live: Arc<Live>,
    pub bound: IpAddr,
    pub content: PathBuf,
    /// `zh` or `en`.
    pub lang: &'static str,
}

/// Takes the port asked for, or the next free one of the twenty after it.
pub(super) fn bind(host: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(20) {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(e) if e.kind() == std::io::ErrorKind::AddrInUse => last = Some(e),
            Err(e) => return Err(e),
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

/// Serves until Ctrl-C.
pub(super) fn serve(listener: TcpListener, service: Service) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let app = router(Arc::new(service));
        tokio::select! {
            done = axum::serve(listener, app).into_future() => done,
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/.gongkai/preview.js", get(|| asset("text/javascript", include_str!("assets/preview.js"))))
        .route("/.gongkai/preview.css", get(|| asset("text/css", include_str!("assets/preview.css"))))
        .route("/.gongkai/frame.css", get(|| asset("text/css", include_str!("assets/frame.css"))))
        .route("/.gongkai/frame", get(frame))
        .route("/.gongkai/events", get(events))
        .route("/.gongkai/findings", get(findings))
        .route("/.gongkai/open", post(open_source))
        .fallback(file)
        .layer(middleware::from_fn_with_state(service.clone(), guard))
        .with_state(service)
}

/// Refuses foreign hosts; forbids caching, and guessing of types.
async fn guard(Shared(service): Shared<Arc<Service>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    if !is_own_host(host, service.bound) {
        return (StatusCode::FORBIDDEN, "403: this preview answers to its own address only\n").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, value.parse().expect("a constant is a header"));
    }
    response
}

async fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text)
}

/// A file of the site; its own 404 page where there is none.
async fn file(Shared(service): Shared<Arc<Service>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let state = service.live.now();
    if let Some(failure) = state.failure.as_ref().filter(|_| state.files.is_empty()) {
        return page_of_text(StatusCode::SERVICE_UNAVAILABLE, failure);
    }
    if request.uri().path() == "/" && state.base != "/" {
        return Redirect::temporary(&state.base).into_response();
    }
    match target(request.uri().path(), &state.base, |f| state.files.contains(f)) {
        Target::Folder(with_slash) => Redirect::temporary(&with_slash).into_response(),
        Target::File(path) if state.files.contains(&path) => send(StatusCode::OK, &state, &path),
        _ if state.files.contains("404.html") => send(StatusCode::NOT_FOUND, &state, "404.html"),
        _ => page_of_text(StatusCode::NOT_FOUND, "404"),
    }
}

fn send(status: StatusCode, state: &State, path: &str) -> Response {
    let kind = content_type(path);
    let bytes: &[u8] = state.files.get(path).map_or(&[], |bytes| bytes);
    let body = if path.ends_with(".html") { with_tools(bytes) } else { Bytes::copy_from_slice(bytes) };
    let mut response = (status, [(header::CONTENT_TYPE, kind)], Body::from(body)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY.parse().expect("a constant is a header"));
    response
}

/// A page with the preview's script; in flight only, never in a file.
fn with_tools(page: &[u8]) -> Bytes {
    const TOOLS: &[u8] = b"<script src=\"/.gongkai/preview.js\" defer></script>";
    let end = page.windows(7).rposition(|w| w == b"</body>").unwrap_or(page.len());
    [&page[..end], TOOLS, &page[end..]].concat().into()
}

fn page_of_text(status: StatusCode, text: &str) -> Response {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>gongkai</title></head>\
         <body><pre>{text}</pre></body></html>"
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], with_tools(page.as_bytes())).into_response()
}

/// The page in a frame as wide as a phone, or without scripts.
async fn frame(Query(asked): Query<HashMap<String, String>>) -> Response {
    let path = asked.get("path").map_or("/", String::as_str);
    // A path of this server, never another address.
    if !path.starts_with('/') || path.starts_with("//") || path.contains('\\') {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let path = path.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let width = if asked.contains_key("phone") { "phone" } else { "full" };
    let sandbox = if asked.contains_key("noscript") { " sandbox=\"allow-same-origin allow-forms\"" } else { "" };
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>gongkai</title>\
         <link rel=\"stylesheet\" href=\"/.gongkai/frame.css\"></head><body class=\"{width}\">\
         <p><a href=\"{path}\">×</a></p><iframe title=\"preview\" src=\"{path}\"{sandbox}></iframe></body></html>"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

async fn events(Shared(service): Shared<Arc<Service>>) -> impl IntoResponse {
    let now = service.live.now().number;
    let news = BroadcastStream::new(service.live.listen())
        // Who was too slow for the news asks for everything.
        .map(|news| news.unwrap_or_else(|_| "{\"missed\":true}".into()));
    let first = tokio_stream::once(Arc::from(json!({"hello": true, "number": now}).to_string()));
    let stream = first.chain(news).map(|text: Arc<str>| Ok::<_, Infallible>(Event::default().data(&*text)));
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// All findings, those of the page asked for first marked; and where the page comes from.
async fn findings(Shared(service): Shared<Arc<Service>>, Query(asked): Query<HashMap<String, String>>) -> Response {
    let state = service.live.now();
    let path = asked.get("path").map_or("/", String::as_str);
    let page = match target(path, &state.base, |f| state.files.contains(f)) {
        Target::File(page) => page,
        _ => String::new(),
    };
    let source = source_of(&page, &service.content).map(|p| p.display().to_string());
    let body = json!({
        "number": state.number, "fresh": state.fresh, "failure": state.failure, "page": page, "source": source,
        "lang": service.lang, "findings": state.findings, "can_open": service.bound.is_loopback(),
    });
    ([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// Opens the source of a page in the program that this machine opens such files with. Another site can't ask
/// for it: its request would carry its own origin, and can't carry this header without being asked about.
async fn open_source(
    Shared(service): Shared<Arc<Service>>,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> StatusCode {
    let own = headers.get("x-gongkai").is_some_and(|v| v == "open");
    if !own || !service.bound.is_loopback() {
        return StatusCode::FORBIDDEN;
    }
    let state = service.live.now();
    let path = asked.get("path").map_or("", String::as_str);
    let Target::File(page) = target(path, &state.base, |f| state.files.contains(f)) else {
        return StatusCode::NOT_FOUND;
    };
    match source_of(&page, &service.content).map(open::that_detached) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        None => StatusCode::NOT_FOUND,
    }
}
