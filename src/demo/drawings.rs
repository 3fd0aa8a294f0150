//! Pictures that residents and recipients might have taken, drawn by the program.

use crate::report;

/// In pixels, of each of them.
pub const WIDTH: u32 = 960;
pub const HEIGHT: u32 = 720;

macro_rules! drawings {
    ($($name:literal $title:literal $kind:literal),* $(,)?) => {
        /// Name, what is on it, and whose it is: `problem` or `repair`.
        pub const NAMES: [(&str, &str, &str); [$($name),*].len()] = [$(($name, $title, $kind)),*];

        /// As it is drawn.
        pub fn svg(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some(include_str!(concat!("scenes/", $name, ".svg"))),)*
                _ => None,
            }
        }
    };
}

drawings! {
    "pothole" "Яма на дороге" "problem",
    "pothole-far" "Та же яма издалека" "problem",
    "leak" "Прорыв трубы" "problem",
    "rubbish" "Свалка у контейнеров" "problem",
    "snow" "Нечищеная улица" "problem",
    "dark" "Тёмная улица" "problem",
    "dogs" "Стая собак" "problem",
    "swing" "Сломанные качели" "problem",
    "patched" "Яма засыпана" "repair",
    "dry" "Труба починена" "repair",
    "clean" "Площадка убрана" "repair",
    "lit" "Фонарь горит" "repair",
}

/// As a photo.
pub fn png(name: &str) -> Option<Vec<u8>> {
    let drawn = report::png(svg(name)?);
    drawn.inspect_err(|error| tracing::error!(%error, drawing.name = name, "a drawing cannot be drawn")).ok()
}
