//! The posts that lie ready to be forwarded.

use std::collections::BTreeSet;

use mcu_bot::demo::{drawings, shelf};

#[test]
fn the_shelf_is_full_and_every_picture_is_drawn() {
    let posts = shelf::posts();
    assert!(posts.len() >= 30, "{}", posts.len());
    let keys: BTreeSet<_> = posts.iter().map(|post| &post.key).collect();
    assert_eq!(keys.len(), posts.len());
    let unknown: Vec<_> =
        posts.iter().flat_map(|post| &post.pictures).filter(|name| drawings::png(name).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for (name, ..) in drawings::NAMES {
        assert!(drawings::png(name).is_some_and(|png| png.starts_with(b"\x89PNG")), "{name}");
    }
}

#[test]
fn the_post_that_comes_twice_has_one_address() {
    let link = |key: &str| shelf::post(key).and_then(|post| post.link.clone());
    assert!(link("pothole").is_some());
    assert_eq!(link("pothole"), link("pothole-again"));
}
