// Quick exit: blank at once, leave no entry behind, come back readable. Without this script the link still works.
(function (document, location) {
  var root = document.documentElement,
    link = document.querySelector(".exit"),
    said = document.querySelector(".exit-said"),
    title = document.title,
    presses = 0,
    timer;
  function say(number) {
    said.textContent = number ? said.getAttribute("data-" + number) : "";
  }
  function reset() {
    clearTimeout(timer);
    presses = 0;
    say(0);
  }
  function leave(event) {
    if (event) event.preventDefault();
    root.classList.add("left");
    document.querySelectorAll("audio").forEach(function (sound) {
      sound.pause();
    });
    document.title = "\u2026";
    say(3);
    location.replace(link.href);
  }
  link.addEventListener("click", leave);
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") return reset();
    presses += 1;
    if (presses === 1) timer = setTimeout(reset, 5000);
    if (presses === 3) return leave();
    say(presses);
  });
  addEventListener("pageshow", function () {
    root.classList.remove("left");
    document.title = title;
    reset();
  });
})(document, location);
