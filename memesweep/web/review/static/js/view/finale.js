// The last page: what exactly will happen, then its progress, then what has happened and the way back.

import * as api from "../api.js";
import { button, byId, make } from "../dom.js";
import { number, percent, pictures, size } from "../words.js";

const BUSY = new Set(["preparing", "asking", "sweeping", "swept", "undoing", "undone"]);
const SHOWN = 400; // thumbnails on the last page

export class Finale {
  #dialog = byId("finale");
  #body = byId("finale-body");
  #stage = "";
  #run;

  /** `run(request)` makes a request and shows what goes wrong; what comes of it comes back through `show`. */
  constructor(run) {
    this.#run = run;
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (this.#stage === "asking") this.#run(api.cancel);
    });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  show(state) {
    if (!BUSY.has(state.stage)) {
      this.#stage = state.stage;
      if (this.isOpen) this.#dialog.close();
      return;
    }
    if (state.stage === this.#stage) {
      this.#advance(state);
      return;
    }
    this.#stage = state.stage;
    this.#body.replaceChildren(...this[`_${state.stage}`](state));
    if (!this.isOpen) this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
    this.#body.querySelector("[data-first]")?.focus();
    this.#advance(state);
  }

  #advance({ progress }) {
    const bar = this.#body.querySelector("progress");
    if (!bar || !progress) return;
    if (progress.total) {
      bar.max = progress.total;
      bar.value = progress.done;
    }
    const of = progress.total ? ` of ${number(progress.total)}` : "";
    this.#body.querySelector("[data-progress]").textContent = `${number(progress.done)}${of}`;
  }

  _preparing() {
    return [
      title("Looking once more"),
      make("p", {}, "Every picture that may go is read again in full, so that only what you have seen moves."),
      ...progressBar("Pictures looked at"),
      foot(button("Cancel", "plain", () => this.#run(api.stop), { "data-first": "" })),
    ];
  }

  _asking({ proposal }) {
    const { count, bytes, share, gallery_pictures: all, destination, chosen, objections } = proposal;
    if (!count) return this.#nothing(proposal);
    const ticks = objections.map((objection) => this.#objection(objection));
    const go = button(`Move ${pictures(count)}`, "primary", () =>
      this.#run(() => api.approve(proposal.id, objections.map(({ code }) => code))),
    );
    const check = () => {
      go.disabled = ticks.some(({ input }) => !input?.checked);
    };
    for (const { input } of ticks) input?.addEventListener("change", check);
    check();
    return [
      title(`Move ${pictures(count)} ${destination.kind === "trash" ? "to the trash" : "out of the gallery"}?`),
      make("p", { className: "soft" }, "Nothing is deleted. One button brings every picture back to where it was."),
      figures([
        ["Pictures", number(count)],
        ["Size", size(bytes)],
        ["Of the gallery", `${percent(share)} of ${number(all)}`],
        ["Chosen by you", number(chosen)],
        ["Stay as you decided", number(proposal.kept)],
        ["Stay, undecided", number(proposal.open)],
        ["To", destination.name, "long"],
      ]),
      ...ticks.map(({ element }) => element),
      ...contact(proposal.ids, count),
      ...list("These stay, though they were on the list", proposal.staying),
      ...list("These could not be looked at", proposal.unread),
      foot(button("Go back", "plain", () => this.#run(api.cancel), { "data-first": "" }), go),
    ];
  }

  _sweeping() {
    return [
      title("Moving"),
      make("p", { className: "soft" }, "Each move is written down before it happens. You may close this page; it goes on."),
      ...progressBar("Pictures moved"),
      foot(button("Stop after this picture", "plain", () => this.#run(api.stop), { "data-first": "" })),
    ];
  }

  _swept({ result }) {
    const { moved, bytes, destination, failed, stopped } = result;
    return [
      title(`${pictures(moved)} moved`),
      make("p", {}, `Now in ${destination.kind === "trash" ? "the trash" : destination.name}: ${size(bytes)}.`),
      ...(stopped ? [make("p", {}, "You stopped it; the rest stayed where it was.")] : []),
      ...list("These stayed where they were", failed),
      make("p", { className: "soft" }, `Sweep ${result.sweep}. “memesweep undo” brings it back on any later day as well.`),
      foot(
        button("Bring everything back", "", () => this.#run(api.undoSweep), { disabled: moved === 0 }),
        button("Look at the rest", "plain", () => this.#run(api.rescan)),
        button("Finish", "primary", () => this.#run(api.finish), { "data-first": "" }),
      ),
    ];
  }

  _undoing() {
    return [title("Bringing everything back"), ...progressBar("Pictures brought back")];
  }

  _undone({ result }) {
    return [
      title(`${pictures(result.restored)} back where they were`),
      make("p", { className: "soft" }, "They are kept from now on, until you decide otherwise."),
      ...list("These could not be brought back", result.failed),
      foot(
        button("Finish", "plain", () => this.#run(api.finish)),
        button("Back to the pictures", "primary", () => this.#run(api.rescan), { "data-first": "" }),
      ),
    ];
  }

  #nothing(proposal) {
    return [
      title("Nothing to move"),
      make("p", {}, "After a closer look, no picture is to go."),
      ...list("These stay, though they were on the list", proposal.staying),
      foot(button("Go back", "primary", () => this.#run(api.cancel), { "data-first": "" })),
    ];
  }

  #objection({ sentence, can_be_approved: canBeApproved }) {
    const input = canBeApproved ? make("input", { type: "checkbox" }) : null;
    const element = make("div", { className: "objection" }, make("p", {}, sentence));
    if (input) element.append(make("label", {}, input, "I understand, and want this"));
    return { element, input };
  }
}

/** The end, when the server has been told to finish. */
export function showEnd(sentence) {
  document.body.replaceChildren(
    make("main", { className: "empty" }, make("h1", {}, "memesweep has ended"), make("p", {}, sentence)),
  );
}

const title = (text) => make("h2", { id: "finale-title" }, text);

const foot = (...buttons) => make("div", { className: "sheet-foot" }, ...buttons);

function progressBar(label) {
  return [make("progress", { "aria-label": label }), make("p", { className: "soft" }, `${label}: `, make("span", { "data-progress": "" }, "0"))];
}

function figures(rows) {
  const groups = rows.map(([term, value, className = ""]) =>
    make("div", { className }, make("dt", {}, term), make("dd", {}, make("bdi", {}, value))),
  );
  return make("dl", { className: "figures" }, ...groups);
}

function contact(ids, count) {
  const images = ids
    .slice(0, SHOWN)
    .map((id) => make("li", {}, make("img", { src: `pictures/${id}/thumbnail`, alt: "", loading: "lazy", decoding: "async" })));
  const more = count > images.length ? [make("p", { className: "soft" }, `and ${number(count - images.length)} more`)] : [];
  return [make("ul", { className: "contact", tabIndex: 0, "aria-label": "The pictures that would move" }, ...images), ...more];
}

function list(heading, rows) {
  if (!rows.length) return [];
  const items = rows.map(({ name, note }) => make("li", {}, make("bdi", {}, name), note ? `: ${note}` : ""));
  return [make("p", {}, `${heading}: ${number(rows.length)}`), make("ul", { className: "names", tabIndex: 0 }, ...items)];
}
