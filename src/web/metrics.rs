//! What is shown beside the counters of the process: how much waits in the database, and what the process takes.

use std::fmt;
use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::domain::incident::Status;
use crate::domain::moment::Moment;
use crate::store::health::{Queue, Stock};
use crate::telemetry::Telemetry;

/// What [`page`] is written in. Prometheus knows it by this name.
pub const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// All metrics; those of the database are left out where it does not answer.
pub fn page(telemetry: &Telemetry, stock: Option<&Stock>, now: Moment) -> Result<String, fmt::Error> {
    let mut text = String::new();
    telemetry.write(&mut text)?;
    let mut registry = Registry::default();
    if let Some(bytes) = resident_memory() {
        gauge(&mut registry, "process_resident_memory", "Memory the process holds", Some(Unit::Bytes), bytes);
    }
    if let Some(stock) = stock {
        show(&mut registry, stock, now);
    }
    encode_registry(&mut text, &registry)?;
    encode_eof(&mut text)?;
    Ok(text)
}

fn show(registry: &mut Registry, stock: &Stock, now: Moment) {
    let Stock { inbox, inbox_failed, outbox, outbox_failed, cards_stale, open, overdue } = stock;
    let mut count = |name, help, value: &i64| gauge(registry, name, help, None, *value);
    count("mcu_inbox_waiting", "Updates that wait to be handled", &inbox.waiting);
    count("mcu_inbox_failed", "Updates put aside, for mcu-bot failed", inbox_failed);
    count("mcu_outbox_waiting", "Messages that wait to leave", &outbox.waiting);
    count("mcu_outbox_failed", "Messages refused for good, for mcu-bot failed", outbox_failed);
    count("mcu_cards_stale", "Cards that do not show yet what they should", cards_stale);
    count("mcu_incidents_overdue", "Open incidents whose clock has run out", overdue);
    age(registry, "mcu_inbox_oldest", "How long the oldest update waits", inbox, now);
    age(registry, "mcu_outbox_oldest", "How long the oldest message waits", outbox, now);
    let by_status = Family::<[(&str, &str); 1], Gauge>::default();
    for status in Status::ALL.iter().filter(|status| status.is_open()) {
        let count = open.iter().find(|(of, _)| of == status).map_or(0, |(_, count)| *count);
        by_status.get_or_create(&[("status", status.code())]).set(count);
    }
    registry.register("mcu_incidents_open", "Incidents that are not closed, by status", by_status);
}

/// 0 where nothing waits.
fn age(registry: &mut Registry, name: &str, help: &str, queue: &Queue, now: Moment) {
    let age = Gauge::<f64, AtomicU64>::default();
    age.set(queue.oldest.map_or(0.0, |oldest| now.since(oldest).as_secs_f64()));
    registry.register_with_unit(name, help, Unit::Seconds, age);
}

fn gauge(registry: &mut Registry, name: &str, help: &str, unit: Option<Unit>, value: i64) {
    let gauge = Gauge::<i64>::default();
    gauge.set(value);
    match unit {
        Some(unit) => registry.register_with_unit(name, help, unit, gauge),
        None => registry.register(name, help, gauge),
    }
}

/// Bytes in memory, as Linux tells it; nobody else does.
fn resident_memory() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: i64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}
