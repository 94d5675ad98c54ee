// The ways in which every kind of page is looked at: how the page is set up and the checks that apply.
// A sitting is one reader with one window; its modes share one loading of the page, in this order.
// `unfold`: everything that folds is open from here on; `press`: elder tools used on the page; `shot`: a picture is kept;
// `second`: also the second page of a kind with many pages; `walks`: kinds for the keyboard walk, where not all.
// A sitting with `kinds` looks at those only; `speech`: a speech engine of our own stands in for the machine's.
const phone = { isMobile: true, hasTouch: true };
const size = (width, height) => ({ viewport: { width, height } });

/** Kinds with controls of their own; on the others the walk meets the shell, lists and text only. */
const WITH_CONTROLS = 'home search policy consultation dashboard library annual-report task'.split(' ');

export const SITTINGS = {
  desk: {
    modes: {
      desktop: { ...size(1280, 900), checks: 'axe layout text targets scheme keyboard tree searchbox', second: true, shot: true },
      wide: { ...size(1920, 1080), checks: 'axe layout', shot: true },
      tablet: { ...size(768, 1024), checks: 'axe layout targets searchbox' },
      dark: { ...size(1280, 900), unfold: true, media: { colorScheme: 'dark' }, checks: 'axe text scheme', second: true, shot: true },
      contrast: { media: { contrast: 'more' }, checks: 'axe text scheme' },
      forced: { media: { forcedColors: 'active' }, checks: 'axe scheme keyboard', walks: WITH_CONTROLS },
      'text-200': { fontSize: 32, checks: 'axe layout scheme' },
      // The width of an A4 sheet between the official margins: 210 - 28 - 26 mm.
      print: { ...size(590, 850), media: { media: 'print' }, checks: 'axe layout print', shot: true },
    },
  },
  phone: {
    options: phone,
    modes: {
      phone: { ...size(360, 740), unfold: true, checks: 'axe layout text targets scheme searchbox', second: true, shot: true },
      narrow: { ...size(320, 640), checks: 'axe layout spacing targets searchbox' },
    },
  },
  elder: {
    elder: true,
    modes: {
      elder: { ...size(1280, 900), unfold: true, checks: 'axe layout text targets elder keyboard searchbox', walks: WITH_CONTROLS, second: true, shot: true },
      'elder-phone': { ...size(360, 740), checks: 'axe layout text targets elder searchbox', second: true, shot: true },
      'elder-black': { press: ['黑底黄字'], checks: 'axe text' },
      'elder-blue': { press: ['蓝底白字'], checks: 'axe text' },
      'elder-largest': { press: ['字大', '字大', '字大'], checks: 'axe layout targets searchbox' },
      // The sounds at the largest size on a phone: where they need the most room.
      'elder-pinyin': { press: ['白底黑字', '拼音'], checks: 'axe layout text pinyin', shot: true },
    },
  },
  aloud: {
    speech: true,
    kinds: ['policy', 'roster', 'consultation', 'service-guide'],
    modes: { aloud: { ...size(1280, 900), checks: 'read' } },
  },
  'no-script': {
    options: { javaScriptEnabled: false },
    modes: { 'no-script': { ...size(1280, 900), checks: 'axe layout nojs' } },
  },
};

export const MODES = Object.assign({}, ...Object.values(SITTINGS).map((s) => s.modes));
export const sittingOf = (mode) => Object.keys(SITTINGS).find((s) => mode in SITTINGS[s].modes);
export const hasCheck = (mode, check) => MODES[mode].checks.split(' ').includes(check);

/** What playwright wants to know of a sitting. */
export function contextOptions(sitting) {
  const [first] = Object.values(SITTINGS[sitting].modes);
  return { reducedMotion: 'reduce', colorScheme: 'light', serviceWorkers: 'block', locale: 'zh-CN', viewport: first.viewport, ...SITTINGS[sitting].options };
}
