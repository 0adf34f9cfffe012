// Keep, sweep, undo; and on to the next.

import { announce } from "./dom.js";
import { pictures } from "./words.js";

const DONE = { keep: "Kept", sweep: "To be swept" };

export class Deciding {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Decide about tiles, by default about what is selected or in focus. */
  async decide(choice, indices = this.#page.selection.indices) {
    const { grid, listing, server, store } = this.#page;
    const entries = indices.map((index) => listing.entries[index]).filter(Boolean);
    if (!entries.length) return;
    const subjects = [...new Set(entries.flatMap((entry) => listing.subjects(entry)))];
    grid.selected.clear();
    const saving = server.attempt(() => store.decide(subjects, choice));
    this.#advance(Math.max(...indices), `${DONE[choice]}: ${pictures(subjects.length)}.`);
    const saved = await saving;
    if (saved?.failed.length) {
      const [{ picture, note }] = saved.failed;
      this.#page.notify(`${pictures(saved.failed.length)} could not be decided: ${picture.name}: ${note}`);
    }
  }

  /** Take the last step back, and show what it was about. */
  async undo() {
    const { grid, listing, server, store, viewer } = this.#page;
    const changed = await server.attempt(() => store.undo());
    if (!changed?.length) return;
    announce(`Undone: ${pictures(changed.length)}.`);
    const index = listing.indexOf(changed[0]);
    if (index < 0) return;
    grid.moveTo(index, { focus: !viewer.isOpen });
    if (viewer.isOpen) viewer.show();
  }

  #advance(after, sentence) {
    const { grid, listing, selection, viewer } = this.#page;
    const next = listing.nextOpen(after);
    announce(next < 0 ? `${sentence} Everything in this list is decided.` : sentence);
    grid.moveTo(next < 0 ? after : next, { focus: !viewer.isOpen });
    selection.anchorHere();
    if (viewer.isOpen) viewer.show();
    this.#page.show();
  }
}
