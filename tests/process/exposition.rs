//! A strict reader of the text format of OpenMetrics 1.0, as far as the bot speaks it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};

/// All that a label may say; whatever else stands in one may be somebody's.
const LABELS: &[(&str, &[&str])] = &[
    ("way", &["polling", "webhook"]),
    ("result", &["done", "refused", "failed", "retried", "unreachable"]),
    ("kind", &["message", "files", "edit", "delete", "answer", "menu"]),
    ("job", &["tick", "digest", "purge"]),
    ("status", &["draft", "new", "assigned", "in_progress", "review", "rework", "approved", "published", "monitoring"]),
    ("version", &[env!("CARGO_PKG_VERSION")]),
];

/// Metrics between two lines that announce them.
#[derive(Default)]
struct Family {
    name: String,
    kind: String,
}

/// The samples by name and labels, as they are written.
///
/// # Errors
/// The first thing that is not as the format, or this bot, wants it.
pub fn read(page: &str) -> Result<BTreeMap<String, f64>> {
    ensure!(page.is_ascii(), "words of people");
    let body = page.strip_suffix("# EOF\n").context("no end mark")?;
    let (mut samples, mut known, mut family) = (BTreeMap::new(), BTreeSet::new(), Family::default());
    for line in body.lines() {
        if let Some(about) = line.strip_prefix("# ") {
            announce(about, &mut family, &mut known).with_context(|| line.to_owned())?;
        } else {
            let (sample, value) = sample(line, &family).with_context(|| line.to_owned())?;
            ensure!(samples.insert(sample, value).is_none(), "twice: {line}");
        }
    }
    histograms_add_up(&samples)?;
    Ok(samples)
}

fn announce(about: &str, family: &mut Family, known: &mut BTreeSet<String>) -> Result<()> {
    let (what, rest) = about.split_once(' ').context("nothing announced")?;
    let (name, text) = rest.split_once(' ').context("no text")?;
    match what {
        "HELP" => {
            ensure!(is_name(name) && known.insert(name.to_owned()), "a name that was there before, or is none");
            ensure!(text.ends_with('.') && !text.contains(['\\', '"']), "no sentence");
            *family = Family { name: name.to_owned(), kind: String::new() };
        }
        "TYPE" => {
            ensure!(name == family.name && family.kind.is_empty(), "out of its place");
            ensure!(["counter", "gauge", "histogram", "info"].contains(&text), "an unknown kind");
            text.clone_into(&mut family.kind);
        }
        "UNIT" => ensure!(name == family.name && name.ends_with(&format!("_{text}")), "a unit that is not in the name"),
        _ => bail!("an unknown announcement"),
    }
    Ok(())
}

fn sample(line: &str, family: &Family) -> Result<(String, f64)> {
    let (sample, value) = line.rsplit_once(' ').context("no value")?;
    let (name, labels) = match sample.split_once('{') {
        Some((name, labels)) => (name, labels.strip_suffix('}').context("labels without an end")?),
        None => (sample, ""),
    };
    let suffix = name.strip_prefix(family.name.as_str()).context("of another family")?;
    let allowed: &[&str] = match family.kind.as_str() {
        "counter" => &["_total"],
        "histogram" => &["_bucket", "_sum", "_count"],
        "info" => &["_info"],
        _ => &[""],
    };
    ensure!(allowed.contains(&suffix), "a sample {suffix:?} of a {}", family.kind);
    for label in labels.split(',').filter(|label| !label.is_empty()) {
        let (key, written) = label.split_once('=').context("a label without a value")?;
        let written = written.strip_prefix('"').and_then(|written| written.strip_suffix('"')).context("no quotes")?;
        let is_bound = key == "le" && suffix == "_bucket" && (written == "+Inf" || written.parse::<f64>().is_ok());
        let is_known = LABELS.iter().any(|(name, values)| *name == key && values.contains(&written));
        ensure!(is_bound || is_known, "nobody knows the label {label}");
    }
    let value: f64 = value.parse()?;
    ensure!(value.is_finite() && value >= 0.0, "a value that cannot be");
    Ok((sample.to_owned(), value))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Each bucket holds the ones below it, and the last one all.
fn histograms_add_up(samples: &BTreeMap<String, f64>) -> Result<()> {
    let mut buckets: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    for (sample, count) in samples {
        let Some((name, labels)) = sample.split_once("_bucket{") else { continue };
        let (le, rest) = labels
            .split_once("le=\"")
            .and_then(|(before, after)| {
                let (le, behind) = after.split_once('"')?;
                Some((le, format!("{before}{behind}")))
            })
            .context("a bucket without its bound")?;
        let bound = if le == "+Inf" { f64::INFINITY } else { le.parse()? };
        let rest = rest.trim_end_matches('}').trim_matches(',').to_owned();
        let of = if rest.is_empty() { format!("{name}_count") } else { format!("{name}_count{{{rest}}}") };
        buckets.entry(of).or_default().push((bound, *count));
    }
    ensure!(!buckets.is_empty(), "no histograms");
    for (total, mut buckets) in buckets {
        buckets.sort_by(|left, right| left.0.total_cmp(&right.0));
        ensure!(buckets.is_sorted_by(|left, right| left.1 <= right.1), "{total}: {buckets:?}");
        let last = buckets.last().context("no bucket")?;
        ensure!(last.0 == f64::INFINITY && samples.get(&total) == Some(&last.1), "{total}: {last:?}");
    }
    Ok(())
}
