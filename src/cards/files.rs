//! What came with the words, in one line.

use crate::domain::attachment::AttachmentKind;
use crate::i18n::Words;
use crate::messenger::html::Html;

/// «📷 3 фото, +2 фото · 🔗 пост»; `late` came after the registration. Nothing where there is nothing.
pub(super) fn line(
    files: &[AttachmentKind],
    late: &[AttachmentKind],
    link: Option<Html>,
    words: &Words,
) -> Option<Html> {
    if files.is_empty() && late.is_empty() {
        return link;
    }
    let what = words.attachments_and_late(files, late);
    let seen = files.iter().chain(late).any(|kind| kind.is_picture());
    Some(match (link, seen) {
        (None, true) => words.card_attachments(what),
        (None, false) => words.card_files(what),
        (Some(link), true) => words.card_attachments_link(what, &link),
        (Some(link), false) => words.card_files_link(what, &link),
    })
}
