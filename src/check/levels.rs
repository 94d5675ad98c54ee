//! The county's own levels (规则级别): `rules` of `site.yaml` names codes, or groups such as `P*` and `*`.

use super::{RULES, is_rule, whole};
use crate::diag::{Diagnostic, Place, Severity, closest, codes};
use crate::model::Site;
use crate::model::config::{Level, RuleLevel};
use crate::msg;

/// Which level each rule has on this site.
pub struct Levels<'s>(&'s [RuleLevel]);

impl<'s> Levels<'s> {
    /// The levels of a site.
    pub fn of(site: &'s Site) -> Self {
        Levels(&site.config.rules)
    }

    /// Levels as `site.yaml` lists them.
    pub fn new(rules: &'s [RuleLevel]) -> Self {
        Levels(rules)
    }

    /// Whether a rule is on.
    pub fn is_on(&self, code: &str) -> bool {
        self.named(code) != Some(Level::Off)
    }

    /// The level that `site.yaml` gives a code; `None` where it names neither the code nor a group of it, or
    /// where the code isn't a rule's. The longest pattern wins, of two alike the later.
    fn named(&self, code: &str) -> Option<Level> {
        let fitting = self.0.iter().filter(|r| fits(&r.rule, code));
        fitting
            .max_by_key(|r| r.rule.trim_end_matches('*').len() * 2 + usize::from(!r.rule.ends_with('*')))
            .map(|r| r.level)
            .filter(|_| is_rule(code))
    }

    /// What becomes of a finding of this code and severity; `None` if the rule is off.
    pub fn settle(&self, code: &str, severity: Severity) -> Option<Severity> {
        match self.named(code) {
            None => Some(severity),
            Some(Level::Off) => None,
            Some(Level::Advice) => Some(Severity::Advice),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }
}

/// Whether a pattern of `site.yaml` means the code.
fn fits(pattern: &str, code: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(group) => code.get(..group.len()).is_some_and(|head| head.eq_ignore_ascii_case(group)),
        None => pattern.eq_ignore_ascii_case(code),
    }
}

/// Patterns that mean no rule: a misspelt one would be lost silently.
pub(super) fn faults(site: &Site) -> Vec<Diagnostic> {
    let known = || RULES.iter().map(|r| r.code).chain([codes::PERSONAL_IN_HEAD]);
    let strange = site.config.rules.iter().enumerate().filter(|(_, r)| !known().any(|code| fits(&r.rule, code)));
    let file = whole::site_yaml(site);
    strange
        .map(|(n, r)| {
            let pattern = &r.rule;
            let hint = match closest(&pattern.to_ascii_uppercase(), known()) {
                Some(code) if !pattern.ends_with('*') => {
                    msg!(
                        "是不是 {code}？代码见 gongkai explain",
                        "did you mean {code}? `gongkai explain` lists the codes"
                    )
                }
                _ => msg!(
                    "写代码（如 P101）、一组规则（如 P*、P1*）或全部（*）；代码见 gongkai explain",
                    "write a code such as P101, a group such as P* or P1*, or *; `gongkai explain` lists the codes"
                ),
            };
            Diagnostic::error(
                codes::BAD_CONFIG,
                Place::item(&file, "rules", n),
                msg!("没有规则“{pattern}”", "there is no rule `{pattern}`"),
            )
            .hint(hint)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(rules: &[(&str, Level)], code: &str) -> Option<Level> {
        let rules: Vec<RuleLevel> = rules.iter().map(|(r, l)| RuleLevel { rule: (*r).into(), level: *l }).collect();
        Levels(&rules).named(code)
    }

    #[test]
    fn the_most_specific_wins() {
        let all = [("P106", Level::Error), ("*", Level::Off), ("p1*", Level::Advice), ("P*", Level::Warning)];
        assert_eq!(named(&all, "P106"), Some(Level::Error));
        assert_eq!(named(&all, "P105"), Some(Level::Advice));
        assert_eq!(named(&all, "W201"), Some(Level::Off));
        assert_eq!(named(&all, "S602"), Some(Level::Off));
        // Faults of reading have no level.
        assert_eq!(named(&all, "F201"), None);
        assert_eq!(named(&[("P106", Level::Off), ("P106*", Level::Error)], "P106"), Some(Level::Off));
        assert_eq!(named(&[("P106", Level::Off), ("P106", Level::Error)], "P106"), Some(Level::Error));
    }
}
