/*
 * Passkeys in the editors' area. A button with data-passkey has the browser make one ("create") or use one ("get"), puts
 * what it says into the field `passkey` of its form, and sends that. data-options of the page's [data-passkey-asks]
 * says what for; its other texts are what is said when it fails.
 */
(() => {
  const asks = document.querySelector("[data-passkey-asks]");
  if (!asks) return;
  const say = (words) => { asks.textContent = words; asks.hidden = !words; };

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt());
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const read = (options) => {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      for (const known of options[list] || []) known.id = bytes(known.id);
    }
    return options;
  };

  const written = (made) => {
    const said = { clientDataJSON: text(made.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature"]) {
      if (made.response[part]) said[part] = text(made.response[part]);
    }
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response: said, clientExtensionResults: {} });
  };

  const run = async (button) => {
    const { form } = button;
    say("");
    try {
      const publicKey = read(JSON.parse(asks.dataset.options));
      const made = await navigator.credentials[button.dataset.passkey]({ publicKey });
      form.elements.passkey.value = written(made);
    } catch (error) {
      say(asks.dataset[{ SecurityError: "address", InvalidStateError: "known" }[error.name] || "refused"]);
      return;
    }
    form.requestSubmit(button.type === "submit" ? button : undefined);
  };

  const can = Boolean(window.PublicKeyCredential);
  if (!can) say(asks.dataset.address);
  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!can) continue;
    button.hidden = false;
    button.addEventListener("click", (event) => {
      const { code, name } = button.form.elements;
      if (code?.value.trim() && button.type === "submit") return; // a code will do
      if (name && !name.value.trim()) return; // the form says so
      event.preventDefault();
      run(button);
    });
  }
})();
