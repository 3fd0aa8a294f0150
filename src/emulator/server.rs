//! The way of one call: token, schema, faults and rates, the method, the answer.

use std::future;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Shared;
use super::faults::Fault;
use super::journal::{Call, Outcome};
use super::methods;
use super::polling;
use super::refusal::Refusal;
use super::request::{Params, Written};
use super::sins::Sin;
use super::wire::Scissors;
use super::world::World;

/// A little over the largest file, so that files too large are refused in Telegram's words.
const LARGEST_BODY: usize = 64 * 1024 * 1024;
const GATEWAY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
    <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n";

/// What goes over the wire.
enum Reply {
    Json(u16, String),
    Page,
    File(axum::body::Bytes),
    Cut,
    Never,
}

pub fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(serve).layer(DefaultBodyLimit::max(LARGEST_BODY)).with_state(shared)
}

async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let reply = tokio::select! {
        reply = reply(&shared, request) => reply,
        () = shared.stopped() => Reply::Cut,
    };
    match reply {
        Reply::Json(status, body) => written(status, "application/json", body),
        Reply::Page => written(502, "text/html", GATEWAY_PAGE),
        Reply::File(bytes) => written(200, "application/octet-stream", bytes),
        Reply::Cut => {
            scissors.cut();
            StatusCode::OK.into_response()
        }
        Reply::Never => {
            tokio::select! {
                () = future::pending() => {}
                () = shared.stopped() => scissors.cut(),
            }
            StatusCode::OK.into_response()
        }
    }
}

fn written(status: u16, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

async fn reply(shared: &Shared, request: Request) -> Reply {
    let path = request.uri().path().to_owned();
    if let Some((token, file)) = path.strip_prefix("/file/bot").and_then(|rest| rest.split_once('/')) {
        return download(shared, token, file);
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return refused(&Refusal::new(404, "Not Found"));
    };
    if token != shared.token {
        return refused(&Refusal::unauthorized());
    }
    match understand(shared, method, request).await {
        Ok(params) => carry_out(shared, params).await,
        Err(refusal) => refused(&refusal),
    }
}

fn download(shared: &Shared, token: &str, path: &str) -> Reply {
    if token != shared.token {
        return refused(&Refusal::unauthorized());
    }
    match shared.world().files.by_path(path) {
        Some(file) => Reply::File(file.bytes.clone()),
        None => refused(&Refusal::new(404, "Not Found")),
    }
}

fn refused(refusal: &Refusal) -> Reply {
    Reply::Json(refusal.status, refusal.body().to_string())
}

/// Reads the request and holds it against the schema; what does not fit is a sin.
async fn understand(shared: &Shared, method: &str, request: Request) -> Result<Params, Refusal> {
    let malformed = |method: &str, what: String| {
        let refusal = Refusal::bad(format!("{method}: {what}"));
        shared.world().sins.push(Sin::Malformed { method: method.to_owned(), what });
        refusal
    };
    let Some(known) = shared.schema.method(method) else {
        return Err(malformed(method, "method not found".to_owned()));
    };
    let written = Written::read(request).await.map_err(|what| malformed(&known.name, what))?;
    written.typed(shared.schema, known).map_err(|violation| malformed(&known.name, violation.to_string()))
}

async fn carry_out(shared: &Shared, params: Params) -> Reply {
    let admitted = shared.world().admit(&params);
    if matches!(admitted, Ok(Some(Fault::Late))) {
        shared.world().late.push(params);
        shared.changed();
        return Reply::Never;
    }
    let (answer, fault) = match admitted {
        Err(refusal) => (Err(refusal), None),
        Ok(Some(fault)) if !fault.applies() => (Ok(String::new()), Some(fault)),
        Ok(fault) => (run(shared, &params).await, fault),
    };
    let fault = fault.or_else(|| shared.world().faults.outage.clone().filter(|_| answer.is_err()));
    note(shared, params, answer.as_ref().err(), fault.as_ref());
    match (fault, answer) {
        (Some(fault), _) => failing(fault),
        (None, Ok(result)) => Reply::Json(200, format!("{{\"ok\":true,\"result\":{result}}}")),
        (None, Err(refusal)) => refused(&refusal),
    }
}

/// Calls that were held back take effect, in the order in which they came.
pub fn late_calls_come(shared: &Shared) {
    let late = std::mem::take(&mut shared.world().late);
    for params in late {
        let answer = run_at_once(&mut shared.world(), &params);
        note(shared, params, answer.as_ref().err(), Some(&Fault::Late));
    }
}

/// The result, written out.
async fn run(shared: &Shared, params: &Params) -> Result<String, Refusal> {
    if params.method == "getUpdates" {
        return polling::get_updates(shared, params).await;
    }
    run_at_once(&mut shared.world(), params)
}

fn run_at_once(world: &mut World, params: &Params) -> Result<String, Refusal> {
    let answer = methods::run(world, params).unwrap_or_else(|| {
        let method = params.method.to_owned();
        let refusal = Refusal::bad(format!("{method} is not emulated"));
        world.sins.push(Sin::NotEmulated { method });
        Err(refusal)
    });
    answer.map(|result: Value| result.to_string())
}

fn note(shared: &Shared, params: Params, refusal: Option<&Refusal>, fault: Option<&Fault>) {
    let outcome = match (fault, refusal) {
        // What would have taken effect was refused; only the answer is lost.
        (Some(fault), Some(refusal)) if fault.applies() => Outcome::refused(refusal),
        (Some(fault), _) => Outcome::Failed(fault.clone()),
        (None, Some(refusal)) => Outcome::refused(refusal),
        (None, None) => Outcome::Done,
    };
    let chat = params.chat_id();
    let mut world = shared.world();
    let at = world.now();
    world.note_call(Call { at, method: params.method.to_owned(), chat, fields: params.fields, outcome });
    drop(world);
    shared.changed();
}

fn failing(fault: Fault) -> Reply {
    match fault {
        Fault::RetryAfter(seconds) => refused(&Refusal::flood(seconds)),
        Fault::Status(status) => {
            let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
            let body = json!({ "ok": false, "error_code": status, "description": reason.unwrap_or("Unknown") });
            Reply::Json(status, body.to_string())
        }
        Fault::HtmlBody => Reply::Page,
        Fault::Reset | Fault::LostAnswer => Reply::Cut,
        Fault::Hang | Fault::HangAfterwards | Fault::Late => Reply::Never,
        Fault::Unauthorized => refused(&Refusal::unauthorized()),
        Fault::Refused(status, description) => refused(&Refusal::new(status, description)),
    }
}
