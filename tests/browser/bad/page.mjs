// Pages that the checks in the browser must catch.
const P = 'news/policy.html';
const R = 'news/roster.html';
const CSS = 'assets/site.css';
const ELDER = 'assets/elder.css';
const EARLY = '<script src="../assets/early.js"></script>';
const bad = (rule, what, ...changes) => ({ rule, what, changes });
const css = (rule, what, more) => bad(rule, what, [CSS, '@media print {', `${more}\n@media print {`]);
const html = (rule, what, more) => bad(rule, what, [P, '</main>', `${more}</main>`]);

export const PAGE = [
  html('axe/violation', 'a field without a name', '<form action="x.html"><input type="text"></form>'),
  { ...html('axe/violation', 'a list item outside a list, with scripts off', '<div><li>甲</li></div>'), mode: 'no-script' },

  { ...css('layout/sideways', 'a box 900 px wide on a phone', 'h2 { width: 900px }'), mode: 'narrow' },
  css('layout/clipped', 'text cut off by a fixed height', 'main p { height: 1em; overflow: hidden }'),
  bad('layout/line-length', 'lines of sixty characters', [CSS, '.scroll {', 'body { max-width: 60em } .scroll {'], [P, '</main>', `<p>${'逾期没有答复的可以反映情况，'.repeat(9)}</p></main>`]),
  { ...bad('layout/scrollbox', 'a box that scrolls and has no name', [R, ' role="region" aria-label="值班人员表" tabindex="0"', ''], [CSS, 'td, th {', 'table { width: 2000px } td, th {']), page: R },
  { ...bad('layout/rows', 'a line that does not say what it is', [R, ' data-label="姓名"', ' data-label="姓名或者名称"'], [CSS, "content: attr(data-label) '：'", "content: '姓名：'"]), page: R, mode: 'phone' },
  { ...bad('layout/rows', 'blocks that are no table any more', ['assets/site.js', "[' td', 'cell'], ", '']), page: R, mode: 'phone' },
  { ...css('layout/spacing', 'a box as wide as its text', 'h2 { width: 5.2em; white-space: nowrap; overflow: hidden }'), mode: 'narrow' },

  css('text/contrast', 'grey text', 'main p { color: #757575 }'),
  { ...css('text/contrast', 'grey text in the dark only', '@media (prefers-color-scheme: dark) { main p { color: #777 } }'), mode: 'dark' },
  css('text/smallest', '12 px in the footer', 'footer { font-size: 12px }'),
  css('text/body', '16 px', 'main p { font-size: 16px }'),

  { ...css('targets/main', 'buttons of 30 px', 'button { min-height: 0 !important; height: 30px; padding: 0 }'), page: 'index.html', mode: 'phone' },
  { ...css('targets/main', 'buttons of 44 px in elder mode', 'button { min-height: 0 !important; height: 44px; padding: 0 }'), page: 'index.html', mode: 'elder' },
  { ...css('targets/link', 'links of 20 px one under the other', '.list a { line-height: 20px; padding: 0 !important }'), page: 'news/index.html', mode: 'phone' },

  { ...css('scheme/dark', 'no dark scheme', '@media (prefers-color-scheme: dark) { :root { --ink: #111; --ground: #fff; --link: #003c8f } }'), mode: 'dark' },
  { ...css('scheme/edges', 'a field with a pale edge', 'input[type=search] { border-color: #ddd }'), page: 'index.html', mode: 'desktop' },
  { ...css('scheme/forced-edges', 'a button without an edge', 'button { border: 0 }'), page: 'index.html', mode: 'forced' },
  { ...css('scheme/text-size', 'sizes in px', 'body { font-size: 20px }'), mode: 'text-200' },

  bad('elder/toggle', 'a control that does nothing', ['assets/site.js', "keep('elder', elder.checked)", "keep('older', elder.checked)"], [ELDER, ', :has(#elder:checked)', '']),
  { ...bad('elder/state', 'a page that forgets the mode', [P, EARLY, ''], [P, '<script src="../assets/site.js" defer></script>', '']) },
  { ...css('elder/tools', 'a black scheme that stays white', 'html[data-elder][data-black] { --ground: #fff; --ink: #000 }'), mode: 'elder-black', page: 'index.html' },
  { ...css('elder/tools', 'steps that end at 29 px', 'html[data-elder][data-large] { --body: 29px }'), mode: 'elder-largest' },
  { ...bad('elder/tools', 'no tool for larger text', ['index.html', '>字大<', '>加<']), mode: 'elder-largest', page: 'index.html' },
  css('elder/body', '22 px list items', '[data-elder] main p + p { font-size: 22px }'),
  css('elder/line-height', 'lines of 1.5', '[data-elder] main p { line-height: 1.5 }'),
  css('elder/paragraph', 'paragraphs hardly apart', '[data-elder] main p { margin: 0 0 .2em }'),
  { ...bad('elder/columns', 'two columns', [P, '</main>', '<div class="two"><p>年满六十周岁、户籍在本县的居民可以申请，详见去哪里申请一节，也可以由家人代办，代办时请带上双方的身份证件。</p><p>申请不收取任何费用，工作人员会在受理后的二十个工作日内答复，逾期没有答复的可以向县政府办公室反映情况。</p></div></main>'], [CSS, '.scroll {', '.two { display: grid; grid-template-columns: 1fr 1fr } .scroll {']) },
  { ...bad('elder/entries', 'nine entries at home', ['index.html', '<ul class="cards">', `<ul class="cards">${'<li><a href="help.html">帮助</a></li>'.repeat(9)}`]), page: 'index.html' },
  { ...bad('elder/off', 'no way back', ['assets/site.js', "on ? '1' : '0'", "'1'"]), mode: 'elder', page: 'index.html' },

  bad('early/flash', 'a sheet that the first picture does not wait for', ['assets/early.js', 'document.write(`<link rel="stylesheet" href="${sheet}">`)', "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheet }))"]),
  bad('early/flash', 'a mode that comes with the page\'s script', ['assets/early.js', "if ('elder' in document.documentElement.dataset)", 'delete document.documentElement.dataset.elder;\nif (false)'], ['assets/site.js', "elder.checked = 'elder' in root.dataset;", "elder.checked = localStorage.getItem('elder') === '1';\nif (elder.checked) dress(() => keep('elder', true));"]),
  bad('early/spared', 'a sheet that every visit fetches', [P, EARLY, `<link rel="stylesheet" href="../${ELDER}">${EARLY}`]),
  bad('early/fetched', 'a sheet of another name', ['assets/early.js', "'/elder.css'", "'/older.css'"], ['assets/older.css', null, 'html { font-size: 28px }']),
  css('early/steady', 'what comes last stands first', 'main { display: flex; flex-direction: column-reverse; justify-content: flex-end }'),
  bad('early/fetched', 'no control', [P, ' data-elder-toggle', '']),

  { ...bad('pinyin/shown', 'sounds that stay hidden', [CSS, 'html[data-elder][data-pinyin] .say { display: block;', 'html[data-elder][data-pinyin] .say { display: block; height: 0; overflow: hidden;']), mode: 'elder-pinyin' },
  { ...bad('pinyin/words', 'sounds over other words', [P, '</ruby>县养老服务办法', '</ruby>县养老办法']), mode: 'elder-pinyin' },
  { ...bad('pinyin/twice', 'the heading and its sounds both in sight', [CSS, 'h1:has(+ .say) { position: absolute;', 'h1:has(+ .none) { position: absolute;']), mode: 'elder-pinyin' },
  { ...bad('pinyin/twice', 'sounds for those who listen', [P, '<p class="say" aria-hidden="true">', '<p class="say">']), mode: 'elder-pinyin' },

  bad('read/voice', 'a button without a voice', ['assets/site.js', "!speechSynthesis.getVoices().some((v) => v.lang.startsWith('zh'))", '!speechSynthesis.getVoices().length']),
  bad('read/voice', 'a button that says nothing', ['assets/site.js', '  next();\n});', '});']),
  bad('read/order', 'from the end to the beginning', ['assets/site.js', '.filter((e) => e.offsetParent);', '.filter((e) => e.offsetParent).reverse();']),
  bad('read/order', 'a paragraph passed over', ['assets/site.js', '.filter((e) => e.offsetParent);', '.filter((e) => e.offsetParent && !/户籍/.test(e.textContent));']),
  bad('read/spoken', 'a telephone number as written', ['assets/site.js', ".replace(/0\\d{3}-\\d{8}/g, digits)", '']),
  bad('read/mark', 'a mark that stays behind', ['assets/site.js', '  mark(e);', '  mark(list[0]);']),
  bad('read/controls', 'a pause that pauses nothing', ['assets/site.js', 'speechSynthesis.pause()', 'speechSynthesis.resume()']),
  bad('read/controls', 'speech that goes on after the end', ['assets/site.js', 'if (at >= 0) next();', 'next();']),

  html('keyboard/tabindex', 'tabindex 3', '<p><a href="policy.html" tabindex="3">先到这里</a></p>'),
  bad('keyboard/unreached', 'a control that Tab passes by', [P, '</main>', '<p><a href="../help.html" id="gone">帮助</a></p></main>'], ['assets/site.js', 'const elder =', "document.getElementById('gone')?.addEventListener('focus', (e) => e.target.blur());\ndocument.addEventListener('keydown', () => document.getElementById('gone')?.setAttribute('tabindex', '0'));\ndocument.addEventListener('focusin', () => document.getElementById('gone') && (document.getElementById('gone').inert = true));\nconst elder ="]),
  bad('keyboard/trap', 'Tab is held', ['assets/site.js', 'const elder =', "document.addEventListener('keydown', (e) => e.key === 'Tab' && document.activeElement.closest('main') && e.preventDefault());\nconst elder ="]),
  html('keyboard/order', 'the focus jumps back', '<p><a href="../help.html" tabindex="1">最后一个</a></p>'),
  css('keyboard/visual-order', 'the bar turned round', '.bar { flex-direction: row-reverse }'),
  css('keyboard/focus-visible', 'no outline', ':focus-visible { outline: none }'),
  { ...css('keyboard/focus-visible', 'only a shadow in forced colours', ':focus-visible { outline: none; box-shadow: 0 0 0 4px #000 }'), mode: 'forced' },
  css('keyboard/obscured', 'a bar over everything', 'footer { position: fixed; inset: 0; background: var(--ground) }'),
  { ...bad('keyboard/skip-link', 'a skip link that a base element turns away', ['404.html', '<meta charset="utf-8">', '<meta charset="utf-8"><base href="/">']), page: '404.html' },
  css('keyboard/skip-link', 'a skip link that stays hidden', '.skip:focus { left: -999rem !important }'),

  html('nojs/hidden', 'text that waits for a script', '<p hidden>年满六十周岁、户籍在本县的居民可以申请，详见去哪里申请一节。</p>'),
  html('nojs/dead', 'a button without a form', '<button type="button">朗读</button>'),
  bad('nojs/elder', 'elder mode by script only', [ELDER, ', :has(#elder:checked)', '']),

  { ...css('searchbox/header', 'a form that phones do not show', '@media (width < 350px) { header form { display: none } }'), mode: 'narrow' },
  { ...css('searchbox/header', 'a form that elder mode hides', '[data-elder] header form { display: none }'), mode: 'elder' },
  { ...bad('searchbox/header', 'a link instead of a form', [P, '<form action="../help.html" role="search" aria-label="页头检索">', '<a href="../help.html">检索</a><form hidden action="../help.html">']), mode: 'desktop' },
  { ...bad('searchbox/names', 'two forms of one name', ['index.html', 'aria-label="检索政务信息"', 'aria-label="页头检索"']), page: 'index.html', mode: 'desktop' },
  { ...css('searchbox/room', 'a header as high as the screen', 'header { padding-block-start: 320px }'), mode: 'phone' },

  css('print/nav', 'the bar is printed', '@media print { header, header nav { display: block !important } }'),
  css('print/paper', 'a grey ground', '@media print { body { background: #ddd !important } }'),
  css('print/size', 'body text of 10 pt', '@media print { main p { font-size: 10pt } }'),
  bad('print/margins', 'margins of 20 mm', [CSS, 'margin: 37mm 26mm 35mm 28mm', 'margin: 20mm']),
  bad('print/links', 'links without their address', [CSS, 'content: " (" attr(href) ")"', 'content: ""']),

  { ...bad('weight/entry', 'a style sheet of 40 KB', [CSS, 'body {', `body { /* ${Array.from({ length: 20000 }, (_, i) => (i * 7919 % 65536).toString(36)).join(' ')} */`]) },
  { ...bad('weight/page', 'a style sheet of 300 KB', [CSS, 'body {', `body { /* ${Array.from({ length: 90000 }, (_, i) => (i * i * 7919 % 16777213).toString(36)).join(' ')} */`]), page: 'index.html' },

  { ...bad('tree/golden', 'a heading changed', [P, '<h2 id="who">谁可以申请</h2>', '<h2 id="who">谁能申请</h2>']), mode: 'desktop' },

  { ...html('quiet/csp', 'an inline style', '<p style="color: red">红</p>'), mode: 'desktop' },
  { ...html('quiet/csp', 'an inline style with scripts off', '<p style="color: red">红</p>'), mode: 'no-script' },
  { ...bad('quiet/console', 'a script that fails', ['assets/site.js', 'const elder', 'nothing.here();\nconst elder']), mode: 'desktop' },
  { ...html('quiet/outside', 'a picture from elsewhere', '<img src="http://127.0.0.1:9/x.png" alt="" width="1" height="1">'), mode: 'desktop' },
  { ...bad('quiet/shift', 'a banner that pushes the page down', ['assets/site.js', 'const elder', "requestAnimationFrame(() => requestAnimationFrame(() => document.body.prepend(Object.assign(document.createElement('p'), { textContent: '通知', className: 'late' }))));\nconst elder"], [CSS, '.scroll {', '.late { height: 300px } .scroll {']), mode: 'desktop' },
];
