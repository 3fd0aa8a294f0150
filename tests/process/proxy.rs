//! `TELOXIDE_PROXY`: everything goes through it, and nothing beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use super::stage::Stage;
use crate::engines::both_engines;

/// The bot cannot reach this name by itself.
const HOST: &str = "bot-api.invalid";

/// A SOCKS 5 server (RFC 1928) that leads `HOST` to this machine, and counts whom it let through.
struct Socks {
    address: String,
    through: Arc<AtomicUsize>,
}

impl Socks {
    async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let through = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&through);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let count = Arc::clone(&count);
                // A connection that breaks is the bot's to open again.
                tokio::spawn(async move { serve(stream, &count).await });
            }
        });
        Ok(Self { address, through })
    }
}

async fn serve(mut stream: TcpStream, count: &AtomicUsize) -> Result<()> {
    let methods = read(&mut stream, 2).await?[1];
    read(&mut stream, methods.into()).await?;
    stream.write_all(&[5, 0]).await?;
    ensure!(read(&mut stream, 4).await? == [5, 1, 0, 3], "no connection to a name");
    let length = stream.read_u8().await?;
    ensure!(read(&mut stream, length.into()).await? == HOST.as_bytes(), "another host");
    let port = stream.read_u16().await?;
    let mut target = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0]).await?;
    count.fetch_add(1, Ordering::Relaxed);
    copy_bidirectional(&mut stream, &mut target).await?;
    Ok(())
}

async fn read(stream: &mut TcpStream, count: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; count];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

both_engines! {
    async fn the_process_speaks_through_its_proxy_only(stage: &mut Stage) -> Result<()> {
        let socks = Socks::start().await?;
        let port = stage.emulator.url().rsplit(':').next().unwrap_or_default().to_owned();
        stage.with("TELOXIDE_API_URL", format!("http://{HOST}:{port}"));
        // Those of the environment are not asked.
        stage.with("http_proxy", "http://127.0.0.1:9").with("ALL_PROXY", "http://127.0.0.1:9");
        stage.with("TELOXIDE_PROXY", format!("socks5h://{}", socks.address));
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        operator.writes("Нет воды");
        stage.press(&operator, "✅ Зарегистрировать").await?;
        assert!(socks.through.load(Ordering::Relaxed) > 0);
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }
}
