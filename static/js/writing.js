/*
 * In the editors' area nothing that is typed is sent into the void. Before a form leaves, the server is asked whether it
 * still knows the one who wrote it, and whether there is room for it. If not, the form stays where it is, covered; a login
 * opens above it; and once the same person is back, the form gets the new guard (Django's CSRF token) and may leave.
 * Nobody else sees it.
 */
(() => {
  const cover = document.querySelector("[data-writing]");
  if (!cover || !cover.showModal) return;
  const { writer, check, login } = cover.dataset;
  const rests = Number(cover.dataset.rests) * 1000 || Infinity; // milliseconds without anybody, then the login ends
  const LONGEST = 20000; // milliseconds to wait for an answer
  const BEAT = 120000; // milliseconds between two words of a writer that somebody is there
  const may_leave = new WeakSet();
  const submit = HTMLFormElement.prototype.submit;
  let go_on = null;
  let with_files = false;

  /* Attributes, because a field of the form may be called "action". */
  const is_ours = (form) => {
    const goal = new URL(form.getAttribute("action") || "", location.href);
    return form.getAttribute("method")?.toLowerCase() === "post" && goal.origin === location.origin &&
      !/\/log(in|out)\/$/.test(goal.pathname);
  };

  const say = (state) => {
    for (const part of cover.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
    cover.dataset.shown = state;
    cover.querySelector("[data-wish=send]").hidden = !go_on;
    if (!cover.open) cover.showModal();
    const frame = cover.querySelector("iframe");
    if (state === "ended" && !frame.src) frame.src = login;
    if (state !== "ended") frame.removeAttribute("src");
  };

  const has_files = (form) =>
    [...form.elements].some((field) => field.type === "file" && !field.disabled && field.files.length > 0);

  /* "here": the writer is known, and every form has the present token. */
  const ask = async (more = {}) => {
    let answer;
    try {
      answer = await fetch(with_files ? `${check}?berkas` : check, {
        headers: { "X-Requested-With": "XMLHttpRequest", ...more }, cache: "no-store", redirect: "error",
        signal: AbortSignal.timeout(LONGEST),
      });
    } catch {
      return "away";
    }
    if (answer.status === 403) return "ended";
    const { user, token, missing } = await answer.json().catch(() => ({}));
    if (!user) return "away";
    if (user !== writer) return "other";
    if (missing) return missing;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    return "here";
  };

  const hold = async (form, leave) => {
    with_files = has_files(form);
    const state = await ask();
    if (state === "here") return leave();
    go_on = leave;
    say(state);
  };

  /* Wagtail's progress holds what was pressed for half a minute; nothing is on its way, so it may be pressed again. */
  const release_buttons = () => {
    for (const button of document.querySelectorAll("[data-w-progress-loading-value=true]")) {
      button.dataset.wProgressLoadingValue = "false";
    }
  };

  const look_again = async () => {
    const state = await ask();
    say(state === "here" ? "back" : state);
  };

  const mark = (form) => {
    const field = form.elements["suluah-writer"] || form.appendChild(document.createElement("input"));
    Object.assign(field, { type: "hidden", name: "suluah-writer", value: writer });
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!is_ours(form)) return;
    if (may_leave.delete(form)) return mark(form);
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    hold(form, () => {
      if (button) button.disabled = false; // Wagtail's progress: a disabled button would not say which one it was
      may_leave.add(form);
      form.requestSubmit(button);
    });
  }, true);

  /* Wagtail's dialogs send forms by this, which raises no event. */
  HTMLFormElement.prototype.submit = function () {
    if (!is_ours(this)) return submit.call(this);
    hold(this, () => { mark(this); submit.call(this); });
  };

  cover.querySelector("iframe").addEventListener("load", (event) => {
    if (event.target.src) ask().then((state) => { if (state !== "ended") say(state === "here" ? "back" : state); });
  });
  cover.addEventListener("cancel", (event) => { if (cover.dataset.shown !== "back") event.preventDefault(); });
  cover.addEventListener("click", (event) => {
    const wish = event.target.closest("[data-wish]")?.dataset.wish;
    if (wish === "again") look_again();
    if (wish === "stay" || wish === "send") cover.close();
    if (wish === "send" && go_on) go_on();
    if (wish === "stay" || wish === "send") go_on = null;
    if (wish === "stay") release_buttons();
  });
  /* Who types is there, though nothing is sent; and who begins to type after a long while learns at once that the login
   * has ended. */
  let there = Date.now();
  const cover_if_ended = async (more) => {
    const state = await ask(more);
    if (!cover.open && (state === "ended" || state === "other")) say(state);
  };
  addEventListener("input", () => {
    if (cover.open || Date.now() - there < BEAT) return;
    there = Date.now();
    cover_if_ended({ "X-Suluah-Writing": "1" });
  }, true);
  /* An open page shows what its writer has left, names perhaps: it is covered when the login has ended. */
  const look_after = () => { if (!cover.open && Date.now() - there > rests) cover_if_ended(); };
  setInterval(look_after, 60000);
  addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (!cover.open) look_after();
    else if (cover.dataset.shown !== "back") look_again(); // logged in again in another tab?
  });
})();
