//! Signs manifests, and checks signatures: Ed25519 in the format of the `minisign` tool, which can check them too.

use super::SIGNATURE;
use ct_codecs::{Base64, Decoder};
use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};
use std::fmt;
use std::io::{self, Cursor};

/// A secret key, ready to sign.
pub struct Signer {
    secret: SecretKey,
    public: PublicKey,
}

impl fmt::Debug for Signer {
    // The key shows nowhere, a crash report neither.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer")
    }
}

/// Why a key can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// Not a key of this format, or damaged.
    NoKey,
    /// The password isn't right.
    Password,
}

/// What is wrong with a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The public key itself is no key.
    NoKey,
    /// There is no signature, or it is damaged.
    NoSignature,
    /// Made with another key.
    OtherKey,
    /// Made for other bytes.
    OtherBytes,
}

/// A pair of keys as texts of their two files.
#[derive(Debug)]
pub struct Keys {
    pub secret: String,
    pub public: String,
}

/// Makes a new pair of keys; the secret one is encrypted if there is a password.
///
/// # Errors
/// The system gives no random numbers.
pub fn generate(password: Option<String>) -> io::Result<Keys> {
    let pair = match password {
        Some(password) => KeyPair::generate_encrypted_keypair(Some(password)),
        None => KeyPair::generate_unencrypted_keypair(),
    };
    let pair = pair.map_err(io::Error::other)?;
    let secret = pair.sk.to_box(Some("gongkai secret key: keep it to yourself")).map_err(io::Error::other)?;
    let public = pair.pk.to_box().map_err(io::Error::other)?;
    Ok(Keys { secret: secret.into_string(), public: public.into_string() })
}

/// The key in the second line of a secret key's file. The checksum isn't looked at, since the tool leaves it empty in
/// keys without a password; each signature is checked with the key that belongs to it instead.
fn parse(secret: &str) -> Option<SecretKey> {
    let bytes = Base64::decode_to_vec(secret.lines().nth(1)?.trim(), None).ok()?;
    SecretKey::from_bytes(&bytes).ok()
}

/// Whether a secret key's file asks for a password.
pub fn is_encrypted(secret: &str) -> bool {
    parse(secret).is_some_and(|key| key.is_encrypted())
}

impl Signer {
    /// A signer from the text of a secret key's file.
    ///
    /// # Errors
    /// It isn't one, or the password isn't right.
    pub fn new(secret: &str, password: Option<String>) -> Result<Signer, KeyFault> {
        let secret = match password {
            Some(_) => SecretKeyBox::from_string(secret)
                .and_then(|boxed| boxed.into_secret_key(password))
                .map_err(|_| KeyFault::Password)?,
            None => parse(secret).filter(|key| !key.is_encrypted()).ok_or(KeyFault::NoKey)?,
        };
        let public = PublicKey::from_secret_key(&secret).map_err(|_| KeyFault::NoKey)?;
        let signer = Signer { secret, public };
        // A damaged key is found now, not after the build.
        signer.sign(b"", "").map_err(|_| KeyFault::NoKey)?;
        Ok(signer)
    }

    /// The signature's file. The comment is signed too.
    pub(super) fn sign(&self, bytes: &[u8], comment: &str) -> io::Result<String> {
        let about = format!("signature of {}", SIGNATURE.trim_end_matches(".minisig"));
        let signature =
            minisign::sign(Some(&self.public), &self.secret, Cursor::new(bytes), Some(comment), Some(&about));
        Ok(signature.map_err(io::Error::other)?.into_string())
    }

    /// Whether this is a signature of these bytes with this key.
    pub(super) fn signed(&self, bytes: &[u8], signature: &str) -> bool {
        check(&self.public, bytes, signature).is_ok()
    }
}

/// Checks a signature with a public key: the text of its file, or its one line of letters. Gives the comment that was
/// signed along.
///
/// # Errors
/// What is wrong with it.
pub fn check_signature(public: &str, bytes: &[u8], signature: &str) -> Result<String, Wrong> {
    let key = if public.contains('\n') {
        PublicKeyBox::from_string(public).and_then(PublicKeyBox::into_public_key)
    } else {
        PublicKey::from_base64(public.trim())
    };
    check(&key.map_err(|_| Wrong::NoKey)?, bytes, signature)
}

fn check(public: &PublicKey, bytes: &[u8], signature: &str) -> Result<String, Wrong> {
    let signature = SignatureBox::from_string(signature).map_err(|_| Wrong::NoSignature)?;
    if signature.keynum() != public.keynum() {
        return Err(Wrong::OtherKey);
    }
    minisign::verify(public, &signature, Cursor::new(bytes), true, false, false).map_err(|_| Wrong::OtherBytes)?;
    signature.trusted_comment().map_err(|_| Wrong::NoSignature)
}
