// Runs in <head>, before the first paint: puts the reader's kept choices on <html>, so that no page flashes.
(function (html) {
  var kept = {};
  html.classList.add("js");
  try { kept = JSON.parse(localStorage.getItem("gongkai-elder")) || {}; } catch (e) { /* storage closed: plain look */ }
  if (!kept.elder) return;
  // Written, so that nothing is painted before it has come.
  var css = document.currentScript.dataset.css;
  if (css) document.write('<link rel="stylesheet" href="' + css + '">');
  ["elder", "size", "color", "cursor", "guide", "caption", "pinyin"].forEach(function (k) {
    if (kept[k]) html.setAttribute("data-" + k, kept[k]);
  });
})(document.documentElement);
