//! The page and what it asks for. Only this machine is served, and only the page itself may act.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::acts::{Act, act};
use super::cast::{CAST, GROUP, GROUP_TITLE};
use super::stage::{Stage, USERNAME};
use super::{drawings, events, shelf};
use crate::random::Random;
use crate::report;

const INDEX: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/style.css");
const SCRIPTS: [(&str, &str); 6] = [
    ("bubble.js", include_str!("page/bubble.js")),
    ("app.js", include_str!("page/app.js")),
    ("chat.js", include_str!("page/chat.js")),
    ("text.js", include_str!("page/text.js")),
    ("sheet.js", include_str!("page/sheet.js")),
    ("tour.js", include_str!("page/tour.js")),
];
/// Nothing is fetched from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TOKEN: HeaderName = HeaderName::from_static("x-demo-token");

/// What the routes share.
#[derive(Clone, Debug)]
pub struct Page {
    pub stage: Arc<Stage>,
    /// Only whoever has read the page knows it: other pages in the same browser cannot act.
    token: Arc<str>,
    pub stop: watch::Receiver<bool>,
}

impl Page {
    pub fn new(stage: Arc<Stage>, random: &Random, stop: watch::Receiver<bool>) -> Self {
        let token = format!("{:032x}", u128::from_be_bytes(random.bits()));
        Self { stage, token: token.into(), stop }
    }
}

/// Serves until told to stop.
pub async fn serve(listener: TcpListener, page: Page, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    let app = router(page).into_make_service();
    let stopped = async move {
        // A sender that is gone means the same as one that says stop.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    axum::serve(listener, app).with_graceful_shutdown(stopped).await
}

fn router(page: Page) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/style.css", get(|| async { asset("text/css; charset=utf-8", STYLE) }))
        .route("/script/{name}", get(script))
        .route("/regular.otf", get(|| async { asset("font/otf", report::REGULAR) }))
        .route("/semi-bold.otf", get(|| async { asset("font/otf", report::SEMI_BOLD) }))
        .route("/drawing/{name}", get(drawing))
        .route("/file/{id}", get(file))
        .route("/about", get(about))
        .route("/events", get(events::stream))
        .route("/act", post(acts))
        .layer(middleware::from_fn(guard))
        .with_state(page)
}

/// Other names for this machine are tricks of other pages.
async fn guard(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !matches!(name, "127.0.0.1" | "localhost") {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    response
}

fn asset(kind: &'static str, text: impl Into<axum::body::Body>) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], text.into()).into_response()
}

async fn index(State(page): State<Page>) -> Response {
    asset("text/html; charset=utf-8", INDEX.replace("{{token}}", &page.token))
}

async fn script(Path(name): Path<String>) -> Response {
    match SCRIPTS.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => asset("text/javascript; charset=utf-8", *text),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn drawing(Path(name): Path<String>) -> Response {
    match name.strip_suffix(".svg").and_then(drawings::svg) {
        Some(svg) => asset("image/svg+xml", svg),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(serde::Deserialize)]
struct Named {
    /// What it is saved as.
    name: Option<String>,
}

/// A photo to look at, or a document to save.
async fn file(State(page): State<Page>, Path(id): Path<String>, Query(Named { name }): Query<Named>) -> Response {
    let Some(bytes) = page.stage.emulator.file(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    match name {
        None => _ = headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/png")),
        Some(name) => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
            let saved = HeaderValue::try_from(format!("attachment; filename*=UTF-8''{}", encoded(&name)));
            headers.insert(CONTENT_DISPOSITION, saved.unwrap_or(HeaderValue::from_static("attachment")));
        }
    }
    response
}

/// As a header may carry any name.
fn encoded(name: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    name.bytes().flat_map(|byte| ['%', digit(byte >> 4), digit(byte)]).collect()
}

/// What does not change: people, posts, things to attach.
async fn about(State(page): State<Page>) -> Json<Value> {
    let person = |part: &&super::cast::Part| {
        let (key, chat, name, title, phone) = (part.key, part.chat, part.name, part.title, part.phone);
        json!({ "key": key, "chat": chat, "name": name, "title": title, "phone": phone })
    };
    Json(json!({
        "bot": USERNAME,
        "zone": page.stage.zone(),
        "group": { "chat": GROUP, "title": GROUP_TITLE },
        "people": CAST.iter().map(person).collect::<Vec<_>>(),
        "shelf": shelf::posts(),
        "drawings": drawings::NAMES.map(|(name, title, kind)| json!({ "name": name, "title": title, "kind": kind })),
    }))
}

async fn acts(State(page): State<Page>, headers: HeaderMap, Json(wanted): Json<Act>) -> Response {
    if headers.get(TOKEN).is_none_or(|token| token.as_bytes() != page.token.as_bytes()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match act(&page.stage, wanted).await {
        Ok(answer) => Json(answer).into_response(),
        Err(why) => (StatusCode::CONFLICT, Json(json!({ "error": why.to_string() }))).into_response(),
    }
}
