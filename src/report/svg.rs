//! A page of SVG under construction.

use std::fmt::Write;

use super::look::{BACKGROUND, WIDTH, Weight};
use super::text::Line;

/// Height of capitals and figures by the size of the type: Inter's.
pub const CAPITALS: f64 = 0.727;

/// Which point of a line its `x` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub const fn middle(self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// Marks that are drawn, because a font has them or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Up,
    Down,
    Dot,
}

#[derive(Debug, Default)]
pub struct Page {
    body: String,
}

impl Page {
    /// One line whose strip begins at `top`, its capitals in the middle of the strip.
    pub fn line(&mut self, (x, top): (f64, f64), line: &Line, fill: &str, anchor: Anchor) {
        let baseline = top + f64::midpoint(line.style.leading, line.style.size * CAPITALS);
        self.text((x, baseline), line, fill, anchor, "");
    }

    /// Lines one below the other; returns where the next strip begins.
    pub fn lines(&mut self, (x, top): (f64, f64), lines: &[Line], fill: &str, anchor: Anchor) -> f64 {
        let mut y = top;
        for line in lines {
            self.line((x, y), line, fill, anchor);
            y += line.style.leading;
        }
        y
    }

    /// A line that rises to the right from its baseline's start.
    pub fn rising(&mut self, (x, baseline): (f64, f64), line: &Line, fill: &str, degrees: f64) {
        let turned = format!(" transform=\"rotate({:.1} {x:.1} {baseline:.1})\"", -degrees);
        self.text((x, baseline), line, fill, Anchor::Start, &turned);
    }

    fn text(&mut self, (x, baseline): (f64, f64), line: &Line, fill: &str, anchor: Anchor, turned: &str) {
        let weight = match line.style.weight {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
        };
        self.put(format_args!(
            "<text x=\"{x:.1}\" y=\"{baseline:.1}\" font-size=\"{}\" font-weight=\"{weight}\" text-anchor=\"{}\" fill=\"{fill}\"{turned}>{}</text>\n",
            line.style.size,
            anchor.word(),
            escaped(&line.text)
        ));
    }

    pub fn area(&mut self, area: Area, radius: f64, fill: &str) {
        let Area { x, y, width, height } = area;
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius:.1}\" fill=\"{fill}\"/>\n"
        ));
    }

    /// A mark `size` wide, its middle at this point.
    pub fn mark(&mut self, (x, y): (f64, f64), mark: Mark, size: f64, fill: &str) {
        let half = size / 2.0;
        // As high as an even triangle of this width.
        let rise = size * 0.43;
        let (tip, base) = match mark {
            Mark::Up => (y - rise, y + rise),
            Mark::Down => (y + rise, y - rise),
            Mark::Dot => {
                self.put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{half:.1}\" fill=\"{fill}\"/>\n"));
                return;
            }
        };
        let (left, right) = (x - half, x + half);
        self.put(format_args!(
            "<path d=\"M{left:.1} {base:.1}L{right:.1} {base:.1}L{x:.1} {tip:.1}Z\" fill=\"{fill}\"/>\n"
        ));
    }

    /// The document; `height` in pixels.
    pub fn svg(&self, height: f64) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" font-family=\"Inter\">\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{BACKGROUND}\"/>\n{}</svg>\n",
            self.body
        )
    }

    fn put(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = self.body.write_fmt(shape);
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
