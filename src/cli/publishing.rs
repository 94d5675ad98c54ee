//! The words of the commands that look after what is published.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// 网站所在的目录 | folder of the site
    #[arg(default_value = "public", value_name = "DIR")]
    pub dir: PathBuf,
    /// 还要核对：这次发布是从哪一次接续下来的（旧清单文件，或它的 SHA-256） | also check that this release follows from that one (its manifest, or the SHA-256 of it)
    #[arg(long, value_name = "FILE|SHA256")]
    pub follows: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Rollback {
    /// 退回到哪一次发布（序号，或清单校验值的开头），缺省为上一次 | which release: its number, or how its manifest's hash begins (default: the one before)
    #[arg(value_name = "RELEASE")]
    pub wanted: Option<String>,
    /// 网站所在的目录 | folder of the site
    #[arg(long, default_value = "public", value_name = "DIR")]
    pub out: PathBuf,
    /// 列出留存的发布 | list the releases that are kept
    #[arg(long, conflicts_with = "wanted")]
    pub list: bool,
}
