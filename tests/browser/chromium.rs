//! A headless Chromium, spoken to over a pipe in its debugging protocol: JSON with a zero byte behind each message.

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::oneshot;

/// The longest anything on the page may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Frames in which an element has not moved: messages that come together have come.
const STILL: u32 = 15;
const FLAGS: [&str; 12] = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=ru",
];
const NAMES: [&str; 2] = ["chromium", "chromium-browser"];

type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// One page in a browser of its own, which ends with it.
pub struct Tab {
    input: ChildStdin,
    waiting: Waiting,
    complaints: Arc<Mutex<Vec<String>>>,
    last: u64,
    session: Option<String>,
    _browser: Child,
    _profile: TempDir,
}

/// The browser's name on this machine.
fn program() -> Result<&'static str> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &&str| std::env::split_paths(&folders).any(|folder| folder.join(name).is_file());
    NAMES.into_iter().find(is_there).context("there is no Chromium: .ci/packages chromium")
}

impl Tab {
    pub async fn open(url: &str) -> Result<Self> {
        let profile = TempDir::new()?;
        // The browser reads and writes at the descriptors 3 and 4.
        let mut browser = Command::new("sh")
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null"#, program()?])
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let input = browser.stdin.take().context("no pipe")?;
        let output = browser.stdout.take().context("no pipe")?;
        let (waiting, complaints) = (Waiting::default(), Arc::default());
        tokio::spawn(listen(output, Arc::clone(&waiting), Arc::clone(&complaints)));
        let mut tab = Self { input, waiting, complaints, last: 0, session: None, _browser: browser, _profile: profile };
        tab.attach().await?;
        tab.call("Page.navigate", json!({ "url": url })).await?;
        Ok(tab)
    }

    async fn attach(&mut self) -> Result<()> {
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" })).await?;
        let wanted = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.call("Target.attachToTarget", wanted).await?;
        self.session = Some(attached["sessionId"].as_str().context("a session")?.to_owned());
        for domain in ["Page", "Runtime", "Log"] {
            self.call(&format!("{domain}.enable"), json!({})).await?;
        }
        Ok(())
    }

    pub async fn call(&mut self, method: &str, params: Value) -> Result<Value> {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let (answer, answered) = oneshot::channel();
        self.waiting.lock().unwrap().insert(self.last, answer);
        self.input.write_all(format!("{message}\0").as_bytes()).await?;
        let answer =
            tokio::time::timeout(PATIENCE, answered).await.with_context(|| format!("{method}: no answer"))??;
        ensure!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
        Ok(answer["result"].clone())
    }

    /// The value of an expression, awaited where it is a promise.
    pub async fn value(&mut self, expression: &str) -> Result<Value> {
        let wanted = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let told = self.call("Runtime.evaluate", wanted).await?;
        if let Some(thrown) = told.get("exceptionDetails") {
            bail!("{expression}: {thrown}");
        }
        Ok(told["result"]["value"].clone())
    }

    /// Waits until the expression holds.
    pub async fn until(&mut self, expression: &str) -> Result<()> {
        self.found(expression).await.map(drop)
    }

    /// Waits until the expression gives something, and gives it: the page looks again with each frame.
    async fn found(&mut self, expression: &str) -> Result<Value> {
        let looks = format!(
            "new Promise((done) => {{ const look = () => {{ let found = null; \
             try {{ found = ({expression}); }} catch {{ found = null; }} \
             found ? done(found === true || Array.isArray(found) ? found : true) : requestAnimationFrame(look); }}; \
             look(); }})"
        );
        match self.value(&looks).await {
            Ok(found) => Ok(found),
            Err(error) => {
                self.picture(&std::env::temp_dir().join("mcu-bot-demo-failed.png"), None).await?;
                let shown = self.value("document.body.innerText").await?;
                Err(error.context(format!("waiting for {expression}\n{}", shown.as_str().unwrap_or_default())))
            }
        }
    }

    /// Clicks in the middle of the last element of this kind, as a mouse does: nothing may lie over it, and nobody aims
    /// at what still moves.
    pub async fn click(&mut self, selector: &str) -> Result<()> {
        let quoted = json!(selector);
        let place = format!(
            "(() => {{ const node = [...document.querySelectorAll({quoted})].at(-1); \
             if (!node || node.disabled) return null; \
             node.scrollIntoView({{ block: 'nearest', behavior: 'instant' }}); \
             const box = node.getBoundingClientRect(); const at = [box.x + box.width / 2, box.y + box.height / 2]; \
             const last = window.aimed; const same = last?.node === node && at.every((one, i) => one === last.at[i]); \
             window.aimed = {{ node, at, frames: same ? last.frames + 1 : 0 }}; \
             if (window.aimed.frames < {STILL} || !node.contains(document.elementFromPoint(...at))) return null; \
             window.aimed = null; return at; }})()"
        );
        let at = self.found(&place).await?;
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    /// Writes where the focus is.
    pub async fn writes(&mut self, text: &str) -> Result<()> {
        self.call("Input.insertText", json!({ "text": text })).await.map(drop)
    }

    /// Presses a key where the focus is: `Tab`, `Enter`, `Escape`, `ArrowRight`.
    pub async fn key(&mut self, key: &str) -> Result<()> {
        let (code, text) = match key {
            "Tab" => (9, None),
            "Enter" => (13, Some("\r")),
            "Escape" => (27, None),
            "ArrowRight" => (39, None),
            other => bail!("no key {other}"),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            if let (Some(text), "keyDown") = (text, kind) {
                event["text"] = json!(text);
            }
            self.call("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// The page is as large as this, in pixels.
    pub async fn measures(&mut self, width: u32, height: u32) -> Result<()> {
        let wanted = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", wanted).await.map(drop)
    }

    /// What is to be seen, of the page or of one element.
    pub async fn picture(&mut self, file: &Path, of: Option<&str>) -> Result<()> {
        let mut wanted = json!({ "format": "png" });
        if let Some(selector) = of {
            let quoted = json!(selector);
            let measures = format!(
                "(() => {{ const {{ x, y, width, height }} = document.querySelector({quoted}).getBoundingClientRect(); \
                 return {{ x, y, width, height, scale: 1 }}; }})()"
            );
            wanted["clip"] = self.value(&measures).await?;
        }
        let taken = self.call("Page.captureScreenshot", wanted).await?;
        std::fs::write(file, decoded(taken["data"].as_str().context("a picture")?)?)?;
        Ok(())
    }

    /// What the page said went wrong.
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.lock().unwrap().clone()
    }
}

/// Base64, as the protocol writes pictures.
fn decoded(text: &str) -> Result<Vec<u8>> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for sign in text.bytes().filter(|sign| *sign != b'=') {
        let value = SIGNS.iter().position(|known| *known == sign).context("no base64")?;
        bits = (bits << 6) | u32::try_from(value)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff)?);
        }
    }
    Ok(bytes)
}

async fn listen(output: ChildStdout, waiting: Waiting, complaints: Arc<Mutex<Vec<String>>>) -> Result<()> {
    let mut output = BufReader::new(output);
    loop {
        let mut message = Vec::new();
        if output.read_until(0, &mut message).await? == 0 {
            return Ok(());
        }
        message.pop();
        let message: Value = serde_json::from_slice(&message)?;
        if let Some(id) = message["id"].as_u64() {
            // Whoever asked may have lost patience.
            let _ = waiting.lock().unwrap().remove(&id).map(|answer| answer.send(message));
            continue;
        }
        let params = &message["params"];
        let is_bad = match message["method"].as_str().unwrap_or_default() {
            "Runtime.exceptionThrown" => true,
            "Runtime.consoleAPICalled" => params["type"] == "error",
            "Log.entryAdded" => params["entry"]["level"] == "error",
            _ => false,
        };
        if is_bad {
            complaints.lock().unwrap().push(params.to_string());
        }
    }
}
