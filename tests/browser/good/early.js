// Before the first paint: the state that the reader left, and the style sheet that goes with it.
for (const k of ['elder', 'large', 'black', 'blue', 'pinyin']) if (localStorage.getItem(k) === '1') document.documentElement.dataset[k] = '';
const sheet = document.currentScript.src.replace('/early.js', '/elder.css');
if ('elder' in document.documentElement.dataset) document.write(`<link rel="stylesheet" href="${sheet}">`);
