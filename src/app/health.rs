//! `mcu-bot health`: what an image without other tools asks the bot that runs in it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Whoever watches over containers waits hardly longer.
const PATIENCE: Duration = Duration::from_secs(4);
const ASKED: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
const ALIVE: &[u8] = b"HTTP/1.1 200 ";

/// Why the bot does not count as alive.
#[derive(Debug, thiserror::Error)]
pub enum HealthError {
    #[error("it does not answer: {0}")]
    Silent(#[from] std::io::Error),
    #[error("it does not answer within four seconds")]
    Slow,
    #[error("it answers that it is not well")]
    Unwell,
}

/// Asks for `/healthz` on the address of `OPS_LISTEN`.
pub async fn health(address: SocketAddr) -> Result<(), HealthError> {
    let asked = tokio::time::timeout(PATIENCE, ask(reachable(address))).await;
    let answer = asked.map_err(|_| HealthError::Slow)??;
    if answer.starts_with(ALIVE) { Ok(()) } else { Err(HealthError::Unwell) }
}

async fn ask(address: SocketAddr) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(ASKED).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// Who listens on every address is reached on loopback.
const fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
