// A grid of any length of which only what is seen exists.

import { make } from "../dom.js";
import { fillTile, makeTile, showImage } from "./tile.js";

const NARROW = 560;
const SIZES = { wide: { least: 172, gap: 14, facts: 32 }, narrow: { least: 108, gap: 8, facts: 26 } };
const PADDING = 12; // of a tile, with its border
const AHEAD = 0.4; // of a screen, above and below
const SETTLED_MS = 70; // a thumbnail that only flies past is not asked for

export class Grid {
  focus = 0;
  selected = new Set();
  #scroller;
  #grid;
  #listing;
  #rows = new Map();
  #spare = [];
  #columns = 1;
  #rowHeight = 1;
  #frame = 0;
  #settle = 0;
  #top = 0;

  constructor(scroller, grid, listing) {
    this.#scroller = scroller;
    this.#grid = grid;
    this.#listing = listing;
    scroller.addEventListener("scroll", () => this.#schedule(), { passive: true });
    new ResizeObserver(() => this.layout()).observe(scroller);
  }

  get columns() {
    return this.#columns;
  }

  /** Rows that fit on the screen. */
  get page() {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#rowHeight));
  }

  /** Show a list from its beginning, or from where a picture of it is. */
  open(focus = 0) {
    this.selected.clear();
    this.focus = Math.max(0, Math.min(focus, this.#listing.entries.length - 1));
    this.#top = this.#scroller.scrollTop = 0;
    this.layout();
    if (this.focus) this.reveal();
  }

  /** Measure anew, and show everything anew. */
  layout() {
    const width = this.#grid.clientWidth;
    if (!width) return;
    const hadFocus = this.#grid.contains(document.activeElement);
    const { least, gap, facts } = width < NARROW ? SIZES.narrow : SIZES.wide;
    this.#columns = Math.max(2, Math.floor((width + gap) / (least + gap)));
    const side = (width - gap * (this.#columns - 1)) / this.#columns;
    this.#rowHeight = Math.round(side - PADDING + facts + PADDING + gap);
    const rows = Math.ceil(this.#listing.entries.length / this.#columns);
    this.#grid.style.height = `${rows * this.#rowHeight}px`;
    this.#grid.style.setProperty("--gap", `${gap}px`);
    this.#grid.setAttribute("aria-rowcount", rows);
    this.#grid.setAttribute("aria-colcount", this.#columns);
    for (const [index, row] of this.#rows) this.#retire(index, row);
    this.#spare = [];
    this.#grid.replaceChildren();
    this.#render();
    this.#showImages();
    if (hadFocus) this.cell(this.focus)?.focus({ preventScroll: true });
  }

  /** Fill the tiles that exist anew. */
  update() {
    for (const [index, row] of this.#rows) this.#fill(index, row);
  }

  /** Move the focus to a tile and bring it into view. */
  moveTo(index, { focus = true } = {}) {
    if (!this.#listing.entries.length) return;
    this.focus = Math.max(0, Math.min(index, this.#listing.entries.length - 1));
    this.reveal();
    this.update();
    if (focus) this.cell(this.focus)?.focus({ preventScroll: true });
  }

  /** Scroll as little as needed for the tile in focus to be seen whole. */
  reveal() {
    const offset = this.#grid.offsetTop + Math.floor(this.focus / this.#columns) * this.#rowHeight;
    const { scrollTop, clientHeight } = this.#scroller;
    if (offset < scrollTop + 8) this.#scroller.scrollTop = Math.max(0, offset - 14);
    else if (offset + this.#rowHeight > scrollTop + clientHeight) {
      this.#scroller.scrollTop = offset + this.#rowHeight - clientHeight + 8;
    }
    this.#render();
  }

  cell(index) {
    return this.#rows.get(Math.floor(index / this.#columns))?.children[index % this.#columns];
  }

  /** Add a range of tiles to the selection. */
  selectRange(from, to) {
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) this.selected.add(index);
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
      const moved = Math.abs(this.#scroller.scrollTop - this.#top);
      this.#top = this.#scroller.scrollTop;
      clearTimeout(this.#settle);
      if (moved < this.#rowHeight) this.#showImages();
      else this.#settle = setTimeout(() => this.#showImages(), SETTLED_MS);
    });
  }

  #render() {
    const { scrollTop, clientHeight } = this.#scroller;
    const top = scrollTop - this.#grid.offsetTop;
    const ahead = clientHeight * AHEAD;
    const count = Math.ceil(this.#listing.entries.length / this.#columns);
    const first = Math.max(0, Math.floor((top - ahead) / this.#rowHeight));
    const last = Math.min(count - 1, Math.floor((top + clientHeight + ahead) / this.#rowHeight));
    const focused = Math.floor(this.focus / this.#columns); // its row stays: the keyboard is there
    for (const [index, row] of this.#rows) {
      if ((index < first || index > last) && index !== focused) this.#retire(index, row);
    }
    for (let index = first; index <= last; index += 1) this.#ensure(index);
    if (focused < count) this.#ensure(focused);
  }

  #ensure(index) {
    if (this.#rows.has(index)) return;
    const row = this.#spare.pop() ?? this.#makeRow();
    row.style.transform = `translateY(${index * this.#rowHeight}px)`;
    row.setAttribute("aria-rowindex", index + 1);
    this.#rows.set(index, row);
    this.#fill(index, row);
    row.hidden = false;
  }

  #retire(index, row) {
    this.#rows.delete(index);
    row.hidden = true;
    for (const cell of row.children) cell.parts.image.removeAttribute("src");
    this.#spare.push(row);
  }

  #makeRow() {
    const row = make("div", { role: "row", className: "row" });
    row.style.height = `${this.#rowHeight - parseInt(this.#grid.style.getPropertyValue("--gap"), 10)}px`;
    row.style.gridTemplateColumns = `repeat(${this.#columns}, minmax(0, 1fr))`;
    row.append(...Array.from({ length: this.#columns }, makeTile));
    this.#grid.append(row);
    return row;
  }

  #fill(rowIndex, row) {
    const { entries, stacked } = this.#listing;
    for (const [column, cell] of [...row.children].entries()) {
      const index = rowIndex * this.#columns + column;
      const entry = entries[index];
      cell.hidden = !entry;
      if (!entry) continue;
      const selected = this.selected.has(index);
      fillTile(cell, entry, index, { columns: this.#columns, selected, focused: index === this.focus, stacked });
    }
  }

  #showImages() {
    for (const row of this.#rows.values()) {
      for (const cell of row.children) {
        if (!cell.hidden) showImage(cell, this.#listing.entries[cell.dataset.index].lead);
      }
    }
  }
}
