// Which pictures are shown, and in which order. A list stays as it is while decisions are made in it: what was
// decided is marked in its place, and leaves when the list is opened again or tidied up.

import { isOpen, outcomeOf } from "./store.js";
import { monthKey } from "../words.js";

const CERTAIN = 0.5; // a score as far from both answers as can be

const ORDERS = {
  unsure: (a, b) => doubt(b) - doubt(a),
  sure: (a, b) => (b.score ?? -1) - (a.score ?? -1),
  newest: (a, b) => b.when - a.when,
  oldest: (a, b) => a.when - b.when,
  largest: (a, b) => b.bytes - a.bytes,
  name: (a, b) => compare(a.folder, b.folder),
};

const doubt = (picture) => (picture.score === null ? 1 : 1 - Math.abs(picture.score - CERTAIN));

const compare = (a, b) => (a < b ? -1 : Number(a > b));

/** One tile: a picture, or all copies of it. `lead` is the newest of them. */
class Entry {
  constructor(members) {
    this.members = members;
    this.lead = members.reduce((newest, picture) => (picture.when > newest.when ? picture : newest));
  }

  get isOpen() {
    return this.members.some(isOpen);
  }
}

export class Listing {
  tab = "sweep";
  sort = "unsure";
  stacked = true;
  filters = { folder: "", month: "", score: "", reason: "" };
  entries = [];
  #store;

  constructor(store) {
    this.#store = store;
  }

  /** Make the list anew. */
  refresh() {
    const shown = this.#store.pictures.filter((picture) => this.#holds(picture));
    const order = ORDERS[this.sort];
    this.entries = (this.stacked ? stacksOf(shown) : shown.map((picture) => new Entry([picture]))).sort(
      (a, b) => order(a.lead, b.lead) || compare(a.lead.name, b.lead.name) || compare(a.lead.id, b.lead.id),
    );
  }

  /** Why there is nothing to be seen. */
  get emptiness() {
    if (Object.values(this.filters).some(Boolean)) return "No picture passes these filters.";
    return { sweep: "Nothing to sweep.", review: "Nothing needs a look.", keep: "Nothing was kept." }[this.tab];
  }

  /** How many tiles have been decided away from this list and would leave it. */
  get leaving() {
    return this.entries.filter((entry) => outcomeOf(entry.lead) !== this.tab).length;
  }

  /** All pictures that a decision on a tile is about: a decision on a stack is one on all copies. */
  subjects(entry) {
    return this.stacked ? this.#store.copiesOf(entry.lead) : entry.members;
  }

  /** Index of the next undecided tile after one, from the beginning again at the end; -1 where there is none. */
  nextOpen(after, accepts = () => true) {
    const count = this.entries.length;
    for (let step = 1; step <= count; step += 1) {
      const index = (after + step) % count;
      if (this.entries[index].isOpen && accepts(this.entries[index])) return index;
    }
    return -1;
  }

  /** Whether a tile stands for several copies, or is one of several. */
  hasCopies = (entry) => this.#store.copiesOf(entry.lead).length > 1;

  /** Indices of every copy in the list that has a newer one in it. */
  olderCopies() {
    const newest = new Map();
    for (const { lead } of this.entries) {
      const known = newest.get(lead.group);
      if (lead.group !== null && (!known || lead.when > known.when)) newest.set(lead.group, lead);
    }
    return this.#indices(({ lead }) => lead.group !== null && newest.get(lead.group) !== lead);
  }

  /** Indices of the copies of a tile, itself among them. */
  copiesOf({ lead }) {
    return this.#indices((entry) => entry.lead === lead || (lead.group !== null && entry.lead.group === lead.group));
  }

  indexOf(picture) {
    return this.entries.findIndex((entry) => entry.members.includes(picture));
  }

  #indices(accepts) {
    return this.entries.flatMap((entry, index) => (accepts(entry) ? [index] : []));
  }

  #holds(picture) {
    const { folder, month, score, reason } = this.filters;
    if (outcomeOf(picture) !== this.tab) return false;
    if (folder && picture.folder !== folder) return false;
    if (month && monthKey(picture.when) !== month) return false;
    if (reason && picture.reason.code !== reason) return false;
    if (!score) return true;
    const [from, below] = score.split("-").map((text) => Number(text) / 100);
    return picture.score !== null && picture.score >= from && picture.score < below;
  }
}

function stacksOf(pictures) {
  const entries = [];
  const stacks = new Map();
  for (const picture of pictures) {
    if (picture.group === null) entries.push(new Entry([picture]));
    else if (stacks.has(picture.group)) stacks.get(picture.group).push(picture);
    else stacks.set(picture.group, [picture]);
  }
  return entries.concat([...stacks.values()].map((members) => new Entry(members)));
}
