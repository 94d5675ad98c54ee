// The print button of a poster; without a script the browser's own does. Runs in <head>, so that the button has its room
// in the first picture.
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  document.addEventListener("click", function (e) {
    if (e.target.hasAttribute("data-print")) window.print();
  });
})();
