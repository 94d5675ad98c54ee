//! Words in, exit code out: 0 clean, 1 findings, 2 could not run.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gongkai::cli::run()
}
