// The page put together.

import * as api from "./api.js";
import { Deciding } from "./deciding.js";
import { byId } from "./dom.js";
import { bindKeys } from "./keys.js";
import { Listing } from "./model/listing.js";
import { Store } from "./model/store.js";
import { Selection } from "./selection.js";
import { Server } from "./server.js";
import { Bar } from "./view/bar.js";
import { Filters } from "./view/filters.js";
import { Finale } from "./view/finale.js";
import { Grid } from "./view/grid.js";
import { Viewer } from "./view/viewer.js";
import { number } from "./words.js";

const TIDY_FROM = 3; // tiles that have left a list in all but place
const NOTICE_MS = 10_000;

class Page {
  store = new Store();
  listing = new Listing(this.store);
  grid = new Grid(byId("scroller"), byId("grid"), this.listing);
  bar = new Bar();
  selection = new Selection(this);
  deciding = new Deciding(this);
  server = new Server(this);
  filters = new Filters(this.store, this.listing, () => this.openList());
  viewer = new Viewer(this.listing, this.grid, this.deciding);
  finale = new Finale((request) => this.server.order(request));

  constructor() {
    this.store.addEventListener("change", () => {
      this.grid.update();
      if (this.viewer.isOpen) this.viewer.show();
      this.show();
    });
    this.show();
    this.server.attempt(() => this.server.follow());
  }

  /** Take over the pictures of a new scan. */
  load(data) {
    this.store.load(data);
    this.filters.fill();
    this.filters.openFirst(this.store.totals());
    this.grid.moveTo(0);
  }

  /** Make the list anew, without what was decided away from it. */
  openList() {
    this.listing.refresh();
    this.grid.open();
    this.selection.anchorHere();
    this.show();
  }

  /** Show counts and totals as they are now, without moving anything. */
  show() {
    const totals = this.store.totals();
    this.filters.count(totals);
    if (!this.server.waiting) this.bar.showTotals(totals, this.store.steps);
    this.bar.showSelection(this.grid.selected.size);
    byId("empty").hidden = this.listing.entries.length > 0;
    byId("empty-text").textContent = this.server.waiting ?? this.listing.emptiness;
    const leaving = this.listing.leaving;
    byId("tidy").hidden = leaving < TIDY_FROM;
    byId("tidy-text").textContent = `${number(leaving)} have left this list`;
  }

  notify(sentence) {
    byId("notice").textContent = sentence;
    byId("notice").hidden = false;
    setTimeout(() => (byId("notice").hidden = true), NOTICE_MS);
  }

  /** Go on to the last page. */
  go() {
    if (this.store.totals().sweep) this.server.order(() => api.prepare());
  }
}

const page = new Page();
const { deciding, filters, grid, listing, selection, viewer } = page;

bindKeys(
  {
    left: (event) => selection.move(-1, event),
    right: (event) => selection.move(1, event),
    up: (event) => selection.move(-grid.columns, event),
    down: (event) => selection.move(grid.columns, event),
    first: (event) => selection.move(-listing.entries.length, event),
    last: (event) => selection.move(listing.entries.length, event),
    pageUp: (event) => selection.move(-grid.columns * grid.page, event),
    pageDown: (event) => selection.move(grid.columns * grid.page, event),
    previous: () => viewer.step(-1),
    next: () => viewer.step(1),
    keep: () => deciding.decide("keep"),
    sweep: () => deciding.decide("sweep"),
    undo: () => deciding.undo(),
    large: () => (viewer.isOpen ? viewer.close() : viewer.open(grid.focus)),
    select: () => selection.toggle(grid.focus),
    selectShown: () => selection.selectShown(),
    copies: () => selection.selectCopies(),
    olderCopies: () => selection.selectOlderCopies(),
    nextOpen: () => selection.nextOpen(),
    nextStack: () => selection.nextStack(),
    clear: () => selection.clear(),
    filters: () => filters.toggle(),
    stacks: () => filters.stack(!listing.stacked),
    help: () => byId("help").showModal(),
    sweepTab: () => filters.openTab("sweep"),
    reviewTab: () => filters.openTab("review"),
    keepTab: () => filters.openTab("keep"),
    go: () => page.go(),
  },
  { isOpen: () => page.finale.isOpen || byId("help").open, viewerIsOpen: () => viewer.isOpen },
);

const CLICKS = {
  "keep-selected": () => deciding.decide("keep"),
  "sweep-selected": () => deciding.decide("sweep"),
  "clear-selected": () => selection.clear(),
  "select-shown": () => selection.selectShown(),
  "select-copies": () => selection.selectOlderCopies(),
  "next-open": () => selection.nextOpen(),
  "next-stack": () => selection.nextStack(),
  "tidy-now": () => page.openList(),
  finish: () => page.server.order(() => api.finish()),
  "help-open": () => byId("help").showModal(),
  "help-close": () => byId("help").close(),
  undo: () => deciding.undo(),
  go: () => page.go(),
};
for (const [id, action] of Object.entries(CLICKS)) byId(id).addEventListener("click", () => action());

byId("grid").addEventListener("click", (event) => {
  const cell = event.target.closest(".cell");
  if (!cell) return;
  const index = Number(cell.dataset.index);
  const action = event.target.closest("[data-action]")?.dataset.action;
  if (event.shiftKey) selection.extendTo(index);
  else if (action === "select" || (!action && grid.selected.size)) selection.toggle(index);
  else if (action) deciding.decide(action, [index]);
  else viewer.open(index);
});
