//! From SVG to PNG, with our own fonts and never those of the machine.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Options, Tree};

use super::text::{REGULAR, SEMI_BOLD};

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    Arc::new(fonts)
});

/// Why there is no picture. All of it is a fault of ours: no data leads here.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the page is no SVG: {0}")]
    Page(#[from] usvg::Error),
    #[error("the page has no size")]
    Size,
    #[error("the picture cannot be written as PNG: {0}")]
    Write(String),
}

pub fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    let options = Options { font_family: "Inter".to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or(PictureError::Size)?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture.encode_png().map_err(|error| PictureError::Write(error.to_string()))
}
