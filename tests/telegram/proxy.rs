//! Proxies: real ones on loopback, and addresses that cannot be used.

use std::time::Duration;

use mcu_bot::telegram::proxy::{Proxy, ProxyError};
use serde_json::json;
use teloxide::payloads::GetMe;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use super::server::{Server, TOKEN, client};

const PATIENCE: Duration = Duration::from_secs(5);

/// One connection through SOCKS 5 with user and password (RFC 1928, RFC 1929); returns the host asked for.
async fn serve_socks(listener: TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let greeting = read(&mut stream, 2).await;
    assert!(read(&mut stream, greeting[1].into()).await.contains(&2));
    stream.write_all(&[5, 2]).await.unwrap();
    read(&mut stream, 1).await;
    assert_eq!((sized(&mut stream).await, sized(&mut stream).await), ("user".to_owned(), "pass#1".to_owned()));
    stream.write_all(&[1, 0]).await.unwrap();
    // A name (3) rather than an address: the `h` of socks5h.
    assert_eq!(read(&mut stream, 4).await, [5, 1, 0, 3]);
    let host = sized(&mut stream).await;
    let port = stream.read_u16().await.unwrap();
    let mut target = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0]).await.unwrap();
    // How the two hang up does not matter here.
    let _ = copy_bidirectional(&mut stream, &mut target).await;
    host
}

async fn read(stream: &mut TcpStream, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    stream.read_exact(&mut bytes).await.unwrap();
    bytes
}

async fn sized(stream: &mut TcpStream) -> String {
    let count = stream.read_u8().await.unwrap();
    String::from_utf8(read(stream, count.into()).await).unwrap()
}

#[tokio::test]
async fn socks5h_reaches_the_server_by_its_name() {
    let server = Server::start().await;
    server.will_succeed(&json!(true));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = Proxy::parse(&format!("socks5h://user:pass%231@{}", listener.local_addr().unwrap())).unwrap();
    let socks = tokio::spawn(serve_socks(listener));
    let client = client(&format!("http://bot-api.invalid:{}", server.address.port()), Some(proxy));
    assert_eq!(client.call(&GetMe::new(), PATIENCE).await, Ok(json!(true)));
    drop(client);
    assert_eq!(socks.await.unwrap(), "bot-api.invalid");
}

#[tokio::test]
async fn an_http_proxy_gets_the_whole_address() {
    let proxy = Server::start().await;
    proxy.will_succeed(&json!(true));
    let through = Proxy::parse(&format!("http://user:pass@{}", proxy.address)).unwrap();
    let client = client("http://bot-api.invalid", Some(through));
    assert_eq!(client.call(&GetMe::new(), PATIENCE).await, Ok(json!(true)));
    let asked = proxy.asked().remove(0);
    assert_eq!(asked.path, format!("/bot{TOKEN}/getMe"));
    // user:pass
    assert_eq!(asked.proxy_user.as_deref(), Some("Basic dXNlcjpwYXNz"));
}

#[tokio::test]
async fn a_dead_proxy_shows_no_password() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    for scheme in ["http", "socks5", "socks5h"] {
        let proxy = Proxy::parse(&format!("{scheme}://user:hunter2@{address}")).unwrap();
        let error = client("http://127.0.0.1:9", Some(proxy)).call(&GetMe::new(), PATIENCE).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hunter2") && !shown.contains("secret_KEY"), "{shown}");
    }
}

#[test]
fn good_addresses_are_taken_and_shown_without_the_password() {
    for (address, shown) in [
        ("http://proxy:3128", "http://proxy:3128"),
        (" https://u:hunter2@proxy ", "https://***@proxy"),
        ("socks5://127.0.0.1", "socks5://127.0.0.1:1080"),
        ("socks5h://u:hunter2@[::1]:9/", "socks5h://***@[::1]:9"),
        ("SOCKS5://proxy:1", "socks5://proxy:1"),
    ] {
        let proxy = Proxy::parse(address).unwrap();
        assert_eq!(proxy.to_string(), shown);
        assert!(!format!("{proxy:?}").contains("hunter2"));
    }
}

#[test]
fn bad_addresses_are_refused_by_what_is_wrong() {
    for (address, wrong) in [
        ("", ProxyError::NoScheme),
        ("proxy:3128", ProxyError::NoScheme),
        ("u:hunter2@proxy:3128", ProxyError::NoScheme),
        ("u:hunter2@x://proxy", ProxyError::NoScheme),
        ("ftp://u:hunter2@proxy", ProxyError::Scheme("ftp".to_owned())),
        ("socks4://proxy", ProxyError::Scheme("socks4".to_owned())),
        ("socks5://", ProxyError::NoHost),
        ("http://proxy:0", ProxyError::Port),
        ("http://proxy:3128/path", ProxyError::Rest),
        ("http://u:1/hunter2@proxy", ProxyError::Rest),
    ] {
        let error = Proxy::parse(address).unwrap_err();
        assert_eq!(error, wrong, "{address}");
        assert!(!error.to_string().contains("hunter2"));
    }
    for address in [
        "http://",
        "http://proxy:port",
        "socks5://u:hunter2/x@proxy:1",
        "http://u:hunter2@:3128",
        "socks5://:1080",
        "socks5://a b",
    ] {
        let error = Proxy::parse(address).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
}
