//! Words in, exit code out: 0 clean, 1 findings, 2 could not run.

fn main() -> std::process::ExitCode {
    gongkai::cli::run()
}
