#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod i18n;
