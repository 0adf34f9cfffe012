// One picture as large as the screen, with the same keys and the same three buttons.

import { byId } from "../dom.js";
import { allows } from "../model/store.js";
import { day, number, percent, pictures, size } from "../words.js";

const SWIPE = 60; // pixels

export class Viewer {
  #dialog = byId("viewer");
  #image = byId("viewer-image");
  #listing;
  #grid;
  #ahead = new Image();
  #touch = null;

  /** `on` is told what the person wants: decide(choice), undo(). */
  constructor(listing, grid, on) {
    this.#listing = listing;
    this.#grid = grid;
    byId("viewer-close").addEventListener("click", () => this.close());
    byId("viewer-previous").addEventListener("click", () => this.step(-1));
    byId("viewer-next").addEventListener("click", () => this.step(1));
    byId("viewer-keep").addEventListener("click", () => on.decide("keep"));
    byId("viewer-sweep").addEventListener("click", () => on.decide("sweep"));
    byId("viewer-undo").addEventListener("click", () => on.undo());
    this.#image.addEventListener("error", () => this.#showNothing());
    this.#dialog.addEventListener("close", () => {
      this.#image.removeAttribute("src");
      grid.moveTo(grid.focus);
    });
    this.#watchSwipes(byId("viewer-picture"));
  }

  get isOpen() {
    return this.#dialog.open;
  }

  open(index) {
    if (!this.#listing.entries.length) return;
    this.#grid.focus = index;
    if (!this.isOpen) this.#dialog.showModal();
    this.show();
    byId("viewer-picture").focus(); // not a button: Space leads back out
  }

  close() {
    this.#dialog.close();
  }

  step(by) {
    const last = this.#listing.entries.length - 1;
    const index = Math.max(0, Math.min(last, this.#grid.focus + by));
    if (index !== this.#grid.focus) this.#grid.moveTo(index, { focus: false });
    this.show();
  }

  /** Show the tile in focus as it is now. */
  show() {
    const entry = this.#listing.entries[this.#grid.focus];
    if (!entry) {
      this.close();
      return;
    }
    const { lead } = entry;
    const source = `pictures/${lead.id}/large`;
    this.#dialog.dataset.decided = lead.choice ?? "";
    if (!lead.shown) this.#showNothing();
    else if (this.#image.getAttribute("src") !== source) {
      this.#image.hidden = false;
      byId("viewer-none").hidden = true;
      this.#image.src = source;
      this.#image.alt = lead.name;
    }
    byId("viewer-name").textContent = lead.name;
    byId("viewer-facts").textContent = factsOf(lead, this.#grid.focus, this.#listing.entries.length);
    byId("viewer-reason").textContent = `${percent(lead.score)} meme. ${sentenceOf(lead)}`;
    this.#showCopies(entry);
    byId("viewer-sweep").disabled = !allows(lead, "sweep");
    byId("viewer-keep").setAttribute("aria-pressed", lead.choice === "keep");
    byId("viewer-sweep").setAttribute("aria-pressed", lead.choice === "sweep");
    const next = this.#listing.entries[this.#grid.focus + 1];
    if (next?.lead.shown) this.#ahead.src = `pictures/${next.lead.id}/large`;
  }

  #showCopies(entry) {
    const copies = this.#listing.subjects(entry);
    const element = byId("viewer-copies");
    element.hidden = copies.length < 2;
    const names = copies.slice(0, 8).map((picture) => `${picture.name} (${day(picture.when)})`);
    const more = copies.length > names.length ? ` and ${number(copies.length - names.length)} more` : "";
    element.textContent = `${copies.length} copies, decided together: ${names.join(", ")}${more}`;
  }

  #showNothing() {
    this.#image.removeAttribute("src");
    this.#image.hidden = true;
    byId("viewer-none").hidden = false;
  }

  #watchSwipes(stage) {
    stage.addEventListener("pointerdown", (event) => {
      this.#touch = event.pointerType === "touch" && event.isPrimary ? event : null;
    });
    stage.addEventListener("pointerup", (event) => {
      if (!this.#touch || event.pointerId !== this.#touch.pointerId) return;
      const across = event.clientX - this.#touch.clientX;
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(event.clientY - this.#touch.clientY)) {
        this.step(across < 0 ? 1 : -1);
      }
    });
  }
}

function factsOf(picture, index, count) {
  const place = picture.folder ? `${picture.folder} · ` : "";
  const pixels = picture.width ? ` · ${picture.width} × ${picture.height}` : "";
  return `${place}${day(picture.when)} · ${size(picture.bytes)}${pixels} · ${number(index + 1)} of ${pictures(count)}`;
}

function sentenceOf(picture) {
  if (picture.choice === "keep") return "You keep it.";
  if (picture.choice === "sweep") return "You sweep it.";
  if (picture.isProtected) return "You keep a copy of it; it stays.";
  return `${picture.reason.sentence}.`;
}
