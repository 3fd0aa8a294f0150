//! What residents wrote, and where.

use mcu_bot::domain::ids::{ChatId, MessageId};

/// A post in a public channel.
#[derive(Clone, Copy, Debug)]
pub struct Post {
    pub channel: Channel,
    pub number: MessageId,
    pub text: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub struct Channel {
    pub id: ChatId,
    pub title: &'static str,
    pub username: &'static str,
}

pub const AKHTUBINSK: Channel =
    Channel {
        id: ChatId(-1_001_000_000_001), title: "Подслушано Ахтубинск", username: "podsluh_akhtuba"
    };

/// The directory says that this channel is about another place.
pub const BASKUNCHAK: Channel =
    Channel { id: ChatId(-1_001_000_000_002), title: "Баскунчак сегодня", username: "baskunchak_live" };

pub const POTHOLE: Post = Post {
    channel: AKHTUBINSK,
    number: MessageId(325),
    text: "На улице Ленина у дома 12 огромная яма, машины бьют колёса",
};

pub const WATER: Post = Post {
    channel: AKHTUBINSK, number: MessageId(326), text: "Второй день нет воды на Щербакова"
};

/// A topic that names no unit, in a place whose unit has no review.
pub const LAMP: Post = Post {
    channel: BASKUNCHAK, number: MessageId(41), text: "Фонарь у школы не горит неделю"
};

/// No word of the directory is in it.
pub const RIDDLE: Post =
    Post { channel: AKHTUBINSK, number: MessageId(327), text: "Когда уже наведут порядок?" };

/// Somebody's own contacts in the words.
pub const WITH_CONTACTS: Post = Post {
    channel: AKHTUBINSK,
    number: MessageId(328),
    text: "Яма во дворе, звоните 8 (927) 123-45-67 или пишите ivanova@mail.ru",
};
