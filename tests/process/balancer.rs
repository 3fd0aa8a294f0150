//! A balancer in front of two processes, as simple as they come: each connection goes to the next that takes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use anyhow::Result;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub struct Balancer {
    address: String,
    served: Arc<[AtomicUsize; 2]>,
    running: JoinHandle<()>,
}

impl Balancer {
    pub async fn start(ports: [u16; 2]) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let served = Arc::new([const { AtomicUsize::new(0) }; 2]);
        let counted = Arc::clone(&served);
        let running = tokio::spawn(async move {
            let mut turn = 0;
            while let Ok((client, _)) = listener.accept().await {
                turn += 1;
                tokio::spawn(forward(client, ports, turn, Arc::clone(&counted)));
            }
        });
        Ok(Self { address, served, running })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Connections that each of the two has taken.
    pub fn served(&self) -> [usize; 2] {
        [self.served[0].load(Relaxed), self.served[1].load(Relaxed)]
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn forward(mut client: TcpStream, ports: [u16; 2], turn: usize, served: Arc<[AtomicUsize; 2]>) {
    for place in [turn % 2, (turn + 1) % 2] {
        if let Ok(mut server) = TcpStream::connect(("127.0.0.1", ports[place])).await {
            served[place].fetch_add(1, Relaxed);
            // Either side may close it in the middle, as connections go.
            let _ = copy_bidirectional(&mut client, &mut server).await;
            return;
        }
    }
}
