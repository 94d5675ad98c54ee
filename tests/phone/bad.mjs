// One spoilt site for each thing that a check must see.
const swap = (file, from, to) => (site) => {
  const name = typeof file === 'function' ? file(site) : file;
  const text = site.text(name);
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return { [name]: text.replaceAll(from, to) };
};
const asset = (word) => (site) => site.names('').find((n) => n.startsWith('assets/') && word.test(n));

export const BAD = [
  { check: 'offline-reading', what: 'old copies without the note', change: swap('sw.js', 'marked(old) :', 'old :') },
  { check: 'offline-reading', what: 'no page is kept', change: swap('sw.js', 'await cache.put(key, new Response', 'void (0, new Response') },
  { check: 'network-first', what: 'the copy before the network', change: swap('sw.js', 'const fresh = await', 'const fresh = 0 && await') },
  { check: 'network-first', what: 'a slow network is waited for', change: swap('sw.js', 'WAIT = 4000', 'WAIT = 60000') },
  { check: 'taken-back', what: 'the list is not read', change: swap('sw.js', 'of list.gone', 'of []') },
  { check: 'taken-back', what: 'copies of missing pages stay', change: swap('sw.js', 'return void (await cache.delete(key))', 'return') },
  { check: 'switched-off', what: 'no worker at all', change: swap('dashboard/index.html', 'data-worker', 'data-none') },
  { check: 'installable', what: 'a scope outside of the site', change: swap('manifest.webmanifest', '"./"', '"/"') },
  { check: 'installable', what: 'an icon of another size', change: swap('manifest.webmanifest', '512x512', '511x511') },
  { check: 'posters', what: 'a title too small', change: swap(asset(/poster\.[0-9a-f]+\.css$/), 'h1{font-size:max(calc(50', 'h1{font-size:max(calc(30') },
  { check: 'posters', what: 'two sheets', change: swap(asset(/poster-a4/), '262mm', '300mm') },
  { check: 'posters', what: 'a small code', change: swap(asset(/poster\.[0-9a-f]+\.css$/), 'calc(142 *', 'calc(90 *') },
];
