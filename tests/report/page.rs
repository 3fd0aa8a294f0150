//! A picture as the renderer sees it.

use std::sync::{Arc, LazyLock};

use mcu_bot::report::Drawing;
use mcu_bot::report::heat::Heat;
use mcu_bot::report::rating::Rating;
use resvg::tiny_skia::{Point, Rect, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Text, TextChunk, Tree};

/// Ink may come this near before it counts as touching, in pixels.
const TOLERANCE: f32 = 1.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(include_bytes!("../../src/report/fonts/Inter-Regular.otf").to_vec());
    fonts.load_font_data(include_bytes!("../../src/report/fonts/Inter-SemiBold.otf").to_vec());
    Arc::new(fonts)
});

/// A line of text with the corners of its ink, or a shape with those of its box.
#[derive(Debug)]
struct Thing {
    name: String,
    corners: [Point; 4],
}

pub struct Seen {
    size: (f32, f32),
    lines: Vec<Thing>,
    shapes: Vec<Thing>,
    smallest: f32,
}

pub fn rating(rating: &Rating) -> Seen {
    Seen::of(&Drawing::Rating(rating.clone()))
}

pub fn heat(heat: &Heat) -> Seen {
    Seen::of(&Drawing::Heat(heat.clone()))
}

impl Seen {
    fn of(drawing: &Drawing) -> Self {
        let options = Options { font_family: "Inter".to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
        let tree = Tree::from_str(&drawing.svg(), &options).unwrap();
        let size = (tree.size().width(), tree.size().height());
        let mut seen = Self { size, lines: Vec::new(), shapes: Vec::new(), smallest: f32::MAX };
        seen.walk(tree.root());
        seen
    }

    fn walk(&mut self, group: &Group) {
        for node in group.children() {
            match node {
                Node::Group(group) => self.walk(group),
                Node::Text(text) => self.see(text),
                node => {
                    let area = node.abs_bounding_box();
                    self.shapes
                        .push(Thing { name: format!("{area:?}"), corners: corners(area, Transform::identity()) });
                }
            }
        }
    }

    fn see(&mut self, text: &Text) {
        let spans = || text.chunks().iter().flat_map(TextChunk::spans);
        self.smallest = spans().map(|span| span.font_size().get()).fold(self.smallest, f32::min);
        let name = text.chunks().iter().map(TextChunk::text).collect();
        if let Some(ink) = ink(text.flattened()) {
            self.lines.push(Thing { name, corners: corners(ink, text.abs_transform()) });
        }
    }

    /// All words in order, without spaces: lines break where they like.
    pub fn words(&self) -> String {
        self.lines.iter().map(|line| bare(&line.name)).collect()
    }

    pub fn says(&self, words: &str) -> bool {
        self.words().contains(&bare(words))
    }

    /// Everything is on the page and nothing touches anything it does not belong to.
    pub fn check(&self) -> Result<(), String> {
        let (width, height) = self.size;
        if (width - 1080.0).abs() > 0.1 || height > 1440.0 || self.smallest < 26.0 {
            return Err(format!("{width} × {height}, type {}", self.smallest));
        }
        let off = |point: &Point| point.x < 8.0 || point.y < 8.0 || point.x > width - 8.0 || point.y > height - 8.0;
        for line in &self.lines {
            if line.corners.iter().any(off) {
                return Err(format!("leaves the page: {line:?}"));
            }
        }
        for (index, one) in self.lines.iter().enumerate() {
            if let Some(other) = self.lines.iter().skip(index + 1).find(|other| touch(one, other)) {
                return Err(format!("{one:?} over {other:?}"));
            }
            if let Some(shape) = self.shapes.iter().find(|shape| touch(one, shape) && !within(one, shape)) {
                return Err(format!("{one:?} across {shape:?}"));
            }
        }
        Ok(())
    }
}

fn bare(words: &str) -> String {
    words.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// What the glyphs cover, before the text is turned.
fn ink(group: &Group) -> Option<Rect> {
    let boxes = group.children().iter().filter_map(|node| match node {
        Node::Group(group) => ink(group),
        node => Some(node.bounding_box()),
    });
    boxes.reduce(|one, other| {
        let (left, top) = (one.left().min(other.left()), one.top().min(other.top()));
        let (right, bottom) = (one.right().max(other.right()), one.bottom().max(other.bottom()));
        Rect::from_ltrb(left, top, right, bottom).unwrap()
    })
}

fn corners(area: Rect, transform: Transform) -> [Point; 4] {
    let (left, top, right, bottom) = (area.left(), area.top(), area.right(), area.bottom());
    let mut corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map(Point::from);
    transform.map_points(&mut corners);
    corners
}

/// Whether no line parallel to a side of either lies between the two.
fn touch(one: &Thing, other: &Thing) -> bool {
    let sides = |thing: &Thing| [0, 1].map(|side| thing.corners[side + 1] - thing.corners[side]);
    let apart = |side: Point| {
        let length = side.x.hypot(side.y).max(f32::EPSILON);
        let span = |thing: &Thing| {
            let along = thing.corners.map(|corner| (corner.x * -side.y + corner.y * side.x) / length);
            (along.into_iter().fold(f32::MAX, f32::min), along.into_iter().fold(f32::MIN, f32::max))
        };
        let ((first, last), (from, to)) = (span(one), span(other));
        last <= from + TOLERANCE || to <= first + TOLERANCE
    };
    !sides(one).into_iter().chain(sides(other)).any(apart)
}

/// Whether one stands on the other, as a number on its cell. The other is upright.
fn within(one: &Thing, other: &Thing) -> bool {
    let [least, _, most, _] = other.corners;
    let inside = |point: &Point| {
        let across = least.x - TOLERANCE <= point.x && point.x <= most.x + TOLERANCE;
        across && least.y - TOLERANCE <= point.y && point.y <= most.y + TOLERANCE
    };
    one.corners.iter().all(inside)
}

/// Width and height as a PNG says them in its header.
pub fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}
