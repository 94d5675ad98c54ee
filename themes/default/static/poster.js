// The print button of a poster; without a script the browser's own does.
(function () {
  "use strict";
  var b = document.querySelector("[data-print]");
  b.hidden = false;
  b.addEventListener("click", function () { window.print(); });
})();
