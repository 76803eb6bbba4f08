(function () {
  "use strict";
  function again() {
    var runs = document.getElementById("elbo-runs");
    setTimeout(look, 1000 * Number(runs.dataset.every));
  }
  function take(html) {
    var now = document.getElementById("elbo-runs");
    var next = new DOMParser().parseFromString(html, "text/html").getElementById("elbo-runs");
    if (next === null) {
      throw new Error("no runs");
    }
    now.querySelectorAll("details").forEach(function (one) {
      var same = next.querySelector('details[data-key="' + one.dataset.key + '"]');
      if (same !== null) {
        same.open = one.open;
      }
    });
    now.replaceWith(next);
  }
  function lost() {
    document.querySelector("#elbo-runs .lost").hidden = false;
  }
  function look() {
    if (document.hidden) {
      again();
      return;
    }
    fetch(location.href, { credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); })
      .then(take)
      .catch(lost)
      .then(again);
  }
  again();
})();
