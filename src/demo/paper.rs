//! A document to attach.

const LETTER: &str = "Акт осмотра участка дороги\r\n\r\nАхтубинск, ул. Ленина, у дома 12. Яма 1,2 × 0,8 м, глубина до 15 см.\r\n\
    Засыпана щебнем и уплотнена, ограждение снято. Укладка асфальта по плану ремонта.\r\n";

/// Its name and its bytes.
pub fn letter() -> (&'static str, Vec<u8>) {
    // Programs of other systems know by the mark that it is UTF-8.
    ("Акт осмотра.txt", format!("\u{feff}{LETTER}").into_bytes())
}
