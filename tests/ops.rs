//! The address of health and metrics, and whoever comes to it.

use std::time::Duration;

use anyhow::Result;
use mcu_bot::clock::Clock;
use mcu_bot::domain::moment::Moment;
use mcu_bot::telemetry::Telemetry;
use mcu_bot::web::ops::{Ops, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// More than are served at a time.
const MANY: usize = 40;

/// Served on a clock that stands, until the sender goes.
async fn served() -> Result<(String, Clock, watch::Sender<bool>)> {
    let clock = Clock::manual(Moment::from_millis(1_795_420_800_000));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(serve(listener, Ops::new(&Telemetry::new(&clock), &clock), stopped));
    Ok((address, clock, stop))
}

/// The first line and the headers of the answer to these words.
async fn says(stream: &mut TcpStream, words: &str) -> Result<String> {
    stream.write_all(words.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn only_three_pages_are_served_and_only_read() -> Result<()> {
    let (address, _clock, _stop) = served().await?;
    for (words, status) in [
        ("GET /healthz", "200 OK"),
        ("GET /readyz", "503 Service Unavailable"),
        ("GET /metrics", "200 OK"),
        ("GET /", "404 Not Found"),
        ("GET /healthz/", "404 Not Found"),
        ("POST /healthz", "405 Method Not Allowed"),
        ("DELETE /metrics", "405 Method Not Allowed"),
    ] {
        let mut stream = TcpStream::connect(&address).await?;
        // The body that is announced never comes, and nobody waits for it.
        let answer = says(&mut stream, &format!("{words} HTTP/1.1\r\nHost: ops\r\nContent-Length: 9\r\n\r\n")).await?;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{words}: {answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{words}: {answer}");
    }
    Ok(())
}

#[tokio::test]
async fn whoever_says_nothing_keeps_nobody_out_for_long() -> Result<()> {
    let (address, clock, _stop) = served().await?;
    let mut silent = Vec::new();
    for _ in 0..MANY {
        let mut stream = TcpStream::connect(&address).await?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost:").await?;
        silent.push(stream);
    }
    // The last of them have no room before the first are cut off.
    for mut stream in silent {
        let mut nothing = [0; 1];
        let mut ended = std::pin::pin!(stream.read(&mut nothing));
        loop {
            tokio::select! {
                read = &mut ended => break assert_eq!(read.unwrap_or(0), 0, "it was cut off"),
                () = tokio::task::yield_now() => clock.advance(Duration::from_secs(1)),
            }
        }
    }
    let mut late = TcpStream::connect(&address).await?;
    let answer = says(&mut late, "GET /healthz HTTP/1.1\r\nHost: ops\r\n\r\n").await?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn nothing_is_served_once_it_is_stopped() -> Result<()> {
    let (address, _clock, stop) = served().await?;
    drop(stop);
    crate::engines::insist(async || Ok(TcpStream::connect(&address).await.err().map(drop))).await
}
