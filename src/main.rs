//! The command `mcu-bot`.

use std::io::IsTerminal;
use std::process::ExitCode;

use mcu_bot::app::cli::Cli;
use mcu_bot::app::settings::{Environment, LogFormat, Settings};
use mcu_bot::app::{Failure, execute};

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
    let settings = Settings::read(&environment).map_err(Failure::Settings)?;
    // Colours are for eyes; a journal keeps them as rubbish.
    let colours = std::io::stderr().is_terminal();
    let filter = if cli.command.goes_through_everything() {
        // Statements over whole tables take their time: that is no warning.
        format!("{},sqlx::query=error", settings.log)
    } else {
        settings.log
    };
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    execute(cli.command, &environment, &mut std::io::stdout()).await
}
