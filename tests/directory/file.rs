use mcu_bot::domain::directory::file::parse;

use super::EXAMPLE;

#[test]
fn the_example_is_read() {
    match parse(EXAMPLE) {
        Ok(file) => println!("{file:#?}"),
        Err(errors) => panic!("{}", errors.iter().map(|error| format!("\n{error}")).collect::<String>()),
    }
}
