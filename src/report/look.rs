//! How pictures look: sizes in pixels of a page 1080 px wide, which a phone shows at about a third of that.

/// Width of every picture.
pub const WIDTH: f64 = 1080.0;
/// No picture is higher: 4 : 3, upright.
pub const HEIGHT: f64 = 1440.0;
/// Between the edge of the page and what stands on it.
pub const MARGIN: f64 = 48.0;
/// Where lines and bars end.
pub const RIGHT: f64 = WIDTH - MARGIN;
/// Width between the margins.
pub const INNER: f64 = WIDTH - 2.0 * MARGIN;

pub const BACKGROUND: &str = "#FAFAF8";
pub const TEXT: &str = "#1F2328";
/// Text of the second rank. `NEUTRAL` is too pale for words (3.1 : 1), this is 5.6 : 1.
pub const SUBDUED: &str = "#616870";
pub const NEUTRAL: &str = "#8A9099";
/// Lines and tracks that are barely there.
pub const FAINT: &str = "#ECECE7";
pub const BAD: &str = "#C8442D";
/// The good hue #2A7F9E, darker where it is a word: 5.3 : 1.
pub const GOOD_TEXT: &str = "#226C87";
pub const WHITE: &str = "#FFFFFF";

/// The four parts of a score: tints of the good hue, apart in lightness, so that no eye needs the colour.
pub const PARTS: [&str; 4] = ["#174F64", "#2A7F9E", "#6DB0C8", "#B3D6E2"];

/// The shades of the heat map: one hue, from light to dark.
pub const CALM: &str = "#FBE6DF";
pub const WATCH: &str = "#F0A692";
pub const DARK: &str = "#B5391F";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
}

/// A kind of text: size of the type, and the height of its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub size: f64,
    pub leading: f64,
    pub weight: Weight,
}

impl Style {
    const fn new(size: f64, leading: f64, weight: Weight) -> Self {
        Self { size, leading, weight }
    }
}

pub const TITLE: Style = Style::new(48.0, 58.0, Weight::SemiBold);
pub const SUBTITLE: Style = Style::new(28.0, 38.0, Weight::Regular);
pub const SECTION: Style = Style::new(28.0, 38.0, Weight::SemiBold);
pub const NAME: Style = Style::new(31.0, 37.0, Weight::SemiBold);
pub const SCORE: Style = Style::new(44.0, 48.0, Weight::SemiBold);
/// The smallest type there is.
pub const SMALL: Style = Style::new(26.0, 34.0, Weight::Regular);
pub const SMALL_BOLD: Style = Style::new(26.0, 34.0, Weight::SemiBold);
pub const EMPTY: Style = Style::new(34.0, 46.0, Weight::Regular);
/// Numbers of a heat map with few columns; with many they are as small as `SMALL_BOLD`.
pub const COUNT: Style = Style::new(30.0, 34.0, Weight::SemiBold);
