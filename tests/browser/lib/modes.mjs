// The ways in which every kind of page is looked at: context options and the checks that apply.
// `second`: also the second page of a kind with many pages. `unfold`: everything that folds is open; `press`: elder tools that the reader has used at home.
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desk = { viewport: { width: 1280, height: 900 } };

export const MODES = {
  desktop: { ...desk, checks: 'axe layout text targets scheme keyboard tree second' },
  wide: { viewport: { width: 1920, height: 1080 }, checks: 'layout' },
  tablet: { viewport: { width: 768, height: 1024 }, checks: 'layout targets' },
  phone: { ...phone, unfold: true, checks: 'axe layout text targets scheme second' },
  narrow: { ...phone, viewport: { width: 320, height: 640 }, checks: 'axe layout spacing targets' },
  elder: { ...desk, elder: true, unfold: true, checks: 'axe layout text targets elder keyboard second' },
  'elder-phone': { ...phone, elder: true, checks: 'layout text targets elder second' },
  'elder-black': { ...desk, elder: true, press: ['黑底黄字'], checks: 'layout text' },
  'elder-largest': { ...phone, elder: true, press: ['字大', '字大', '字大'], checks: 'layout targets' },
  dark: { ...desk, unfold: true, colorScheme: 'dark', checks: 'axe text scheme' },
  contrast: { ...desk, contrast: 'more', checks: 'text scheme' },
  forced: { ...desk, forcedColors: 'active', checks: 'axe scheme keyboard' },
  'text-200': { ...desk, fontSize: 32, checks: 'axe layout scheme' },
  'no-script': { ...desk, javaScriptEnabled: false, checks: 'axe layout nojs' },
  print: { viewport: { width: 794, height: 1123 }, media: 'print', checks: 'axe layout print' },
};

export const hasCheck = (mode, check) => MODES[mode].checks.split(' ').includes(check);

/** What playwright wants to know of a mode. */
export function contextOptions(mode) {
  const { checks, unfold, elder, press, fontSize, media, ...rest } = MODES[mode];
  return { reducedMotion: 'reduce', colorScheme: 'light', serviceWorkers: 'block', locale: 'zh-CN', ...rest };
}
