// Helpers that run inside the page; `page.evaluate(install)` puts them in `window.__t`.
export function install() {
  const t = (window.__t = {});

  t.path = (el) => {
    const name = (e) => {
      const id = e.id ? `#${e.id}` : '';
      const cls = !id && typeof e.className === 'string' && e.className.trim() ? `.${e.className.trim().split(/\s+/).join('.')}` : '';
      return e.localName + id + cls;
    };
    const up = el.parentElement && el.parentElement !== document.body ? `${name(el.parentElement)} > ` : '';
    const text = (el.innerText || el.getAttribute('aria-label') || el.getAttribute('name') || '').replace(/\s+/g, ' ').trim().slice(0, 24);
    return `${up}${name(el)}${text ? ` “${text}”` : ''}`;
  };

  t.shown = (el, evenClear = false) => {
    if (!el.checkVisibility({ visibilityProperty: true, opacityProperty: !evenClear })) return false;
    const r = el.getBoundingClientRect();
    return r.width > 0 && r.height > 0;
  };

  /** Taken out of sight on purpose, for screen readers or until focused. */
  t.offSight = (el) => {
    for (let e = el; e && e !== document.documentElement; e = e.parentElement) {
      const r = e.getBoundingClientRect();
      const s = getComputedStyle(e);
      if ((r.width <= 1 || r.height <= 1) && s.overflow !== 'visible') return true;
      if (/inset\((50|100)%/.test(s.clipPath) || /rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/.test(s.clip)) return true;
      if (r.right + scrollX <= 0 || r.bottom + scrollY <= 0) return true;
    }
    return false;
  };

  /** Elements with text of their own that a reader sees: [{el, text, style}]. */
  t.texts = (root = document.body) => {
    const out = [];
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const seen = new Map();
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      const text = n.data.trim();
      const el = n.parentElement;
      if (!text || !el || /^(script|style|noscript|template|option|optgroup)$/.test(el.localName)) continue;
      if (seen.has(el)) {
        if (seen.get(el)) seen.get(el).text += text;
        continue;
      }
      const ok = t.shown(el) && !t.offSight(el);
      const item = ok ? { el, text, style: getComputedStyle(el) } : null;
      seen.set(el, item);
      if (item) out.push(item);
    }
    return out;
  };

  /** What can be pressed; with `evenClear` also what shows only when pointed at or focused. */
  t.controls = (evenClear = false) =>
    [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [tabindex]:not([tabindex="-1"])')]
      .filter((el) => t.shown(el, evenClear) && !el.disabled && !el.closest('[inert]'));

  /** A link that stands among other words of its own line. */
  t.inText = (el) => {
    if (el.localName !== 'a' || getComputedStyle(el).display !== 'inline') return false;
    let block = el.parentElement;
    while (block && getComputedStyle(block).display === 'inline') block = block.parentElement;
    return block.innerText.replace(/\s+/g, '').length > el.innerText.replace(/\s+/g, '').length + 1;
  };

  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const colors = new Map();
  t.color = (css) => {
    if (!colors.has(css)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      colors.set(css, { r, g, b, a: a / 255 });
    }
    return colors.get(css);
  };
  const mix = (over, under) => ({
    r: over.r * over.a + under.r * (1 - over.a),
    g: over.g * over.a + under.g * (1 - over.a),
    b: over.b * over.a + under.b * (1 - over.a),
    a: 1,
  });

  /** What lies behind an element: its colour and whether a picture is part of it. */
  t.ground = (el) => {
    const layers = [];
    let image = false;
    for (let e = el; e; e = e.parentElement) {
      const s = getComputedStyle(e);
      if (s.backgroundImage !== 'none') image = true;
      const c = t.color(s.backgroundColor);
      if (c.a > 0) layers.push(c);
      if (c.a === 1) break;
    }
    let base = t.color('Canvas');
    for (const c of layers.reverse()) base = mix(c, base);
    return { color: base, image };
  };

  t.luminance = ({ r, g, b }) => {
    const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  t.contrast = (a, b) => {
    const [x, y] = [t.luminance(a), t.luminance(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  t.inkOn = (css, ground) => mix(t.color(css), ground);

  t.addCss = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
    return sheet;
  };
  t.dropCss = (sheet) => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((s) => s !== sheet);
  };
}

/** Runs before the page's own scripts: notes policy violations and layout shifts. */
export function watchPage() {
  window.__seen = { csp: [], shift: 0, shifted: [] };
  addEventListener('securitypolicyviolation', (e) => {
    window.__seen.csp.push(`${e.effectiveDirective} ${e.blockedURI || 'inline'} ${e.sourceFile ? `${e.sourceFile}:${e.lineNumber}` : ''}`);
  });
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) {
      if (e.hadRecentInput) continue;
      window.__seen.shift += e.value;
      for (const s of e.sources ?? []) if (s.node?.localName) window.__seen.shifted.push(s.node.localName);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
