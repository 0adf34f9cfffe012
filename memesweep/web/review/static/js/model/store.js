// The pictures and what was decided of them. What the tool would do and what a person said stay two things.

import { saveDecisions, undoStep } from "../api.js";

export class Store extends EventTarget {
  pictures = [];
  reasons = [];
  folders = [];
  galleryPictures = 0;
  steps = 0; // that can be undone
  #byId = new Map();
  #byGroup = new Map();

  /** Take over what the server knows. */
  load(data) {
    this.reasons = data.reasons;
    this.folders = data.folders;
    this.galleryPictures = data.gallery_pictures;
    this.steps = data.steps;
    this.pictures = data.rows.map((row) => pictureOf(row, data));
    this.#byId = new Map(this.pictures.map((picture) => [picture.id, picture]));
    this.#byGroup = Map.groupBy
      ? Map.groupBy(this.pictures, (picture) => picture.group)
      : grouped(this.pictures);
    this.#byGroup.delete(null);
    this.#changed(this.pictures);
  }

  /** All pictures that show the same as this one, itself among them. */
  copiesOf(picture) {
    return this.#byGroup.get(picture.group) ?? [picture];
  }

  /** Decide; shown at once, taken back where it cannot be saved. */
  async decide(pictures, choice) {
    const wanted = pictures.filter((picture) => picture.choice !== choice && allows(picture, choice));
    if (!wanted.length) return { saved: 0, failed: [] };
    const before = new Map(wanted.map((picture) => [picture.id, picture.choice]));
    for (const picture of wanted) picture.choice = choice;
    this.steps += 1;
    this.#changed(wanted);
    try {
      const saved = await saveDecisions([...before.keys()], choice);
      const failed = Object.entries(saved.failed).map(([id, note]) => ({ picture: this.#byId.get(id), note }));
      for (const { picture } of failed) picture.choice = before.get(picture.id);
      if (failed.length === wanted.length) this.steps -= 1;
      if (failed.length) this.#changed(failed.map(({ picture }) => picture));
      return { saved: wanted.length - failed.length, failed };
    } catch (error) {
      for (const picture of wanted) picture.choice = before.get(picture.id);
      this.steps -= 1;
      this.#changed(wanted);
      throw error;
    }
  }

  /** Take back the last step; returns the pictures that it was about. */
  async undo() {
    const { choices, steps } = await undoStep();
    this.steps = steps;
    const changed = [];
    for (const [id, choice] of Object.entries(choices)) {
      const picture = this.#byId.get(id);
      if (picture) {
        picture.choice = choice;
        changed.push(picture);
      }
    }
    this.#changed(changed);
    return changed;
  }

  /** Count what would become of everything now. */
  totals() {
    const totals = { sweep: 0, review: 0, keep: 0, bytes: 0, decided: 0, open: 0 };
    for (const picture of this.pictures) {
      const outcome = outcomeOf(picture);
      totals[outcome] += 1;
      if (outcome === "sweep") totals.bytes += picture.bytes;
      if (picture.choice) totals.decided += 1;
      else if (outcome !== "keep") totals.open += 1;
    }
    return totals;
  }

  /** Who keeps a picture keeps its copies, but for those that they chose to let go. */
  #protectCopies(pictures) {
    for (const group of new Set(pictures.map(({ group }) => group))) {
      const copies = this.#byGroup.get(group) ?? [];
      const isKept = copies.some(({ choice }) => choice === "keep");
      for (const picture of copies) picture.isProtected = isKept;
    }
  }

  #changed(pictures) {
    this.#protectCopies(pictures);
    this.dispatchEvent(new CustomEvent("change", { detail: pictures }));
  }
}

/** What becomes of a picture: `sweep`, `review` (it stays, undecided) or `keep`. */
export function outcomeOf(picture) {
  return picture.choice ?? (picture.isProtected ? "keep" : picture.verdict);
}

/** Undecided: the tool would sweep it or is unsure, and nobody has said anything of it or of a copy. */
export const isOpen = (picture) => picture.choice === null && outcomeOf(picture) !== "keep";

/** Guards are not overruled here: what a camera took, or what cannot be read, stays. */
export const allows = (picture, choice) => choice !== "sweep" || picture.sweepable;

function pictureOf(row, data) {
  const [id, name, folder, score, verdict, reason, bytes, seconds, width, height, group, choice, flags] = row;
  return {
    id,
    name,
    folder: data.folders[folder],
    score,
    verdict,
    reason: data.reasons[reason],
    bytes,
    when: seconds * 1000,
    width,
    height,
    group,
    choice,
    isProtected: false,
    sweepable: flags.includes("s"),
    shown: flags.includes("t"),
  };
}

function grouped(pictures) {
  const groups = new Map();
  for (const picture of pictures) {
    if (groups.has(picture.group)) groups.get(picture.group).push(picture);
    else groups.set(picture.group, [picture]);
  }
  return groups;
}
