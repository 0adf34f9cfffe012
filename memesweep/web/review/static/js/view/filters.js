// The lists, their order and what narrows them.

import { byId, make } from "../dom.js";
import { monthKey, month, number, pictures } from "../words.js";

export class Filters {
  #listing;
  #store;
  #onChange;

  constructor(store, listing, onChange) {
    this.#store = store;
    this.#listing = listing;
    this.#onChange = onChange;
    byId("sort").addEventListener("change", ({ target }) => this.#set(() => (listing.sort = target.value)));
    byId("stacks").addEventListener("change", ({ target }) => this.#set(() => (listing.stacked = target.checked)));
    for (const name of Object.keys(listing.filters)) {
      byId(`filter-${name}`).addEventListener("change", ({ target }) =>
        this.#set(() => (listing.filters[name] = target.value)),
      );
    }
    byId("filters-toggle").addEventListener("click", () => this.toggle());
    for (const tab of this.#tabs) tab.addEventListener("click", () => this.openTab(tab.dataset.tab));
    document.querySelector(".tabs").addEventListener("keydown", (event) => this.#walkTabs(event));
  }

  get #tabs() {
    return [...document.querySelectorAll("[role=tab]")];
  }

  /** Offer the folders, months and reasons that there are. */
  fill() {
    const { pictures: all, folders, reasons } = this.#store;
    const months = [...new Set(all.map((picture) => monthKey(picture.when)))].sort().reverse();
    const used = new Set(all.map((picture) => picture.reason.code));
    this.#options("folder", [...folders].sort().map((folder) => [folder, folder || "Top folder"]));
    this.#options("month", months.map((key) => [key, month(key)]));
    this.#options("reason", reasons.filter(({ code }) => used.has(code)).map(({ code, label }) => [code, label]));
  }

  openTab(name) {
    this.#listing.tab = name;
    for (const tab of this.#tabs) {
      const isOpen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", isOpen);
      tab.tabIndex = isOpen ? 0 : -1;
      if (isOpen) byId("scroller").setAttribute("aria-labelledby", tab.id);
    }
    this.#onChange();
  }

  /** Open the list that is open already, or where that has nothing to show, the first that has. */
  openFirst(totals) {
    const names = [this.#listing.tab, ...this.#tabs.map((tab) => tab.dataset.tab)];
    this.openTab(names.find((name) => totals[name]) ?? this.#listing.tab);
  }

  /** Show copies as one tile, or one by one, as needed to treat them differently. */
  stack(isStacked) {
    byId("stacks").checked = this.#listing.stacked = isStacked;
    this.#onChange();
  }

  toggle() {
    const isOpen = byId("filters").classList.toggle("is-open");
    byId("filters-toggle").setAttribute("aria-expanded", isOpen);
    if (isOpen) byId("sort").focus();
  }

  /** Show how many pictures each list has. */
  count(totals) {
    for (const element of document.querySelectorAll("[data-count]")) {
      element.textContent = number(totals[element.dataset.count]);
      element.setAttribute("aria-label", pictures(totals[element.dataset.count]));
    }
  }

  #set(change) {
    change();
    this.#onChange();
  }

  #options(name, choices) {
    const select = byId(`filter-${name}`);
    const all = make("option", { value: "" }, name === "reason" ? "Any" : "All");
    select.replaceChildren(all, ...choices.filter(([value]) => value !== "").map(([value, label]) => make("option", { value }, label)));
    select.value = this.#listing.filters[name];
    select.closest("label").hidden = choices.length < 2;
  }

  #walkTabs(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    const tabs = this.#tabs;
    const next = tabs[(tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length];
    event.preventDefault();
    event.stopPropagation();
    this.openTab(next.dataset.tab);
    next.focus();
  }
}
