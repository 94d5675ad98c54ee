// The tags of the national norm for government sites (网页标签规范) by kind of page.
import { exempt, isEntry, isList } from '../lib/kinds.mjs';
import { squeeze, textOf } from '../lib/html.mjs';

export const RULES = 'site column article empty duplicate code domain column-type pub-date title description'.split(' ');

const TYPES = `首页 概况信息 机构职能 负责人信息 工作动态 政策文件 信息公开指南 信息公开目录 信息公开年报 依申请公开
  数据发布 数据开放 政策解读 回应关切 办事服务 咨询投诉 征集调查 在线访谈`.split(/\s+/);
const GROUPS = {
  site: ['SiteName', 'SiteDomain', 'SiteIDCode'],
  column: ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'],
  article: ['ArticleTitle', 'PubDate', 'ContentSource'],
};
const ALL = new Set([...Object.values(GROUPS).flat(), 'Keywords', 'Author', 'Description', 'Image', 'Url']);

export function run(site, report) {
  const descriptions = new Map();
  for (const page of site.pages()) {
    report.saw('meta');
    const { els, kind, name } = page;
    const say = (rule, message) => !exempt(`meta/${rule}`, kind) && report.add(`meta/${rule}`, name, message);
    const tags = els.filter((e) => e.tag === 'meta' && e.attrs.name).map((e) => [e.attrs.name, (e.attrs.content ?? '').trim()]);
    const value = new Map(tags);

    for (const [group, wanted] of Object.entries(GROUPS)) {
      const due = group === 'site' || (group === 'column' && (isList(kind) || isEntry(kind))) || (group === 'article' && isEntry(kind));
      if (due) for (const tag of wanted) if (!value.has(tag)) say(group, `no meta ${tag}`);
    }
    const seen = new Map();
    for (const [tag, content] of tags) {
      const lower = tag.toLowerCase();
      const official = [...ALL].find((a) => a.toLowerCase() === lower);
      // One `description` beside `Description` is what search engines read; the norm's own crawler is case-sensitive.
      const twin = seen.get(lower);
      if (twin !== undefined && (twin === tag || !/^(description|keywords|author)$/.test(lower))) say('duplicate', `meta ${tag} twice`);
      seen.set(lower, tag);
      if (official && (!content || /^(null|none|undefined)$/i.test(content))) say('empty', `meta ${tag} is "${content}"`);
    }
    if (value.has('SiteIDCode') && !/^(bm\d{8}|\d{10})$/.test(value.get('SiteIDCode'))) say('code', `SiteIDCode ${value.get('SiteIDCode')}`);
    if (/[/:]/.test(value.get('SiteDomain') ?? '')) say('domain', `SiteDomain with scheme or path: ${value.get('SiteDomain')}`);
    for (const type of (value.get('ColumnType') ?? '').split(/[,，]/).filter(Boolean)) {
      if (!TYPES.includes(type)) say('column-type', `ColumnType is not of the list: ${type}`);
    }
    articleFacts(page, value, say);
    const text = value.get('description') ?? value.get('Description');
    if (isEntry(kind) || isList(kind) || kind === 'home') {
      if (!text) say('description', 'no meta description for search engines');
      else if (descriptions.has(text)) report.warn('meta/description', name, `the same description as ${descriptions.get(text)}`);
      else descriptions.set(text, name);
    }
  }
}

function articleFacts({ els, title }, value, say) {
  const article = value.get('ArticleTitle');
  if (article && !title.includes(article)) say('title', `title "${title}" does not hold ArticleTitle "${article}"`);
  const date = value.get('PubDate');
  if (!date) return;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(date)) say('pub-date', `PubDate is not YYYY-MM-DD HH:MM: ${date}`);
  const shown = els.filter((e) => e.tag === 'time').map((e) => `${e.attrs.datetime ?? ''} ${squeeze(textOf(e.node))}`);
  if (!shown.some((s) => s.includes(date.slice(0, 10)))) say('pub-date', `the page shows no <time> of its PubDate ${date}`);
}
