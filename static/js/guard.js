/*
 * What the guard says of a form while somebody writes in it (publishing/guard/while_writing.py).
 *
 * After a change and a pause the form is sent to be looked at, one request at a time. Each finding is shown at its field
 * and in the panel beside. When the request fails, that is said, and the site looks when the form is submitted.
 */
(() => {
  const beside = document.querySelector("[data-guard]");
  const form = document.querySelector("form[data-edit-form]");
  if (!beside || !form) return;
  const PAUSE = 1200, LONGEST_WAIT = 5000, LONGEST = 20000; // milliseconds
  const NOT_TYPED = ["csrfmiddlewaretoken", "next", "suluah-writer"];
  const told_at_first = JSON.parse(document.getElementById("guard-told").textContent);
  const state = beside.querySelector("[data-guard-state]");
  const word = (name) => beside.querySelector(`[data-guard-word=${name}]`).textContent;
  let sent, since, timer, under_way = false;

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (value instanceof File || name.startsWith("comments-")) data.delete(name);
    return data;
  };
  const as_words = (data) =>
    JSON.stringify([...data.entries()].filter(([name]) => !NOT_TYPED.includes(name)));

  const element = (tag, words, css) => Object.assign(document.createElement(tag), { textContent: words, className: css || "" });

  /* The field of that name, or the nearest around it. */
  const field_of = (name) => {
    for (let rest = name; rest; rest = rest.slice(0, Math.max(rest.lastIndexOf("-"), 0))) {
      const found = form.querySelector(`[name="${CSS.escape(rest)}"], [name^="${CSS.escape(rest)}-"]`);
      if (found) return found;
    }
    return null;
  };
  const around = (field) => field.closest("[data-field]") || field.closest("[data-streamfield-child]") || field.parentElement;

  const go_to = (field) => {
    const tab = field.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${CSS.escape(tab.id)}"], [role=tab][href="#${CSS.escape(tab.id)}"]`)?.click();
    const place = around(field);
    place.scrollIntoView({ block: "center" });
    const other = place.querySelector("[contenteditable=true]") || place.querySelector("input:not([type=hidden]), textarea, select, button");
    const target = field.offsetParent ? field : other;
    target?.focus({ preventScroll: true });
  };

  const line = (one) => {
    const item = element("li", "", one.level ? (one.asks ? "guard-asks" : "guard-stops") : "");
    if (one.level) item.append(element("strong", one.level), " ");
    const field = field_of(one.field);
    const place = element(field ? "button" : "span", one.label, field ? "guard-place" : "");
    if (field) { place.type = "button"; place.addEventListener("click", () => go_to(field)); }
    item.append(place, element("span", `${one.masked ? `${one.masked}: ` : ""}${one.message}`));
    return item;
  };
  const fill = (list, lines) =>
    list.replaceChildren(...(lines.length ? lines.map(line) : [element("li", list.dataset.guardEmpty, "guard-calm")]));

  const show = ({ findings, hints }) => {
    const former = new Map([...form.querySelectorAll("[data-guard-note]")].map((note) => [note.dataset.guardNote + note.textContent, note]));
    for (const one of findings) {
      const field = field_of(one.field);
      if (!field) continue;
      const note = element("p", "", one.asks ? "guard-note guard-asks" : "guard-note guard-stops");
      note.dataset.guardNote = one.field;
      note.role = "alert"; // said once: what stays is left where it is
      note.append(element("strong", `${one.level}: ${one.masked}.`), ` ${one.message}`);
      if (former.delete(one.field + note.textContent)) continue;
      const place = around(field), input = place.querySelector("[data-field-input]");
      if (input && place.matches("[data-field]")) input.before(note); else place.append(note);
    }
    for (const note of former.values()) note.remove();
    fill(beside.querySelector("[data-guard-findings]"), findings);
    fill(beside.querySelector("[data-guard-hints]"), hints);
    document.querySelector("[data-guard-found]")?.replaceChildren(...findings.map(line));
    const counter = document.querySelector('[data-side-panel-toggle="guard"] [data-side-panel-toggle-counter]');
    if (counter) { counter.textContent = findings.length; counter.hidden = !findings.length; }
    const words = findings.length ? `${word("some")} ${findings.length}` : "";
    if (state.textContent !== words) state.textContent = words;
  };

  const look = async () => {
    if (under_way) return;
    since = undefined;
    const data = typed(), words = as_words(data);
    if (words === sent) return;
    under_way = true;
    try {
      const answer = await fetch(beside.dataset.guard, {
        method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "error",
        signal: AbortSignal.timeout(LONGEST),
      });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
    } catch {
      state.textContent = word("away");
    }
    sent = words;
    under_way = false;
    if (since) wait();
  };

  const wait = () => {
    since ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0, Math.min(PAUSE, since + LONGEST_WAIT - Date.now())));
  };

  show(told_at_first);
  /* Editors of rich text and buttons of blocks change their hidden fields after these. */
  for (const kind of ["input", "change", "keyup", "click", "drop"]) form.addEventListener(kind, wait);
  /* How it was before a change, once Wagtail has built all fields: nothing is asked about that. */
  const remember = () => { if (!since && !under_way) sent = as_words(typed()); };
  for (const kind of ["pointerdown", "keydown", "focusin"]) form.addEventListener(kind, remember, { capture: true });
})();
