//! `getUpdates`: waits on the clock, but no longer than until something comes.

use std::time::Duration;

use super::Shared;
use super::refusal::Refusal;
use super::request::Params;
use super::updates::About;
use super::world::World;

const LONGEST: i64 = 50;

/// Answers with a JSON array of updates, already written out.
///
/// # Errors
/// 409 when a webhook is set, or as soon as another poll begins.
pub async fn get_updates(shared: &Shared, params: &Params) -> Result<String, Refusal> {
    let (poll, limit) = begin(&mut shared.world(), params)?;
    // The poll before this one, if it still waits, ends now.
    shared.arrivals.notify_waiters();
    shared.changed();
    let timeout = params.number("timeout").unwrap_or_default().clamp(0, LONGEST);
    let until = shared.clock.elapsed() + Duration::from_secs(timeout.unsigned_abs());
    loop {
        // Made before the look, so that nothing that comes after it is missed.
        let arrival = shared.arrivals.notified();
        if let Some(page) = look(&mut shared.world(), poll, limit)? {
            return Ok(page);
        }
        if shared.clock.elapsed() >= until {
            return Ok("[]".to_owned());
        }
        tokio::select! {
            () = arrival => {}
            () = shared.clock.wait_until(until) => {}
        }
    }
}

/// Confirms what the offset confirms; the number of this poll and how much it may get.
fn begin(world: &mut World, params: &Params) -> Result<(u64, usize), Refusal> {
    if world.webhook.is_some() {
        return Err(Refusal::conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        ));
    }
    if params.fields.contains_key("allowed_updates") {
        world.updates.allow(params.list("allowed_updates"));
    }
    world.age();
    let offset = params.number("offset").unwrap_or_default();
    let confirmed = world.updates.confirm(offset, world.memory);
    world.learnt(confirmed);
    world.poll += 1;
    Ok((world.poll, world.updates.limit(offset, params.number("limit"), world.clock.elapsed())))
}

fn look(world: &mut World, poll: u64, limit: usize) -> Result<Option<String>, Refusal> {
    if world.webhook.is_some() {
        return Err(Refusal::conflict("terminated by setWebhook request"));
    }
    if world.poll != poll {
        return Err(Refusal::conflict(
            "terminated by other getUpdates request; make sure that only one bot instance is running",
        ));
    }
    if world.faults.outage.is_some() {
        return Err(Refusal::new(502, "Bad Gateway"));
    }
    world.age();
    let Some((page, given)) = world.updates.page(limit) else { return Ok(None) };
    for about in given {
        if let About::Press(press) = about {
            world.presses.delivered(press);
        }
    }
    Ok(Some(page))
}
