//! People come, hold posts, leave and come back.

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::person::{Person, Post, Role, StandsIn};
use mcu_bot::store::{Tx, people};

use super::{NOON, Store, later, operator, recipient};
use crate::engines::both_engines;

const CHAT: ChatId = ChatId(1001);

fn curator() -> Post {
    Post { role: Role::Curator, unit: None, sphere: Some("housing".into()) }
}

async fn names(tx: &mut Tx, role: Role) -> Result<Vec<String>> {
    Ok(people::with_role(tx, role).await?.into_iter().map(|person| person.name).collect())
}

both_engines! {
    async fn somebody_added_is_found_with_all_posts(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let of_unit = Post { role: Role::Recipient, unit: Some("zhkh".into()), sphere: None };
        let posts = [curator(), of_unit];
        let id = people::add(&mut tx, CHAT, "Иванова", &posts, NOON).await?;
        let ivanova = Person { id, chat: CHAT, name: "Иванова".to_owned(), language: None, posts: posts.to_vec(), stands_in: StandsIn::default() };
        assert_eq!(people::by_chat(&mut tx, CHAT).await?, Some(ivanova.clone()));
        assert_eq!(people::by_id(&mut tx, id).await?, Some(ivanova.clone()));
        assert_eq!(people::all(&mut tx).await?, std::slice::from_ref(&ivanova));
        // Found by one post, told with all.
        assert_eq!(people::with_role(&mut tx, Role::Curator).await?, std::slice::from_ref(&ivanova));
        assert_eq!(people::of_unit(&mut tx, &"zhkh".into(), Role::Recipient).await?, [ivanova]);
        assert_eq!(people::of_unit(&mut tx, &"roads".into(), Role::Recipient).await?, []);
        assert_eq!(people::by_chat(&mut tx, ChatId(7)).await?, None);
        Ok(())
    }

    async fn adding_again_adds_posts_and_takes_none(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let first = operator(&mut tx).await?;
        let second = people::add(&mut tx, CHAT, "Петрова", &[curator(), curator()], later(1)).await?;
        assert_eq!(first, second);
        let person = people::by_id(&mut tx, first).await?.unwrap();
        assert_eq!(person.name, "Петрова");
        assert_eq!(person.posts.iter().map(|post| post.role).collect::<Vec<_>>(), [Role::Curator, Role::Operator]);
        Ok(())
    }

    async fn somebody_removed_is_only_a_name_until_added_again(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = operator(&mut tx).await?;
        recipient(&mut tx).await?;
        people::remove(&mut tx, id, later(1)).await?;
        assert_eq!(people::by_chat(&mut tx, CHAT).await?, None);
        assert_eq!(names(&mut tx, Role::Operator).await?, [""; 0]);
        assert_eq!(people::all(&mut tx).await?.len(), 1);
        let gone = people::by_id(&mut tx, id).await?.unwrap();
        assert_eq!((gone.name.as_str(), gone.posts), ("Оператор МЦУ", vec![]));

        let back = people::add(&mut tx, CHAT, "Оператор МЦУ", &[curator()], later(2)).await?;
        assert_eq!(back, id);
        let person = people::by_chat(&mut tx, CHAT).await?.unwrap();
        assert_eq!(person.posts, [curator()], "posts of before do not come back by themselves");
        Ok(())
    }

    async fn a_conversation_that_refuses_us_is_news_once(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        assert!(!tx.roster().await?.is_unreachable(CHAT));
        assert!(people::unreachable(&mut tx, CHAT, "blocked", NOON).await?);
        assert!(!people::unreachable(&mut tx, CHAT, "blocked", later(1)).await?);
        assert!(tx.roster().await?.is_unreachable(CHAT));
        assert!(people::reachable(&mut tx, CHAT).await?);
        assert!(!people::reachable(&mut tx, CHAT).await?);
        assert!(!tx.roster().await?.is_unreachable(CHAT));
        Ok(())
    }

    async fn what_changes_people_is_seen_by_all_once_it_is_committed(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = operator(&mut tx).await?;
        tx.commit().await?;
        let mut reader = store.db.read().await?;
        assert!(reader.roster().await?.by_chat(CHAT).is_some());
        reader.rollback().await?;

        // Thrown away: nobody ever sees it.
        let mut tx = store.begin().await?;
        people::remove(&mut tx, id, later(1)).await?;
        assert_eq!(people::by_chat(&mut tx, CHAT).await?, None, "whoever does it sees it at once");
        let mut reader = store.db.read().await?;
        assert!(reader.roster().await?.by_chat(CHAT).is_some(), "nobody else does yet");
        reader.rollback().await?;
        tx.rollback().await?;
        let mut tx = store.begin().await?;
        assert!(people::by_chat(&mut tx, CHAT).await?.is_some());

        // By another process, with a memory of its own.
        tx.rollback().await?;
        let other = store.engine.connect().await?;
        let mut tx = other.begin().await?;
        assert!(people::started(&mut tx, id, later(1)).await?);
        people::rename(&mut tx, id, "Петрова").await?;
        tx.commit().await?;
        other.close().await;
        let mut reader = store.db.read().await?;
        let roster = reader.roster().await?;
        assert_eq!(roster.by_id(id).map(|person| person.name.as_str()), Some("Петрова"));
        assert!(roster.gets_messages(id));
        Ok(())
    }
}
