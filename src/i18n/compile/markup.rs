//! Follows the tags of a text and refuses what a messenger would refuse.

/// Tags that may stand alone; `a` has its address besides.
const TAGS: [&str; 8] = ["b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"];

const ENTITIES: [&str; 4] = ["&lt;", "&gt;", "&amp;", "&quot;"];

/// Stands in a tag for the argument that will be put there.
const ARGUMENT: char = '\u{FFFC}';

/// Where in the tags a text has come to.
#[derive(Clone, Default, PartialEq)]
pub struct Markup {
    /// Names of open tags, the innermost last.
    open: Vec<String>,
    /// What stands after `<`, until its `>`.
    tag: Option<String>,
}

impl Markup {
    /// Reads on.
    pub fn text(&mut self, text: &str) -> Result<(), String> {
        for (at, sign) in text.char_indices() {
            match (&mut self.tag, sign) {
                (Some(_), '>') => self.close()?,
                (Some(tag), _) => tag.push(sign),
                (None, '<') => self.tag = Some(String::new()),
                (None, '>') => return Err("a bare `>`: write &gt;".to_owned()),
                (None, '&') if !ENTITIES.iter().any(|entity| text[at..].starts_with(entity)) => {
                    return Err("a bare `&`: write &amp;".to_owned());
                }
                (None, _) => {}
            }
        }
        Ok(())
    }

    /// An argument stands here; `true` when that is inside a tag.
    pub fn placeable(&mut self) -> bool {
        if let Some(tag) = &mut self.tag {
            tag.push(ARGUMENT);
        }
        self.tag.is_some()
    }

    /// Nothing may be left open at the end of the message.
    pub fn end(&self) -> Result<(), String> {
        match (&self.tag, self.open.last()) {
            (None, None) => Ok(()),
            (Some(tag), _) | (None, Some(tag)) => Err(format!("<{tag}> is not closed")),
        }
    }

    fn close(&mut self) -> Result<(), String> {
        let tag = self.tag.take().unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/') {
            return match self.open.pop() {
                Some(open) if open == name => Ok(()),
                _ => Err(format!("</{name}> closes a tag that is not the last opened")),
            };
        }
        let name = match tag.as_str() {
            link if is_link(link) => "a",
            // Shows three lines until it is pressed.
            "blockquote expandable" => "blockquote",
            name => name,
        };
        if name != "a" && !TAGS.contains(&name) {
            return Err(format!("<{tag}> is not a tag messengers know"));
        }
        self.open.push(name.to_owned());
        Ok(())
    }
}

/// `a href="…"` and nothing else.
fn is_link(tag: &str) -> bool {
    tag.strip_prefix("a href=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .is_some_and(|address| !address.is_empty() && !address.contains('"'))
}
