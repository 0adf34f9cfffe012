"use strict";

// Words of the verdicts; reasons are the server's, with their dashes taken out.
const VERDICTS = { sweep: "A meme", review: "Perhaps a meme", keep: "No meme" };
const MOST = 20; // pictures in one request, so that answers come while others are still on their way

const $ = (id) => document.getElementById(id);
const results = $("results");
let queue = Promise.resolve();

function headers() {
  const token = $("token").value;
  return token ? { Authorization: `Bearer ${token}` } : {};
}

function say(text) { $("message").textContent = text; }

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function thumbnail(canvas, file) {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, 320 / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
  } catch {
    canvas.hidden = true; // a format that this browser does not show, or no picture
  }
}

function show(file, picture, model) {
  const item = element("li");
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Preview of ${file.name}`);
  const words = element("div");
  const verdict = picture.problem ? "Not scored" : VERDICTS[picture.verdict];
  words.append(element("p", verdict, `verdict ${picture.problem ? "quiet" : picture.verdict}`));
  const reason = picture.problem ? picture.problem.detail : picture.reason.replaceAll("-", " ");
  words.append(element("p", picture.score === null ? reason : `score ${picture.score.toFixed(3)}: ${reason}`));
  words.append(element("p", file.name, "quiet"));
  words.append(element("p", `says ${model}`, "quiet"));
  item.append(canvas, words);
  results.append(item);
  $("none").hidden = true;
  return thumbnail(canvas, file);
}

async function problemOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `The server answered ${response.status}.`;
  }
}

const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

async function send(files) {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  const model = $("model").value;
  const address = model ? `v1/classify?model=${encodeURIComponent(model)}` : "v1/classify";
  for (let tries = 0; ; tries += 1) {
    let response;
    try {
      response = await fetch(address, { method: "POST", body: form, headers: headers() });
    } catch {
      say("The server cannot be reached. Nothing was checked.");
      return;
    }
    if ((response.status === 429 || response.status === 503) && tries < 20) {
      await pause(Number(response.headers.get("Retry-After")) || 1);
      continue;
    }
    if (!response.ok) {
      if (response.status === 401) { $("token-label").hidden = false; $("token").focus(); }
      say(`${await problemOf(response)} Nothing was checked of ${files.length === 1 ? files[0].name : `${files.length} pictures`}.`);
      return;
    }
    const answer = await response.json();
    for (const picture of answer.pictures) {
      await show(files[picture.index], picture, `${answer.model} ${answer.version}`);
    }
    return;
  }
}

function take(list) {
  const files = [...list];
  if (!files.length) { say("There was no picture in that."); return; }
  say("");
  queue = queue.then(async () => {
    for (let start = 0; start < files.length; start += MOST) {
      $("progress").textContent = `Checking ${files.length - start} of ${files.length}…`;
      await send(files.slice(start, start + MOST));
    }
    $("progress").textContent = "";
  });
}

async function listModels() {
  const response = await fetch("v1/models", { headers: headers() });
  if (response.status === 401) { $("token-label").hidden = false; return; }
  if (!response.ok) { say(await problemOf(response)); return; }
  const select = $("model");
  const chosen = select.value;
  select.replaceChildren();
  for (const model of await response.json()) {
    const option = element("option", model.name);
    option.value = model.name;
    option.selected = chosen ? model.name === chosen : model.default;
    select.append(option);
  }
}

for (const id of ["choose", "camera"]) {
  $(id).addEventListener("change", (event) => { take(event.target.files); event.target.value = ""; });
}
document.addEventListener("paste", (event) => {
  if (event.target === $("token")) return;
  take(event.clipboardData.files);
});
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => { event.preventDefault(); $("drop").classList.add("over"); });
}
document.addEventListener("dragleave", () => $("drop").classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  $("drop").classList.remove("over");
  take(event.dataTransfer.files);
});
$("token").addEventListener("change", listModels);
listModels();
