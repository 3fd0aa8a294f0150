//! `parse_mode` HTML as Telegram reads it (`parse_html` of td): its tags, its errors, UTF-16 offsets.

use serde_json::Value;

use super::text::{Entity, Text};

pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Reads markup.
///
/// # Errors
/// What Telegram writes after «can't parse entities: ».
pub fn parse(source: &str) -> Result<Text, String> {
    let mut parser = Parser { source, ..Parser::default() };
    while let Some(sign) = parser.peek() {
        match sign {
            '<' if parser.rest().starts_with("</") => parser.close_tag()?,
            '<' => parser.open_tag()?,
            '&' => parser.reference(),
            _ => parser.take(sign),
        }
    }
    parser.finish()
}

#[derive(Default)]
struct Parser<'a> {
    source: &'a str,
    /// Byte offset of what is read next.
    at: usize,
    text: Text,
    /// Length of the plain text so far, in UTF-16 units.
    utf16: usize,
    open: Vec<Tag>,
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// UTF-16 offset of its first word.
    from: usize,
}

impl Tag {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, sign: char) {
        self.at += sign.len_utf8();
        self.push(sign);
    }

    fn push(&mut self, sign: char) {
        self.text.plain.push(sign);
        self.utf16 += sign.len_utf16();
    }

    /// An unknown reference is plain text, as in Telegram.
    fn reference(&mut self) {
        match decode(self.rest()) {
            Some((sign, length)) => {
                self.at += length;
                self.push(sign);
            }
            None => self.take('&'),
        }
    }

    /// Moves on while `keep` holds, and returns what was passed.
    fn pass(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|sign| !keep(sign)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_space(&mut self) {
        self.pass(char::is_whitespace);
    }

    fn open_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let name = self.pass(|sign| !sign.is_whitespace() && sign != '>').to_ascii_lowercase();
        if self.peek().is_none() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if entity_kind(&name).is_none() {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
        }
        let attributes = self.attributes(&name, begin)?;
        let tag = Tag { name, attributes, from: self.utf16 };
        if tag.name == "span" && tag.attribute("class") != Some("tg-spoiler") {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.open.push(tag);
        Ok(())
    }

    fn attributes(&mut self, tag: &str, begin: usize) -> Result<Vec<(String, String)>, String> {
        let mut attributes = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}")),
                Some('>') => {
                    self.at += 1;
                    return Ok(attributes);
                }
                Some(_) => attributes.push(self.attribute(tag, begin)?),
            }
        }
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, String), String> {
        let name_at = self.at;
        let name = self.pass(|sign| !sign.is_whitespace() && sign != '=' && sign != '>').to_ascii_lowercase();
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {name_at}"));
        }
        self.skip_space();
        if self.peek() != Some('=') {
            return Ok((name, String::new()));
        }
        self.at += 1;
        self.skip_space();
        let value = match self.peek() {
            None => return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}")),
            Some(quote @ ('"' | '\'')) => self.quoted(quote, tag, begin)?,
            Some(_) => self.name_token()?,
        };
        Ok((name, value))
    }

    fn quoted(&mut self, quote: char, tag: &str, begin: usize) -> Result<String, String> {
        self.at += 1;
        let mut value = String::new();
        while let Some(sign) = self.peek() {
            let (read, length) = match sign {
                '&' => decode(self.rest()).unwrap_or(('&', 1)),
                _ => (sign, sign.len_utf8()),
            };
            self.at += length;
            if sign == quote {
                return Ok(value);
            }
            value.push(read);
        }
        Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}"))
    }

    fn name_token(&mut self) -> Result<String, String> {
        let token = self.pass(|sign| sign.is_ascii_alphanumeric() || sign == '.' || sign == '-').to_ascii_lowercase();
        match self.peek() {
            Some(sign) if sign.is_whitespace() || sign == '>' => Ok(token),
            _ => Err(format!("Unexpected end of name token at byte offset {}", self.at)),
        }
    }

    fn close_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 2;
        let Some(tag) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        let found = self.pass(|sign| !sign.is_whitespace() && sign != '>').to_ascii_lowercase();
        self.skip_space();
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !found.is_empty() && found != tag.name {
            let Tag { name, .. } = tag;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{name}>\", found \"</{found}>\""
            ));
        }
        self.mark(&tag);
        Ok(())
    }

    fn mark(&mut self, tag: &Tag) {
        let length = self.utf16 - tag.from;
        let Some(kind) = entity_kind(&tag.name).filter(|_| length > 0) else { return };
        let plain = Entity::new(kind, tag.from, length);
        let entity = match kind {
            "text_link" => self.link(plain, tag),
            "blockquote" if tag.attribute("expandable").is_some() => {
                Entity::new("expandable_blockquote", tag.from, length)
            }
            "custom_emoji" => match tag.attribute("emoji-id") {
                Some(id) => plain.with("custom_emoji_id", id),
                None => return,
            },
            "date_time" => date_time(plain, tag),
            "pre" => return self.mark_pre(plain),
            "code" => match tag.attribute("class").and_then(|class| class.strip_prefix("language-")) {
                Some(language) => plain.with("language", language),
                None => plain,
            },
            _ => plain,
        };
        self.text.entities.push(entity);
    }

    /// Without an address the words themselves are taken for it.
    fn link(&self, plain: Entity, tag: &Tag) -> Entity {
        if let Some(url) = tag.attribute("href").filter(|url| !url.is_empty()) {
            return plain.with("url", url);
        }
        let words: Vec<u16> = self.text.plain.encode_utf16().skip(tag.from).collect();
        plain.with("url", String::from_utf16_lossy(&words))
    }

    /// `<pre><code class="language-…">` is one entity; a language on `<code>` alone means nothing.
    fn mark_pre(&mut self, pre: Entity) {
        let inner = self
            .text
            .entities
            .pop_if(|inner| inner.kind == "code" && inner.offset == pre.offset && inner.length == pre.length);
        let language = inner.and_then(|mut inner| inner.extra.remove("language"));
        self.text.entities.push(match language {
            Some(language) => pre.with("language", language),
            None => pre,
        });
    }

    fn finish(mut self) -> Result<Text, String> {
        if let Some(tag) = self.open.last() {
            return Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.name));
        }
        for entity in &mut self.text.entities {
            if entity.kind == "code" {
                entity.extra.remove("language");
            }
        }
        self.text.entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
        Ok(self.text)
    }
}

fn date_time(plain: Entity, tag: &Tag) -> Entity {
    let unix = tag.attribute("unix").and_then(|unix| unix.parse::<i64>().ok()).unwrap_or_default();
    let entity = plain.with("unix_time", unix);
    match tag.attribute("format") {
        Some(format) => entity.with("date_time_format", format),
        None => entity,
    }
}

fn entity_kind(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" | "span" => "spoiler",
        "a" => "text_link",
        "code" => "code",
        "pre" => "pre",
        "blockquote" => "blockquote",
        "tg-emoji" => "custom_emoji",
        "tg-time" => "date_time",
        _ => return None,
    })
}

/// The sign that a reference at the beginning of `text` stands for, and its length in bytes.
fn decode(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let sign = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|sign| *sign != '\0')?
        }
    };
    Some((sign, end + 1))
}

/// Markup that shows the same text: what a reader of a test sees.
pub fn render(text: &Text) -> String {
    let mut out = String::with_capacity(text.plain.len());
    let mut entities: Vec<&Entity> = text.entities.iter().collect();
    entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
    let mut entities = entities.into_iter().peekable();
    let mut open: Vec<&Entity> = Vec::new();
    let mut at = 0;
    for sign in text.plain.chars() {
        close_until(&mut open, at, &mut out);
        while let Some(entity) = entities.next_if(|entity| entity.offset <= at) {
            out.push_str(&start_tag(entity));
            open.push(entity);
        }
        escape(sign, &mut out);
        at += sign.len_utf16();
    }
    close_until(&mut open, usize::MAX, &mut out);
    out
}

fn close_until(open: &mut Vec<&Entity>, at: usize, out: &mut String) {
    while let Some(entity) = open.pop_if(|entity| entity.end() <= at) {
        out.push_str(end_tag(entity));
    }
}

fn escape(sign: char, out: &mut String) {
    match sign {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        _ => out.push(sign),
    }
}

fn start_tag(entity: &Entity) -> String {
    let extra = |name: &str| entity.extra.get(name).and_then(Value::as_str).unwrap_or_default().replace('"', "&quot;");
    match entity.kind.as_str() {
        "bold" => "<b>".to_owned(),
        "italic" => "<i>".to_owned(),
        "underline" => "<u>".to_owned(),
        "strikethrough" => "<s>".to_owned(),
        "spoiler" => "<tg-spoiler>".to_owned(),
        "code" => "<code>".to_owned(),
        "pre" if entity.extra.contains_key("language") => {
            format!("<pre><code class=\"language-{}\">", extra("language"))
        }
        "pre" => "<pre>".to_owned(),
        "blockquote" => "<blockquote>".to_owned(),
        "expandable_blockquote" => "<blockquote expandable>".to_owned(),
        "text_link" => format!("<a href=\"{}\">", extra("url")),
        "custom_emoji" => format!("<tg-emoji emoji-id=\"{}\">", extra("custom_emoji_id")),
        "date_time" => format!("<tg-time unix=\"{}\">", entity.extra.get("unix_time").unwrap_or(&Value::Null)),
        _ => String::new(),
    }
}

fn end_tag(entity: &Entity) -> &'static str {
    match entity.kind.as_str() {
        "bold" => "</b>",
        "italic" => "</i>",
        "underline" => "</u>",
        "strikethrough" => "</s>",
        "spoiler" => "</tg-spoiler>",
        "code" => "</code>",
        "pre" if entity.extra.contains_key("language") => "</code></pre>",
        "pre" => "</pre>",
        "blockquote" | "expandable_blockquote" => "</blockquote>",
        "text_link" => "</a>",
        "custom_emoji" => "</tg-emoji>",
        "date_time" => "</tg-time>",
        _ => "",
    }
}
