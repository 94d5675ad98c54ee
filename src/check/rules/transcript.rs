//! R206: a film, recording or picture without its words.
//! Asked for by CHK-63.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::interpretation::Form;
use crate::model::{Data, Site};
use crate::msg;
use crate::schema::Text;

/// Below so many characters a body doesn't tell what a picture or film says.
const WORDS: usize = 50;

pub(super) const RULE: Rule = Rule {
    code: "R206",
    what: ("视频、音频或图解没有文字稿", "A film, recording or picture without its words"),
    why: (
        "听不到、看不到的人靠文字了解内容（无障碍环境建设法；WCAG 1.1.1、1.2.1）；图解要有文字",
        "who can't hear or see reads the words instead (WCAG 1.1.1, 1.2.1)",
    ),
    mend: ("补上文字稿（transcript）", "add the `transcript`"),
    level: Severity::Error,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry else { return };
    let told = |words: &Option<Text>| words.as_deref().is_some_and(|w| !w.trim().is_empty());
    match &entry.data {
        Data::Interpretation(i) => {
            let (file, words) = match &i.media {
                Some(m) => (Some(&*m.file.0), told(&m.transcript)),
                None => (None, false),
            };
            let sounds = matches!(i.form, Form::Video | Form::Audio) || file.is_some_and(is_film);
            let form = i.form.choice().label;
            let silent = !words && body.body.length < WORDS;
            if sounds && file.is_some() && !words {
                let message = msg!("{form}没有文字稿", "no transcript of what is said");
                found.at(Place::key(&entry.shown, "media"), message);
            } else if sounds && file.is_none() && silent {
                let message =
                    msg!("{form}既没有媒体文件，也没有文字", "neither a file nor the words of the film or recording");
                found.at(Place::key(&entry.shown, "form"), message);
            } else if file.is_some() && silent {
                let message = msg!("{form}只有图片，没有文字", "a picture without the same in words");
                found.at(Place::key(&entry.shown, "media"), message);
            }
        }
        Data::Briefing(b) if b.video.is_some() && !told(&b.transcript) => {
            found.at(Place::key(&entry.shown, "video"), msg!("视频没有文字实录", "a film without its transcript"));
        }
        _ => {}
    }
}

fn is_film(file: &str) -> bool {
    let end = file.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    ["mp4", "webm", "ogv", "mov", "m4v", "mp3", "m4a", "ogg", "wav", "aac"].contains(&end.as_str())
}
