const root = document.documentElement;
const elder = document.getElementById('elder');
const keep = (name, on) => {
  root.toggleAttribute(`data-${name}`, on);
  localStorage.setItem(name, on ? '1' : '0');
};
elder.checked = 'elder' in root.dataset;
elder.addEventListener('change', () => keep('elder', elder.checked));
for (const name of ['large', 'black']) document.getElementById(name === 'large' ? 'larger' : name).addEventListener('click', () => keep(name, true));
