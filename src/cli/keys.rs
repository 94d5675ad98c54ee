//! `gongkai keygen`, and the key of `build --sign`: files that only their owner may read, never where they could be published.

use super::args::Common;
use super::publishing::Keygen;
use super::{CLEAN, Done, say};
use crate::diag::{Diagnostic, Lang, Place, codes};
use crate::msg;
use crate::write::{self, KeyFault, Keys, MARKER, Signer};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes a pair of keys.
pub(super) fn generate(common: &Common, args: &Keygen) -> Done {
    let (secret, public) = (&args.file, args.file.with_extension("pub"));
    private(common, secret, None)?;
    if let Some(there) = [secret, &public].into_iter().find(|p| p.exists()) {
        let d = fault(there, msg!("已经有这个文件，不覆盖", "this file exists already and isn't overwritten"));
        return Err(Box::new(d.hint(msg!(
            "换个文件名；旧钥匙丢了就再也不能用它签名",
            "choose another name; a lost key can't be had again"
        ))));
    }
    let password = if args.no_password { None } else { Some(new_password(common, secret)?) };
    let Keys { secret: secret_text, public: public_text } =
        write::generate(password).map_err(|e| cannot_write(secret, &e))?;
    put(secret, &secret_text, 0o600)?;
    put(&public, &public_text, 0o644)?;
    let (s, p) = (secret.display(), public.display());
    say(
        common,
        format!(
            "私钥 {s}：只有您能读，不要给别人，另存一份在安全的地方\n公钥 {p}：交给要核对网站的人\n签名：gongkai build --sign {s}；核对：gongkai verify --public-key {p}"
        ),
        format!(
            "secret key {s}: readable by you alone; give it to nobody, keep a copy in a safe place\npublic key {p}: for those who verify the site\nsign: gongkai build --sign {s}; verify: gongkai verify --public-key {p}"
        ),
    );
    Ok(CLEAN)
}

/// The signer for `build --sign`; asks for the password before the work begins.
pub(super) fn signer(common: &Common, file: &Path, out: &Path) -> Result<Arc<Signer>, Box<Diagnostic>> {
    private(common, file, Some(out))?;
    let unreadable = |e: &io::Error| fault(file, msg!("密钥读不出来：{e}", "the key can't be read: {e}"));
    let mode = std::fs::metadata(file).map_err(|e| unreadable(&e))?.permissions().mode();
    if mode & 0o077 != 0 {
        let d = fault(file, msg!("别人也能读这个密钥", "others may read this key"));
        return Err(Box::new(d.hint(msg!("chmod 600 密钥文件", "chmod 600 on the key's file"))));
    }
    let text = std::fs::read_to_string(file).map_err(|e| unreadable(&e))?;
    let password = match write::is_encrypted(&text) {
        true => Some(ask(file, if common.lang() == Lang::Zh { "密钥的密码：" } else { "password of the key: " })?),
        false => None,
    };
    Signer::new(&text, password).map(Arc::new).map_err(|e| {
        Box::new(match e {
            KeyFault::NoKey => fault(file, msg!("这不是密钥，或已损坏", "this is no secret key, or it is damaged"))
                .hint(msg!(
                    "密钥由 gongkai keygen 或 minisign -G 生成",
                    "keys are made by `gongkai keygen` or `minisign -G`"
                )),
            KeyFault::Password => fault(file, msg!("密码不对", "the password isn't right")),
        })
    })
}

/// Refuses a place from which the key could be published.
fn private(common: &Common, file: &Path, out: Option<&Path>) -> Result<(), Box<Diagnostic>> {
    let folder = std::path::absolute(file).ok().and_then(|p| p.parent().map(Path::to_owned)).unwrap_or_default();
    let places: Vec<PathBuf> = [folder.canonicalize(), file.canonicalize()].into_iter().flatten().collect();
    let sources = [Some(common.content.as_path()), Some(common.themes.as_path()), out].into_iter().flatten();
    let sources: Vec<PathBuf> = sources.filter_map(|s| s.canonicalize().ok()).collect();
    let published = |place: &PathBuf| {
        sources.iter().any(|s| place.starts_with(s)) || place.ancestors().any(|a| a.join(MARKER).is_file())
    };
    if !places.iter().any(published) {
        return Ok(());
    }
    let d = fault(
        file,
        msg!("密钥不能放在内容、主题或网站的目录里", "a key may not lie in the folders of content, themes or the site"),
    );
    Err(Box::new(d.hint(msg!("放在网站之外、只有您能读的目录", "keep it outside, where only you may read"))))
}

fn new_password(common: &Common, file: &Path) -> Result<String, Box<Diagnostic>> {
    let chinese = common.lang() == Lang::Zh;
    let first = ask(file, if chinese { "给密钥设密码：" } else { "new password: " })?;
    let again = ask(file, if chinese { "再输一遍：" } else { "once more: " })?;
    if first != again || first.is_empty() {
        return Err(Box::new(fault(file, msg!("两次输入不同，或是空的", "they differ, or are empty"))));
    }
    Ok(first)
}

fn ask(file: &Path, prompt: &str) -> Result<String, Box<Diagnostic>> {
    rpassword::prompt_password(prompt).map_err(|e| {
        let d = fault(file, msg!("没有终端可以输入密码：{e}", "no terminal to ask for the password: {e}"));
        Box::new(d.hint(msg!(
            "无人值守时用 gongkai keygen --no-password 生成的密钥",
            "with nobody there, use a key made by `gongkai keygen --no-password`"
        )))
    })
}

fn put(path: &Path, text: &str, mode: u32) -> Result<(), Box<Diagnostic>> {
    let open = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    open.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|e| Box::new(cannot_write(path, &e)))
}

fn cannot_write(path: &Path, e: &io::Error) -> Diagnostic {
    fault(path, msg!("写不进去：{e}", "can't write: {e}"))
}

fn fault(path: &Path, message: crate::diag::Msg) -> Diagnostic {
    Diagnostic::error(codes::OUTPUT, Place::file(path.display().to_string()), message)
}
