// A very small portal that breaks no rule. The self-test spoils one thing of it at a time.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Site } from '../lib/site.mjs';

const read = (name) => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8');
const meta = (pairs) => pairs.map(([name, content]) => `<meta name="${name}" content="${content}">`).join('\n');

const SITE = [['SiteName', '示例县政务公开'], ['SiteDomain', 'www.example.gov.cn'], ['SiteIDCode', '3701260000']];
const COLUMN = [['ColumnName', '政策文件'], ['ColumnDescription', '示例县的政策文件'], ['ColumnKeywords', '政策,文件'], ['ColumnType', '政策文件']];
const article = (title) => [['ArticleTitle', title], ['PubDate', '2023-07-31 09:30'], ['ContentSource', '示例县政府办公室']];

function shell({ kind, title, up, extra = [], main }) {
  return `<!DOCTYPE html>
<html lang="zh-CN" data-page="${kind}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${meta([...SITE, ...extra, ['description', `${title}的说明`]])}
<link rel="icon" href="${up}assets/icon.svg" type="image/svg+xml">
<link rel="canonical" href="https://www.example.gov.cn/">
<link rel="stylesheet" href="${up}assets/site.css">
<script src="${up}assets/early.js"></script>
<noscript><link rel="stylesheet" href="${up}assets/elder.css"></noscript>
<script src="${up}assets/site.js" defer></script>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebPage"}</script>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header>
<label class="elder" data-elder-toggle><input type="checkbox" id="elder" role="switch"> 长者模式</label>
<p class="tools"><button type="button" id="larger">字大</button> <button type="button" id="black">黑底黄字</button> <button type="button" id="blue">蓝底白字</button> <button type="button" id="white">白底黑字</button> <button type="button" id="pinyin">拼音</button> <button type="button" id="read" hidden>朗读</button></p>
<form action="${up}help.html" role="search" aria-label="页头检索"><label for="find">检索</label> <input id="find" name="q" type="search"> <button type="submit">检索</button></form>
<nav class="bar" aria-label="主要栏目"><a href="${up}index.html">首页</a> <a href="${up}news/">政策文件</a></nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer>
<p><a href="https://zfwzgl.example.cn/" rel="external">我为政府网站找错（外部链接）</a> <a href="${up}news/">网站地图</a></p>
<p>党政机关网站。网站标识码：3701260000。鲁ICP备12345678号。鲁公网安备 37012602000001号。主办单位：示例县人民政府。联系电话：0531-12345678</p>
</footer>
</body>
</html>
`;
}

const PLACE = { 'index.html': '', '404.html': null, 'old.html': '', 'news/index.html': '../', 'news/policy.html': '../', 'news/roster.html': '../', 'help.html': '' };

/** Files by path, for a site at `base`. */
export function goodFiles(base = '/') {
  const page = (name, rest) => shell({ up: PLACE[name] ?? base, ...rest });
  const files = {
    'index.html': page('index.html', {
      kind: 'home', title: '示例县政务公开',
      main: `<h1>示例县政务公开</h1>
<form action="help.html" role="search" aria-label="检索政务信息"><label for="q">检索</label> <input id="q" name="q" type="search"> <button type="submit">检索</button></form>
<p>本网站公开示例县人民政府的政策文件、办事指南和工作进展，欢迎查阅和监督。</p>
<ul class="cards"><li><a href="news/">政策文件</a></li><li><a href="help.html">帮助</a></li></ul>`,
    }),
    'help.html': page('help.html', {
      kind: 'help', title: '帮助', main: '<h1>帮助</h1><p>按 Tab 键可以依次到达每个链接，按回车键打开链接。</p><img src="assets/icon.svg" alt="回车键的位置" width="60" height="60">',
    }),
    'news/index.html': page('news/index.html', {
      kind: 'column', title: '政策文件', extra: COLUMN,
      main: `<h1>政策文件</h1><ul class="list"><li><a href="policy.html">示例县养老服务办法</a></li><li><a href="roster.html">示例县服务人员名单</a></li></ul>`,
    }),
    'news/policy.html': page('news/policy.html', {
      kind: 'policy', title: '示例县养老服务办法 - 示例县政务公开', extra: [...COLUMN, ...article('示例县养老服务办法')],
      main: `<h1>示例县养老服务办法</h1><p class="say" aria-hidden="true"><ruby>示例<rt>shì lì</rt></ruby>县养老服务办法</p>
<p>发布日期：<time datetime="2023-07-31">2023年7月31日</time>。本办法说明六十岁以上的居民可以得到哪些养老服务，去哪里申请，需要带什么材料。</p>
<h2 id="who">谁可以申请</h2>
<p>年满六十周岁、户籍在本县的居民可以申请，详见<a href="#where">去哪里申请</a>一节，也可以由家人代办，代办时请带上双方的身份证件。</p>
<p>申请不收取任何费用，工作人员会在受理后的二十个工作日内答复，逾期没有答复的可以向县政府办公室反映情况。</p>
<h2 id="where">去哪里申请</h2>
<p>请到<a href="https://www.example.cn/" rel="external">县政务服务大厅（外部链接）</a>申请，也可以到就近的镇便民服务中心申请，周一至周五开放。</p>
<details><summary>申请材料</summary><p>身份证、户口簿各一份。</p></details>`,
    }),
    'news/roster.html': page('news/roster.html', {
      kind: 'roster', title: '示例县服务人员名单 - 示例县政务公开', extra: [...COLUMN, ...article('示例县服务人员名单')],
      main: `<h1>示例县服务人员名单</h1>
<p>发布日期：<time datetime="2023-07-31">2023年7月31日</time>。下表列出各镇便民服务中心的值班人员，姓名已经作了部分遮盖。</p>
<div class="scroll" role="region" aria-label="值班人员表" tabindex="0"><table class="rows"><caption>值班人员</caption><thead><tr><th scope="col">镇</th><th scope="col">姓名</th></tr></thead>
<tbody><tr><th scope="row">示例镇</th><td data-label="姓名">张某</td></tr></tbody></table></div>`,
    }),
    '404.html': page('404.html', {
      kind: 'notfound', title: '没有找到这个页面', extra: [['robots', 'noindex']],
      main: `<h1>没有找到这个页面</h1><p>您要找的页面可能已经移走，请回到<a href="${base}index.html">首页</a>重新查找，或者使用检索。</p>`,
    }),
    'old.html': `<!DOCTYPE html>
<html lang="zh-CN" data-page="redirect"><head><meta charset="utf-8"><title>帮助</title>
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=help.html"></head>
<body><h1>已移至新地址</h1><p><a href="help.html">帮助</a></p></body></html>\n`,
    'assets/site.css': read('site.css'),
    'assets/elder.css': read('elder.css'),
    'assets/early.js': read('early.js'),
    'assets/site.js': read('site.js'),
    'assets/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>图标</title><rect width="8" height="8" fill="#900"/></svg>\n',
    'robots.txt': `User-agent: *\nSitemap: https://www.example.gov.cn${base}sitemap.xml\n`,
    'api/tasks.json': '{"tasks": []}\n',
    'api/tasks.ndjson': '{"no": 1}\n{"no": 2}\n',
  };
  const pages = Object.keys(files).filter((n) => n.endsWith('.html') && !/404|old/.test(n));
  const locs = pages.map((n) => `<url><loc>https://www.example.gov.cn${base}${n.replace(/index\.html$/, '')}</loc></url>`);
  files['sitemap.xml'] = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locs.join('\n')}</urlset>\n`;
  return files;
}

/** The site as served, its manifest made last. `spoil` changes the files before, `after` changes them behind its back. */
export function goodSite(base = '/', spoil = {}, after = {}) {
  const files = { ...goodFiles(base), ...spoil };
  const list = Object.keys(files).filter((f) => files[f] !== null).sort().map((name) => {
    const bytes = Buffer.from(files[name]);
    return { path: name, sha256: crypto.createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  });
  files['manifest.json'] = JSON.stringify({ files: list });
  return new Site(new Map(), base).with({ ...files, ...after });
}
