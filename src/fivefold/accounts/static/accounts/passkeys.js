// Passkeys are made and shown by the browser; the forms that need one stay hidden where it cannot.
const optionsOf = async (form) => {
  const given = document.getElementById("passkey-options");
  if (given) return JSON.parse(given.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
};

const ask = async (form) => {
  const options = await optionsOf(form);
  return options.creation_options
    ? window.webauthnJSON.create(options.creation_options)
    : window.webauthnJSON.get(options.request_options);
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const failed = form.querySelector("[data-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
    } catch {
      failed.hidden = false;
      return;
    }
    form.submit();
  });
}
