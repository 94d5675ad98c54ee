//! Cards and facets: what a result list shows of each document, and what filters ask of all.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::assemble::CARDS;
use super::digest::{Card, Digest};
use crate::text::mark::mark_of;

/// Values that many documents share, by number.
#[derive(Default)]
pub(super) struct Table(pub Vec<String>, HashMap<String, usize>);

impl Table {
    fn from<'v>(values: impl Iterator<Item = &'v str>) -> Self {
        let (mut seen, mut last) = (HashSet::new(), None);
        for value in values.filter(|v| last.replace(*v) != Some(*v)) {
            seen.insert(value);
        }
        let mut v: Vec<String> = seen.into_iter().map(str::to_owned).collect();
        v.sort_unstable();
        let at = v.iter().enumerate().map(|(i, s)| (s.clone(), i)).collect();
        Table(v, at)
    }

    fn at(&self, value: &str) -> usize {
        self.1.get(value).copied().unwrap_or(0)
    }
}

/// The values of all filters.
pub(super) struct Tables {
    pub units: Table,
    pub kinds: Table,
    pub columns: Table,
    pub audiences: Table,
}

impl Tables {
    pub fn new(d: &[Arc<Digest>]) -> Self {
        Tables {
            units: Table::from(d.iter().map(|d| d.card.filed.unit.as_str())),
            kinds: Table::from(d.iter().map(|d| d.card.filed.kind.as_str())),
            columns: Table::from(d.iter().map(|d| d.card.filed.column.as_str())),
            audiences: Table::from(d.iter().flat_map(|d| d.card.filed.audiences.iter().map(String::as_str))),
        }
    }

    /// All values with their numbers, in one number: cards and facets name them by these.
    pub fn mark(&self) -> u64 {
        let all = [&self.units, &self.kinds, &self.columns, &self.audiences].map(|t| t.0.join("\t"));
        mark_of(all.join("\n").as_bytes())
    }

    /// Cards as lines: url, title, number, unit, kind, column, date, state, text file.
    pub fn cards(&self, digests: &[Arc<Digest>]) -> Vec<u8> {
        let mut out = String::with_capacity(digests.len() * 160);
        for Card { url, title, number, filed, date, state, text } in digests.iter().map(|d| &d.card) {
            let numbers = [self.units.at(&filed.unit), self.kinds.at(&filed.kind), self.columns.at(&filed.column)];
            for part in [url, title, number] {
                out.extend(part.chars().map(|c| if matches!(c, '\t' | '\n') { ' ' } else { c }));
                out.push('\t');
            }
            for number in numbers {
                out.push_str(&format!("{number}\t"));
            }
            out.push_str(&format!("{date}\t{}\t{text}\n", *state as u8));
        }
        out.pop();
        out.into_bytes()
    }

    /// Facets by columns of bytes: kind, column, unit (2), date (2: days since 1970), state, audiences (bits).
    pub fn facets(&self, groups: &[&[Arc<Digest>]]) -> Vec<u8> {
        let rows = groups.len() * CARDS;
        let mut out = vec![0u8; rows * 8];
        for (g, group) in groups.iter().enumerate() {
            for (slot, card) in group.iter().map(|d| &d.card).enumerate() {
                let (unit, date) = (self.units.at(&card.filed.unit) as u16, card.date.clamp(0, 65_535) as u16);
                let bits = card
                    .filed
                    .audiences
                    .iter()
                    .fold(0, |b, a| b | 1u8.checked_shl(self.audiences.at(a) as u32).unwrap_or(0));
                let row = [
                    self.kinds.at(&card.filed.kind) as u8,
                    self.columns.at(&card.filed.column) as u8,
                    unit as u8,
                    (unit >> 8) as u8,
                    date as u8,
                    (date >> 8) as u8,
                    card.state as u8,
                    bits,
                ];
                for (plane, byte) in row.into_iter().enumerate() {
                    if let Some(cell) = out.get_mut(plane * rows + g * CARDS + slot) {
                        *cell = byte;
                    }
                }
            }
        }
        out
    }
}
