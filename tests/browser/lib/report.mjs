// Findings are data; this groups and prints them.
export class Report {
  constructor() {
    this.findings = [];
    this.warnings = [];
    this.ran = new Map(); // check and mode -> how often it looked at something
  }

  /** One fault: `rule` is `check/name`. */
  add(rule, page, message, mode = '') {
    this.findings.push({ rule, page, message, mode });
  }

  warn(rule, page, message, mode = '') {
    this.warnings.push({ rule, page, message, mode });
  }

  /** Says that a check has looked at `n` things in a mode, so that one that looked at nothing shows. */
  saw(check, mode = '', n = 1) {
    const unit = `${check} ${mode}`.trim();
    this.ran.set(unit, (this.ran.get(unit) ?? 0) + n);
  }

  rules() {
    return new Set(this.findings.map((f) => f.rule));
  }

  /** Prints one line for each check and mode, then its faults with at most `most` places each. */
  print(most = 6) {
    const unitOf = (f) => `${f.rule.split('/')[0]} ${f.mode}`.trim();
    for (const f of this.findings) if (!this.ran.has(unitOf(f))) this.ran.set(unitOf(f), 1);
    let failed = 0;
    for (const [unit, n] of this.ran) {
      const mine = this.findings.filter((f) => unitOf(f) === unit);
      const bad = mine.length > 0 || n === 0;
      failed += bad ? 1 : 0;
      console.log(`${bad ? 'FAIL' : 'ok  '} ${unit} (${n} looked at${mine.length ? `, ${mine.length} faults` : ''})`);
      if (n === 0) console.log('     looked at nothing: that is a fault of the site or of the test');
      printGroups(mine, most);
    }
    if (this.warnings.length) {
      console.log(`${this.warnings.length} warnings (not faults; all of them in findings.json):`);
      printGroups(this.warnings.map((w) => ({ ...w, message: w.message.split(/[:：] /)[0] })), 1);
    }
    return { passed: this.ran.size - failed, failed };
  }
}

function printGroups(items, most) {
  const groups = new Map();
  for (const f of items) {
    // The words of one element differ from page to page: the same place in the template is one fault.
    const key = `${f.rule}: ${f.message.replace(/“[^”]*”/g, '').replace(/\d+ × \d+/g, 'a × b')}`;
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  for (const [key, list] of groups) {
    console.log(`     ${list[0].rule}: ${list[0].message}`);
    const places = [...new Set(list.map((f) => (f.mode ? `${f.page} [${f.mode}]` : f.page)))];
    for (const place of places.slice(0, most)) console.log(`       at ${place}`);
    if (places.length > most) console.log(`       and ${places.length - most} more places`);
  }
}
