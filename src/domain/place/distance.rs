//! Distances on the globe, and the settlement a point lies in.

use crate::domain::directory::{Directory, Settlement};

/// Mean radius of the Earth.
const EARTH_KM: f64 = 6371.0;

/// Farther from its middle nobody says that it is there: a district's villages lie 10 to 20 km apart.
const FARTHEST_KM: f64 = 12.0;

/// Kilometres between two points of latitude and longitude in degrees, by the haversine formula.
pub fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half_sine = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let [north, south] = [from.0, to.0].map(|latitude| latitude.to_radians().cos());
    let chord = (north * south).mul_add(half_sine(from.1, to.1), half_sine(from.0, to.0));
    2.0 * EARTH_KM * chord.clamp(0.0, 1.0).sqrt().asin()
}

/// The settlement whose middle is nearest, if one is near enough.
pub fn nearest(directory: &Directory, point: (f64, f64)) -> Option<&Settlement> {
    let far = |settlement: &&Settlement| settlement.point.map_or(f64::INFINITY, |middle| kilometres(point, middle));
    let found = directory.settlements.iter().min_by(|one, other| far(one).total_cmp(&far(other)))?;
    (far(&found) <= FARTHEST_KM).then_some(found)
}
