//! What residents have written, ready to be forwarded. No person, address or group is real.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::acts::photo;
use super::stage::Stage;
use crate::domain::ids::{ChatId, MessageId};
use crate::emulator::{Origin, Person};

const SHELF: &str = include_str!("shelf.toml");
/// Groups and channels of the shelf are numbered from here on.
const FIRST_CHANNEL: i64 = -1_002_000_000_000;

/// One post.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
pub struct Post {
    pub key: String,
    pub network: Network,
    /// The group or channel, or whoever wrote it.
    pub title: String,
    pub text: String,
    /// Where it stands; posts of Telegram are forwarded, of others the operator sends the link.
    #[serde(default)]
    pub link: Option<String>,
    /// Drawings that came with it.
    #[serde(default)]
    pub pictures: Vec<String>,
    /// What is worth knowing before one forwards it.
    #[serde(default)]
    pub hint: Option<String>,
}

/// Where a post stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    Vk,
    Ok,
    Channel,
    /// Somebody who hides the account.
    Hidden,
    /// A neighbours' group.
    Chat,
    Max,
    X,
    Facebook,
    Instagram,
    Site,
}

#[derive(serde::Deserialize)]
struct Shelf {
    post: Vec<Post>,
}

static POSTS: LazyLock<Vec<Post>> = LazyLock::new(|| match toml::from_str::<Shelf>(SHELF) {
    Ok(shelf) => shelf.post,
    // A test reads the file.
    Err(error) => {
        tracing::error!(%error, "the shelf is empty");
        Vec::new()
    }
});

/// All of them, in the order in which they lie there.
pub fn posts() -> &'static [Post] {
    &POSTS
}

/// The post of this name.
pub fn post(key: &str) -> Option<&'static Post> {
    POSTS.iter().find(|post| post.key == key)
}

impl Post {
    /// As an operator brings it: forwarded, or its link with words and pictures.
    pub fn is_forwarded_by(&self, stage: &Stage, person: &Person) {
        let origin = self.origin(stage);
        let mut text = self.text.clone();
        if let (Some(link), None) = (&self.link, &origin) {
            text = format!("{link}\n\n{text}");
        }
        let mut contents: Vec<Value> = self.pictures.iter().filter_map(|name| photo(stage, name)).collect();
        let field = if contents.is_empty() { "text" } else { "caption" };
        if contents.is_empty() {
            contents.push(json!({}));
        }
        let album = (contents.len() > 1).then(|| format!("shelf{}", stage.now().millis()));
        for (at, mut content) in contents.into_iter().enumerate() {
            if let Some(album) = &album {
                content["media_group_id"] = json!(album);
            }
            if at == 0 {
                content[field] = json!(text);
            }
            match &origin {
                Some(origin) => person.forwards_with(origin, content),
                None => person.sends(content),
            };
        }
    }

    /// `None`: it stands outside of Telegram.
    fn origin(&self, stage: &Stage) -> Option<Origin> {
        let place = |at: usize| ChatId(FIRST_CHANNEL - i64::try_from(at).unwrap_or_default());
        let chat = place(POSTS.iter().position(|post| post.title == self.title)?);
        match self.network {
            Network::Channel => {
                let (name, number) = self.link.as_deref()?.strip_prefix("https://t.me/")?.split_once('/')?;
                let channel = stage.emulator.channel(chat, &self.title).with_username(name);
                let post = MessageId(number.parse().ok()?);
                Some(Origin::Channel { chat: channel.id(), post, signature: None })
            }
            Network::Chat => {
                let chat = stage.emulator.supergroup(chat, &self.title).id();
                Some(Origin::Chat { chat, signature: None })
            }
            Network::Hidden => Some(Origin::HiddenUser(self.title.clone())),
            _ => None,
        }
    }
}
