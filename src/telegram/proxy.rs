//! The proxy of `TELOXIDE_PROXY`. A password in it is a secret like the token.

use std::fmt;

use reqwest::Url;

/// Schemes understood. `socks5h` lets the proxy resolve the name of the server, `socks5` resolves it here.
const SCHEMES: [&str; 4] = ["http", "https", "socks5", "socks5h"];
const SOCKS_PORT: u16 = 1080;

/// A proxy that can be used, as far as its address tells.
#[derive(Clone, Eq, PartialEq)]
pub struct Proxy {
    url: Url,
}

/// What is wrong with the address of a proxy; never repeats more of it than the scheme.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProxyError {
    #[error("the address of the proxy has no scheme: write {}://host:port", SCHEMES.join(":// or "))]
    NoScheme,
    #[error("a proxy cannot be reached by {0:?}: use one of {known}", known = SCHEMES.join(", "))]
    Scheme(String),
    #[error("the address of the proxy names no host")]
    NoHost,
    #[error("the port of the proxy must be a number from 1 to 65535")]
    Port,
    #[error(
        "the address of the proxy goes on after host and port: signs like / ? # @ in a password are written as %2F"
    )]
    Rest,
    #[error("the address of the proxy cannot be read: {0} (signs like / ? # @ in a password are written as %2F)")]
    Malformed(String),
}

impl Proxy {
    /// Reads `scheme://[user[:password]@]host[:port]`.
    pub fn parse(address: &str) -> Result<Self, ProxyError> {
        let (scheme, _) = address.trim().split_once("://").ok_or(ProxyError::NoScheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if !SCHEMES.contains(&scheme.as_str()) {
            return Err(if is_scheme(&scheme) { ProxyError::Scheme(scheme) } else { ProxyError::NoScheme });
        }
        let mut url = Url::parse(address.trim()).map_err(|error| ProxyError::Malformed(error.to_string()))?;
        check(&url)?;
        if scheme.starts_with("socks") && url.port().is_none() {
            url.set_port(Some(SOCKS_PORT)).map_err(|()| ProxyError::Port)?;
        }
        Ok(Self { url })
    }

    pub(super) fn to_reqwest(&self) -> reqwest::Result<reqwest::Proxy> {
        reqwest::Proxy::all(self.url.clone())
    }
}

/// Anything else before `://` may be a piece of a user or a password, and is not repeated.
fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_alphanumeric())
}

fn check(url: &Url) -> Result<(), ProxyError> {
    if url.host_str().is_none_or(str::is_empty) {
        return Err(ProxyError::NoHost);
    }
    if url.port() == Some(0) {
        return Err(ProxyError::Port);
    }
    let ends = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if ends { Ok(()) } else { Err(ProxyError::Rest) }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = if self.url.username().is_empty() && self.url.password().is_none() { "" } else { "***@" };
        write!(f, "{}://{user}{}", self.url.scheme(), self.url.host_str().unwrap_or_default())?;
        self.url.port().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}
