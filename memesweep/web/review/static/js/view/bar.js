// The bar at the bottom: how far one is, what would go, and what to do with the selection.

import { byId } from "../dom.js";
import { number, pictures, size } from "../words.js";

export class Bar {
  #bar = document.querySelector(".bar");

  /** Show the totals of everything, whatever is filtered. */
  showTotals(totals, steps) {
    const all = totals.decided + totals.open;
    byId("decided").max = Math.max(1, all);
    byId("decided").value = totals.decided;
    byId("decided-text").textContent = all
      ? `${number(totals.decided)} of ${number(all)} decided`
      : "Nothing to decide";
    byId("total-count").textContent = pictures(totals.sweep);
    byId("total-size").textContent = size(totals.bytes);
    byId("go").disabled = totals.sweep === 0;
    byId("go").textContent = totals.sweep ? `Sweep ${number(totals.sweep)} …` : "Sweep …";
    byId("undo").disabled = byId("viewer-undo").disabled = steps === 0;
  }

  showSelection(count) {
    byId("choices").hidden = count === 0;
    byId("scroller").classList.toggle("is-choosing", count > 0);
    this.#bar.classList.toggle("is-choosing", count > 0);
    byId("selected-text").textContent = `${number(count)} selected`;
  }
}
