// Minutes without a network: what is written is kept on this device first, then sent, again and again, with
// a key that makes it one entry however often it arrives. Pages work without this file.
const form = document.getElementById("write-form");

const ALPHABET = "23456789bcdfghjkmnpqrstvwxz";
const HEADERS = { "X-From-Queue": "1" };
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(14)), (one) => ALPHABET[one % ALPHABET.length]).join("");

const queueOf = (name) => ({
  read: () => JSON.parse(localStorage.getItem(name) || "[]"),
  write: (rows) => (rows.length ? localStorage.setItem(name, JSON.stringify(rows)) : localStorage.removeItem(name)),
  // Another window of this browser may have changed it: never written from what was read a while ago.
  add(row) {
    this.write([...this.read(), row]);
  },
  remove(key) {
    this.write(this.read().filter((row) => row.fields.pressed !== key));
  },
  refuse(key, because) {
    this.write(this.read().map((row) => (row.fields.pressed === key ? { ...row, because } : row)));
  },
});

const start = () => {
  // By meeting and by person: what one wrote is never sent under the name of whoever signs in next.
  const name = `fivefold.minutes.${form.dataset.meeting}.${form.dataset.person}`;
  const queue = queueOf(name);
  const draft = `${name}.draft`;
  const place = document.getElementById("unsent");
  let busy = false;
  let why = "";

  const draw = () => {
    const rows = queue.read();
    place.hidden = rows.length === 0 && !why;
    document.getElementById("unsent-why").textContent = why ? form.dataset[why] : "";
    place.querySelector("ul").replaceChildren(...rows.map(drawn));
  };
  const drawn = (row) => {
    const item = document.getElementById("unsent-row").content.cloneNode(true);
    item.querySelector(".said").textContent = row.fields.text;
    const state = row.because === undefined ? form.dataset.kept : `${form.dataset.refused}: ${row.because}`;
    item.querySelector(".conditions").textContent = state;
    const button = item.querySelector("button");
    button.hidden = row.because === undefined;
    button.addEventListener("click", () => {
      queue.remove(row.fields.pressed);
      fill(row.fields);
      draw();
    });
    return item;
  };
  const fill = (fields) => {
    for (const [field, value] of Object.entries(fields)) {
      const input = form.elements[field];
      if (input && field !== "strategy") input.value = value;
    }
    form.elements.text.focus();
  };

  // Whether one is still signed in, and as whom; with a token that this session accepts.
  const ask = async () => {
    const answer = await fetch(form.action, { headers: HEADERS, cache: "no-store" });
    if (answer.status === 401) return { why: "signedOut" };
    if (!answer.ok) return { why: "offline" };
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = page.getElementById("entries");
    if (!list || list.dataset.person !== form.dataset.person) return { why: "other" };
    return { why: "", token: list.dataset.token };
  };
  const send = async (row, token) => {
    const body = new URLSearchParams({ ...row.fields, csrfmiddlewaretoken: token });
    const answer = await fetch(form.action, { method: "POST", headers: HEADERS, body });
    if (answer.status === 204) queue.remove(row.fields.pressed);
    else if (answer.status === 422) queue.refuse(row.fields.pressed, (await answer.json()).because);
    else if ([400, 403, 404, 413].includes(answer.status)) queue.refuse(row.fields.pressed, answer.status);
    else throw new Error(answer.status);
  };
  const flush = async () => {
    const waiting = () => queue.read().filter((row) => row.because === undefined);
    if (busy || !waiting().length) return;
    busy = true;
    try {
      const answer = await ask();
      why = answer.why;
      for (const row of why ? [] : waiting()) await send(row, answer.token);
    } catch {
      why = "offline";
    }
    busy = false;
    draw();
    refresh();
  };
  const refresh = () => {
    for (const id of ["entries", "columns"]) {
      const part = document.getElementById(id);
      if (part && window.htmx) window.htmx.trigger(part, "refresh");
    }
  };

  form.addEventListener("submit", (event) => {
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    if (!fields.text.trim()) return;
    try {
      queue.add({ fields });
    } catch {
      return; // nothing can be kept on this device: the form is sent as it would be without this file
    }
    event.preventDefault();
    localStorage.removeItem(draft);
    for (const field of ["text", "owner", "due"]) form.elements[field].value = "";
    form.elements.pressed.value = newKey();
    form.elements.text.focus();
    draw();
    flush();
  });
  form.elements.text.addEventListener("input", () => {
    try {
      localStorage.setItem(draft, form.elements.text.value);
    } catch {
      // the page still has it
    }
  });
  if (!form.elements.text.value) form.elements.text.value = localStorage.getItem(draft) || "";
  window.addEventListener("online", flush);
  window.addEventListener("storage", draw);
  window.addEventListener("offline", () => {
    why = "offline";
    draw();
  });
  setInterval(flush, 5000);
  draw();
  flush();
};

if (form) start();
