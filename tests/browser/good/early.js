// Before the first paint: the state that the reader left.
for (const k of ['elder', 'large', 'black', 'blue', 'pinyin']) if (localStorage.getItem(k) === '1') document.documentElement.dataset[k] = '';
