// What the server does, followed as it happens.

import * as api from "./api.js";
import { byId } from "./dom.js";
import { showEnd } from "./view/finale.js";
import { number } from "./words.js";

const BUSY_MS = 250;
const CALM_MS = 20_000; // a sign of life while somebody is here
const WORKING = new Set(["scanning", "preparing", "sweeping", "undoing"]);

export class Server {
  #page;
  #edition = null; // of the pictures that are shown
  #failure = null; // why there are none
  #message = null;
  #isWorking = true;
  #wasUsed = true;
  #timer = 0;

  constructor(page) {
    this.#page = page;
    for (const sign of ["pointerdown", "keydown", "wheel"]) {
      addEventListener(sign, () => (this.#wasUsed = true), { passive: true, capture: true });
    }
  }

  /** Why there is nothing to be seen yet; null once there is. */
  get waiting() {
    return this.#edition === null ? (this.#failure ?? "Looking at the gallery …") : null;
  }

  /** Do something that the server may refuse, and say so where it does. */
  async attempt(action) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof api.Unreachable) {
        this.#page.notify(`${error.message} What you decided is saved. Start “memesweep review” again to go on.`);
        this.#later();
      } else if (error instanceof api.Refused) {
        this.#page.notify(error.message);
        await this.attempt(() => this.follow());
      } else throw error;
      return null;
    }
  }

  /** Make a request that changes what the server does, then see what it does. */
  order(request) {
    return this.attempt(async () => {
      await request();
      await this.follow();
    });
  }

  /** Ask how things stand, show it, and ask again later. */
  async follow() {
    clearTimeout(this.#timer);
    this.#wasUsed = false;
    const state = await api.fetchState();
    if (state.stage === "ended") {
      showEnd(state.message);
      return;
    }
    if (state.message && state.message !== this.#message) this.#page.notify(state.message);
    this.#message = state.message;
    this.#failure = state.stage === "failed" ? state.message : null;
    if (state.stage === "scanning") showScan(state.progress);
    if (state.edition !== null && state.edition !== this.#edition) await this.#load(state.edition);
    if (this.waiting) this.#page.show();
    this.#page.finale.show(state);
    this.#isWorking = WORKING.has(state.stage);
    this.#later();
  }

  async #load(edition) {
    const data = await api.fetchPictures();
    this.#edition = edition;
    this.#page.load(data);
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#beat(), this.#isWorking ? BUSY_MS : CALM_MS);
  }

  /** Where nobody is here and nothing is under way, let the server come to rest by itself. */
  async #beat() {
    if (this.#wasUsed || this.#isWorking) await this.attempt(() => this.follow());
    else this.#later();
  }
}

function showScan({ done, total }) {
  byId("decided-text").textContent = `Looking at picture ${number(done)}${total ? ` of ${number(total)}` : ""}`;
  byId("decided").max = total || 1;
  byId("decided").value = total ? done : 0;
}
