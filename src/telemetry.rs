//! What the process counts and times, for whoever watches over it. No label names a person, a chat or a unit.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::text::encode_registry;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::clock::Clock;
use crate::domain::incident::codes;
use crate::domain::moment::Moment;

codes! {
    /// How an update came.
    Way {
        Polling = "polling",
        Webhook = "webhook",
    }
}

codes! {
    /// What became of an update.
    Handled {
        Done = "done",
        /// The person was told why not.
        Refused = "refused",
        /// Put aside, for somebody to look at.
        Failed = "failed",
    }
}

codes! {
    /// What the messenger was asked for.
    Call {
        Message = "message",
        Files = "files",
        Edit = "edit",
        Delete = "delete",
        Answer = "answer",
        Menu = "menu",
    }
}

codes! {
    /// What the messenger made of it.
    Sent {
        Done = "done",
        /// Not now, or not like this: it is tried once more, later or as a new message.
        Retried = "retried",
        /// For good.
        Refused = "refused",
        /// The person or the group does not let us in.
        Unreachable = "unreachable",
    }
}

codes! {
    /// Work that nobody presses a button for.
    Job {
        /// All that the clock asks for, each ten seconds.
        Tick = "tick",
        /// A digest that was due.
        Digest = "digest",
        /// Personal data that were to go.
        Purge = "purge",
    }
}

codes! {
    /// How a job ended.
    Ended {
        Done = "done",
        Failed = "failed",
    }
}

/// Whether this process handles and delivers, or waits for its turn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    Leader,
    Standby,
}

/// Since when something is under way: read from the monotonic clock, and before that from the database.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    reading: Duration,
    /// How long it had been under way by then.
    before: Duration,
}

type Label = (&'static str, &'static str);

/// Upper bounds, in seconds: from a commit to what nobody would wait for.
const BUCKETS: [f64; 15] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

/// Counters, gauges and histograms; clones share them.
#[derive(Clone)]
pub struct Telemetry(Arc<Meters>);

struct Meters {
    clock: Clock,
    registry: Registry,
    kept: Family<[Label; 1], Counter>,
    handled: Family<[Label; 1], Counter>,
    update: Histogram,
    press: Histogram,
    sends: Family<[Label; 2], Counter>,
    send: Histogram,
    runs: Family<[Label; 2], Counter>,
    job: Family<[Label; 1], Histogram, Buckets>,
    leader: Gauge,
    reached: Gauge<f64, AtomicU64>,
}

#[derive(Clone)]
struct Buckets;

impl MetricConstructor<Histogram> for Buckets {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BUCKETS)
    }
}

impl fmt::Debug for Telemetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Telemetry").finish_non_exhaustive()
    }
}

impl Telemetry {
    /// Of a process that begins now.
    #[must_use]
    pub fn new(clock: &Clock) -> Self {
        let meters = Meters {
            clock: clock.clone(),
            registry: Registry::default(),
            kept: Family::default(),
            handled: Family::default(),
            update: Histogram::new(BUCKETS),
            press: Histogram::new(BUCKETS),
            sends: Family::default(),
            send: Histogram::new(BUCKETS),
            runs: Family::default(),
            job: Family::new_with_constructor(Buckets),
            leader: Gauge::default(),
            reached: Gauge::default(),
        };
        meters.begin_at_nothing();
        Self(Arc::new(meters.registered()))
    }

    /// A stretch of time that begins now.
    #[must_use]
    pub fn now(&self) -> Since {
        Since { reading: self.0.clock.elapsed(), before: Duration::ZERO }
    }

    /// One that began then, perhaps in another process.
    #[must_use]
    pub fn since(&self, moment: Moment) -> Since {
        Since { before: self.0.clock.now().since(moment), ..self.now() }
    }

    /// So many updates were kept that nobody had brought before.
    pub fn kept(&self, way: Way, count: usize) {
        self.0.kept.get_or_create(&[("way", way.code())]).inc_by(count as u64);
    }

    /// An update that was kept then is no longer waiting: this was committed just now.
    pub fn handled(&self, what: Handled, kept: Since) {
        self.0.handled.get_or_create(&[("result", what.code())]).inc();
        self.0.update.observe(self.seconds(kept));
    }

    /// The messenger has the answer to a press that was kept then.
    pub fn press_answered(&self, kept: Since) {
        self.0.press.observe(self.seconds(kept));
    }

    /// A call of the messenger that began then has ended.
    pub fn sent(&self, call: Call, what: Sent, begun: Since) {
        self.0.sends.get_or_create(&[("kind", call.code()), ("result", what.code())]).inc();
        self.0.send.observe(self.seconds(begun));
    }

    /// A run of a job that began then has ended.
    pub fn ran(&self, job: Job, how: Ended, begun: Since) {
        self.0.runs.get_or_create(&[("job", job.code()), ("result", how.code())]).inc();
        self.0.job.get_or_create(&[("job", job.code())]).observe(self.seconds(begun));
    }

    /// The lead was taken, or let go.
    pub fn becomes(&self, role: Role) {
        self.0.leader.set(i64::from(role == Role::Leader));
    }

    #[must_use]
    pub fn role(&self) -> Role {
        if self.0.leader.get() == 1 { Role::Leader } else { Role::Standby }
    }

    /// Telegram has answered, whatever it said.
    pub fn telegram_answered(&self) {
        self.0.reached.set(unix_seconds(self.0.clock.now()));
    }

    /// How long ago Telegram answered last; `None`: never yet.
    #[must_use]
    pub fn telegram_silent(&self) -> Option<Duration> {
        let reached = self.0.reached.get();
        (reached > 0.0).then(|| Duration::from_secs_f64((unix_seconds(self.0.clock.now()) - reached).max(0.0)))
    }

    /// Appends all of it in the text format of OpenMetrics, without the end mark.
    pub fn write(&self, text: &mut String) -> fmt::Result {
        encode_registry(text, &self.0.registry)
    }

    fn seconds(&self, since: Since) -> f64 {
        (self.0.clock.elapsed().saturating_sub(since.reading) + since.before).as_secs_f64()
    }
}

impl Meters {
    /// A counter that first shows itself with its first event has no rate at that moment.
    fn begin_at_nothing(&self) {
        for way in Way::ALL {
            let _ = self.kept.get_or_create(&[("way", way.code())]);
        }
        for what in Handled::ALL {
            let _ = self.handled.get_or_create(&[("result", what.code())]);
        }
        for call in Call::ALL {
            for what in Sent::ALL {
                let _ = self.sends.get_or_create(&[("kind", call.code()), ("result", what.code())]);
            }
        }
        for job in Job::ALL {
            let _ = self.job.get_or_create(&[("job", job.code())]);
            for how in Ended::ALL {
                let _ = self.runs.get_or_create(&[("job", job.code()), ("result", how.code())]);
            }
        }
    }

    /// Under their names, which alerts and boards rely on: a counter gets `_total`, what has a unit its unit.
    fn registered(mut self) -> Self {
        let started = Gauge::<f64, AtomicU64>::default();
        started.set(unix_seconds(self.clock.now()));
        let seconds = || Unit::Seconds;
        let all = &mut self.registry;
        all.register("mcu_updates_kept", "Updates kept in the inbox", self.kept.clone());
        all.register("mcu_updates_handled", "Updates handled, by what became of them", self.handled.clone());
        let help = "From an update kept to its effects committed";
        all.register_with_unit("mcu_update", help, seconds(), self.update.clone());
        let help = "From a press kept to its answer taken by Telegram";
        all.register_with_unit("mcu_press", help, seconds(), self.press.clone());
        all.register("mcu_sends", "Calls of Telegram, by what was asked and what became of it", self.sends.clone());
        all.register_with_unit("mcu_send", "How long a call of Telegram took", seconds(), self.send.clone());
        all.register("mcu_job_runs", "Runs of jobs, by how they ended", self.runs.clone());
        all.register_with_unit("mcu_job", "How long a run of a job took", seconds(), self.job.clone());
        all.register("mcu_leader", "1 while this process handles and delivers", self.leader.clone());
        let help = "Unix time of the last answer of Telegram; 0: none since the start";
        all.register_with_unit("mcu_telegram_reached", help, seconds(), self.reached.clone());
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        all.register("mcu_build", "What is running", version);
        all.register_with_unit("process_start_time", "Unix time of the start", seconds(), started);
        self
    }
}

/// Fractions of a millisecond are not asked for.
fn unix_seconds(moment: Moment) -> f64 {
    Duration::from_millis(u64::try_from(moment.millis()).unwrap_or_default()).as_secs_f64()
}
