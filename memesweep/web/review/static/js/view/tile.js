// One picture in the grid. Tiles are made once and filled again and again while the grid scrolls.

import { icon, make } from "../dom.js";
import { outcomeOf } from "../model/store.js";
import { percent } from "../words.js";

const OUTCOMES = { sweep: "would be swept", review: "to review", keep: "stays" };
const CHOICES = { keep: "you keep it", sweep: "you sweep it" };

export function makeTile() {
  const image = make("img", { alt: "", decoding: "async", draggable: false });
  image.addEventListener("error", () => image.removeAttribute("src"));
  const parts = {
    image,
    copies: make("span", { className: "badge" }, icon("copies"), make("span")),
    mark: make("span", { className: "mark-decided" }),
    meter: make("span", { className: "meter" }),
    reason: make("span", { className: "reason" }),
    tick: make("button", { type: "button", className: "tick", tabIndex: -1, "aria-label": "Select" }, icon("keep")),
    keep: make("button", { type: "button", className: "keep", tabIndex: -1 }, "Keep"),
    sweep: make("button", { type: "button", className: "sweep", tabIndex: -1 }, "Sweep"),
  };
  parts.tick.dataset.action = "select";
  parts.keep.dataset.action = "keep";
  parts.sweep.dataset.action = "sweep";
  const cell = make(
    "div",
    { role: "gridcell", className: "cell", tabIndex: -1 },
    make("div", { className: "slide" }, image, icon("picture"), parts.copies, parts.mark),
    make("div", { className: "facts" }, parts.meter, parts.reason),
    parts.tick,
    make("div", { className: "quick" }, parts.keep, parts.sweep),
  );
  cell.parts = parts;
  return cell;
}

/** Show an entry in a tile; the thumbnail itself waits until the grid asks for it. */
export function fillTile(cell, entry, index, { columns, selected, focused, stacked }) {
  const { lead, members } = entry;
  const { parts } = cell;
  if (cell.dataset.id !== lead.id) parts.image.removeAttribute("src");
  cell.dataset.id = lead.id;
  cell.dataset.index = index;
  cell.dataset.outcome = outcomeOf(lead);
  cell.setAttribute("aria-colindex", (index % columns) + 1);
  cell.setAttribute("aria-selected", selected);
  cell.tabIndex = focused ? 0 : -1;
  if (cell.dataset.decided !== (lead.choice ?? "")) {
    cell.dataset.decided = lead.choice ?? "";
    parts.mark.replaceChildren(...(lead.choice ? [icon(lead.choice)] : []));
  }
  parts.copies.hidden = !stacked || members.length === 1;
  parts.copies.lastChild.textContent = members.length;
  parts.meter.textContent = percent(lead.score);
  parts.reason.textContent = reasonOf(lead);
  parts.sweep.disabled = !lead.sweepable;
  cell.setAttribute("aria-label", labelOf(entry, stacked));
}

export function showImage(cell, picture) {
  const { image } = cell.parts;
  if (picture.shown && !image.hasAttribute("src")) image.src = `pictures/${picture.id}/thumbnail`;
}

function reasonOf(picture) {
  return picture.isProtected && picture.choice === null ? "like a kept one" : picture.reason.label;
}

function labelOf({ lead, members }, stacked) {
  const state = lead.choice ? CHOICES[lead.choice] : OUTCOMES[outcomeOf(lead)];
  const copies = stacked && members.length > 1 ? `, ${members.length} copies` : "";
  return `${lead.name}, ${percent(lead.score)} meme, ${reasonOf(lead)}${copies}, ${state}`;
}
