use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::domain::incident::Channel;
use mcu_bot::domain::links::{Link, LinkKind};
use mcu_bot::domain::source::{Origin, Source, known_by, links, post_key, private_post, recognise};
use proptest::prelude::*;

const CHANNEL: Origin<'_> = Origin::Channel { name: Some("Podsluh_Akhtuba"), post: MessageId(325) };

fn typed(text: &str) -> Source {
    recognise(Origin::Typed, text, &[])
}

#[test]
fn a_channels_post_is_linked_by_its_public_name() {
    let source = recognise(CHANNEL, "Яма на Ленина. Подписаться: https://vk.com/podsluh", &[]);
    assert_eq!(source.channel, Channel::Telegram);
    assert_eq!(source.link.as_deref(), Some("https://t.me/Podsluh_Akhtuba/325"));
    assert_eq!(source.name.as_deref(), Some("podsluh_akhtuba"));
    let private = recognise(Origin::Channel { name: None, post: MessageId(5) }, "Яма", &[]);
    assert_eq!(private, Source { channel: Channel::Telegram, link: None, name: None });
}

#[test]
fn a_groups_post_stays_a_telegram_post_whatever_it_links_to() {
    let source = recognise(Origin::Group, "Смотрите https://vk.com/wall-1_2", &[]);
    assert_eq!(source, Source { channel: Channel::Telegram, link: None, name: None });
}

#[test]
fn a_persons_message_is_known_by_its_link() {
    let source = recognise(Origin::Person, "вот vk.com/wall-1_2", &[]);
    assert_eq!((source.channel, source.link.as_deref()), (Channel::Vk, Some("https://vk.com/wall-1_2")));
    assert_eq!(recognise(Origin::Person, "Яма на Ленина", &[]).channel, Channel::Telegram);
    assert_eq!(typed("Звонила Анна, яма на Ленина").channel, Channel::Other);
}

#[test]
fn each_network_is_known_by_its_hosts() {
    let known = [
        ("https://vk.com/wall-1_2", Channel::Vk),
        ("https://m.vk.com/wall-1_2", Channel::Vk),
        ("https://vk.ru/wall-1_2", Channel::Vk),
        ("HTTPS://VK.COM/wall-1_2", Channel::Vk),
        ("https://ok.ru/group/1/topic/2", Channel::Ok),
        ("https://t.me/podsluh/12", Channel::Telegram),
        ("https://x.com/a/status/1", Channel::X),
        ("https://mobile.twitter.com/a/status/1", Channel::X),
        ("https://www.facebook.com/1/posts/2", Channel::Facebook),
        ("https://fb.com/1", Channel::Facebook),
        ("https://instagram.com/p/abc", Channel::Instagram),
        ("https://web.max.ru/1", Channel::Max),
        ("https://pos.gosuslugi.ru/lkp/1", Channel::Pos),
        ("https://akhtubinsk.ru/news/1", Channel::Site),
        ("http://ахтубинск.рф/новости", Channel::Site),
        ("https://netflix.com/1", Channel::Site),
        ("https://vk.com.evil.ru/wall-1_2", Channel::Site),
        ("https://vk.com@evil.ru/wall-1_2", Channel::Site),
        ("https://book.ru/1", Channel::Site),
    ];
    for (link, channel) in known {
        let source = typed(link);
        assert_eq!(source.channel, channel, "{link}");
        assert_eq!(source.link.as_deref(), Some(link));
    }
}

#[test]
fn links_are_found_as_people_write_them() {
    let written = [
        ("Вот: https://vk.com/wall-1_2.", "https://vk.com/wall-1_2"),
        ("(https://vk.com/wall-1_2)", "https://vk.com/wall-1_2"),
        ("пост:vk.com/wall-1_2, срочно", "https://vk.com/wall-1_2"),
        ("«https://t.me/podsluh/12»", "https://t.me/podsluh/12"),
        ("[пост](https://t.me/podsluh/12)", "https://t.me/podsluh/12"),
        ("https://ru.wikipedia.org/wiki/Яма_(значения)", "https://ru.wikipedia.org/wiki/Яма_(значения)"),
        ("дом/двор m.vk.com/wall-1_2?reply=3!", "https://m.vk.com/wall-1_2?reply=3"),
        ("Яма на ул.Мира/5, дом 3/1", ""),
        ("Пишите на vk.com", ""),
        ("https:// пусто, http://", ""),
    ];
    for (text, link) in written {
        let found = links(text);
        assert_eq!(found.first().map_or("", String::as_str), link, "{text}");
    }
    assert_eq!(
        links("a https://a.ru/1,https://b.ru/2 и vk.com/w"),
        ["https://a.ru/1", "https://b.ru/2", "https://vk.com/w"]
    );
}

#[test]
fn hidden_links_come_after_written_ones() {
    let hidden = ["https://ok.ru/group/1/topic/2".to_owned()];
    assert_eq!(recognise(Origin::Typed, "Яма, смотрите пост", &hidden).channel, Channel::Ok);
    assert_eq!(recognise(Origin::Typed, "Яма https://vk.com/wall-1_2", &hidden).channel, Channel::Vk);
}

#[test]
fn a_link_tells_what_it_leads_to() {
    use LinkKind::{Clip, Comment, Page, Photo, Post, Story, Video};
    let known = [
        ("https://vk.com/wall-1_2", Post),
        ("https://m.vk.com/wall-1_2?from=feed", Post),
        ("https://vk.ru/podsluh?w=wall-1_2", Post),
        ("https://vk.com/wall-1_2?reply=3", Comment),
        ("https://vk.com/wall-1_2?reply=3&thread=1", Comment),
        ("https://vk.com/podsluh?w=wall-1_2%3Freply=3", Comment),
        ("https://vk.com/topic-1_2?post=7", Comment),
        ("https://vk.com/video-1_2", Video),
        ("https://vk.com/feed?z=video-1_2", Video),
        ("https://vkvideo.ru/video-1_2", Video),
        ("https://vk.com/clip-1_2", Clip),
        ("https://vk.com/photo-1_2", Photo),
        ("https://vk.com/story-1_2", Story),
        ("https://vk.com/@podsluh-yama", Post),
        ("https://vk.com/podsluh", Page),
        ("https://vk.com/wallpapers", Page),
        ("https://vk.com/id1", Page),
        ("https://ok.ru/group/1/topic/2", Post),
        ("https://m.ok.ru/profile/1/statuses/2", Post),
        ("https://ok.ru/video/12", Video),
        ("https://ok.ru/podsluh", Page),
        ("https://t.me/podsluh/12", Post),
        ("https://t.me/s/podsluh/12", Post),
        ("https://t.me/c/1234567/325", Post),
        ("https://telegram.me/podsluh/12?comment=5", Comment),
        ("https://podsluh.t.me/12", Post),
        ("https://t.me/podsluh", Page),
        ("https://t.me/+AbCdEf", Page),
        ("https://x.com/a/status/1", Post),
        ("https://twitter.com/a", Page),
        ("https://www.facebook.com/1/posts/2", Post),
        ("https://facebook.com/permalink.php?story_fbid=1&id=2", Post),
        ("https://fb.watch/abc", Video),
        ("https://fb.com/1", Page),
        ("https://instagram.com/p/abc", Post),
        ("https://www.instagram.com/reel/abc", Video),
        ("https://instagram.com/podsluh", Page),
        ("https://max.ru/c/-100/AZabc", Post),
        ("https://web.max.ru/-100/AZabc", Post),
        ("https://max.ru/join/abc", Page),
        ("https://max.ru/podsluh", Page),
        ("https://dzen.ru/a/abc", Post),
        ("https://akhtubinsk.ru/news/1", Post),
        ("https://akhtubinsk.ru", Page),
        ("https://vk.cc/abc", Page),
        ("https://clck.ru/abc", Page),
    ];
    for (link, kind) in known {
        assert_eq!(Link::parse(link).map(|link| link.kind()), Some(kind), "{link}");
    }
}

#[test]
fn short_links_are_nobodys() {
    for link in ["https://vk.cc/abc", "https://clck.ru/abc"] {
        assert_eq!(typed(link).channel, Channel::Site, "{link}");
    }
}

#[test]
fn of_several_links_the_posts_one_counts() {
    let chosen = [
        ("Подписаться: https://t.me/podsluh Пост: https://vk.com/wall-1_2", "https://vk.com/wall-1_2"),
        ("https://akhtubinsk.ru/news/1 и https://vk.com/wall-1_2", "https://vk.com/wall-1_2"),
        ("https://vk.cc/abc https://akhtubinsk.ru/news/1", "https://akhtubinsk.ru/news/1"),
        ("https://vk.com/id1 написал https://vk.com/wall-1_2?reply=3", "https://vk.com/wall-1_2?reply=3"),
        ("https://vk.com/wall-1_2 https://vk.com/wall-3_4", "https://vk.com/wall-1_2"),
        ("https://vk.com/podsluh https://t.me/podsluh", "https://vk.com/podsluh"),
        ("max://max.ru/c/-100/AZabc", "https://max.ru/c/-100/AZabc"),
    ];
    for (text, link) in chosen {
        assert_eq!(typed(text).link.as_deref(), Some(link), "{text}");
    }
    let hidden = ["https://vk.com/wall-1_2".to_owned()];
    let source = recognise(Origin::Typed, "https://vk.com/podsluh", &hidden);
    assert_eq!(source.link.as_deref(), Some("https://vk.com/wall-1_2"));
}

#[test]
fn a_link_to_a_public_channel_names_it() {
    let name = |link| typed(link).name;
    assert_eq!(name("https://t.me/Podsluh_Akhtuba/325").as_deref(), Some("podsluh_akhtuba"));
    assert_eq!(name("https://t.me/s/podsluh_akhtuba/325").as_deref(), Some("podsluh_akhtuba"));
    assert_eq!(name("https://podsluh_akhtuba.t.me/325").as_deref(), Some("podsluh_akhtuba"));
    assert_eq!(name("https://telegram.me/podsluh_akhtuba/325").as_deref(), Some("podsluh_akhtuba"));
    assert_eq!(name("https://t.me/c/1234567/325"), None);
    assert_eq!(name("https://t.me/+AbCdEf"), None);
    assert_eq!(name("https://vk.com/podsluh_akhtuba"), None);
}

#[test]
fn one_post_has_one_key() {
    let same = [
        ["https://vk.com/wall-1_2", "https://m.vk.com/wall-1_2?from=feed"],
        ["https://vk.com/wall-1_2", "https://vk.ru/podsluh?w=wall-1_2"],
        ["https://t.me/podsluh/12", "t.me/s/Podsluh/12?single"],
        ["https://x.com/a/status/1", "https://twitter.com/a/status/1?s=20&t=abc"],
        ["https://site.ru/news?id=5", "http://www.site.ru/news/?id=5&utm_source=tg#top"],
    ];
    for [one, other] in same {
        assert_eq!(post_key(one), post_key(other), "{one} and {other}");
    }
    let different = [
        ["https://vk.com/wall-1_2", "https://vk.com/wall-1_3"],
        ["https://vk.com/wall-1_2", "https://vk.com/wall-1_2?reply=3"],
        ["https://site.ru/news?id=5", "https://site.ru/news?id=6"],
        ["https://t.me/podsluh/12", "https://t.me/podsluh/12?comment=3"],
    ];
    for [one, other] in different {
        assert_ne!(post_key(one), post_key(other), "{one} and {other}");
    }
    assert_eq!(post_key("яма"), None);
}

#[test]
fn a_post_is_known_by_its_address_and_a_page_is_no_post() {
    for post in
        ["vk.com/wall-1_2", "vk.com/club1?w=wall-1_2", "t.me/podsluh/12", "ok.ru/group/5/topic/6", "site.ru/news/yama"]
    {
        assert_eq!(known_by(Some(post), None), post_key(post), "{post}");
        assert!(known_by(Some(post), None).is_some(), "{post}");
    }
    for page in ["vk.com/akhtubinsk24", "https://t.me/podsluh", "vk.com", "https://site.ru/", "ok.ru/group"] {
        assert_eq!(known_by(Some(page), None), None, "{page}");
    }
    let private = private_post(ChatId(-1_001_234_567), MessageId(5));
    assert_eq!(private.as_deref(), Some("https://t.me/c/1234567/5"));
    assert_eq!(known_by(None, private.as_deref()), post_key("t.me/c/1234567/5"));
    assert_eq!(known_by(Some("https://t.me/podsluh"), private.as_deref()), post_key("t.me/c/1234567/5"));
    assert_eq!(private_post(ChatId(-5), MessageId(5)), None, "a group of old has no addresses");
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        for link in links(&text) {
            prop_assert!(post_key(&link).is_some(), "{}", link);
        }
    }

    #[test]
    fn anything_like_a_link_is_read(text in "(https?://|vk\\.com/|t\\.me/|[@?#&=/.:()\\[\\] а-яa-z0-9-]){0,12}") {
        for link in links(&text) {
            prop_assert_eq!(links(&link), [link.clone()]);
        }
    }
}
