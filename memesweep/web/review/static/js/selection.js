// Moving about and selecting.

import { announce } from "./dom.js";
import { number } from "./words.js";

export class Selection {
  #page;
  #anchor = 0;

  constructor(page) {
    this.#page = page;
  }

  /** What a decision is about: the selection, or the tile in focus. */
  get indices() {
    const { grid, viewer } = this.#page;
    return grid.selected.size && !viewer.isOpen ? [...grid.selected] : [grid.focus];
  }

  /** Begin ranges here. */
  anchorHere() {
    this.#anchor = this.#page.grid.focus;
  }

  /** Move the focus by some tiles; with Shift, select what lies between. */
  move(by, { shiftKey }) {
    const { grid } = this.#page;
    const from = grid.focus;
    grid.moveTo(from + by);
    if (shiftKey) grid.selectRange(this.#anchor, grid.focus);
    else this.anchorHere();
    this.#show();
  }

  toggle(index) {
    const { grid } = this.#page;
    if (!grid.selected.delete(index)) grid.selected.add(index);
    grid.moveTo(index);
    this.anchorHere();
    this.#show();
  }

  extendTo(index) {
    const { grid } = this.#page;
    grid.selectRange(this.#anchor, index);
    grid.moveTo(index);
    this.#show();
  }

  clear() {
    this.#page.grid.selected.clear();
    this.#show();
  }

  selectShown() {
    this.#add(this.#page.listing.entries.keys());
  }

  /** Select the copies of the tile in focus, one by one. */
  selectCopies() {
    const { grid, listing } = this.#page;
    const lead = listing.entries[grid.focus]?.lead;
    if (!lead) return;
    this.#unstack();
    const index = listing.indexOf(lead);
    grid.moveTo(index);
    this.#add(listing.copiesOf(listing.entries[index]));
  }

  /** Select every copy in the list that has a newer one in it. */
  selectOlderCopies() {
    const { grid, listing } = this.#page;
    this.#unstack();
    const indices = listing.olderCopies();
    if (indices.length) {
      grid.moveTo(indices[0]);
      this.#add(indices);
    } else announce("There are no copies in this list.");
  }

  nextOpen() {
    this.#jump(undefined, "Everything in this list is decided.");
  }

  nextStack() {
    this.#jump(this.#page.listing.hasCopies, "No undecided copies in this list.");
  }

  #jump(accepts, nothing) {
    const { grid, listing, viewer } = this.#page;
    const index = listing.nextOpen(grid.focus, accepts);
    if (index < 0) announce(nothing);
    else grid.moveTo(index, { focus: !viewer.isOpen });
    if (viewer.isOpen) viewer.show();
    this.anchorHere();
  }

  #unstack() {
    if (this.#page.listing.stacked) this.#page.filters.stack(false);
  }

  #add(indices) {
    const { grid } = this.#page;
    for (const index of indices) grid.selected.add(index);
    this.#show();
    announce(`${number(grid.selected.size)} selected.`);
  }

  #show() {
    this.#page.grid.update();
    this.#page.bar.showSelection(this.#page.grid.selected.size);
  }
}
