//! A stand-in for the Bot API: answers what it was told to, and remembers what it was asked.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use mcu_bot::secret::Secret;
use mcu_bot::telegram::client::{Client, ClientSettings};
use mcu_bot::telegram::proxy::Proxy;
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub const TOKEN: &str = "123456:AAF-secret_KEY";

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    /// What a proxy is told about who asks.
    pub proxy_user: Option<String>,
    pub body: Value,
}

#[derive(Default)]
struct Memory {
    answers: VecDeque<(u16, String)>,
    asked: Vec<Asked>,
}

#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    memory: Arc<Mutex<Memory>>,
}

impl Server {
    pub async fn start() -> Self {
        let memory = Arc::<Mutex<Memory>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(respond).with_state(Arc::clone(&memory));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, memory }
    }

    /// The next answer; answers are given in the order they were queued.
    pub fn will_say(&self, status: u16, body: &(impl ToString + ?Sized)) {
        self.memory.lock().unwrap().answers.push_back((status, body.to_string()));
    }

    pub fn will_succeed(&self, result: &Value) {
        self.will_say(200, &json!({ "ok": true, "result": result }));
    }

    pub fn will_refuse(&self, code: u16, description: &str) {
        self.will_say(code, &json!({ "ok": false, "error_code": code, "description": description }));
    }

    /// What was asked since the last time, in order.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.memory.lock().unwrap().asked)
    }

    pub fn client(&self) -> Client {
        self.client_through(None)
    }

    pub fn client_through(&self, proxy: Option<Proxy>) -> Client {
        client(&format!("http://{}", self.address), proxy)
    }
}

pub fn client(api_url: &str, proxy: Option<Proxy>) -> Client {
    let settings = ClientSettings { token: Secret::new(TOKEN.to_owned()), api_url: api_url.to_owned(), proxy };
    Client::new(&settings).unwrap()
}

async fn respond(
    State(memory): State<Arc<Mutex<Memory>>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let mut memory = memory.lock().unwrap();
    let proxy_user = headers.get(header::PROXY_AUTHORIZATION).map(|user| user.to_str().unwrap().to_owned());
    memory.asked.push(Asked { path: uri.path().to_owned(), proxy_user, body: serde_json::from_slice(&body).unwrap() });
    let (status, answer) = memory.answers.pop_front().unwrap_or((500, "nothing was queued".to_owned()));
    (StatusCode::from_u16(status).unwrap(), answer)
}
