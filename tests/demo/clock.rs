//! The clock that runs and is moved ahead.

use std::time::Duration;

use mcu_bot::clock::Clock;
use mcu_bot::domain::moment::Moment;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn whoever_waits_wakes_up_when_it_is_moved_ahead() {
    let began = Moment::from_millis(1_795_671_000_000);
    let clock = Clock::set_to(began);
    let waiting = tokio::spawn({
        let clock = clock.clone();
        async move { clock.wait_until(DAY).await }
    });
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
    clock.advance(DAY);
    waiting.await.unwrap();
    assert!(clock.elapsed() >= DAY);
    assert!(clock.now() >= began.plus(DAY) && clock.now() < began.plus(DAY * 2));
}
