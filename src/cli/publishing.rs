//! The words of the commands that look after what is published.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// 网站所在的目录，或它的网址 | folder of the site, or its address
    #[arg(default_value = "public", value_name = "DIR|URL")]
    pub site: String,
    /// 用这个公钥（文件，或其中那行字）核对签名 | check the signature with this public key (its file, or the line in it)
    #[arg(long, value_name = "KEY")]
    pub public_key: Option<String>,
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

#[derive(Debug, Args)]
pub(super) struct Keygen {
    /// 私钥文件；公钥放在旁边，扩展名 .pub | file of the secret key; the public one goes beside it as .pub
    #[arg(default_value = "gongkai.key", value_name = "KEYFILE")]
    pub file: PathBuf,
    /// 私钥不设密码，供无人值守时签名 | without a password, for signing with nobody there
    #[arg(long)]
    pub no_password: bool,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// 旧的：目录，或留存的发布；缺省为上一次发布 | the old site: a folder or a kept release (default: the one before)
    #[arg(value_name = "A")]
    pub from: Option<String>,
    /// 新的：目录，或留存的发布；缺省为正在公开的 | the new site (default: the public one)
    #[arg(value_name = "B")]
    pub to: Option<String>,
    /// 网站所在的目录 | folder of the site
    #[arg(long, default_value = "public", value_name = "DIR")]
    pub out: PathBuf,
}
