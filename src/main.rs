//! The command `mcu-bot`.

use std::process::ExitCode;

use mcu_bot::app::cli::Cli;
use mcu_bot::app::settings::{Environment, Settings};
use mcu_bot::app::{Failure, execute, log};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match start(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

async fn start(cli: Cli) -> Result<(), Failure> {
    let environment = Environment::of_process().map_err(|error| Failure::Settings(vec![error]))?;
    let mut settings = Settings::read(&environment).map_err(Failure::Settings)?;
    if cli.command.goes_through_everything() {
        // Statements over whole tables take their time: that is no warning.
        settings.log.push_str(",sqlx::query=error");
    }
    log::start(&settings);
    execute(cli.command, &environment, &mut std::io::stdout()).await
}
